import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let inquiry: string;
beforeAll(async () => {
  office = await openOffice();
  const [row] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id) select 'A question', 'phone', id from topics order by code limit 1 returning id`,
  );
  inquiry = String(row?.id);
});
afterAll(() => office.close());

const keep = (role: Role, body: object | null, kind = 'note') =>
  office.as(role).rpc('keep_draft', { p_table: 'inquiries', p_id: inquiry, p_kind: kind, p_body: body as never });
const mine = async (role: Role) => (await office.as(role).rpc('my_drafts', { p_table: 'inquiries', p_id: inquiry })).data;
const touch = async (role: Role, p_doing?: string) => {
  const { data, error } = await office
    .as(role)
    .rpc('touch_presence', { p_table: 'inquiries', p_id: inquiry, ...(p_doing ? { p_doing } : {}) });
  if (error) throw error;
  return data;
};

describe('drafts', () => {
  test('are kept for the one who writes them, the last words of each kind, until they are sent', async () => {
    await keep('staff', { body: 'Called ba' });
    await keep('staff', { body: 'Called back' });
    await keep('staff', { body: 'Dear Rosa' }, 'reply');
    expect(await mine('staff')).toMatchObject({ note: { body: { body: 'Called back' } }, reply: { body: { body: 'Dear Rosa' } } });
    await keep('staff', null);
    expect(Object.keys((await mine('staff')) as object)).toEqual(['reply']);
  });

  test('are nobody else’s, whatever their role', async () => {
    await keep('staff', { body: 'Mine' });
    await keep('admin', { body: 'The administrator’s' });
    expect(await mine('admin')).toMatchObject({ note: { body: { body: 'The administrator’s' } } });
    expect((await office.as('admin').from('drafts').select('body')).data).toEqual([{ body: { body: 'The administrator’s' } }]);
    await keep('admin', null);
    expect(await mine('staff')).toMatchObject({ note: { body: { body: 'Mine' } } });
    expect(await mine('manager')).toEqual({});
  });

  test('are written by whoever may write the entry, to a record, and forgotten after a month', async () => {
    expect((await keep('viewer', { body: 'x' })).error).toMatchObject({ code: '42501' });
    expect((await keep('staff', { body: 'x' }, 'poem')).error).not.toBeNull();
    const odd = await office.as('staff').rpc('keep_draft', { p_table: 'staff', p_id: inquiry, p_kind: 'note', p_body: {} });
    expect(odd.error).toMatchObject({ code: 'PT422', hint: 'record' });
    await keep('manager', { body: 'Long ago' });
    await office.exec(`alter table drafts disable trigger _100_stamp`);
    await office.exec(`update drafts set updated_at = updated_at - interval '31 days' where body ->> 'body' = 'Long ago'`);
    await office.exec(`alter table drafts enable trigger _100_stamp`);
    await keep('staff', { body: 'Now' });
    expect(await mine('manager')).toEqual({});
  });
});

describe('who is at a record', () => {
  test('is told to the others, whoever writes first, and not to oneself', async () => {
    expect(await touch('staff')).toEqual([]);
    expect(await touch('viewer')).toMatchObject([{ name: 'Staff Person', doing: 'here' }]);
    await touch('staff', 'reply');
    expect(await touch('manager')).toMatchObject([
      { name: 'Staff Person', doing: 'reply' },
      { name: 'Viewer Person', doing: 'here' },
    ]);
    await touch('staff', 'gone');
    expect(await touch('manager')).toMatchObject([{ name: 'Viewer Person' }]);
  });

  test('is written once in half a minute, and once more when somebody begins to write', async () => {
    await office.exec('delete from private.presence');
    const stamp = async () => (await office.exec<{ at: string }>('select seen_at::text as at from private.presence'))[0]?.at;
    await touch('staff');
    const first = await stamp();
    await touch('staff');
    expect(await stamp()).toBe(first);
    await touch('staff', 'note');
    const second = await stamp();
    expect(second).not.toBe(first);
    await touch('staff', 'reply');
    await touch('staff');
    expect(await stamp()).toBe(second);
    await office.exec(`update private.presence set seen_at = seen_at - interval '80 seconds'`);
    // Whoever said nothing for more than a minute is not there any more.
    expect(await touch('manager')).toEqual([]);
    await touch('staff');
    expect(await touch('manager')).toMatchObject([{ doing: 'here' }]);
  });

  test('is told by whoever is in the office, of a record alone, and read nowhere else', async () => {
    expect((await office.as('anon').rpc('touch_presence', { p_table: 'inquiries', p_id: inquiry })).error).not.toBeNull();
    const odd = await office.as('staff').rpc('touch_presence', { p_table: 'staff', p_id: inquiry });
    expect(odd.error).toMatchObject({ code: 'PT422' });
    expect(
      (
        await office
          .as('admin')
          .from('presence' as never)
          .select('*')
      ).error,
    ).not.toBeNull();
  });
});
