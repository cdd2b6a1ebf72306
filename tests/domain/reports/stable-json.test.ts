import { expect, test } from 'vitest';
import { stableJson } from '../../../src/domain/reports/stable-json.ts';

test('the order in which a report was put together does not show in its frozen text', () => {
  expect(stableJson({ b: 1, a: { d: [2, 1], c: null } })).toBe('{"a":{"c":null,"d":[2,1]},"b":1}');
  expect(stableJson({ a: { c: null, d: [2, 1] }, b: 1 })).toBe(stableJson({ b: 1, a: { d: [2, 1], c: null } }));
});

test('the frozen text is ordinary JSON, and what is absent is left out', () => {
  expect(JSON.parse(stableJson({ text: '“§ 10” – más', gone: undefined }))).toEqual({ text: '“§ 10” – más' });
});

test('a number that JSON cannot hold is refused instead of becoming null', () => {
  expect(() => stableJson({ median: Number.NaN })).toThrow('cannot be frozen');
});
