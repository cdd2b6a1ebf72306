import type { Locale } from '../providers/preferences.ts';
import { door as english } from './en/door.ts';
import { door as spanish } from './es/door.ts';

export type DoorKey = keyof typeof english;
type PluralOf<Key> = Key extends `${infer Stem}_other` ? Stem : never;
export type DoorPlural = PluralOf<DoorKey>;

/** The words of the page at the door, in a language: both are there, because there may be no network to fetch one. */
export function doorWords(locale: Locale): Record<DoorKey, string> {
  return locale === 'es' ? spanish : english;
}
