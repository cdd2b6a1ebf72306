import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic = '';
const people: Record<string, string> = {};
beforeAll(async () => {
  office = await openOffice();
  const [made] = await office.exec<{ id: string }>(
    `insert into topics (code, name, primary_section, sections, first_response_minutes, resolution_minutes) values ('ladder', 'Ladder', 9, '{9}', null, 480) returning id`,
  );
  topic = made?.id ?? '';
  for (const { role, id } of await office.exec<{ role: string; id: string }>('select role, id from staff')) people[role] = id;
  // The ladder of these tests is older than what runs out in them.
  await setSince('2026-03-01');
});
afterAll(() => office.close());

/** The ladder as a new office has it, set on that day. */
async function setSince(day: string): Promise<void> {
  await office.exec('delete from escalation_steps');
  await office.exec(
    `insert into escalation_steps (clock, after_minutes, tells, created_at) values ('resolution', 0, 'assigned', $1), ('resolution', 240, 'leaders', $1)`,
    [day],
  );
}

/** Opened on Tuesday, March 3 at 9: due at 5 of the same day. */
async function opened(assigned: string | null): Promise<string> {
  const { data, error } = await office
    .as('coordinator')
    .from('inquiries')
    .insert({ subject: 'Late', channel: 'phone', topic_id: topic, opened_at: '2026-03-03T09:00:00-06:00', assigned_to: assigned })
    .select('id')
    .single();
  if (error) throw error;
  return data.id;
}
const escalate = async (now: string) => {
  const { data, error } = await office.service.rpc('escalate_inquiries', { p_now: now });
  if (error) throw error;
  return data;
};
const told = async (id: string) =>
  (
    await office.exec<{ told: string }>(
      `select s.role as told from notifications n join staff s on s.id = n.staff_id where n.record_id = $1 and n.facts ->> 'deed' = 'clock_resolution' order by n.created_at, s.role`,
      [id],
    )
  ).map((one) => one.told);
const quiet = () => office.exec(`update inquiries set status = 'closed', resolution_code = 'cancelled' where closed_at is null`);

test('who has it hears when the clock has run out, those who lead four hours of work later, each once', async () => {
  const id = await opened(people.staff ?? null);
  expect(await escalate('2026-03-03T16:59:00-06:00')).toBe(0);
  expect(await escalate('2026-03-03T17:00:00-06:00')).toBe(1);
  expect(await escalate('2026-03-03T17:01:00-06:00')).toBe(0);
  expect(await told(id)).toEqual(['staff']);
  // The night is no work.
  expect(await escalate('2026-03-04T11:59:00-06:00')).toBe(0);
  expect(await escalate('2026-03-04T12:00:00-06:00')).toBe(1);
  expect(await escalate('2026-03-05T12:00:00-06:00')).toBe(0);
  expect(await told(id)).toEqual(['staff', 'manager']);
  await quiet();
});

test('whoever says that they are on it ends the ladder, and can take that back', async () => {
  const id = await opened(people.staff ?? null);
  await escalate('2026-03-03T17:00:00-06:00');
  const waiting = async (role: 'staff' | 'coordinator') =>
    ((await office.as(role).rpc('home_facts')).data as unknown as { desk: { to_acknowledge: number } }).desk.to_acknowledge;
  expect([await waiting('staff'), await waiting('coordinator')]).toEqual([1, 0]);
  const { data: list } = await office.as('staff').rpc('list_inquiries', { p_query: { filters: { clock: ['to_acknowledge'] } } as never });
  expect((list as { rows: { id: string }[] }).rows.map((row) => row.id)).toEqual([id]);
  const viewer = await office.as('viewer').rpc('acknowledge_escalation', { p_inquiry: id });
  expect(viewer.error).not.toBeNull();
  const { data } = await office.as('staff').rpc('acknowledge_escalation', { p_inquiry: id });
  expect(data).toBe(1);
  expect(await waiting('staff')).toBe(0);
  expect(await escalate('2026-03-06T12:00:00-06:00')).toBe(0);
  expect(await told(id)).toEqual(['staff']);
  const again = await office.as('manager').rpc('acknowledge_escalation', { p_inquiry: id });
  expect(again.error?.message).toBe('Somebody said already that they are on it.');
  const [set] = await office.exec<{ id: string }>(
    `select change_set as id from changes where table_name = 'inquiry_escalations' and action = 'update' order by changes.id desc limit 1`,
  );
  const { error } = await office.as('staff').rpc('undo_change_set', { p_change_set: set?.id ?? '' });
  expect(error).toBeNull();
  expect(await escalate('2026-03-06T12:00:00-06:00')).toBe(1);
  await quiet();
});

test('what nobody has goes to those who lead; what waits for the resident to nobody', async () => {
  const nobody = await opened(null);
  const waits = await opened(people.staff ?? null);
  await office.as('staff').from('inquiries').update({ status: 'waiting_resident' }).eq('id', waits);
  expect(await escalate('2026-03-03T17:00:00-06:00')).toBe(1);
  expect(await told(nobody)).toEqual(['manager']);
  expect(await told(waits)).toEqual([]);
  await quiet();
});

test('what ran out before the ladder was set is not shouted about', async () => {
  await setSince('2026-03-10');
  const id = await opened(people.staff ?? null);
  expect(await escalate('2026-03-11T17:00:00-06:00')).toBe(0);
  expect(await told(id)).toEqual([]);
  await quiet();
});

test('a manager sets the ladder whole; two steps at one time and a person who left are refused', async () => {
  const save = (steps: object[]) => office.as('manager').rpc('save_escalation_steps', { p_steps: steps as never });
  const twice = await save([
    { clock: 'first', after_minutes: 0, tells: 'assigned' },
    { clock: 'first', after_minutes: 0, tells: 'leaders' },
  ]);
  expect(twice.error?.hint).toBe('escalation_twice');
  expect((await save([{ clock: 'first', after_minutes: 0, tells: 'staff' }])).error?.hint).toBe('escalation_staff');
  expect((await save([{ clock: 'first', after_minutes: 60, tells: 'staff', staff_id: people.admin }])).error).toBeNull();
  expect(await office.exec('select clock, after_minutes, tells from escalation_steps')).toEqual([
    { clock: 'first', after_minutes: 60, tells: 'staff' },
  ]);
});
