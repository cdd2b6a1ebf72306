import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import type { AwardFacts, ReportFacts } from '../../../src/domain/reports/facts.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const ask = async <Answer = string>(name: string, args: Record<string, unknown>, as: 'coordinator' | 'manager' = 'coordinator') => {
  const { data, error } = await office.as(as).rpc(name as never, args as never);
  if (error) throw error;
  return data as Answer;
};
const factsOf = async (month: string): Promise<AwardFacts> => {
  const facts = await ask<ReportFacts>('report_facts', { p_month: month });
  checkFacts(facts);
  return facts.awards;
};
const award = async (facts: Record<string, unknown>, acceptedOn: string | null) => {
  const id = await ask('save_award', { p_award: { title: 'Court', federal_cents: 50_000_000, ...facts } });
  if (acceptedOn) {
    await ask('accept_award', { p_id: id, p_accepted_on: acceptedOn });
    await ask('activate_award', { p_id: id });
  }
  return id;
};
const entry = (award_id: string, kind: string, amount_cents: number, entry_on: string) =>
  ask('save_entry', { p_entry: { award_id, kind, amount_cents, entry_on, ...(kind === 'expenditure' ? { category: 'personnel' } : {}) } });

test('an office without awards has facts that say nothing', async () => {
  expect(await factsOf('2024-03-01')).toMatchObject({ states: [], rows: [], late: 0, due: 0, reports: { month: { due: 0 } } });
});

test('awards count by where they stood at the end of the month, money until then, reports by the month in which they were due', async () => {
  const court = await award(
    { award_number: '15PBJA-23-GG-00001-BSCI', federal_award_on: '2023-09-01', starts_on: '2023-10-01', ends_on: '2024-03-31' },
    '2023-09-20',
  );
  await award(
    {
      title: 'Later',
      award_number: '15PBJA-24-GG-00002-BSCI',
      federal_award_on: '2024-02-10',
      starts_on: '2024-04-01',
      ends_on: '2026-03-31',
    },
    '2024-03-08',
  );
  await ask('save_award', { p_award: { title: 'Asked for', federal_cents: 7 } });
  await entry(court, 'expenditure', 1_000_001, '2024-01-31');
  await entry(court, 'expenditure', 20, '2024-02-01');
  await entry(court, 'drawdown', 500_000, '2024-02-29');
  await entry(court, 'expenditure', 3, '2024-03-01');
  // Of the quarter until December: due January 30, filed a day late; the performance report on its day.
  const due = await office.exec<{ id: string; kind: string }>(
    `select id, kind from award_reports where award_id = $1 and due_on = '2024-01-30' order by kind`,
    [court],
  );
  expect(due.map(({ kind }) => kind)).toEqual(['ffr', 'performance']);
  expect(
    await ask<number>('file_reports', {
      p_reports: [
        { id: due[0]!.id, filed_on: '2024-01-31' },
        { id: due[1]!.id, filed_on: '2024-01-30' },
      ],
    }),
  ).toBe(2);

  const february = await factsOf('2024-02-01');
  expect(february.states).toEqual([
    { key: 'in_force', awards: 1, federal_cents: 50_000_000, spent_cents: 1_000_021, drawn_cents: 500_000 },
    { key: 'offered', awards: 1, federal_cents: 50_000_000, spent_cents: 0, drawn_cents: 0 },
  ]);
  expect(february.month).toEqual({ spent_cents: 20, drawn_cents: 500_000 });
  expect(february.offered).toMatchObject([{ title: 'Later', has_ordinance: false }]);
  expect(february.reports.previous_month).toEqual({ due: 2, on_time: 1, late: 1, open: 0 });
  expect(february.reports.month.due).toBe(0);
  expect(february.accepted).toEqual([]);

  const march = await factsOf('2024-03-01');
  expect(march.states).toMatchObject([{ key: 'in_force', awards: 2 }]);
  expect(march.accepted).toMatchObject([{ title: 'Later', federal_cents: 50_000_000 }]);
  expect(march.ended).toMatchObject([{ title: 'Court', on: '2024-03-31', is_terminated: false }]);
  // Until sixty days after the month: nothing of Later (its first is due July 30), nothing of Court (its last are due July 29).
  expect(march).toMatchObject({ horizon: '2024-05-30', late: 0, due: 0 });

  const april = await factsOf('2024-04-01');
  expect(april.states).toMatchObject([
    { key: 'in_force', awards: 1 },
    { key: 'closeout', awards: 1, spent_cents: 1_000_024 },
  ]);
  const july = await factsOf('2024-06-01');
  expect(july.late).toBe(5);
  expect(july.rows.map(({ kind, due_on, award, is_final }) => [due_on, award, kind, is_final])).toEqual([
    ['2024-07-29', 'Court', 'closeout', false],
    ['2024-07-29', 'Court', 'ffr', true],
    ['2024-07-29', 'Court', 'performance', true],
    ['2024-07-30', 'Later', 'ffr', false],
    ['2024-07-30', 'Later', 'performance', false],
  ]);
});

test('many reports of the past are filed in their order as one act, or none of them', async () => {
  const id = await award(
    { title: 'Old', award_number: '15PBJA-20-GG-00003-BSCI', starts_on: '2020-10-01', ends_on: '2021-09-30' },
    '2020-10-02',
  );
  const reports = await office.exec<{ id: string; due_on: string; is_final: boolean }>(
    `select id, due_on::text, is_final from award_reports where award_id = $1 and kind = 'ffr' order by due_on desc`,
    [id],
  );
  expect(reports).toHaveLength(4);
  const all = reports.map((one) => ({ id: one.id, filed_on: one.due_on }));
  const ahead = { p_reports: [...all.slice(1), { id: all[0]!.id, filed_on: '2099-01-01' }] };
  const refused = await office.as('coordinator').rpc('file_reports' as never, ahead as never);
  expect(refused.error).toMatchObject({ code: 'PT422', hint: 'filed_on', details: all[0]!.id });
  expect(refused.error?.message).toContain('2021-07-01 to 2021-09-30: ');
  // The last of them without those before it: its place in the sequence is said.
  const alone = await office.as('coordinator').rpc('file_reports' as never, { p_reports: [all[0]] } as never);
  expect(alone.error).toMatchObject({ hint: 'filing_order' });
  expect(await office.exec('select 1 from award_reports where award_id = $1 and filed_on is not null', [id])).toEqual([]);
  expect((await office.as('coordinator').rpc('file_reports' as never, { p_reports: [] } as never)).error).toMatchObject({
    hint: 'reports_chosen',
  });

  expect(await ask<number>('file_reports', { p_reports: all })).toBe(4);
  const sets = await office.exec(
    `select count(distinct c.change_set)::int as n from changes c join award_reports r on r.id::text = c.record_id where r.award_id = $1 and c.after ? 'filed_on'`,
    [id],
  );
  expect(sets).toEqual([{ n: 1 }]);
});
