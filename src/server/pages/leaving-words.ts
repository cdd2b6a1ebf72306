import others from '../../../templates/pages/leaving.json' with { type: 'json' };
import { asPageLanguage, type PageLanguage, wordsOf } from './words.ts';

type LeavingWords = ReturnType<typeof wordsOf>['leaving'];

/** Languages that letters have a foot in, and of the public pages only this one: the compiler asks for every sentence of it. */
const more: Record<keyof typeof others, LeavingWords> = others;

/** A language in which somebody can leave a list. */
export type LeavingLanguage = PageLanguage | keyof typeof others;

const isMore = (code: string): code is keyof typeof others => Object.hasOwn(more, code);

/** The language of the page by which a list is left: as asked by name, else the letter's, else that of the pages. */
export function leavingLanguage(asked: string | undefined, letter: string, page: PageLanguage): LeavingLanguage {
  for (const named of [asked, letter]) {
    const code = named?.toLowerCase().split('-')[0] ?? '';
    if (isMore(code)) return code;
    if (asPageLanguage(code)) return page;
  }
  return page;
}

export const leavingWords = (language: LeavingLanguage): LeavingWords => (isMore(language) ? more[language] : wordsOf(language).leaving);

/** Which way its script runs. */
export const leavingDirection = (language: LeavingLanguage): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');
