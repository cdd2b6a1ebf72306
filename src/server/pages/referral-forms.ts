import { type Html, html } from './html.ts';
import type { ReferralPage, ShownReferral } from './referral-page.ts';
import { type PageLanguage, wordsOf } from './words.ts';

export type ReceiverAct = 'accept' | 'decline' | 'ask' | 'progress' | 'outcome';
/** What was sent, and at which part of it something is missing. */
export type ReceiverForm = { act: string; values: Record<string, string>; wrong: string | null };

/** What can be done from where: the likely one first. */
export const receiverActs = (status: ShownReferral['status']): ReceiverAct[] =>
  status === 'accepted' ? ['outcome', 'progress', 'ask'] : ['accept', 'decline', 'ask', 'outcome'];

/** Reads the form that was posted. A note in the wrong place is none. */
export const factNames: Record<ReceiverAct, string[]> = {
  accept: ['note', 'receiver'],
  decline: ['reason', 'note', 'responsible_name', 'receiver'],
  ask: ['note', 'receiver'],
  progress: ['note', 'receiver'],
  outcome: ['outcome', 'note', 'amount', 'receiver'],
};

/** The form that the page opens with is the one that was sent wrongly; otherwise only the likely one stands open. */
const isUnfolded = (act: ReceiverAct, { form }: ReferralPage): boolean => form.wrong !== null && form.act === act;

export function declineForm(language: PageLanguage, one: ShownReferral, page: ReferralPage): Html {
  const said = wordsOf(language).referral;
  const own = said.decline;
  const value = typedIn('decline', page);
  const wrong = wrongOf('decline', page, language);
  return folded('decline', own, isUnfolded('decline', page), one, page, [
    html`<fieldset${wrong('decline_reason') ? html` aria-describedby="decline-reason-wrong"` : ''}><legend>${own.reason}</legend>${choices('decline', 'reason', own.reasons, value('reason'))}${complaint('decline-reason-wrong', wrong('decline_reason'))}</fieldset>`,
    html`<div class="field"><label for="responsible">${own.responsible}</label><p class="secondary" id="responsible-hint">${own.responsible_hint}</p>
<input id="responsible" name="responsible_name" list="others" maxlength="300" autocomplete="off" value="${value('responsible_name')}" required aria-describedby="responsible-hint${wrong('responsible') ? ' responsible-wrong' : ''}"${wrong('responsible') ? html` aria-invalid="true"` : ''}>
<datalist id="others">${one.others.map((name) => html`<option value="${name}"></option>`)}</datalist>${complaint('responsible-wrong', wrong('responsible'))}</div>`,
    area('decline', 'note', own.note, value('note'), wrong('decline_note') ?? wrong('referral_note'), false),
    role('decline', language, value('receiver')),
  ]);
}

export function shortForm(language: PageLanguage, act: Exclude<ReceiverAct, 'decline'>, one: ShownReferral, page: ReferralPage): Html {
  const said = wordsOf(language).referral;
  const value = typedIn(act, page);
  const wrong = wrongOf(act, page, language);
  if (act === 'accept') {
    const fields = [area(act, 'note', said.note, value('note'), wrong('referral_note'), false), role(act, language, value('receiver'))];
    return html`<div class="answer answer-main"><h2>${said.accept.title}</h2><p>${said.accept.text}</p>${form(act, said.accept.send, one, page, fields)}</div>`;
  }
  if (act === 'outcome') {
    const own = said.outcome;
    const fields = [
      html`<fieldset${wrong('referral_outcome') ? html` aria-describedby="outcome-wrong"` : ''}><legend>${own.what}</legend>${choices(act, 'outcome', own.outcomes, value('outcome'))}${complaint('outcome-wrong', wrong('referral_outcome'))}</fieldset>`,
      html`<div class="field"><label for="amount">${own.amount}</label><input class="date" id="amount" name="amount" inputmode="decimal" maxlength="20" autocomplete="off" value="${value('amount')}"${wrong('outcome_amount') ? html` aria-invalid="true" aria-describedby="amount-wrong"` : ''}>${complaint('amount-wrong', wrong('outcome_amount'))}</div>`,
      area(act, 'note', own.note, value('note'), wrong('referral_outcome_note') ?? wrong('referral_note'), false),
      role(act, language, value('receiver')),
    ];
    const isMain = one.status === 'accepted';
    return isMain
      ? html`<div class="answer answer-main"><h2>${own.title}</h2><p>${own.text}</p>${form(act, own.send, one, page, fields)}</div>`
      : folded(act, own, isUnfolded(act, page), one, page, fields);
  }
  const own = act === 'ask' ? said.ask : said.progress;
  const label = act === 'ask' ? said.ask.question : said.progress.note;
  return folded(act, own, isUnfolded(act, page), one, page, [
    area(act, 'note', label, value('note'), wrong(act === 'ask' ? 'question' : 'progress') ?? wrong('referral_note'), true),
    role(act, language, value('receiver')),
  ]);
}

