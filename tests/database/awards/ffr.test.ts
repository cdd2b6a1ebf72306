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

const quarter: [string, string] = ['2024-10-01', '2024-12-31'];
const next: [string, string] = ['2025-01-01', '2025-03-31'];
const sheetOf = (report: string) =>
  m.must<{
    lines: Record<string, number>;
    warnings: string[];
    in_period: Record<string, number>;
    behind: Record<string, number>;
    is_frozen: boolean;
  }>('viewer', 'ffr_worksheet', { p_report: report });

/** An award in which each line of the form has a figure of its own. */
async function busy(values: Parameters<ReturnType<typeof moneyOf>['award']>[0] = {}) {
  const award = await m.award({
    match_cents: 10_000_000,
    program_income_cents: 1_000_000,
    indirect_type: 'de_minimis',
    indirect_rate_bp: 1500,
    ...values,
  });
  const order = crypto.randomUUID();
  await m.entries(award, [
    { kind: 'drawdown', amount_cents: 5_000_000, entry_on: '2024-11-01' },
    { id: order, kind: 'obligation', category: 'equipment', amount_cents: 2_000_000, entry_on: '2024-11-10' },
    { category: 'equipment', amount_cents: 700_000, entry_on: '2024-12-20', obligation_id: order },
    { category: 'personnel', amount_cents: 3_000_000, entry_on: '2024-12-31' },
    { category: 'indirect', amount_cents: 300_000, entry_on: '2024-12-31' },
    { category: 'personnel', share: 'match', amount_cents: 1_500_000, entry_on: '2024-12-15' },
    { kind: 'program_income', amount_cents: 90_000, entry_on: '2024-12-01' },
    { category: 'supplies', share: 'program_income', amount_cents: 40_000, entry_on: '2024-12-02' },
    // The quarter after.
    { category: 'travel', amount_cents: 25_001, entry_on: '2025-01-01' },
  ]);
  return award;
}

