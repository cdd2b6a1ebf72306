import { type Html, html } from './html.ts';
import type { PageLanguage } from './words.ts';

/** A mailing list as `private.list_shown` tells it. */
export type ShownList = {
  id: string;
  name: string;
  description: string;
  translations: Record<string, { name?: string; description?: string } | undefined>;
};

/** What a list is called, or says of itself, in a language; where nobody wrote it in that one, in English. */
export function listSaid<Language extends string>(
  list: ShownList,
  language: Language,
  what: 'name' | 'description',
): { text: string; language: Language | 'en' } {
  const translated = (list.translations[language] as Record<string, unknown> | null | undefined)?.[what];
  if (typeof translated === 'string' && translated.trim() !== '') return { text: translated.trim(), language };
  return { text: list[what], language: 'en' };
}

/** The same as a piece of a page. */
export function listText(list: ShownList, language: PageLanguage, what: 'name' | 'description'): Html {
  const said = listSaid(list, language, what);
  return said.language === language ? html`${said.text}` : html`<span lang="${said.language}">${said.text}</span>`;
}
