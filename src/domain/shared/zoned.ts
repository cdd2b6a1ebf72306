import { Temporal } from 'temporal-polyfill';

/** What the clock on the wall says: '2026-11-01', '18:00', both as '2026-11-01T18:00:00', and how far that is from UTC ('-06:00'). */
export type Zoned = { date: string; time: string; local: string; offset: string };

/** What the clocks of a zone say at an instant. Throws a RangeError for a zone that nobody knows. */
export function toZoned(instant: string, zone: string): Zoned {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const local = at.toPlainDateTime();
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    local: local.toString({ smallestUnit: 'second' }),
    offset: at.offset,
  };
}

/**
 * The instant at which the clocks of a zone say so, '2026-11-01T23:00:00Z'. As RFC 5545 (3.3.5) has it: a time that comes twice,
 * when the clocks go back, is the first of the two; one that does not come, when they go forward, is read by the offset before.
 */
export function localToInstant(local: string, zone: string): string {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant().toString();
}

/** Whether the clocks of a zone ever say so: 02:30 does not come in the night in which they go from 2:00 to 3:00. */
export function localExists(local: string, zone: string): boolean {
  const wanted = Temporal.PlainDateTime.from(local);
  return wanted.toZonedDateTime(zone, { disambiguation: 'compatible' }).toPlainDateTime().equals(wanted);
}

/** The local time so much later by the calendar: 18:00 a day later is 18:00. */
export function addLocal(local: string, difference: { days?: number; minutes?: number; years?: number }): string {
  return Temporal.PlainDateTime.from(local).add(difference).toString({ smallestUnit: 'second' });
}

/** Whether there is such a zone: 'America/Chicago'. */
export function isZone(zone: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, zone);
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}
