import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topics: string[];
beforeAll(async () => {
  office = await openOffice();
  topics = (await office.exec<{ id: string }>('select id from topics order by sort_order limit 2')).map(({ id }) => id);
});
afterAll(() => office.close());

type Answer = {
  change_set?: string;
  undone?: number;
  refused?: { count: number; rows: { table: string; id: string; why: string; fields?: string[]; by?: string; message: string }[] };
};
const undo = async (role: 'staff' | 'manager' | 'admin' | 'coordinator' | 'viewer', set: string) => {
  const { data, error } = await office.as(role).rpc('undo_change_set', { p_change_set: set });
  return { answer: data as Answer | null, error };
};
const lastSet = async () => String((await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1'))[0]?.id);
const take = async (values: object = {}) => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'A question', channel: 'phone', topic_id: topics[0] ?? '', ...values })
    .select('id, version')
    .single();
  if (error) throw error;
  return { ...data, set: await lastSet() };
};
const change = async (id: string, values: object, role: 'staff' | 'manager' = 'staff') => {
  const { error } = await office
    .as(role)
    .from('inquiries')
    .update(values as never)
    .eq('id', id)
    .select('id');
  if (error) throw error;
  return lastSet();
};
/** Something that a function of the program will do in one transaction, for a reason of its own. */
const actFor = async (reason: string, sql: string, parameters: unknown[] = []) => {
  await office.backend.raw?.transaction('write', async (query) => {
    await query('select private.begin_change_set($1)', [reason]);
    await query(sql, parameters);
  });
  return lastSet();
};
const read = async (id: string) => (await office.exec<Record<string, unknown>>('select * from inquiries where id = $1', [id]))[0];

describe('one act', () => {
  test('an edit is set back, the version goes forward, and what is derived is right again', async () => {
    const { id } = await take();
    const before = await read(id);
    const set = await change(id, { subject: 'Zebra crossing', topic_id: topics[1] });
    const { answer } = await undo('staff', set);
    expect(answer).toMatchObject({ undone: 1 });
    const after = await read(id);
    expect({ ...after, version: 1, updated_at: null }).toEqual({ ...before, version: 1, updated_at: null });
    expect(after?.version).toBe(3);
    const found = await office.as('staff').rpc('list_inquiries', { p_query: { search: 'zebra' } });
    expect((found.data as { rows: unknown[] }).rows).toEqual([]);
  });

  test('an undo is itself undone, and then the first act stands again', async () => {
    const { id } = await take();
    const set = await change(id, { subject: 'Second' });
    const first = await undo('staff', set);
    expect((await undo('staff', set)).error).toMatchObject({ code: 'PT409', hint: 'undo_undone' });
    expect((await undo('staff', String(first.answer?.change_set))).answer).toMatchObject({ undone: 1 });
    expect(await read(id)).toMatchObject({ subject: 'Second', version: 4 });
  });

  test('a closing goes back with its note, and a reopening with its reason', async () => {
    const { id, version } = await take();
    await office.as('staff').rpc('close_inquiry', { p_id: id, p_version: version, p_resolution_code: 'answered', p_note: 'By phone' });
    const closing = await lastSet();
    await office.as('staff').rpc('reopen_inquiry', { p_id: id, p_version: version + 1, p_reason: 'Not answered' });
    const reopening = await lastSet();
    expect((await undo('staff', closing)).answer?.refused).toMatchObject({
      count: 1,
      rows: [
        {
          table: 'inquiries',
          id,
          why: 'changed',
          fields: ['closed_at', 'resolution_code', 'resolution_note', 'resolved_at', 'status'],
          by: 'Staff Person',
        },
      ],
    });
    await undo('staff', reopening);
    expect(await read(id)).toMatchObject({ status: 'closed', resolution_code: 'answered', resolution_note: 'By phone' });
    await undo('staff', closing);
    expect(await read(id)).toMatchObject({ status: 'new', closed_at: null, resolution_note: null });
    expect(await office.exec('select 1 from interactions where inquiry_id = $1', [id])).toEqual([]);
  });

  test('a resident comes back with the contacts that a save took away', async () => {
    const save = (resident: object, id?: string, version?: number) =>
      office.as('staff').rpc('save_resident', { p_resident: resident as never, ...(id ? { p_id: id, p_version: version ?? 1 } : {}) });
    const { data: id } = await save({
      name: 'Rosa Peña',
      phones: [{ number: '+18165550101', label: 'home' }],
      emails: [{ address: 'rosa@example.org' }],
    });
    await save({ name: 'Rosa Pena', phones: [{ number: '+18165550102' }] }, String(id), 1);
    const state = () =>
      office.exec(
        `select r.name, r.search, (select jsonb_agg(number order by number) from resident_phones where resident_id = r.id) as phones,
          (select jsonb_agg(address) from resident_emails where resident_id = r.id) as emails from residents r where id = $1`,
        [id],
      );
    await undo('staff', await lastSet());
    expect(await state()).toEqual([
      { name: 'Rosa Peña', search: 'rosa pena +18165550101 rosa@example.org', phones: ['+18165550101'], emails: ['rosa@example.org'] },
    ]);
  });
});

