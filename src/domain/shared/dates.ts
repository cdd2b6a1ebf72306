/**
 * Calendar dates as plain ISO text ('2019-03-31'): text in, text out. A JavaScript Date is used inside only, in UTC,
 * where a calendar has no daylight saving and no time zone can move a day.
 */

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

/** The date's year, month (1 to 12) and day. Throws a RangeError when the text is not a date of the calendar. */
function partsOf(date: string): { year: number; month: number; day: number } {
  const match = isoDate.exec(date);
  const [year, month, day] = match ? match.slice(1).map(Number) : [];
  if (year === undefined || month === undefined || day === undefined) throw new RangeError(`"${date}" is not an ISO date (YYYY-MM-DD).`);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) throw new RangeError(`"${date}" is not a day of the calendar.`);
  return { year, month, day };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function toIso(year: number, month: number, day: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function toUtc(date: string): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
}

/** The first day of the date's month: '2019-03-17' gives '2019-03-01'. */
export function monthOf(date: string): string {
  const { year, month } = partsOf(date);
  return toIso(year, month, 1);
}

/** The date `count` months later, or earlier when negative. The 31st becomes the last day of a shorter month. */
export function addMonths(date: string, count: number): string {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + count;
  const newYear = Math.floor(index / 12);
  const newMonth = (index % 12) + 1;
  return toIso(newYear, newMonth, Math.min(day, daysIn(newYear, newMonth)));
}

/** The date `count` days later, or earlier when negative. */
export function addDays(date: string, count: number): string {
  return new Date(toUtc(date) + count * dayMs).toISOString().slice(0, 10);
}

/** Calendar days from one date to another: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toUtc(to) - toUtc(from)) / dayMs);
}

/** The last day of the date's month: '2024-02-10' gives '2024-02-29'. */
export function lastDayOfMonth(date: string): string {
  const { year, month } = partsOf(date);
  return toIso(year, month, daysIn(year, month));
}

/** The month in words: 'March 2019', or 'Mar 2019' when short. The locale is a BCP 47 tag. */
export function formatMonth(month: string, locale: string, length: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: length }).format(toUtc(month));
}

/** The month's name without its year: 'March', or 'Mar' when short. */
export function formatMonthName(month: string, locale: string, length: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: length }).format(toUtc(month));
}

/** The date in words: 'March 31, 2019'. */
export function formatDate(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(toUtc(date));
}

/** The local calendar date of an instant in a time zone: '2026-11-01T03:00:00Z' in America/Chicago gives '2026-10-31'. */
export function dateOfInstant(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    millisecondsOf(instant),
  );
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return toIso(part('year'), part('month'), part('day'));
}

/** The instant's local date and time in words: 'November 4, 2026 at 7:00 AM', with a plain no-break space before AM. */
export function formatInstant(instant: string, timeZone: string, locale: string): string {
  const words = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(millisecondsOf(instant));
  // Newer ICU data puts a narrow no-break space there, which most typefaces lack.
  return words.replaceAll('\u202f', '\u00a0');
}

function millisecondsOf(instant: string): number {
  const value = Date.parse(instant);
  if (Number.isNaN(value)) throw new RangeError(`"${instant}" is not an instant.`);
  return value;
}
