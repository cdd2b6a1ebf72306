import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { determined, subawardsOf } from './subawards-support.ts';

let office: TestOffice;
let sub: ReturnType<typeof subawardsOf>;
beforeAll(async () => {
  office = await openOffice();
  sub = subawardsOf(office);
});
afterAll(() => office.close());

/** A subaward with these actions in the order in which they were entered. */
async function withActions(...actions: [string, number][]) {
  const one = await sub.make();
  for (const [day, cents] of actions) await sub.answered(sub.act(one, day, cents));
  return one;
}

describe('when a subaward is reported under FFATA', () => {
  test.each([
    ['2025-11-07', '2025-12-31'],
    ['2026-01-31', '2026-02-28'],
    ['2027-01-05', '2027-02-28'],
    ['2026-12-15', '2027-01-31'],
    ['2027-02-28', '2027-03-31'],
    ['2026-10-01', '2026-11-30'],
    ['2028-01-01', '2028-02-29'],
    ['2027-12-31', '2028-01-31'],
  ])('one issued on %s is due on %s, the last day of the next month', async (issued, due) => {
    const [row] = await office.exec<{ due: string }>('select private.ffata_due_on($1)::text as due', [issued]);
    expect(row?.due).toBe(due);
  });
  test('a cent below 30,000.00 is none, and the modification that adds it makes it one', async () => {
    const one = await withActions(['2026-11-02', 2_999_999]);
    expect(await sub.ffata(one)).toBeNull();
    await sub.answered(sub.act(one, '2027-01-05', 1));
    expect(await sub.ffata(one)).toEqual({ on_day: '2027-01-05', due: '2027-02-28', total: '3000000' });
  });
  test('a share of 61,032.00 that was issued on 1 October is due on 30 November', async () => {
    expect(await sub.ffata(await withActions(['2026-10-01', 6_103_200]))).toMatchObject({ due: '2026-11-30', total: '6103200' });
  });
  test('it stays reportable when money is taken back, and a second modification does not move its day', async () => {
    const one = await withActions(['2026-10-15', 4_000_000], ['2026-12-01', -3_500_000], ['2027-03-01', 5_000_000]);
    expect(await sub.ffata(one)).toMatchObject({ on_day: '2026-10-15', total: '4000000' });
  });
  test('what was put right on the same day counts as one action', async () => {
    expect(await sub.ffata(await withActions(['2026-10-15', 4_000_000], ['2026-10-15', -1_500_000]))).toBeNull();
  });
  test('actions count by their day, not by when they were entered', async () => {
    const one = await withActions(['2027-02-01', 2_000_000], ['2026-11-20', 1_000_000]);
    expect(await sub.ffata(one)).toMatchObject({ on_day: '2027-02-01', due: '2027-03-31' });
  });
  test('a contract is not a subaward and is not reported', async () => {
    const one = await withActions(['2026-10-01', 6_000_000]);
    await sub.answered(sub.save(determined('contract'), one));
    expect(await sub.ffata(one)).toBeNull();
    expect(await sub.codes(one, '2027-06-01')).not.toContain('ffata_overdue');
  });
  test('the sum until a day is exact', async () => {
    const one = await withActions(['2026-10-01', 1], ['2026-10-02', 2], ['2026-10-04', 4]);
    const [row] = await office.exec<{ a: string; b: string }>(
      `select private.subaward_total($1, '2026-10-03')::text as a, private.subaward_total($1)::text as b`,
      [one],
    );
    expect(row).toEqual({ a: '3', b: '7' });
  });
});

describe('executives’ pay', () => {
  test.each([
    ['80 % and 25,000,000.00 exactly', 3_125_000_000, 2_500_000_000, false, true],
    ['a cent of revenue too many for 80 %', 3_125_000_001, 2_500_000_000, false, false],
    ['a cent below 25,000,000.00', 2_500_000_000, 2_499_999_999, false, false],
    ['public already', 3_125_000_000, 2_500_000_000, true, false],
  ])('%s', async (_what, gross_cents, federal_cents, is_public, needed) => {
    const one = await sub.make({ executive_pay: { gross_cents, federal_cents, is_public } });
    const [row] = await office.exec<{ needed: boolean }>('select needs_executive_pay as needed from subawards where id = $1', [one]);
    expect(row?.needed).toBe(needed);
  });
  test('where it is needed, it is missing until somebody is named', async () => {
    const pay = { gross_cents: 3_000_000_000, federal_cents: 2_900_000_000, is_public: false };
    const one = await withActions(['2026-10-01', 6_103_200]);
    expect(await sub.codes(one, '2026-10-20')).toEqual(expect.arrayContaining(['pay_untested', 'ffata_due']));
    await sub.answered(sub.save({ executive_pay: pay }, one));
    expect(await sub.codes(one, '2026-10-20')).toContain('pay_missing');
    await sub.answered(sub.save({ executive_pay: { ...pay, executives: [{ name: 'Ana Ruiz', cents: 20_000_000 }] } }, one));
    expect((await sub.codes(one, '2026-10-20')).filter((code) => code.startsWith('pay_'))).toEqual([]);
  });
  test('more federal revenue than revenue is refused', async () => {
    const { error } = await sub.save({
      award_id: await sub.addAward(),
      organization_id: await sub.organization(),
      title: 'A',
      executive_pay: { gross_cents: 1, federal_cents: 2 },
    });
    expect(error?.hint).toBe('executive_pay');
  });
});

test('a report that is filed is no gap, until the amount changes afterwards', async () => {
  const one = await withActions(['2026-10-01', 6_103_200]);
  await office.exec(
    `insert into award_reports (award_id, subaward_id, kind, schedule_key, computed_due_on, filed_on)
     select award_id, id, 'ffata', 'test', '2026-11-30', '2026-11-20' from subawards where id = $1`,
    [one],
  );
  // What a schedule made by itself is not asked here.
  await office.exec(`delete from award_reports where subaward_id = $1 and schedule_key <> 'test'`, [one]);
  expect((await sub.codes(one, '2027-06-01')).filter((code) => code.startsWith('ffata'))).toEqual([]);
  await sub.answered(sub.act(one, '2026-12-01', 100));
  await office.exec(`delete from award_reports where subaward_id = $1 and schedule_key <> 'test'`, [one]);
  expect(await sub.codes(one, '2027-06-01')).toContain('ffata_changed');
});
