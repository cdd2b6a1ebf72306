import { type Html, html } from './html.ts';
import { type LeavingLanguage, leavingDirection, leavingWords } from './leaving-words.ts';
import { masked } from './masked.ts';
import { listSaid, type ShownList } from './shown-lists.ts';
import { say } from './words.ts';

/** What `leaving_facts` tells of the letter whose link was opened. */
export type LeavingFacts = { address: string; language: string; list: ShownList; has_left: boolean };

export type LeavingPage = {
  language: LeavingLanguage;
  facts: LeavingFacts;
  /** Where its forms go: its own address. */
  action: string;
  /** Their choices, by a link of its own. */
  preferences: string;
  /** What has just been done, told once. */
  did?: 'left' | 'stayed' | undefined;
};

export const leavingTitle = ({ language, facts }: LeavingPage): string =>
  say(leavingWords(language)[facts.has_left ? 'left_title' : 'title'], { list: listSaid(facts.list, language, 'name').text });

/** One list, one address: leave it, or stay on it. Looking at it changes nothing. In the letter's language, whatever the frame speaks. */
export function leavingBody(page: LeavingPage): Html {
  return html`<div lang="${page.language}" dir="${leavingDirection(page.language)}">${leavingContent(page)}</div>`;
}

function leavingContent(page: LeavingPage): Html {
  const { language, facts, action, preferences, did } = page;
  const words = leavingWords(language);
  const values = { list: listSaid(facts.list, language, 'name').text, address: masked(facts.address) };
  if (facts.has_left)
    return html`<h1>${leavingTitle(page)}</h1>
<p class="notice notice-green" role="status">${say(did === 'left' ? words.just_left : words.left, values)}</p>
<p>${words.others}</p>
<div class="acts"><a class="button" href="${preferences}">${words.choose}</a>
<form method="post" action="${action}"><input type="hidden" name="act" value="stay"><button type="submit" class="quiet">${words.stay}</button></form></div>`;
  return html`${did === 'stayed' && html`<p class="notice notice-green" role="status">${say(words.just_stayed, values)}</p>`}
<h1>${leavingTitle(page)}</h1>
<p>${say(words.lead, values)}</p>
<div class="acts"><form method="post" action="${action}"><input type="hidden" name="List-Unsubscribe" value="One-Click"><input type="hidden" name="by" value="page"><button type="submit">${words.leave}</button></form>
<a class="button quiet" href="${preferences}">${words.instead}</a></div>`;
}
