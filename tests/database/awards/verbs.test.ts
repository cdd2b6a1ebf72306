import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
let next = 2000;
async function make(more: Json = {}): Promise<string> {
  const p_award = {
    award_number: `15PBJA-24-GG-${String(++next).padStart(5, '0')}-JAGX`,
    title: 'Capacity building',
    starts_on: '2024-10-01',
    ends_on: '2025-09-30',
    federal_cents: 50_000_000,
    ...more,
  };
  const { data, error } = await office.as('coordinator').rpc('save_award', { p_award: p_award as never });
  if (error) throw error;
  return String(data);
}
const row = async (id: string) =>
  (
    await office.exec<Json>(
      `select status, accepted_on::text, suspended_on::text, resumed_on::text, terminated_on::text, performance_ends_on::text, appeal_due_on::text,
       claimable_cents::text, closed_on::text, legal_hold_since::text, outcome_note from awards where id = $1`,
      [id],
    )
  )[0] ?? {};
type Role = 'viewer' | 'coordinator' | 'manager';
const call = async (verb: string, args: Json, role: Role = 'coordinator') => {
  const { error } = await office.as(role).rpc(verb as never, args as never);
  return error as { code: string; hint: string; message: string } | null;
};
async function makeActive(more: Json = {}): Promise<string> {
  const id = await make(more);
  expect(await call('accept_award', { p_id: id, p_accepted_on: '2024-11-07' })).toBeNull();
  expect(await call('activate_award', { p_id: id })).toBeNull();
  return id;
}
const closeout = async (id: string, today = '2026-01-31') =>
  (
    await office.exec<{
      c: {
        lines: { code: string; open_count: number; open_cents: number }[];
        is_ready: boolean;
        due_on: string;
        automatic_on: string;
        retention: Json;
      };
    }>('select private.award_closeout(a, $2::date) as c from awards a where id = $1', [id, today])
  )[0]?.c;
/** What another part of the product makes of an award is put aside, so that a test says what stands there. */
const without = (id: string) => office.exec('delete from award_reports where award_id = $1', [id]);
const report = (id: string, kind: string, key: string, isFinal: boolean, filed: string | null) =>
  office.exec(
    `insert into award_reports (award_id, kind, schedule_key, is_final, computed_due_on, filed_on, is_by_hand) values ($1, $2, $3, $4, '2026-01-28', $5, true)`,
    [id, kind, key, isFinal, filed],
  );

describe('what happens to an award', () => {
  test('it is accepted, then it begins; not before, and not twice', async () => {
    const id = await make();
    expect(await call('activate_award', { p_id: id })).toMatchObject({ hint: 'award_not_accepted' });
    expect(await call('accept_award', { p_id: id, p_accepted_on: '2024-11-07' }, 'viewer')).toMatchObject({ code: '42501' });
    expect(await call('accept_award', { p_id: id, p_accepted_on: '2024-11-07' })).toBeNull();
    expect(await row(id)).toMatchObject({ status: 'awarded', accepted_on: '2024-11-07' });
    expect(await call('decline_award', { p_id: id })).toMatchObject({ hint: 'award_accepted' });
    expect(await call('activate_award', { p_id: id })).toBeNull();
    expect(await call('activate_award', { p_id: id })).toMatchObject({ code: 'PT422', hint: 'award_state' });
    expect(await row(id)).toMatchObject({ status: 'active' });
  });
  test('an offer that is not taken is declined, with the reason', async () => {
    const id = await make();
    expect(await call('decline_award', { p_id: id, p_reason: 'No match' })).toBeNull();
    expect(await row(id)).toMatchObject({ status: 'declined', outcome_note: 'No match' });
  });
  test('a suspension keeps its days after it is lifted', async () => {
    const id = await makeActive();
    expect(await call('suspend_award', { p_id: id, p_on: '2025-02-14', p_reason: ' ' })).toMatchObject({ hint: 'suspended_reason' });
    expect(await call('suspend_award', { p_id: id, p_on: '2025-02-14', p_reason: 'Performance report late' })).toBeNull();
    expect(await call('resume_award', { p_id: id, p_on: '2025-02-13' })).toMatchObject({ hint: 'resumed_on' });
    expect(await call('resume_award', { p_id: id, p_on: '2025-03-01' })).toBeNull();
    expect(await row(id)).toMatchObject({ status: 'active', suspended_on: '2025-02-14', resumed_on: '2025-03-01' });
  });
  test('a termination replaces the end of the period, and its appeal is due 30 days after the notice', async () => {
    const id = await makeActive();
    const facts = {
      terminated_on: '2025-04-22',
      termination_notice_on: '2025-04-22',
      authority: '2 CFR 200.340(a)(4)',
      claimable_cents: 1_250_055,
    };
    expect(await call('terminate_award', { p_id: id, p_facts: facts })).toMatchObject({ code: '42501' });
    expect(await call('terminate_award', { p_id: id, p_facts: { ...facts, terminated_on: '2026-01-01' } }, 'manager')).toMatchObject({
      hint: 'terminated_on',
    });
    expect(await call('terminate_award', { p_id: id, p_facts: { ...facts, claimable_cents: 50_000_001 } }, 'manager')).toMatchObject({
      hint: 'claimable_cents',
    });
    expect(await call('terminate_award', { p_id: id, p_facts: facts }, 'manager')).toBeNull();
    expect(await row(id)).toMatchObject({
      status: 'terminated',
      performance_ends_on: '2025-04-22',
      appeal_due_on: '2025-05-22',
      claimable_cents: '1250055',
    });
    // T9: everything that follows the end is counted from the termination.
    await without(id);
    expect(await closeout(id)).toMatchObject({ due_on: '2025-08-20', automatic_on: '2025-08-21' });
    expect(await call('terminate_award', { p_id: id, p_facts: { appealed_on: '2025-05-20' } }, 'manager')).toBeNull();
    expect(await call('reinstate_award', { p_id: id }, 'manager')).toBeNull();
    expect(await row(id)).toMatchObject({
      status: 'active',
      terminated_on: null,
      performance_ends_on: '2025-09-30',
      appeal_due_on: '2025-05-22',
    });
  });
  test('what a manager did is not undone by a coordinator', async () => {
    const id = await makeActive();
    const act = '01900000-0000-7000-8000-000000000602';
    await office
      .as('manager')
      .rpc('hold_award', { p_id: id, p_since: '2025-05-01', p_reason: 'Litigation' })
      .setHeader('X-Change-Set', act);
    expect(await call('release_award', { p_id: id })).toMatchObject({ code: '42501' });
    expect(await call('undo_change_set', { p_change_set: act })).toMatchObject({ code: '42501' });
    expect(await row(id)).toMatchObject({ legal_hold_since: '2025-05-01' });
    expect(await call('undo_change_set', { p_change_set: act }, 'manager')).toBeNull();
    expect(await row(id)).toMatchObject({ legal_hold_since: null });
  });
});

