import { addDays, daysBetween } from '../shared/dates.ts';
import type { Consequence } from './report.ts';

/** What `award_radar` and `award_schedule_of` say of a report that is still owed. */
export type Owed = {
  due_on: string;
  consequence: Consequence | null;
  /** The first day on which the consequence holds. */
  holds_from: string | null;
  /** The days of those that can only be filed after it. */
  behind: string[];
  to_draw_cents: number | null;
};

/** How many days the question goes ahead. */
const furthest = 60;

export type WhatIf = {
  /** The day on which it is filed. */
  filedOn: string;
  daysLate: number;
  /** What holds on that day: from when, for how many days by then. */
  holds: { consequence: Consequence; from: string; days: number } | null;
  /** What would hold later: from when, and how many days that is away by then. */
  ahead: { consequence: Consequence; from: string; days: number } | null;
  /** How many of those that wait behind it are late too by then. */
  lateBehind: number;
  /** What cannot be drawn while it holds. */
  stuckCents: number | null;
};

/** What follows when a report is filed so many days after its day. The rule itself is the database's; a test holds the two together. */
export function whatIfLate({ due_on, consequence, holds_from, behind, to_draw_cents }: Owed, daysLate: number): WhatIf {
  const filedOn = addDays(due_on, daysLate);
  const follows = consequence && holds_from ? { consequence, from: holds_from } : null;
  const isHolding = follows !== null && filedOn >= follows.from;
  return {
    filedOn,
    daysLate,
    holds: isHolding ? { ...follows, days: daysBetween(follows.from, filedOn) + 1 } : null,
    ahead: follows && !isHolding ? { ...follows, days: daysBetween(filedOn, follows.from) } : null,
    lateBehind: behind.filter((day) => day < filedOn).length,
    stuckCents: isHolding && to_draw_cents !== null && to_draw_cents > 0 ? to_draw_cents : null,
  };
}

/** Between what it can be asked: from its day on, or, where that has passed, from today on. */
export function askable(due_on: string, today: string): { least: number; most: number } {
  const least = Math.max(daysBetween(due_on, today), 0);
  return { least, most: least + furthest };
}
