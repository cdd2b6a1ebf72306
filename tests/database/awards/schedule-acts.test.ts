import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { type Report, schedulesOf } from './schedule-support.ts';

let office: TestOffice;
let on: ReturnType<typeof schedulesOf>;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  on = schedulesOf(office);
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
});
afterAll(() => office.close());

const at = (reports: Report[], key: string) => {
  const found = reports.find(({ schedule_key }) => schedule_key === key);
  if (!found) throw new Error(`No ${key} among ${reports.map(({ schedule_key }) => schedule_key).join(', ')}`);
  return found;
};
const file = async (award: string, key: string, day: string, facts: object = {}) =>
  on.must('coordinator', 'file_report', { p_id: at(await on.reports(award), key).id, p_filed_on: day, p_facts: facts });
const dues = (reports: Report[]) => reports.map(({ due_on }) => due_on);
const undo = async (role: Role = 'manager') => on.must(role, 'undo_change_set', { p_change_set: await on.lastSet() });
const state = (award: string) =>
  office.exec(
    `select to_jsonb(r) - '{id,version,created_at,updated_at}'::text[] as row from award_reports r where award_id = $1 order by schedule_key, subaward_id`,
    [award],
  );

describe('the calendar makes itself', () => {
  test('an award that is there has its reports; one that is applied for or declined owes nothing', async () => {
    const id = await on.award({});
    expect((await on.reports(id)).map(({ kind }) => kind)).toEqual(['closeout', ...Array(12).fill('ffr'), ...Array(7).fill('performance')]);
    const applied = await on.award({ status: 'applied' });
    expect(await on.reports(applied)).toEqual([]);
    await on.change(applied, { status: 'awarded' });
    expect(await on.reports(applied)).toHaveLength(20);
    await on.change(applied, { status: 'declined' });
    expect(await on.reports(applied)).toEqual([]);
  });

  test('FFRs are the Financial Manager’s, performance reports the Grant Award Administrator’s, the rest the lead’s, unless somebody says otherwise', async () => {
    const id = await on.award({ lead_id: people.staff });
    expect(new Set((await on.reports(id)).map(({ owner_id }) => owner_id))).toEqual(new Set([people.staff]));
    await on.must('coordinator', 'set_report_owner', { p_id: at(await on.reports(id), 'ffr:2025-01-01').id, p_staff: people.admin });
    await office.exec(
      `insert into award_roles (award_id, role, staff_id) values ($1, 'financial_manager', $2), ($1, 'grant_award_administrator', $3)`,
      [id, people.manager, people.coordinator],
    );
    const reports = await on.reports(id);
    expect(at(reports, 'ffr:2024-10-01').owner_id).toBe(people.manager);
    expect(at(reports, 'ffr:2025-01-01').owner_id).toBe(people.admin);
    expect(at(reports, 'performance:2025-01-01').owner_id).toBe(people.coordinator);
    expect(at(reports, 'closeout').owner_id).toBe(people.staff);
  });

  test('an extension moves the final report and fills the time it gives; what was filed stays as it was filed', async () => {
    const id = await on.award({ starts_on: '2023-03-15', ends_on: '2024-02-29', accepted_on: '2023-03-20' });
    for (const key of ['ffr:2023-03-15', 'ffr:2023-04-01', 'ffr:2023-07-01', 'ffr:2023-10-01']) await file(id, key, '2024-06-01');
    await file(id, 'ffr:2024-01-01', '2024-06-28', { confirmation: 'FFR-1' });
    await on.change(id, { ends_on: '2024-12-31' });
    const reports = await on.reports(id, 'ffr');
    expect(
      reports
        .slice(4)
        .map(({ period_start, period_end, due_on, is_final, filed_on }) => [period_start, period_end, due_on, is_final, filed_on]),
    ).toEqual([
      ['2024-01-01', '2024-02-29', '2024-06-28', true, '2024-06-28'],
      ['2024-03-01', '2024-03-31', '2024-04-30', false, null],
      ['2024-04-01', '2024-06-30', '2024-07-30', false, null],
      ['2024-07-01', '2024-09-30', '2024-10-30', false, null],
      ['2024-10-01', '2024-12-31', '2025-04-30', true, null],
    ]);
    expect(at(await on.reports(id), 'closeout').due_on).toBe('2025-04-30');
  });

  test('a termination ends the schedule: what comes after it goes, the running report is the final one', async () => {
    const id = await on.award({ starts_on: '2023-10-01', ends_on: '2026-09-30', accepted_on: '2023-10-10' });
    await on.change(id, { status: 'terminated', terminated_on: '2025-04-22' });
    const ffr = await on.reports(id, 'ffr');
    expect(ffr.at(-1)).toMatchObject({ schedule_key: 'ffr:2025-04-01', period_end: '2025-04-22', is_final: true, due_on: '2025-08-20' });
    expect((await on.reports(id, 'performance')).at(-1)).toMatchObject({
      period_start: '2025-01-01',
      period_end: '2025-04-22',
      is_final: true,
      due_on: '2025-08-20',
    });
  });

  test('terminated inside a quarter that was reported already, a final report is owed all the same', async () => {
    const id = await on.award({ starts_on: '2025-01-01', ends_on: '2026-12-31', accepted_on: '2025-01-05' });
    await file(id, 'ffr:2025-01-01', '2025-04-20');
    await on.change(id, { status: 'terminated', terminated_on: '2025-03-20' });
    expect(
      (await on.reports(id, 'ffr')).map(({ period_start, period_end, is_final, due_on, filed_on }) => [
        period_start,
        period_end,
        is_final,
        due_on,
        filed_on,
      ]),
    ).toEqual([
      ['2025-01-01', '2025-03-31', false, '2025-04-30', '2025-04-20'],
      ['2025-01-01', '2025-03-20', true, '2025-07-18', null],
    ]);
  });

  test('late acceptance makes what has passed due on that day, and an earlier one gives the days back', async () => {
    const id = await on.award({ status: 'awarded', accepted_on: null });
    expect(dues(await on.reports(id, 'ffr')).slice(0, 3)).toEqual(['2025-01-30', '2025-04-30', '2025-07-30']);
    await on.change(id, { status: 'active', accepted_on: '2025-05-12' });
    expect(dues(await on.reports(id, 'ffr')).slice(0, 3)).toEqual(['2025-05-12', '2025-05-12', '2025-07-30']);
    expect(at(await on.reports(id), 'ffr:2025-01-01').due_reason).toMatchObject({
      rule: 'ffr_quarterly',
      accepted_late: '2025-05-12',
      normal: '2025-04-30',
    });
    await on.change(id, { accepted_on: '2024-11-01' });
    expect(dues(await on.reports(id, 'ffr')).slice(0, 2)).toEqual(['2025-01-30', '2025-04-30']);
  });

  test('an amount or a listing that calls for another rule changes what is open, and a day that was overridden stays with its source', async () => {
    const id = await on.award({ listing_id: await on.listing('16.738'), federal_cents: 1400000, total_cents: 1400000 });
    expect(await on.reports(id, 'performance')).toHaveLength(4);
    const annual = at(await on.reports(id), 'performance:2025-01-01');
    await on.must('coordinator', 'override_report', { p_id: annual.id, p_due_on: '2026-03-31', p_source: 'JustGrants' });
    await on.change(id, { federal_cents: 5000000, total_cents: 5000000 });
    const reports = await on.reports(id, 'performance');
    expect(reports).toHaveLength(7);
    expect(at(reports, 'performance:2025-01-01')).toMatchObject({
      id: annual.id,
      period_end: '2025-06-30',
      due_on: '2026-03-31',
      computed_due_on: '2025-07-30',
      override_source: 'JustGrants',
    });
    await on.must('coordinator', 'clear_override', { p_id: annual.id });
    expect(at(await on.reports(id), 'performance:2025-01-01').due_on).toBe('2025-07-30');
  });

  test('an overridden report after a termination is kept, marked, and goes when somebody takes its day back', async () => {
    const id = await on.award({});
    const late = at(await on.reports(id), 'ffr:2027-01-01');
    await on.must('coordinator', 'override_report', { p_id: late.id, p_due_on: '2027-05-05', p_source: 'Mail of the grant manager' });
    await on.change(id, { status: 'terminated', terminated_on: '2025-12-31' });
    expect(at(await on.reports(id), 'ffr:2027-01-01')).toMatchObject({ is_unasked: true, due_on: '2027-05-05' });
    await on.must('coordinator', 'clear_override', { p_id: late.id });
    expect((await on.reports(id)).some(({ schedule_key }) => schedule_key === 'ffr:2027-01-01')).toBe(false);
  });

  test('what is closed keeps its schedule whatever changes, and each change of an award is undone with its schedule', async () => {
    const id = await on.award({});
    const before = await state(id);
    await on.must('coordinator', 'save_award', { p_award: { ends_on: '2028-09-30' }, p_id: id });
    expect(await on.reports(id, 'ffr')).toHaveLength(16);
    await undo('coordinator');
    expect(await state(id)).toEqual(before);
    await on.change(id, { status: 'closed', closed_on: '2028-02-01' });
    await on.change(id, { ends_on: '2029-09-30' });
    expect(await state(id)).toEqual(before);
  });
});

