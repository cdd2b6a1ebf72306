import { addDays, addMonths, daysBetween, lastDayOfMonth, monthOf } from '../shared/dates.ts';
import type { CalendarView } from './calendar-query.ts';

/** Days, the first inclusive and the last not: { from: '2026-11-01', to: '2026-12-06' }. */
export type DaySpan = { from: string; to: string };

/** The day of the week of a date, 0 for Sunday. */
export function weekdayOf(date: string): number {
  // 1970-01-04 was a Sunday.
  return (((daysBetween('1970-01-04', date) % 7) + 7) % 7) as number;
}

/** The first day of the date's week. `firstDay`: 0 for Sunday, 1 for Monday. */
export function weekStart(date: string, firstDay: number): string {
  return addDays(date, -((weekdayOf(date) - firstDay + 7) % 7));
}

/** The days that a view shows around a date; the agenda goes four weeks on from it. */
export function shownDays(view: CalendarView, date: string, firstDay: number): DaySpan {
  if (view === 'day') return { from: date, to: addDays(date, 1) };
  if (view === 'agenda') return { from: date, to: addDays(date, 28) };
  if (view === 'week') {
    const from = weekStart(date, firstDay);
    return { from, to: addDays(from, 7) };
  }
  if (view === 'table') return { from: monthOf(date), to: addDays(lastDayOfMonth(date), 1) };
  return { from: weekStart(monthOf(date), firstDay), to: addDays(weekStart(lastDayOfMonth(date), firstDay), 7) };
}

/** The date one step on or back in a view. */
export function stepDate(view: CalendarView, date: string, step: 1 | -1): string {
  if (view === 'day') return addDays(date, step);
  if (view === 'week') return addDays(date, 7 * step);
  if (view === 'agenda') return addDays(date, 28 * step);
  return addMonths(monthOf(date), step);
}

/** All days of a span, in order. */
export function daysOf({ from, to }: DaySpan): string[] {
  return Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));
}
