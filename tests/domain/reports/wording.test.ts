import { expect, test } from 'vitest';
import { fill, fillPlural, formatCount, formatDays, formatDifference } from '../../../src/domain/reports/wording.ts';
import { english } from './wording.ts';

test('a sentence with a gap that nobody filled is not printed', () => {
  expect(fill('{a} of {b}', { a: '1', b: '2' })).toBe('1 of 2');
  expect(() => fill('{a} of {b}', { a: '1' })).toThrow('{b}');
});

test('one is said differently from many', () => {
  const plural = { one: '{count} inquiry', other: '{count} inquiries' };
  expect(fillPlural(plural, 1, 'en-US')).toBe('1 inquiry');
  expect(fillPlural(plural, 0, 'en-US')).toBe('0 inquiries');
  expect(fillPlural(plural, 1_000_000, 'en-US')).toBe('1,000,000 inquiries');
});

test('numbers follow the language: separators, one decimal for days, a true minus', () => {
  expect(formatCount(12345, 'de')).toBe('12.345');
  expect(formatDays(5, english)).toBe('5.0');
  expect(formatDays(null, english)).toBe('–');
  expect(formatDifference(-1234, 'en-US', 0)).toBe('−1,234');
  expect(formatDifference(0, 'en-US', 1)).toBe('0.0');
});
