import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Row = {
  id: string;
  kind: string;
  actor: string;
  count: number;
  record_id: string | null;
  facts: { number?: string; status?: string; excerpt?: string };
};
type Inbox = { unread: number; rows: Row[] };
let office: TestOffice;
let topic: string;
const ids = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics limit 1'))[0]?.id);
  for (const { role, id } of await office.exec<{ role: Role; id: string }>('select role, id from staff')) ids[role] = id;
});
beforeEach(async () => {
  await office.exec('delete from notifications');
  await office.exec('delete from preferences');
});
afterAll(() => office.close());

async function take(role: Role = 'staff', values: object = {}): Promise<{ id: string; version: number }> {
  const { data, error } = await office
    .as(role)
    .from('inquiries')
    .insert({ subject: 'A question', channel: 'phone', topic_id: topic, ...values })
    .select('id, version')
    .single();
  if (error) throw error;
  return data;
}
const inbox = async (role: Role): Promise<Inbox> => (await office.as(role).rpc('my_notifications')).data as unknown as Inbox;
const note = (role: Role, inquiry: string, body: string) =>
  office.as(role).from('interactions').insert({ inquiry_id: inquiry, kind: 'note', body });

test('whoever is named with @ is told, once, and nobody else is', async () => {
  const inquiry = await take();
  await note('staff', inquiry.id, 'Can you look at this, @Manager Person? @manager person knows the street.');
  expect((await inbox('manager')).rows).toMatchObject([{ kind: 'mentioned', actor: 'Staff Person', record_id: inquiry.id }]);
  expect((await inbox('coordinator')).rows).toEqual([]);
  const kept = await office.exec(`select mentions from interactions where inquiry_id = '${inquiry.id}'`);
  expect(kept).toEqual([{ mentions: [ids.manager] }]);
});

test('an e-mail address, a part of a name and one’s own name tell nobody', async () => {
  const inquiry = await take();
  await note('staff', inquiry.id, 'Write to ana@Manager.example, ask @Manager, signed @Staff Person');
  expect((await inbox('manager')).rows).toEqual([]);
  expect((await inbox('staff')).rows).toEqual([]);
});

test('a name that is part of a longer name is not meant by it', async () => {
  await office.exec(
    `insert into staff (email, name, role) values ('ana@office.example', 'Ana', 'staff'), ('ana.morales@office.example', 'Ana Morales', 'staff')`,
  );
  const inquiry = await take();
  await note('staff', inquiry.id, '@Ana Morales called back');
  const told = await office.exec(`select s.name from notifications n join staff s on s.id = n.staff_id`);
  expect(told).toEqual([{ name: 'Ana Morales' }]);
});

test('a mention that is added later is told then, and those before are not told again', async () => {
  const inquiry = await take();
  const { data } = await note('staff', inquiry.id, 'For @Manager Person').select('id').single();
  await office
    .as('staff')
    .from('interactions')
    .update({ body: 'For @Manager Person and @Admin Person' })
    .eq('id', data?.id ?? '');
  expect((await inbox('manager')).rows).toHaveLength(1);
  expect((await inbox('admin')).rows).toHaveLength(1);
});

test('nobody can write down a mention that is not in the text', async () => {
  const inquiry = await take();
  const { error } = await office
    .as('staff')
    .from('interactions')
    .insert({ inquiry_id: inquiry.id, kind: 'note', body: 'Nobody', mentions: [ids.manager] } as never);
  expect(error?.code).toBe('42501');
});

test('an inquiry that somebody else assigns to me is told; one that I take myself is not', async () => {
  const inquiry = await take('staff', { assigned_to: ids.coordinator });
  expect((await inbox('coordinator')).rows).toMatchObject([{ kind: 'assigned', record_id: inquiry.id, count: 1 }]);
  const mine = await take('manager');
  await office.as('manager').from('inquiries').update({ assigned_to: ids.manager }).eq('id', mine.id);
  expect((await inbox('manager')).rows).toEqual([]);
});

