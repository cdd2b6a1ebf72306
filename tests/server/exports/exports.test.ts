import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../../src/app/i18n/en.ts';
import { columnsOf } from '../../../src/app/shared/exports/columns.ts';
import { exportLists } from '../../../src/app/shared/exports/lists.ts';
import { cellsOf } from '../../../src/server/exports/cell-values.ts';
import { safeText } from '../../../src/server/exports/write-csv.ts';
import { xlsxWriter } from '../../../src/server/exports/write-xlsx.ts';
import { listen, makeApp, type RunningServer } from '../../../src/server/http/server.ts';
import { readZip } from '../../../src/server/programs/zip.ts';
import { exportsMake } from '../../../src/server/worker/jobs/exports-make.ts';
import { filesPurge } from '../../../src/server/worker/jobs/files-purge.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let server: RunningServer;
const turn = { worker: crypto.randomUUID(), now: () => new Date(), isStopping: () => false };
beforeAll(async () => {
  office = await openOffice();
  server = await listen(makeApp(office), office.config);
  await office.exec(
    `insert into residents (name, preferred_language) select 'Export ' || lpad(g::text, 5, '0'), 'en' from generate_series(1, 430) g`,
  );
  await office.exec(`insert into residents (name) values ('=HYPERLINK("http://bad.example")')`);
  await office.exec(
    `insert into resident_phones (resident_id, number) select id, '+18165550142' from residents where name = 'Export 00001'`,
  );
});
afterAll(async () => {
  await server.close();
  await office.close();
});

const columns = [
  { key: 'name', kind: 'text', heading: 'Name' },
  { key: 'phones', kind: 'phone', heading: 'Phones' },
];
const campaign = '50000000-0000-4000-8000-000000000001';
const topic = async () => String((await office.exec<{ id: string }>('select id from topics order by code limit 1'))[0]?.id);
const purpose = 'For the yearly count of the council';
const start = async (as: Role, patch: object = {}) =>
  office.as(as).rpc('start_export', {
    p_export: {
      list: 'residents',
      format: 'csv',
      purpose,
      address: '/residents?q=export',
      query: { search: 'export' },
      columns,
      ...patch,
    } as never,
  });
const begin = async (as: Role, patch: object = {}) => {
  const { data, error } = await start(as, patch);
  if (error) throw error;
  return data as unknown as { id: string; rows: number; is_later: boolean };
};
const fetchFile = (id: string, as: Role) =>
  fetch(`${server.url}/exports/${id}/file`, { method: 'POST', headers: { authorization: `Bearer ${office.tokenOf(as)}` } });
const kept = async (id: string) => (await office.exec<Record<string, unknown>>('select * from exports where id = $1', [id]))[0];

describe('a file that comes at once', () => {
  test('holds the rows of the list with its search, in its order, and the log says who took how many and what for', async () => {
    const { id, rows, is_later } = await begin('staff', { query: { search: 'export', sort: 'name', descending: true } });
    expect({ rows, is_later }).toEqual({ rows: 430, is_later: false });
    const response = await fetchFile(id, 'staff');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="residents-\d{4}-\d\d-\d\d\.csv"/);
    const text = await response.text();
    const lines = parse(text, { bom: true }) as string[][];
    expect(lines[0]).toEqual(['Name', 'Phones']);
    expect(lines).toHaveLength(431);
    expect(lines[1]?.[0]).toBe('Export 00430');
    expect(lines[430]).toEqual(['Export 00001', '816 555-0142']);
    expect(await kept(id)).toMatchObject({ list: 'residents', purpose, rows: 430, state: 'direct' });
    // It is not there a second time.
    expect((await fetchFile(id, 'staff')).status).toBe(410);
  });

  test('of those who read only, without a purpose, of an unknown list or by somebody else is refused', async () => {
    expect((await start('viewer')).error?.code).toBe('42501');
    expect((await start('staff', { purpose: ' because ' })).error).toMatchObject({ code: 'PT422', hint: 'purpose' });
    expect((await start('staff', { list: 'staff' })).error?.hint).toBe('export_list');
    expect((await start('staff', { format: 'pdf' })).error?.hint).toBe('format');
    expect((await start('staff', { columns: [{ key: 'a.b.c', kind: 'text', heading: 'A' }] })).error?.hint).toBe('export_columns');
    const { id } = await begin('staff');
    expect((await fetchFile(id, 'admin')).status).toBe(404);
    expect((await fetchFile(id, 'viewer')).status).toBe(403);
    expect((await fetch(`${server.url}/exports/${id}/file`, { method: 'POST' })).status).toBe(401);
  });

  test('as XLSX is a workbook of text cells', async () => {
    const { id } = await begin('staff', { format: 'xlsx', query: { search: 'hyperlink' } });
    const files = readZip(new Uint8Array(await (await fetchFile(id, 'staff')).arrayBuffer()));
    const sheet = Buffer.from(files.find(({ name }) => name === 'xl/worksheets/sheet1.xml')?.bytes ?? []).toString();
    expect(sheet).toContain('<c t="inlineStr" s="1"><is><t xml:space="preserve">=HYPERLINK("http://bad.example")</t></is></c>');
    expect(sheet).not.toContain('<f>');
    expect(files.map(({ name }) => name)).toContain('[Content_Types].xml');
  });
});

