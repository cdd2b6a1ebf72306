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

type Watch = { state: string; moved_cents: number; limit_cents: number; share_bp: number; new_categories: string[] };
const budget: [string, number][] = [
  ['personnel', 30_000_000],
  ['supplies', 10_000_000],
  ['subawards', 10_000_000],
];
const linesOf = (lines: [string, number][]) => lines.map(([category, federal_cents]) => ({ category, federal_cents }));
async function budgeted(values: Record<string, string | number | null> = {}, lines = budget): Promise<string> {
  const award = await m.award(values);
  await m.must('coordinator', 'save_budget', { p_award: award, p_lines: linesOf(lines) });
  return award;
}
const move = (award: string, dollars: number, values: object = {}) =>
  m.call('coordinator', 'move_budget', {
    p_award: award,
    p_move: {
      from_category: 'personnel',
      to_category: 'supplies',
      amount_cents: Math.round(dollars * 100),
      moved_on: '2025-03-03',
      reason: 'Less overtime',
      ...values,
    },
  });
const watch = async (award: string) => (await m.one<{ watch: Watch }>('select private.ten_percent($1) as watch', [award])).watch;
const changes = (award: string) =>
  m.must<{ modifications: Record<string, unknown>[]; conditions: Record<string, unknown>[]; withheld_cents: number; moves: object[] }>(
    'viewer',
    'award_changes',
    { p_award: award },
  );
const modify = (award: string, p_modification: object, more: object = {}) =>
  m.must<string>('coordinator', 'save_modification', { p_award: award, p_modification, ...more });
const submit = (id: string, day = '2025-06-02') => m.must('coordinator', 'submit_modification', { p_id: id, p_on: day });
const decide = (id: string, p_decision: string, day = '2025-06-20') =>
  m.must('coordinator', 'decide_modification', { p_id: id, p_decision, p_on: day });
const undoLast = async (role: 'coordinator' | 'manager' = 'coordinator') =>
  m.call(role, 'undo_change_set', { p_change_set: await m.lastSet() });

