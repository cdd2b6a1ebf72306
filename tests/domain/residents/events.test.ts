import { expect, test } from 'vitest';
import { listResidentEvents } from '../../../src/domain/residents/events.ts';

const event = (id: string, starts_at: string) => ({ id, title: id, starts_at, place_name: null, status: 'held' });
const early = event('early', '2026-03-01T18:00:00Z');
const late = event('late', '2026-04-01T18:00:00Z');

test('an event that a resident registered for and came to is one line, the latest event first', () => {
  expect(
    listResidentEvents(
      [
        { status: 'confirmed', event: early },
        { status: 'waitlisted', event: late },
      ],
      [{ event: early }],
    ),
  ).toEqual([
    { event: late, part: 'waitlisted' },
    { event: early, part: 'came' },
  ]);
});

test('who cancelled and registered again is registered', () => {
  expect(
    listResidentEvents(
      [
        { status: 'cancelled', event: early },
        { status: 'confirmed', event: early },
      ],
      [],
    ),
  ).toEqual([{ event: early, part: 'confirmed' }]);
  expect(
    listResidentEvents(
      [
        { status: 'confirmed', event: early },
        { status: 'cancelled', event: early },
      ],
      [],
    ),
  ).toEqual([{ event: early, part: 'confirmed' }]);
});
