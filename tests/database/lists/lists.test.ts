import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Row = { id: string; number: string; subject: string; opened_at: string; due_on: string | null };
type Page = { rows: Row[]; next: unknown; previous: unknown };
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  // Sixty inquiries, several at the same instant, so that order must be settled by more than the hour.
  await office.exec(`insert into inquiries (subject, body, channel, topic_id, district_id, opened_at)
    select 'Question ' || g, case when g % 3 = 0 then 'about the Budget' else 'about water' end, case when g % 2 = 0 then 'phone' else 'email' end,
      (select id from topics where code = 'city-finances'), (select id from districts where code = (1 + g % 6)::text), timestamptz '2026-10-01 12:00+00' + (g / 4) * interval '1 hour'
    from generate_series(1, 60) g`);
});
afterAll(() => office.close());

const list = async (query: object): Promise<Page> => {
  const { data, error } = await office.as('viewer').rpc('list_inquiries', { p_query: query as never });
  if (error) throw error;
  return data as unknown as Page;
};
const count = async (query: object) => (await office.as('viewer').rpc('count_inquiries', { p_query: query as never })).data;

test.each([
  ['opened_at', true],
  ['opened_at', false],
  ['updated_at', true],
  ['due_on', false],
  ['number', true],
])('pages by %s (descending: %s) show each inquiry once, forwards and back', async (sort, descending) => {
  const seen: string[] = [];
  let page = await list({ sort, descending, limit: 7 });
  expect(page.previous).toBeNull();
  const pages = [page];
  for (seen.push(...page.rows.map((row) => row.id)); page.next; seen.push(...page.rows.map((row) => row.id))) {
    page = await list({ sort, descending, limit: 7, after: page.next });
    pages.push(page);
  }
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
  const back = await list({ sort, descending, limit: 7, before: page.previous });
  expect(back.rows).toEqual(pages.at(-2)?.rows);
});

test('filters and words together find what has both', async () => {
  const { rows } = await list({
    search: 'budg quest',
    filters: { channel: ['phone'], opened: { from: '2026-10-01', to: '2026-10-01' } },
    limit: 100,
  });
  expect(rows.length).toBeGreaterThan(0);
  expect(await count({ search: 'budg quest', filters: { channel: ['phone'] } })).toBe(10);
  expect(await count({ filters: { district: [null] } })).toBe(0);
  expect(await count({ filters: { is_open: true } })).toBe(60);
  expect(await count({ filters: { status: ['closed'] } })).toBe(0);
  expect(await count({ filters: { open_on: '2026-09-30' } })).toBe(0);
});

test('an inquiry is found by its number, whole or as it is read out', async () => {
  const [first] = (await list({ sort: 'number', limit: 1 })).rows;
  expect((await list({ search: first?.number })).rows[0]?.number).toBe(first?.number);
  expect((await list({ search: '2026-000013' })).rows.map((row) => row.number)).toEqual(['2026-000013']);
});

test('nothing that a person types into the search box is an error, or finds everything', async () => {
  for (const typed of [
    "'",
    '"',
    '\\',
    '%',
    '*',
    '(',
    ')',
    ':*',
    '&',
    '|',
    '!',
    '<->',
    "x'; drop table inquiries; --",
    '日本',
    '𝒳',
    '--',
    ' ',
    'a'.repeat(5000),
  ]) {
    const { rows } = await list({ search: typed, limit: 200 });
    expect([typed, rows.length]).toEqual([typed, /[\p{L}\p{N}]/u.test(typed) ? rows.filter((row) => row.subject === '').length : 60]);
  }
});

test('a count is exact up to 10,000 and then says more', async () => {
  await office.exec(`insert into inquiries (subject, channel, topic_id, source_system, source_key)
    select 'Many', 'web', (select id from topics limit 1), 'test', g::text from generate_series(1, 10001) g`);
  expect(await count({ filters: { channel: ['web'] } })).toBe(10001);
  expect(await count({ filters: { channel: ['phone'] } })).toBe(30);
});

test('a rare word and a common one together find what has both, in either order', async () => {
  await office.exec('analyze inquiries');
  const last = (await list({ search: 'many', sort: 'number', descending: true, limit: 1 })).rows[0]?.number ?? '';
  expect((await list({ search: `many ${last}` })).rows.map((row) => row.number)).toEqual([last]);
  expect((await list({ search: `${last} MAN` })).rows.map((row) => row.number)).toEqual([last]);
  expect((await list({ search: `question ${last}` })).rows).toEqual([]);
  expect(await count({ search: `many ${last}` })).toBe(1);
});

test('a sort that is not offered, and a filter that cannot be read, are refused with a sentence', async () => {
  await expect(list({ sort: 'body' })).rejects.toMatchObject({ code: 'PT422', hint: 'sort' });
  await expect(list({ filters: { opened: { from: 'someday' } } })).rejects.toMatchObject({ code: 'PT422', hint: 'filters' });
});
