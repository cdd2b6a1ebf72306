import { type Html, html } from './html.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

export type ThanksForm = { title: string; action: string; score: string; words: string; wrong: { score?: boolean; words?: boolean } };

const SCORES = ['1', '2', '3', '4', '5'] as const;

/** The one question after an event, as a form; what was typed stays when something is missing. */
export function thanksForm(language: PageLanguage, { title, action, score, words, wrong }: ThanksForm): Html {
  const said = wordsOf(language).thanks;
  return html`<h1>${say(said.title, { title })}</h1>
<p>${say(said.lead, { title })}</p>
<form class="form" method="post" action="${action}">
<fieldset${wrong.score ? html` aria-describedby="score-wrong"` : ''}>
<legend>${said.question}</legend>
<div>${SCORES.map(
    (one) =>
      html`<div class="check"><input type="radio" name="score" id="score-${one}" value="${one}"${score === one ? html` checked` : ''} required><label for="score-${one}">${said.scores[one]}</label></div>`,
  )}</div>
${wrong.score && html`<p class="wrong" id="score-wrong" role="alert">${said.missing}</p>`}
</fieldset>
<div class="field">
<label for="words">${said.words}</label>
<p class="secondary" id="words-hint">${said.words_hint}</p>
<textarea id="words" name="words" maxlength="500" rows="3" aria-describedby="words-hint${wrong.words ? ' words-wrong' : ''}"${wrong.words ? html` aria-invalid="true"` : ''}>${words}</textarea>
${wrong.words && html`<p class="wrong" id="words-wrong" role="alert">${said.long}</p>`}
</div>
<button type="submit">${said.send}</button>
</form>`;
}

/** After the answer; `isAgain` when there was one before. */
export function thanksDone(language: PageLanguage, isAgain: boolean): Html {
  const said = wordsOf(language).thanks;
  return html`<h1>${said.done_title}</h1><p class="notice notice-green">${isAgain ? said.already : said.done}</p>`;
}
