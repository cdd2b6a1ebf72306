import { describe, expect, test } from 'vitest';
import { cutAt, datesOf, planChange, type Series, shiftRule } from '../../../src/domain/events/series-change.ts';
import { toZoned } from '../../../src/domain/shared/zoned.ts';

const series: Series = {
  rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6',
  starts_local: '2026-10-20T18:00:00',
  time_zone: 'America/Chicago',
  duration_minutes: 60,
  skips_holidays: false,
  left_out: [],
};
const now = '2026-10-01T12:00:00Z';
const wish = { minutes: 60, timeZone: 'America/Chicago' };
const third = '2026-11-04T00:00:00Z';

describe('a rule moves along with its event', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=TU', '2026-11-03', 2, 'FREQ=WEEKLY;BYDAY=TH'],
    ['FREQ=WEEKLY;BYDAY=TU,SA;COUNT=4', '2026-11-03', -2, 'FREQ=WEEKLY;BYDAY=TH,SU;COUNT=4'],
    ['FREQ=WEEKLY', '2026-11-03', 3, 'FREQ=WEEKLY'],
    ['FREQ=DAILY', '2026-11-03', 1, 'FREQ=DAILY'],
    ['FREQ=MONTHLY;BYMONTHDAY=3', '2026-11-03', 4, 'FREQ=MONTHLY;BYMONTHDAY=7'],
    ['FREQ=MONTHLY;BYDAY=1TU', '2026-11-03', 7, 'FREQ=MONTHLY;BYDAY=2TU'],
    // What cannot be said by a rule of the same kind is not guessed.
    ['FREQ=MONTHLY;BYMONTHDAY=30', '2026-11-30', 2, null],
    ['FREQ=MONTHLY;BYDAY=-1TU', '2026-11-24', 1, null],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', '2026-11-24', 1, null],
  ])('%s from %s by %i days is %s', (rule, from, days, expected) => {
    expect(shiftRule(rule, from, days)).toBe(expected);
  });
});

test('a time that changes keeps each date’s place, through the change of clocks', () => {
  const plan = planChange(series, third, 'all', { ...wish, startsLocal: '2026-11-03T19:30' }, [], now);
  expect(plan?.series).toMatchObject({ rule: series.rule, starts_local: '2026-10-20T19:30:00' });
  expect(plan?.occurrences.map(({ was }) => was)).toEqual(datesOf(series, []).map(({ starts_at }) => starts_at));
  expect(new Set(plan?.occurrences.map(({ starts_at }) => toZoned(starts_at, wish.timeZone).time))).toEqual(new Set(['19:30']));
});

test('a cut takes its share of the count, and its part of the days left out', () => {
  const whole = { ...series, left_out: ['2026-10-27', '2026-11-17'] };
  expect(cutAt(whole, third)).toMatchObject({
    rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4',
    starts_local: '2026-11-03T18:00:00',
    left_out: ['2026-11-17'],
  });
  const plan = planChange(whole, third, 'following', { ...wish, startsLocal: '2026-11-05T18:00' }, [], now);
  expect(plan?.series).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=4', left_out: ['2026-11-19'] });
  expect(plan?.occurrences).toHaveLength(3);
});

test('holidays are left out where the days come to lie, not where they lay', () => {
  const skipping = { ...series, skips_holidays: true };
  const plan = planChange(skipping, third, 'all', { ...wish, startsLocal: '2026-11-05T18:00' }, ['2026-11-10', '2026-11-26'], now);
  expect(plan?.occurrences.map(({ starts_at }) => toZoned(starts_at, wish.timeZone).date)).toEqual([
    '2026-10-22',
    '2026-10-29',
    '2026-11-05',
    '2026-11-12',
    '2026-11-19',
  ]);
});

test('a rule without an end is worked out for two years from today, not from its start long ago', () => {
  const old = { ...series, rule: 'FREQ=WEEKLY;BYDAY=TU', starts_local: '2024-10-22T18:00:00' };
  expect(datesOf(old, [], '2026-10-20T12:00:00Z').at(-1)?.starts_at.slice(0, 10)).toBe('2028-10-17');
});

test('days that cannot move along by themselves are not moved', () => {
  const last = { ...series, rule: 'FREQ=MONTHLY;BYDAY=-1TU;COUNT=4', starts_local: '2026-10-27T18:00:00' };
  expect(planChange(last, '2026-10-27T23:00:00Z', 'all', { ...wish, startsLocal: '2026-10-28T18:00' }, [], now)).toBeNull();
});
