import { type Choice, type Ending, problemOf, ruleOf } from '../../../../domain/events/rule.ts';
import { weekdayOf } from '../../../../domain/events/rule-words.ts';

/** How an event recurs, as the form keeps it; null is once. Plain data, so that a draft can hold it. */
export type Recurrence = {
  choice: Choice;
  /** Chosen part by part, not from the list. */
  isCustom: boolean;
  skipsHolidays: boolean;
};

/** When the event that recurs begins ('2026-11-24T18:00' in the clock of its zone), and for how many minutes. */
export type Start = { local: string; minutes: number; timeZone: string };

const usual: Ending = { kind: 'count', count: 10 };

/** The choices that the list offers for a day: daily, weekly, on its weekday of the month, and so on. */
export function choicesFor(day: string, ending: Ending = usual): Choice[] {
  const weekday = weekdayOf(day);
  const date = Number(day.slice(8, 10));
  const nth = Math.ceil(date / 7);
  const lastWeek = date + 7 > new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();
  const of = (choice: Partial<Choice>): Choice => ({ unit: 'week', interval: 1, days: [], on: null, ending, ...choice });
  return [
    of({ days: [weekday] }),
    of({ interval: 2, days: [weekday] }),
    ...(nth <= 4 ? [of({ unit: 'month', on: { kind: 'weekday', nth, day: weekday } })] : []),
    ...(lastWeek ? [of({ unit: 'month', on: { kind: 'weekday', nth: -1, day: weekday } })] : []),
    of({ unit: 'month', on: { kind: 'day', day: date } }),
    of({ days: ['MO', 'TU', 'WE', 'TH', 'FR'] }),
    of({ unit: 'day' }),
    of({ unit: 'year' }),
  ];
}

/** The same choice apart from its ending: what the list compares by. */
export function keyOf({ unit, interval, days, on }: Choice): string {
  return JSON.stringify([unit, interval, days, on]);
}

/** What is wrong with a choice, as `sayProblem` says it; null when nothing is. */
export function problemOfChoice(choice: Choice) {
  if (choice.unit === 'week' && choice.days.length === 0) return 'days' as const;
  if (choice.ending.kind === 'until' && !/^\d{4}-\d{2}-\d{2}$/.test(choice.ending.on)) return 'until' as const;
  return problemOf(ruleOf(choice, (day) => `${day}T23:59:59Z`));
}
