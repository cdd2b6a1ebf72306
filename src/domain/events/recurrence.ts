import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { addLocal, localExists, localToInstant, toZoned } from '../shared/zoned.ts';
import { isOpenEnded, isoOf, MOST, problemOf } from './rule.ts';

/** One event of a series: when the rule lets it begin (RECURRENCE-ID), and when it begins and ends. Instants in UTC. */
export type Occurrence = { occurrence_at: string; starts_at: string; ends_at: string };

export type Expansion = {
  /** How long each one is. */
  minutes?: number;
  /** Instants; what begins before `from` or after `to` is not wanted. Neither changes what COUNT counts. */
  from?: string;
  to?: string;
  limit?: number;
  /** Days of the zone's calendar that are left out, and holidays: they count, as EXDATE does, and are not made. */
  leftOut?: readonly string[];
  holidays?: readonly string[];
};

/** How far ahead events of a rule without an end are made. */
export const HORIZON_YEARS = 2;

/**
 * The occurrences of a rule that begins at `startsLocal` ('2026-10-27T18:00') in the clock of `zone`, in order, at most 500. As
 * RFC 5545 has it: 18:00 stays 18:00 when the clocks change; a time that comes twice is its first; what falls on a time or day that does
 * not come (02:30 in the night they go forward, the 31st of April) is left out and not counted. A rule without an end is worked out for
 * two years from its start or, where given, until `to`. Throws a RangeError for a rule that `problemOf` refuses.
 */
export function expandRule(rule: string, startsLocal: string, zone: string, options: Expansion = {}): Occurrence[] {
  const problem = problemOf(rule);
  if (problem) throw new RangeError(`The rule cannot be read: ${problem}.`);
  const { minutes = 60, limit = MOST } = options;
  const without = new Set([...(options.leftOut ?? []), ...(options.holidays ?? [])]);
  const from = options.from ? Date.parse(options.from) : Number.NEGATIVE_INFINITY;
  const last = options.to ?? (isOpenEnded(rule) ? localToInstant(addLocal(startsLocal, { years: HORIZON_YEARS }), zone) : null);
  const to = last ? Date.parse(last) : Number.POSITIVE_INFINITY;
  // The clocks of a zone are asked only near a day that is left out: they are slow.
  const isWithout = (at: RRuleDate) =>
    without.size > 0 &&
    [-DAY, 0, DAY].some((far) => without.has(instantOf(at.epochMilliseconds + far).slice(0, 10))) &&
    without.has(dayOf(at));
  const found: Occurrence[] = [];
  const most = Math.min(limit, MOST);
  if (most <= 0) return found;
  walk(rule, startsLocal, zone, { to, isMany: most > 20 }, (at) => {
    const milliseconds = at.epochMilliseconds;
    if (milliseconds > to) return false;
    if (milliseconds >= from && !isWithout(at)) {
      const starts_at = instantOf(milliseconds);
      found.push({ occurrence_at: starts_at, starts_at, ends_at: instantOf(milliseconds + minutes * 60_000) });
    }
    return found.length < most;
  });
  return found;
}

/** The days that a rule names and that are not made, because they are left out or holidays. */
export function skippedDays(rule: string, startsLocal: string, zone: string, options: Expansion = {}): string[] {
  const without = new Set([...(options.leftOut ?? []), ...(options.holidays ?? [])]);
  const { leftOut: _, holidays: __, ...rest } = options;
  return expandRule(rule, startsLocal, zone, rest)
    .map(({ starts_at }) => toZoned(starts_at, zone).date)
    .filter((day) => without.has(day));
}

/** Where a series begins: the first time at or after `local` that the rule names, in the zone's clock; null when it never does. */
export function firstOf(rule: string, local: string, zone: string): string | null {
  const first = expandRule(rule, local, zone, { limit: 1, to: localToInstant(addLocal(local, { years: 10 }), zone) })[0];
  return first ? toZoned(first.starts_at, zone).local : null;
}

/** The last second of a day in a zone, for UNTIL. */
export function endOfDay(day: string, zone: string): string {
  return localToInstant(`${day}T23:59:59`, zone);
}

/**
 * A rule cut in two before an occurrence, when a change holds for it and those that follow: the first ends with the last before it.
 * COUNT is shared out; an UNTIL stays the end of the second. `before` is how many occurrences the rule names before the cut.
 */
export function splitRule(rule: string, at: string, before: number): { first: string; second: string } {
  const count = /;COUNT=(\d+)/.exec(rule)?.[1];
  const open = rule.replace(/;(COUNT|UNTIL)=[^;]+/g, '');
  const until = Temporal.Instant.from(at).subtract({ seconds: 1 }).toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  return {
    first: `${open};UNTIL=${until}`,
    second: count ? `${open};COUNT=${Math.max(1, Number(count) - before)}` : rule,
  };
}

/** How many times a rule names before an instant, left-out days included: what COUNT counts. */
export function countBefore(rule: string, startsLocal: string, zone: string, at: string): number {
  const before = new Date(Date.parse(at) - 1000).toISOString();
  return expandRule(rule, startsLocal, zone, { to: before }).length;
}

/**
 * Occurrences in order, until `wanted` says that it has enough. The library finds many at once some fifteen times as fast as one by one, so
 * it is asked for all where their number is bounded. A rule that names no day at all ends when the library gives up looking.
 */
function walk(
  rule: string,
  startsLocal: string,
  zone: string,
  { to, isMany }: { to: number; isMany: boolean },
  wanted: (at: RRuleDate) => boolean,
): void {
  const start = Temporal.PlainDateTime.from(startsLocal);
  // A start in the hour that the clocks jump over would become another time of day for good: then the rule itself says the time.
  const time = localExists(startsLocal, zone) ? '' : `;BYHOUR=${start.hour};BYMINUTE=${start.minute}`;
  const dtstart = start.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const series = new RRuleTemporal({ rruleString: `RRULE:${rule}${time}`, dtstart, tzid: zone, maxIterations: 5000 });
  const until = /;UNTIL=([^;]+)/.exec(rule)?.[1];
  const end = Math.min(to, until ? Date.parse(isoOf(until)) + DAY : Number.POSITIVE_INFINITY);
  const isShort = end - dtstart.epochMilliseconds < 30 * 366 * DAY;
  try {
    if (isMany && isShort) series.between(new Date(dtstart.epochMilliseconds), new Date(end), true).every(wanted);
    else if (isMany && rule.includes(';COUNT=')) series.all().every(wanted);
    else series.all(wanted);
  } catch (error) {
    if (!/^Maximum iterations/.test((error as Error).message)) throw error;
  }
}

const instantOf = (milliseconds: number) => new Date(milliseconds).toISOString().replace('.000Z', 'Z');
const dayOf = (at: RRuleDate) => at.toPlainDate().toString();
const DAY = 86_400_000;
type RRuleDate = Parameters<NonNullable<Parameters<RRuleTemporal['all']>[0]>>[0];
