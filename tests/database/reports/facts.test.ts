import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GroupTally, ReportFacts } from '../../../src/domain/reports/facts.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const facts = async (month: string) => {
  const { data, error } = await office.as('viewer').rpc('report_facts', { p_month: month });
  if (error) throw error;
  return data as unknown as ReportFacts;
};
const add = (opened: string, closed: string | null, more: { district?: string; topic?: string; channel?: string } = {}) =>
  office.exec(
    `insert into inquiries (subject, channel, topic_id, district_id, opened_at, closed_at, status, resolution_code)
     select 'x', $1, (select id from topics where code = $2), (select id from districts where code = $3), $4::timestamptz, $5::timestamptz,
       case when $5::timestamptz is null then 'new' else 'closed' end, case when $5::timestamptz is null then null else 'answered' end`,
    [more.channel ?? 'phone', more.topic ?? 'city-finances', more.district ?? null, opened, closed],
  );
const sum = (groups: GroupTally[], key: 'opened' | 'closed' | 'open_at_end') => groups.reduce((total, group) => total + group[key], 0);

test('a quiet month is all zeros, and no day count is invented', async () => {
  const { periods, by_district, trend } = await facts('2024-02-01');
  expect(periods.month).toMatchObject({
    from: '2024-02-01',
    to: '2024-02-29',
    opened: 0,
    closed: 0,
    open_at_end: 0,
    days_to_close: { median: null, p90: null },
  });
  expect(by_district.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', 'unknown']);
  expect(trend).toHaveLength(13);
});

test('months are cut at midnight of the office, not of Greenwich', async () => {
  // 8 pm on October 31 in Kansas City is already November in UTC; so is 11:59 pm on November 30, and that is CST.
  await add('2025-11-01T01:00:00Z', '2025-12-01T05:59:00Z', { district: '3' });
  const october = (await facts('2025-10-01')).periods.month;
  const november = (await facts('2025-11-01')).periods.month;
  expect([october.opened, october.open_at_end]).toEqual([1, 1]);
  expect([november.opened, november.closed, november.open_at_end]).toEqual([0, 1, 0]);
  // Calendar days of the office: October 31 to November 30.
  expect(november.days_to_close).toEqual({ median: 30, p90: 30 });
});

test('median and ninetieth percentile lie between the days where they must', async () => {
  for (const days of [0, 1, 2, 3, 10])
    await add('2026-03-02T15:00:00Z', new Date(Date.UTC(2026, 2, 2 + days, 20)).toISOString(), { district: '1' });
  const { periods } = await facts('2026-03-01');
  expect(periods.month).toMatchObject({ opened: 5, closed: 5, days_to_close: { median: 2, p90: 7.2 } });
});

test('every cut of the month adds up to the month, nothing counted twice', async () => {
  await add('2026-03-05T15:00:00Z', null, { district: '2', topic: 'grants-information', channel: 'email' });
  await add('2026-02-05T15:00:00Z', '2026-04-05T15:00:00Z', { topic: 'language-assistance', channel: 'walk_in' });
  const report = await facts('2026-03-01');
  for (const groups of [report.by_district, report.by_topic, report.by_channel, report.by_section]) {
    expect([sum(groups, 'opened'), sum(groups, 'closed'), sum(groups, 'open_at_end')]).toEqual([
      report.periods.month.opened,
      report.periods.month.closed,
      report.periods.month.open_at_end,
    ]);
  }
  expect(report.periods.previous_month.opened).toBe(1);
  expect(report.by_topic.find(({ key }) => key === 'language-assistance')).toMatchObject({
    opened: 0,
    open_at_end: 1,
    opened_previous_month: 1,
  });
});

test('the fiscal year to date begins on the first of May', async () => {
  expect((await facts('2026-04-01')).periods.fiscal_year_to_date).toMatchObject({ from: '2025-05-01', to: '2026-04-30' });
  expect((await facts('2026-05-01')).periods.fiscal_year_to_date).toMatchObject({ from: '2026-05-01', to: '2026-05-31' });
});

test('every number opens the rows that it counts', async () => {
  const report = await facts('2026-03-01');
  const count = async (filters: object) => (await office.as('viewer').rpc('count_inquiries', { p_query: { filters } as never })).data;
  const march = { from: '2026-03-01', to: '2026-03-31' };
  const districts = await office.exec<{ code: string; id: string }>('select code, id from districts');
  expect(await count({ opened: march })).toBe(report.periods.month.opened);
  expect(await count({ closed: march })).toBe(report.periods.month.closed);
  expect(await count({ open_on: '2026-03-31' })).toBe(report.periods.month.open_at_end);
  for (const { key, opened } of report.by_district)
    expect(await count({ opened: march, district: [districts.find(({ code }) => code === key)?.id ?? null] })).toBe(opened);
  for (const { key, opened } of report.by_section) expect(await count({ opened: march, section: [Number(key)] })).toBe(opened);
});

test('a compiled report is frozen; the same facts again are the same edition, other facts the next', async () => {
  const save = (facts_hash: string) =>
    office.service.rpc('save_report', {
      p_month: '2026-03-01',
      p_content: { data_as_of: '2026-04-01T12:00:00Z' },
      p_content_hash: 'a'.repeat(64),
      p_facts_hash: facts_hash,
    });
  const first = (await save('b'.repeat(64))).data;
  expect((await save('b'.repeat(64))).data?.id).toBe(first?.id);
  expect((await save('c'.repeat(64))).data?.edition).toBe(2);
  const changed = await office.service.from('reports').update({ content: {} }).eq('id', String(first?.id)).select();
  expect(changed.error).toMatchObject({ code: 'PT409', hint: 'frozen' });
  const removed = await office.service.from('reports').delete().eq('id', String(first?.id)).select();
  expect(removed.error).toMatchObject({ code: 'PT409', hint: 'frozen' });
});
