import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Answer = {
  total: number;
  changing: number;
  skipped: { reason: string; count: number }[];
  from: { was: string | null; count: number }[];
  rows: { id: string; number: string; was: string | null; skip: string | null }[];
  as_of: string;
  change_set: string | null;
  refused: { number: string; message: string }[];
};
type Row = { id: string; version: number };
let office: TestOffice;
let staff: string;
beforeAll(async () => {
  office = await openOffice();
  staff = String((await office.exec<{ id: string }>(`select id from staff where role = 'staff'`))[0]?.id);
});
afterAll(() => office.close());

async function take(count: number, subject: string): Promise<Row[]> {
  return office.exec<Row>(
    `insert into inquiries (subject, channel, topic_id, language) select '${subject} ' || g, 'phone', (select id from topics where code = 'city-finances'), 'en'
     from generate_series(1, ${count}) g returning id, version`,
  );
}
const bulk = async (target: object, patch: object, dry = false, role: Role = 'staff'): Promise<Answer> => {
  const { data, error } = await office
    .as(role)
    .rpc('bulk_edit_inquiries', { p_target: target as never, p_patch: patch as never, p_dry_run: dry });
  if (error) throw error;
  return data as unknown as Answer;
};
const stored = (rows: Row[], column: string) =>
  office.exec<Record<string, unknown>>(`select ${column} from inquiries where id = any ($1) order by number`, [rows.map((row) => row.id)]);

test('a preview tells what would change and changes nothing', async () => {
  const rows = await take(3, 'Preview');
  const told = await bulk({ rows }, { assigned_to: staff }, true);
  expect(told).toMatchObject({ total: 3, changing: 3, skipped: [], from: [{ was: null, count: 3 }], change_set: null });
  expect(told.rows).toHaveLength(3);
  expect(await stored(rows, 'assigned_to')).toEqual([{ assigned_to: null }, { assigned_to: null }, { assigned_to: null }]);
});

test('many are assigned in one act, which is one change set for the reason "bulk"', async () => {
  const rows = await take(5, 'Assign');
  const done = await bulk({ rows }, { assigned_to: staff });
  expect(done.changing).toBe(5);
  expect(await stored(rows, 'status')).toEqual(Array(5).fill({ status: 'assigned' }));
  const changes = await office.exec(
    `select distinct change_set::text, reason, table_name from changes where action = 'update' and table_name = 'inquiries' and record_id = any ($1)`,
    [rows.map((row) => row.id)],
  );
  expect(changes).toEqual([{ change_set: done.change_set, reason: 'bulk', table_name: 'inquiries' }]);
});

test('what was changed in one act is undone in one act, and nobody is told of it twice', async () => {
  const rows = await take(4, 'Undo');
  const done = await bulk({ rows }, { resolution_code: 'answered', note: 'By mistake' });
  const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: String(done.change_set) });
  expect(undone.error).toBeNull();
  expect(await stored(rows, 'status, resolution_code')).toEqual(Array(4).fill({ status: 'new', resolution_code: null }));
  const ids = rows.map((row) => row.id);
  expect(await office.exec(`select id from interactions where inquiry_id = any ($1)`, [ids])).toEqual([]);
  expect(await office.exec(`select id from notifications where record_id = any ($1)`, [ids])).toEqual([]);
});

test('what somebody saved in between stays as they left it, and is told', async () => {
  const rows = await take(2, 'Conflict');
  await office.as('manager').from('inquiries').update({ subject: 'Saved by the manager' }).eq('id', String(rows[0]?.id));
  const done = await bulk({ rows }, { language: 'es' });
  expect(done).toMatchObject({ changing: 1, skipped: [{ reason: 'conflict', count: 1 }] });
  expect((await stored(rows, 'language')).map((row) => row.language).sort()).toEqual(['en', 'es']);
});

test('of all that match, what was saved after the preview is left alone', async () => {
  const rows = await take(3, 'Allmatch');
  const target = { query: { search: 'allmatch' } };
  const told = await bulk(target, { status: 'in_progress' }, true);
  expect(told.changing).toBe(3);
  await office.as('manager').from('inquiries').update({ location: 'City Hall' }).eq('id', String(rows[1]?.id));
  const done = await bulk({ ...target, as_of: told.as_of }, { status: 'in_progress' });
  expect(done).toMatchObject({ changing: 2, skipped: [{ reason: 'conflict', count: 1 }] });
});

test('the closed stay closed, what is so already stays, and both are told with their reason', async () => {
  const rows = await take(3, 'Mixed');
  await office.as('staff').rpc('close_inquiry', { p_id: String(rows[0]?.id), p_version: 1, p_resolution_code: 'answered' });
  await office.as('staff').from('inquiries').update({ status: 'in_progress' }).eq('id', String(rows[1]?.id));
  const target = { rows: await office.exec<Row>(`select id, version from inquiries where subject like 'Mixed %'`) };
  const told = await bulk(target, { status: 'in_progress' }, true);
  expect(told.changing).toBe(1);
  expect(told.skipped).toEqual([
    { reason: 'closed', count: 1 },
    { reason: 'same', count: 1 },
  ]);
});

