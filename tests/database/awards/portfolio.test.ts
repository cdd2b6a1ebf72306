import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { moneyOf } from './money-support.ts';

let office: TestOffice;
let m: ReturnType<typeof moneyOf>;
beforeAll(async () => {
  office = await openOffice();
  m = moneyOf(office);
});
afterAll(() => office.close());

type Row = Record<string, unknown> & { id: string; flags: { severity: number }[]; department_id: string | null };
type Portfolio = {
  rows: Row[];
  totals: Record<string, number>;
  departments: { id: string | null; name: string | null; awards: number }[];
};
const portfolio = async (day: string, query: object = {}) =>
  (await m.one<{ p: Portfolio }>('select private.award_portfolio($2, $1) as p', [day, query])).p;
const department = (name: string) =>
  m.one<{ id: string }>(`insert into organizations (name, kind) values ($1, 'department') returning id`, [name]);

test('each row says what the award’s own pages say, the totals are the sum of the rows to the cent, and departments add up', async () => {
  const [health, police] = [await department('Health office'), await department('Police office')];
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) {
    const id = await m.award({ department_id: [health.id, police.id, null][n % 3] ?? null, federal_cents: 300_000_00 + n });
    await m.entries(id, [
      { amount_cents: 12_345_67 + n * 1_000_01, entry_on: '2025-03-01' },
      { kind: 'drawdown', amount_cents: 20_000_03 + n, entry_on: '2025-02-01' },
      { amount_cents: 999_99, entry_on: '2026-12-01' },
    ]);
    await office.exec(`insert into award_conditions (award_id, text, withheld_cents) values ($1, 'Clearance', $2)`, [id, 1_000_00 + n]);
    ids.push(id);
  }
  await m.award({ status: 'applied', award_number: null });
  const today = '2025-06-30';
  const { rows, totals, departments } = await portfolio(today);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
  for (const row of rows) {
    const page = await m.one<{ to_draw: Record<string, number>; burn: Record<string, number>; report: Record<string, string> }>(
      `select private.award_to_draw(a, $2) as to_draw, private.award_burn(a, $2) as burn,
         (select r from jsonb_array_elements(private.schedule_rows(a.id, $2)) r where r ->> 'state' not in ('filed', 'waived') and r ->> 'kind' <> 'retention' limit 1) as report from awards a where a.id = $1`,
      [row.id, today],
    );
    expect(row).toMatchObject({
      drawn_cents: page.to_draw.drawn_cents,
      withheld_cents: page.to_draw.withheld_cents,
      available_cents: page.to_draw.available_cents,
      elapsed_bp: page.burn.elapsed_bp,
      spent_bp: page.burn.spent_bp,
      next_report: { id: page.report.id, due_on: page.report.due_on, file_by: page.report.file_by },
    });
  }
  for (const name of ['federal_cents', 'total_cents', 'spent_cents', 'drawn_cents', 'withheld_cents', 'available_cents', 'late'] as const)
    expect(BigInt(totals[name] ?? -1)).toBe(rows.reduce((sum, row) => sum + BigInt(row[name] as number), 0n));
  const severities = rows.map(({ flags }) => flags[0]?.severity ?? 0);
  expect(severities).toEqual([...severities].sort((a, b) => b - a));
  expect(departments.map(({ name, awards }) => [name, awards])).toEqual([
    ['Health office', 2],
    ['Police office', 2],
    [null, 2],
  ]);
  const some = await portfolio(today, { filters: { department: [health.id] } });
  expect(some.rows.map(({ department_id }) => department_id)).toEqual([health.id, health.id]);
  expect((await m.refuse('viewer', 'award_portfolio', { p_query: { filters: { department: ['nobody'] } } }))?.hint).toBe('filters');
});

test('a department owes what is late and what comes due within a year, day by day, and sees its shares of other awards', async () => {
  const parks = await department('Parks office');
  const own = await m.award({ department_id: parks.id, title: 'Lights', starts_on: '2025-10-01', ends_on: '2026-09-30' });
  const other = await m.award({ title: 'Trees' });
  await office.exec(`insert into award_shares (award_id, organization_id, amount_cents, purpose) values ($1, $2, 2500000, 'Rangers')`, [
    other,
    parks.id,
  ]);
  await office.exec(`insert into award_conditions (award_id, text, due_on, withheld_cents) values ($1, 'Policy on cameras', '2026-02-10', 5), ($1, 'Some day', null, 0)`, [own]); // biome-ignore format: one statement
  const { owes, shares } = (
    await m.one<{ d: { owes: Record<string, unknown>[]; shares: Record<string, unknown>[] } }>(
      'select private.department_awards($1, $2) as d',
      [parks.id, '2026-01-31'],
    )
  ).d;
  expect(owes.map(({ what, kind, due_on, file_by, state }) => [what, kind, due_on, file_by, state])).toEqual([
    ['report', 'ffr', '2026-01-30', '2026-01-30', 'late'],
    ['report', 'performance', '2026-01-30', '2026-01-30', 'late'],
    ['condition', null, '2026-02-10', '2026-02-10', 'open'],
    ['report', 'ffr', '2026-04-30', '2026-04-30', 'upcoming'],
    ['report', 'ffr', '2026-07-30', '2026-07-30', 'upcoming'],
    ['report', 'performance', '2026-07-30', '2026-07-30', 'upcoming'],
    ['report', 'closeout', '2027-01-28', '2027-01-28', 'upcoming'],
    ['report', 'ffr', '2027-01-28', '2027-01-28', 'upcoming'],
    ['report', 'performance', '2027-01-28', '2027-01-28', 'upcoming'],
  ]);
  expect(shares).toMatchObject([{ award_id: other, award_title: 'Trees', amount_cents: 2500000, purpose: 'Rangers' }]);
  expect((await m.call('viewer', 'department_awards', { p_department: crypto.randomUUID() })).error).toMatchObject({ code: 'PT404' });
  const without = await m.must<{ rows: Row[] }>('viewer', 'department_awards', {});
  expect(without.rows.some(({ id }) => id === other)).toBe(true);
});

test('flags are answered for the awards that are asked for, in one call, and an award that is over has none', async () => {
  const [open, closed] = [
    await m.award({ starts_on: '2020-01-01', ends_on: '2021-12-31', accepted_on: '2020-02-01', federal_award_on: '2020-01-01' }),
    await m.award({ starts_on: '2020-01-01', ends_on: '2021-12-31', accepted_on: '2020-02-01', federal_award_on: '2020-01-01' }),
  ];
  await office.exec(`update awards set status = 'closed', closed_on = '2022-06-01' where id = $1`, [closed]);
  const answer = await m.must<Record<string, { code: string }[]>>('viewer', 'award_flags', { p_awards: [open, closed] });
  expect(Object.keys(answer)).toEqual([open]);
  expect(answer[open]?.[0]?.code).toBe('report_late');
});
