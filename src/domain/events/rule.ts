/**
 * A rule of RFC 5545 (3.3.10) as it is kept, "FREQ=WEEKLY;BYDAY=TU;COUNT=10", and the simple choice that a person makes, each read
 * from the other. The time of day is the start's and never in the rule. No dates are worked out here: see recurrence.ts.
 */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];
export const units = ['day', 'week', 'month', 'year'] as const;
export type Unit = (typeof units)[number];

/** How it ends: never, after so many times, or with a day of the zone's calendar (ISO), that day included. */
export type Ending = { kind: 'never' } | { kind: 'count'; count: number } | { kind: 'until'; on: string };

/** What a person chooses. `on` says which day of a month: the 15th, or the second Tuesday (`nth` -1 is the last). */
export type Choice = {
  unit: Unit;
  interval: number;
  days: Weekday[];
  on: { kind: 'day'; day: number } | { kind: 'weekday'; nth: number; day: Weekday } | null;
  ending: Ending;
};

/** More occurrences than this are not made of one rule. */
export const MOST = 500;

const frequencies: Record<string, Unit> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const nameOf = (unit: Unit) => Object.keys(frequencies).find((name) => frequencies[name] === unit) ?? '';

/** Parts of a rule by their names; a name that stands twice is refused by `problemOf`. */
export function partsOf(rule: string): Map<string, string> {
  return new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
}

/** Why a rule cannot be kept: a stable word, for which `ruleProblem` has a sentence. Null when it can. */
export type Problem =
  | 'form'
  | 'unknown'
  | 'time'
  | 'interval'
  | 'count'
  | 'until'
  | 'both'
  | 'days'
  | 'month_days'
  | 'months'
  | 'positions';

export function problemOf(rule: string): Problem | null {
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/.test(rule) || rule.length > 500) return 'form';
  const parts = partsOf(rule);
  if (parts.size !== rule.split(';').length) return 'form';
  for (const [name, value] of parts) {
    const problem = problemOfPart(name, value, parts);
    if (problem) return problem;
  }
  return parts.has('COUNT') && parts.has('UNTIL') ? 'both' : null;
}

const whole = (text: string, least: number, most: number) => /^[+-]?\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
const all = (value: string, fits: (one: string) => boolean) => value.split(',').every(fits);
const nearZero = (text: string, most: number) => whole(text, -most, most) && Number(text) !== 0;

function problemOfPart(name: string, value: string, parts: Map<string, string>): Problem | null {
  const frequency = parts.get('FREQ') ?? '';
  const ok: Record<string, () => Problem | null> = {
    FREQ: () => null,
    WKST: () => (weekdays.some((day) => day === value) ? null : 'form'),
    INTERVAL: () => (whole(value, 1, 99) ? null : 'interval'),
    COUNT: () => (whole(value, 1, MOST) ? null : 'count'),
    UNTIL: () => (/^\d{8}(T\d{6}Z)?$/.test(value) && !Number.isNaN(Date.parse(isoOf(value).slice(0, 10))) ? null : 'until'),
    // Which Tuesday of them all only makes sense within a month or a year.
    BYDAY: () =>
      all(value, (one) => {
        const [, nth = '', day] = /^([+-]?\d{0,2})(MO|TU|WE|TH|FR|SA|SU)$/.exec(one) ?? [];
        return day !== undefined && (nth === '' || (nearZero(nth, 53) && ['MONTHLY', 'YEARLY'].includes(frequency)));
      })
        ? null
        : 'days',
    BYMONTHDAY: () => (frequency !== 'WEEKLY' && all(value, (one) => nearZero(one, 31)) ? null : 'month_days'),
    BYMONTH: () => (all(value, (one) => whole(one, 1, 12)) ? null : 'months'),
    BYSETPOS: () => (all(value, (one) => nearZero(one, 366)) && (parts.has('BYDAY') || parts.has('BYMONTHDAY')) ? null : 'positions'),
    BYHOUR: () => 'time',
    BYMINUTE: () => 'time',
    BYSECOND: () => 'time',
  };
  return ok[name] ? ok[name]() : 'unknown';
}

