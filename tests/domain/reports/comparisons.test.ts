import { expect, test } from 'vitest';
import { compareNumbers, describeCountChange, describeDaysChange } from '../../../src/domain/reports/comparisons.ts';
import { english } from './wording.ts';

test('a change is the difference and its share of the earlier number', () => {
  expect(compareNumbers(214, 202)).toEqual({ earlier: 202, difference: 12, percent: 5.9 });
  expect(compareNumbers(1.6, 1.9)).toEqual({ earlier: 1.9, difference: -0.3, percent: -15.8 });
});

test('a change from zero has no percentage', () => {
  expect(compareNumbers(12, 0)).toEqual({ earlier: 0, difference: 12, percent: null });
  expect(describeCountChange(compareNumbers(12, 0), english)).toBe('+12 (from 0)');
});

test('no change is 0, also from zero to zero', () => {
  expect(describeCountChange(compareNumbers(0, 0), english)).toBe('0');
  expect(describeCountChange(compareNumbers(7, 7), english)).toBe('0');
});

test('where nothing was closed in either period there is no change to state', () => {
  expect(compareNumbers(null, 3)).toEqual({ earlier: 3, difference: null, percent: null });
  expect(describeDaysChange(compareNumbers(1.2, null), english)).toBe('–');
});

test('a change is written with its sign, separators and a true minus', () => {
  expect(describeCountChange(compareNumbers(214, 202), english)).toBe('+12 (+6\u00a0%)');
  expect(describeCountChange(compareNumbers(202, 210), english)).toBe('−8 (−4\u00a0%)');
  expect(describeDaysChange(compareNumbers(1.6, 1.9), english)).toBe('−0.3');
});

test('a percentage of a thousand or more is left out, for the numbers say more', () => {
  expect(describeCountChange(compareNumbers(1_000_000, 3), english)).toBe('+999,997');
});
