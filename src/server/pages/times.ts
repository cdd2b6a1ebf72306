import type { PageLanguage } from './words.ts';

/** Dates and hours as people here write them, in each language. */
const clocks: Record<PageLanguage, string> = { en: 'en-US', es: 'es-US' };

/** A day in words: "Tuesday, March 3, 2026". */
export function dayIn(language: PageLanguage, at: string, zone: string): string {
  return new Intl.DateTimeFormat(clocks[language], {
    timeZone: zone,
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(new Date(at));
}

/** A time in words, with its zone: "6:00 PM Central Time". */
export function timeIn(language: PageLanguage, at: string, zone: string): string {
  return new Intl.DateTimeFormat(clocks[language], {
    timeZone: zone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'longGeneric',
  }).format(new Date(at));
}

/** A day and a time in words, with the zone. */
export const momentIn = (language: PageLanguage, at: string, zone: string): string =>
  `${dayIn(language, at, zone)}, ${timeIn(language, at, zone)}`;

/** From when to when, in words, in the clock of the place: the day once where both are on one day. */
export function rangeIn(
  language: PageLanguage,
  { starts_at, ends_at, time_zone }: { starts_at: string; ends_at: string; time_zone: string },
): {
  day: string;
  time: string;
} {
  const firstDay = dayIn(language, starts_at, time_zone);
  const lastDay = dayIn(language, ends_at, time_zone);
  const hour = new Intl.DateTimeFormat(clocks[language], { timeZone: time_zone, hour: 'numeric', minute: '2-digit' });
  const start = hour.format(new Date(starts_at));
  if (firstDay === lastDay) return { day: firstDay, time: `${start} – ${timeIn(language, ends_at, time_zone)}` };
  return { day: `${firstDay} – ${lastDay}`, time: `${start} – ${timeIn(language, ends_at, time_zone)}` };
}
