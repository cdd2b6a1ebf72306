import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
});
afterAll(() => office.close());

const at = (day: string, from: string, to: string) => ({ starts_at: `${day}T${from}:00-06:00`, ends_at: `${day}T${to}:00-06:00` });
async function make(title: string, event: object) {
  const { data, error } = await office.as('coordinator').rpc('save_event', { p_event: { title, kind: 'clinic', ...event } as Json });
  if (error) throw error;
  return data;
}
type Clash = { kind: string; name: string; staff_id: string | null; event: { title: string } };
async function clashesOf(event: object, role: Role = 'viewer') {
  const { data, error } = await office.as(role).rpc('event_clashes', { p_event: event as Json });
  if (error) throw error;
  return (data as Clash[]).map(({ kind, name, event: other }) => `${kind} ${name}: ${other.title}`);
}
const interpreter = (name: string) => [{ language: 'es', mode: 'interpreted', interpreter: name }];

describe('what an event collides with', () => {
  test('a person, an interpreter, a room and a projector are at one place at a time', async () => {
    await make('Fair', {
      ...at('2031-02-01', '10:00', '12:00'),
      place_name: 'Mohart Center',
      room: 'Gym',
      equipment: ['Projector 1'],
      staff: [{ staff_id: people.staff }],
      languages: interpreter('Luz Vega'),
    });
    const planned = {
      ...at('2031-02-01', '11:30', '13:00'),
      place_name: 'mohart  center',
      room: 'gym',
      equipment: ['projector 1', 'tent'],
      staff: [{ staff_id: people.staff }, { staff_id: people.manager }],
      languages: interpreter(' luz vega '),
    };
    const [{ name } = { name: '' }] = await office.exec<{ name: string }>('select name from staff where id = $1', [people.staff]);
    expect(await clashesOf(planned)).toEqual([
      'equipment projector 1: Fair',
      'interpreter luz vega: Fair',
      'room gym: Fair',
      `staff ${name}: Fair`,
    ]);
    // One ends as the other begins: that is no clash. Neither is another room, or the same room of another house.
    expect(await clashesOf({ ...planned, ...at('2031-02-01', '12:00', '13:00') })).toEqual([]);
    expect(await clashesOf({ ...at('2031-02-01', '11:00', '13:00'), place_name: 'Mohart Center', room: 'Library' })).toEqual([]);
    expect(await clashesOf({ ...at('2031-02-01', '11:00', '13:00'), place_name: 'City Hall', room: 'Gym' })).toEqual([]);
  });

  test('a saved event is compared as it is, but for what is being changed, and never with itself', async () => {
    const first = await make('Morning', { ...at('2031-03-01', '09:00', '11:00'), equipment: ['tent'] });
    const second = await make('Noon', { ...at('2031-03-01', '11:00', '13:00'), equipment: ['Tent'] });
    expect(await clashesOf({ id: first })).toEqual([]);
    expect(await clashesOf({ id: first, ...at('2031-03-01', '10:00', '12:00') })).toEqual(['equipment tent: Noon']);
    expect(await clashesOf({ id: second, ...at('2031-03-01', '10:00', '12:00'), equipment: [] })).toEqual([]);
  });

  test('what lasts for days collides with what lies within; what is cancelled takes nothing', async () => {
    const camp = await make('Camp', {
      starts_at: '2031-04-01T08:00:00Z',
      ends_at: '2031-04-13T08:00:00Z',
      staff: [{ staff_id: people.admin }],
    });
    const short = { ...at('2031-04-12', '10:00', '11:00'), staff: [{ staff_id: people.admin }] };
    expect(await clashesOf(short)).toHaveLength(1);
    expect(await clashesOf({ ...short, status: 'cancelled' })).toEqual([]);
    await office.as('coordinator').rpc('set_event_status', { p_id: camp, p_status: 'cancelled', p_reason: 'Rain' });
    expect(await clashesOf(short)).toEqual([]);
    expect(await clashesOf({ id: camp })).toEqual([]);
  });

  test('clashes warn and do not refuse: both are saved, and both records say so', async () => {
    const one = await make('One', { ...at('2031-05-01', '10:00', '12:00'), staff: [{ staff_id: people.staff }] });
    const two = await make('Two', { ...at('2031-05-01', '11:00', '12:00'), staff: [{ staff_id: people.staff }] });
    expect(await clashesOf({ id: one })).toHaveLength(1);
    expect(await clashesOf({ id: two })).toHaveLength(1);
  });
});

describe('how an event stands', () => {
  test('places, people who wait, interpreters who are needed, and who came are counted from the rows', async () => {
    const id = await make('Counted', { ...at('2031-06-01', '10:00', '12:00'), takes_registrations: true, capacity: 3 });
    await office.exec(
      `insert into registrations (event_id, name, language, seats, status, needs_interpreter, accessibility_need, cancelled_at) values
         ($1, 'A', 'es', 2, 'confirmed', true, 'Ramp', null), ($1, 'B', 'es', 1, 'confirmed', true, null, null),
         ($1, 'C', 'en', 4, 'waitlisted', false, null, null), ($1, 'D', 'vi', 1, 'cancelled', true, null, now())`,
      [id],
    );
    await office.exec(`insert into attendances (event_id, name, people, client_key) values ($1, 'A', 2, gen_random_uuid())`, [id]);
    await office.exec(`insert into event_tallies (event_id, people, client_key) values ($1, 5, gen_random_uuid())`, [id]);
    const { data } = await office.as('viewer').rpc('event_standing', { p_id: id });
    expect(data).toEqual({ taken: 3, offered: 0, waiting: 4, interpreters: { es: 2 }, needs: 1, named: 2, tallied: 5, people: 7 });
  });
});