describe('the work sheet', () => {
  test('has lines 10a to 10o and 11 to the end of the quarter, and not a day further', async () => {
    expect(await m.lines(await busy(), quarter[1])).toEqual({
      '10a': 5_000_000,
      '10b': 4_000_000,
      '10c': 1_000_000,
      '10d': 50_000_000,
      '10e': 4_000_000,
      '10f': 1_300_000,
      '10g': 5_300_000,
      '10h': 44_700_000,
      '10i': 10_000_000,
      '10j': 1_500_000,
      '10k': 8_500_000,
      '10l': 90_000,
      '10m': 0,
      '10n': 40_000,
      '10o': 50_000,
      // Personnel and supplies, whoever paid; neither equipment nor the indirect costs themselves.
      '11d': 4_540_000,
      '11e': 300_000,
      '11f': 300_000,
    });
  });

  test('counts on from quarter to quarter, and says what each of them brought', async () => {
    const award = await busy();
    const first = await sheetOf(await m.report(award, quarter));
    const second = await sheetOf(await m.report(award, next));
    expect(second.lines['10e']).toBe(4_025_001);
    expect(second.in_period).toMatchObject({ '10a': 0, '10e': 25_001, '10h': -25_001 });
    expect(first.in_period['10e']).toBe(4_000_000);
  });

  test('with nothing spent is a sheet of its own', async () => {
    const sheet = await sheetOf(await m.report(await m.award(), quarter));
    expect(sheet.lines).toMatchObject({ '10a': 0, '10e': 0, '10h': 50_000_000 });
    expect(sheet.warnings).toEqual([]);
  });

  test('takes income off the federal side where the award says so', async () => {
    expect(await m.lines(await busy({ program_income_method: 'deduction' }), quarter[1])).toMatchObject({
      '10m': 40_000,
      '10n': 0,
      '10o': 50_000,
    });
  });

  test('opens each figure: the entries behind a line come to it', async () => {
    const award = await busy();
    const report = await m.report(award, quarter);
    const { lines, behind } = await sheetOf(report);
    const sumOf = async (line: string, count: (kind: string, cents: number) => number) => {
      const { sums } = await m.must<{ sums: { kind: string; cents: number }[] }>('viewer', 'count_entries', {
        p_query: { filters: { award: [award], line: { report, line } } },
      });
      return sums.reduce((sum, { kind, cents }) => sum + count(kind, cents), 0);
    };
    for (const line of ['10a', '10b', '10e', '10j', '10l', '10n', '11d', '11e', '11f'])
      expect([line, await sumOf(line, (_, cents) => cents)]).toEqual([line, lines[line]]);
    expect(await sumOf('10c', (kind, cents) => (kind === 'drawdown' ? cents : -cents))).toBe(lines['10c']);
    expect(await sumOf('10f', (kind, cents) => (kind === 'obligation' ? cents : -cents))).toBe(lines['10f']);
    const opened = async (line: string) =>
      (await m.must<{ count: number }>('viewer', 'count_entries', { p_query: { filters: { award: [award], line: { report, line } } } }))
        .count;
    for (const line of Object.keys(behind)) expect([line, behind[line]]).toEqual([line, await opened(line)]);
    expect(behind).toMatchObject({ '10a': 1, '10b': 3, '10c': 4, '10j': 1 });
    expect(behind['10d']).toBeUndefined();
  });

  test('is frozen as it was filed: what comes later is told beside it and counts in the next', async () => {
    const award = await busy();
    const report = await m.report(award, quarter, '2025-01-20');
    const before = await sheetOf(report);
    await m.entries(award, [{ category: 'travel', amount_cents: 111, entry_on: '2024-12-30' }]);
    expect(await sheetOf(report)).toMatchObject({
      is_frozen: true,
      lines: before.lines,
      since: { '10b': 111, '10c': -111, '10e': 111, '10g': 111, '10h': -111 },
    });
    expect((await sheetOf(await m.report(award, next))).lines['10e']).toBe(4_025_112);
    const { rows } = await m.must<{ rows: { amount_cents: number }[] }>('viewer', 'list_entries', {
      p_query: { filters: { award: [award], line: { report, line: '10e' } } },
    });
    expect(rows.map(({ amount_cents }) => amount_cents)).not.toContain(111);
  });

  test('of the last quarter counts what was paid after the end, and names what closeout will ask', async () => {
    const award = await busy();
    const report = await m.report(award, ['2027-07-01', '2027-09-30']);
    expect((await sheetOf(report)).warnings).toEqual(['cash_on_hand', 'unliquidated', 'match_short', 'income_left']);
    const [order] = await office.exec<{ id: string }>(`select id from award_entries where award_id = $1 and kind = 'obligation'`, [award]);
    await m.entries(award, [{ category: 'equipment', amount_cents: 1_300_000, entry_on: '2027-11-02', obligation_id: order?.id ?? '' }]);
    const sheet = await sheetOf(report);
    expect(sheet.lines).toMatchObject({ '10e': 5_325_001, '10f': 0 });
    expect(sheet.warnings).toEqual(['match_short', 'income_left']);
  });

  test('ends with the day of a termination', async () => {
    const award = await busy({ status: 'terminated', terminated_on: '2025-04-22' });
    await m.entries(award, [{ category: 'travel', amount_cents: 7, entry_on: '2025-06-01' }]);
    expect((await m.lines(award, '2025-04-22'))['10e']).toBe(4_025_008);
    expect((await m.lines(award, '2025-03-31'))['10e']).toBe(4_025_001);
  });

  test('knows what was authorized on its day: a supplement that came later is not in it', async () => {
    const award = await m.award();
    await office.exec(
      `insert into award_modifications (award_id, kind, subtype, status, submitted_on, decided_on, federal_change_cents)
       values ($1, 'financial', 'budget_modification', 'approved', '2025-01-02', '2025-01-15', 10000000)`,
      [award],
    );
    await office.exec('update awards set federal_cents = 60000000, total_cents = 60000000 where id = $1', [award]);
    expect((await m.lines(award, quarter[1]))['10d']).toBe(50_000_000);
    expect((await m.lines(award, next[1]))['10d']).toBe(60_000_000);
  });

  test('counts the first part of each subaward as base of an indirect rate, by the revision that holds', async () => {
    const base = async (version: string) => {
      const award = await m.award({ uniform_guidance_version: version });
      await m.entries(
        award,
        [
          ['County', 4_000_000],
          ['County', 3_000_000],
          ['Center', 1_000_000],
        ].map(([payee, amount_cents]) => ({ category: 'subawards', payee: String(payee), amount_cents: Number(amount_cents) })),
      );
      return (await m.lines(award, quarter[1]))['11d'];
    };
    expect(await base('2024')).toBe(6_000_000);
    expect(await base('2020')).toBe(3_500_000);
  });

  test('warns of indirect costs above the rate, and of more than there is', async () => {
    const award = await m.award({ indirect_type: 'provisional', indirect_rate_bp: 1000 });
    await m.entries(award, [
      { category: 'personnel', amount_cents: 1_000_000 },
      { category: 'indirect', amount_cents: 100_000 },
    ]);
    const report = await m.report(award, quarter);
    expect((await sheetOf(report)).warnings).toEqual([]);
    await m.entries(award, [
      { category: 'indirect', amount_cents: 1 },
      { kind: 'drawdown', amount_cents: 50_000_001 },
    ]);
    expect((await sheetOf(report)).warnings).toEqual(['overdrawn', 'indirect_over']);
  });

  test('is of a Federal Financial Report alone', async () => {
    const award = await m.award();
    const { id } = await m.one<{ id: string }>(
      `insert into award_reports (award_id, kind, schedule_key, computed_due_on) values ($1, 'other', 'own', '2026-01-30') returning id`,
      [award],
    );
    expect(await m.refuse('viewer', 'ffr_worksheet', { p_report: id })).toMatchObject({ code: 'PT422' });
  });

  test('charges by a rate that is entered whole, by a coordinator, and taken back as one act', async () => {
    const award = await m.award();
    const save = (p_facts: object) => m.refuse('coordinator', 'save_award_rates', { p_award: award, p_facts });
    expect(await save({ indirect_type: 'provisional' })).toMatchObject({ hint: 'indirect_rate' });
    expect(await save({ indirect_type: 'guessed', indirect_rate_bp: 1500 })).toMatchObject({ hint: 'indirect_type' });
    expect(await save({ program_income_method: 'both' })).toMatchObject({ hint: 'program_income_method' });
    expect(await save({ indirect_type: 'provisional', indirect_rate_bp: 2750, program_income_method: 'deduction' })).toBeNull();
    expect(await m.one('select indirect_rate_bp, program_income_method from awards where id = $1', [award])).toEqual({
      indirect_rate_bp: 2750,
      program_income_method: 'deduction',
    });
    expect(await m.undo(await m.lastSet())).toMatchObject({ error: null });
    expect(await m.one('select indirect_type from awards where id = $1', [award])).toEqual({ indirect_type: null });
    expect(await m.refuse('staff', 'save_award_rates', { p_award: award, p_facts: {} })).toMatchObject({ code: '42501' });
  });
});
