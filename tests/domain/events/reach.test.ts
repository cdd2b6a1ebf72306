import { expect, test } from 'vitest';
import { cityRate, languageShares, type Reach, type ReachDistrict, suggestReach } from '../../../src/domain/events/reach.ts';

const district = (code: string, more: Partial<ReachDistrict> = {}): ReachDistrict => ({
  id: code,
  code,
  name: `District ${code}`,
  events: 10,
  attendance: 400,
  registrations: 0,
  inquiries: 100,
  population: { people: 80_000, source: 'ACS', as_of: '2024-12-31' },
  last: { events: 10, languages: { en: 10, es: 5 } },
  speakers: {},
  ...more,
});
const reach = (districts: ReachDistrict[]): Reach => ({
  from: '2026-01-01',
  to: '2026-12-31',
  districts,
  languages: [
    { code: 'es', name: 'Spanish', people: 40_000, attendance: 60, registrations: null, inquiries: 9 },
    { code: 'so', name: 'Somali', people: null, attendance: null, registrations: 0, inquiries: 6 },
  ],
  city: { events: 20, attendance: 800, registrations: 0, inquiries: 200, attendance_told: 600 },
  elsewhere: { events: 0, attendance: 0, registrations: 0, inquiries: 0 },
});

test('a district that came far less than the city is suggested, with both rates', () => {
  const [first, ...others] = suggestReach(reach([district('1'), district('2'), district('5', { attendance: 96 })]));
  expect(others).toEqual([]);
  expect(first?.district.code).toBe('5');
  expect(first?.reasons).toEqual([{ kind: 'few_people', rate: 1.2, city: expect.closeTo(3.73, 2) }]);
});

test('a language that many speak and few events were held in is a reason, English and small ones are not', () => {
  const speakers = { es: 14_400, en: 60_000, so: 800 };
  const [first] = suggestReach(reach([district('1'), district('5', { speakers, last: { events: 10, languages: { es: 2 } } })]));
  expect(first?.reasons).toEqual([{ kind: 'language', language: 'es', share: 0.18, held: 2, of: 10 }]);
  expect(suggestReach(reach([district('1'), district('5', { speakers, last: { events: 10, languages: { es: 4 } } })]))).toEqual([]);
});

test('a district without an event is named as such, and where many ask and few come that is said', () => {
  const [first] = suggestReach(
    reach([district('1'), district('2'), district('3', { events: 0, attendance: 0, inquiries: 500, last: { events: 0, languages: {} } })]),
  );
  expect(first?.reasons.map(({ kind }) => kind)).toEqual(['no_events', 'asks_more']);
});

test('the most people to reach come first', () => {
  const small = district('4', { attendance: 0, population: { people: 10_000, source: 'ACS', as_of: '2024-12-31' } });
  expect(
    suggestReach(reach([district('1'), district('2'), small, district('6', { attendance: 50 })])).map(({ district: one }) => one.code),
  ).toEqual(['6', '4']);
});

test('without populations there is no rate and no suggestion', () => {
  const unknown = reach([district('1', { population: null })]);
  expect([cityRate(unknown, 'attendance'), suggestReach(unknown)]).toEqual([null, []]);
});

test('shares of a language are told where both numbers are known and large enough', () => {
  expect(languageShares(reach([district('1'), district('2')])).map(({ ofPeople, ofAttendance }) => [ofPeople, ofAttendance])).toEqual([
    [0.25, 0.1],
    [null, null],
  ]);
});
