import { daysBetween } from '../shared/dates.ts';
import { addLocal, toZoned } from '../shared/zoned.ts';
import { countBefore, expandRule, firstOf, HORIZON_YEARS, type Occurrence, splitRule } from './recurrence.ts';
import { type Weekday, weekdays } from './rule.ts';

/** A series as it is kept; `starts_local` in the clock of its zone. */
export type Series = {
  rule: string;
  starts_local: string;
  time_zone: string;
  duration_minutes: number;
  skips_holidays: boolean;
  left_out: string[];
};
export type Scope = 'this' | 'following' | 'all';

/** One date of a series as it is to be; `was` is which one it was before (RECURRENCE-ID), where that can be said. */
export type Placed = Occurrence & { was?: string };
export type Plan = { series: Series; occurrences: Placed[] };

/** Dates of a series: two years ahead of `now` where it has no end. `holidays` matter only where the series skips them. */
export function datesOf(series: Series, holidays: readonly string[], now?: string): Occurrence[] {
  return expandRule(series.rule, series.starts_local, series.time_zone, {
    ...horizon(series, now),
    minutes: series.duration_minutes,
    leftOut: series.left_out,
    holidays: series.skips_holidays ? holidays : [],
  });
}

/** A rule without an end goes two years past its start, or past today where that is later. */
function horizon(series: Series, now?: string): { to?: string } {
  if (/;(COUNT|UNTIL)=/.test(series.rule) || !now) return {};
  const start = `${series.starts_local}Z`.replace('ZZ', 'Z');
  const from = Date.parse(now) > Date.parse(start) ? now : new Date(Date.parse(start)).toISOString();
  const to = new Date(from);
  to.setUTCFullYear(to.getUTCFullYear() + HORIZON_YEARS);
  return { to: to.toISOString() };
}

export type Wish = {
  /** When the event that was opened begins and ends as it is to be, in the clock of the zone ('2026-11-04T19:00'). */
  startsLocal: string;
  minutes: number;
  timeZone: string;
  /** A rule that the person chose anew; without one the days move along with the event. */
  rule?: string;
  skipsHolidays?: boolean;
};

/**
 * What a series is to become when one of its events is brought to another time and the change holds for those that follow, or for all.
 * `occurrenceAt` names the event. Null when its days cannot move along by themselves: then only the one event can be moved, or a
 * rule has to be chosen. `now` is only for the horizon of a rule without an end.
 */
export function planChange(
  series: Series,
  occurrenceAt: string,
  scope: 'following' | 'all',
  wish: Wish,
  holidays: string[],
  now: string,
): Plan | null {
  const zone = series.time_zone;
  const old = toZoned(occurrenceAt, zone).local;
  const days = daysBetween(old.slice(0, 10), wish.startsLocal.slice(0, 10));
  const before = countBefore(series.rule, series.starts_local, zone, occurrenceAt);
  const isCut = scope === 'following' && before > 0;
  // What the part that changes was until now: the events that are there belong to it.
  const part: Series = isCut ? { ...series, rule: splitRule(series.rule, occurrenceAt, before).second, starts_local: old } : series;
  const rule = wish.rule ?? shiftRule(part.rule, old.slice(0, 10), days);
  if (!rule) return null;
  const moved = `${addLocal(part.starts_local, { days: wish.rule && !isCut ? Math.min(days, 0) : days }).slice(0, 10)}T${wish.startsLocal.slice(11)}`;
  const starts = firstOf(rule, moved, wish.timeZone);
  if (!starts) return null;
  const next: Series = {
    ...part,
    rule,
    starts_local: starts,
    time_zone: wish.timeZone,
    duration_minutes: wish.minutes,
    skips_holidays: wish.skipsHolidays ?? series.skips_holidays,
  };
  return wish.rule ? { series: next, occurrences: datesOf(next, holidays, now) } : moveAlong(part, next, holidays, now);
}

/** The n-th date of before becomes the n-th date now; days that were left out are left out where they come to lie. */
function moveAlong(part: Series, next: Series, holidays: string[], now: string): Plan {
  const bare = (series: Series) => datesOf({ ...series, left_out: [], skips_holidays: false }, [], now);
  const before = bare(part);
  const dayIn = (at: string, zone: string) => toZoned(at, zone).date;
  const pairs = bare(next).map((date, n): Placed => {
    const was = before[n]?.starts_at;
    return was ? { ...date, was } : date;
  });
  const isOut = (date: Placed) => date.was !== undefined && part.left_out.includes(dayIn(date.was, part.time_zone));
  const left_out = pairs.filter(isOut).map((date) => dayIn(date.starts_at, next.time_zone));
  const without = new Set([...left_out, ...(next.skips_holidays ? holidays : [])]);
  return {
    series: { ...next, left_out },
    occurrences: pairs.filter((date) => !without.has(dayIn(date.starts_at, next.time_zone))),
  };
}

/** The rule whose days are so many days later; null where that cannot be said of this rule (the 31st, two days into another month). */
export function shiftRule(rule: string, from: string, days: number): string | null {
  if (days === 0) return rule;
  const to = addLocal(`${from}T00:00`, { days }).slice(0, 10);
  const byDay = /;BYDAY=([^;]+)/.exec(rule)?.[1];
  const byMonthDay = /;BYMONTHDAY=([^;]+)/.exec(rule)?.[1];
  if (/;(BYSETPOS|BYMONTH)=/.test(rule)) return null;
  if (/^FREQ=(DAILY|YEARLY)/.test(rule)) return byDay || byMonthDay ? null : rule;
  if (/^FREQ=WEEKLY/.test(rule)) {
    if (!byDay) return rule;
    const moved = byDay.split(',').map((day) => weekdays[(((weekdays.indexOf(day as Weekday) + days) % 7) + 7) % 7] ?? day);
    return rule.replace(`;BYDAY=${byDay}`, `;BYDAY=${weekdays.filter((day) => moved.includes(day)).join(',')}`);
  }
  if (from.slice(0, 7) !== to.slice(0, 7)) return null;
  if (byMonthDay)
    return byMonthDay === String(Number(from.slice(8)))
      ? rule.replace(`;BYMONTHDAY=${byMonthDay}`, `;BYMONTHDAY=${Number(to.slice(8))}`)
      : null;
  if (!byDay) return rule;
  const [, nth, day] = /^\+?(-?\d)(..)$/.exec(byDay) ?? [];
  if (!nth || !day) return null;
  const weekday = weekdays[(((weekdays.indexOf(day as Weekday) + days) % 7) + 7) % 7];
  // "The last" stays the last only within its week; otherwise it is counted from the first.
  const place = nth === '-1' ? null : Math.ceil(Number(to.slice(8)) / 7);
  return place === null || place > 4 ? null : rule.replace(`;BYDAY=${byDay}`, `;BYDAY=${place}${weekday}`);
}

/** What a change of other things than the time needs to cut a series in two: the rule of the second part, its days as they are. */
export function cutAt(series: Series, occurrenceAt: string): Series {
  const before = countBefore(series.rule, series.starts_local, series.time_zone, occurrenceAt);
  if (before === 0) return series;
  const cut = toZoned(occurrenceAt, series.time_zone);
  return {
    ...series,
    rule: splitRule(series.rule, occurrenceAt, before).second,
    starts_local: cut.local,
    left_out: series.left_out.filter((day) => day >= cut.date),
  };
}
