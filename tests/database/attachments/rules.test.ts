import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let resident: string;
beforeAll(async () => {
  office = await openOffice();
  resident = String((await office.as('staff').rpc('save_resident', { p_resident: { name: 'Ana Peña' } })).data);
});
afterAll(() => office.close());

let count = 0;
const facts = (more: object = {}) => ({
  table: 'residents',
  id: resident,
  name: 'letter.pdf',
  media_type: 'application/pdf',
  bytes: 10,
  sha256: String(count++).padStart(64, '0'),
  path: `files/2026/${crypto.randomUUID()}`,
  ...more,
});
async function add(role: 'staff' | 'coordinator' | 'manager', more: object = {}) {
  const ticket = await office.service.rpc('prepare_attachment', { p_file: facts(more) });
  return office.as(role).rpc('add_attachment', { p_ticket: String(ticket.data) });
}
const removedAt = async (id: string) =>
  (await office.service.from('attachments').select('removed_at').eq('id', id).single()).data?.removed_at;

test('only the program says what was stored: nobody makes a ticket, and a ticket is good once', async () => {
  expect((await office.as('admin').rpc('prepare_attachment', { p_file: facts() })).error?.code).toBe('42501');
  const ticket = String((await office.service.rpc('prepare_attachment', { p_file: facts() })).data);
  expect((await office.as('viewer').rpc('add_attachment', { p_ticket: ticket })).error?.code).toBe('42501');
  expect((await office.as('staff').rpc('add_attachment', { p_ticket: ticket })).error).toBeNull();
  expect((await office.as('staff').rpc('add_attachment', { p_ticket: ticket })).error).toMatchObject({ code: 'PT404' });
});

test('who added a file removes it and puts it back; of the others only a manager', async () => {
  const { id } = (await add('staff')).data as { id: string };
  expect((await office.as('coordinator').rpc('remove_attachment', { p_id: id })).error?.code).toBe('42501');
  expect((await office.as('viewer').rpc('remove_attachment', { p_id: id })).error?.code).toBe('42501');
  expect(await removedAt(id)).toBeNull();
  expect((await office.as('staff').rpc('remove_attachment', { p_id: id })).error).toBeNull();
  expect(await removedAt(id)).not.toBeNull();
  expect((await office.as('staff').rpc('remove_attachment', { p_id: id })).error).toBeNull();
  expect((await office.as('coordinator').rpc('restore_attachment', { p_id: id })).error?.code).toBe('42501');
  expect((await office.as('manager').rpc('restore_attachment', { p_id: id })).error).toBeNull();
  expect(await removedAt(id)).toBeNull();
});

test('a file that was removed may come again as a new one', async () => {
  const sha256 = 'f'.repeat(64);
  const first = (await add('staff', { sha256 })).data as { id: string };
  expect((await add('staff', { sha256 })).data).toMatchObject({ id: first.id });
  await office.as('staff').rpc('remove_attachment', { p_id: first.id });
  expect(((await add('staff', { sha256 })).data as { id: string }).id).not.toBe(first.id);
});

test.each([
  ['a path of its own', { path: 'files/2026/../../secrets.json' }],
  ['a name with a folder', { name: 'a/b.pdf' }],
  ['a name with a backslash', { name: 'a\\b.pdf' }],
  ['a name that is turned around', { name: 'a\u202efdp.pdf' }],
  ['more than 25 MB', { bytes: 26_214_401 }],
])('the database itself refuses %s', async (_what, more) => {
  expect((await add('staff', more)).error?.code).toBe('23514');
});

test('a record has at most 200 files, and the next is refused before it is sent', async () => {
  await office.exec(
    `insert into attachments (resident_id, name, media_type, bytes, sha256, path) select $1, 'n.pdf', 'application/pdf', 1, lpad(to_hex(g), 64, 'a'), 'files/2026/' || gen_random_uuid() from generate_series(1, 200) g`,
    [resident],
  );
  expect((await office.as('staff').rpc('may_attach', { p_table: 'residents', p_id: resident })).error).toMatchObject({
    code: 'PT422',
    hint: 'file',
  });
});
