import english from '../../../templates/email/letters.en.json' with { type: 'json' };
import spanish from '../../../templates/email/letters.es.json' with { type: 'json' };
import type { Letter } from './transport.ts';

type Words = { subject: string; before: string[]; action: string; after: string[] };
export type LetterName = keyof typeof english;
export type LetterLanguage = 'en' | 'es';

const letters: Record<LetterLanguage, Record<LetterName, Words>> = { en: english, es: spanish };

/** The language of a letter as a browser named it; English when it named none that there is. */
export const letterLanguage = (named: unknown): LetterLanguage => (named === 'es' ? 'es' : 'en');

/** Writes a letter: subject, text, and the same as simple HTML. `link` is what its one button opens. */
export function writeLetter(
  name: LetterName,
  language: LetterLanguage,
  values: Record<string, string>,
  link?: string,
): Pick<Letter, 'subject' | 'text' | 'html'> {
  const words = letters[language][name];
  const before = words.before.map((line) => fill(line, values));
  const after = words.after.map((line) => fill(line, values));
  const paragraph = (line: string) => `<p style="margin:0 0 16px">${escapeHtml(line)}</p>`;
  const button = link
    ? `<p style="margin:0 0 16px"><a href="${escapeHtml(link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1D5287;color:#FFFFFF;font-weight:600;text-decoration:none">${escapeHtml(words.action)}</a></p><p style="margin:0 0 16px;color:#4B5867;font-size:13px;word-break:break-all">${escapeHtml(link)}</p>`
    : '';
  return {
    subject: fill(words.subject, values),
    text: [...before, ...(link ? [link] : []), ...after].join('\n\n'),
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(fill(words.subject, values))}</title></head><body style="margin:0;padding:24px;background:#F6F5F1;color:#18212B;font:16px/24px 'Public Sans',Arial,sans-serif"><div style="max-width:520px;margin:0 auto;padding:24px;background:#FFFFFF;border-radius:8px">${before.map(paragraph).join('')}${button}${after.map(paragraph).join('')}</div></body></html>`,
  };
}

/** The words with their values; a name without a value is a mistake of ours and must not be sent. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The letter needs a value for "${name}".`);
    return value;
  });
}

/** What a person typed, as text in a letter. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign);
