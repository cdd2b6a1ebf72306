import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { sharedData } from '../../support/shared-data.ts';
import { schedulesOf } from './schedule-support.ts';

let office: TestOffice;
let on: ReturnType<typeof schedulesOf>;
beforeAll(async () => {
  office = await openOffice();
  on = schedulesOf(office);
});
afterAll(() => office.close());

/** Period, due and whether it is the last, of one kind. */
async function lines(award: { starts_on: string; ends_on: string; [more: string]: string | number | null }, kind: string) {
  return (await on.preview(award))
    .filter((line) => line.kind === kind)
    .sort((a, b) => String(a.period_start).localeCompare(String(b.period_start)))
    .map(({ period_start, period_end, due_on, is_final }) => ({
      period_start,
      period_end,
      due: due_on,
      kind: is_final ? 'final' : 'interim',
    }));
}
const dues = async (award: Parameters<typeof lines>[0], kind: string) => (await lines(award, kind)).map(({ due }) => due);
const sql = async (expression: string, values: unknown[]) =>
  (await on.one<{ day: string }>(`select (${expression})::text as day`, values)).day;

const file = sharedData('date_vectors.json');
describe.skipIf(!existsSync(file))('the worked examples beside the checkout (skipped where they are absent)', () => {
  type Lines = Awaited<ReturnType<typeof lines>>;
  type Vectors = Record<'G1' | 'G2_COPS' | 'G4', { start: string; end: string; ffr: Lines; performance: { reports: Lines } }> & {
    closeout_120: { pop_end: string; due: string }[];
    subrecipient_90: { subaward_end: string; due: string }[];
    ffata: { subaward_issued: string; due: string }[];
    single_audit: { fy: string; threshold: number; due_nine_months: string }[];
    retention_3y: { final_ffr_submitted: string; keep_through: string }[];
  };
  const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Vectors) : ({} as Vectors);

  test.each(['G1', 'G2_COPS', 'G4'] as const)('the schedule %s comes out line by line', async (name) => {
    const { start, end, ffr, performance } = vectors[name];
    const listing = name === 'G2_COPS' ? await on.listing('16.710') : null;
    const award = { starts_on: start, ends_on: end, federal_cents: 50000000, listing_id: listing };
    expect(await lines(award, 'ffr')).toEqual(ffr);
    expect(await lines(award, 'performance')).toEqual(performance.reports);
  });

  test('closeouts, final reports of subrecipients, FFATA, single audits and retention fall on their days', async () => {
    for (const { pop_end, due } of vectors.closeout_120)
      expect(await dues({ starts_on: '2025-01-01', ends_on: pop_end, federal_cents: 1 }, 'closeout'), pop_end).toEqual([due]);
    const rule = async (code: string, name: string) =>
      Number(
        (
          await on.one<{ n: number }>(`select ${name} as n from award_report_rules where code = $1 order by valid_from desc limit 1`, [
            code,
          ])
        ).n,
      );
    for (const { subaward_end, due } of vectors.subrecipient_90)
      expect(await sql('$1::date + $2::integer', [subaward_end, await rule('subaward_final', 'final_due_days')])).toBe(due);
    for (const { subaward_issued, due } of vectors.ffata)
      expect(await sql('private.plus_months_end($1::date, $2::integer)', [subaward_issued, await rule('ffata', 'due_months_end')])).toBe(
        due,
      );
    for (const { fy, threshold, due_nine_months } of vectors.single_audit) {
      const { facts } = await on.one<{ facts: Record<string, unknown> }>('select private.single_audit($1::date) as facts', [
        fy.slice(0, 10),
      ]);
      expect(facts).toMatchObject({ threshold_cents: threshold * 100, due_on: due_nine_months });
    }
    for (const { final_ffr_submitted, keep_through } of vectors.retention_3y)
      expect(
        await sql('($1::date + make_interval(years => $2::integer))::date', [final_ffr_submitted, await rule('retention', 'due_years')]),
      ).toBe(keep_through);
  });
});

