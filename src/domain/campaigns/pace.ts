import { addDays } from '../shared/dates.ts';
import { localToInstant, toZoned } from '../shared/zoned.ts';

/** How fast letters go: so many a second, and so many a second to one receiving domain. */
export type Pace = { rate: number; domainRate: number };
export type Load = { count: number; largestDomain: number };

/** How long letters take at best. The domain that has most of them can hold the last ones up. */
export const secondsFor = ({ count, largestDomain }: Load, { rate, domainRate }: Pace): number =>
  Math.max(count / rate, largestDomain / domainRate);

/** The hours in which the office works, '08:00' and '18:00' by the clocks of its zone, on days that it works. */
export type Hours = { zone: string; from: string; until: string; isWorkday: (date: string) => boolean };

const later = (instant: string, seconds: number) => new Date(Date.parse(instant) + seconds * 1000).toISOString();
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/**
 * When the last letter leaves if it begins at `start`. With hours, what is not done by the evening goes on in the morning of the next
 * day that the office works. Null when that is more than a year away.
 */
export function estimateEnd(start: string, needed: number, hours: Hours | null): string | null {
  if (!hours) return later(start, needed);
  let { date } = toZoned(start, hours.zone);
  let left = needed;
  for (let day = 0; day < 366; day += 1) {
    if (hours.isWorkday(date)) {
      const opens = localToInstant(`${date}T${hours.from}:00`, hours.zone);
      const closes = localToInstant(`${date}T${hours.until}:00`, hours.zone);
      const from = Date.parse(start) > Date.parse(opens) ? start : opens;
      const open = seconds(from, closes);
      if (open > 0 && left <= open) return later(from, left);
      if (open > 0) left -= open;
    }
    date = addDays(date, 1);
  }
  return null;
}

/** When what waits is gone, at the pace of the last minutes; null while nothing moves. */
export function endAtPace(now: string, waiting: number, perMinute: number): string | null {
  return waiting > 0 && perMinute > 0 ? later(now, (waiting / perMinute) * 60) : null;
}
