import { type CalendarEvent, eventCalendar } from './ics.ts';

/** What the SQL function `public_events` answers in its first line: a fingerprint of all that it says, and what stands around it. */
export type PublicFacts = {
  office_name: string;
  city_name: string;
  time_zone: string;
  state: string;
  changed_at: string | null;
  /** Whether there are more than were asked for. */
  more: boolean;
  count: number;
  /** The events as JSON, in its second line. Absent for whoever has seen this state. */
  events?: string;
};

/** The name of the JSON's shape. Fields may be added under it; a field that goes or changes its meaning makes the next one. */
export const feedFormat = 'rotunda-events-1';

export function readPublicFacts(answer: string): PublicFacts {
  const end = answer.indexOf('\n');
  const head = JSON.parse(end < 0 ? answer : answer.slice(0, end)) as PublicFacts;
  return end < 0 ? head : { ...head, events: answer.slice(end + 1) };
}

/** The published events as JSON; the fields are told in the README. SQL wrote the events, and nobody reads them again here. */
export function publicJson({ office_name, city_name, time_zone, more, events = '[]' }: PublicFacts): string {
  const head = JSON.stringify({ format: feedFormat, office: { name: office_name, city: city_name, time_zone }, more });
  return `${head.slice(0, -1)},"events":${events}}`;
}

/** The published events as a calendar. */
export function publicCalendar({ office_name, events = '[]' }: PublicFacts, address: string, language?: string): string {
  const rows = JSON.parse(events) as (Omit<CalendarEvent, 'url'> & { slug: string })[];
  return eventCalendar(
    rows.map((event) => ({ ...event, url: `${address}/e/${event.slug}` })),
    { name: office_name, ...(language ? { language } : {}) },
  );
}
