import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics order by code limit 1'))[0]?.id);
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
});
afterAll(() => office.close());

async function openInquiry(more: object = {}) {
  const { data } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'A question', channel: 'phone', topic_id: topic, ...more })
    .select('id, version')
    .single();
  return data as { id: string; version: number };
}
async function addTask(role: Role, task: { title?: string; owner_id?: string; inquiry_id?: string; due_on?: string } = {}) {
  const { data, error } = await office
    .as(role)
    .from('tasks')
    .insert({ title: 'Call back', ...task })
    .select('id')
    .single();
  if (error) throw error;
  return data.id;
}
const read = async (id: string) => (await office.service.from('tasks').select('*').eq('id', id).single()).data;
const complete = (role: Role, id: string, outcome = 'done') => office.as(role).rpc('complete_task', { p_id: id, p_outcome: outcome });

describe('whose task it is', () => {
  test('owner, author and manager change a task; others do not', async () => {
    const id = await addTask('staff', { owner_id: people.coordinator });
    for (const role of ['staff', 'coordinator', 'manager', 'admin'] as const) {
      const { data, error } = await office
        .as(role)
        .from('tasks')
        .update({ notes: `By ${role}` })
        .eq('id', id)
        .select('notes');
      expect({ role, error, data }).toEqual({ role, error: null, data: [{ notes: `By ${role}` }] });
    }
    const own = await addTask('manager', { owner_id: people.manager });
    const { data } = await office.as('staff').from('tasks').update({ notes: 'Not mine' }).eq('id', own).select('id');
    expect(data).toEqual([]);
    expect((await complete('staff', own)).error).toMatchObject({ code: '42501', hint: 'not_yours' });
    expect(await read(own)).toMatchObject({ notes: '', done_at: null });
  });

  test('a tick says who and when; ticking again changes nothing; reopening takes it back', async () => {
    const id = await addTask('staff', { owner_id: people.staff });
    expect((await complete('staff', id)).error).toBeNull();
    const done = await read(id);
    expect(done).toMatchObject({ done_by: people.staff, outcome: 'done' });
    await complete('manager', id);
    expect(await read(id)).toEqual(done);
    await office.as('staff').rpc('reopen_task', { p_id: id });
    expect(await read(id)).toMatchObject({ done_at: null, done_by: null, outcome: null, owner_id: people.staff });
  });

  test('a viewer makes no task and ticks none', async () => {
    await expect(addTask('viewer')).rejects.toMatchObject({ code: '42501' });
    const id = await addTask('staff');
    expect((await complete('viewer', id)).error?.code).toBe('42501');
    expect((await read(id))?.done_at).toBeNull();
  });

  test('a task goes to somebody who can do it', async () => {
    await expect(addTask('staff', { owner_id: people.viewer })).rejects.toMatchObject({ code: 'PT422', hint: 'owner_id' });
  });
});