describe('a long list', () => {
  test('is made by the worker, told in the inbox, fetched by who asked for it alone, and gone after its days', async () => {
    await office.exec(`insert into residents (name) select 'Many ' || g from generate_series(1, 10001) g`);
    const { id, is_later } = await begin('coordinator', { query: { search: 'many' } });
    expect(is_later).toBe(true);
    expect((await fetchFile(id, 'coordinator')).status).toBe(409);
    expect(await exportsMake.work(office, turn)).toBe(true);
    expect(await kept(id)).toMatchObject({ state: 'ready', rows: 10001 });
    const told = await office.exec<{ role: string; facts: { deed: string } }>(
      `select s.role, n.facts from notifications n join staff s on s.id = n.staff_id where n.record_table = 'exports' and n.record_id = $1`,
      [id],
    );
    expect(told).toEqual([{ role: 'coordinator', facts: { deed: 'export_ready', list: 'residents' } }]);
    expect((await fetchFile(id, 'manager')).status).toBe(404);
    const lines = parse(await (await fetchFile(id, 'coordinator')).text(), { bom: true }) as string[][];
    expect(lines).toHaveLength(10002);
    expect(new Set(lines.map(([name]) => name)).size).toBe(10002);
    const row = await kept(id);
    expect(row).toMatchObject({ fetches: 1 });
    const later = { ...turn, now: () => new Date(Date.now() + 8 * 24 * 3600_000) };
    await exportsMake.work(office, later);
    await filesPurge.work(office, turn);
    expect(await kept(id)).toMatchObject({ state: 'gone', path: null, rows: 10001, purpose });
    expect(await office.files.get(String(row?.path))).toBeNull();
    expect((await fetchFile(id, 'coordinator')).status).toBe(410);
  });

  test('gives nothing to somebody who left in the meantime', async () => {
    const { id } = await begin('coordinator', { query: { search: 'many' } });
    await office.exec(`update staff set is_active = false where role = 'coordinator'`);
    await exportsMake.work(office, turn);
    await office.exec(`update staff set is_active = true where role = 'coordinator'`);
    expect(await kept(id)).toMatchObject({ state: 'failed', path: null, rows: 0 });
  });
});

test('every list that can be taken away is read page by page, by who may take it', async () => {
  const lists = await office.exec<{ list: string; lowest: Role }>('select list, lowest from private.export_lists()');
  expect(lists.map(({ list }) => list).sort()).toEqual([...exportLists].sort());
  for (const { list, lowest } of lists) {
    const said = { list, query: { filters: {} }, columns: columnsOf(list as (typeof exportLists)[number], (key) => en[key]) };
    const { id, is_later } = await begin(lowest, said);
    if (!is_later) expect({ list, status: (await fetchFile(id, lowest)).status }).toEqual({ list, status: 200 });
    if (lowest !== 'staff') expect((await start('staff', said)).error?.code).toBe('42501');
  }
});

