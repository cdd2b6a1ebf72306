import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kc311 } from '../../../src/server/imports/kc311.ts';
import { runImport } from '../../../src/server/imports/run-import.ts';
import { createRandom } from '../../../src/server/sample/random.ts';
import { csvOf } from '../../server/imports/example-cells.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

// The log itself grows, a number is never given twice, a version only goes forward, and what is told stays told: all that is
// remembered must come back.
type Rows = Record<string, string[]>;

async function everything(): Promise<Rows> {
  const tables = await office.exec<{ name: string }>(
    `select relname::text as name from pg_class c join pg_trigger t on t.tgrelid = c.oid and t.tgname = '_900_audit_update'
     where relnamespace = 'public'::regnamespace order by 1`,
  );
  const all: Rows = {};
  for (const { name } of tables) {
    const rows = await office.exec<{ row: string }>(
      `select (to_jsonb(t) - 'version' - 'updated_at')::text as row from ${name} t order by 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

const { next: random, pick } = createRandom(210140);
const ids = async (sql: string) => (await office.exec<{ id: string }>(sql)).map(({ id }) => id);
/** What tells the rows of a table apart in every run alike, which their ids do not. */
const natural: Record<string, string> = {
  districts: 'code',
  holidays: `calendar || name || actual_on`,
  inquiries: 'number',
  residents: 'created_at, name, id',
  staff: 'email',
  topics: 'code',
};
/** So many rows of a table, drawn by the dice. */
async function some(table: string, count: number): Promise<string[]> {
  const all = await ids(`select id::text from ${table} order by ${natural[table]}`);
  return Array.from({ length: Math.min(count, all.length) }, () => all.splice(Math.floor(random() * all.length), 1)[0] ?? '');
}
const staff = () => office.as(pick(['staff', 'coordinator', 'manager'] as const));
const words = () =>
  Array.from({ length: 3 }, () => pick(['water', 'Straße', 'peña', 'grant', '"quoted"', 'line\nbreak', '日本', ' x '])).join(' ');

async function saveResident(): Promise<void> {
  const [id] = random() < 0.6 ? await some('residents', 1) : [];
  const version = id ? (await office.exec<{ version: number }>('select version from residents where id = $1', [id]))[0]?.version : null;
  const phones = Array.from({ length: Math.floor(random() * 3) }, () => ({
    number: `+1816555${1000 + Math.floor(random() * 9000)}`,
    label: pick([null, 'home']),
  }));
  const { error } = await staff().rpc('save_resident', {
    p_resident: {
      name: words(),
      preferred_language: pick(['en', 'es']),
      phones,
      emails: random() < 0.5 ? [{ address: `p${Math.floor(random() * 1e6)}@example.org` }] : [],
    },
    ...(id ? { p_id: id, p_version: version ?? 1 } : {}),
  });
  if (error) throw error;
}

async function takeInquiry(): Promise<void> {
  const [topic] = await some('topics', 1);
  const [resident] = await some('residents', 1);
  const { error } = await staff()
    .from('inquiries')
    .insert({ subject: words(), channel: 'phone', topic_id: topic ?? '', resident_id: random() < 0.7 ? (resident ?? null) : null })
    .select('id');
  if (error) throw error;
}

async function editInquiry(): Promise<void> {
  const [id] = await some('inquiries', 1);
  const [topic] = await some('topics', 1);
  const [person] = await some('staff', 1);
  const values = pick([
    { subject: words() },
    { topic_id: topic },
    { assigned_to: pick([person ?? null, null]) },
    { primary_section: pick([3, 6]) },
    { body: words(), location: null },
  ]);
  await staff()
    .from('inquiries')
    .update(values as never)
    .eq('id', id ?? '')
    .select('id');
}

async function editMany(): Promise<void> {
  const chosen = await some('inquiries', 5);
  await staff()
    .from('inquiries')
    .update({ neighborhood: words(), district_id: (await some('districts', 1))[0] ?? null })
    .in('id', chosen)
    .select('id');
}

async function closeOrReopen(): Promise<void> {
  const [row] = await office.exec<{ id: string; version: number; status: string }>(
    'select id, version, status from inquiries where id = any ($1::uuid[])',
    [await some('inquiries', 1)],
  );
  if (!row) return;
  const asked = { p_id: row.id, p_version: row.version };
  if (row.status === 'closed') await staff().rpc('reopen_inquiry', { ...asked, p_reason: words() });
  else await staff().rpc('close_inquiry', { ...asked, p_resolution_code: pick(['answered', 'referred']), p_note: pick(['', words()]) });
}

async function note(): Promise<void> {
  const [id] = await some('inquiries', 1);
  await staff()
    .from('interactions')
    .insert({ inquiry_id: id ?? '', kind: 'note', body: words() })
    .select('id');
}

async function editHoliday(): Promise<void> {
  const [id] = await some('holidays', 1);
  await office
    .as('admin')
    .from('holidays')
    .update({ is_cancelled: random() < 0.5, confirmed_by: words() })
    .eq('id', id ?? '')
    .select('id');
}

async function importFile(): Promise<void> {
  const cases = Array.from({ length: 4 }, () => ({
    'CASE ID': String(1 + Math.floor(random() * 8)),
    STATUS: pick(['OPEN', 'RESOL']),
    DETAIL: words().replaceAll('"', ''),
    CATEGORY: pick(['Trash', 'Streets', 'Trees']),
  }));
  const file = path.join(office.config.dataFolder, 'cases.csv');
  await writeFile(file, csvOf(cases));
  const options = {
    preset: kc311,
    file,
    rejectsFile: `${file}.rejects`,
    dryRun: false,
    keepGoing: true,
    now: new Date('2021-04-01T12:00:00Z'),
  };
  await runImport(office.service, options, { update: () => {}, say: () => {} });
}

/** What no screen does yet, but a function may: rows that are deleted, with what hangs on them. */
async function removeForGood(): Promise<void> {
  const [resident] = await some('residents', 1);
  const [inquiry] = await some('inquiries', 1);
  await office.backend.raw?.transaction('write', async (query) => {
    await query(`select private.begin_change_set('merge')`);
    // None may be left by now.
    await query('delete from residents where id = $1', [resident ?? null]);
    await query('delete from inquiries where id = $1', [inquiry ?? null]);
  });
}

const acts = [
  saveResident,
  saveResident,
  takeInquiry,
  takeInquiry,
  editInquiry,
  editInquiry,
  editMany,
  closeOrReopen,
  closeOrReopen,
  note,
  editHoliday,
  importFile,
  removeForGood,
];
const sets = () => ids(`select id::text from change_sets where cardinality(tables) > 0 and reason <> 'service' order by place desc`);

async function undo(id: string): Promise<string> {
  const { data, error } = await office.as('admin').rpc('undo_change_set', { p_change_set: id });
  if (error) throw error;
  const answer = data as { change_set?: string; refused?: unknown };
  if (!answer.change_set) throw new Error(JSON.stringify(answer));
  return answer.change_set;
}

test('whatever was done, undone in reverse order, leaves every table as it was; done again, as it had become', async () => {
  for (const act of [saveResident, saveResident, takeInquiry, takeInquiry, importFile]) await act();
  const known = new Set(await sets());
  const before = await everything();
  for (let n = 0; n < 40; n++) await pick(acts)();
  const after = await everything();
  const done = (await sets()).filter((id) => !known.has(id));
  expect(done.length).toBeGreaterThan(20);
  expect(after).not.toEqual(before);

  const undone: string[] = [];
  for (const id of done) undone.push(await undo(id));
  expect(await everything()).toEqual(before);

  // Each undo undone, the last one first: all of it stands again.
  const again: string[] = [];
  for (const id of undone.reverse()) again.push(await undo(id));
  expect(await everything()).toEqual(after);

  for (const id of again.reverse()) await undo(id);
  expect(await everything()).toEqual(before);
  expect(await office.exec(`select 1 from pg_trigger where tgenabled = 'D'`)).toEqual([]);
});
