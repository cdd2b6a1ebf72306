import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { moneyOf } from './money-support.ts';
import { subawardsOf } from './subawards-support.ts';

let office: TestOffice;
let m: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  office = await openOffice();
  m = moneyOf(office);
});
afterAll(() => office.close());

type Flag = { code: string; severity: number } & Record<string, unknown>;
const stands = async (award: string, day: string) =>
  m.one<{ flags: Flag[]; late: number; spent_bp: number | null; elapsed_bp: number; next_report: Record<string, unknown> | null }>(
    'select flags, late, spent_bp, elapsed_bp, next_report from private.award_stands($1, array[$2::uuid])',
    [day, award],
  );
const flags = async (award: string, day: string) => (await stands(award, day)).flags;
const codes = async (award: string, day: string) => (await flags(award, day)).map(({ code }) => code);
/** Nothing is owed, so that what else is to say stands alone. */
const quiet = async (award: string) => {
  await office.exec(`update award_reports set waived_on = '2020-01-01', waived_reason = 'Not asked for here' where award_id = $1`, [award]);
  return award;
};
/** A hundred days from New Year on, so that a day is a percent. */
const hundredDays = async (more: Record<string, string | number | null> = {}) =>
  quiet(
    await m.award({ starts_on: '2026-01-01', ends_on: '2026-04-10', federal_award_on: '2025-12-01', accepted_on: '2025-12-15', ...more }),
  );
const half = '2026-02-19';

describe('what is owed and late', () => {
  test('a performance report warns a week before its day, is late the day after, and funds may be gone the day after the fifteenth', async () => {
    const id = await m.award({ starts_on: '2026-01-01', ends_on: '2028-12-31', accepted_on: '2026-01-05' });
    await office.exec(`update award_reports set waived_on = '2026-01-05', waived_reason = 'Only the other counts here' where award_id = $1
      and not (kind = 'performance' and period_start = '2026-01-01')`, [id]); // biome-ignore format: one statement
    const said = async (day: string) => (await flags(id, day)).filter(({ code }) => code !== 'burn_behind');
    expect(await said('2026-07-22')).toEqual([]);
    expect(await said('2026-07-23')).toEqual([
      { code: 'funds_stop', severity: 2, what: 'suspension', kind: 'performance', on: '2026-08-14', days: 22 },
    ]);
    expect(await said('2026-07-30')).toMatchObject([{ code: 'funds_stop', severity: 2 }]);
    expect(await said('2026-08-14')).toEqual([
      { code: 'report_late', severity: 3, count: 1, since: '2026-07-30', kind: 'performance', title: '', is_final: false },
      { code: 'funds_stop', severity: 3, what: 'suspension', kind: 'performance', on: '2026-08-14', days: 0 },
    ]);
    expect(await said('2026-08-15')).toMatchObject([
      { code: 'report_late' },
      { code: 'funds_stopped', severity: 3, what: 'suspension', on: '2026-08-14' },
    ]);
    const [due] = await office.exec<{ id: string }>(
      `select id from award_reports where award_id = $1 and filed_on is null and waived_on is null`,
      [id],
    );
    await m.must('coordinator', 'file_report', { p_id: due?.id, p_filed_on: '2026-07-30' });
    expect(await said('2026-08-15')).toEqual([]);
  });

  test('several late reports are one flag that names the oldest, and what is next is told with the day to file by', async () => {
    const id = await m.award({ starts_on: '2024-10-01', ends_on: '2027-09-30' });
    const now = await stands(id, '2025-08-04');
    expect(now.flags.find(({ code }) => code === 'report_late')).toMatchObject({ count: 5, since: '2025-01-30', kind: 'ffr' });
    expect(now.flags.filter(({ code }) => code === 'funds_stopped').map(({ what }) => what)).toEqual(['asap_lock', 'suspension']);
    expect(now.late).toBe(5);
    expect(now.next_report).toMatchObject({ kind: 'ffr', due_on: '2025-01-30', file_by: '2025-01-30' });
  });
});

describe('burn against time', () => {
  test.each([
    [70_000_00, []],
    [70_000_01, [{ code: 'burn_ahead', severity: 2, spent_bp: 7000, elapsed_bp: 5000 }]],
    [30_000_00, []],
    [29_999_99, [{ code: 'burn_behind', severity: 2, spent_bp: 2999, elapsed_bp: 5000 }]],
  ])('is flagged beyond twenty points either way, exactly: %i cents of 100,000 dollars at half time', async (cents, expected) => {
    const id = await hundredDays({ federal_cents: 100_000_00 });
    await m.entries(id, [{ amount_cents: cents, entry_on: '2026-02-01' }]);
    expect((await flags(id, half)).filter(({ code }) => code !== 'ends_soon')).toEqual(expected);
  });

  test('is not told before the period began, nor of an award that was terminated', async () => {
    const id = await hundredDays();
    expect(await codes(id, '2025-12-31')).toEqual([]);
    await office.exec(`update awards set status = 'terminated', terminated_on = '2026-02-01' where id = $1`, [id]);
    await quiet(id);
    expect(await codes(id, '2026-03-31')).toEqual([]);
  });
});

