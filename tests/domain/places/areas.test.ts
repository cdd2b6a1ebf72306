import { expect, test } from 'vitest';
import { type AreaCount, amountOf, bestBasis, classEnds, classOf } from '../../../src/domain/places/areas.ts';

const area = (facts: Partial<AreaCount>): AreaCount => ({
  id: 'a',
  code: '1',
  name: 'One',
  people: null,
  source: null,
  square_km: null,
  count: 0,
  ...facts,
});

test('a rate is for each 1,000 who live there; where nobody knows how many, none is told', () => {
  expect(amountOf(area({ count: 30, people: 60_000 }), 'people')).toBe(0.5);
  expect(amountOf(area({ count: 30 }), 'people')).toBeNull();
  expect(amountOf(area({ count: 30, people: 0 }), 'people')).toBeNull();
  expect(amountOf(area({ count: 30, square_km: 12 }), 'square_km')).toBe(2.5);
});

test('the map begins with rates where most areas have people, else with counts', () => {
  expect(bestBasis([area({ people: 1 }), area({ people: 2 }), area({})])).toBe('people');
  expect(bestBasis([area({ people: 1 }), area({})])).toBe('count');
  expect(bestBasis([])).toBe('count');
});

test('classes hold about as many areas each, and equal amounts are in one', () => {
  const ends = classEnds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(ends).toEqual([2, 4, 6, 8, 10]);
  expect([1, 2, 3, 10].map((amount) => classOf(amount, ends))).toEqual([0, 0, 1, 4]);
  expect(classEnds([0, 0, 0, 0, 7])).toEqual([0, 7]);
  expect(classEnds([])).toEqual([]);
  expect(classOf(null, ends)).toBeNull();
});