describe('what people do with a report', () => {
  test('FFRs are filed one after the other; performance reports in any order', async () => {
    const id = await on.award({});
    const { error } = await on.call('coordinator', 'file_report', {
      p_id: at(await on.reports(id), 'ffr:2025-01-01').id,
      p_filed_on: '2025-04-20',
    });
    expect(error).toMatchObject({ code: 'PT422', hint: 'filing_order' });
    expect(error?.message).toContain('2024-10-01');
    await file(id, 'ffr:2024-10-01', '2025-01-29', { confirmation: ' FFR-77 ' });
    await file(id, 'ffr:2025-01-01', '2025-04-20');
    await file(id, 'performance:2025-01-01', '2025-07-20');
    expect(
      await on.one('select confirmation, filed_by from award_reports where id = $1', [at(await on.reports(id), 'ffr:2024-10-01').id]),
    ).toEqual({ confirmation: 'FFR-77', filed_by: people.coordinator });
    expect(
      (await on.call('coordinator', 'file_report', { p_id: at(await on.reports(id), 'ffr:2025-01-01').id, p_filed_on: '2025-04-21' })).error
        ?.hint,
    ).toBe('report_filed');
  });

  test('an FFR is filed with the figures of its work sheet; the final one not while something is bound and unpaid', async () => {
    const id = await on.award({ starts_on: '2024-10-01', ends_on: '2025-03-31' });
    await office.exec(
      `insert into award_entries (award_id, kind, category, amount_cents, entry_on) values ($1, 'expenditure', 'travel', 1250, '2024-11-01'), ($1, 'obligation', 'travel', 900, '2024-12-01')`,
      [id],
    );
    await file(id, 'ffr:2024-10-01', '2025-01-20');
    const { frozen } = await on.one<{ frozen: { lines: object } }>(
      `select frozen from award_reports where award_id = $1 and filed_on is not null`,
      [id],
    );
    expect(frozen.lines).toMatchObject({ '10e': 1250, '10f': 900 });
    const final = { p_id: at(await on.reports(id), 'ffr:2025-01-01').id, p_filed_on: '2025-07-01' };
    expect((await on.call('coordinator', 'file_report', final)).error?.hint).toBe('unliquidated');
    await office.exec(
      `insert into award_entries (award_id, kind, category, amount_cents, entry_on) values ($1, 'obligation', 'travel', -900, '2025-04-01')`,
      [id],
    );
    await on.must('coordinator', 'file_report', final);
  });

  test('a waived one does not hold up the next; only managers waive, with a reason', async () => {
    const id = await on.award({});
    const first = at(await on.reports(id), 'ffr:2024-10-01').id;
    expect((await on.call('coordinator', 'waive_report', { p_id: first, p_reason: 'Not in JustGrants' })).error?.code).toBe('42501');
    expect((await on.call('manager', 'waive_report', { p_id: first, p_reason: ' ' })).error?.hint).toBe('waive_reason');
    await on.must('manager', 'waive_report', { p_id: first, p_reason: 'Not in JustGrants' });
    await file(id, 'ffr:2025-01-01', '2025-04-20');
    expect(await on.one('select private.regenerate_award_reports($1) as told', [id])).toEqual({
      told: { added: 0, changed: 0, removed: 0, kept: 2 },
    });
  });

  test('days that cannot be are refused at their field', async () => {
    const id = await on.award({});
    const p_id = at(await on.reports(id), 'ffr:2024-10-01').id;
    const refused = async (name: string, values: object) => (await on.call('coordinator', name, { p_id, ...values })).error?.hint;
    expect(await refused('file_report', { p_filed_on: '2199-01-01' })).toBe('filed_on');
    expect(await refused('file_report', { p_filed_on: '2024-09-30' })).toBe('filed_on');
    expect(await refused('override_report', { p_due_on: '2024-12-30', p_source: 'JustGrants' })).toBe('due_on');
    expect(await refused('override_report', { p_due_on: '2025-02-10', p_source: '' })).toBe('source');
    expect(await refused('remove_report', {})).toBe('report_of_rule');
    expect((await on.call('viewer', 'file_report', { p_id, p_filed_on: '2025-01-20' })).error?.code).toBe('42501');
    expect((await on.call('coordinator', 'file_report', { p_id: people.admin, p_filed_on: '2025-01-20' })).error?.code).toBe('PT404');
  });

  test('the final FFR as filed says how long records stay, and an undo of the filing takes that back', async () => {
    const id = await on.award({ starts_on: '2023-10-01', ends_on: '2024-02-29', accepted_on: '2023-10-02' });
    await file(id, 'ffr:2023-10-01', '2024-01-30');
    const before = await state(id);
    await file(id, 'ffr:2024-01-01', '2024-02-29');
    expect(at(await on.reports(id), 'retention')).toMatchObject({ due_on: '2027-02-28' });
    await undo();
    expect(await state(id)).toEqual(before);
  });

  test('what no rule makes is added by hand, stays through every change, and can be taken back', async () => {
    const id = await on.award({});
    expect((await on.call('coordinator', 'add_report', { p_award: id, p_report: { title: '', due_on: '2025-05-01' } })).error?.hint).toBe(
      'report_title',
    );
    const made = String(
      await on.must('coordinator', 'add_report', {
        p_award: id,
        p_report: { title: 'Evaluation plan', due_on: '2025-05-01', source: 'Award condition 12', owner_id: people.staff },
      }),
    );
    await on.change(id, { ends_on: '2026-09-30' });
    expect((await on.reports(id, 'other'))[0]).toMatchObject({ id: made, due_on: '2025-05-01', owner_id: people.staff });
    await on.must('coordinator', 'remove_report', { p_id: made });
    expect(await on.reports(id, 'other')).toEqual([]);
  });

  test('whoever has it says that they know, and hears again when the day moves', async () => {
    const id = await on.award({});
    const p_id = at(await on.reports(id), 'performance:2027-07-01').id;
    await on.must('staff', 'acknowledge_report', { p_id });
    const known = async () =>
      (await on.one<{ acknowledged_at: string | null }>('select acknowledged_at from award_reports where id = $1', [p_id])).acknowledged_at;
    expect(await known()).not.toBeNull();
    await on.change(id, { title: 'Another title' });
    expect(await known()).not.toBeNull();
    await on.change(id, { ends_on: '2027-12-31' });
    expect(await known()).toBeNull();
  });

  test('the schedule says on a day what is late, what is due and to be filed by today, what is open and what is not yet, and what waits for another', async () => {
    const id = await on.award({});
    await file(id, 'ffr:2024-10-01', '2025-02-02');
    type Line = Record<string, unknown> & { schedule_key: string };
    const rows = async (day: string) => (await on.one<{ rows: Line[] }>('select private.schedule_rows($1, $2) as rows', [id, day])).rows;
    const seen = async (day: string, key: string) => (await rows(day)).find(({ schedule_key }) => schedule_key === key);
    expect(await seen('2025-01-01', 'ffr:2024-10-01')).toMatchObject({
      state: 'filed',
      filed_days_late: 3,
      days_to_due: null,
      consequence_on: null,
    });
    // Due on Wednesday, July 30, 2025; the one before it still waits.
    expect(await seen('2025-06-19', 'ffr:2025-04-01')).toMatchObject({ state: 'upcoming', opens_on: '2025-06-20' });
    expect(await seen('2025-06-20', 'ffr:2025-04-01')).toMatchObject({
      state: 'open',
      consequence: 'asap_lock',
      consequence_on: '2025-07-30',
      blocked_by: at(await on.reports(id), 'ffr:2025-01-01').id,
    });
    expect(await seen('2025-07-30', 'ffr:2025-04-01')).toMatchObject({ state: 'due', days_to_due: 0 });
    expect(await seen('2025-07-31', 'ffr:2025-04-01')).toMatchObject({ state: 'late', days_to_due: -1 });
    // Performance reports suspend fifteen days after. A Saturday's report is due from the Friday before.
    expect(await seen('2026-07-01', 'performance:2026-01-01')).toMatchObject({
      due_on: '2026-07-30',
      consequence: 'suspension',
      consequence_on: '2026-08-14',
    });
    expect(await seen('2027-01-29', 'ffr:2026-10-01')).toMatchObject({ state: 'due', file_by: '2027-01-29', due_on: '2027-01-30' });
  });
});