/** UNTIL as an instant, '20261231T055959Z' → '2026-12-31T05:59:59Z', or as a date. */
export function isoOf(until: string): string {
  const [, year, month, day, time] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})Z)?$/.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  return time ? `${date}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z` : date;
}

/** Whether a rule never ends by itself. */
export const isOpenEnded = (rule: string): boolean => !/;(COUNT|UNTIL)=/.test(rule);

/**
 * The rule of a choice. `endOf` gives the instant at which a day ends in the zone of the start (`endOfDay` in recurrence.ts): RFC 5545
 * wants UNTIL in UTC where the start has a zone.
 */
export function ruleOf(choice: Choice, endOf: (day: string) => string): string {
  const parts = [`FREQ=${nameOf(choice.unit)}`];
  if (choice.interval > 1) parts.push(`INTERVAL=${choice.interval}`);
  if (choice.unit === 'week' && choice.days.length > 0) {
    parts.push(`BYDAY=${weekdays.filter((day) => choice.days.includes(day)).join(',')}`);
  }
  if (choice.unit === 'month' && choice.on?.kind === 'day') parts.push(`BYMONTHDAY=${choice.on.day}`);
  if (choice.unit === 'month' && choice.on?.kind === 'weekday') parts.push(`BYDAY=${choice.on.nth}${choice.on.day}`);
  if (choice.ending.kind === 'count') parts.push(`COUNT=${choice.ending.count}`);
  if (choice.ending.kind === 'until') parts.push(`UNTIL=${endOf(choice.ending.on).replace(/[-:]/g, '').replace(/\.\d+/, '')}`);
  return parts.join(';');
}

/** The choice that makes this rule, or null where a person could not have chosen it. `dayOf` gives an instant's day in the zone. */
export function choiceOf(rule: string, dayOf: (instant: string) => string): Choice | null {
  if (problemOf(rule)) return null;
  const parts = partsOf(rule);
  const unit = frequencies[parts.get('FREQ') ?? ''] ?? 'week';
  const allowed: Record<Unit, string[]> = { day: [], week: ['BYDAY'], month: ['BYDAY', 'BYMONTHDAY'], year: [] };
  const usual = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST'];
  if ([...parts.keys()].some((name) => !usual.includes(name) && !allowed[unit].includes(name))) return null;
  const byDay = parts.get('BYDAY')?.split(',') ?? [];
  const byMonthDay = parts.get('BYMONTHDAY');
  let on: Choice['on'] = null;
  if (unit === 'month' && parts.has('BYDAY')) {
    const [, nth = '', day = ''] = /^\+?(-?\d{1,2})(..)$/.exec(byDay[0] ?? '') ?? [];
    if (byMonthDay || byDay.length !== 1 || day === '' || Number(nth) < -1 || Number(nth) > 5) return null;
    on = { kind: 'weekday', nth: Number(nth), day: day as Weekday };
  } else if (byMonthDay) {
    if (!/^\d+$/.test(byMonthDay)) return null;
    on = { kind: 'day', day: Number(byMonthDay) };
  }
  return {
    unit,
    interval: Number(parts.get('INTERVAL') ?? 1),
    days: unit === 'week' ? (byDay as Weekday[]) : [],
    on,
    ending: endingOf(parts, dayOf),
  };
}

function endingOf(parts: Map<string, string>, dayOf: (instant: string) => string): Ending {
  const count = parts.get('COUNT');
  if (count) return { kind: 'count', count: Number(count) };
  const until = parts.get('UNTIL');
  if (!until) return { kind: 'never' };
  const end = isoOf(until);
  return { kind: 'until', on: end.length === 10 ? end : dayOf(end) };
}
