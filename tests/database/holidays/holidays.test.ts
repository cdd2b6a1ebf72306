import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { sharedData } from '../../support/shared-data.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const days = async (calendar: string, year: number) =>
  (
    await office.exec<{ observed: string }>(
      `select observed_on::text as observed from holidays where calendar = $1 and extract(year from actual_on) = $2 and not is_cancelled order by actual_on`,
      [calendar, year],
    )
  ).map(({ observed }) => observed);
const due = async (from: string, count: number, calendar: string) => {
  const { data, error } = await office.as('viewer').rpc('add_business_days', { p_on: from, p_days: count, p_calendar: calendar });
  if (error) throw error;
  return data;
};

describe('rules', () => {
  test('a holiday on Saturday is observed on Friday, one on Sunday on Monday', async () => {
    expect(await days('federal', 2027)).toEqual(expect.arrayContaining(['2027-06-18', '2027-07-05', '2027-12-24']));
  });
  test('New Year’s Day of 2028 is observed in the year before', async () => {
    expect(await days('city', 2028)).toContain('2027-12-31');
  });
  test('only the state closes for Lincoln and Truman, only the city on the day after Thanksgiving', async () => {
    expect(await days('state', 2026)).toEqual(expect.arrayContaining(['2026-02-12', '2026-05-08']));
    expect(await days('city', 2026)).not.toContain('2026-02-12');
    expect(await days('city', 2026)).toContain('2026-11-27');
    expect(await days('state', 2026)).not.toContain('2026-11-27');
  });
});

test('what an administrator set stays when holidays are generated again', async () => {
  const admin = office.as('admin');
  const moved = await admin
    .from('holidays')
    .update({ observed_on: '2028-06-16', confirmed_by: 'Law Department' })
    .eq('calendar', 'city')
    .eq('name', 'Juneteenth')
    .eq('actual_on', '2028-06-19')
    .select('is_edited');
  expect(moved.data).toEqual([{ is_edited: true }]);
  const cancelled = await admin
    .from('holidays')
    .update({ is_cancelled: true })
    .eq('calendar', 'city')
    .eq('name', 'Day after Thanksgiving')
    .eq('actual_on', '2028-11-24')
    .select('id');
  expect(cancelled.data).toHaveLength(1);
  const made = await office.service.rpc('generate_holidays', { p_from: 2028, p_to: 2028 });
  expect(made.data).toBe(0);
  expect(await days('city', 2028)).toContain('2028-06-16');
  expect(await due('2028-11-22', 1, 'city')).toBe('2028-11-24');
});

describe('business days', () => {
  test('the day itself is not counted, and days off are left out', async () => {
    expect(await due('2026-11-23', 3, 'city')).toBe('2026-11-30');
    expect(await due('2026-11-23', 3, 'state')).toBe('2026-11-27');
    expect(await due('2026-02-11', 3, 'city')).toBe('2026-02-17');
    expect(await due('2026-02-11', 3, 'state')).toBe('2026-02-18');
  });
  test('ten business days over Thanksgiving end on December 7', async () => {
    expect(await due('2026-11-20', 10, 'federal')).toBe('2026-12-07');
  });
  test('a count that makes no sense is refused with a sentence', async () => {
    await expect(due('2026-11-20', -1, 'city')).rejects.toMatchObject({ code: 'PT422' });
  });
});

const holidays = sharedData('holidays_2026_2027.json');
describe.skipIf(!existsSync(holidays))(`the worked calendars (skipped without ${holidays})`, () => {
  const names = { MO: 'state', KC: 'city', FED: 'federal' } as const;
  test('every observed day of 2026 and 2027 is ours, and ours are no more', async () => {
    const worked = JSON.parse(readFileSync(holidays, 'utf8')) as Record<
      keyof typeof names,
      Record<string, { actual: string; observed: string }[]>
    >;
    for (const [key, calendar] of Object.entries(names) as [keyof typeof names, string][]) {
      for (const year of ['2026', '2027']) {
        expect({ calendar, year, days: await days(calendar, Number(year)) }).toEqual({
          calendar,
          year,
          days: worked[key][year]?.map(({ observed }) => observed),
        });
      }
    }
  });
  test('every worked third business day is ours', async () => {
    const vectors = JSON.parse(readFileSync(sharedData('date_vectors.json'), 'utf8')) as {
      sunshine_3bd: { received: string; due_city_calendar: string; due_state_calendar: string }[];
    };
    for (const { received, due_city_calendar, due_state_calendar } of vectors.sunshine_3bd) {
      expect([received, await due(received, 3, 'city'), await due(received, 3, 'state')]).toEqual([
        received,
        due_city_calendar,
        due_state_calendar,
      ]);
    }
  });
});
