import { type Html, html } from './html.ts';
import { type PageLanguage, say, wordsOf } from './words.ts';

export const LETTERS_ON_PAGE = 20;

/** What archive_list answers. */
export type ArchiveList = {
  count: number;
  rows: {
    slug: string;
    sent_at: string;
    fallback_language: string;
    list: { name: string; translations: Record<string, { name?: string } | undefined> };
    letters: { language: string; subject: string; preheader: string }[];
  }[];
};
type Languages = { code: string; endonym: string }[];

/** Letters that went to many people, the newest first, each in the languages that it was written in. */
export function archiveListBody(
  language: PageLanguage,
  list: ArchiveList,
  { languages, page, dayOf }: { languages: Languages; page: number; dayOf: (instant: string) => string },
): Html {
  const words = wordsOf(language).archive;
  const pages = Math.max(1, Math.ceil(list.count / LETTERS_ON_PAGE));
  const nameOf = (code: string) => languages.find((one) => one.code === code)?.endonym ?? code;
  return html`<h1>${words.title}</h1>
<p>${words.intro}</p>
${
  list.rows.length === 0
    ? html`<p class="notice">${words.none}</p>`
    : html`<ul class="events">${list.rows.map((row) => {
        const mine = row.letters.find((letter) => letter.language === language) ?? row.letters[0];
        const address = (code: string) => `/archive/${row.slug}?language=${code}&lang=${language}`;
        const others = row.letters.filter((letter) => letter !== mine);
        return html`<li>
<h2><a href="${address(mine?.language ?? '')}" lang="${mine?.language ?? ''}">${withoutFields(mine?.subject ?? '')}</a></h2>
<p>${row.list.translations[language]?.name ?? row.list.name} · ${dayOf(row.sent_at)}</p>
${others.length > 0 && html`<p class="secondary">${words.also} ${others.map((letter, n) => html`${n > 0 && ', '}<a href="${address(letter.language)}" hreflang="${letter.language}" lang="${letter.language}">${nameOf(letter.language)}</a>`)}</p>`}
</li>`;
      })}</ul>`
}
${
  pages > 1 &&
  html`<nav class="pages" aria-label="${words.pages}">${page > 1 && html`<a href="/archive?lang=${language}&page=${page - 1}" rel="prev">${words.newer}</a>`}
<span>${say(words.page, { page, pages })}</span>
${page < pages && html`<a href="/archive?lang=${language}&page=${page + 1}" rel="next">${words.older}</a>`}</nav>`
}`;
}

/** A subject may hold merge fields: in a list each is its fallback, or nothing. */
export const withoutFields = (subject: string): string =>
  subject
    .replace(/\{\{[^}]*?(?:default:\s*"([^"]*)")?\s*\}\}/g, (_whole, fallback?: string) => fallback ?? '')
    .replace(/\s+/g, ' ')
    .trim();
