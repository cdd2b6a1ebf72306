import { expect, test } from 'vitest';
import { budgetCategories, objectClassOf } from '../../../src/domain/awards/budget-categories.ts';
import { byObjectClass, type CategoryBalance, sumBalances } from '../../../src/domain/awards/money.ts';
import { readSignedCents } from '../../../src/domain/awards/typed-cents.ts';
import { readRate, writeRate } from '../../../src/domain/awards/typed-rate.ts';

test('an amount may take back, with a minus or in parentheses', () => {
  const read = {
    '1,250.5': 125050,
    '-40': -4000,
    '−40': -4000,
    '(1,250.50)': -125050,
    '': null,
    '-': undefined,
    '- -5': undefined,
    '0': 0,
    '-0': 0,
  };
  for (const [text, cents] of Object.entries(read)) expect([text, readSignedCents(text)]).toEqual([text, cents]);
});

test('a rate is read and written in percent without a fraction lost', () => {
  for (const bp of [0, 5, 50, 100, 1500, 1525, 2750, 20000]) expect(readRate(writeRate(bp))).toBe(bp);
  expect(readRate('15 %')).toBe(1500);
  expect(readRate('')).toBeNull();
  expect(readRate('15.255')).toBeUndefined();
  expect(readRate('much')).toBeUndefined();
});

test('the ten categories come to the same by the object classes of SF-424A, contractual being two of them', () => {
  const parts = ['approved', 'obligated', 'open', 'spent', 'left'].flatMap((part) =>
    ['federal', 'match', 'income'].map((share) => `${part}_${share}_cents`),
  );
  const rows = budgetCategories.map(
    (category, index) =>
      ({ category, class: objectClassOf(category), ...Object.fromEntries(parts.map((part) => [part, 10 ** index])) }) as CategoryBalance,
  );
  const classes = byObjectClass(rows);
  expect(classes.find((row) => row.class === 'contractual')?.spent_federal_cents).toBe(10 ** 6 + 10 ** 7);
  expect(sumBalances(classes)).toEqual(sumBalances(rows));
});
