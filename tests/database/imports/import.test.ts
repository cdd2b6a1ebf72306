import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { kc311 } from '../../../src/server/imports/kc311.ts';
import { runImport } from '../../../src/server/imports/run-import.ts';
import { csvOf } from '../../server/imports/example-cells.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let folder: string;
beforeAll(async () => {
  office = await openOffice();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-import-'));
});
beforeEach(() => office.exec('delete from public.inquiries'));
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

const rejectsFile = () => path.join(folder, 'rejects.csv');
const load = async (content: string, options: { dryRun?: boolean; keepGoing?: boolean } = {}) => {
  const file = path.join(folder, 'cases.csv');
  await writeFile(file, content);
  const quiet = { update: () => {}, say: () => {} };
  const asked = { preset: kc311, file, rejectsFile: rejectsFile(), dryRun: false, keepGoing: false, now: new Date('2021-04-01T12:00:00Z') };
  return runImport(office.service, { ...asked, ...options }, quiet);
};
const cases = <Row = Record<string, unknown>>(columns: string) =>
  office.exec<Row>(`select ${columns} from public.inquiries order by number`);
const audit = async () => (await office.exec<{ n: number }>('select count(*)::int as n from public.changes'))[0]?.n;

test('a case comes in with a number of the year it was opened in, closed on its own local day', async () => {
  await load(
    `\uFEFF${csvOf([{ 'CASE ID': '2', 'CREATION DATE': '3/10/19', 'CREATION TIME': '11:30 PM', 'CLOSED DATE': '03/10/2019' }, { 'CASE ID': '1' }])}`,
  );
  const rows = await cases(`left(number, 4) as year, source_key, status, (opened_at at time zone 'America/Chicago')::text as opened,
    (closed_at at time zone 'America/Chicago')::date::text as closed, closed_at >= opened_at as in_order, due_on, primary_section`);
  expect(rows).toEqual([
    {
      year: '2013',
      source_key: '1',
      status: 'closed',
      opened: '2013-02-04 08:02:00',
      closed: '2013-02-05',
      in_order: true,
      due_on: null,
      primary_section: 9,
    },
    {
      year: '2019',
      source_key: '2',
      status: 'closed',
      opened: '2019-03-10 23:30:00',
      closed: '2019-03-10',
      in_order: true,
      due_on: null,
      primary_section: 9,
    },
  ]);
});

test('an hour that daylight saving skips or repeats keeps its day', async () => {
  await load(
    csvOf([
      { 'CASE ID': '1', 'CREATION DATE': '03/10/2019', 'CREATION TIME': '02:30 AM', STATUS: 'OPEN' },
      { 'CASE ID': '2', 'CREATION DATE': '11/03/2019', 'CREATION TIME': '01:30 AM', STATUS: 'OPEN' },
    ]),
  );
  expect((await cases<{ day: string }>('private.local_date(opened_at)::text as day')).map((row) => row.day)).toEqual([
    '2019-03-10',
    '2019-11-03',
  ]);
});

test('the same file again changes nothing, not even the audit log of its cases', async () => {
  const content = csvOf([{ 'CASE ID': '1' }, { 'CASE ID': '2', STATUS: 'OPEN' }]);
  expect(await load(content)).toMatchObject({ added: 2, changed: 0, unchanged: 0, written: true });
  const before = await cases('id, version, updated_at');
  expect(await load(content)).toMatchObject({ added: 0, changed: 0, unchanged: 2, written: true });
  expect(await cases('id, version, updated_at')).toEqual(before);
});

test('a case that was closed or reopened at the source follows, and the audit log says that an import did it', async () => {
  await load(csvOf([{ 'CASE ID': '1', STATUS: 'OPEN' }, { 'CASE ID': '2' }]));
  const again = csvOf([
    { 'CASE ID': '1', STATUS: 'DUP', 'CLOSED DATE': '02/06/2013' },
    { 'CASE ID': '2', STATUS: 'OPEN' },
  ]);
  expect(await load(again)).toMatchObject({ added: 0, changed: 2, unchanged: 0 });
  expect(await cases('source_key, status, resolution_code')).toEqual([
    { source_key: '1', status: 'closed', resolution_code: 'duplicate' },
    { source_key: '2', status: 'in_progress', resolution_code: null },
  ]);
  const reasons = await office.exec(
    `select distinct reason, staff_id from public.changes where table_name = 'inquiries' and action in ('insert', 'update')`,
  );
  expect(reasons).toEqual([{ reason: 'import', staff_id: null }]);
});

