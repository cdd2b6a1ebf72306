import { type CalendarDay, type CalendarEvent, eventCalendar } from './ics.ts';
import { feedWords } from './words.ts';

/** What the SQL function `calendar_feed` answers for a link that opens something. */
export type PrivateFacts = {
  kind: 'person' | 'team' | 'district';
  office_name: string;
  person: string;
  district: string | null;
  language: string;
  state: string;
  changed_at: string;
  /** Absent for whoever has seen this state. */
  events?: (Omit<CalendarEvent, 'url'> & { id: string })[];
  days?: DueDay[];
};

type DueDay = {
  table: 'tasks' | 'inquiries';
  id: string;
  sequence: number;
  updated_at: string;
  on: string;
  /** A task's title; of an inquiry only its number. */
  title: string;
  inquiry_id?: string | null;
  resident_id?: string | null;
};

/** The calendar behind a secret link, in the language of its person; each event leads to its record. */
export function privateCalendar(facts: PrivateFacts, address: string): string {
  const words = feedWords(facts.language);
  const { kind, office_name: office, person, district, language, events = [], days = [] } = facts;
  const name = { person: `${person} · ${office}`, team: office, district: `${district} · ${office}` }[kind];
  return eventCalendar(
    events.map((event) => ({ ...event, url: `${address}/events/${event.id}` })),
    { name, language, busy: kind === 'person' },
    days.map((day): CalendarDay => {
      const title = (day.table === 'tasks' ? words.task : words.inquiry).replace('{title}', () => day.title);
      return { ...day, uid: `${day.table}-${day.id}@rotunda`, title, url: `${address}${pathOf(day)}` };
    }),
  );
}

function pathOf({ table, id, inquiry_id, resident_id }: DueDay): string {
  if (table === 'inquiries') return `/inquiries/${id}`;
  return inquiry_id ? `/inquiries/${inquiry_id}` : resident_id ? `/residents/${resident_id}` : '/tasks';
}