test('many that are assigned in one act are told as one', async () => {
  const rows = [await take(), await take(), await take()];
  await office
    .as('manager')
    .rpc('bulk_edit_inquiries', { p_target: { rows } as never, p_patch: { assigned_to: ids.staff } as never, p_dry_run: false });
  expect((await inbox('staff')).rows).toMatchObject([{ kind: 'assigned', count: 3, record_id: null }]);
});

test('what others do to my inquiry is told: its state, and what they wrote', async () => {
  const inquiry = await take('staff', { assigned_to: ids.staff });
  await office.as('manager').from('inquiries').update({ status: 'waiting_other' }).eq('id', inquiry.id);
  await note('coordinator', inquiry.id, 'The department answered.');
  await note('staff', inquiry.id, 'My own note.');
  const { rows, unread } = await inbox('staff');
  expect(unread).toBe(2);
  expect(rows).toMatchObject([
    { kind: 'changed', actor: 'Coordinator Person', facts: { excerpt: 'The department answered.' } },
    { kind: 'changed', actor: 'Manager Person', facts: { status: 'waiting_other' } },
  ]);
});

test('a kind can reach me only in the morning mail, or not at all', async () => {
  const save = (notify: object) => office.as('manager').rpc('save_preferences', { p_patch: { notify } as never });
  const inquiry = await take();
  await save({ mentioned: 'digest' });
  await note('staff', inquiry.id, '@Manager Person, later');
  expect(await inbox('manager')).toEqual({ unread: 0, rows: [] });
  expect(await office.exec('select in_app from notifications')).toEqual([{ in_app: false }]);
  await save({ mentioned: 'none' });
  await note('staff', inquiry.id, '@Manager Person, never');
  expect(await office.exec('select in_app from notifications')).toHaveLength(1);
});

test('notifications are only mine: nobody reads, marks or makes another’s', async () => {
  const inquiry = await take();
  await note('staff', inquiry.id, 'For @Manager Person');
  const [row] = (await inbox('manager')).rows;
  expect((await office.as('admin').from('notifications').select('id')).data).toEqual([]);
  expect((await office.as('admin').rpc('read_notifications', { p_ids: [row?.id ?? ''] })).data).toBe(0);
  expect((await inbox('manager')).unread).toBe(1);
  expect((await office.as('manager').rpc('read_notifications', { p_ids: [row?.id ?? ''] })).data).toBe(1);
  expect((await inbox('manager')).unread).toBe(0);
  await office.as('manager').rpc('read_notifications', { p_ids: [row?.id ?? ''], p_is_read: false });
  await office.as('manager').rpc('read_notifications');
  expect((await inbox('manager')).unread).toBe(0);
});

test('a mention gives no access: who is not of the office any more is not told', async () => {
  await office.exec(`update staff set is_active = false where role = 'viewer'`);
  const inquiry = await take();
  await note('staff', inquiry.id, '@Viewer Person');
  expect(await office.exec('select id from notifications')).toEqual([]);
  await office.exec(`update staff set is_active = true where role = 'viewer'`);
});

test('a mention gives no access: whoever may only read is told, and still only reads', async () => {
  const inquiry = await take();
  await note('staff', inquiry.id, '@Viewer Person, take this over');
  expect((await inbox('viewer')).rows).toMatchObject([{ kind: 'mentioned', record_id: inquiry.id }]);
  const said = await office.as('viewer').from('interactions').insert({ inquiry_id: inquiry.id, kind: 'note', body: 'Taken' });
  expect(said.error).toMatchObject({ code: '42501' });
  const taken = await office.as('viewer').from('inquiries').update({ subject: 'Mine' }).eq('id', inquiry.id).select('id');
  expect(taken.data ?? []).toEqual([]);
});

test('what the program does by itself tells nobody', async () => {
  await office.exec(`insert into inquiries (subject, channel, topic_id, assigned_to) values ('Loaded', 'web', '${topic}', '${ids.staff}')`);
  expect(await office.exec('select id from notifications')).toEqual([]);
});
