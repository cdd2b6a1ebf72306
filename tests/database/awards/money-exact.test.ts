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

type Row = { id: string; kind: string; share: string; category: string | null; cents: bigint; day: string; obligation: string | null };
const categories = [
  'personnel',
  'fringe',
  'travel',
  'equipment',
  'supplies',
  'construction',
  'subawards',
  'procurement',
  'other',
  'indirect',
];
const shares = ['federal', 'match', 'program_income'];

/** Whole numbers that are the same in each run. */
function chance(seed: number) {
  let state = seed;
  const below = (n: number) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
  // Up to a trillion dollars: far beyond what a floating point number adds without loss.
  const cents = () => BigInt(below(2147483646)) * 46_000n + BigInt(below(46_000)) + 1n;
  return { below, cents, pick: <One>(from: readonly One[]) => from[below(from.length)] as One };
}

/** A ledger of everything that can be entered, corrections and payments of obligations among it. */
function ledger(seed: number, size: number): Row[] {
  const { below, cents, pick } = chance(seed);
  const rows: Row[] = [];
  for (let n = 0; n < size; n += 1) {
    const kind = pick(['obligation', 'expenditure', 'expenditure', 'expenditure', 'drawdown', 'program_income']);
    const orders = rows.filter((row) => row.kind === 'obligation');
    const order = kind === 'expenditure' && orders.length > 0 && below(3) === 0 ? pick(orders) : null;
    const amount = cents();
    rows.push({
      id: `00000000-0000-4000-8000-${String(seed * 10_000 + n).padStart(12, '0')}`,
      kind,
      share: order?.share ?? (kind === 'drawdown' ? 'federal' : kind === 'program_income' ? 'program_income' : pick(shares)),
      category: kind === 'obligation' || kind === 'expenditure' ? pick(categories) : null,
      cents: below(6) === 0 ? -amount : amount,
      day: `2025-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
      obligation: order?.id ?? null,
    });
  }
  return rows;
}

const sum = (rows: Row[]): bigint => rows.reduce((total, { cents }) => total + cents, 0n);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What is open of obligations, worked out one by one. */
const openOf = (orders: Row[], counted: Row[]): bigint =>
  orders.reduce((total, order) => {
    const paid = sum(counted.filter(({ obligation }) => obligation === order.id));
    return total + (order.cents < 0n ? order.cents : most(order.cents - most(paid, 0n), 0n));
  }, 0n);

async function enter(rows: Row[]): Promise<string> {
  const award = await m.award({ starts_on: '2025-01-01', ends_on: '2029-12-31' });
  await office.exec(
    `insert into award_entries (id, award_id, kind, share, category, amount_cents, entry_on, obligation_id)
     select (r ->> 0)::uuid, $1, r ->> 1, r ->> 2, r ->> 3, (r ->> 4)::bigint, (r ->> 5)::date, (r ->> 6)::uuid from jsonb_array_elements($2::jsonb) with ordinality a (r, n) order by n`,
    [award, JSON.stringify(rows.map((row) => [row.id, row.kind, row.share, row.category, String(row.cents), row.day, row.obligation]))],
  );
  return award;
}

test('balances are exact in cents, whatever was entered and up to whichever day', { timeout: 120_000 }, async () => {
  for (const seed of [11, 12, 13, 14]) {
    const rows = ledger(seed, 300);
    const award = await enter(rows);
    for (const until of ['2025-03-31', '2025-08-15', null]) {
      const counted = rows.filter(({ day }) => until === null || day <= until);
      const found = await office.exec<Record<string, string>>(
        `select category, spent_federal_cents::text, spent_match_cents::text, spent_income_cents::text, obligated_federal_cents::text, open_federal_cents::text, open_match_cents::text, open_income_cents::text,
          left_federal_cents::text from private.award_balances($1, $2)`,
        [award, until],
      );
      const expected = categories.map((category) => {
        const of = (kind: string, share: string) =>
          counted.filter((row) => row.category === category && row.kind === kind && row.share === share);
        const open = (share: string) => openOf(of('obligation', share), counted);
        return {
          category,
          spent_federal_cents: String(sum(of('expenditure', 'federal'))),
          spent_match_cents: String(sum(of('expenditure', 'match'))),
          spent_income_cents: String(sum(of('expenditure', 'program_income'))),
          obligated_federal_cents: String(sum(of('obligation', 'federal'))),
          open_federal_cents: String(open('federal')),
          open_match_cents: String(open('match')),
          open_income_cents: String(open('program_income')),
          left_federal_cents: String(-sum(of('expenditure', 'federal')) - open('federal')),
        };
      });
      expect(found).toEqual(expected);
    }
  }
});

test('the lines of a work sheet are exact in cents, quarter by quarter', { timeout: 120_000 }, async () => {
  for (const seed of [21, 22, 23]) {
    const rows = ledger(seed, 300);
    const award = await enter(rows);
    for (const until of ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31']) {
      const counted = rows.filter(({ day }) => day <= until);
      const of = (kind: string, share?: string) =>
        sum(counted.filter((row) => row.kind === kind && (share === undefined || row.share === share)));
      const open = openOf(
        counted.filter(({ kind, share }) => kind === 'obligation' && share === 'federal'),
        counted,
      );
      const federal = of('expenditure', 'federal');
      const lines = await m.one<{ lines: Record<string, string> }>(
        `select jsonb_object_agg(key, value) as lines from jsonb_each_text(private.ffr_worksheet($1, $2) -> 'lines')`,
        [award, until],
      );
      expect(lines.lines).toMatchObject({
        '10a': String(of('drawdown')),
        '10c': String(of('drawdown') - federal),
        '10e': String(federal),
        '10f': String(open),
        '10h': String(50_000_000n - federal - open),
        '10k': String(-of('expenditure', 'match')),
        '10l': String(of('program_income')),
        '10o': String(of('program_income') - of('expenditure', 'program_income')),
      });
    }
  }
});

test('spans add up to the whole, and what is left of drawdowns to the cash on hand', { timeout: 120_000 }, async () => {
  for (const seed of [31, 32, 33]) {
    const rows = ledger(seed, 300);
    const award = await enter(rows);
    for (const by of ['month', 'quarter', 'city_fy', 'federal_fy']) {
      const found = await m.one<Record<string, string>>(
        `select sum((s ->> 'federal_cents')::numeric)::text as federal, sum((s ->> 'drawn_cents')::numeric)::text as drawn, sum((s ->> 'obligated_cents')::numeric)::text as obligated
         from awards a cross join lateral jsonb_array_elements(private.award_spans(a, $2, '2025-12-31')) s where a.id = $1`,
        [award, by],
      );
      const of = (kind: string, share?: string) =>
        sum(rows.filter((row) => row.kind === kind && (share === undefined || row.share === share)));
      expect(found).toEqual({
        federal: String(of('expenditure', 'federal')),
        drawn: String(of('drawdown')),
        obligated: String(of('obligation')),
      });
    }
    for (const until of ['2025-02-10', '2025-07-01', '2025-12-31']) {
      const counted = rows.filter(({ day, share }) => day <= until && share === 'federal');
      const onHand = sum(counted.filter(({ kind }) => kind === 'drawdown')) - sum(counted.filter(({ kind }) => kind === 'expenditure'));
      const cash = await m.one<{ cents: string }>('select coalesce(sum(left_cents), 0)::text as cents from private.cash_layers($2, $1)', [
        award,
        until,
      ]);
      // What was drawn in all (returns apart) is the most that can be there.
      const drawn = sum(counted.filter(({ kind, cents }) => kind === 'drawdown' && cents > 0n));
      const expected = onHand < 0n ? 0n : onHand > drawn ? drawn : onHand;
      expect(cash.cents).toBe(String(expected));
    }
  }
});
