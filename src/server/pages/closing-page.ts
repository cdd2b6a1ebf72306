import { type Html, html } from './html.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

export const closingAnswers = ['yes', 'not_yet', 'no'] as const;
export type ClosingAnswer = (typeof closingAnswers)[number];
export const isClosingAnswer = (value: unknown): value is ClosingAnswer => closingAnswers.some((one) => one === value);

export type ClosingForm = {
  subject: string;
  number: string;
  /** What the office said of the end; null where it said nothing. */
  sentence: { text: string; language: string } | null;
  action: string;
  answer: string;
  words: string;
  wrong: { answer?: boolean; words?: boolean };
};

/** The one question after an inquiry was closed, as a form; what was typed stays when something is missing. */
export function closingForm(language: PageLanguage, { subject, number, sentence, action, answer, words, wrong }: ClosingForm): Html {
  const said = wordsOf(language).closing;
  return html`<h1>${said.title}</h1>
<p>${say(said.lead, { subject, number })}</p>
${
  sentence &&
  html`<div class="notice" lang="${sentence.language}">${sentence.text.split(/\s*\n\s*/).map((line) => html`<p>${line}</p>`)}</div>`
}
<form class="form" method="post" action="${action}">
<fieldset${wrong.answer ? html` aria-describedby="answer-wrong"` : ''}>
<legend>${said.question}</legend>
<div>${closingAnswers.map(
    (one) =>
      html`<div class="check"><input type="radio" name="answer" id="answer-${one}" value="${one}"${answer === one ? html` checked` : ''} required><label for="answer-${one}">${said.answers[one]}</label></div>`,
  )}</div>
${wrong.answer && html`<p class="wrong" id="answer-wrong" role="alert">${said.missing}</p>`}
</fieldset>
<div class="field">
<label for="words">${said.words}</label>
<p class="secondary" id="words-hint">${said.words_hint}</p>
<textarea id="words" name="words" maxlength="2000" rows="4" aria-describedby="words-hint${wrong.words ? ' words-wrong' : ''}"${wrong.words ? html` aria-invalid="true"` : ''}>${words}</textarea>
${wrong.words && html`<p class="wrong" id="words-wrong" role="alert">${said.long}</p>`}
</div>
<button type="submit">${said.send}</button>
</form>`;
}

/** After the answer. */
export function closingDone(language: PageLanguage, answer: ClosingAnswer, { isLate, again }: { isLate: boolean; again: string }): Html {
  const said = wordsOf(language).closing;
  return html`<h1>${said.done_title}</h1><p class="notice notice-green">${isLate ? said.late : said.done[answer]}</p>
${!isLate && html`<p><a href="${again}">${said.change}</a></p>`}`;
}
