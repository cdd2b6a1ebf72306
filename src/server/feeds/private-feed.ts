import type { ReportKind } from '../../domain/awards/report.ts';
import { reportName } from '../awards/report-names.ts';
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
  table: 'tasks' | 'inquiries' | 'award_reports';
  id: string;
  sequence: number;
  updated_at: string;
  on: string;
  /** A task's title; of an inquiry only its number; of a report the title of its award, empty for one that the city owes. */
  title: string;
  /** Of a report of an award. */
  kind?: ReportKind;
  is_final?: boolean;
  name?: string;
  file_by?: string | null;
  award_id?: string | null;
  inquiry_id?: string | null;
  resident_id?: string | null;
};

/** The calendar behind a secret link, in the language of its person; each event leads to its record. */
export function privateCalendar(facts: PrivateFacts, address: string): string {
  const { kind, office_name: office, person, district, language, events = [], days = [] } = facts;
  const name = { person: `${person} · ${office}`, team: office, district: `${district} · ${office}` }[kind];
  return eventCalendar(
    events.map((event) => ({ ...event, url: `${address}/events/${event.id}` })),
    { name, language, busy: kind === 'person' },
    days.map(
      ({ sequence, updated_at, on, ...day }): CalendarDay => ({
        sequence,
        updated_at,
        on,
        uid: `${day.table}-${day.id}@rotunda`,
        title: titleOf(day, language),
        url: `${address}${pathOf(day)}`,
      }),
    ),
  );
}

function titleOf(
  { table, title, kind, is_final = false, name = '', file_by }: Omit<DueDay, 'sequence' | 'updated_at' | 'on'>,
  language: string,
): string {
  const words = feedWords(language);
  if (!kind) return (table === 'tasks' ? words.task : words.inquiry).replace('{title}', () => title);
  const whole = [reportName({ kind, is_final, title: name }, language), title].filter(Boolean).join(', ');
  if (!file_by) return words.report.replace('{title}', () => whole);
  const day = new Intl.DateTimeFormat(words.tag, { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(`${file_by}T12:00:00Z`));
  return words.report_file_by.replace('{title}', () => whole).replace('{day}', day);
}

function pathOf({ table, id, inquiry_id, resident_id, award_id }: Omit<DueDay, 'sequence' | 'updated_at' | 'on'>): string {
  if (table === 'award_reports') return award_id ? `/awards/${award_id}?tab=schedule` : '/awards/radar';
  if (table === 'inquiries') return `/inquiries/${id}`;
  return inquiry_id ? `/inquiries/${inquiry_id}` : resident_id ? `/residents/${resident_id}` : '/tasks';
}
