import { type Html, html } from './html.ts';
import type { PageLanguage } from './words.ts';

/** An event as `private.event_shown` tells it. */
export type ShownEvent = {
  id: string;
  slug: string | null;
  title: string;
  kind: 'neighborhood_meeting' | 'tabling' | 'training' | 'workshop' | 'clinic' | 'hearing' | 'media' | 'other';
  status: 'planned' | 'confirmed' | 'held' | 'cancelled';
  starts_at: string;
  ends_at: string;
  time_zone: string;
  is_over: boolean;
  has_begun: boolean;
  summary: string;
  translations: Record<string, unknown>;
  place_name: string | null;
  address: string | null;
  room: string | null;
  online_url: string | null;
  district: string | null;
  neighborhood: string | null;
  accessibility: string;
  languages: { code: string; name: string; mode: 'spoken' | 'interpreted' | 'signed' | 'materials' }[];
  partners: string[];
  takes_registrations: boolean;
  capacity: number | null;
  free: number | null;
  has_waitlist: boolean;
  closes_at: string;
  is_open: boolean;
};

export type LanguageChoice = { code: string; name: string; endonym: string };
export type ShownEventPage = ShownEvent & { choices: LanguageChoice[] };

export type EventList = {
  rows: ShownEvent[];
  count: number;
  languages: { code: string; name: string }[];
  districts: { code: string; name: string }[];
};

/** A registration as `shown_registration` tells it to whoever holds its link. */
export type ShownRegistration = {
  id: string;
  name: string;
  email: string | null;
  has_phone: boolean;
  language: string;
  language_name: string;
  needs_interpreter: boolean;
  accessibility_need: string | null;
  seats: number;
  minors: number;
  status: 'confirmed' | 'waitlisted' | 'offered' | 'cancelled';
  cancelled_how: 'registrant' | 'office' | 'declined' | 'lapsed' | null;
  offered_until: string | null;
  position: number | null;
  came: boolean;
  event: ShownEvent & { is_published: boolean };
};

/** What an event says in a language; where it says nothing in that one, in English, and says so to whoever reads it aloud. */
export function saidIn(event: Pick<ShownEvent, 'title' | 'summary' | 'translations'>, language: PageLanguage, what: 'title' | 'summary') {
  const translated = (event.translations[language] as Record<string, unknown> | null | undefined)?.[what];
  if (typeof translated === 'string' && translated.trim() !== '') return { text: translated, language };
  return { text: event[what], language: 'en' as const };
}

/** The title as a piece of a page. */
export function titleIn(event: Pick<ShownEvent, 'title' | 'summary' | 'translations'>, language: PageLanguage): Html {
  const title = saidIn(event, language, 'title');
  return title.language === language ? html`${title.text}` : html`<span lang="${title.language}">${title.text}</span>`;
}
