import { formatPhone } from '../../domain/shared/phone.ts';
import { type Html, html, paragraphs } from './html.ts';
import { declineForm, type ReceiverForm, receiverActs, shortForm } from './referral-forms.ts';
import { momentIn } from './times.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

/** The page of a referral, as `referral_page` answers it while its link is good. */
export type ShownReferral = {
  state: string;
  number: number;
  status: 'sent' | 'asked' | 'accepted' | 'declined' | 'closed' | 'withdrawn' | 'draft';
  sent_at: string | null;
  accept_due_at: string | null;
  outcome_due_at: string | null;
  has_question: boolean;
  time_zone: string;
  organization: string;
  topic: string;
  program: string | null;
  work_group: string | null;
  sender: string | null;
  responsible: string | null;
  request: string | null;
  shared: { field: string; value: unknown }[];
  consent: { how: 'spoken' | 'written' | 'not_needed'; language: string | null } | null;
  said: { kind: 'asked' | 'answered' | 'progress'; body: string; at: string }[];
  others: string[];
};

export type ReferralPage = {
  office: string;
  action: string;
  form: ReceiverForm;
  /** What was sent met another state than the one it was filled in on. */
  hasPassed: boolean;
};

export const isOpen = ({ status }: ShownReferral): boolean => status === 'sent' || status === 'asked' || status === 'accepted';

/** What the receiver is asked, what they may know, and the ways to answer: each a form of its own that is posted. */
export function referralBody(language: PageLanguage, one: ShownReferral, page: ReferralPage): Html {
  const said = wordsOf(language).referral;
  const passed = page.hasPassed && html`<p class="notice notice-amber" role="alert">${said.passed}</p>`;
  if (!isOpen(one)) return html`${overBody(language, one)}${passed}`;
  const { wrong } = page.form;
  return html`<h1>${say(said.title, { number: one.number })}</h1>
<p>${say(said.lead, { office: page.office, organization: one.organization })}</p>
${passed}${wrong && html`<p class="notice notice-brick" role="alert">${said.wrong_title}</p>`}
${one.has_question ? html`<p class="notice notice-amber">${said.waits_answer}</p>` : one.status === 'accepted' && html`<p class="notice notice-green">${said.done.accepted}</p>`}
${factList(language, one)}
<section><h2>${said.request}</h2>${paragraphs(one.request ?? '')}</section>
${sharedPart(language, one)}
${
  one.said.length > 0 &&
  html`<section><h2>${said.said}</h2><ul class="said">${one.said.map(
    ({ kind, body, at }) =>
      html`<li><p class="secondary">${said[`said_${kind}`]} · ${momentIn(language, at, one.time_zone)}</p><p class="typed">${body}</p></li>`,
  )}</ul></section>`
}
<section class="answers">${receiverActs(one.status).map((act) =>
    act === 'decline' ? declineForm(language, one, page) : shortForm(language, act, one, page),
  )}</section>`;
}

function factList(language: PageLanguage, one: ShownReferral): Html {
  const said = wordsOf(language).referral;
  const due = one.status === 'accepted' ? one.outcome_due_at : one.accept_due_at;
  return html`<dl class="facts">
<div><dt>${said.topic}</dt><dd>${one.topic}</dd></div>
${one.program && html`<div><dt>${said.program}</dt><dd>${one.program}</dd></div>`}
${one.work_group && html`<div><dt>${said.work_group}</dt><dd>${one.work_group}</dd></div>`}
${due && !one.has_question && html`<div><dt>${one.status === 'accepted' ? said.due_outcome : said.due_accept}</dt><dd>${momentIn(language, due, one.time_zone)}</dd></div>`}
${one.sender && html`<div><dt>${said.sender}</dt><dd>${one.sender}</dd></div>`}
</dl>`;
}

/** What was chosen and agreed to, and nothing else. */
function sharedPart(language: PageLanguage, { shared, consent }: ShownReferral): Html {
  const said = wordsOf(language).referral;
  const asked = consent?.language ? languageName(language, consent.language) : '';
  return html`<section><h2>${said.shared}</h2>
${
  shared.length === 0
    ? html`<p>${said.shared_none}</p>`
    : html`<dl class="facts">${shared.map(
        ({ field, value }) =>
          html`<div><dt>${said.fields[field as keyof typeof said.fields] ?? field}</dt><dd class="typed">${shownValue(language, field, value)}</dd></div>`,
      )}</dl>`
}
${consent && html`<p class="secondary">${say(said.consent[consent.how], { language: asked })} ${said.keep}</p>`}</section>`;
}

function shownValue(language: PageLanguage, field: string, value: unknown): Html | string {
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  if (field === 'interpreter') return wordsOf(language).referral.interpreter_yes;
  if (field === 'language') return languageName(language, text);
  if (field === 'phone') return html`<a href="tel:${text}">${formatPhone(text)}</a>`;
  return field === 'email' ? html`<a href="mailto:${text}">${text}</a>` : text;
}

const languageName = (language: PageLanguage, code: string): string =>
  new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(code) ?? code;

function overBody(language: PageLanguage, { status, responsible }: ShownReferral): Html {
  const { done } = wordsOf(language).referral;
  if (status === 'declined') return html`<h1>${done.declined_title}</h1><p>${say(done.declined, { responsible: responsible ?? '–' })}</p>`;
  if (status === 'closed') return html`<h1>${done.closed_title}</h1><p>${done.closed}</p>`;
  return html`<h1>${done.withdrawn_title}</h1><p>${done.withdrawn}</p>`;
}

/** A link that was good once: which way it ended, and nothing else. */
export function goneBody(language: PageLanguage, gone: 'expired' | 'replaced'): Html {
  const said = wordsOf(language).referral;
  return html`<h1>${said.gone_title}</h1><p>${said.gone[gone]}</p>`;
}