describe('rules', () => {
  test('a version from a day on changes the periods that end from then on, and nothing before; one undo takes it back everywhere', async () => {
    const id = await on.award({});
    const before = await state(id);
    const rules = () =>
      office.exec('select code, valid_from::text, valid_until::text, due_days from award_report_rules order by code, valid_from');
    const old = await rules();
    const change = { code: 'ffr_quarterly', due_days: 45, valid_from: '2026-04-01', source: 'A notice of the Department' };
    expect((await on.call('coordinator', 'save_report_rule', { p_rule: change })).error?.code).toBe('42501');
    await on.must('manager', 'save_report_rule', { p_rule: change });
    expect((await rules()).filter((rule) => rule.code === 'ffr_quarterly')).toEqual([
      { code: 'ffr_quarterly', valid_from: '2000-01-01', valid_until: '2026-03-31', due_days: 30 },
      { code: 'ffr_quarterly', valid_from: '2026-04-01', valid_until: null, due_days: 45 },
    ]);
    expect(dues(await on.reports(id, 'ffr')).slice(5, 8)).toEqual(['2026-04-30', '2026-08-14', '2026-11-14']);
    expect((await on.call('manager', 'save_report_rule', { p_rule: change })).error?.hint).toBe('valid_from');
    await undo('admin');
    expect(await rules()).toEqual(old);
    expect(await state(id)).toEqual(before);
  });

  test('a rule of one’s own is made, named by an award, changed and switched off; what cannot be is refused at its field', async () => {
    const id = await on.award({});
    const rule = {
      name: 'Quarterly for this programme',
      kind: 'performance',
      period_months: 3,
      due_days: 15,
      final_due_days: 60,
      listing_numbers: ['16.045'],
      valid_from: '2020-01-01',
      source: 'Award condition',
    };
    for (const [field, value] of [
      ['name', ' '],
      ['source', ''],
      ['period_months', 4],
      ['valid_until', '2019-01-01'],
      ['due_months_end', 2],
      ['listing_numbers', ['16.7']],
      ['component_codes', ['XYZ']],
      ['consequence', 'jail'],
    ] as const)
      expect((await on.call('manager', 'save_report_rule', { p_rule: { ...rule, [field]: value } })).error?.hint, field).toBe(
        field === 'due_months_end' ? 'due_days' : field,
      );
    const made = String(await on.must('manager', 'save_report_rule', { p_rule: rule }));
    const { code, version } = await on.one<{ code: string; version: number }>(
      'select code, version from award_report_rules where id = $1',
      [made],
    );
    expect(await on.reports(id, 'performance')).toHaveLength(7);
    await on.change(id, { performance_rule: code });
    expect((await on.reports(id, 'performance')).at(0)).toMatchObject({ period_end: '2024-12-31', due_on: '2025-01-15' });
    expect(await on.reports(id, 'performance')).toHaveLength(12);
    expect(
      (await on.call('manager', 'save_report_rule', { p_rule: { is_active: false }, p_id: made, p_version: version + 1 })).error?.code,
    ).toBe('PT409');
    await on.must('manager', 'save_report_rule', { p_rule: { is_active: false }, p_id: made, p_version: version });
    expect(await on.reports(id, 'performance')).toHaveLength(7);
  });
});

