import type { en } from './en.ts';

export type MessageKey = keyof typeof en;
export type Dictionary = Record<MessageKey, string>;
export type Values = Record<string, string | number>;
type PluralOf<Key> = Key extends `${infer Stem}_other` ? Stem : never;
/** Messages with a form for one and a form for others: `key_one`, `key_other`. */
export type PluralKey = PluralOf<MessageKey>;

/** Fills `{name}` by its value; a name without a value stays, so that a mistake shows. "9:30 p.m." ends a sentence by its own point. */
export function fillMessage(template: string, values: Values = {}): string {
  return template.replace(/\{(\w+)\}(\.(?!\.))?/g, (whole, name: string, point = '') => {
    if (!(name in values)) return whole;
    const value = String(values[name]);
    return value.endsWith('.') ? value : `${value}${point}`;
  });
}
