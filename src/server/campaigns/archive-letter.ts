import { createHash } from 'node:crypto';
import { readMessage } from '../../domain/campaigns/blocks.ts';
import type { Office } from '../office.ts';
import { html } from '../pages/html.ts';
import { type CompiledCampaign, compileCampaign, renderLetter } from './compile.ts';
import type { CampaignContent } from './types.ts';
import { directionOf } from './words.ts';

/** What archive_content answers: the facts of a letter as they were when it went. */
export type ArchiveContent = Omit<CampaignContent, 'address'> & { sent_at: string; winner: 'a' | 'b' | null };

/** A letter as its audience read it, for nobody in particular: where a name stood, its fallback stands. */
export type ArchivedLetter = { subject: string; html: string; language: string; languages: string[] };

const KEPT = 20;
const compiled = new Map<string, Promise<CompiledCampaign>>();

/** The letter in the language that is asked for, else in its fallback. Compiled once for the same facts. */
export async function archivedLetter(office: Office, content: ArchiveContent, language: string): Promise<ArchivedLetter> {
  const { url } = office.address;
  const facts: CampaignContent = {
    ...content,
    messages: content.messages.map(readMessage),
    counts_clicks: false,
    counted: [],
    address: url,
  };
  const key = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  const ready = compiled.get(key) ?? compileCampaign(facts);
  compiled.delete(key);
  compiled.set(key, ready);
  ready.catch(() => compiled.delete(key));
  for (const oldest of compiled.keys()) if (compiled.size > KEPT) compiled.delete(oldest);
  const letter = renderLetter(await ready, {
    language,
    variant: content.winner,
    person: { name: null, preferred_name: null, language: null, district: null, neighborhood: null },
    // The reader's own links are nobody's here: they lead to the page where an address is typed.
    links: { unsubscribe: `${url}/preferences`, preferences: `${url}/preferences`, archive: `${url}/archive/${content.slug}` },
  });
  const first = content.fallback_language;
  const languages = content.messages.map((message) => message.language).sort((a, b) => Number(b === first) - Number(a === first));
  return { subject: letter.subject, html: letter.html, language: letter.language, languages };
}

type Head = {
  back: string;
  list: string;
  sent: string;
  wordsIn: string;
  languagesLabel: string;
  links: { code: string; name: string; href: string }[];
};

const STYLE = `<style>.archive-head{box-sizing:border-box;max-width:600px;margin:0 auto;padding:16px 24px;font:16px/24px 'Public Sans',Arial,sans-serif;color:#18212B;text-align:start}
.archive-head a{color:#1D5287;display:inline-block;min-height:24px}.archive-head p{margin:0 0 4px}.archive-head h1{margin:8px 0;font-size:20px;line-height:28px}
.archive-head ul{margin:8px 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px}
</style>`;
/** Only where the letter itself is dark in the dark. */
const DARK_STYLE = '<style>@media (prefers-color-scheme:dark){.archive-head{color:#E7EAEE}.archive-head a{color:#8DBBEA}}</style>';

/** The letter's own document as a page: with a head that says what it is and leads on, and landmarks around both. */
export function archivePage(letter: ArchivedLetter, office: string, head: Head): string {
  const top = html`<header class="archive-head" lang="${head.wordsIn}" dir="${directionOf(head.wordsIn)}">
<p><a href="${head.back}">${office}</a></p>
<h1 lang="${letter.language}" dir="${directionOf(letter.language)}">${letter.subject}</h1>
<p>${head.list} · ${head.sent}</p>
${
  head.links.length > 1 &&
  html`<nav aria-label="${head.languagesLabel}"><ul>${head.links.map(({ code, name, href }) =>
    code === letter.language
      ? html`<li><span lang="${code}" aria-current="true">${name}</span></li>`
      : html`<li><a href="${href}" hreflang="${code}" lang="${code}">${name}</a></li>`,
  )}</ul></nav>`
}
</header>`;
  const isDark = /prefers-color-scheme:\s*dark/.test(letter.html);
  const title = html`<title>${letter.subject} · ${office}</title>`;
  // Replaced by functions: what a letter says must not be read as a pattern.
  return (
    letter.html
      .replace(/<title>[\s\S]*?<\/title>/, () => title.markup)
      .replace(/<\/head>/, () => `${STYLE}${isDark ? DARK_STYLE : ''}</head>`)
      // What its styles say of the outermost part, which stands in the landmark now.
      .replaceAll('body > div', 'body > main > div')
      .replace(/<body([^>]*)>/, (_whole, attributes: string) => `<body${attributes}>${top.markup}<main>`)
      .replace(/<\/body>/, () => '</main></body>')
  );
}
