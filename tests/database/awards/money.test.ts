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

type Span = { from: string; to: string; year: number; quarter: number; federal_cents: number; drawn_cents: number };
type Money = {
  spans: Span[];
  cash: { on_hand_cents: number; old_cents: number; layers: { drawn_on: string; left_cents: number; days: number }[] };
  burn: { elapsed_bp: number; spent_bp: number; points: { on: string; spent_cents: number; elapsed_bp: number }[] };
  to_draw: { withheld_cents: number; available_cents: number };
  budget: { matches: boolean } | null;
  later: number;
};
const money = (award: string, query: object = {}) => m.must<Money>('viewer', 'award_money', { p_award: award, p_query: query });

describe('spans of time', () => {
  const spans = async (by: string, ...days: string[]) => {
    const award = await m.award({ starts_on: '2026-04-01', ends_on: '2027-06-30', federal_award_on: null, accepted_on: '2026-04-01' });
    await m.entries(
      award,
      days.map((entry_on, n) => ({ entry_on, amount_cents: 10 ** n })),
    );
    return (await money(award, { by, until: '2026-11-30' })).spans;
  };

  test('the city’s fiscal year turns on the office’s own month and has the name of the year in which it ends', async () => {
    expect(
      (await spans('city_fy', '2026-04-30', '2026-05-01')).map(({ from, to, year, federal_cents }) => [from, to, year, federal_cents]),
    ).toEqual([
      ['2025-05-01', '2026-04-30', 2026, 1],
      ['2026-05-01', '2027-04-30', 2027, 10],
    ]);
    await office.exec('update settings set fiscal_year_start_month = 1');
    expect((await spans('city_fy', '2026-04-30')).map(({ from, year }) => [from, year])).toEqual([['2026-01-01', 2026]]);
    await office.exec('update settings set fiscal_year_start_month = 5');
  });

  test('the federal year turns on October 1, quarters are those of the calendar, and none is left out', async () => {
    expect(
      (await spans('federal_fy', '2026-09-30', '2026-10-01')).map(({ from, year, federal_cents }) => [from, year, federal_cents]),
    ).toEqual([
      ['2025-10-01', 2026, 1],
      ['2026-10-01', 2027, 10],
    ]);
    expect(
      (await spans('quarter', '2026-06-30', '2026-10-01')).map(({ to, quarter, federal_cents }) => [to, quarter, federal_cents]),
    ).toEqual([
      ['2026-06-30', 2, 1],
      ['2026-09-30', 3, 0],
      ['2026-12-31', 4, 10],
    ]);
    expect(await spans('month', '2026-04-01')).toHaveLength(8);
  });

  test('can be those of one category', async () => {
    const award = await m.award();
    await m.entries(award, [{ amount_cents: 100 }, { amount_cents: 900, category: 'travel' }]);
    const { spans: found } = await money(award, { by: 'federal_fy', until: '2024-12-31', category: 'travel' });
    expect(found.map(({ federal_cents }) => federal_cents)).toEqual([900]);
  });
});