describe('money', () => {
  test('cash that was drawn more than ten days ago and is not spent is told with its day', async () => {
    const id = await hundredDays({ federal_cents: 100_000_00 });
    await m.entries(id, [
      { kind: 'drawdown', amount_cents: 60_000_00, entry_on: '2026-02-08' },
      { kind: 'drawdown', amount_cents: 10_000_00, entry_on: '2026-02-10' },
      { amount_cents: 55_000_00, entry_on: '2026-02-12' },
    ]);
    expect((await flags(id, '2026-02-18')).filter(({ code }) => code === 'cash_old')).toEqual([]);
    expect((await flags(id, '2026-02-19')).filter(({ code }) => code === 'cash_old')).toEqual([
      { code: 'cash_old', severity: 3, cents: 5_000_00, since: '2026-02-08', days: 11 },
    ]);
  });

  test('cash is told as the page of money counts it, whatever the ledger', { timeout: 60_000 }, async () => {
    let state = 7;
    const below = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    for (let round = 0; round < 8; round++) {
      const id = await hundredDays({ federal_cents: 100_000_00 });
      await m.entries(
        id,
        Array.from({ length: 30 }, () => ({
          kind: below(2) === 0 ? 'drawdown' : 'expenditure',
          amount_cents: (below(8) === 0 ? -1 : 1) * (1 + below(900_000)),
          entry_on: `2026-0${1 + below(3)}-${String(1 + below(28)).padStart(2, '0')}`,
        })),
      );
      for (const day of ['2026-01-20', '2026-02-15', '2026-03-31']) {
        const cash = await m.one<{ old: string; since: string | null }>(
          `select coalesce(max(old_cents), 0)::text as old, max(oldest_on)::text as since from private.awards_cash($1, $2)`,
          [day, id],
        );
        const told = (await flags(id, day)).find(({ code }) => code === 'cash_old');
        expect(String(told?.cents ?? 0)).toBe(cash.old);
        if (told) expect(told.since).toBe(cash.since);
      }
    }
  });

  test('what went beyond a tenth of the budget is told with what it came to, what came near it as near, what is not watched not at all', async () => {
    const budget = async (id: string) =>
      m.must('coordinator', 'save_budget', {
        p_award: id,
        p_lines: [
          { category: 'personnel', federal_cents: 80_000_00 },
          { category: 'supplies', federal_cents: 20_000_00 },
        ],
        p_facts: { approved_on: '2026-01-01' },
      });
    const watch = async (id: string) => (await flags(id, half)).filter(({ code }) => code.endsWith('_ten'));
    const id = await hundredDays({ federal_cents: 100_000_00 });
    await budget(id);
    await m.entries(id, [{ category: 'supplies', amount_cents: 28_999_99 }]);
    expect(await watch(id)).toEqual([]);
    await m.entries(id, [{ category: 'supplies', amount_cents: 1 }]);
    expect(await watch(id)).toEqual([{ code: 'near_ten', severity: 1, moved_cents: 9_000_00, limit_cents: 10_000_00, fresh: [] }]);
    await m.entries(id, [{ category: 'supplies', amount_cents: 1_000_00 }]);
    expect(await watch(id)).toMatchObject([{ code: 'near_ten', moved_cents: 10_000_00 }]);
    await m.entries(id, [{ category: 'supplies', amount_cents: 1 }]);
    expect(await watch(id)).toEqual([{ code: 'over_ten', severity: 3, moved_cents: 10_000_01, limit_cents: 10_000_00, fresh: [] }]);
    const fresh = await hundredDays({ federal_cents: 100_000_00 });
    await budget(fresh);
    await m.entries(fresh, [{ category: 'travel', amount_cents: 1 }]);
    expect(await watch(fresh)).toMatchObject([{ code: 'over_ten', fresh: ['travel'] }]);
    await office.exec('update awards set watches_ten_percent = false where id = $1', [fresh]);
    expect(await watch(fresh)).toEqual([]);
  });

  test('conditions that withhold money and conditions past their day are told, cleared ones not', async () => {
    const id = await hundredDays();
    await office.exec(
      `insert into award_conditions (award_id, text, withheld_cents, due_on, cleared_on) values ($1, 'Budget clearance', 2500000, null, null), ($1, 'Policy', 1, '2026-02-01', null), ($1, 'Done', 5, '2026-01-05', '2026-01-04')`,
      [id],
    );
    expect((await flags(id, '2026-02-02')).filter(({ code }) => code.startsWith('condition'))).toEqual([
      { code: 'condition_late', severity: 3, count: 1, since: '2026-02-01' },
      { code: 'condition_withholds', severity: 2, count: 2, cents: 2500001 },
    ]);
  });
});