describe('the ten percent watch', () => {
  test('adds up what was moved since the last approval: 20,000 and 25,000 of 500,000 are the city’s to move, 6,000 more are not', async () => {
    const award = await budgeted();
    expect((await move(award, 20_000)).data).toMatchObject({ watch: { state: 'ok', moved_cents: 2_000_000 } });
    expect((await move(award, 25_000)).data).toMatchObject({ watch: { state: 'amber', moved_cents: 4_500_000, share_bp: 900 } });
    const third = await move(award, 6_000);
    expect(third.error).toMatchObject({ code: 'PT422', hint: 'gam_needed' });
    expect(third.error?.message).toContain('$51,000.00');
    // Nothing of it was kept.
    expect(await watch(award)).toMatchObject({ state: 'amber', moved_cents: 4_500_000 });
  });

  test('allows exactly a tenth, and not a cent more', async () => {
    const award = await budgeted();
    expect((await move(award, 50_000)).data).toMatchObject({ watch: { state: 'amber', moved_cents: 5_000_000, limit_cents: 5_000_000 } });
    expect((await move(award, 0.01)).error).toMatchObject({ hint: 'gam_needed' });
  });

  test('is amber from nine percent on, to the cent', async () => {
    const below = await budgeted();
    expect((await move(below, 44_999.99)).data).toMatchObject({ watch: { state: 'ok' } });
    expect((await move(below, 0.01)).data).toMatchObject({ watch: { state: 'amber' } });
  });

  test('counts what a category has more, not what went to and fro', async () => {
    const award = await budgeted();
    await move(award, 40_000);
    await move(award, 30_000, { from_category: 'supplies', to_category: 'personnel' });
    expect(await watch(award)).toMatchObject({ state: 'ok', moved_cents: 1_000_000 });
  });

  test('asks for a modification when any money enters a category that had none', async () => {
    const award = await budgeted();
    expect((await move(award, 0.01, { to_category: 'travel' })).error).toMatchObject({ hint: 'gam_needed' });
    const [personnel, ...others] = budget;
    const withTravel = await budgeted({}, [[String(personnel?.[0]), 29_999_999], ['travel', 1], ...others]);
    expect((await move(withTravel, 1, { to_category: 'travel' })).error).toBeNull();
  });

  test('sees spending above a line, whoever moved what', async () => {
    const award = await budgeted();
    await m.entry(award, { category: 'supplies', amount_cents: 15_000_000 });
    expect(await watch(award)).toMatchObject({ state: 'amber', moved_cents: 5_000_000 });
    await m.entry(award, { category: 'supplies', amount_cents: 1 });
    expect(await watch(award)).toMatchObject({ state: 'needed' });
    await m.entry(award, { category: 'supplies', amount_cents: -1 });
    await m.entry(award, { category: 'travel', amount_cents: 1 });
    expect(await watch(award)).toMatchObject({ state: 'needed', new_categories: ['travel'] });
  });

  test('can be switched off for an award, and has a floor only where one is set', async () => {
    const off = await budgeted({ watches_ten_percent: false as never });
    expect((await move(off, 90_000)).data).toMatchObject({ watch: { state: 'not_watched', moved_cents: 9_000_000 } });
    const small = await budgeted({ ten_percent_floor_cents: 50_000_000 });
    expect((await move(small, 90_000)).data).toMatchObject({ watch: { state: 'not_watched' } });
    const above = await budgeted({ ten_percent_floor_cents: 49_999_999 });
    expect((await move(above, 90_000)).error).toMatchObject({ hint: 'gam_needed' });
  });

  test('is exact against whole numbers for many random budgets and moves', async () => {
    const awards = await Promise.all([1, 2, 3].map(() => budgeted()));
    let seed = 210140;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const categories = ['personnel', 'supplies', 'subawards'];
    for (const award of awards) {
      const has = new Map(budget.map(([name, cents]) => [name, BigInt(cents)]));
      for (let n = 0; n < 12; n++) {
        const from = categories[random(3)] ?? '';
        const to = categories[(categories.indexOf(from) + 1 + random(2)) % 3] ?? '';
        const cents = BigInt(1 + random(2_500_000));
        const next = new Map(has).set(from, (has.get(from) ?? 0n) - cents);
        next.set(to, (next.get(to) ?? 0n) + cents);
        let moved = 0n;
        for (const [name, was] of budget) {
          const more = (next.get(name) ?? 0n) - BigInt(was);
          if (more > 0n) moved += more;
        }
        const { error } = await move(award, 0, { from_category: from, to_category: to, amount_cents: Number(cents) });
        const isLeft = (has.get(from) ?? 0n) >= cents;
        expect(error?.hint ?? null).toBe(isLeft ? (moved * 10n > 50_000_000n ? 'gam_needed' : null) : 'move_more_than_left');
        if (!error) {
          for (const [name, value] of next) has.set(name, value);
          expect(await watch(award)).toMatchObject({ moved_cents: Number(moved) });
        }
      }
    }
  });

  test('what was moved is in the balance of its category', async () => {
    const award = await budgeted();
    await m.entry(award, { category: 'supplies', amount_cents: 10_500_000 });
    await move(award, 10_000);
    expect(await m.balance(award, 'supplies')).toMatchObject({ approved: '11000000', left: '500000' });
    expect(await m.balance(award, 'personnel')).toMatchObject({ approved: '29000000', left: '29000000' });
    expect(await m.balance(award, 'supplies', '2025-03-02')).toMatchObject({ approved: '10000000' });
  });

  test('a move says what is wrong with it, and can be removed and undone', async () => {
    const award = await budgeted();
    const hint = async (dollars: number, values: object) => (await move(award, dollars, values)).error?.hint;
    expect(await hint(10, { to_category: 'personnel' })).toBe('to_category_same');
    expect(await hint(10, { to_category: 'contractual' })).toBe('to_category');
    expect(await hint(0, {})).toBe('move_amount');
    expect(await hint(10, { moved_on: '2024-01-01' })).toBe('moved_on');
    expect(await hint(10, { reason: '  ' })).toBe('move_reason');
    expect(await hint(300_000.01, {})).toBe('move_more_than_left');
    expect((await m.call('viewer', 'move_budget', { p_award: award, p_move: {} })).error?.code).toBe('42501');
    const { id } = (await move(award, 10)).data as { id: string };
    await m.must('coordinator', 'remove_budget_move', { p_id: id });
    expect((await changes(award)).moves).toEqual([]);
    expect((await undoLast()).error).toBeNull();
    expect(await watch(award)).toMatchObject({ moved_cents: 1000 });
  });
});

