import type { Where } from './facts.ts';

/** ICU writes narrow and unbreakable blanks, which some mail programs show as boxes. */
const plain = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/g, ' ');

/** "Tuesday, December 1, 2026, 6:00 – 7:30 PM (Central Time)": in the clock of the event, and which clock that is. */
export function formatWhen({ starts_at, ends_at, time_zone }: Pick<Where, 'starts_at' | 'ends_at' | 'time_zone'>, tag: string): string {
  const range = new Intl.DateTimeFormat(tag, { timeZone: time_zone, dateStyle: 'full', timeStyle: 'short' });
  return plain(`${range.formatRange(new Date(starts_at), new Date(ends_at))} (${zoneName(starts_at, time_zone, tag)})`);
}

/** "Tuesday, December 1" with its hour and clock, for a moment until which something holds. */
export function formatMoment(instant: string, timeZone: string, tag: string): string {
  const moment = new Intl.DateTimeFormat(tag, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  return plain(`${moment.format(new Date(instant))} (${zoneName(instant, timeZone, tag)})`);
}

export const formatDay = (instant: string, timeZone: string, tag: string): string =>
  plain(new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(instant)));

export const formatTime = (instant: string, timeZone: string, tag: string): string =>
  plain(new Intl.DateTimeFormat(tag, { timeZone, hour: 'numeric', minute: '2-digit' }).format(new Date(instant)));

function zoneName(instant: string, timeZone: string, tag: string): string {
  const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(new Date(instant));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