test('an award that ends within ninety days is told, and an appeal while it can be made', async () => {
  const id = await quiet(await m.award({ starts_on: '2024-10-01', ends_on: '2027-09-30' }));
  expect(await codes(id, '2027-07-01')).toEqual(['burn_behind']);
  expect((await flags(id, '2027-07-02')).at(-1)).toEqual({ code: 'ends_soon', severity: 1, on: '2027-09-30', days: 90 });
  await office.exec(
    `update awards set status = 'terminated', terminated_on = '2026-04-22', termination_notice_on = '2026-04-22', appeal_due_on = '2026-05-22' where id = $1`,
    [id],
  );
  await quiet(id);
  expect(await flags(id, '2026-05-20')).toEqual([{ code: 'appeal_due', severity: 2, on: '2026-05-22', days: 2 }]);
  expect(await flags(id, '2026-05-23')).toEqual([]);
});

test('what a subaward lacks is told of its award just when its own page says so', { timeout: 60_000 }, async () => {
  const sub = subawardsOf(office);
  const award_id = await quiet(await sub.addAward());
  const organization = await sub.organization();
  const like: Record<string, string[]> = {
    sub_excluded: ['sam_excluded'],
    sub_sam: ['sam_missing', 'sam_old'],
    sub_risk: ['risk_missing', 'risk_old'],
    sub_finding: ['action_overdue', 'decision_overdue'],
    sub_ffata: ['ffata_overdue'],
    sub_final: ['final_overdue'],
  };
  const checks: ([string, string] | null)[] = [null, ['2026-10-05', 'clear'], ['2025-06-01', 'clear'], ['2026-10-05', 'excluded']];
  const risks = [null, '2026-10-01', '2025-01-01'];
  const amounts = [0, 29_999_99, 30_000_00];
  let n = 0;
  for (const check of checks)
    for (const risk of risks) {
      n += 1;
      const ended = n % 5 === 0;
      const one = await sub.id(
        `insert into subawards (award_id, organization_id, title, status, determination, determined_on, determination_reason, starts_on, ends_on)
         values ($1, $2, 'Part ' || $3::int, $4, $5, '2026-10-01', 'By its substance.', '2026-10-01', $6) returning id`,
        [
          award_id,
          organization,
          n,
          n % 4 === 0 ? 'draft' : 'active',
          n % 3 === 0 ? 'contract' : 'subaward',
          ended ? '2026-10-31' : '2027-09-30',
        ],
      );
      if (check)
        await office.exec('insert into subaward_checks (subaward_id, checked_on, result) values ($1, $2, $3)', [one, check[0], check[1]]);
      if (risk)
        await office.exec(
          `insert into subaward_risks (subaward_id, assessed_on, factors, level, reason) values ($1, $2, '{}', 'low', 'Known')`,
          [one, risk],
        );
      const amount = amounts[n % 3] ?? 0;
      if (amount > 0)
        await office.exec(`insert into subaward_actions (subaward_id, action_on, amount_cents) values ($1, '2026-10-02', $2)`, [
          one,
          amount,
        ]);
      if (n % 2 === 0)
        await office.exec(
          `with v as (insert into subaward_visits (subaward_id, kind, held_on, audit_accepted_on) values ($1, 'single_audit', '2026-10-03', '2026-05-31') returning id)
           insert into subaward_findings (subaward_id, visit_id, text, action_due_on) select $1, id, 'Time sheets', '2026-11-${10 + n}' from v`,
          [one],
        );
    }
  for (const day of ['2026-10-10', '2026-11-15', '2026-12-01', '2027-02-15']) {
    const told = await flags(award_id, day);
    const gaps = await office.exec<{ status: string; code: string }>(
      `select s.status, g ->> 'code' as code from subawards s cross join lateral jsonb_array_elements(private.subaward_gaps(s, $2)) g where s.award_id = $1`,
      [award_id, day],
    );
    for (const [code, alike] of Object.entries(like)) {
      // A draft that lacks a look at SAM.gov is not running yet; a filing that is late is late also then.
      const counts = gaps.filter((gap) => alike.includes(gap.code) && !(gap.status === 'draft' && /^(sam|risk)/.test(gap.code)));
      expect([day, code, told.some((flag) => flag.code === code)]).toEqual([day, code, counts.length > 0]);
      if (code === 'sub_sam' || code === 'sub_risk' || code === 'sub_ffata')
        expect([day, code, told.find((flag) => flag.code === code)?.count ?? 0]).toEqual([day, code, counts.length]);
    }
  }
});
