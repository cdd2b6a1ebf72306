/**
 * What the clock on the wall says in a zone ('2026-11-24T18:00'), and the instant of it. By Intl alone: the calendar needs this before
 * it can ask for its first month, and a library for it would weigh more than the question. RFC 5545 (3.3.5) says what happens when
 * clocks change: a time that comes twice is the first of the two, one that does not come is read by the offset before.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const two = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
    });
    formats.set(zone, format);
  }
  return format;
}

/** '2026-11-24T18:00' of an instant in a zone. */
export function wallClock(instant: string, zone: string): string {
  const parts = Object.fromEntries(
    partsIn(zone)
      .formatToParts(Date.parse(instant))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const read = (local: string): number => Date.parse(`${local.slice(0, 16)}Z`);

/** The instant at which the clocks of a zone say so, ISO in UTC. */
export function instantOf(local: string, zone: string): string {
  const wall = read(local);
  const offsetAt = (at: number) => read(wallClock(new Date(at).toISOString(), zone)) - Math.floor(at / minute) * minute;
  const before = wall - offsetAt(wall - day);
  const after = wall - offsetAt(wall + day);
  const says = (at: number) => at + offsetAt(at) === wall;
  return new Date(says(before) || !says(after) ? before : after).toISOString();
}

/** Minutes from one wall clock to another, as a person counts them. */
export function minutesBetween(from: string, to: string): number {
  return (read(to) - read(from)) / minute;
}

/** The wall clock so many minutes later. */
export function addMinutes(local: string, minutes: number): string {
  return new Date(read(local) + minutes * minute).toISOString().slice(0, 16);
}
