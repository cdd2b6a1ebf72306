import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { escapeText, joinLines, quoteParameter, utcTime, zonedTime } from './ical-text.ts';
import { type FeedWords, feedWords } from './words.ts';

/** What a calendar is told of an event: columns of `events`, as they are there. */
export type CalendarEvent = {
  /** Stays for ever, so that a calendar knows the event again. */
  uid: string;
  /** Rises with what a calendar must show anew. */
  sequence: number;
  updated_at: string;
  title: string;
  summary: string;
  kind: string;
  status: string;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  place_name?: string | null;
  address?: string | null;
  room?: string | null;
  online_url?: string | null;
  /** Where a person reads more: the public page, or the record for whoever works here. */
  url?: string | null;
};

/** A day on which something is due. */
export type CalendarDay = { uid: string; sequence: number; updated_at: string; title: string; on: string; url?: string | null };

export type CalendarOptions = {
  name: string;
  /**
   * What a program should do with it (RFC 5546). A feed that is read again and again has none; a letter has PUBLISH, or
   * REQUEST and CANCEL, which need who sends it and to whom.
   */
  method?: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  organizer?: { name: string; email: string };
  attendee?: { name: string; email: string };
  language?: string;
  /** Whether the reader's own time is taken by it; somebody else's events leave the reader free. */
  busy?: boolean;
};

/** How often a calendar should read a feed again. */
const REFRESH = 'PT1H';

/**
 * A calendar (RFC 5545) of events, each with its place and its page: text with CRLF, in UTF-8. Every event is a VEVENT of its
 * own, occurrences of a series too. Times stand in the clock of the event's zone, which the calendar explains.
 */
export function eventCalendar(events: CalendarEvent[], options: CalendarOptions, days: CalendarDay[] = []): string {
  const words = feedWords(options.language);
  const zones = new Set<string>();
  const parts = events.map((event) => joinLines(eventLines(event, options, words, zones)));
  const dayParts = days.map((day) => joinLines(dayLines(day)));
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rotunda//Office of Citizen Engagement//EN',
    'CALSCALE:GREGORIAN',
    options.method ? `METHOD:${options.method}` : '',
    `NAME:${escapeText(options.name)}`,
    `X-WR-CALNAME:${escapeText(options.name)}`,
    ...(options.method ? [] : [`REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`, `X-PUBLISHED-TTL:${REFRESH}`]),
  ];
  return [joinLines(head), ...[...zones].sort().map(zoneBlock), ...parts, ...dayParts, 'END:VCALENDAR\r\n'].join('');
}

function eventLines(event: CalendarEvent, options: CalendarOptions, words: FeedWords, zones: Set<string>): string[] {
  const time = (name: string, instant: string): string => {
    if (!knownZones().has(event.time_zone)) return `${name}:${utcTime(instant)}`;
    zones.add(event.time_zone);
    return `${name};TZID=${event.time_zone}:${zonedTime(instant, event.time_zone)}`;
  };
  const isCancelled = event.status === 'cancelled';
  const { organizer, attendee } = options;
  return [
    'BEGIN:VEVENT',
    ...identity(event),
    time('DTSTART', event.starts_at),
    time('DTEND', event.ends_at),
    // Not every calendar heeds the state, but all show the title.
    `SUMMARY:${escapeText(isCancelled ? words.cancelled.replace('{title}', () => event.title) : event.title)}`,
    text('DESCRIPTION', describe(event, words)),
    text('LOCATION', locate(event)),
    event.url ? `URL:${event.url}` : '',
    text('CATEGORIES', words.kinds[event.kind] ?? ''),
    `STATUS:${isCancelled ? 'CANCELLED' : event.status === 'planned' ? 'TENTATIVE' : 'CONFIRMED'}`,
    `TRANSP:${options.busy && !isCancelled ? 'OPAQUE' : 'TRANSPARENT'}`,
    organizer ? `ORGANIZER;CN=${quoteParameter(organizer.name)}:mailto:${organizer.email}` : '',
    attendee ? `ATTENDEE;CN=${quoteParameter(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${attendee.email}` : '',
    'END:VEVENT',
  ];
}

/** A whole day: from its date to the next one, which is not part of it (section 3.6.1); without an end it is one day. */
function dayLines(day: CalendarDay): string[] {
  return [
    'BEGIN:VEVENT',
    ...identity(day),
    `DTSTART;VALUE=DATE:${day.on.replaceAll('-', '')}`,
    `SUMMARY:${escapeText(day.title)}`,
    day.url ? `URL:${day.url}` : '',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** The stamp is when the event was changed last, not when it was asked for: the same event is always the same text. */
function identity({ uid, sequence, updated_at }: { uid: string; sequence: number; updated_at: string }): string[] {
  const stamp = utcTime(updated_at);
  return [`UID:${escapeText(uid)}`, `SEQUENCE:${sequence}`, `DTSTAMP:${stamp}`, `LAST-MODIFIED:${stamp}`];
}

const text = (name: string, value: string): string => (value === '' ? '' : `${name}:${escapeText(value)}`);

function describe({ summary, url, online_url }: CalendarEvent, words: FeedWords): string {
  const page = url ? words.details.replace('{url}', () => url) : '';
  return [summary.trim(), online_url ?? '', page].filter(Boolean).join('\n\n');
}

function locate({ place_name, room, address, online_url }: CalendarEvent): string {
  return [place_name, room, address].filter(Boolean).join(', ') || (online_url ?? '');
}

let zoneNames: Set<string> | undefined;
function knownZones(): Set<string> {
  zoneNames ??= new Set(tzlib_get_timezones(false));
  return zoneNames;
}

const blocks = new Map<string, string>();
function zoneBlock(zone: string): string {
  let block = blocks.get(zone);
  if (block === undefined) {
    block = `${String(tzlib_get_ical_block(zone)[0]).trim().replace(/\r?\n/g, '\r\n')}\r\n`;
    blocks.set(zone, block);
  }
  return block;
}