describe('closing an award', () => {
  test.each([
    ['2025-09-30', '2026-01-28'],
    ['2027-10-31', '2028-02-28'],
    ['2026-11-01', '2027-03-01'],
  ])('a period that ends on %s is to be closed out by %s', async (ends_on, due_on) => {
    const id = await make({ ends_on });
    await without(id);
    expect(await closeout(id)).toMatchObject({ due_on });
  });
  test('is refused with all that is missing, named', async () => {
    const id = await makeActive();
    expect(await call('close_award', { p_id: id, p_on: '2026-01-31' }, 'manager')).toMatchObject({ hint: 'award_state' });
    expect(await call('begin_closeout', { p_id: id })).toBeNull();
    await without(id);
    await report(id, 'ffr', 'final', true, null);
    await report(id, 'ffr', 'one', false, '2025-01-20');
    await report(id, 'performance', 'two', false, null);
    await office.exec(
      `insert into award_entries (award_id, kind, category, amount_cents, entry_on, reference) values ($1, 'obligation', 'travel', 1000, '2025-01-01', 'a')`,
      [id],
    );
    await office.exec(
      `insert into award_entries (award_id, kind, category, amount_cents, entry_on, obligation_id)
       select award_id, 'expenditure', 'travel', 400, '2025-01-02', id from award_entries where award_id = $1`,
      [id],
    );
    await office.exec(`insert into award_conditions (award_id, text, withheld_cents) values ($1, 'Budget clearance', 5000)`, [id]);
    const lines = Object.fromEntries((await closeout(id))?.lines.map((line) => [line.code, [line.open_count, line.open_cents]]) ?? []);
    expect(lines).toEqual({
      period: [0, 0],
      final_ffr: [1, 0],
      reports: [1, 0],
      obligations: [1, 600],
      drawdown: [1, 400],
      conditions: [1, 5000],
    });
    expect(await call('close_award', { p_id: id, p_on: '2025-09-30' }, 'manager')).toMatchObject({ hint: 'closed_on' });
    const refused = await call('close_award', { p_id: id, p_on: '2026-01-31' }, 'manager');
    expect(refused).toMatchObject({ code: 'PT422', hint: 'award_not_ready' });
    expect(refused?.message).toContain('the final Federal Financial Report is not filed');
    expect(refused?.message).toContain('$6.00 are obligated and not paid');
    // The Department of Justice closes awards by itself, too.
    expect(await call('close_award', { p_id: id, p_on: '2026-01-31', p_reason: 'Administrative closeout' }, 'manager')).toBeNull();
    expect(await row(id)).toMatchObject({ status: 'closed', outcome_note: 'Administrative closeout' });
    const changed = await office.as('coordinator').rpc('save_award', { p_award: { federal_cents: 1 } as never, p_id: id });
    expect(changed.error).toMatchObject({ hint: 'award_closed' });
  });
  test('is done when nothing is left; its records are kept for three years from the final report, and longer while they are held', async () => {
    const id = await makeActive();
    await call('begin_closeout', { p_id: id });
    await without(id);
    await report(id, 'ffr', 'final', true, '2024-02-29');
    expect(await call('close_award', { p_id: id, p_on: '2026-01-31' })).toMatchObject({ code: '42501' });
    expect(await call('close_award', { p_id: id, p_on: '2026-01-31' }, 'manager')).toBeNull();
    expect(await row(id)).toMatchObject({ status: 'closed', closed_on: '2026-01-31' });
    expect((await closeout(id))?.retention).toMatchObject({ filed_on: '2024-02-29', until: '2027-02-28', held_since: null });
    await call('hold_award', { p_id: id, p_since: '2026-02-01', p_reason: 'Audit' }, 'manager');
    expect((await closeout(id))?.retention).toMatchObject({ held_since: '2026-02-01' });
  });
});
