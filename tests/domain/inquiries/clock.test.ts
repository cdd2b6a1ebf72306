import { expect, test } from 'vitest';
import { hoursAndMinutes, weekParts } from '../../../src/domain/inquiries/clock.ts';

test('days in a row with the same hours are said as one', () => {
  const day = { opens_at: '08:00', closes_at: '17:00' };
  const hours = [1, 2, 3, 4].map((weekday) => ({ weekday, ...day })).concat({ weekday: 6, opens_at: '09:00', closes_at: '12:00' });
  expect(weekParts(hours)).toEqual([
    { from: 1, to: 4, spans: [day] },
    { from: 6, to: 6, spans: [{ opens_at: '09:00', closes_at: '12:00' }] },
  ]);
  expect(weekParts([])).toEqual([]);
});

test('minutes of work are hours and what is over', () => {
  expect(hoursAndMinutes(545)).toEqual({ hours: 9, minutes: 5 });
});