describe('a modification', () => {
  test('of the budget versions it by itself when it is approved, and the watch begins anew', async () => {
    const award = await budgeted();
    await move(award, 40_000);
    const id = await modify(award, {
      subtype: 'budget_modification',
      reason: 'Travel to the training',
      lines: linesOf([
        ['personnel', 24_000_000],
        ['supplies', 14_000_000],
        ['subawards', 10_000_000],
        ['travel', 2_000_000],
      ]),
    });
    expect((await changes(award)).modifications[0]).toMatchObject({
      status: 'draft',
      kind: 'financial',
      watch: { state: 'needed', new_categories: ['travel'] },
    });
    await submit(id);
    await decide(id, 'approved');
    expect(
      await office.exec('select version_number, status from award_budgets where award_id = $1 order by version_number', [award]),
    ).toEqual([
      { version_number: 1, status: 'replaced' },
      { version_number: 2, status: 'approved' },
    ]);
    expect(await watch(award)).toMatchObject({ state: 'ok', moved_cents: 0 });
    expect((await move(award, 50_000, { to_category: 'travel', moved_on: '2025-07-01' })).error).toBeNull();
    expect(
      (await m.call('coordinator', 'save_modification', { p_award: award, p_modification: { reason: 'x' }, p_id: id })).error,
    ).toMatchObject({
      hint: 'modification_decided',
    });
  });

  test('that extends the period moves its end, keeps the former one, and is undone as one act', async () => {
    const award = await budgeted();
    const id = await modify(award, { subtype: 'period_extension', new_ends_on: '2028-03-31', reason: 'Late hiring' });
    await submit(id);
    expect(
      (await m.call('coordinator', 'decide_modification', { p_id: id, p_decision: 'approved', p_on: '2025-06-01' })).error,
    ).toMatchObject({
      hint: 'decided_on',
    });
    await decide(id, 'approved');
    const end = async () => (await m.one<{ on: string }>('select ends_on::text as on from awards where id = $1', [award])).on;
    expect(await end()).toBe('2028-03-31');
    expect((await changes(award)).modifications[0]).toMatchObject({ status: 'approved', former_ends_on: '2027-09-30' });
    expect((await undoLast()).error).toBeNull();
    expect(await end()).toBe('2027-09-30');
    expect((await changes(award)).modifications[0]).toMatchObject({ status: 'submitted', former_ends_on: null });
  });

  test('that adds money changes what the award says together with its budget', async () => {
    const award = await budgeted();
    const id = await modify(award, {
      subtype: 'budget_modification',
      reason: 'Supplement',
      federal_change_cents: 5_000_000,
      lines: linesOf([
        ['personnel', 35_000_000],
        ['supplies', 10_000_000],
        ['subawards', 10_000_000],
      ]),
    });
    await submit(id);
    await decide(id, 'approved');
    expect(await m.one('select federal_cents::text as federal, total_cents::text as total from awards where id = $1', [award])).toEqual({
      federal: '55000000',
      total: '55000000',
    });
  });

  test('comes back with questions, is denied, is withdrawn; what it asked for goes with it', async () => {
    const award = await budgeted();
    const lines = linesOf([
      ['personnel', 20_000_000],
      ['supplies', 20_000_000],
      ['subawards', 10_000_000],
    ]);
    const id = await modify(award, { subtype: 'budget_modification', reason: 'Vans', lines });
    await submit(id);
    await decide(id, 'change_requested');
    expect((await changes(award)).modifications[0]).toMatchObject({ status: 'change_requested', decided_on: null });
    await modify(
      award,
      {
        lines: linesOf([
          ['personnel', 24_000_000],
          ['supplies', 16_000_000],
          ['subawards', 10_000_000],
        ]),
      },
      { p_id: id },
    );
    await submit(id, '2025-07-01');
    await decide(id, 'denied', '2025-07-09');
    expect(await office.exec(`select status from award_budgets where award_id = $1 and status <> 'approved'`, [award])).toEqual([
      { status: 'rejected' },
    ]);
    const other = await modify(award, { subtype: 'scope_change', reason: 'Another site' });
    await m.must('coordinator', 'withdraw_modification', { p_id: other, p_on: '2025-07-10' });
    expect((await m.call('coordinator', 'submit_modification', { p_id: other, p_on: '2025-07-11' })).error).toMatchObject({
      hint: 'modification_state',
    });
  });

  test('says what is wrong with it at the field', async () => {
    const award = await budgeted();
    const hint = async (p_modification: object) =>
      (await m.call('coordinator', 'save_modification', { p_award: award, p_modification })).error?.hint;
    expect(await hint({})).toBe('subtype');
    expect(await hint({ subtype: 'period_extension' })).toBe('new_ends_on');
    expect(await hint({ subtype: 'period_extension', new_ends_on: '2027-09-30' })).toBe('new_ends_on');
    expect(await hint({ subtype: 'period_extension', new_ends_on: 'soon' })).toBe('award_unread');
    expect(await hint({ subtype: 'scope_change', gam_number: 'no number' })).toBe('gam_number');
    expect(await hint({ subtype: 'scope_change', federal_change_cents: 5 })).toBe('federal_change_cents');
    expect(await hint({ subtype: 'budget_reduction', federal_change_cents: -5 })).toBe('reduction_cops');
    expect(await hint({ subtype: 'budget_modification', lines: linesOf([['personnel', 1]]) })).toBe('budget_federal');
    const id = await modify(award, { subtype: 'budget_modification', reason: 'x' });
    expect((await m.call('coordinator', 'submit_modification', { p_id: id, p_on: '2025-06-02' })).error).toMatchObject({
      hint: 'modification_budget',
    });
    const terminated = await budgeted({ status: 'terminated', terminated_on: '2025-04-22' });
    expect(
      (
        await m.call('coordinator', 'save_modification', {
          p_award: terminated,
          p_modification: { subtype: 'period_extension', new_ends_on: '2028-01-01' },
        })
      ).error,
    ).toMatchObject({ hint: 'extension_terminated' });
    expect((await m.call('staff', 'save_modification', { p_award: award, p_modification: { subtype: 'scope_change' } })).error?.code).toBe(
      '42501',
    );
  });
});

