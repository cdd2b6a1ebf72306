/** Lines of iCalendar as RFC 5545 wants them: escaped, folded at 75 octets, each ended by CRLF. */

/** Octets of a line before it is folded (section 3.1), without its line break. */
const LONGEST_LINE = 75;

// Control characters may not stand in a text value at all (section 3.3.11); a tab may, and a line break is escaped.
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** A value of type TEXT: what somebody typed, so that no line of it becomes a line of the calendar. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROL, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** A parameter's value in quotes (section 3.2): it knows no escape, so what would end it is left out. */
export const quoteParameter = (text: string): string =>
  `"${text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(CONTROL, '')
    .replaceAll('"', "'")}"`;

/** An instant in UTC: 20261101T230000Z. */
export const utcTime = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An instant in the clock of a zone: 20261101T180000. */
export function zonedTime(instant: string, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    // Swedish writes a date as ISO does: 2026-11-01 18:00:00.
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  return clock.format(Date.parse(instant)).replace(' ', 'T').replace(/[-:]/g, '');
}

/** The lines as one text. Empty ones are left out. */
export function joinLines(lines: string[]): string {
  let text = '';
  for (const line of lines) if (line !== '') text += `${foldLine(line)}\r\n`;
  return text;
}

/** One line, folded so that no part is longer than 75 octets and no character is cut in two. */
export function foldLine(line: string): string {
  if (line.length * 3 <= LONGEST_LINE) return line;
  const octets = Buffer.byteLength(line);
  if (octets <= LONGEST_LINE) return line;
  return octets === line.length ? foldPlain(line) : foldWide(line);
}

/** Every character is one octet. From the second part on, the space that marks it counts too. */
function foldPlain(line: string): string {
  let folded = line.slice(0, LONGEST_LINE);
  for (let at = LONGEST_LINE; at < line.length; at += LONGEST_LINE - 1) folded += `\r\n ${line.slice(at, at + LONGEST_LINE - 1)}`;
  return folded;
}

function foldWide(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const point = character.codePointAt(0) ?? 0;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (octets + size > LONGEST_LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
