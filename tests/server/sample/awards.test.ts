import { expect, test } from 'vitest';
import { addDays } from '../../../src/domain/shared/dates.ts';
import { planAwards } from '../../../src/server/sample/award-plans.ts';
import { inventAwards } from '../../../src/server/sample/awards.ts';
import { createRandom } from '../../../src/server/sample/random.ts';

const days = Array.from({ length: 24 }, (_, index) => addDays('2026-11-26', index * 31));

test('the same seed and day invent the same grants; another day other ones', () => {
  expect(inventAwards(createRandom(1), days[0]!)).toEqual(inventAwards(createRandom(1), days[0]!));
  expect(inventAwards(createRandom(1), days[1]!).acts).not.toEqual(inventAwards(createRandom(1), days[0]!).acts);
});

test('nothing was done ahead of the day, whichever it is, and every name that an act uses was given before', () => {
  for (const today of days) {
    const named = new Set<string>();
    for (const act of inventAwards(createRandom(1), today).acts) {
      expect(act.on <= today, `${act.call} of ${today} on ${act.on}`).toBe(true);
      for (const [, name] of JSON.stringify(act.args).matchAll(/"@([a-z]+)"/g)) expect(named).toContain(name);
      if (act.keep) named.add(act.keep);
    }
  }
});

test('budgets come to what the awards say', () => {
  for (const { title, federal, match = 0, budget } of planAwards(days[0]!)) {
    const lines = Object.values(budget).map((amount) => (typeof amount === 'number' ? [amount, 0] : amount));
    if (lines.length === 0) continue;
    expect([title, lines.reduce((sum, [one]) => sum + one!, 0), lines.reduce((sum, [, one]) => sum + one!, 0)]).toEqual([
      title,
      federal,
      match,
    ]);
  }
});
