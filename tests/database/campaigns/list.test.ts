import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let list: string;
let writer: string;
beforeAll(async () => {
  office = await openOffice();
  list = String(
    (await office.exec<{ id: string }>(`insert into mailing_lists (code, name) values ('news', 'City news') returning id`))[0]?.id,
  );
  writer = String((await office.exec<{ id: string }>(`select id from staff where role = 'coordinator'`))[0]?.id);
});
afterAll(() => office.close());

type Row = { id: string; name: string; subject: string | null; languages: string[] | null; list_name: string; recipients: number | null };
type Page = { rows: Row[]; next: [string, string] | null; previous: [string, string] | null };
const ask = async (query: object = {}, role: 'viewer' | 'coordinator' | 'manager' = 'viewer') => {
  const { data, error } = await office.as(role).rpc('list_campaigns', { p_query: query as never });
  if (error) throw error;
  return data as unknown as Page;
};
const names = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).rows.map(({ name }) => name).sort();
const count = async (query: object) => (await office.as('viewer').rpc('count_campaigns', { p_query: query as never })).data;

async function make(name: string, more: Record<string, unknown> = {}, subjects: Record<string, string> = {}) {
  const { status = 'draft', ...rest } = more;
  const columns: Record<string, unknown> = { name, list_id: list, written_by: writer, ...rest };
  const keys = Object.keys(columns);
  const [row] = await office.exec<{ id: string }>(
    `insert into campaigns (${keys.join(', ')}) values (${keys.map((_, n) => `$${n + 1}`).join(', ')}) returning id`,
    Object.values(columns),
  );
  for (const [language, subject] of Object.entries(subjects))
    await office.exec('insert into campaign_messages (campaign_id, language, subject) values ($1, $2, $3)', [row?.id, language, subject]);
  // What it says is fixed from some states on, so these come last.
  await office.exec('update campaigns set status = $2 where id = $1', [row?.id, status]);
  return String(row?.id);
}

