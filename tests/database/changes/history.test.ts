import { afterAll, beforeAll, expect, test } from 'vitest';
import { en as english } from '../../../src/app/i18n/en.ts';
import { es as spanish } from '../../../src/app/i18n/es.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topics: { id: string; name: string }[];
beforeAll(async () => {
  office = await openOffice();
  topics = await office.exec('select id, name from topics order by sort_order limit 2');
});
afterAll(() => office.close());

type Row = {
  id: string;
  reason: string;
  staff_id: string | null;
  kept_from: string | null;
  undone: unknown;
  detail: Record<string, unknown> | null;
  counts: { table: string; action: string; count: number }[];
  changes: {
    table: string;
    action: string;
    record: string;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  }[];
};
type Page = {
  rows: Row[];
  next: unknown;
  names: Record<string, Record<string, string>>;
  references: Record<string, Record<string, string>>;
};
const history = async (role: Parameters<TestOffice['as']>[0], query: object) => {
  const { data, error } = await office.as(role).rpc('list_history', { p_query: query as never });
  if (error && error.code !== '42501') throw error;
  return { page: data as Page | null, error };
};
const take = async () => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'A question', channel: 'phone', topic_id: topics[0]?.id ?? '' })
    .select('id, number')
    .single();
  if (error) throw error;
  return data;
};

test('every kind of record that is logged has a name in both languages', async () => {
  const rows = await office.exec<{ table_name: string }>('select table_name from private.audited_tables order by 1');
  const unnamed = (words: object) => rows.map(({ table_name }) => table_name).filter((table) => !(`noun.${table}` in words));
  expect(unnamed(english)).toEqual([]);
  expect(unnamed(spanish)).toEqual([]);
});

test('a record’s history tells acts with names for ids, its parts included, newest first, page by page', async () => {
  const { id, number } = await take();
  await office.as('manager').from('inquiries').update({ topic_id: topics[1]?.id }).eq('id', id).select();
  await office.as('staff').from('interactions').insert({ inquiry_id: id, kind: 'note', body: 'Asked again' });
  const { page } = await history('viewer', { table: 'inquiries', id });
  expect(page?.rows.map((row) => row.counts)).toEqual([
    [{ table: 'interactions', action: 'insert', count: 1 }],
    [{ table: 'inquiries', action: 'update', count: 1 }],
    [{ table: 'inquiries', action: 'insert', count: 1 }],
  ]);
  expect(page?.references.inquiries).toMatchObject({ topic_id: 'topics', resident_id: 'residents' });
  expect(page?.names.topics).toMatchObject({ [topics[0]?.id ?? '']: topics[0]?.name, [topics[1]?.id ?? '']: topics[1]?.name });
  expect(page?.names.inquiries).toEqual({ [id]: number });
  const first = await history('viewer', { table: 'inquiries', id, limit: 2 });
  const second = await history('viewer', { table: 'inquiries', id, limit: 2, after: first.page?.next });
  expect([...(first.page?.rows ?? []), ...(second.page?.rows ?? [])].map((row) => row.id)).toEqual(page?.rows.map((row) => row.id));
  expect(second.page?.next).toBeNull();
});

test('a task on an inquiry is told in the history of the inquiry, one on a resident in theirs', async () => {
  const { id } = await take();
  const { data: resident } = await office.as('staff').rpc('save_resident', { p_resident: { name: 'Rosa' } });
  await office.as('staff').from('tasks').insert({ title: 'Call back', inquiry_id: id });
  await office
    .as('staff')
    .from('tasks')
    .insert({ title: 'Visit', resident_id: String(resident) });
  const told = async (table: string, of: string) => (await history('viewer', { table, id: of })).page?.rows[0]?.counts;
  expect(await told('inquiries', id)).toEqual([{ table: 'tasks', action: 'insert', count: 1 }]);
  expect(await told('residents', String(resident))).toEqual([{ table: 'tasks', action: 'insert', count: 1 }]);
});

test('it says who may undo what, and what was undone', async () => {
  const { id } = await take();
  await office.as('staff').from('inquiries').update({ subject: 'Other' }).eq('id', id).select();
  const of = async (role: Parameters<TestOffice['as']>[0]) => (await history(role, { table: 'inquiries', id })).page?.rows[0];
  expect((await of('staff'))?.kept_from).toBeNull();
  expect((await of('manager'))?.kept_from).toBeNull();
  expect((await of('coordinator'))?.kept_from).toBe('not_yours');
  const set = (await of('staff'))?.id ?? '';
  await office.as('staff').rpc('undo_change_set', { p_change_set: set });
  const { page } = await history('viewer', { table: 'inquiries', id });
  expect(page?.rows.slice(0, 2)).toMatchObject([
    { reason: 'undo', undoes: { reason: 'screen' } },
    { id: set, kept_from: 'undone', undone: { staff_id: page?.rows[0]?.staff_id } },
  ]);
});

test('the office’s history is for managers, by person, table, reason and day', async () => {
  expect((await history('coordinator', {})).error).toMatchObject({ code: '42501', hint: 'role' });
  await office.as('admin').from('holidays').update({ confirmed_by: 'Law' }).eq('name', 'Labor Day').select();
  const [admin] = await office.exec<{ id: string }>(`select id from staff where role = 'admin'`);
  const { page } = await history('manager', { staff: admin?.id, table: 'holidays', reason: 'screen' });
  expect(page?.rows).toHaveLength(1);
  expect(page?.rows[0]).toMatchObject({ kept_from: 'role', counts: [{ table: 'holidays', action: 'update' }] });
  expect(page?.rows[0]?.changes).toHaveLength(6);
  const today = String((await office.service.rpc('office_today')).data);
  expect((await history('manager', { staff: admin?.id, from: today, to: today })).page?.rows).toHaveLength(1);
  expect((await history('manager', { from: '2001-01-01', to: '2001-01-02' })).page?.rows).toEqual([]);
  expect((await history('manager', { staff: null, reason: 'bulk' })).page?.rows).toEqual([]);
});