describe('lists that are not read by a cursor of one query', () => {
  const linesOf = async (list: (typeof exportLists)[number], as: Role, query: object) => {
    const { id, rows } = await begin(as, { list, query, columns: columnsOf(list, (key) => en[key]) });
    const lines = parse(await (await fetchFile(id, as)).text(), { bom: true }) as string[][];
    expect(lines).toHaveLength(rows + 1);
    const [headings = [], ...cells] = lines;
    return cells.map((line) => Object.fromEntries(headings.map((heading, at) => [heading, line[at]])));
  };
  test('all subawards of a search come, page after page, each once, with how much each lacks', async () => {
    await office.exec(
      `with a as (insert into awards (award_number, title, status, starts_on, ends_on) values ('15PBJA-26-GG-00077-SUBS', 'Outreach', 'awarded', '2026-10-01', '2027-09-30') returning id),
         o as (insert into organizations (name, kind) values ('Mattie Rhodes Center', 'community') returning id)
       insert into subawards (award_id, organization_id, title) select a.id, o.id, 'Street outreach ' || g from a, o, generate_series(1, 203) g`,
    );
    const rows = await linesOf('subawards', 'staff', { search: 'street outreach', filters: {} });
    expect(new Set(rows.map((row) => row.Title)).size).toBe(203);
    expect(rows[0]).toMatchObject({ Organization: 'Mattie Rhodes Center', Status: 'Draft', 'Award number': '15PBJA-26-GG-00077-SUBS' });
    expect(Number(rows[0]?.['Things missing'])).toBeGreaterThan(3);
  });

  test('the letters of one campaign come with what became of each', async () => {
    await office.exec(
      `with l as (insert into mailing_lists (code, name) values ('bulletin', 'Bulletin') returning id),
         c as (insert into campaigns (id, name, list_id, status, frozen_at) select v, 'Winter', l.id, 'sending', now() from l, unnest($1::uuid[]) v returning id)
       insert into deliveries (kind, key, to_address, language, campaign_id, status, settled_at, bounced_at)
       select 'campaign.letter', gen_random_uuid()::text, n || '@example.org', 'en', c.id, 'sent', now(), case n when 'gone' then now() end from c, unnest(array['gone', 'here']) n`,
      [[crypto.randomUUID(), campaign]],
    );
    const rows = await linesOf('deliveries', 'coordinator', { campaign, filters: {} });
    expect(rows.map((row) => [row['E-mail address'], row['What became of it']])).toEqual([
      ['gone@example.org', 'Came back'],
      ['here@example.org', 'Sent'],
    ]);
    expect((await start('coordinator', { list: 'deliveries', query: { campaign: 'x' } })).error?.hint).toBe('filters');
  });

  test('who registered for one event, and nobody of another, comes with the state of each', async () => {
    const [event] = await office.exec<{ id: string }>(
      `with e as (insert into events (title, kind, starts_at, ends_at) select 'Night ' || g, 'tabling', now() + interval '9 days', now() + interval '9 days 2 hours' from generate_series(1, 2) g returning id, title),
         r as (insert into registrations (event_id, name, language, seats) select id, 'Guest of ' || title, 'en', 2 from e)
       select id from e where title = 'Night 1'`,
    );
    const rows = await linesOf('registrations', 'staff', { event: event?.id });
    expect(rows).toMatchObject([{ Name: 'Guest of Night 1', Status: 'Has a place', Places: '2' }]);
  });

  test('requests for public records come with their days, and a register of legislation with its words', async () => {
    const { data } = await office
      .as('staff')
      .from('inquiries')
      .insert({ subject: 'All mails about the bridge', channel: 'email', topic_id: await topic() })
      .select('id')
      .single();
    await office.as('staff').rpc('save_records_request', {
      p_inquiry: String(data?.id),
      p_request: { received_by_office_on: '2026-03-02', received_by_custodian_on: '2026-03-02', custodian: 'City Clerk' },
    });
    const [request] = await linesOf('records_requests', 'staff', {});
    expect(request).toMatchObject({ Subject: 'All mails about the bridge', Custodian: 'City Clerk', 'Due day': '2026-03-05' });
    const [law] = await linesOf('legislation', 'staff', { search: '210140', filters: {} });
    expect(law).toMatchObject({ Number: '210140', Kind: 'Ordinance' });
  });
});

