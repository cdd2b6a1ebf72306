import { describe, expect, test } from 'vitest';
import { percentOf, readWhole, spread } from '../../../src/domain/awards/performance.ts';

describe('targets as they are typed', () => {
  test('are whole numbers, with groups of three or without; nothing typed is nothing promised', () => {
    expect(['40', '1,250', ' 0 ', '1 000 000', ''].map(readWhole)).toEqual([40, 1250, 0, 1_000_000, null]);
    expect(['4.5', '-1', '1,25', 'forty', '1000000001', '99999999999'].map(readWhole)).toEqual(Array(6).fill(undefined));
  });
  test('shared out come to the whole, and differ by one at most', () => {
    for (const whole of [0, 1, 7, 100, 999_999_999]) {
      for (const parts of [1, 2, 3, 7, 12]) {
        const shares = spread(whole, parts);
        expect(shares).toHaveLength(parts);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(whole);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      }
    }
  });
  test('are reached in full or not at all: 99 of 100 never reads as all', () => {
    expect([percentOf(99, 100), percentOf(999, 1000), percentOf(100, 100), percentOf(3, 0)]).toEqual([99, 99, 100, null]);
  });
});
