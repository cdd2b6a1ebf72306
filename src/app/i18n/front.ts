import type { Locale } from '../providers/preferences.ts';
import { front as english } from './en/front.ts';
import { front as spanish } from './es/front.ts';

/** The words before sign-in, in a language. */
export function frontWords(locale: Locale): Record<keyof typeof english, string> {
  return locale === 'es' ? spanish : english;
}
