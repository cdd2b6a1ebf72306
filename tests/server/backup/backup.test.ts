import { readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBackup } from '../../../src/server/backup/read.ts';
import { listTables, quoted } from '../../../src/server/backup/tables.ts';
import { writeBackup } from '../../../src/server/backup/write.ts';
import { checkFiles } from '../../../src/server/files/check-files.ts';
import { password, people } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let source: TestOffice;
let target: TestOffice;
let file: string;
let attachment: string;
beforeAll(async () => {
  source = await openOffice();
  target = await openOffice();
  file = path.join(source.config.dataFolder, 'office.rotunda');
  const { data } = await source.as('staff').rpc('save_resident', {
    p_resident: { name: 'José “Pepe” Peña', phones: [{ number: '+18165550142' }], emails: [{ address: 'pepe@example.org' }] },
  });
  await source.exec(
    `insert into inquiries (subject, body, channel, topic_id, resident_id, latitude) select 'Question ' || g, E'two\\nlines, "quotes", \\\\ and 日本', 'phone', (select id from topics limit 1), $1, 39.0853190001 from generate_series(1, 1200) g`,
    [data],
  );
  await source
    .as('staff')
    .from('inquiries')
    .update({ subject: 'Changed' })
    .eq('number', String((await source.exec<{ number: string }>('select number from inquiries limit 1'))[0]?.number));
  const attached = await source.exec<{ path: string }>(
    `insert into attachments (resident_id, name, media_type, bytes, sha256, path) values ($1, 'Ruído.txt', 'text/plain', 5, repeat('a', 64), 'files/2026/' || gen_random_uuid()) returning path`,
    [data],
  );
  attachment = String(attached[0]?.path);
  await source.files.put(attachment, Buffer.from('a\u0000ü\n'), 'text/plain');
  await source.files.put('reports/one.pdf', new Uint8Array([37, 80, 68, 70, 0, 255]), 'application/pdf');
});
afterAll(async () => {
  await source.close();
  await target.close();
});

const everything = async (office: TestOffice) => {
  const all: Record<string, unknown[]> = {};
  for (const { name } of await listTables(office.exec))
    all[name] = (await office.exec<{ row: string }>(`select to_jsonb(t)::text as row from ${quoted(name)} t`)).map(({ row }) => row).sort();
  return all;
};

test('a restored office equals the one that was backed up, table by table, files included', async () => {
  await target.exec('delete from auth.users');
  await target.exec('delete from staff');
  const written = await writeBackup(source, file);
  expect(written.files).toBe(2);
  const restored = await readBackup(target, file, { replace: false });
  expect(restored).toEqual(written);
  const [before, after] = [await everything(source), await everything(target)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const name of Object.keys(before)) expect({ name, rows: after[name] }).toEqual({ name, rows: before[name] });
  expect(await checkFiles(target)).toEqual({ checked: 1, missing: [], orphaned: [] });
  expect(await target.files.get(attachment)).toEqual(Buffer.from('a\u0000ü\n'));
  expect(await target.files.get('reports/one.pdf')).toEqual(Buffer.from([37, 80, 68, 70, 0, 255]));
});

test('the restored office goes on: numbers, rules and the audit log work', async () => {
  // Sessions are not in a backup: people sign in again.
  const signedIn = await target.backend.clientFor().auth.signInWithPassword({ email: people.staff, password });
  const { data, error } = await target.backend
    .clientFor(signedIn.data.session?.access_token)
    .from('inquiries')
    .insert({
      subject: 'After',
      channel: 'phone',
      topic_id: String((await target.exec<{ id: string }>('select id from topics limit 1'))[0]?.id),
    })
    .select('number')
    .single();
  expect(error).toBeNull();
  expect(data?.number.slice(5)).toBe('001201');
  expect(
    await target.exec(`select action from changes where record_id in (select id::text from inquiries where subject = 'After')`),
  ).toEqual([{ action: 'insert' }]);
});

test('an office with people and work in it is not overwritten without being asked', async () => {
  await expect(readBackup(target, file, { replace: false })).rejects.toThrow(/not empty/);
  expect(await target.exec(`select 1 from inquiries where subject = 'After'`)).toHaveLength(1);
  await readBackup(target, file, { replace: true });
  expect(await target.exec(`select 1 from inquiries where subject = 'After'`)).toEqual([]);
});

test('a backup that is cut off, or is none, changes nothing', async () => {
  const cut = `${file}.cut`;
  await writeFile(cut, await readFile(file));
  await truncate(cut, 2000);
  await expect(readBackup(target, cut, { replace: true })).rejects.toThrow(/Nothing was changed/);
  await writeFile(cut, 'This is not a backup.');
  await expect(readBackup(target, cut, { replace: true })).rejects.toThrow(/Nothing was changed/);
  await expect(readBackup(target, `${file}.missing`, { replace: true })).rejects.toThrow(/There is no file/);
  expect((await target.exec<{ n: number }>('select count(*)::int as n from inquiries'))[0]?.n).toBe(1200);
});
