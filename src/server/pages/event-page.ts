import { eventFacts } from './event-facts.ts';
import { type Html, html, paragraphs } from './html.ts';
import { type RegisterForm, registerForm } from './register-form.ts';
import { type ShownEventPage, saidIn, titleIn } from './shown.ts';
import { momentIn } from './times.ts';
import { type PageLanguage, say, sayCount, wordsOf } from './words.ts';

export type EventPage = {
  event: ShownEventPage;
  language: PageLanguage;
  /** The way back to all events; not inside the page of somebody else. */
  listAddress: string | null;
  form: Pick<RegisterForm, 'action' | 'formKey' | 'values' | 'problems' | 'problem'>;
};

/** One event: what it is, when and where, and the form where it can be registered for. */
export function eventPageBody({ event, language, listAddress, form }: EventPage): Html {
  const { event: words, kind } = wordsOf(language);
  const summary = saidIn(event, language, 'summary');
  const isCancelled = event.status === 'cancelled';
  return html`${listAddress && html`<p class="back"><a href="${listAddress}">${words.back}</a></p>`}
<h1>${titleIn(event, language)}</h1>
<p class="secondary">${kind[event.kind]}</p>
${
  isCancelled
    ? html`<div class="notice notice-brick"><p><b>${words.cancelled}</b></p><p>${words.cancelled_more}</p></div>`
    : event.is_over && html`<p class="notice">${words.over}</p>`
}
${summary.text && html`<div${summary.language !== language && html` lang="${summary.language}"`}>${paragraphs(summary.text)}</div>`}
${eventFacts(event, language, { showsOnline: !event.takes_registrations && !isCancelled })}
${!isCancelled && !event.is_over && html`<p class="no-print"><a href="/e/${event.slug}.ics">${words.calendar}</a></p>`}
${!isCancelled && !event.is_over && registration({ event, language, form })}`;
}

function registration({ event, language, form }: Pick<EventPage, 'event' | 'language' | 'form'>): Html {
  const { event: words } = wordsOf(language);
  if (!event.takes_registrations) return html`<p>${words.no_registration}</p>`;
  const isFull = event.free === 0;
  const problem = form.problem && html`<p class="notice notice-brick" role="alert">${form.problem}</p>`;
  if (!event.is_open)
    return html`<section><h2>${words.register}</h2>${problem}<p class="notice">${event.has_begun ? words.started : words.closed}</p><p>${words.ask}</p></section>`;
  if (isFull && !event.has_waitlist)
    return html`<section><h2>${words.register}</h2>${problem}<p class="notice notice-amber">${words.full}</p><p>${words.ask}</p></section>`;
  return html`<section><h2>${words.register}</h2>
${
  isFull
    ? html`<p class="notice notice-amber">${words.waitlist}</p>`
    : html`<p>${event.free === null ? words.unlimited : sayCount(language, words.free, event.free)}${
        event.closes_at < event.starts_at && ` ${say(words.closes, { at: momentIn(language, event.closes_at, event.time_zone) })}`
      }</p>`
}
${registerForm({
  ...form,
  language,
  choices: event.choices,
  mostSeats: Math.min(20, event.capacity ?? 20),
  isWaitlist: isFull,
})}</section>`;
}
