import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveChanges } from '../../../src/server/backup/archive-changes.ts';
import { changesMonths } from '../../../src/server/worker/jobs/changes-months.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
  for (const month of ['2020-01-01', '2020-02-01']) {
    await office.exec('select private.make_change_month($1)', [month]);
    await office.exec(
      `insert into change_sets (id, created_at, role, reason, tables) select gen_random_uuid(), $1::date + n * interval '1 hour', 'staff', 'screen', '{topics}' from generate_series(1, 3) n`,
      [month],
    );
    await office.exec(
      `insert into changes (changed_at, change_set, table_name, record_id, action, reason, before)
       select created_at, id, 'topics', n::text, 'delete', 'screen', '{"name": "A \\"quoted\\" name"}' from change_sets, generate_series(1, 700) n where created_at >= $1::date and created_at < $1::date + 28`,
      [month],
    );
  }
});
afterAll(() => office.close());

const months = async () => ((await office.service.rpc('list_change_months')).data ?? []).map(({ month }) => month.slice(0, 7));
const rowsOf2020 = async () =>
  (await office.exec<{ n: number }>(`select count(*)::int as n from changes where changed_at < '2020-12-01'`))[0]?.n;

test('a month of the log moves into the files, whole, and leaves the database', async () => {
  const archived = await archiveChanges(office, { before: '2020-02' });
  expect(archived).toEqual([{ month: '2020-01', rows: 2103, file: 'files/history/changes-2020-01.jsonl.gz' }]);
  const lines = gunzipSync((await office.files.get('files/history/changes-2020-01.jsonl.gz')) ?? new Uint8Array())
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, { before?: unknown }>);
  expect(lines.filter((line) => line.change_sets)).toHaveLength(3);
  expect(lines.filter((line) => line.changes)).toHaveLength(2100);
  expect(lines.at(-1)?.changes?.before).toEqual({ name: 'A "quoted" name' });
  expect(await months()).not.toContain('2020-01');
  expect(await rowsOf2020()).toBe(2100);
});

test('the last months stay, and so does a month that has more rows than its archive', async () => {
  // The log is cut by the months of Greenwich.
  const today = new Date().toISOString().slice(0, 7);
  await expect(archiveChanges(office, { before: '2999-01' })).rejects.toThrow(/last three months stay/);
  expect(await months()).toContain(today);
  await office.exec(`select private.make_change_month('2020-03-01')`);
  const { error } = await office.service.rpc('drop_change_month', { p_month: '2020-03-01', p_rows: 5 });
  expect(error).toMatchObject({ code: 'PT409' });
  await expect(archiveChanges(office, { before: 'soon' })).rejects.toThrow(/not a month/);
});

test('the worker makes the next months before they begin', async () => {
  await office.exec(`drop table private.changes_${nextMonth()}, private.change_sets_${nextMonth()}`);
  await changesMonths.run(office, {});
  expect(await office.exec(`select 1 from pg_class where relname = 'changes_${nextMonth()}'`)).toHaveLength(1);
});

const nextMonth = () => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7).replace('-', '_');
};
