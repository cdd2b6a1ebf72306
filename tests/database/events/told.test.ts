import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { HomeFacts } from '../../../src/domain/home/tell.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
});
afterAll(() => office.close());

/** An event so many days from today at noon, with its roster, saved as a person would. */
const plan = async (days: number, roster: Role[], more: object = {}, role: Role = 'coordinator') => {
  const [day] = await office.exec<{ starts: string; ends: string }>(
    `select ((office_today() + $1::integer) + time '12:00') at time zone 'America/Chicago' as starts, ((office_today() + $1::integer) + time '13:00') at time zone 'America/Chicago' as ends`,
    [days],
  );
  const { data, error } = await office.as(role).rpc('save_event', {
    p_event: {
      title: 'Clinic',
      kind: 'clinic',
      starts_at: day?.starts,
      ends_at: day?.ends,
      staff: roster.map((one) => ({ staff_id: people[one], task: 'lead' })),
      ...more,
    } as Json,
  });
  if (error) throw error;
  return String(data);
};
type Told = { kind: string; record_table: string; record_id: string | null; count: number; facts: { subject?: string; deed?: string } };
const inbox = async (role: Role) => ((await office.as(role).rpc('my_notifications')).data as unknown as { rows: Told[] }).rows;

describe('the inbox', () => {
  beforeEach(() => office.exec('delete from notifications'));

  test('who is put on a roster is told, once, and not of their own doing', async () => {
    const id = await plan(5, ['staff', 'coordinator']);
    expect(await inbox('staff')).toMatchObject([
      { kind: 'assigned', record_table: 'events', record_id: id, count: 1, facts: { subject: 'Clinic' } },
    ]);
    expect(await inbox('coordinator')).toEqual([]);
    await office
      .as('coordinator')
      .rpc('save_event', { p_id: id, p_event: { plan: 'Bring chairs', staff: [{ staff_id: people.staff, task: 'help' }] } });
    expect(await inbox('staff')).toHaveLength(1);
  });

  test('a move, a cancelling and planning it again are told to whoever is on the roster', async () => {
    const id = await plan(6, ['staff']);
    await office.exec('delete from notifications');
    const [at] = await office.exec<{ starts: string; ends: string }>(
      `select starts_at + interval '1 day' as starts, ends_at + interval '1 day' as ends from events where id = $1`,
      [id],
    );
    await office.as('manager').rpc('move_event', { p_id: id, p_starts_at: String(at?.starts), p_ends_at: String(at?.ends) });
    await office.as('manager').rpc('set_event_status', { p_id: id, p_status: 'cancelled', p_reason: 'Snow' });
    await office.as('manager').rpc('set_event_status', { p_id: id, p_status: 'planned' });
    expect((await inbox('staff')).map((row) => [row.kind, row.record_id, row.facts.deed])).toEqual([
      ['changed', id, 'planned'],
      ['changed', id, 'cancelled'],
      ['changed', id, 'moved'],
    ]);
    expect(await inbox('viewer')).toEqual([]);
  });

  test('what is long over tells nobody', async () => {
    await plan(-5, ['staff']);
    expect(await inbox('staff')).toEqual([]);
  });

  test('who does not want to hear of it does not', async () => {
    await office.as('staff').rpc('save_preferences', { p_patch: { notify: { assigned: 'none' } } });
    await plan(5, ['staff']);
    expect(await inbox('staff')).toEqual([]);
    await office.as('staff').rpc('save_preferences', { p_patch: { notify: { assigned: 'app' } } });
  });
});

describe('home', () => {
  const home = async (role: Role) => (await office.as(role).rpc('home_facts')).data as unknown as HomeFacts;

  test('a person hears how many of their events are today; who plans, how many lack something', async () => {
    await office.exec('delete from events');
    await plan(0, ['staff']);
    await plan(3, []);
    expect((await home('staff')).events).toMatchObject({ mine_today: 1, needing: null });
    expect((await home('viewer')).events.needing).toBeNull();
    expect((await home('coordinator')).events.mine_today).toBe(0);
    expect((await home('coordinator')).events.needing).toBeGreaterThanOrEqual(1);
  });

  test('the month counts what was held and who came, nobody twice', async () => {
    const [row] = await office.exec<{ id: string }>(
      `insert into events (title, kind, status, tally_counts, starts_at, ends_at) values ('Held', 'clinic', 'held', 'everyone', private.day_start(date_trunc('month', office_today())::date),
         private.day_start(date_trunc('month', office_today())::date) + interval '1 hour') returning id`,
    );
    await office.exec(`insert into attendances (event_id, name, people, client_key) values ($1, 'A', 2, gen_random_uuid())`, [row?.id]);
    await office.exec(`insert into event_tallies (event_id, people, client_key) values ($1, 5, gen_random_uuid())`, [row?.id]);
    expect((await home('manager')).events.month).toEqual({ held: 1, people: 5 });
    expect((await home('manager')).events.before).toEqual({ held: 0, people: 0 });
  });
});

test('the morning mail has the reader’s events of today and tomorrow, and no other', async () => {
  await office.exec('delete from attendances');
  await office.exec('delete from event_tallies');
  await office.exec('delete from events');
  await plan(0, ['staff'], { title: 'Today', place_name: 'Café Peña' });
  await plan(1, ['staff'], { title: 'Tomorrow' });
  await plan(2, ['staff'], { title: 'Later' });
  await plan(1, ['manager'], { title: 'Not mine' });
  const [{ day } = { day: '' }] = await office.exec<{ day: string }>('select office_today()::text as day');
  const { data } = await office.service.rpc('digest_facts', { p_staff: people.staff, p_day: day });
  expect((data as { events: object[] }).events).toMatchObject([
    { title: 'Today', on: day, place: 'Café Peña', time_zone: 'America/Chicago', path: expect.stringMatching(/^\/events\//) },
    { title: 'Tomorrow' },
  ]);
});
