import { addDays, daysBetween } from '../shared/dates.ts';

/** Where an open inquiry stands against its due day. Days are calendar days, business days leave out weekends and holidays. */
export type Deadline =
  | { kind: 'none' }
  | { kind: 'overdue'; days: number }
  | { kind: 'today' }
  | { kind: 'soon'; businessDays: number }
  | { kind: 'later'; businessDays: number };

/** Up to this many business days ahead, the due day is drawn as near. */
const soonBusinessDays = 1;

/**
 * Reads the clock of an inquiry. `dueOn` and `today` are ISO dates in the office's calendar; `holidays` are the observed
 * days off of that calendar.
 */
export function readDeadline(dueOn: string | null, today: string, holidays: ReadonlySet<string>): Deadline {
  if (dueOn === null) return { kind: 'none' };
  const days = daysBetween(today, dueOn);
  if (days < 0) return { kind: 'overdue', days: -days };
  if (days === 0) return { kind: 'today' };
  const businessDays = countBusinessDays(today, dueOn, holidays);
  return { kind: businessDays <= soonBusinessDays ? 'soon' : 'later', businessDays };
}

/** Business days after `from` up to and with `to`: from a Friday to the next Monday is 1. Zero when `to` is not later. */
export function countBusinessDays(from: string, to: string, holidays: ReadonlySet<string>): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(day, holidays)) count += 1;
  return count;
}

/** The days off between two dates, `from` left out and `to` included, that fall on a weekday: why a due day is later than expected. */
export function holidaysBetween(from: string, to: string, holidays: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (holidays.has(day) && !isWeekend(day)) found.push(day);
  return found;
}

function isBusinessDay(day: string, holidays: ReadonlySet<string>): boolean {
  return !isWeekend(day) && !holidays.has(day);
}

// 1970-01-01 was a Thursday: counted from it, the days 2 and 3 of each week are Saturday and Sunday.
function isWeekend(day: string): boolean {
  const weekday = ((daysBetween('1970-01-01', day) % 7) + 7) % 7;
  return weekday === 2 || weekday === 3;
}