describe('checklists', () => {
  const save = (role: Role, items: object[], more: object = {}, id?: string, version?: number) =>
    office.as(role).rpc('save_checklist', {
      p_checklist: { name: `List ${Math.random()}`, items, ...more } as Json,
      ...(id ? { p_id: id } : {}),
      ...(version ? { p_version: version } : {}),
    });
  const apply = (role: Role, checklist: string, table: string, id: string) =>
    office.as(role).rpc('apply_checklist', { p_checklist: checklist, p_table: table, p_id: id });

  test('a manager writes one, staff do not; wrong ones are refused at the field', async () => {
    expect((await save('coordinator', [{ title: 'A' }])).error?.code).toBe('42501');
    const refused = async (items: object[], more: object = {}) => (await save('manager', items, more)).error?.hint;
    expect([await refused([]), await refused([{ title: ' ' }]), await refused([{ title: 'A' }], { name: ' ' })]).toEqual([
      'items',
      'items',
      'name',
    ]);
    expect((await save('manager', [{ title: 'A' }], { name: 'One of a kind' })).error).toBeNull();
    expect(await refused([{ title: 'A' }], { name: 'one of a KIND' })).toBe('name');
  });

  test('saving again keeps the items that are named, adds and removes the others, and tells who comes second', async () => {
    const id = String((await save('manager', [{ title: 'One' }, { title: 'Two' }], { name: 'Kept' })).data);
    const read = async () =>
      (await office.as('viewer').from('checklist_items').select('id, title, sort_order').eq('checklist_id', id).order('sort_order')).data;
    const [one, two] = (await read()) ?? [];
    const { data } = await office.as('viewer').from('checklists').select('version').eq('id', id).single();
    await save(
      'manager',
      [{ id: two?.id, title: 'Two', is_required: true }, { title: 'Three' }],
      { name: 'Kept', topics: [topic] },
      id,
      data?.version,
    );
    expect(await read()).toEqual([
      { id: two?.id, title: 'Two', sort_order: 1 },
      { id: expect.not.stringMatching(String(one?.id)), title: 'Three', sort_order: 2 },
    ]);
    expect((await office.as('viewer').from('topics').select('id').eq('checklist_id', id)).data).toEqual([{ id: topic }]);
    expect((await save('manager', [{ title: 'Late' }], { name: 'Kept' }, id, data?.version)).error).toMatchObject({
      code: 'PT409',
      hint: 'conflict',
    });
  });

  test('one act makes all tasks, with owners and due days in business days', async () => {
    const items = [
      { title: 'Ask', due_days: 0 },
      { title: 'Write', due_days: 3, owner_id: people.coordinator },
      { title: 'Sign', due_days: 5, owner_role: 'manager', is_required: true },
    ];
    const list = String((await save('manager', items)).data);
    const { id } = await openInquiry({ assigned_to: people.admin });
    expect((await apply('staff', list, 'inquiries', id)).data).toBe(3);
    const made = await office.exec(
      `select t.title, t.owner_id, t.owner_role, t.is_required, t.due_on = private.add_business_days(office_today(), i.due_days, 'city') as in_time, t.created_by
       from tasks t join checklist_items i on i.checklist_id = t.checklist_id and i.title = t.title where t.inquiry_id = $1 order by t.sort_order`,
      [id],
    );
    const shared = { in_time: true, created_by: people.staff };
    expect(made).toEqual([
      { title: 'Ask', owner_id: people.admin, owner_role: null, is_required: false, ...shared },
      { title: 'Write', owner_id: people.coordinator, owner_role: null, is_required: false, ...shared },
      { title: 'Sign', owner_id: null, owner_role: 'manager', is_required: true, ...shared },
    ]);
    expect((await apply('staff', list, 'inquiries', id)).error).toMatchObject({ code: 'PT409', hint: 'checklist_there' });
  });

  test('a list for inquiries is not for residents; one that is retired is for nobody; a viewer applies none', async () => {
    const { id } = await openInquiry();
    const forResidents = String((await save('manager', [{ title: 'A' }], { record_table: 'residents' })).data);
    expect((await apply('staff', forResidents, 'inquiries', id)).error).toMatchObject({ code: 'PT422', hint: 'checklist' });
    const retired = String((await save('manager', [{ title: 'A' }], { is_active: false })).data);
    expect((await apply('staff', retired, 'inquiries', id)).error).toMatchObject({ code: 'PT422', hint: 'checklist' });
    const good = String((await save('manager', [{ title: 'A' }])).data);
    expect((await apply('viewer', good, 'inquiries', id)).error?.code).toBe('42501');
    expect((await apply('staff', good, 'inquiries', crypto.randomUUID())).error?.code).toBe('PT404');
  });

  test('an inquiry is not closed over a required task, however it is tried, and says which one it is', async () => {
    const list = String(
      (await save('manager', [{ title: 'Manager signs', owner_role: 'manager', is_required: true }, { title: 'Nice to have' }])).data,
    );
    const { id } = await openInquiry();
    await apply('staff', list, 'inquiries', id);
    const version = async () => (await office.service.from('inquiries').select('version, status').eq('id', id).single()).data;
    const close = async () =>
      office.as('staff').rpc('close_inquiry', { p_id: id, p_version: (await version())?.version ?? 0, p_resolution_code: 'answered' });
    expect((await close()).error).toMatchObject({ code: 'PT422', hint: 'open_tasks', message: expect.stringContaining('"Manager signs"') });
    expect((await version())?.status).toBe('new');
    const task = (await office.exec<{ id: string }>(`select id from tasks where inquiry_id = $1 and is_required`, [id]))[0]?.id ?? '';
    // Who applied the list does not thereby sign for the manager, nor say that it is not needed.
    expect((await complete('staff', task)).error?.code).toBe('42501');
    expect((await complete('staff', task, 'dropped')).error?.code).toBe('42501');
    expect((await complete('manager', task)).error).toBeNull();
    expect((await close()).error).toBeNull();
    expect((await office.as('manager').rpc('reopen_task', { p_id: task })).error).toMatchObject({ code: 'PT422', hint: 'inquiry_closed' });
    expect((await apply('staff', list, 'inquiries', id)).error).toMatchObject({ code: 'PT422', hint: 'inquiry_closed' });
  });

  test('a required task that is not needed is dropped by a manager, and then nothing is in the way', async () => {
    const list = String((await save('manager', [{ title: 'Visit', is_required: true }])).data);
    const { id, version } = await openInquiry();
    await apply('staff', list, 'inquiries', id);
    const task = (await office.exec<{ id: string }>(`select id from tasks where inquiry_id = $1`, [id]))[0]?.id ?? '';
    expect((await complete('staff', task, 'dropped')).error?.code).toBe('42501');
    expect((await complete('manager', task, 'dropped')).error).toBeNull();
    expect(
      (await office.as('staff').rpc('close_inquiry', { p_id: id, p_version: version, p_resolution_code: 'answered' })).error,
    ).toBeNull();
  });

  test('several are put on in one act, or none; an inquiry begins with those of its topic, whoever takes it, and not one from elsewhere', async () => {
    const [first, second] = [
      String((await save('manager', [{ title: 'Knock', due_days: 2 }])).data),
      String((await save('manager', [{ title: 'Write down', is_required: true }])).data),
    ];
    const both = (id: string, lists = [first, second]) =>
      office.as('staff').rpc('apply_checklists', { p_checklists: lists, p_table: 'inquiries', p_id: id });
    const titles = async (id: string) =>
      (await office.exec<{ title: string }>('select title from tasks where inquiry_id = $1 order by title', [id])).map(
        ({ title }) => title,
      );
    const before = await openInquiry();
    expect((await both(before.id, [first, crypto.randomUUID()])).error?.code).toBe('PT404');
    expect(await titles(before.id)).toEqual([]);
    expect((await both(before.id)).data).toBe(2);
    expect(await titles(before.id)).toEqual(['Knock', 'Write down']);

    const begin = (lists: string[]) =>
      office.as('manager').from('topics').update({ starting_checklists: lists }).eq('id', topic).select('id');
    const forResidents = String((await save('manager', [{ title: 'A' }], { record_table: 'residents' })).data);
    expect((await begin([forResidents])).error).toMatchObject({ code: 'PT422', hint: 'starting_checklists' });
    expect((await begin([second, first, second])).error).toBeNull();
    const taken = await openInquiry();
    expect(await titles(taken.id)).toEqual(['Knock', 'Write down']);
    const closed = await office
      .as('staff')
      .rpc('close_inquiry', { p_id: taken.id, p_version: taken.version, p_resolution_code: 'answered' });
    expect(closed.error).toMatchObject({ code: 'PT422', hint: 'open_tasks' });
    const [sent] = await office.exec<{ id: string }>(
      `insert into inquiries (subject, channel, topic_id, source_system, source_key) values ('From elsewhere', 'phone', $1, 'kc311', 'X-1') returning id`,
      [topic],
    );
    expect(await titles(String(sent?.id))).toEqual([]);
    // Taking the inquiry back takes its tasks along.
    const [set] = await office.exec<{ change_set: string }>(
      `select change_set from changes where table_name = 'inquiries' and record_id = $1 and action = 'insert'`,
      [taken.id],
    );
    const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: String(set?.change_set) });
    expect([undone.error, await titles(taken.id)]).toEqual([null, []]);
    await begin([]);
  });
});