describe('the log', () => {
  const seen = async (as: Role) =>
    ((await office.as(as).rpc('list_exports', { p_query: { limit: 200 } })).data as unknown as { rows: { asked_name: string }[] }).rows;
  test('is read by managers, of one’s own by everybody, and cannot be changed by anybody', async () => {
    await begin('staff');
    expect(new Set((await seen('manager')).map(({ asked_name }) => asked_name)).size).toBe(3);
    expect(new Set((await seen('staff')).map(({ asked_name }) => asked_name)).size).toBe(1);
    expect(await seen('viewer')).toEqual([]);
    expect((await office.as('staff').from('exports').select('id')).data?.length).toBe((await seen('staff')).length);
    for (const who of [office.as('admin'), office.service])
      expect((await who.from('exports').update({ purpose: 'Something else entirely' }).neq('rows', -1)).error?.code).toBe('42501');
    await expect(office.exec(`update exports set purpose = 'Something else entirely'`)).rejects.toThrow(/cannot be changed/);
    await expect(office.exec('delete from exports')).rejects.toThrow(/nothing is taken out/);
  });
});

test.each([
  ['=1+1', "'=1+1"],
  [' @SUM(A1)', "' @SUM(A1)"],
  ['+44 20 7946 0000', "'+44 20 7946 0000"],
  ['-3', "'-3"],
  ['\t=1', "'\t=1"],
  ['＝1+1', "'＝1+1"],
  ['Rosa = Peña', 'Rosa = Peña'],
  ['816 555-0142', '816 555-0142'],
])('the text %j stands in a CSV as %j', (text, written) => {
  expect(safeText(text)).toBe(written);
});

test('cells are what a person reads: words for codes, local times, dollars, several values in one cell', () => {
  const row = { a: 'new', b: '2026-11-02T17:30:00Z', c: 123456, d: [{ name: 'Water' }, { name: 'Rent' }], e: null, f: true, g: 5 };
  const cell = (key: string, kind: 'word' | 'instant' | 'cents' | 'text' | 'number', words = {}) => ({ key, kind, heading: key, words });
  const all = [cell('a', 'word', { new: 'New' }), cell('b', 'instant'), cell('c', 'cents'), cell('d.name', 'text'), cell('e', 'text')];
  expect(cellsOf(row, [...all, cell('f', 'word', { true: 'yes' }), cell('g', 'number')], 'America/Chicago')).toEqual([
    'New',
    '2026-11-02 11:30',
    1234.56,
    'Water; Rent',
    null,
    'yes',
    5,
  ]);
});

test('a workbook goes on in another sheet where one is full, and leaves out what XML cannot hold', async () => {
  const parts: Uint8Array[] = [];
  const writer = xlsxWriter(async (bytes) => void parts.push(bytes));
  await writer.begin(['A']);
  for (let n = 0; n < 1049; n++) await writer.rows(Array.from({ length: 1000 }, () => [n]));
  await writer.rows([['<b>&\u0000 "x"']]);
  await writer.end();
  const files = readZip(Buffer.concat(parts));
  const second = Buffer.from(files.find(({ name }) => name === 'xl/worksheets/sheet2.xml')?.bytes ?? []).toString();
  expect(second.match(/<row>/g)).toHaveLength(1 + 1049 * 1000 + 1 - 1_048_575);
  expect(second).toContain('&lt;b&gt;&amp; "x"');
  expect(files.map(({ name }) => name)).not.toContain('xl/worksheets/sheet3.xml');
});
