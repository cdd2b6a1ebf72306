import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import { type Component, oneLine, type Property, readComponent, textOf, utcTime, writeCalendar, zonedTime } from './jcal.ts';
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
  const parts = [...events.map((event) => eventPart(event, options, words, zones)), ...days.map(dayPart)];
  const head: Property[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//Rotunda//Office of Citizen Engagement//EN'],
    ['calscale', {}, 'text', 'GREGORIAN'],
    textOf('name', options.name),
    textOf('x-wr-calname', options.name),
  ];
  if (options.method) head.push(['method', {}, 'text', options.method]);
  else head.push(['refresh-interval', {}, 'duration', REFRESH], ['x-published-ttl', {}, 'unknown', REFRESH]);
  return writeCalendar(['vcalendar', head, [...[...zones].sort().map(zonePart), ...parts]]);
}

function eventPart(event: CalendarEvent, options: CalendarOptions, words: FeedWords, zones: Set<string>): Component {
  const time = (name: string, instant: string): Property => {
    if (!knownZones().has(event.time_zone)) return [name, {}, 'date-time', utcTime(instant)];
    zones.add(event.time_zone);
    return [name, { tzid: event.time_zone }, 'date-time', zonedTime(instant, event.time_zone)];
  };
  const isCancelled = event.status === 'cancelled';
  const { organizer, attendee } = options;
  const description = describe(event, words);
  const location = locate(event);
  const kind = words.kinds[event.kind];
  const lines: (Property | false)[] = [
    ...identity(event),
    time('dtstart', event.starts_at),
    time('dtend', event.ends_at),
    // Not every calendar heeds the state, but all show the title.
    textOf('summary', isCancelled ? words.cancelled.replace('{title}', () => event.title) : event.title),
    description !== '' && textOf('description', description),
    location !== '' && textOf('location', location),
    !!event.url && ['url', {}, 'uri', oneLine(event.url)],
    !!kind && textOf('categories', kind),
    ['status', {}, 'text', isCancelled ? 'CANCELLED' : event.status === 'planned' ? 'TENTATIVE' : 'CONFIRMED'],
    ['transp', {}, 'text', options.busy && !isCancelled ? 'OPAQUE' : 'TRANSPARENT'],
    !!organizer && person('organizer', organizer),
    !!attendee && person('attendee', attendee, { role: 'REQ-PARTICIPANT', partstat: 'ACCEPTED' }),
  ];
  return ['vevent', lines.filter((line) => line !== false), []];
}

/** A whole day: from its date to the next one, which is not part of it (section 3.6.1); without an end it is one day. */
function dayPart(day: CalendarDay): Component {
  const lines: Property[] = [...identity(day), ['dtstart', {}, 'date', day.on], textOf('summary', day.title)];
  if (day.url) lines.push(['url', {}, 'uri', oneLine(day.url)]);
  return ['vevent', [...lines, ['transp', {}, 'text', 'TRANSPARENT']], []];
}

/** The stamp is when the event was changed last, not when it was asked for: the same event is always the same text. */
function identity({ uid, sequence, updated_at }: { uid: string; sequence: number; updated_at: string }): Property[] {
  const stamp = utcTime(updated_at);
  return [
    textOf('uid', uid),
    ['sequence', {}, 'integer', sequence],
    ['dtstamp', {}, 'date-time', stamp],
    ['last-modified', {}, 'date-time', stamp],
  ];
}

const person = (name: string, { name: cn, email }: { name: string; email: string }, more: Record<string, string> = {}): Property => [
  name,
  { cn: oneLine(cn), ...more },
  'cal-address',
  `mailto:${oneLine(email)}`,
];

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

const zoneParts = new Map<string, Component>();
function zonePart(zone: string): Component {
  let part = zoneParts.get(zone);
  if (part === undefined) {
    part = readComponent(String(tzlib_get_ical_block(zone)[0]).trim());
    zoneParts.set(zone, part);
  }
  return part;
}
