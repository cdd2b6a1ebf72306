import { type Html, html } from './html.ts';
import { masked } from './masked.ts';
import { listChoice } from './preferences-page.ts';
import { listText, type ShownList } from './shown-lists.ts';
import { type PageLanguage, type PageWords, say, wordsOf } from './words.ts';

export type AskProblem = keyof PageWords['subscribe']['wrong'];
export type AskValues = { email: string; name: string; lists: Set<string> };

export type AskPage = {
  language: PageLanguage;
  action: string;
  formKey: string;
  values: AskValues;
  problem?: AskProblem | undefined;
  /** A sentence of its own, where the problem is not at a field. */
  sentence?: string | undefined;
};

const atField: Record<AskProblem, 'email' | 'lists' | null> = { email: 'email', lists: 'lists', quick: null, old: null, trap: null };

/** Asking for letters: which, and the address to which they go. The answer comes as a letter. */
export function subscribeBody(page: AskPage & { lists: ShownList[]; linkAddress: string }): Html {
  const { language, lists, values, problem } = page;
  const words = wordsOf(language).subscribe;
  if (lists.length === 0) return html`<h1>${words.title}</h1><p class="notice">${words.none}</p>`;
  return html`${trouble(page)}<h1>${words.title}</h1><p>${words.lead}</p>
<form class="form" method="post" action="${page.action}" novalidate>${hidden(page)}
<fieldset id="lists"${problem === 'lists' && html` aria-describedby="lists-wrong"`}><legend>${words.lists}</legend>${problem === 'lists' && html`<p class="wrong" id="lists-wrong">${words.wrong.lists}</p>`}
${lists.map((list) => listChoice(list, language, values.lists.has(list.id)))}</fieldset>
${emailField(page)}
<div class="field"><label for="name">${words.name}</label><input id="name" name="name" value="${values.name}" autocomplete="name" maxlength="200"></div>
<p class="secondary">${words.privacy}</p>
<button type="submit">${words.send}</button></form>
<p><a href="${page.linkAddress}">${words.have}</a></p>`;
}

/** Asking for the link to one's own choices. */
export function linkBody(page: AskPage): Html {
  const words = wordsOf(page.language).subscribe;
  return html`${trouble(page)}<h1>${words.link_title}</h1><p>${words.link_lead}</p>
<form class="form" method="post" action="${page.action}" novalidate>${hidden(page)}${emailField(page)}<button type="submit">${words.link_send}</button></form>`;
}

/** The same for every address, known or not. */
export function askedBody(language: PageLanguage): Html {
  const words = wordsOf(language).subscribe;
  return html`<h1>${words.asked_title}</h1><p class="notice notice-green" role="status">${words.asked}</p><p>${words.asked_more}</p>`;
}

export type ConfirmationFacts = { address: string; language: string; state: 'open' | 'done' | 'late'; lists: ShownList[] };
type ConfirmPage = { language: PageLanguage; facts: ConfirmationFacts; action: string; askAgain: string; preferences: string };

export const confirmTitle = (language: PageLanguage, { state }: ConfirmationFacts): string =>
  wordsOf(language).subscribe[`confirm_title_${state}`];

/** What a letter asks to confirm; the button does it, not the link. */
export function confirmBody({ language, facts, action, askAgain, preferences }: ConfirmPage): Html {
  const words = wordsOf(language).subscribe;
  const address = masked(facts.address);
  const names = html`<ul class="plain">${facts.lists.map((list) => html`<li>${listText(list, language, 'name')}</li>`)}</ul>`;
  const title = html`<h1>${confirmTitle(language, facts)}</h1>`;
  if (facts.state === 'late')
    return html`${title}<p class="notice notice-amber">${words.late}</p><p><a class="button" href="${askAgain}">${words.again}</a></p>`;
  if (facts.state === 'done')
    return html`${title}<p class="notice notice-green" role="status">${say(words.confirmed, { address })}</p>${names}<p><a href="${preferences}">${words.change}</a></p>`;
  return html`${title}<p>${say(words.confirm_lead, { address })}</p>${names}
<form method="post" action="${action}"><button type="submit">${words.confirm}</button></form><p class="secondary">${words.not_you}</p>`;
}

function trouble({ language, problem, sentence }: AskPage): Html | false {
  if (!problem && !sentence) return false;
  const said = sentence ?? wordsOf(language).subscribe.wrong[problem as AskProblem];
  const field = problem ? atField[problem] : null;
  return html`<div class="notice notice-brick" role="alert"><p>${field ? html`<a href="#${field}">${said}</a>` : said}</p></div>`;
}

function hidden({ language, formKey }: AskPage): Html {
  return html`<input type="hidden" name="form" value="${formKey}">
<div class="trap" aria-hidden="true"><label for="website">${wordsOf(language).form.website}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>`;
}

function emailField({ language, values, problem }: AskPage): Html {
  const words = wordsOf(language).subscribe;
  const isWrong = problem === 'email';
  return html`<div class="field"><label for="email">${words.email}</label>${isWrong && html`<p class="wrong" id="email-wrong">${words.wrong.email}</p>`}
<input id="email" name="email" type="email" value="${values.email}" autocomplete="email" maxlength="254" spellcheck="false" required${isWrong && html` aria-invalid="true" aria-describedby="email-wrong"`}></div>`;
}