test('several are closed with one code and one note', async () => {
  const rows = await take(3, 'Close');
  await bulk({ rows }, { resolution_code: 'answered', note: ' All by letter. ' });
  expect(await stored(rows, 'status, resolution_code, resolution_note')).toEqual(
    Array(3).fill({ status: 'closed', resolution_code: 'answered', resolution_note: 'All by letter.' }),
  );
  const notes = await office.exec(`select body from interactions where kind = 'resolution' and inquiry_id = any ($1)`, [
    rows.map((row) => row.id),
  ]);
  expect(notes).toEqual(Array(3).fill({ body: 'All by letter.' }));
});

test('a rule that refuses one leaves that one behind with its sentence, and the others are changed', async () => {
  const rows = await take(3, 'Rule');
  await office.exec(`create function private.refuse_one() returns trigger language plpgsql set search_path = '' as $f$ begin
    if new.subject = 'Rule 2' then raise sqlstate 'PT422' using message = 'A checklist is open.', hint = 'status'; end if; return new; end $f$`);
  await office.exec('create trigger _260_refuse_one before update on inquiries for each row execute function private.refuse_one()');
  const done = await bulk({ rows }, { status: 'waiting_other' });
  await office.exec('drop trigger _260_refuse_one on inquiries');
  await office.exec('drop function private.refuse_one()');
  expect(done.changing).toBe(2);
  expect(done.refused.map((row) => row.message)).toEqual(['A checklist is open.']);
  expect((await stored(rows, 'status')).filter((row) => row.status === 'waiting_other')).toHaveLength(2);
});

test.each([
  [{ assigned_to: '00000000-0000-0000-0000-000000000000' }, 'assigned_to'],
  [{ status: 'closed' }, 'status'],
  [{ resolution_code: 'vanished' }, 'resolution_code'],
  [{ subject: 'x' }, 'patch'],
  [{ status: 'in_progress', language: 'es' }, 'patch'],
  [{ topic_id: null }, 'topic_id'],
])('%j is refused with a sentence', async (patch, hint) => {
  const rows = await take(1, 'Refuse');
  await expect(bulk({ rows }, patch)).rejects.toMatchObject({ code: 'PT422', hint });
});

test('nothing chosen, and more than 10,000, are refused', async () => {
  await expect(bulk({ rows: [] }, { language: 'es' })).rejects.toMatchObject({ code: 'PT422', hint: 'target' });
  // Without triggers, which would take longer than what is tested.
  await office.exec('alter table inquiries disable trigger user');
  await office.exec(`insert into inquiries (number, subject, channel, topic_id)
    select '2001-' || lpad(g::text, 6, '0'), 'Many', 'web', (select id from topics limit 1) from generate_series(1, 10001) g`);
  await office.exec('alter table inquiries enable trigger user');
  await expect(bulk({ query: { filters: { channel: ['web'] } } }, { language: 'es' }, true)).rejects.toMatchObject({
    code: 'PT422',
    hint: 'target',
  });
});

test('a viewer changes nothing, not even in a preview', async () => {
  const rows = await take(1, 'Viewer');
  await expect(bulk({ rows }, { language: 'es' }, true, 'viewer')).rejects.toMatchObject({ code: '42501' });
  await expect(bulk({ rows }, { language: 'es' }, false, 'viewer')).rejects.toMatchObject({ code: '42501' });
  expect(await stored(rows, 'language')).toEqual([{ language: 'en' }]);
});

test('a department and a whole are given to many, what cannot be a part of its own part stays, and one undo takes all back', async () => {
  const rows = await take(3, 'Department');
  const [department] = await office.exec<{ id: string }>(
    `select id from organizations where kind = 'department' and is_active order by code limit 1`,
  );
  await bulk({ rows }, { department_id: department?.id });
  expect(await stored(rows, 'department_id')).toEqual(Array(3).fill({ department_id: department?.id }));
  const [whole] = await take(1, 'Whole');
  const [above] = await take(1, 'Above');
  await office.exec(`update inquiries set parent_id = $1 where id = $2`, [above?.id, whole?.id]);
  const now = await office.exec<Row & { number: string }>(`select id, version, number from inquiries where id = any ($1) order by number`, [
    [...rows, whole, above].map((row) => row?.id),
  ]);
  const told = await bulk({ rows: now }, { parent_id: whole?.id }, true);
  expect(told).toMatchObject({ total: 5, changing: 3, skipped: [{ reason: 'ring', count: 2 }], from: [{ was: null, count: 3 }] });
  const done = await bulk({ rows: now }, { parent_id: whole?.id });
  expect(await stored(rows, 'parent_id')).toEqual(Array(3).fill({ parent_id: whole?.id }));
  await office.as('staff').rpc('undo_change_set', { p_change_set: String(done.change_set) });
  expect(await stored(rows, 'parent_id')).toEqual(Array(3).fill({ parent_id: null }));
  await expect(bulk({ rows }, { parent_id: crypto.randomUUID() })).rejects.toMatchObject({ code: 'PT422', hint: 'parent_id' });
});