describe('days that are worked out by hand', () => {
  test('three years give twelve FFRs and seven performance reports, the last of each 120 days after the end', async () => {
    const award = { starts_on: '2024-10-01', ends_on: '2027-09-30', federal_cents: 50000000 };
    expect(await dues(award, 'ffr')).toEqual([
      ...['2025-01-30', '2025-04-30', '2025-07-30', '2025-10-30', '2026-01-30', '2026-04-30', '2026-07-30', '2026-10-30'],
      ...['2027-01-30', '2027-04-30', '2027-07-30', '2028-01-28'],
    ]);
    expect(await lines(award, 'performance')).toMatchObject([
      { period_start: '2024-10-01', period_end: '2024-12-31', due: '2025-01-30' },
      ...['2025-07-30', '2026-01-30', '2026-07-30', '2027-01-30', '2027-07-30'].map((due) => ({ due, kind: 'interim' })),
      { due: '2028-01-28', kind: 'final' },
    ]);
  });

  test('COPS reports on February and August, on March 1 in a leap year, and asks to compare with JustGrants', async () => {
    const award = { starts_on: '2025-10-01', ends_on: '2028-09-30', federal_cents: 50000000, listing_id: await on.listing('16.710') };
    expect(await dues(award, 'performance')).toEqual([
      '2026-03-02',
      '2026-08-30',
      '2027-03-02',
      '2027-08-30',
      '2028-03-01',
      '2028-08-30',
      '2029-01-28',
    ]);
    expect((await on.preview(award)).find(({ kind }) => kind === 'performance')?.due_reason).toMatchObject({
      rule: 'performance_cops',
      days: 30,
      confirm: true,
    });
    expect((await dues(award, 'ffr')).at(-1)).toBe('2029-01-28');
    // The component alone says so too, without an Assistance Listing.
    const { id } = await on.one<{ id: string }>(`select id from grant_components where code = 'COPS'`);
    expect(await dues({ ...award, listing_id: null, component_id: id }, 'performance')).toContain('2028-03-01');
  });

  test('an award that begins and ends within a quarter reports on what it has of it', async () => {
    const ffr = await lines({ starts_on: '2023-03-15', ends_on: '2024-02-29', federal_cents: 1 }, 'ffr');
    expect(ffr[0]).toEqual({ period_start: '2023-03-15', period_end: '2023-03-31', due: '2023-04-30', kind: 'interim' });
    expect(ffr.at(-1)).toEqual({ period_start: '2024-01-01', period_end: '2024-02-29', due: '2024-06-28', kind: 'final' });
    expect(ffr).toHaveLength(5);
  });

  test('the final report takes the place of the last interim one', async () => {
    expect(await dues({ starts_on: '2026-01-01', ends_on: '2026-12-31', federal_cents: 1 }, 'ffr')).toEqual([
      '2026-04-30',
      '2026-07-30',
      '2026-10-30',
      '2027-04-30',
    ]);
  });

  test.each([
    ['2027-10-31', '2028-02-28'],
    ['2026-11-01', '2027-03-01'],
    ['2028-02-29', '2028-06-28'],
  ])('what ends on %s is closed out by %s', async (ends, due) => {
    expect(await dues({ starts_on: '2024-10-01', ends_on: ends, federal_cents: 1 }, 'closeout')).toEqual([due]);
  });

  test('a termination takes the place of the end', async () => {
    const terminated = { starts_on: '2023-10-01', ends_on: '2026-09-30', terminated_on: '2025-04-22', federal_cents: 1 };
    expect(await lines(terminated, 'ffr')).toHaveLength(7);
    expect((await lines(terminated, 'ffr')).at(-1)).toEqual({
      period_start: '2025-04-01',
      period_end: '2025-04-22',
      due: '2025-08-20',
      kind: 'final',
    });
    expect(await dues(terminated, 'closeout')).toEqual(['2025-08-20']);
  });

  test('what had passed when the award was accepted is due on acceptance, and says what the day was', async () => {
    const late = { starts_on: '2024-10-01', ends_on: '2027-09-30', accepted_on: '2025-05-12', federal_cents: 1 };
    expect((await dues(late, 'ffr')).slice(0, 3)).toEqual(['2025-05-12', '2025-05-12', '2025-07-30']);
    expect((await lines(late, 'ffr'))[0]?.period_start).toBe('2024-10-01');
    expect(
      (await on.preview(late)).filter(({ due_on }) => due_on === '2025-05-12').map(({ kind, due_reason }) => [kind, due_reason.normal]),
    ).toEqual([
      ['ffr', '2025-01-30'],
      ['ffr', '2025-04-30'],
      ['performance', '2025-01-30'],
    ]);
  });

  test('JAG reports once a year under 25,000.00 and twice from there on, and its measures each quarter', async () => {
    const jag = { starts_on: '2024-10-01', ends_on: '2026-09-30', listing_id: await on.listing('16.738') };
    expect(await dues({ ...jag, federal_cents: 2499999 }, 'performance')).toEqual(['2025-01-30', '2026-01-30', '2027-01-28']);
    expect(await dues({ ...jag, federal_cents: 2500000 }, 'performance')).toEqual([
      '2025-01-30',
      '2025-07-30',
      '2026-01-30',
      '2026-07-30',
      '2027-01-28',
    ]);
    expect(await dues({ ...jag, federal_cents: 1445800 }, 'pmt')).toEqual([
      ...['2025-01-30', '2025-04-30', '2025-07-30', '2025-10-30', '2026-01-30', '2026-04-30', '2026-07-30', '2026-10-30'],
    ]);
    expect(await dues({ ...jag, listing_id: await on.listing('16.753'), federal_cents: 2500000 }, 'pmt')).toEqual([]);
  });

  test('what has no report in JustGrants is asked for none', async () => {
    const vests = { starts_on: '2024-10-01', ends_on: '2026-09-30', listing_id: await on.listing('16.607'), federal_cents: 1 };
    expect(await dues(vests, 'ffr')).toEqual([]);
    expect(await dues(vests, 'performance')).toEqual([]);
  });

  test('an FFR opens ten days before its quarter ends and is filed by the last business day on or before its day', async () => {
    const award = { starts_on: '2026-10-01', ends_on: '2027-12-31', federal_cents: 1 };
    const first = (await on.preview(award)).find(({ period_end, kind }) => kind === 'ffr' && period_end === '2026-12-31');
    expect(first).toMatchObject({ opens_on: '2026-12-21', due_on: '2027-01-30', file_by: '2027-01-29' });
    // Memorial Day is a Monday: what would be due on it is filed the Friday before.
    expect(await sql('private.file_by($1::date)', ['2026-05-25'])).toBe('2026-05-22');
    expect(await sql('private.file_by($1::date)', ['2026-07-04'])).toBe('2026-07-02');
  });

  test('months end where they end', async () => {
    for (const [from, months, to] of [
      ['2025-11-07', 1, '2025-12-31'],
      ['2026-01-31', 1, '2026-02-28'],
      ['2028-01-31', 1, '2028-02-29'],
      ['2026-12-15', 1, '2027-01-31'],
      ['2026-04-30', 9, '2027-01-31'],
    ] as const)
      expect(await sql('private.plus_months_end($1::date, $2::integer)', [from, months]), from).toBe(to);
  });

  test('a single audit goes by the day on which the fiscal year begins, and is due by the earlier of two days', async () => {
    const audit = async (start: string, spent: number | null, reported: string | null = null) =>
      (
        await on.one<{ facts: Record<string, unknown> }>('select private.single_audit($1::date, $2::bigint, $3::date) as facts', [
          start,
          spent,
          reported,
        ])
      ).facts;
    expect(await audit('2024-05-01', 80000000)).toMatchObject({ threshold_cents: 75000000, needed: true, due_on: '2026-01-31' });
    expect(await audit('2025-05-01', 80000000)).toMatchObject({ threshold_cents: 100000000, needed: false, due_on: '2027-01-31' });
    expect(await audit('2025-05-01', 100000000)).toMatchObject({ needed: true });
    expect(await audit('2024-05-01', 74999999)).toMatchObject({ needed: false });
    // Fiscal years that begin on the day itself count to the new threshold; the day before to the old one.
    expect(await audit('2024-10-01', null)).toMatchObject({ threshold_cents: 100000000 });
    expect(await audit('2024-09-01', null)).toMatchObject({ threshold_cents: 75000000 });
    expect(await audit('2025-05-01', null, '2026-10-20')).toMatchObject({ due_on: '2026-11-19' });
    expect(await audit('2025-05-01', null, '2027-01-20')).toMatchObject({ due_on: '2027-01-31' });
  });
});