describe('what is refused', () => {
  test('a later change of the same column is never overwritten; of another column it does not matter', async () => {
    const { id } = await take();
    const set = await change(id, { subject: 'Mine' });
    await change(id, { location: 'Main St' }, 'manager');
    const theirs = await change(id, { subject: 'Theirs' }, 'manager');
    const { answer } = await undo('staff', set);
    expect(answer?.refused?.rows).toMatchObject([
      {
        table: 'inquiries',
        id,
        why: 'changed',
        fields: ['subject'],
        by: 'Manager Person',
        message: expect.stringContaining('Manager Person'),
      },
    ]);
    expect(await read(id)).toMatchObject({ subject: 'Theirs' });
    await undo('manager', theirs);
    expect((await undo('staff', set)).answer).toMatchObject({ undone: 1 });
    expect(await read(id)).toMatchObject({ subject: 'A question', location: 'Main St' });
  });

  test('what somebody has worked on since is not removed, and neither is what others point to', async () => {
    const { data: resident } = await office.as('staff').rpc('save_resident', { p_resident: { name: 'Pointed at' } });
    const made = await lastSet();
    const { id, set } = await take({ resident_id: resident });
    expect((await undo('staff', made)).answer?.refused?.rows).toMatchObject([
      { table: 'residents', why: 'referred', fields: ['inquiries'] },
    ]);
    await office.as('staff').from('interactions').insert({ inquiry_id: id, kind: 'note', body: 'Worked on' });
    const note = await lastSet();
    expect((await undo('staff', set)).answer?.refused?.rows).toMatchObject([
      { table: 'inquiries', why: 'referred', fields: ['interactions'] },
    ]);
    expect(await read(id)).toMatchObject({ resident_id: resident });
    for (const one of [note, set, made]) expect((await undo('staff', one)).answer?.undone).toBe(1);
    expect(await office.exec('select 1 from residents where id = $1', [resident])).toEqual([]);
  });

  test('nothing is half undone: one row that cannot go back keeps all of them', async () => {
    const [one, two] = [await take(), await take()];
    const set = await actFor('bulk', `update inquiries set subject = 'Bulk' where id = any ($1::uuid[])`, [[one.id, two.id]]);
    await change(two.id, { subject: 'Later' });
    expect((await undo('manager', set)).answer?.refused).toMatchObject({ count: 1, rows: [{ id: two.id }] });
    expect(await read(one.id)).toMatchObject({ subject: 'Bulk' });
  });

  test('staff undo their own acts, managers those of others, viewers none', async () => {
    const { id } = await take();
    const set = await change(id, { subject: 'By a manager' }, 'manager');
    expect((await undo('staff', set)).error).toMatchObject({ code: '42501', hint: 'undo_not_yours' });
    expect((await undo('coordinator', set)).error).toMatchObject({ code: '42501', hint: 'undo_not_yours' });
    expect((await undo('viewer', set)).error).toMatchObject({ code: '42501', hint: 'role' });
    const mine = await change(id, { subject: 'By staff' });
    expect((await undo('manager', mine)).answer?.undone).toBe(1);
    expect((await undo('manager', set)).answer?.undone).toBe(1);
  });

  test('what only an administrator may change only an administrator sets back', async () => {
    const admin = office.as('admin');
    const { data } = await office.as('viewer').from('holidays').select('id, confirmed_by').limit(1).single();
    await admin.from('holidays').update({ confirmed_by: 'Law' }).eq('id', String(data?.id)).select();
    const set = await lastSet();
    expect((await undo('manager', set)).error).toMatchObject({ code: '42501', hint: 'undo_role' });
    expect((await undo('admin', set)).answer?.undone).toBe(1);
    expect(
      (await office.exec<{ confirmed_by: string | null }>('select confirmed_by from holidays where id = $1', [data?.id]))[0]?.confirmed_by,
    ).toBe(data?.confirmed_by);
  });

  test('the program’s own work, and a set that is not there, are not undone', async () => {
    await office.exec(`insert into inquiries (subject, channel, topic_id) values ('From the program', 'phone', $1)`, [topics[0]]);
    expect((await undo('admin', await lastSet())).error).toMatchObject({ code: 'PT422', hint: 'undo_nothing' });
    expect((await undo('admin', crypto.randomUUID())).error).toMatchObject({ code: 'PT404' });
  });

  test('the last administrator does not vanish with an undo', async () => {
    // What a staff screen will do: a manager is made administrator by the administrator, who then steps back.
    const raised = await actFor('screen', `update staff set role = 'admin' where email = 'manager@office.example'`);
    const lowered = await actFor('screen', `update staff set role = 'viewer' where email = 'admin@office.example'`);
    expect((await undo('manager', raised)).error).toMatchObject({ code: 'PT422', hint: 'undo_last_admin' });
    expect((await undo('manager', lowered)).answer?.undone).toBe(1);
    expect((await undo('admin', raised)).answer?.undone).toBe(1);
    expect(await office.exec(`select 1 from pg_trigger where tgenabled = 'D'`)).toEqual([]);
  });
});

