import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Factors } from '../../../src/domain/awards/subaward.ts';
import { questions, riskFactors, riskLevelOf } from '../../../src/domain/awards/subaward-judgement.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('whoever still chooses is told the same level as the database finds, for all 243 ways to weigh', async () => {
  const ways = Array.from({ length: 243 }, (_, n) =>
    Object.fromEntries(riskFactors.map((factor, at) => [factor, { level: (1 + (Math.floor(n / 3 ** at) % 3)) as 1 | 2 | 3 }])),
  ) satisfies Factors[];
  const found = await office.exec<{ level: string }>(
    `select private.risk_level(f.value) as level from jsonb_array_elements($1::text::jsonb) with ordinality f (value, n) order by n`,
    [JSON.stringify(ways)],
  );
  expect(found.map(({ level }) => level)).toEqual(ways.map(riskLevelOf));
  expect(riskLevelOf({})).toBeNull();
});
test('screen and database ask the same questions and weigh the same factors', async () => {
  const [row] = await office.exec<{ questions: string[]; factors: string[] }>(
    'select to_jsonb(private.determination_questions()) as questions, to_jsonb(private.risk_factors()) as factors',
  );
  expect(row).toEqual({ questions: [...questions], factors: [...riskFactors] });
});
