import { addDays } from '../shared/dates.ts';
import type { DaySpan } from './calendar-days.ts';
import type { DatedKind } from './calendar-query.ts';
import type { EventKind, EventStatus } from './event.ts';

/** An event as the calendar shows it. `starts` and `ends` are what the clock says where the office is: '2026-11-24T18:00'. */
export type CalendarEvent = {
  id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  version: number;
  starts: string;
  ends: string;
  /** Its own zone, where that is not the office's. */
  zone?: string;
  district_id?: string;
  place?: string;
  room?: string;
  online?: boolean;
  published?: boolean;
  /** Of one of a series: when its rule lets it begin. */
  occurrence_at?: string;
  languages?: string[];
  staff?: string[];
};

/** What else a day has: a number of things that are due, or one by its name. */
export type DatedThing = {
  what: DatedKind;
  on: string;
  count?: number;
  title?: string;
  month?: string;
  id?: string;
  number?: string;
  /** Of the only report of awards of a day. */
  kind?: string;
};

export type CalendarAnswer = { events: CalendarEvent[]; dated: DatedThing[] };

export type CalendarDay = { day: string; dated: DatedThing[]; events: CalendarEvent[] };

/** The last day that an event touches; one that ends at midnight does not touch the day that begins then. */
export function lastDayOf({ starts, ends }: Pick<CalendarEvent, 'starts' | 'ends'>): string {
  const last = ends.slice(0, 10);
  return ends.slice(11) === '00:00' && last > starts.slice(0, 10) ? addDays(last, -1) : last;
}

/** The days of a span on which there is anything, in order; an event stands on each day that it touches. */
export function groupByDay({ events, dated }: CalendarAnswer, { from, to }: DaySpan): CalendarDay[] {
  const days = new Map<string, CalendarDay>();
  const at = (day: string): CalendarDay => {
    const known = days.get(day) ?? { day, dated: [], events: [] };
    days.set(day, known);
    return known;
  };
  for (const thing of dated) if (thing.on >= from && thing.on < to) at(thing.on).dated.push(thing);
  for (const event of events) {
    const last = lastDayOf(event);
    for (let day = event.starts.slice(0, 10); day <= last && day < to; day = addDays(day, 1)) if (day >= from) at(day).events.push(event);
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The order of time; what begins together by its end, then by its title. */
export function eventOrder(a: CalendarEvent, b: CalendarEvent): number {
  return a.starts.localeCompare(b.starts) || a.ends.localeCompare(b.ends) || a.title.localeCompare(b.title);
}
