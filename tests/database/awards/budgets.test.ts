import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { moneyOf } from './money-support.ts';

let office: TestOffice;
let m: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  office = await openOffice();
  m = moneyOf(office);
});
afterAll(() => office.close());

const lines = (...rows: [string, number, number?][]) =>
  rows.map(([category, federal_cents, match_cents = 0]) => ({ category, federal_cents, match_cents }));
const whole = lines(['personnel', 30_000_000], ['travel', 2_000_000], ['subawards', 18_000_000]);
const save = (award: string, p_lines: object[], p_facts: object = {}) =>
  m.must<string>('coordinator', 'save_budget', { p_award: award, p_lines, p_facts });
const refuse = (award: string, p_lines: object[], p_facts: object = {}) =>
  m.refuse('coordinator', 'save_budget', { p_award: award, p_lines, p_facts });
const versions = (award: string) =>
  office.exec('select version_number, status, approved_on::text from award_budgets where award_id = $1 order by created_at, id', [award]);

describe('a budget', () => {
  test('of an award is approved with it, and undone as one act', async () => {
    const award = await m.award();
    await save(award, whole);
    expect(await versions(award)).toEqual([{ version_number: 1, status: 'approved', approved_on: '2024-09-26' }]);
    expect(await m.balance(award, 'travel')).toMatchObject({ approved: '2000000', left: '2000000' });
    expect(await m.undo(await m.lastSet())).toMatchObject({ error: null });
    expect(await versions(award)).toEqual([]);
  });

  test('comes to what the award says, column by column and to the cent', async () => {
    const award = await m.award({ match_cents: 12_500_000 });
    const off = await refuse(award, lines(['personnel', 49_999_999, 12_500_000]));
    expect(off).toMatchObject({ code: 'PT422', hint: 'budget_federal' });
    expect(off?.message).toContain('$499,999.99');
    expect(await refuse(award, lines(['personnel', 50_000_000, 12_500_001]))).toMatchObject({ hint: 'budget_match' });
    expect(
      await refuse(award, [{ category: 'personnel', federal_cents: 50_000_000, match_cents: 12_500_000, program_income_cents: 1 }]),
    ).toMatchObject({
      hint: 'budget_income',
    });
    expect(await refuse(award, lines(['personnel', 50_000_000, 12_500_000]))).toBeNull();
  });

  test('has each of the ten categories at most once, and no amount below nothing', async () => {
    const award = await m.award();
    expect(await refuse(award, [])).toMatchObject({ hint: 'budget_lines' });
    expect(await refuse(award, lines(['contractual', 50_000_000]))).toMatchObject({ hint: 'budget_category' });
    expect(await refuse(award, lines(['travel', 25_000_000], ['travel', 25_000_000]))).toMatchObject({ hint: 'budget_category' });
    expect(await refuse(award, lines(['travel', 51_000_000], ['other', -1_000_000]))).toMatchObject({ hint: 'budget_lines' });
    expect(await refuse(award, [{ category: 'travel', federal_cents: 50_000_000.5 }])).toMatchObject({ hint: 'budget_lines' });
  });

  test('is proposed when one holds already, and holds as the next version once it is approved', async () => {
    const award = await m.award();
    await save(award, whole);
    const next = await save(award, lines(['personnel', 29_000_000], ['travel', 3_000_000], ['subawards', 18_000_000]));
    expect(await m.balance(award, 'travel')).toMatchObject({ approved: '2000000' });
    expect(await m.must('coordinator', 'approve_budget', { p_budget: next, p_on: '2025-03-01' })).toBe(2);
    expect(await versions(award)).toEqual([
      { version_number: 1, status: 'replaced', approved_on: '2024-09-26' },
      { version_number: 2, status: 'approved', approved_on: '2025-03-01' },
    ]);
    expect(await m.balance(award, 'travel')).toMatchObject({ approved: '3000000' });
    // What held on an earlier day is still known.
    expect(await m.balance(award, 'travel', '2025-02-28')).toMatchObject({ approved: '2000000' });
    expect(await m.refuse('coordinator', 'approve_budget', { p_budget: next, p_on: '2025-03-02' })).toMatchObject({
      hint: 'budget_status',
    });
  });

  test('with a supplement is checked against what the award says once it is approved', async () => {
    const award = await m.award();
    await save(award, whole);
    const more = lines(['personnel', 40_000_000], ['travel', 2_000_000], ['subawards', 18_000_000]);
    expect(await refuse(award, more)).toMatchObject({ hint: 'budget_federal' });
    const next = await save(award, more, { federal_change_cents: 10_000_000 });
    expect(await m.refuse('coordinator', 'approve_budget', { p_budget: next, p_on: '2025-03-01' })).toMatchObject({
      hint: 'budget_federal',
    });
    await office.exec('update awards set federal_cents = 60000000, total_cents = 60000000 where id = $1', [award]);
    expect(await m.must('coordinator', 'approve_budget', { p_budget: next, p_on: '2025-03-01' })).toBe(2);
  });

  test('that was typed wrong is corrected in place, by whoever saw it as it is', async () => {
    const award = await m.award();
    const id = await save(award, whole);
    const right = lines(['personnel', 30_000_000], ['supplies', 20_000_000]);
    expect(await refuse(award, right, { id, version: 9 })).toMatchObject({ code: 'PT409' });
    expect(await save(award, right, { id, version: 1 })).toBe(id);
    expect(await m.balance(award, 'travel')).toMatchObject({ approved: '0' });
    expect(await m.balance(award, 'supplies')).toMatchObject({ approved: '20000000' });
    expect(await versions(award)).toHaveLength(1);
  });

  test('is nothing that staff may write', async () => {
    expect(await m.refuse('staff', 'save_budget', { p_award: await m.award(), p_lines: whole })).toMatchObject({ code: '42501' });
  });
});
