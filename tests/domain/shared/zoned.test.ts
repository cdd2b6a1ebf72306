import { expect, test } from 'vitest';
import { addLocal, isZone, localExists, localToInstant, toZoned } from '../../../src/domain/shared/zoned.ts';

const zone = 'America/Chicago';

test('an instant is read on the clocks of its zone, and back', () => {
  expect(toZoned('2026-11-01T23:00:00Z', zone)).toEqual({
    date: '2026-11-01',
    time: '17:00',
    local: '2026-11-01T17:00:00',
    offset: '-06:00',
  });
  expect(toZoned('2026-11-01T04:00:00+00:00', zone)).toMatchObject({ date: '2026-10-31', time: '23:00' });
  expect(localToInstant('2026-11-01T17:00', zone)).toBe('2026-11-01T23:00:00Z');
  expect(localToInstant('2026-07-01T18:00:00', 'Europe/Madrid')).toBe('2026-07-01T16:00:00Z');
});

test('a time that comes twice is its first, one that does not come is read by the offset before', () => {
  expect(localToInstant('2026-11-01T01:30', zone)).toBe('2026-11-01T06:30:00Z');
  expect(localToInstant('2027-03-14T02:30', zone)).toBe('2027-03-14T08:30:00Z');
  expect([localExists('2027-03-14T02:30', zone), localExists('2026-11-01T01:30', zone)]).toEqual([false, true]);
});

test('a day later by the calendar is the same time of day', () => {
  expect(addLocal('2026-10-31T18:00', { days: 1 })).toBe('2026-11-01T18:00:00');
  expect(addLocal('2026-10-31T23:30', { minutes: 90 })).toBe('2026-11-01T01:00:00');
});

test('a zone is one that the clocks of the world know', () => {
  expect(['America/Chicago', 'UTC', 'Mars/Base', '+05:00', ''].map(isZone)).toEqual([true, true, false, false, false]);
});
