import { expect, test } from 'vitest';
import type { EventRecord } from '../../../src/domain/events/event.ts';
import { listMissing, type Standing } from '../../../src/domain/events/readiness.ts';

const now = '2030-03-01T12:00:00Z';
const event = {
  status: 'planned',
  kind: 'clinic',
  starts_at: '2030-03-09T16:00:00Z',
  ends_at: '2030-03-09T18:00:00Z',
  place_name: 'Mohart Center',
  address: null,
  room: 'Gym',
  online_url: null,
  accessibility: '',
  summary: '',
  translations: {},
  published_at: null,
  takes_registrations: false,
  capacity: null,
  staff: [{ id: 's', staff_id: 'a', task: 'lead', hours_planned: null, hours_worked: null }],
  languages: [],
  supplies: [],
} as unknown as EventRecord;
const standing: Standing = { taken: 0, offered: 0, waiting: 0, interpreters: {}, needs: 0, named: 0, tallied: 0, people: 0 };
const missing = (change: Partial<EventRecord>, stands: Partial<Standing> = {}, at = now) =>
  listMissing({ ...event, ...change }, { ...standing, ...stands }, at).map(({ what, language, count }) =>
    [what, language, count].filter((one) => one !== undefined).join(' '),
  );

test('an event that has everything lacks nothing', () => expect(missing({})).toEqual([]));

test('somebody leads it, somewhere', () => {
  expect(missing({ staff: [] })).toEqual(['lead']);
  expect(missing({ place_name: null })).toEqual(['place']);
  expect(missing({ place_name: null, online_url: 'https://a.example' })).toEqual([]);
  expect(missing({ room: null })).toEqual(['room']);
  // A table at a fair has no room.
  expect(missing({ room: null, kind: 'tabling' })).toEqual([]);
});

test('an interpreter who is wanted is booked, and one whom those registered need is planned', () => {
  const es = { id: 'l', language: 'es', mode: 'interpreted', interpreter: null, booking: 'asked' } as const;
  expect(missing({ languages: [es] }, { interpreters: { es: 2 } })).toEqual(['interpreter es']);
  expect(missing({ languages: [{ ...es, booking: 'booked' }] }, { interpreters: { es: 2, vi: 1 } })).toEqual([
    'interpreter_asked_for vi 1',
  ]);
  expect(missing({ languages: [{ ...es, mode: 'materials' }] }, { interpreters: { es: 2 } })).toEqual(['interpreter_asked_for es 2']);
});

test('what takes registrations can be seen, read and counted', () => {
  expect(missing({ takes_registrations: true })).toEqual(['published', 'capacity']);
  expect(missing({ takes_registrations: true, capacity: 10, published_at: now })).toEqual(['summary', 'spanish']);
  expect(missing({ capacity: 10 }, { taken: 12 })).toEqual(['overbooked 2']);
  expect(missing({}, { needs: 1 })).toEqual(['accessibility 1']);
});

test('supplies are packed when the day comes near', () => {
  const supplies = [{ id: 'x', item: 'Table', quantity: 1, is_packed: false, sort_order: 1 }];
  expect(missing({ supplies })).toEqual([]);
  expect(missing({ supplies }, {}, '2030-03-08T12:00:00Z')).toEqual(['supplies 1']);
});

test('what is over, held or cancelled lacks nothing any more', () => {
  expect(missing({ staff: [], status: 'cancelled' })).toEqual([]);
  expect(missing({ staff: [], status: 'held' })).toEqual([]);
  expect(missing({ staff: [] }, {}, '2030-03-10T12:00:00Z')).toEqual([]);
});