describe('what the city owes as a whole', () => {
  test('single audits and the renewal at SAM.gov appear with their days, and the auditor’s report brings an audit forward', async () => {
    await on.award({});
    // As if the first award had been entered in June 2023.
    await office.exec('alter table awards disable trigger _100_stamp');
    await office.exec(`update awards set created_at = '2023-06-01T12:00:00Z'`);
    await office.exec(`update settings set sam_expires_on = '2025-03-01'`);
    const rows = () =>
      office.exec<{ id: string; schedule_key: string; due: string; opens: string }>(
        'select id, schedule_key, due_on::text as due, opens_on::text as opens from award_reports where award_id is null order by kind, due_on',
      );
    const first = await rows();
    expect(first.slice(0, 2)).toMatchObject([
      { schedule_key: 'sam_registration:2025-03-01', due: '2025-03-01', opens: '2024-12-31' },
      { schedule_key: 'single_audit:2023-05-01', due: '2025-01-31' },
    ]);
    const audit = String(first[1]?.id);
    expect((await on.call('coordinator', 'note_auditor_report', { p_id: audit, p_reported_on: '2024-04-30' })).error?.hint).toBe(
      'reported_on',
    );
    await on.must('coordinator', 'note_auditor_report', { p_id: audit, p_reported_on: '2024-10-20' });
    expect((await rows()).find(({ id }) => id === audit)?.due).toBe('2024-11-19');
    await undo();
    expect((await rows()).find(({ id }) => id === audit)?.due).toBe('2025-01-31');
    // Renewed: what was filed stays, the next day is a line of its own.
    await on.must('coordinator', 'file_report', { p_id: first[0]?.id, p_filed_on: '2024-11-01' });
    await office.exec(`update settings set sam_expires_on = '2026-03-01'`);
    expect((await rows()).filter(({ schedule_key }) => schedule_key.startsWith('sam')).map(({ due }) => due)).toEqual([
      '2025-03-01',
      '2026-03-01',
    ]);
  });
});
