import { type Html, html } from './html.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

export type RatingForm = {
  title: string;
  action: string;
  before: string;
  after: string;
  comment: string;
  wrong: { before?: boolean; after?: boolean; comment?: boolean };
};
export type UsedForm = { title: string; action: string; used: string; words: string; wrong: { used?: boolean; words?: boolean } };

const STEPS = ['1', '2', '3', '4', '5'] as const;

/** How well somebody knew it before and knows it now; what was chosen stays when something is missing. */
export function ratingForm(language: PageLanguage, { title, action, before, after, comment, wrong }: RatingForm): Html {
  const said = wordsOf(language).rating;
  const scale = (
    name: 'before' | 'after',
    legend: string,
    chosen: string,
  ) => html`<fieldset${wrong[name] ? html` aria-describedby="${name}-wrong"` : ''}>
<legend>${legend}</legend>
<div>${STEPS.map(
    (step) =>
      html`<div class="check"><input type="radio" name="${name}" id="${name}-${step}" value="${step}"${chosen === step ? html` checked` : ''} required><label for="${name}-${step}">${said.steps[step]}</label></div>`,
  )}</div>
${wrong[name] && html`<p class="wrong" id="${name}-wrong" role="alert">${said.missing}</p>`}
</fieldset>`;
  return html`<h1>${say(said.title, { title })}</h1>
<p>${said.lead}</p>
<form class="form" method="post" action="${action}">
${scale('before', said.before, before)}
${scale('after', said.after, after)}
${words('comment', said.comment, said.comment_hint, comment, wrong.comment ? said.long : '')}
<button type="submit">${said.send}</button>
</form>`;
}

/** A month later: was it of use? */
export function usedForm(language: PageLanguage, { title, action, used, words: typed, wrong }: UsedForm): Html {
  const said = wordsOf(language).used;
  const answers = { yes: said.yes, no: said.no };
  return html`<h1>${say(said.title, { title })}</h1>
<form class="form" method="post" action="${action}">
<fieldset${wrong.used ? html` aria-describedby="used-wrong"` : ''}>
<legend>${said.question}</legend>
<div>${(['yes', 'no'] as const).map(
    (one) =>
      html`<div class="check"><input type="radio" name="used" id="used-${one}" value="${one}"${used === one ? html` checked` : ''} required><label for="used-${one}">${answers[one]}</label></div>`,
  )}</div>
${wrong.used && html`<p class="wrong" id="used-wrong" role="alert">${said.missing}</p>`}
</fieldset>
${words('words', said.words, said.words_hint, typed, wrong.words ? said.long : '')}
<button type="submit">${said.send}</button>
</form>`;
}

function words(name: string, label: string, hint: string, typed: string, wrong: string): Html {
  return html`<div class="field">
<label for="${name}">${label}</label>
<p class="secondary" id="${name}-hint">${hint}</p>
<textarea id="${name}" name="${name}" maxlength="2000" rows="3" aria-describedby="${name}-hint${wrong ? html` ${name}-wrong` : ''}"${wrong ? html` aria-invalid="true"` : ''}>${typed}</textarea>
${wrong && html`<p class="wrong" id="${name}-wrong" role="alert">${wrong}</p>`}
</div>`;
}

/** After an answer, or instead of a form: what there is to know, in one line. */
export const ratingNotice = (title: string, text: string): Html => html`<h1>${title}</h1><p class="notice notice-green">${text}</p>`;

/** Where somebody gets the certificate of the training. */
export const certificateLine = (language: PageLanguage, address: string): Html =>
  html`<p><a href="${address}">${wordsOf(language).rating.certificate}</a></p>`;
