import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dateOfInstant,
  daysBetween,
  formatDate,
  formatInstant,
  formatMonth,
  lastDayOfMonth,
  monthOf,
} from '../../../src/domain/shared/dates.ts';

test('the month of a date is its first day', () => {
  expect(monthOf('2019-03-17')).toBe('2019-03-01');
});

test('months are added over the turn of the year, forwards and back', () => {
  expect(addMonths('2026-01-01', -1)).toBe('2025-12-01');
  expect(addMonths('2026-11-15', 14)).toBe('2028-01-15');
  expect(addMonths('2026-03-01', -12)).toBe('2025-03-01');
});

test('the 31st becomes the last day of a shorter month', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
});

test('the last day of February follows the leap year', () => {
  expect(lastDayOfMonth('2024-02-10')).toBe('2024-02-29');
  expect(lastDayOfMonth('1900-02-01')).toBe('1900-02-28');
});

test('days are counted by the calendar, also when the clocks change', () => {
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
  expect(daysBetween('2026-11-01', '2026-11-01')).toBe(0);
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});

test('a date that the calendar does not have is refused', () => {
  expect(() => monthOf('2026-02-30')).toThrow('not a day of the calendar');
  expect(() => monthOf('March 2026')).toThrow('not an ISO date');
});

test('an instant just after midnight UTC is still the day before in Kansas City', () => {
  expect(dateOfInstant('2026-11-01T03:00:00Z', 'America/Chicago')).toBe('2026-10-31');
});

test('dates are written in the words of the language', () => {
  expect(formatMonth('2019-03-01', 'en-US')).toBe('March 2019');
  expect(formatMonth('2019-03-01', 'en-US', 'short')).toBe('Mar 2019');
  expect(formatDate('2019-03-31', 'en-US')).toBe('March 31, 2019');
  expect(formatDate('2019-03-31', 'es')).toBe('31 de marzo de 2019');
  expect(formatInstant('2026-11-04T13:00:00Z', 'America/Chicago', 'en-US')).toMatch(/^November 4, 2026 at 7:00\sAM$/);
});
