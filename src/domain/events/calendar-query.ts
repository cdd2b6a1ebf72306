import { lastDayOfMonth } from '../shared/dates.ts';
import { eventKinds, eventStatuses } from './event.ts';

/** How the calendar can be looked at. */
export const calendarViews = ['month', 'week', 'day', 'agenda', 'table'] as const;
export type CalendarView = (typeof calendarViews)[number];
/** What a phone has the width for. */
export const phoneViews: readonly CalendarView[] = ['agenda', 'day'];

/** What colours tell. A word or a pattern says it too. */
export const colourings = ['kind', 'status', 'district'] as const;
export type Colouring = (typeof colourings)[number];

/** What has a date beside events, and can be shown with them: the database has a function `private.dated_<what>` for each. */
export const datedKinds = [
  'holidays',
  'inquiries',
  'records_requests',
  'tasks',
  'reports',
  'legislation',
  'campaigns',
  'award_reports',
  'opportunities',
  'programs',
  'agreements',
] as const;
export type DatedKind = (typeof datedKinds)[number];

/** Filters by lists of values; `none` stands for "has none", `me` for the reader. */
export const calendarFilters = ['kind', 'status', 'district', 'language', 'staff'] as const;
export type CalendarFilter = (typeof calendarFilters)[number];

/** The calendar, as its address says it. Codes, not ids, so that an address can be read and survives a restore. */
export type CalendarQuery = {
  /** Null: as suits the screen, a month on a desk and the agenda on a phone. */
  view: CalendarView | null;
  /** ISO; null is today, so that a kept address stays right. */
  date: string | null;
  lists: Partial<Record<CalendarFilter, string[]>>;
  show: DatedKind[];
  colour: Colouring;
};

/** Every name in the calendar's part of an address. */
export const calendarNames: readonly string[] = ['view', 'date', ...calendarFilters, 'show', 'colour'];

export const usualShown: DatedKind[] = ['holidays'];
const isoDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const known: Partial<Record<CalendarFilter, readonly string[]>> = { kind: eventKinds, status: eventStatuses };

/** Reads the calendar's address. What cannot be read is left out: an address is typed, cut and pasted. */
export function readCalendarQuery(params: URLSearchParams): CalendarQuery {
  const lists: CalendarQuery['lists'] = {};
  for (const name of calendarFilters) {
    const values = (params.get(name) ?? '').split(',').filter((value) => value && (known[name]?.includes(value) ?? true));
    if (values.length > 0) lists[name] = values;
  }
  const one = <Value extends string>(name: string, of: readonly Value[]): Value | null =>
    of.find((value) => value === params.get(name)) ?? null;
  const date = params.get('date');
  const show = params.get('show');
  return {
    view: one('view', calendarViews),
    date: date && isoDay.test(date) && date <= lastDayOfMonth(`${date.slice(0, 7)}-01`) ? date : null,
    lists,
    show: show === null ? usualShown : datedKinds.filter((kind) => show.split(',').includes(kind)),
    colour: one('colour', colourings) ?? 'kind',
  };
}

/** Writes the calendar's address, without what is usual. */
export function writeCalendarQuery(query: CalendarQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.view) params.set('view', query.view);
  if (query.date) params.set('date', query.date);
  for (const name of calendarFilters) {
    const values = query.lists[name];
    if (values?.length) params.set(name, values.join(','));
  }
  if (query.show.join() !== usualShown.join()) params.set('show', query.show.join(',') || 'none');
  if (query.colour !== 'kind') params.set('colour', query.colour);
  return params;
}

/** What turns the address's codes into the database's ids. */
export type CalendarReferences = { districts: { id: string; code: string }[]; me: string };

/** An id that no row has: an unknown code must find nothing, not everything. */
const nobody = '00000000-0000-0000-0000-000000000000';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The filters as calendar_between takes them; null stands for "has none". */
export function toCalendarFilters(lists: CalendarQuery['lists'], { districts, me }: CalendarReferences): Record<string, (string | null)[]> {
  const filters: Record<string, (string | null)[]> = {};
  for (const name of calendarFilters) {
    const values = lists[name];
    if (!values) continue;
    filters[name] = values.map((value) => {
      if (name === 'district') return value === 'none' ? null : (districts.find((row) => row.code === value)?.id ?? nobody);
      if (name === 'staff') return value === 'me' ? me : uuid.test(value) ? value : nobody;
      return value;
    });
  }
  return filters;
}
