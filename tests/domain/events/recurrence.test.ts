import { describe, expect, test } from 'vitest';
import { countBefore, endOfDay, expandRule, firstOf, skippedDays, splitRule } from '../../../src/domain/events/recurrence.ts';
import { toZoned } from '../../../src/domain/shared/zoned.ts';

const zone = 'America/Chicago';
const localOf = (rule: string, starts: string, options = {}) =>
  expandRule(rule, starts, zone, options).map(({ starts_at }) => {
    const { local, offset } = toZoned(starts_at, zone);
    return `${local.slice(0, 16)}${offset}`;
  });
const dates = (rule: string, starts: string, options = {}) => localOf(rule, starts, options).map((one) => one.slice(0, 10));

describe('the clocks change', () => {
  test('18:00 stays 18:00 when the clocks go back on November 1, 2026', () => {
    expect(localOf('FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-10-27T18:00')).toEqual([
      '2026-10-27T18:00-05:00',
      '2026-11-03T18:00-06:00',
      '2026-11-10T18:00-06:00',
    ]);
  });
  test('18:00 stays 18:00 when they go forward on March 14, 2027', () => {
    expect(localOf('FREQ=WEEKLY;BYDAY=SU;COUNT=3', '2027-03-07T18:00')).toEqual([
      '2027-03-07T18:00-06:00',
      '2027-03-14T18:00-05:00',
      '2027-03-21T18:00-05:00',
    ]);
  });
  test('01:30 comes twice on November 1: it is the first of the two, and it is there once', () => {
    expect(localOf('FREQ=DAILY;COUNT=4', '2026-10-30T01:30')).toEqual([
      '2026-10-30T01:30-05:00',
      '2026-10-31T01:30-05:00',
      '2026-11-01T01:30-05:00',
      '2026-11-02T01:30-06:00',
    ]);
  });
  test('02:30 does not come on March 14: it is left out and not counted, and the day after is 02:30 again', () => {
    expect(localOf('FREQ=DAILY;COUNT=4', '2027-03-12T02:30')).toEqual([
      '2027-03-12T02:30-06:00',
      '2027-03-13T02:30-06:00',
      '2027-03-15T02:30-05:00',
      '2027-03-16T02:30-05:00',
    ]);
    // A start in the hour itself does not become 03:30 for good.
    expect(localOf('FREQ=DAILY;COUNT=2', '2027-03-14T02:30')).toEqual(['2027-03-15T02:30-05:00', '2027-03-16T02:30-05:00']);
  });
  test('two years of Tuesdays at 18:00 are all at 18:00, seven days apart', () => {
    const found = localOf('FREQ=WEEKLY;BYDAY=TU', '2026-10-27T18:00');
    expect(found).toHaveLength(105);
    expect(new Set(found.map((one) => one.slice(11, 16)))).toEqual(new Set(['18:00']));
  });
  test('an event of ninety minutes is ninety minutes long on each day', () => {
    for (const { starts_at, ends_at } of expandRule('FREQ=DAILY;COUNT=5', '2026-10-30T00:45', zone, { minutes: 90 }))
      expect(Date.parse(ends_at) - Date.parse(starts_at)).toBe(90 * 60_000);
  });
});

describe('which days a rule names', () => {
  test.each([
    ['the last Thursday of each month', 'FREQ=MONTHLY;BYDAY=-1TH;COUNT=3', '2026-10-29T18:00', ['2026-10-29', '2026-11-26', '2026-12-31']],
    ['the 31st, where there is one', 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2026-01-31T18:00', ['2026-01-31', '2026-03-31', '2026-05-31']],
    [
      'every second week on two days',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4',
      '2026-10-27T18:00',
      ['2026-10-27', '2026-10-29', '2026-11-10', '2026-11-12'],
    ],
    ['February 29', 'FREQ=YEARLY;COUNT=2', '2028-02-29T18:00', ['2028-02-29', '2032-02-29']],
    ['the last working day', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2', '2026-10-30T18:00', ['2026-10-30', '2026-11-30']],
  ])('%s', (_, rule, starts, expected) => {
    expect(dates(rule, starts)).toEqual(expected);
  });
  test('a day with which it ends is still in it, in the evening too', () => {
    const until = endOfDay('2026-11-10', zone).replace(/[-:]/g, '');
    expect(until).toBe('20261111T055959Z');
    expect(dates(`FREQ=WEEKLY;BYDAY=TU;UNTIL=${until}`, '2026-10-27T23:00')).toEqual(['2026-10-27', '2026-11-03', '2026-11-10']);
  });
  test('days left out and holidays are not made, and count all the same', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=TH;COUNT=5';
    const options = { leftOut: ['2026-11-19'], holidays: ['2026-11-26', '2026-12-25'] };
    expect(dates(rule, '2026-11-12T18:00', options)).toEqual(['2026-11-12', '2026-12-03', '2026-12-10']);
    expect(skippedDays(rule, '2026-11-12T18:00', zone, options)).toEqual(['2026-11-19', '2026-11-26']);
  });
  test('the part between two instants is the same as that part of the whole', () => {
    const all = expandRule('FREQ=WEEKLY;BYDAY=TU;COUNT=20', '2026-10-27T18:00', zone);
    const between = { from: '2026-11-20T00:00:00Z', to: '2027-01-01T00:00:00Z' };
    expect(expandRule('FREQ=WEEKLY;BYDAY=TU;COUNT=20', '2026-10-27T18:00', zone, between)).toEqual(all.slice(4, 10));
  });
  test('never more than 500, and never past the second year of a rule without an end', () => {
    expect(dates('FREQ=DAILY', '2026-10-27T18:00')).toHaveLength(500);
    expect(dates('FREQ=MONTHLY', '2026-10-27T18:00').at(-1)).toBe('2028-10-27');
  });
  test('a rule that names no day at all ends, and finds nothing', () => {
    expect(expandRule('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-30T18:00', zone)).toEqual([]);
    expect(expandRule('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', '2026-01-30T18:00', zone)).toEqual([]);
    expect(firstOf('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-30T18:00', zone)).toBeNull();
  });
  test('the start moves to the first day that the rule names', () => {
    expect(firstOf('FREQ=WEEKLY;BYDAY=TU', '2026-10-28T18:00', zone)).toBe('2026-11-03T18:00:00');
    expect(firstOf('FREQ=WEEKLY;BYDAY=TU', '2026-10-27T18:00', zone)).toBe('2026-10-27T18:00:00');
  });
  test('what cannot be kept is not worked out', () => {
    expect(() => expandRule('FREQ=HOURLY', '2026-10-27T18:00', zone)).toThrow(RangeError);
    expect(() => expandRule('FREQ=DAILY;BYHOUR=9', '2026-10-27T18:00', zone)).toThrow(RangeError);
  });
});

describe('a rule is cut in two', () => {
  const at = '2026-11-18T00:00:00Z';
  test.each([
    'FREQ=WEEKLY;BYDAY=TU;COUNT=10',
    'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101T055959Z',
    'FREQ=WEEKLY;BYDAY=TU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=9',
  ])('both halves of %s together are the whole', (rule) => {
    const to = '2027-06-01T00:00:00Z';
    const whole = expandRule(rule, '2026-10-27T18:00', zone, { to });
    const cut = whole.find((one) => one.starts_at > at)?.starts_at ?? '';
    const { first, second } = splitRule(rule, cut, countBefore(rule, '2026-10-27T18:00', zone, cut));
    const starts = toZoned(cut, zone).local;
    expect([...expandRule(first, '2026-10-27T18:00', zone, { to }), ...expandRule(second, starts, zone, { to })]).toEqual(whole);
  });
});
