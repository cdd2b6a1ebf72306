import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let person: { id: string; name: string };
let topic: { id: string; name: string };
beforeAll(async () => {
  office = await openOffice();
  [person] = (await office.exec(`select id, name from staff where role = 'staff'`)) as [typeof person];
  [topic] = (await office.exec('select id, name from topics order by sort_order limit 1')) as [typeof topic];
});
afterAll(() => office.close());

type Change = { table: string; record: string; action: string };
type Page = { rows: { id: string; kept_from: string | null; changes: Change[] }[]; names: Record<string, Record<string, string>> };
const history = async (id: string) =>
  (await office.as('coordinator').rpc('list_history', { p_query: { table: 'events', id } })).data as unknown as Page;
const save = async (event: object, id?: string) => {
  const { data, error } = await office.as('coordinator').rpc('save_event', { p_event: event as Json, ...(id ? { p_id: id } : {}) });
  if (error) throw error;
  return String(data);
};
const parts = {
  staff: [{ staff_id: '', task: 'lead' }],
  languages: [{ language: 'es', mode: 'interpreted' }],
  supplies: [{ item: 'Chairs', quantity: 20 }],
  costs: [{ label: 'Printing', planned_cents: 4500 }],
};
const plan = () =>
  save({
    title: 'Clinic',
    kind: 'clinic',
    starts_at: '2027-03-02T18:00:00-06:00',
    ends_at: '2027-03-02T19:30:00-06:00',
    ...parts,
    staff: [{ staff_id: person.id, task: 'lead' }],
    topics: [topic.id],
  });
/** 'event_staff insert Ana': what the newest act did, with the names that are told. */
const newest = async (id: string) => {
  const { rows, names } = await history(id);
  return (rows[0]?.changes ?? []).map(({ table, action, record }) => [table, action, names[table]?.[record]].filter(Boolean).join(' '));
};
const undo = async (id: string) => {
  const set = (await history(id)).rows[0]?.id ?? '';
  return (await office.as('coordinator').rpc('undo_change_set', { p_change_set: set })).data as { undone?: number; refused?: unknown };
};

test('an event that is planned with its parts is one act, each part told by what it is about', async () => {
  const id = await plan();
  expect((await history(id)).rows).toHaveLength(1);
  expect((await newest(id)).sort()).toEqual(
    [
      'events insert Clinic',
      `event_staff insert ${person.name}`,
      'event_languages insert Spanish',
      `event_topics insert ${topic.name}`,
      'event_supplies insert Chairs',
      'event_costs insert Printing',
    ].sort(),
  );
});

test('a part that came and went is still told by its name', async () => {
  const id = await plan();
  await save({ staff: [], topics: [], supplies: [] }, id);
  expect((await newest(id)).sort()).toEqual(
    [`event_staff delete ${person.name}`, `event_topics delete ${topic.name}`, 'event_supplies delete Chairs'].sort(),
  );
  const { rows, names } = await history(id);
  const first = rows.at(-1)?.changes.find((change) => change.table === 'event_staff');
  expect(names.event_staff?.[first?.record ?? '']).toBe(person.name);
});

test('who came, was counted and said something is told by name or number', async () => {
  const id = await plan();
  await office.exec(`insert into registrations (event_id, name) values ($1, 'Rosa Peña')`, [id]);
  expect(await newest(id)).toEqual(['registrations insert Rosa Peña']);
  await office.exec(`insert into attendances (event_id, name, client_key) values ($1, 'Luis Ortiz', gen_random_uuid())`, [id]);
  expect(await newest(id)).toEqual(['attendances insert Luis Ortiz']);
  await office.exec(`insert into event_tallies (event_id, people, client_key) values ($1, 12, gen_random_uuid())`, [id]);
  expect(await newest(id)).toEqual(['event_tallies insert 12']);
  await office.exec(`insert into event_issues (event_id, words) values ($1, 'The lamp is out')`, [id]);
  expect(await newest(id)).toEqual(['event_issues insert The lamp is out']);
});

test('undoing a change of the plan puts the event and its parts back as they were', async () => {
  const id = await plan();
  const look = () =>
    office.exec(
      `select e.title, e.starts_at::text as starts_at, (select array_agg(s.staff_id) from event_staff s where s.event_id = e.id) as staff,
         (select array_agg(s.item || s.quantity) from event_supplies s where s.event_id = e.id) as supplies, (select count(*)::int from event_topics t where t.event_id = e.id) as topics
       from events e where e.id = $1`,
      [id],
    );
  const before = await look();
  await save(
    {
      title: 'Other',
      starts_at: '2027-03-03T18:00:00-06:00',
      ends_at: '2027-03-03T19:00:00-06:00',
      staff: [],
      supplies: [{ item: 'Table' }],
      topics: [],
    },
    id,
  );
  expect(await look()).not.toEqual(before);
  expect((await undo(id)).undone).toBeGreaterThan(3);
  expect(await look()).toEqual(before);
});

test('undoing the planning takes the event away, unless somebody has registered since', async () => {
  const id = await plan();
  await office.exec(`insert into registrations (event_id, name) values ($1, 'Rosa Peña')`, [id]);
  const first = (await history(id)).rows.at(-1)?.id ?? '';
  const undoFirst = async () =>
    (await office.as('coordinator').rpc('undo_change_set', { p_change_set: first })).data as { refused?: { rows: object[] } };
  expect((await undoFirst()).refused?.rows).toMatchObject([{ table: 'events', why: 'referred' }]);
  await office.exec('delete from registrations where event_id = $1', [id]);
  expect(await undoFirst()).toMatchObject({ undone: 6 });
  expect(await office.exec('select 1 from events where id = $1', [id])).toEqual([]);
});

test('who planned it may undo it, a manager too, and others are told why not', async () => {
  const id = await plan();
  const kept = async (role: 'coordinator' | 'manager' | 'staff') =>
    ((await office.as(role).rpc('list_history', { p_query: { table: 'events', id } })).data as unknown as Page).rows[0]?.kept_from;
  expect([await kept('coordinator'), await kept('manager'), await kept('staff')]).toEqual([null, null, 'not_yours']);
});