describe('an act of several requests', () => {
  test('the caller names it, all of it is one set, and nobody else can add to it', async () => {
    const act = crypto.randomUUID();
    const staff = office.as('staff');
    const resident = await staff.rpc('save_resident', { p_resident: { name: 'New caller' } }).setHeader('X-Change-Set', act);
    const made = await staff
      .from('inquiries')
      .insert({ subject: 'Two requests', channel: 'phone', topic_id: topics[0] ?? '', resident_id: String(resident.data) })
      .select('id')
      .single()
      .setHeader('X-Change-Set', act);
    expect(await office.exec('select tables, reason from change_sets where id = $1', [act])).toEqual([
      { tables: ['residents', 'inquiries'], reason: 'screen' },
    ]);
    await office
      .as('manager')
      .from('inquiries')
      .update({ subject: 'Slipped in' })
      .eq('id', String(made.data?.id))
      .select()
      .setHeader('X-Change-Set', act);
    expect(await office.exec('select count(*)::int as n from changes where change_set = $1', [act])).toEqual([{ n: 2 }]);
    await undo('manager', await lastSet());
    expect((await undo('staff', act)).answer?.undone).toBe(2);
    expect(await office.exec('select 1 from residents where id = $1', [resident.data])).toEqual([]);
  });
});

test('neither log can be written from outside, not even with the secret key', async () => {
  const set = await office.service.from('change_sets').update({ undone_by: null }).neq('role', 'x').select();
  expect(set.error?.code).toBe('42501');
  const { error } = await office.service.from('changes').delete().neq('action', 'x').select();
  expect(error?.code).toBe('42501');
});

test('a notification about it does not keep an inquiry from being taken back', async () => {
  const [other] = await office.exec<{ id: string }>(`select id from staff where role = 'coordinator'`);
  const { id, set } = await take({ assigned_to: other?.id });
  expect(await office.exec('select 1 from notifications where record_id = $1', [id])).toHaveLength(1);
  expect((await undo('staff', set)).answer?.undone).toBe(1);
  expect(await read(id)).toBeUndefined();
});
