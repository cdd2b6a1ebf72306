import { nameOfLanguage } from '../../domain/shared/language-name.ts';
import { type Html, html } from './html.ts';
import { masked } from './masked.ts';
import type { LanguageChoice } from './shown.ts';
import { listText, type ShownList } from './shown-lists.ts';
import { type PageLanguage, type PageWords, say, wordsOf } from './words.ts';

/** What `preference_facts` tells whoever holds the link. */
export type PreferenceFacts = {
  address: string;
  language: string | null;
  chosen_language: string | null;
  frequency: 'every' | 'weekly' | 'monthly';
  paused_until: string | null;
  today: string;
  lists: (ShownList & { gets: boolean })[];
  languages: LanguageChoice[];
};

/** What was typed: it comes back when something is wrong. */
export type ChosenValues = { lists: Set<string>; language: string; frequency: string; paused_until: string };
export type ChoiceProblem = keyof PageWords['preferences']['wrong'];

export type PreferencesPage = {
  language: PageLanguage;
  facts: PreferenceFacts;
  action: string;
  values: ChosenValues;
  problem?: ChoiceProblem | undefined;
  did?: 'saved' | 'left_all' | 'confirmed' | undefined;
};

const frequencies = ['every', 'weekly', 'monthly'] as const;

/** What one address gets, and what it could get: one form, and one to leave everything. */
export function preferencesBody(page: PreferencesPage): Html {
  const { language, facts, action, values, problem, did } = page;
  const words = wordsOf(language).preferences;
  return html`${did && html`<p class="notice notice-green" role="status">${words[`just_${did}`]}</p>`}
${problem && html`<div class="notice notice-brick" role="alert"><p><a href="#${anchors[problem]}">${words.wrong[problem]}</a></p></div>`}
<h1>${words.title}</h1>
<p>${say(words.lead, { address: masked(facts.address) })}</p>
<form class="form" method="post" action="${action}" novalidate>
${facts.lists.filter(({ gets }) => gets).map(({ id }) => html`<input type="hidden" name="had" value="${id}">`)}
${
  facts.lists.length === 0
    ? html`<p class="notice">${words.no_lists}</p>`
    : html`<fieldset id="lists"><legend>${words.lists}</legend>${facts.lists.map((list) => listChoice(list, language, values.lists.has(list.id)))}</fieldset>`
}
<fieldset id="frequency"><legend>${words.frequency}</legend><div>${frequencies.map(
    (one) =>
      html`<div class="check"><input type="radio" name="frequency" id="frequency-${one}" value="${one}"${values.frequency === one && html` checked`}><label for="frequency-${one}">${words.frequencies[one]}</label></div>`,
  )}</div></fieldset>
<div class="field"><label for="language">${words.language}</label>
<select id="language" name="language"><option value="">${words.language_any}</option>${facts.languages.map(
    ({ code, name, endonym }) =>
      html`<option value="${code}" lang="${code}"${values.language === code && html` selected`}>${endonym || nameOfLanguage(language, { code, name })}</option>`,
  )}</select><p class="secondary">${words.language_hint}</p></div>
<div class="field"><label for="paused_until">${words.pause}</label>${problem === 'pause' && html`<p class="wrong" id="pause-wrong">${words.wrong.pause}</p>`}
<input class="date" id="paused_until" name="paused_until" type="date" value="${values.paused_until}" min="${facts.today}" aria-describedby="pause-hint${problem === 'pause' ? ' pause-wrong' : ''}"${problem === 'pause' && html` aria-invalid="true"`}>
<p class="secondary" id="pause-hint">${words.pause_hint}</p></div>
<button type="submit">${words.save}</button>
</form>
<section><h2>${words.leave_title}</h2><p>${words.leave_text}</p>
<form method="post" action="${action}"><input type="hidden" name="act" value="leave_all"><button type="submit" class="danger">${words.leave}</button></form></section>`;
}

const anchors: Record<ChoiceProblem, string> = { lists: 'lists', frequency: 'frequency', language: 'language', pause: 'paused_until' };

/** A list with a box to tick, and what it says of itself. */
export function listChoice(list: ShownList, language: PageLanguage, isChosen: boolean): Html {
  return html`<div class="choice"><div class="check"><input type="checkbox" name="list" id="list-${list.id}" value="${list.id}"${isChosen && html` checked`}${
    list.description && html` aria-describedby="said-${list.id}"`
  }><label for="list-${list.id}">${listText(list, language, 'name')}</label></div>${
    list.description && html`<p class="secondary" id="said-${list.id}">${listText(list, language, 'description')}</p>`
  }</div>`;
}
