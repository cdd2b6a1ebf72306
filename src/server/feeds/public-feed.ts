import { type CalendarEvent, eventCalendar } from './ics.ts';

/** What the SQL function `public_events` answers: columns of published events, and a fingerprint of all that it says. */
export type PublicFacts = {
  office_name: string;
  city_name: string;
  time_zone: string;
  state: string;
  changed_at: string | null;
  /** Whether there are more than were asked for. */
  more: boolean;
  /** Absent for whoever has seen this state. */
  events?: PublicEvent[];
};

export type PublicEvent = Omit<CalendarEvent, 'url'> & {
  id: string;
  slug: string;
  translations: Record<string, { title?: string; summary?: string }>;
  neighborhood: string | null;
  district_code: string | null;
  district_name: string | null;
  is_online: boolean;
  accessibility: string;
  programs: string[];
  languages: { code: string; mode: string }[];
  takes_registrations: boolean;
  registration_closes_at: string | null;
};

/** The name of the JSON's shape. Fields may be added under it; a field that goes or changes its meaning makes the next one. */
export const feedFormat = 'rotunda-events-1';

const pageOf = (address: string, { slug }: PublicEvent): string => `${address}/e/${slug}`;
const instant = (text: string): string => new Date(text).toISOString();

/** The published events as JSON; the fields are told in the README. */
export function publicJson({ office_name, city_name, time_zone, more, events = [] }: PublicFacts, address: string): string {
  return JSON.stringify({
    format: feedFormat,
    office: { name: office_name, city: city_name, time_zone },
    more,
    events: events.map((event) => ({
      id: event.id,
      title: event.title,
      summary: event.summary,
      translations: event.translations,
      kind: event.kind,
      status: event.status,
      starts_at: instant(event.starts_at),
      ends_at: instant(event.ends_at),
      time_zone: event.time_zone,
      place: {
        name: event.place_name ?? null,
        room: event.room ?? null,
        address: event.address ?? null,
        neighborhood: event.neighborhood,
        district: event.district_code === null ? null : { code: event.district_code, name: event.district_name },
      },
      is_online: event.is_online,
      online_url: event.online_url ?? null,
      languages: event.languages,
      accessibility: event.accessibility,
      programs: event.programs,
      registration: event.takes_registrations
        ? { url: pageOf(address, event), closes_at: event.registration_closes_at && instant(event.registration_closes_at) }
        : null,
      url: pageOf(address, event),
      ics_url: `${pageOf(address, event)}.ics`,
      uid: event.uid,
      sequence: event.sequence,
      updated_at: instant(event.updated_at),
    })),
  });
}

/** The published events as a calendar. */
export function publicCalendar({ office_name, events = [] }: PublicFacts, address: string, language?: string): string {
  return eventCalendar(
    events.map((event) => ({ ...event, url: pageOf(address, event) })),
    { name: office_name, ...(language ? { language } : {}) },
  );
}
