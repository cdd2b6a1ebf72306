import { nameOfLanguage } from '../../domain/shared/language-name.ts';
import { type Html, html } from './html.ts';
import { type EventList, type ShownEvent, titleIn } from './shown.ts';
import { rangeIn } from './times.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

export const EVENTS_ON_PAGE = 20;
export type ListFilter = { speaks: string; district: string; page: number };
type ListPage = {
  language: PageLanguage;
  list: EventList;
  filter: ListFilter;
  isEmbedded: boolean;
  addressOf: (slug: string) => string;
  pageAddress: (page: number) => string;
};

/** The events that are coming, to read, to narrow down, and to turn over. */
export function eventListBody({ language, list, filter, isEmbedded, addressOf, pageAddress }: ListPage): Html {
  const words = wordsOf(language).list;
  const pages = Math.max(1, Math.ceil(list.count / EVENTS_ON_PAGE));
  const isFiltered = filter.speaks !== '' || filter.district !== '';
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`;
  return html`<h1>${words.title}</h1>
<p>${words.intro}</p>
${
  (list.languages.length > 1 || list.districts.length > 1 || isFiltered) &&
  html`<form class="filters" method="get" action="/e">
<input type="hidden" name="lang" value="${language}">${isEmbedded && html`<input type="hidden" name="embed" value="1">`}
<div class="field"><label for="speaks">${words.language}</label><select id="speaks" name="speaks">${option('', words.any_language, filter.speaks)}${list.languages.map(
    (one) => option(one.code, nameOfLanguage(language, one), filter.speaks),
  )}</select></div>
<div class="field"><label for="district">${words.district}</label><select id="district" name="district">${option('', words.any_district, filter.district)}${list.districts.map(
    (one) => option(one.code, one.name, filter.district),
  )}</select></div>
<button class="quiet" type="submit">${words.apply}</button>
</form>`
}
${
  list.rows.length === 0
    ? html`<p class="notice">${isFiltered ? words.none_filtered : words.none}</p>${isFiltered && html`<p><a href="/e?lang=${language}${isEmbedded && '&embed=1'}">${words.all}</a></p>`}`
    : html`<ul class="events">${list.rows.map((event) => eventLine(event, language, addressOf))}</ul>`
}
${
  pages > 1 &&
  html`<nav class="pages" aria-label="${words.pages}">${filter.page > 1 && html`<a href="${pageAddress(filter.page - 1)}" rel="prev">${words.earlier}</a>`}
<span>${say(words.page, { page: filter.page, pages })}</span>
${filter.page < pages && html`<a href="${pageAddress(filter.page + 1)}" rel="next">${words.later}</a>`}</nav>`
}`;
}

function eventLine(event: ShownEvent, language: PageLanguage, addressOf: (slug: string) => string): Html {
  const { list, kind, event: words } = wordsOf(language);
  const { day, time } = rangeIn(language, event);
  const place = [event.place_name, event.neighborhood ?? event.district].filter(Boolean).join(', ');
  const isFull = event.is_open && event.free === 0;
  const spoken = event.languages.filter(({ mode }) => mode !== 'materials');
  return html`<li>
<h2${event.status === 'cancelled' && html` class="gone"`}><a href="${addressOf(event.slug ?? '')}">${titleIn(event, language)}</a></h2>
<p>${day}, ${time}</p>
<p class="secondary">${[
    kind[event.kind],
    place || (event.online_url ? words.online : ''),
    ...spoken.map((one) => nameOfLanguage(language, one)),
  ]
    .filter((part, n, all) => part && all.indexOf(part) === n)
    .join(' · ')}</p>
${
  event.status === 'cancelled'
    ? html`<p><span class="tag tag-brick">${list.cancelled}</span></p>`
    : isFull
      ? html`<p><span class="tag tag-amber">${event.has_waitlist ? list.waitlist : list.full}</span></p>`
      : event.is_open && html`<p><span class="tag tag-green">${list.register}</span></p>`
}
</li>`;
}
