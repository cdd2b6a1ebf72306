import { lastDayOfMonth } from './dates.ts';

/** A range of days, both inclusive, ISO. */
export type DayRange = { from: string; to: string };

const isoDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const isoMonth = /^\d{4}-(0[1-9]|1[0-2])$/;

/** '2026-10' is the whole month, '2026-10-05' a day, '2026-05-01..2026-10-31' a range; null when it is none of these. */
export function readRange(text: string | null): DayRange | null {
  if (!text) return null;
  if (isoMonth.test(text)) return { from: `${text}-01`, to: lastDayOfMonth(`${text}-01`) };
  const [from, to] = text.split('..');
  const first = readDay(from ?? null);
  const last = to === undefined ? first : readDay(to);
  return first && last && first <= last ? { from: first, to: last } : null;
}

/** The shortest text that `readRange` reads back. */
export function writeRange(range: DayRange | null): string | null {
  if (!range) return null;
  if (range.from.endsWith('-01') && range.to === lastDayOfMonth(range.from)) return range.from.slice(0, 7);
  return range.from === range.to ? range.from : `${range.from}..${range.to}`;
}

/** A day of the calendar, or null. */
export function readDay(text: string | null): string | null {
  return text && isoDay.test(text) && text <= lastDayOfMonth(`${text.slice(0, 7)}-01`) ? text : null;
}
