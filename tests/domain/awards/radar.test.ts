import { expect, test } from 'vitest';
import { readRadarQuery, toRadarRpc, writeRadarQuery } from '../../../src/domain/awards/radar.ts';
import { askable, whatIfLate } from '../../../src/domain/awards/what-if.ts';

const references = { departments: [{ id: 'd1', code: 'health' }], components: [{ id: 'c1', code: 'COPS' }], me: 'm1' };
const someone = '10000000-0000-4000-8000-000000000001';

test('the radar’s address is read and written the same; what is usual and what cannot be read is left out', () => {
  const text = `within=30&department=health&component=COPS&owner=me%2Cnone%2C${someone}&type=large`;
  expect(writeRadarQuery(readRadarQuery(new URLSearchParams(text))).toString()).toBe(text);
  expect(writeRadarQuery(readRadarQuery(new URLSearchParams('within=31&owner=everybody&type=small'))).toString()).toBe('');
});

test('codes become ids; one that is not known finds nothing, and "without" is asked for as such', () => {
  const ask = (text: string) => toRadarRpc(readRadarQuery(new URLSearchParams(text)), references);
  expect(ask('department=health,none&owner=me,none')).toEqual({
    within: 90,
    filters: { department: ['d1', null], owner: ['m1', null] },
  });
  expect(ask('component=NASA')).toEqual({ within: 90, filters: { component: ['00000000-0000-0000-0000-000000000000'] } });
});

test('"what if" says what holds by then, how near it is, what waits behind and what cannot be drawn', () => {
  const performance = {
    due_on: '2026-07-30',
    consequence: 'suspension',
    holds_from: '2026-08-14',
    behind: [],
    to_draw_cents: 100,
  } as const;
  expect(whatIfLate({ ...performance, behind: [] }, 14)).toMatchObject({
    filedOn: '2026-08-13',
    holds: null,
    ahead: { days: 1 },
    stuckCents: null,
  });
  expect(whatIfLate({ ...performance, behind: [] }, 15)).toMatchObject({
    holds: { from: '2026-08-14', days: 1 },
    ahead: null,
    stuckCents: 100,
  });
  const ffr = {
    due_on: '2027-01-30',
    consequence: 'asap_lock',
    holds_from: '2027-01-31',
    behind: ['2027-04-30'],
    to_draw_cents: 0,
  } as const;
  expect(whatIfLate({ ...ffr, behind: ['2027-04-30'] }, 90)).toMatchObject({ filedOn: '2027-04-30', lateBehind: 0, stuckCents: null });
  expect(whatIfLate({ ...ffr, behind: ['2027-04-30'] }, 91)).toMatchObject({ lateBehind: 1, holds: { days: 91 } });
  const nothing = { due_on: '2027-01-30', consequence: null, holds_from: null, behind: [], to_draw_cents: null };
  expect(whatIfLate(nothing, 5)).toMatchObject({ holds: null, ahead: null, daysLate: 5 });
});

test('nobody is asked of days that have passed', () => {
  expect(askable('2027-01-30', '2026-11-26')).toEqual({ least: 0, most: 60 });
  expect(askable('2026-07-30', '2026-11-26')).toEqual({ least: 119, most: 179 });
});
