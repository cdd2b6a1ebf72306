import { expect, test } from 'vitest';
import { readCents, sumCents, writeCents } from '../../../src/domain/shared/money.ts';

test.each([
  ['120', 12_000],
  ['$1,250.50', 125_050],
  ['0.5', 50],
  ['.05', 5],
  ['1 250', 125_000],
  ['19.99', 1999],
  ['', null],
  ['  ', null],
])('"%s" is %s cents', (text, cents) => expect(readCents(text)).toBe(cents));

test.each(['-5', '12,50', '1.234', 'ten', '.', '1,2345'])('"%s" is no amount', (text) => expect(readCents(text)).toBeUndefined());

test('an amount that is read back is the same', () => {
  for (const cents of [0, 5, 50, 1999, 125_050, 99_999_999]) expect(readCents(writeCents(cents))).toBe(cents);
  expect(writeCents(null)).toBe('');
});

test('a sum of nothing is nothing, not zero', () => {
  expect(sumCents([])).toBeNull();
  expect(sumCents([null, undefined])).toBeNull();
  expect(sumCents([null, 5, 10])).toBe(15);
});