describe('a condition', () => {
  test('withholds money until it is cleared with evidence', async () => {
    const award = await budgeted();
    const toDraw = async (day: string) =>
      (
        await m.one<{ cents: string }>(`select private.award_to_draw(a, $2) ->> 'available_cents' as cents from awards a where id = $1`, [
          award,
          day,
        ])
      ).cents;
    const id = await m.must<string>('coordinator', 'save_condition', {
      p_award: award,
      p_condition: { number: '44', text: 'Budget must be reviewed', withheld_cents: 12_500_000, due_on: '2025-01-31' },
    });
    expect(await toDraw('2025-03-01')).toBe('37500000');
    expect((await m.call('coordinator', 'clear_condition', { p_id: id, p_on: '2025-03-10' })).error).toMatchObject({
      hint: 'evidence_missing',
    });
    await m.must('coordinator', 'clear_condition', { p_id: id, p_on: '2025-03-10', p_evidence: 'GAM-10 approved' });
    expect(await toDraw('2025-03-09')).toBe('37500000');
    expect(await toDraw('2025-03-10')).toBe('50000000');
    await m.must('coordinator', 'reopen_condition', { p_id: id });
    expect(await changes(award)).toMatchObject({ withheld_cents: 12_500_000, conditions: [{ number: '44', cleared_on: null }] });
    await m.must('coordinator', 'remove_condition', { p_id: id });
    expect((await changes(award)).conditions).toEqual([]);
    expect((await undoLast()).error).toBeNull();
    expect((await changes(award)).conditions).toHaveLength(1);
  });

  test('says what is wrong with it at the field', async () => {
    const award = await budgeted();
    const hint = async (p_condition: object, role: 'coordinator' | 'viewer' = 'coordinator') =>
      (await m.call(role, 'save_condition', { p_award: award, p_condition })).error?.hint;
    expect(await hint({})).toBe('condition_text');
    expect(await hint({ text: 'x', withheld_cents: 50_000_001 })).toBe('withheld_cents');
    expect(await hint({ text: 'x', number: '9' })).toBeUndefined();
    expect(await hint({ text: 'y', number: '9' })).toBe('condition_number_taken');
    expect((await m.call('viewer', 'save_condition', { p_award: award, p_condition: { text: 'x' } })).error?.code).toBe('42501');
  });
});