type Own = { title: string; text: string; send: string };

/** What is done less often is folded until somebody opens it; that needs no script. */
const folded = (act: ReceiverAct, own: Own, isShown: boolean, one: ShownReferral, page: ReferralPage, fields: Html[]): Html =>
  html`<details class="answer"${isShown ? html` open` : ''}><summary>${own.title}</summary><p>${own.text}</p>${form(act, own.send, one, page, fields, true)}</details>`;

/** The state that it is filled in on goes along, so that the same form sent twice does one thing. */
const form = (act: ReceiverAct, send: string, one: ShownReferral, page: ReferralPage, fields: Html[], isQuiet = false): Html =>
  html`<form class="form" method="post" action="${page.action}"><input type="hidden" name="act" value="${act}"><input type="hidden" name="state" value="${one.state}">${fields}<div><button type="submit"${isQuiet ? html` class="quiet"` : ''}>${send}</button></div></form>`;

const choices = (act: ReceiverAct, name: string, words: Record<string, string>, chosen: string): Html =>
  html`<div>${Object.entries(words).map(
    ([value, label]) =>
      html`<div class="check"><input type="radio" name="${name}" id="${act}-${value}" value="${value}"${chosen === value ? html` checked` : ''} required><label for="${act}-${value}">${label}</label></div>`,
  )}</div>`;

const complaint = (id: string, text: string | null): Html | null =>
  text ? html`<p class="wrong" id="${id}" role="alert">${text}</p>` : null;

function area(act: ReceiverAct, name: string, label: string, value: string, wrong: string | null, isNeeded: boolean): Html {
  const id = `${act}-${name}`;
  return html`<div class="field"><label for="${id}">${label}</label><textarea id="${id}" name="${name}" maxlength="2000" rows="3"${isNeeded ? html` required` : ''}${wrong ? html` aria-invalid="true" aria-describedby="${id}-wrong"` : ''}>${value}</textarea>${complaint(`${id}-wrong`, wrong)}</div>`;
}

function role(act: ReceiverAct, language: PageLanguage, value: string): Html {
  const said = wordsOf(language).referral;
  return html`<div class="field"><label for="${act}-receiver">${said.role}</label><p class="secondary" id="${act}-receiver-hint">${said.role_hint}</p><input id="${act}-receiver" name="receiver" maxlength="120" autocomplete="organization-title" value="${value}" aria-describedby="${act}-receiver-hint"></div>`;
}

const typedIn =
  (act: ReceiverAct, { form: sent }: ReferralPage) =>
  (name: string): string =>
    sent.act === act ? (sent.values[name] ?? '') : '';

/** The sentence at a part of the form that was sent, in the reader's language; null where nothing is wrong. */
const wrongOf =
  (act: ReceiverAct, { form: sent }: ReferralPage, language: PageLanguage) =>
  (hint: string): string | null => {
    const words: Record<string, string> = wordsOf(language).referral.wrong;
    return sent.act === act && sent.wrong === hint ? (words[hint] ?? null) : null;
  };
