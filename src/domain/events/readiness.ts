import type { EventRecord } from './event.ts';

/** How an event stands, as the database counts it. */
export type Standing = {
  taken: number;
  offered: number;
  waiting: number;
  /** Registered people who need an interpreter, by language. */
  interpreters: Record<string, number>;
  needs: number;
  named: number;
  tallied: number;
  people: number;
};

/** What is missing before an event can be held. `section`: where in its form it is settled. */
export type Missing = { what: MissingKind; section: FormSection; language?: string; count?: number };
export type MissingKind =
  | 'lead'
  | 'place'
  | 'room'
  | 'interpreter'
  | 'interpreter_asked_for'
  | 'published'
  | 'summary'
  | 'spanish'
  | 'capacity'
  | 'overbooked'
  | 'accessibility'
  | 'supplies';
export type FormSection =
  | 'basics'
  | 'place'
  | 'people'
  | 'partners'
  | 'languages'
  | 'content'
  | 'things'
  | 'costs'
  | 'public'
  | 'registration';

/** What still has to be settled, most pressing first; nothing for what is over or cancelled. `now`: an instant. */
export function listMissing(event: EventRecord, standing: Standing | null, now: string): Missing[] {
  if (event.status === 'held' || event.status === 'cancelled' || Date.parse(event.ends_at) < Date.parse(now)) return [];
  const missing: Missing[] = [];
  const add = (what: MissingKind, section: FormSection, more: Partial<Missing> = {}) => missing.push({ what, section, ...more });
  const hasPlace = event.place_name !== null || event.address !== null;
  if (!event.staff.some(({ task }) => task === 'lead')) add('lead', 'people');
  if (!hasPlace && event.online_url === null) add('place', 'basics');
  else if (hasPlace && event.room === null && !outdoors.has(event.kind)) add('room', 'basics');
  const interpreted = event.languages.filter(({ mode }) => mode === 'interpreted' || mode === 'signed');
  for (const { language, booking } of interpreted) if (booking !== 'booked') add('interpreter', 'languages', { language });
  for (const [language, count] of Object.entries(standing?.interpreters ?? {})) {
    const isSpoken = event.languages.some((one) => one.language === language && one.mode !== 'materials');
    if (!isSpoken) add('interpreter_asked_for', 'languages', { language, count });
  }
  if (standing && event.capacity !== null && standing.taken > event.capacity) {
    add('overbooked', 'registration', { count: standing.taken - event.capacity });
  }
  if (standing && standing.needs > 0 && event.accessibility === '') add('accessibility', 'languages', { count: standing.needs });
  if (event.takes_registrations && event.published_at === null) add('published', 'public');
  if (event.published_at !== null && event.summary === '') add('summary', 'public');
  if (event.published_at !== null && !event.translations.es?.title) add('spanish', 'public');
  if (event.takes_registrations && event.capacity === null && event.room !== null) add('capacity', 'registration');
  const unpacked = event.supplies.filter(({ is_packed }) => !is_packed).length;
  if (unpacked > 0 && Date.parse(event.starts_at) - Date.parse(now) < 2 * 86_400_000) add('supplies', 'things', { count: unpacked });
  return missing;
}

/** Kinds that often have no room: a table at a fair, an interview. */
const outdoors = new Set(['tabling', 'media', 'other']);