describe('cash on hand', () => {
  const draw = (award: string, entry_on: string, amount_cents: number) => m.entries(award, [{ kind: 'drawdown', entry_on, amount_cents }]);
  const spend = (award: string, entry_on: string, amount_cents: number) => m.entries(award, [{ entry_on, amount_cents }]);

  test('is old on the eleventh day, not on the tenth', async () => {
    const award = await m.award();
    await draw(award, '2024-11-01', 1_000);
    expect((await money(award, { until: '2024-11-11' })).cash).toMatchObject({ on_hand_cents: 1_000, old_cents: 0 });
    expect((await money(award, { until: '2024-11-12' })).cash).toMatchObject({ old_cents: 1_000, layers: [{ days: 11 }] });
  });

  test('is spent in the order in which it was drawn', async () => {
    const award = await m.award();
    await draw(award, '2024-11-01', 1_000);
    await draw(award, '2024-11-20', 500);
    await spend(award, '2024-11-21', 1_200);
    expect((await money(award, { until: '2024-11-25' })).cash).toEqual({
      on_hand_cents: 300,
      old_cents: 0,
      layers: [expect.objectContaining({ drawn_on: '2024-11-20', left_cents: 300, days: 5 })],
    });
  });

  test('is nothing where a drawdown pays back what the city spent before', async () => {
    const award = await m.award();
    await spend(award, '2024-11-01', 700);
    await draw(award, '2024-11-20', 1_000);
    expect((await money(award, { until: '2024-12-31' })).cash).toMatchObject({ on_hand_cents: 300, old_cents: 300 });
    await draw(award, '2024-12-31', -300);
    expect((await money(award, { until: '2024-12-31' })).cash).toEqual({ on_hand_cents: 0, old_cents: 0, layers: [] });
  });

  test('is federal cash: match and income neither fill nor empty it', async () => {
    const award = await m.award();
    await draw(award, '2024-11-01', 1_000);
    await m.entries(award, [{ share: 'match', amount_cents: 600, entry_on: '2024-11-02' }]);
    expect((await money(award, { until: '2024-11-05' })).cash.on_hand_cents).toBe(1_000);
  });

  test('is known for all awards at once, as for each', async () => {
    const [one, other] = [await m.award(), await m.award()];
    await draw(one, '2024-11-01', 10);
    await draw(other, '2024-11-15', 20);
    const rows = await office.exec(
      `select award_id, old_cents::integer as old, oldest_days from private.awards_cash('2024-11-20') where award_id in ($1, $2) order by oldest_days`,
      [one, other],
    );
    expect(rows).toEqual([
      { award_id: other, old: 0, oldest_days: 5 },
      { award_id: one, old: 10, oldest_days: 19 },
    ]);
  });
});

describe('what may be drawn', () => {
  test('is without what open conditions withhold and what was drawn', async () => {
    const award = await m.award();
    await office.exec(
      `insert into award_conditions (award_id, number, text, withheld_cents, cleared_on) values ($1, '1', 'Budget clearance', 40000000, '2024-12-01'), ($1, '2', 'Policy', 500000, null)`,
      [award],
    );
    await m.entries(award, [{ kind: 'drawdown', amount_cents: 1_000_000 }]);
    expect((await money(award, { until: '2024-11-30' })).to_draw).toMatchObject({ withheld_cents: 40_500_000, available_cents: 8_500_000 });
    expect((await money(award, { until: '2024-12-01' })).to_draw).toMatchObject({ withheld_cents: 500_000, available_cents: 48_500_000 });
  });
});

describe('burn', () => {
  test('is told month end by month end, against the time that has passed', async () => {
    const award = await m.award({ starts_on: '2025-01-01', ends_on: '2025-12-31', federal_cents: 1_000 });
    await m.entries(award, [
      { entry_on: '2025-01-31', amount_cents: 100 },
      { entry_on: '2025-02-01', amount_cents: 150 },
    ]);
    const { burn } = await money(award, { until: '2025-03-15' });
    expect(burn.points.map(({ on, spent_cents, elapsed_bp }) => [on, spent_cents, elapsed_bp])).toEqual([
      ['2025-01-31', 100, 849],
      ['2025-02-28', 250, 1616],
      ['2025-03-15', 250, 2027],
    ]);
    expect(burn).toMatchObject({ elapsed_bp: 2027, spent_bp: 2500 });
    expect((await money(award, { until: '2026-02-01' })).burn).toMatchObject({ elapsed_bp: 10_000 });
  });

  test('has no share of an award without federal money, and no time before it starts', async () => {
    const award = await m.award({ federal_cents: 0 });
    expect((await money(award, { until: '2024-09-01' })).burn).toMatchObject({ elapsed_bp: 0, spent_bp: null, points: [] });
  });

  test('what is dated after the day is counted apart', async () => {
    const award = await m.award();
    await m.entries(award, [{ entry_on: '2025-02-01', amount_cents: 100 }]);
    expect(await money(award, { until: '2025-01-31' })).toMatchObject({ later: 1, burn: { spent_bp: 0 } });
  });
});

test('a budget that no longer comes to what the award says is told', async () => {
  const award = await m.award();
  await m.must('coordinator', 'save_budget', { p_award: award, p_lines: [{ category: 'other', federal_cents: 50_000_000 }] });
  expect((await money(award)).budget?.matches).toBe(true);
  await office.exec('update awards set federal_cents = 49999999, total_cents = 49999999 where id = $1', [award]);
  expect((await money(award)).budget?.matches).toBe(false);
});