test('acts of one moment are told in the order in which they were done, page by page', async () => {
  const acts = await office.exec<{ id: string }>(
    `insert into change_sets (id, created_at, role, reason, tables) select gen_random_uuid(), '2003-03-03 12:00Z', 'service', 'bulk', '{topics}' from generate_series(1, 8) returning id`,
  );
  const told: string[] = [];
  let after: unknown = null;
  do {
    const { page } = await history('manager', { from: '2003-03-03', to: '2003-03-03', limit: 3, after });
    told.push(...(page?.rows ?? []).map((row) => row.id));
    after = page?.next;
  } while (after);
  expect(told).toEqual(acts.map(({ id }) => id).reverse());
});

test('reading in bulk is told with its purpose, and to managers alone', async () => {
  await office.exec(`select private.record_reading('Yearly check', 'residents', '{"district": "3"}', 412)`);
  const { page } = await history('manager', { reason: 'reading' });
  expect(page?.rows).toMatchObject([
    { kept_from: 'nothing', detail: { purpose: 'Yearly check', what: 'residents', filters: { district: '3' }, rows: 412 }, changes: [] },
  ]);
  const seen = async (role: Parameters<TestOffice['as']>[0]) =>
    (await office.as(role).from('change_sets').select('id').eq('reason', 'reading')).data;
  expect(await seen('viewer')).toEqual([]);
  expect(await seen('manager')).toHaveLength(1);
});

test('the history of a table goes no further than the table: what only its owner reads is not told to others', async () => {
  await office.backend.raw?.transaction('write', async (query) => {
    await query(`create table public.diaries (id uuid primary key default gen_random_uuid(), owner uuid, secret text, version integer not null default 1,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())`);
    await query(`select private.current_staff_id()`);
    await query(`call private.protect('public.diaries')`);
    await query(`grant select on public.diaries to authenticated`);
    await query(
      `create policy diaries_select_owner on public.diaries for select to authenticated using (owner = (select private.current_staff_id()))`,
    );
  });
  await office.exec(`insert into diaries (secret) values ('Hidden')`);
  await office.exec(`update diaries set secret = 'Still hidden'`);
  const direct = await office.as('admin').from('changes').select('id').eq('table_name', 'diaries');
  expect(direct).toMatchObject({ error: null, data: [] });
  const [row] = await office.exec<{ id: string }>('select id from diaries');
  expect((await history('admin', { table: 'diaries', id: row?.id })).page?.rows).toEqual([]);
  expect(JSON.stringify((await history('admin', {})).page)).not.toContain('idden');
});

test('changes of a month that has no partition yet are kept, and move when it is made', async () => {
  const parts = () =>
    office.exec<{ part: string; n: number }>(
      `select tableoid::regclass::text as part, count(*)::int as n from changes where changed_at > '2039-01-01' group by 1`,
    );
  await office.exec(`alter table public.changes disable trigger user`);
  await office.exec(
    `insert into changes (changed_at, change_set, table_name, record_id, action, reason) values ('2039-05-15', gen_random_uuid(), 'topics', 'x', 'insert', 'service')`,
  );
  expect(await parts()).toEqual([{ part: 'private.changes_rest', n: 1 }]);
  await office.exec(`select private.make_change_month('2039-05-01')`);
  expect(await parts()).toEqual([{ part: 'private.changes_2039_05', n: 1 }]);
  expect(await office.exec(`select 1 from pg_class where relname = 'changes_2039_05' and relrowsecurity`)).toHaveLength(1);
  expect((await office.service.rpc('make_change_months', { p_ahead: 3 })).data).toBe(0);
});

test('a subscription is called by its list, and by the address that it is of', async () => {
  const [list] = await office.exec<{ id: string }>(`insert into mailing_lists (code, name) values ('parks', 'Parks') returning id`);
  const choice = { add: [list?.id] };
  const asked = { p_address: 'rosa@mail.test', p_choice: choice as never, p_source: 'staff', p_note: 'On the phone' };
  expect((await office.as('coordinator').rpc('record_choice', asked)).error).toBeNull();
  const { page } = await history('manager', { table: 'subscriptions' });
  const record = page?.rows[0]?.changes.find(({ table }) => table === 'subscriptions')?.record ?? '';
  expect(page?.names.subscriptions?.[record]).toBe('Parks');
  expect(page?.names.subscription_addresses?.[record]).toBe('rosa@mail.test');
  // It began as a yes, whatever became of it.
  const left = { ...asked, p_choice: { remove: [list?.id] } as never };
  expect((await office.as('coordinator').rpc('record_choice', left)).error).toBeNull();
  const after = (await history('manager', { table: 'subscriptions' })).page;
  expect(after?.names.subscription_beginnings?.[record]).toBe('subscribed');
  expect(after?.rows[0]?.changes.find(({ table }) => table === 'subscriptions')?.after).toMatchObject({ status: 'unsubscribed' });
});