describe('the list of campaigns', () => {
  test('a row says where it goes, in which languages, and the subject that whoever has no language of their own reads', async () => {
    const id = await make('December letter', {}, { es: 'Qué hay en diciembre', en: 'What is on in December' });
    expect((await ask({ search: 'december letter' })).rows[0]).toMatchObject({
      id,
      name: 'December letter',
      subject: 'What is on in December',
      languages: ['en', 'es'],
      list_name: 'City news',
      recipients: null,
    });
    await office.exec(`update campaigns set fallback_language = 'es' where id = $1`, [id]);
    expect((await ask({ search: 'december letter' })).rows[0]).toMatchObject({ subject: 'Qué hay en diciembre', languages: ['es', 'en'] });
  });
  test('letters are counted once the audience is frozen', async () => {
    const id = await make('Frozen', { frozen_at: '2026-11-01T12:00:00Z', status: 'scheduled' });
    await office.exec(
      `insert into deliveries (kind, key, to_address, language, campaign_id, priority) select 'campaign.letter', 'k' || n, n || '@example.net', 'en', $1, 10 from generate_series(1, 3) n`,
      [id],
    );
    expect((await ask({ search: 'frozen' })).rows[0]?.recipients).toBe(3);
  });
  test('it is found by name and by any subject, whatever was changed last, without a new version', async () => {
    const id = await make('Winter shelter', {}, { en: 'Warm places', vi: 'Nơi trú ẩn' });
    expect(await names({ search: 'tru an' })).toEqual(['Winter shelter']);
    const before = (await office.exec('select version, updated_at from campaigns where id = $1', [id]))[0];
    await office.exec(`update campaign_messages set subject = 'Open all night' where campaign_id = $1 and language = 'en'`, [id]);
    expect(await names({ search: 'night open' })).toEqual(['Winter shelter']);
    expect(await names({ search: 'warm places' })).toEqual([]);
    expect((await office.exec('select version, updated_at from campaigns where id = $1', [id]))[0]).toEqual(before);
    await office.exec(`delete from campaign_messages where campaign_id = $1 and language = 'vi'`, [id]);
    expect(await names({ search: 'tru an' })).toEqual([]);
    await office.exec(`update campaigns set name = 'Cold nights' where id = $1`, [id]);
    expect(await names({ search: 'cold' })).toEqual(['Cold nights']);
  });
  test('filters narrow it, and counting agrees with listing', async () => {
    const other = String(
      (await office.exec<{ id: string }>(`insert into mailing_lists (code, name) values ('jobs', 'Jobs') returning id`))[0]?.id,
    );
    await make(
      'Jobs one',
      { list_id: other, status: 'sent', frozen_at: '2026-10-01T12:00:00Z', scheduled_at: '2026-10-02T12:00:00Z' },
      { so: 'Shaqooyin' },
    );
    await make('Jobs two', { list_id: other, status: 'cancelled' });
    await make('Jobs three', { list_id: other, primary_section: 2, sections: [2] });
    const of = (filters: object) => names({ filters: { list: [other], ...filters } });
    expect(await of({})).toEqual(['Jobs one', 'Jobs three', 'Jobs two']);
    expect(await of({ is_open: true })).toEqual(['Jobs three']);
    expect(await of({ is_open: false })).toEqual(['Jobs one', 'Jobs two']);
    expect(await of({ status: ['sent', 'draft'] })).toEqual(['Jobs one', 'Jobs three']);
    expect(await of({ language: ['so'] })).toEqual(['Jobs one']);
    expect(await of({ scheduled: { from: '2026-10-02', to: '2026-10-02' } })).toEqual(['Jobs one']);
    expect(await of({ section: [2, 9] })).toEqual(['Jobs three']);
    expect(await of({ kind: ['journey'] })).toEqual([]);
    expect(await count({ filters: { list: [other], is_open: false } })).toBe(2);
    const { error } = await office.as('viewer').rpc('list_campaigns', { p_query: { filters: { list: ['odd'] } } });
    expect(error?.message).toMatch(/cannot be read/);
  });
  test('what waits for approval is shown to whoever may give it: not to those who wrote it or asked for it', async () => {
    const manager = String((await office.exec<{ id: string }>(`select id from staff where role = 'manager'`))[0]?.id);
    await make('By a coordinator', { status: 'in_review', submitted_by: writer });
    await make('By the manager', { status: 'in_review', written_by: manager });
    expect(await names({ filters: { to_approve: true } }, 'manager')).toEqual(['By a coordinator']);
    expect(await names({ filters: { to_approve: true } }, 'coordinator')).toEqual(['By the manager']);
    expect(await names({ filters: { mine: true, status: ['in_review'] } }, 'manager')).toEqual(['By the manager']);
  });
  test('campaigns come page by page, both ways, each once', async () => {
    for (let n = 0; n < 5; n++) await make(`Page ${n}`);
    const query = { search: 'page', sort: 'name', descending: false, limit: 2 };
    const first = await ask(query);
    const second = await ask({ ...query, after: first.next });
    const third = await ask({ ...query, after: second.next });
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ name }) => name))).toEqual([0, 1, 2, 3, 4].map((n) => `Page ${n}`));
    expect(third.next).toBeNull();
    expect((await ask({ ...query, before: third.previous })).rows.map(({ name }) => name)).toEqual(['Page 2', 'Page 3']);
  });
  test('views of campaigns are kept and counted', async () => {
    const kept = await office
      .as('coordinator')
      .from('saved_views')
      .insert({ resource: 'campaigns', name: 'In Spanish', query: 'tab=all&language=es', scope: 'mine' })
      .select('id');
    expect(kept.error).toBeNull();
    const { data } = await office.as('viewer').rpc('count_views', {
      p_resource: 'campaigns',
      p_queries: { spanish: { filters: { language: ['es'] } }, odd: { filters: { list: ['odd'] } } },
    });
    expect(data).toEqual({ spanish: 1, odd: null });
  });
});
