import type { Reason } from './screener.ts';
import { fillWords, type ScreenerWords } from './words.ts';

/** Whole dollars where there are no cents. */
export const moneyIn = (cents: number, tag: string): string =>
  new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    ...(cents % 100 === 0 ? { maximumFractionDigits: 0 } : {}),
  }).format(cents / 100);

export const dayIn = (day: string, tag: string): string =>
  new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(`${day}T12:00:00Z`));

export const languageIn = (code: string, tag: string): string =>
  new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' }).of(code) ?? code;

export const listIn = (names: string[], tag: string): string => new Intl.ListFormat(tag, { type: 'conjunction' }).format(names);

/** A month's share of a year's income, in whole dollars and never above it. */
export const monthOf = (cents: number): number => Math.floor(cents / 1200) * 100;

/** One reason as a sentence: what the program asks, or what is to be known of it. */
export function reasonSentence({ code, values }: Reason, words: ScreenerWords): string {
  const { reasons, tag } = words;
  const say = (name: keyof ScreenerWords['reasons'], filled: Record<string, string | number> = {}) => fillWords(reasons[name], filled);
  const on = values.on ? dayIn(values.on, tag) : '';
  switch (code) {
    case 'need':
      return say('need', { needs: listIn(values.needs ?? [], tag) });
    case 'tenure':
      return say(values.tenure === 'owner' ? 'owner' : 'renter');
    case 'income':
    case 'income_unknown': {
      const basis = say(values.basis === 'median' ? 'median' : 'poverty');
      const percent = new Intl.NumberFormat(tag, { style: 'percent' }).format((values.percent ?? 0) / 100);
      if (values.limit_cents === undefined || values.household_size === undefined) return say('income_plain', { percent, basis });
      const money = { year: moneyIn(values.limit_cents, tag), month: moneyIn(monthOf(values.limit_cents), tag) };
      return say('income', { ...money, people: values.household_size, percent, basis });
    }
    case 'age':
      if (values.minimum === undefined) return say('age_to', { maximum: values.maximum ?? '' });
      if (values.maximum === undefined) return say('age_from', { minimum: values.minimum });
      return say('age_between', { minimum: values.minimum, maximum: values.maximum });
    case 'household':
      return say('household', { minimum: values.minimum ?? '' });
    case 'district':
      return say('district', { districts: listIn(values.districts ?? [], tag) });
    case 'spoken':
      return say('spoken', { language: languageIn(values.language ?? '', tag) });
    case 'not_spoken':
      return [say('not_spoken', { language: languageIn(values.language ?? '', tag) }), values.note].filter(Boolean).join(' ');
    case 'also':
    case 'alert':
      return say(code, { text: values.text ?? '' });
    default:
      return say(code as keyof ScreenerWords['reasons'], { on });
  }
}
