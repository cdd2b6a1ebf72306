import { expect, test } from 'vitest';
import { nameAct } from '../../src/app/providers/acts.ts';

test('an act has a name of its own, which begins with its time', () => {
  const before = Date.now();
  const names = Array.from({ length: 100 }, nameAct);
  expect(new Set(names).size).toBe(100);
  for (const name of names) {
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const at = Number.parseInt(name.slice(0, 13).replace('-', ''), 16);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  }
});
