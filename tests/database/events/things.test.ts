import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let manager: string;
let coordinator: string;
beforeAll(async () => {
  office = await openOffice();
  const staff = await office.exec<{ id: string; role: Role }>('select id, role from staff');
  manager = String(staff.find((one) => one.role === 'manager')?.id);
  coordinator = String(staff.find((one) => one.role === 'coordinator')?.id);
});
afterAll(() => office.close());

/** An event so many days from today, at six in the evening. */
async function holdEvent(days: number, status = 'planned') {
  const [row] = await office.exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at) select 'Clinic', 'clinic', $2, d, d + interval '1 hour'
     from (select ((office_today() + $1::integer) + time '18:00') at time zone 'America/Chicago' as d) o returning id`,
    [days, status],
  );
  return String(row?.id);
}
const save = (items: object[], record_table: string | null = 'events', role: Role = 'manager') =>
  office.as(role).rpc('save_checklist', { p_checklist: { name: `List ${Math.random()}`, record_table, items } as Json });
const apply = (checklist: unknown, id: string, role: Role = 'staff') =>
  office.as(role).rpc('apply_checklist', { p_checklist: String(checklist), p_table: 'events', p_id: id });
const dueDays = (event: string) =>
  office.exec<{ title: string; due: string | null; days: number | null }>(
    `select t.title, t.due_on - e.starts_on as due, t.due_days as days from tasks t join events e on e.id = t.event_id where e.id = $1 order by t.sort_order`,
    [event],
  );

describe('files', () => {
  test('a file is added to an event, told in its history, and is one file however often it is sent', async () => {
    const event = await holdEvent(10);
    expect((await office.as('viewer').rpc('may_attach', { p_table: 'events', p_id: event })).error?.code).toBe('42501');
    expect((await office.as('staff').rpc('may_attach', { p_table: 'events', p_id: event })).error).toBeNull();
    expect((await office.as('staff').rpc('may_attach', { p_table: 'staff', p_id: event })).error?.hint).toBe('record');
    const file = { table: 'events', id: event, name: 'flyer.pdf', media_type: 'application/pdf', bytes: 10, sha256: 'a'.repeat(64) };
    const send = async () => {
      const ticket = await office.service.rpc('prepare_attachment', { p_file: { ...file, path: `files/2026/${crypto.randomUUID()}` } });
      return (await office.as('staff').rpc('add_attachment', { p_ticket: String(ticket.data) })).data as { id: string };
    };
    const first = await send();
    expect((await send()).id).toBe(first.id);
    const { data } = await office.as('viewer').from('attachments').select('record_table, record_id, inquiry_id').eq('event_id', event);
    expect(data).toEqual([{ record_table: 'events', record_id: event, inquiry_id: null }]);
    expect(
      (await office.as('viewer').from('changes').select('table_name').eq('parent_table', 'events').eq('parent_id', event)).data,
    ).toEqual([{ table_name: 'attachments' }]);
  });
});

describe('tasks', () => {
  test('a task is noted on an event and found by it', async () => {
    const event = await holdEvent(10);
    const { error } = await office.as('staff').from('tasks').insert({ title: 'Bring chairs', event_id: event });
    expect(error).toBeNull();
    const { data } = await office.as('viewer').rpc('list_tasks', { p_query: { filters: { event: [event] } } });
    expect(data).toMatchObject({ rows: [{ title: 'Bring chairs', record_title: 'Clinic', event_id: event }] });
    expect((await office.as('viewer').rpc('count_tasks', { p_query: { filters: { event: [event] } } })).data).toBe(1);
  });

  test('a checklist for events counts business days from the event, before it and after it', async () => {
    const items = [
      { title: 'Book', due_days: -5 },
      { title: 'Pack', due_days: -1, owner_role: 'coordinator' },
      { title: 'Thank', due_days: 2, is_required: true },
      { title: 'Some day', due_days: null },
    ];
    const { data: list, error } = await save(items);
    expect(error).toBeNull();
    const event = await holdEvent(60);
    await office.exec(`insert into event_staff (event_id, staff_id, task) values ($1, $2, 'lead')`, [event, coordinator]);
    expect((await apply(list, event)).data).toBe(4);
    const made = await office.exec<Record<string, unknown>>(
      `select t.title, t.owner_id, t.owner_role, t.due_on < e.starts_on as before, t.is_required,
         t.due_on is null or (extract(isodow from t.due_on) < 6 and not exists (select from holidays where calendar = 'city' and observed_on = t.due_on and not is_cancelled)) as on_business_day,
         (select count(*)::int from generate_series(least(t.due_on, e.starts_on), greatest(t.due_on, e.starts_on), interval '1 day') d
          where d::date <> e.starts_on and private.is_business_day(d::date, 'city')) as business_days
       from tasks t join events e on e.id = t.event_id where e.id = $1 order by t.sort_order`,
      [event],
    );
    expect(made).toEqual([
      { title: 'Book', owner_id: coordinator, owner_role: null, before: true, is_required: false, on_business_day: true, business_days: 5 },
      {
        title: 'Pack',
        owner_id: null,
        owner_role: 'coordinator',
        before: true,
        is_required: false,
        on_business_day: true,
        business_days: 1,
      },
      {
        title: 'Thank',
        owner_id: coordinator,
        owner_role: null,
        before: false,
        is_required: true,
        on_business_day: true,
        business_days: 2,
      },
      {
        title: 'Some day',
        owner_id: coordinator,
        owner_role: null,
        before: null,
        is_required: false,
        on_business_day: true,
        business_days: 0,
      },
    ]);
    expect((await apply(list, event)).error).toMatchObject({ code: 'PT409', hint: 'checklist_there' });
  });

  test('what would be due before today is due today', async () => {
    const { data: list } = await save([{ title: 'Book', due_days: -30 }]);
    const event = await holdEvent(3);
    await apply(list, event);
    expect(await dueDays(event)).toEqual([{ title: 'Book', due: -3, days: -30 }]);
  });

  test('open tasks move with their event; a day that somebody chose, and what is done, stays', async () => {
    const { data: list } = await save([
      { title: 'Follows', due_days: -2 },
      { title: 'Chosen', due_days: -2 },
      { title: 'Done', due_days: -2 },
    ]);
    const event = await holdEvent(40);
    await apply(list, event, 'manager');
    const id = async (title: string) =>
      String((await office.exec<{ id: string }>('select id from tasks where event_id = $1 and title = $2', [event, title]))[0]?.id);
    const before = await office.exec('select title, due_on::text as due_on from tasks where event_id = $1 order by title', [event]);
    await office
      .as('manager')
      .from('tasks')
      .update({ due_on: '2030-01-02' })
      .eq('id', await id('Chosen'));
    await office.as('manager').rpc('complete_task', { p_id: await id('Done') });
    await office.exec(
      `update events set starts_at = starts_at + interval '28 days', ends_at = ends_at + interval '28 days' where id = $1`,
      [event],
    );
    const after = await office.exec(
      `select t.title, t.due_on::text as due_on, t.due_on = private.shift_business_days(e.starts_on, -2, 'city') as with_event
       from tasks t join events e on e.id = t.event_id where e.id = $1 order by title`,
      [event],
    );
    expect(after).toMatchObject([
      { title: 'Chosen', due_on: '2030-01-02', with_event: false },
      { ...before[1], with_event: false },
      { title: 'Follows', with_event: true },
    ]);
  });

  test('only on events may something be due days before', async () => {
    expect((await save([{ title: 'Book', due_days: -1 }], 'inquiries')).error).toMatchObject({ code: 'PT422', hint: 'items' });
    expect((await save([{ title: 'Book', due_days: -1 }], null)).error?.hint).toBe('items');
    expect((await save([{ title: 'Book', due_days: 0 }], 'inquiries')).error).toBeNull();
  });

  test('a cancelled event takes no checklist, and a held one is held over an open required task', async () => {
    const { data: list } = await save([{ title: 'Thank', due_days: 1, is_required: true }]);
    expect((await apply(list, await holdEvent(5, 'cancelled'))).error).toMatchObject({ code: 'PT422', hint: 'event_cancelled' });
    const held = await holdEvent(-1, 'confirmed');
    expect((await apply(list, held)).data).toBe(1);
    await office.exec(`update events set status = 'held' where id = $1`, [held]);
    expect(await office.exec('select status from events where id = $1', [held])).toEqual([{ status: 'held' }]);
  });

  test('undoing a checklist takes its tasks off the event', async () => {
    const { data: list } = await save([{ title: 'Book', due_days: -3, owner_id: manager }]);
    const event = await holdEvent(30);
    await apply(list, event);
    const [set] = await office.exec<{ id: string }>(
      `select change_set as id from changes where table_name = 'tasks' and parent_id = $1 limit 1`,
      [event],
    );
    expect((await office.as('staff').rpc('undo_change_set', { p_change_set: String(set?.id) })).data).toMatchObject({ undone: 1 });
    expect(await dueDays(event)).toEqual([]);
  });
});