test('work done here stays when the source has no news', async () => {
  const content = csvOf([{ 'CASE ID': '1', STATUS: 'OPEN' }]);
  await load(content);
  await office.exec(`update public.inquiries set status = 'closed', resolution_code = 'answered' where source_key = '1'`);
  expect(await load(content)).toMatchObject({ changed: 0, unchanged: 1 });
  expect(await cases('status, resolution_code')).toEqual([{ status: 'closed', resolution_code: 'answered' }]);
});

test('one rejected row keeps the whole file out, and the reject file says why without running formulas', async () => {
  const content = csvOf([
    { 'CASE ID': '1' },
    { 'CASE ID': '2', 'STREET ADDRESS': 'two\nlines' },
    { 'CASE ID': '3', 'CREATION DATE': 'never', 'STREET ADDRESS': '=1+1' },
  ]);
  expect(await load(content)).toMatchObject({ added: 2, rejected: 1, written: false });
  expect(await cases('id')).toEqual([]);
  const rejects = await readFile(rejectsFile(), 'utf8');
  expect(rejects).toContain('5,"CREATION DATE is not a date: ""never"". Expected month/day/year.",3,');
  expect(rejects).toContain("'=1+1");

  expect(await load(content, { keepGoing: true })).toMatchObject({ added: 2, rejected: 1, written: true });
  expect((await cases('id')).length).toBe(2);
});

test('a trial run counts and writes nothing at all', async () => {
  const before = await audit();
  expect(await load(csvOf([{ 'CASE ID': '1' }, { 'CASE ID': '2' }]), { dryRun: true })).toMatchObject({ added: 2, written: false });
  expect(await cases('id')).toEqual([]);
  expect(await audit()).toBe(before);
  expect(existsSync(rejectsFile())).toBe(false);
  expect(await office.exec('select 1 from private.import_rows')).toEqual([]);
});

test('of a case that is in the file twice the last row counts', async () => {
  const result = await load(
    csvOf([
      { 'CASE ID': '1', 'REQUEST TYPE': 'First' },
      { 'CASE ID': '1', 'REQUEST TYPE': 'Second' },
    ]),
  );
  expect(result).toMatchObject({ added: 1, duplicates: 1 });
  expect(await cases('subject')).toEqual([{ subject: 'Second' }]);
});

test('imported cases are found by their words, and the rules are on again afterwards', async () => {
  await load(csvOf([{ 'CASE ID': '1', 'REQUEST TYPE': 'Broken hydrant' }]));
  const found = await office.as('viewer').rpc('list_inquiries', { p_query: { search: 'hydr' } });
  expect((found.data as { rows: unknown[] }).rows).toHaveLength(1);
  const off = await office.exec(`select tgname from pg_trigger where tgrelid = 'public.inquiries'::regclass and tgenabled = 'D'`);
  expect(off).toEqual([]);
});

test('the history shows what each file did, and only to the people of the office', async () => {
  await load(csvOf([{ 'CASE ID': '7' }]));
  const seen = await office
    .as('viewer')
    .from('imports')
    .select('file_name, preset, rows_new')
    .order('finished_at', { ascending: false })
    .limit(1);
  expect(seen.data).toEqual([{ file_name: 'cases.csv', preset: 'kc311', rows_new: 1 }]);
  expect((await office.as('anon').from('imports').select('id')).error).not.toBeNull();
  const begun = await office.as('admin').rpc('begin_import', { p_preset: 'kc311', p_file_name: 'x.csv' });
  expect(begun.error).not.toBeNull();
});

test('a file that lacks a column or is not CSV is refused with a sentence', async () => {
  await expect(load('A,B\n1,2\n')).rejects.toThrow(/lacks the columns CASE ID/);
  await expect(load(`${csvOf([{}])}\n"never closed, \n`)).rejects.toThrow(/a quote is not closed/);
  await expect(load('')).rejects.toThrow(/is empty/);
});