describe('the list of tasks', () => {
  test('mine are those that I own and those of my role that nobody has; due comes first, without a day last', async () => {
    await office.exec('delete from tasks');
    await addTask('staff', { title: 'Some day', owner_id: people.staff });
    await addTask('staff', { title: 'Soon', owner_id: people.staff, due_on: '2026-12-01' });
    await addTask('staff', { title: 'Late', owner_id: people.staff, due_on: '2026-01-01' });
    await addTask('staff', { title: 'Of another', owner_id: people.manager });
    await office.exec(`insert into tasks (title, owner_role) values ('For staff', 'staff'), ('For managers', 'manager')`);
    const list = async (role: Role, query: object) =>
      ((await office.as(role).rpc('list_tasks', { p_query: query as never })).data as { rows: { title: string }[] }).rows.map(
        ({ title }) => title,
      );
    expect(await list('staff', { filters: { mine: true, is_open: true } })).toEqual(
      expect.arrayContaining(['Late', 'Soon', 'Some day', 'For staff']),
    );
    expect((await list('staff', { filters: { mine: true, is_open: true } })).slice(0, 2)).toEqual(['Late', 'Soon']);
    expect(await list('manager', { filters: { mine: true } })).toEqual(expect.arrayContaining(['Of another', 'For managers']));
    expect(await list('viewer', { filters: { due_before: '2026-06-01' } })).toEqual(['Late']);
    expect(await list('viewer', { search: '100%' })).toEqual([]);
    expect((await office.as('staff').rpc('count_tasks', { p_query: { filters: { mine: true } } })).data).toBe(4);
    expect((await office.as('staff').rpc('list_tasks', { p_query: { filters: { due_before: 'x' } } })).error).toMatchObject({
      code: 'PT422',
    });
  });

  test('it says what the reader may do with each', async () => {
    const list = async (role: Role) =>
      (
        (await office.as(role).rpc('list_tasks', { p_query: { filters: { owner: [people.manager] } } })).data as {
          rows: { may_do: boolean }[];
        }
      ).rows;
    // The author of the task is staff.
    expect([await list('staff'), await list('coordinator'), await list('viewer')].map(([row]) => row?.may_do)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
