import ICAL from 'ical.js';

/** A property and a component of jCal (RFC 7265), the form in which ical.js takes what it writes. */
export type Property = [name: string, parameters: Record<string, string>, type: string, value: string | number];
export type Component = [name: string, properties: Property[], parts: Component[]];

// ical.js counts 75 octets without the space that begins the rest of a folded line; RFC 5545 (section 3.1) counts it too.
ICAL.foldLength = 74;
// Of the names that it does not know, these are texts: written without "VALUE=TEXT", which not every calendar can read.
for (const name of ['name', 'x-wr-calname']) ICAL.design.icalendar.property[name] = { defaultType: 'text' };

/** RFC 5545 as text: escaped, folded, each line ended by CRLF. */
export const writeCalendar = (calendar: Component): string => ICAL.stringify(calendar);

/** What others wrote, such as a time zone. */
export const readComponent = (text: string): Component => ICAL.parse(text) as Component;

// Control characters may not stand in a text at all (section 3.3.11); a tab and a line break may.
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** What somebody typed, without what no calendar may hold. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROL, '');

/** What stands in a parameter or an address: one line. Not every program knows how a quote is told in a parameter (RFC 6868). */
export const oneLine = (text: string): string =>
  clean(text)
    .replace(/[\n\t]+/g, ' ')
    .replaceAll('"', "'");

/** A property of type TEXT. */
export const textOf = (name: string, value: string): Property => [name, {}, 'text', clean(value)];

/** An instant in UTC, as jCal writes it: 2026-11-01T23:00:00Z. */
export const utcTime = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An instant in the clock of a zone: 2026-11-01T18:00:00. */
export function zonedTime(instant: string, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    // Swedish writes a date as ISO does: 2026-11-01 18:00:00.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  return clock.format(Date.parse(instant)).replace(' ', 'T');
}
