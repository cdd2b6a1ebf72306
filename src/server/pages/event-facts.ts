import { nameOfLanguage } from '../../domain/shared/language-name.ts';
import { type Html, html } from './html.ts';
import type { ShownEvent } from './shown.ts';
import { rangeIn } from './times.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

/** When, where, in which languages: the same on the event's page and on a registration's. */
export function eventFacts(event: ShownEvent, language: PageLanguage, { showsOnline }: { showsOnline: boolean }): Html {
  const words = wordsOf(language).event;
  const { day, time } = rangeIn(language, event);
  const area = [event.neighborhood, event.district].filter(Boolean).join(', ');
  const hasPlace = event.place_name || event.address || event.room || event.online_url;
  const row = (name: string, value: Html) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="facts">
${row(words.when, html`<p><b>${day}</b></p><p>${time}</p>`)}
${row(
  words.where,
  hasPlace
    ? html`${event.place_name && html`<p><b>${event.place_name}</b></p>`}${event.room && html`<p>${say(words.room, { room: event.room })}</p>`}${
        event.address && html`<p class="typed">${event.address}</p>`
      }${area && html`<p class="secondary">${area}</p>`}${
        event.online_url &&
        (showsOnline
          ? html`<p><a href="${event.online_url}" rel="noopener noreferrer">${words.online_link}</a></p>`
          : html`<p>${event.place_name ? null : html`<b>${words.online}</b>. `}${words.online_later}</p>`)
      }`
    : html`<p>${words.nowhere}</p>`,
)}
${
  event.languages.length > 0 &&
  row(
    words.languages,
    html`<ul>${event.languages.map((one) => html`<li>${say(words[one.mode], { language: nameOfLanguage(language, one) })}</li>`)}</ul>`,
  )
}
${event.accessibility && row(words.accessibility, html`<p class="typed">${event.accessibility}</p>`)}
${event.partners.length > 0 && row(words.with, html`<p>${event.partners.join(', ')}</p>`)}
</dl>`;
}