test('an approved extension makes the schedule longer, and a termination ends it', async () => {
  const award = await budgeted();
  const finals = () =>
    office.exec(
      `select kind, due_on::text as due from award_reports where award_id = $1 and is_final and kind in ('ffr', 'performance') order by kind`,
      [award],
    );
  await office.exec('select private.regenerate_award_reports($1)', [award]);
  expect(await finals()).toEqual([
    { kind: 'ffr', due: '2028-01-28' },
    { kind: 'performance', due: '2028-01-28' },
  ]);
  const id = await modify(award, { subtype: 'period_extension', new_ends_on: '2028-09-30', reason: 'Late hiring' });
  await submit(id);
  await decide(id, 'approved');
  expect(await finals()).toEqual([
    { kind: 'ffr', due: '2029-01-28' },
    { kind: 'performance', due: '2029-01-28' },
  ]);
  expect((await undoLast()).error).toBeNull();
  expect(await finals()).toEqual([
    { kind: 'ffr', due: '2028-01-28' },
    { kind: 'performance', due: '2028-01-28' },
  ]);
  await m.must('manager', 'terminate_award', {
    p_id: award,
    p_facts: { terminated_on: '2025-04-22', termination_notice_on: '2025-04-22', reason: 'Notice' },
  });
  expect(await finals()).toEqual([
    { kind: 'ffr', due: '2025-08-20' },
    { kind: 'performance', due: '2025-08-20' },
  ]);
});

test('a subaward that a modification lifts to 30,000.00 is to be reported by the end of the month after it', async () => {
  const award = await budgeted();
  const { id: organization } = await m.one<{ id: string }>(`select id from organizations where kind = 'department' order by code limit 1`);
  const subaward = await m.must<string>('coordinator', 'save_subaward', {
    p_subaward: { award_id: award, organization_id: organization, title: 'Youth program', starts_on: '2026-10-01', ends_on: '2027-09-30' },
  });
  const act = (action_on: string, amount_cents: number) =>
    m.must('coordinator', 'act_on_subaward', { p_subaward: subaward, p_action: { action_on, amount_cents } });
  const ffata = () =>
    office.exec(
      `select due_on::text as due from award_reports where subaward_id = $1 and kind = 'ffata' and waived_on is null order by due_on`,
      [subaward],
    );
  await office.exec(
    `update subawards set determination = 'subaward', determined_on = '2026-10-01', determination_reason = 'Runs a program' where id = $1`,
    [subaward],
  );
  await act('2026-10-01', 2_999_999);
  expect(await ffata()).toEqual([]);
  await act('2027-01-05', 1);
  expect(await ffata()).toEqual([{ due: '2027-02-28' }]);
});
