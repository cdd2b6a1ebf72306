import { nameOfLanguage } from '../../domain/shared/language-name.ts';
import { eventFacts } from './event-facts.ts';
import { type Html, html, trusted } from './html.ts';
import { masked } from './masked.ts';
import { seatFields } from './register-form.ts';
import { type ShownRegistration, titleIn } from './shown.ts';
import { momentIn } from './times.ts';
import { type PageLanguage, type PageWords, say, sayCount, wordsOf } from './words.ts';

/** What somebody has just done, told once on the page that follows. */
export const deeds = ['confirmed', 'waitlisted', 'again', 'changed', 'cancelled', 'accepted', 'declined', 'rejoined'] as const;
export type Deed = (typeof deeds)[number];

export type RegistrationPage = {
  registration: ShownRegistration;
  language: PageLanguage;
  /** Where its forms go: its own address. */
  action: string;
  eventAddress: string | null;
  /** What is shown at the door, for who has a place. */
  pass?: { svg: string; code: string } | null;
  deed: Deed | null;
  problem?: keyof PageWords['wrong'] | 'wrong_now' | undefined;
};

/** One registration, for whoever holds its link: how it stands, and what can be done. Every act is a form of its own. */
export function registrationBody(page: RegistrationPage): Html {
  const { registration, language, deed, problem } = page;
  const { registration: words, wrong } = wordsOf(language);
  const { event } = registration;
  const isOn = event.status === 'planned' || event.status === 'confirmed';
  const isAhead = isOn && !event.has_begun;
  return html`${deed && html`<p class="notice notice-green" role="status">${words[`just_${deed}`]}</p>`}
${problem && html`<p class="notice notice-brick" role="alert">${problem === 'wrong_now' ? words.wrong_now : wrong[problem]}</p>`}
<h1>${headingOf(registration, words)}</h1>
<p><b>${page.eventAddress ? html`<a href="${page.eventAddress}">${titleIn(event, language)}</a>` : titleIn(event, language)}</b></p>
${standing(registration, language)}
${event.status === 'cancelled' && html`<p class="notice notice-brick">${words.event_cancelled}</p>`}
${event.is_over && html`<p class="notice">${words.event_over}</p>`}
${registration.status === 'offered' && isAhead && html`<div class="acts no-print">${actForm(page, 'accept', words.accept)}${actForm(page, 'decline', words.decline, 'quiet')}</div>`}
${eventFacts(event, language, { showsOnline: registration.status === 'confirmed' && isOn })}
${page.pass && passOf(page.pass, language)}
${details(registration, language)}
<p class="secondary no-print">${words.keep}${registration.email && ` ${say(words.keep_mail, { email: masked(registration.email) })}`}</p>
${isAhead && registration.status !== 'cancelled' && changes(page)}
${
  isAhead &&
  registration.status === 'cancelled' &&
  event.is_open &&
  event.is_published &&
  html`<section class="no-print"><h2>${words.rejoin_title}</h2><p>${words.rejoin_text}</p>${actForm(page, 'rejoin', words.rejoin)}</section>`
}`;
}

function headingOf({ status, cancelled_how }: ShownRegistration, words: PageWords['registration']): string {
  if (status === 'cancelled') return cancelled_how === 'lapsed' ? words.lapsed_title : words.cancelled_title;
  return words[`${status}_title`];
}

function standing(registration: ShownRegistration, language: PageLanguage): Html {
  const words = wordsOf(language).registration;
  const { status, seats, event } = registration;
  if (status === 'confirmed') return html`<p>${sayCount(language, words.confirmed, seats)}</p>`;
  if (status === 'waitlisted')
    return html`<p>${say(words.waitlisted, { place: registration.position ?? 1 })}</p>${!registration.email && html`<p>${words.waitlisted_no_email}</p>`}`;
  if (status === 'offered')
    return html`<p class="notice notice-amber">${sayCount(language, words.offered, seats, {
      until: momentIn(language, registration.offered_until ?? event.starts_at, event.time_zone),
    })}</p>`;
  return html`<p>${registration.cancelled_how === 'lapsed' ? words.lapsed : words.cancelled}</p>`;
}

function passOf({ svg, code }: { svg: string; code: string }, language: PageLanguage): Html {
  const words = wordsOf(language).registration;
  return html`<section class="pass"><h2>${words.pass_title}</h2><p>${words.pass}</p>
<div role="img" aria-label="${words.pass_picture}">${trusted(svg)}</div><p class="pass-code">${code}</p></section>`;
}

function details(registration: ShownRegistration, language: PageLanguage): Html {
  const words = wordsOf(language).registration;
  const row = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const spoken = nameOfLanguage(language, { code: registration.language, name: registration.language_name });
  return html`<section><h2>${words.title}</h2><dl class="facts">
${row(words.name, registration.name)}
${row(
  words.seats,
  [sayCount(language, words.seats_of, registration.seats), registration.minors > 0 && sayCount(language, words.minors, registration.minors)]
    .filter(Boolean)
    .join(', '),
)}
${row(words.language, [spoken, registration.needs_interpreter && words.interpreter].filter(Boolean).join(', '))}
${registration.accessibility_need && html`<div><dt>${words.need}</dt><dd class="typed">${registration.accessibility_need}</dd></div>`}
</dl></section>`;
}

function changes(page: RegistrationPage): Html {
  const { registration, language, problem } = page;
  const words = wordsOf(language).registration;
  const problems =
    problem === 'seats' || problem === 'seats_capacity' || problem === 'seats_free'
      ? { seats: problem }
      : problem === 'minors'
        ? { minors: problem }
        : {};
  return html`<section class="no-print"><h2>${words.change_title}</h2>
<form class="form" method="post" action="${page.action}" novalidate><input type="hidden" name="act" value="change">
<div class="pair">${seatFields(language, {
    values: { seats: String(registration.seats), minors: String(registration.minors) },
    problems,
    mostSeats: Math.min(20, registration.event.capacity ?? 20),
  })}</div>
<button class="quiet" type="submit">${words.change}</button></form></section>
${registration.came ? null : html`<section class="no-print"><h2>${words.cancel_title}</h2><p>${words.cancel_text}</p>${actForm(page, 'cancel', words.cancel, 'danger')}</section>`}`;
}

const actForm = ({ action }: RegistrationPage, act: string, label: string, look = ''): Html =>
  html`<form method="post" action="${action}"><input type="hidden" name="act" value="${act}"><button type="submit" class="${look}">${label}</button></form>`;
