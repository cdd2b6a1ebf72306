import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Act = { key: string; verb: string; [field: string]: Json };
type Answer = {
  acts: { key: string; became: string; message?: string }[];
  list: { attendances: { key: string; name: string | null; people: number; at: string }[]; registrations: Record<string, unknown>[] };
};

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const uuid = () => crypto.randomUUID();
/** An event that began an hour ago, or so many days before that. */
async function holdEvent(more: { status?: string; days?: number } = {}): Promise<string> {
  const [row] = await office.exec<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at)
     select 'Clinic', 'clinic', $1, t, t + interval '2 hours' from (select now() - interval '1 hour' - $2::integer * interval '1 day' as t) at returning id`,
    [more.status ?? 'confirmed', more.days ?? 0],
  );
  return String(row?.id);
}
async function register(event: string, count: number): Promise<string[]> {
  const rows = await office.exec<{ id: string }>(
    `insert into registrations (event_id, name, email, phone) select $1, 'Guest ' || n, 'guest' || n || '@example.org', '+18165550100' from generate_series(1, $2::integer) n returning id`,
    [event, count],
  );
  return rows.map(({ id }) => id);
}
async function sync(event: string, acts: Act[], role: Role = 'staff'): Promise<Answer> {
  const { data, error } = await office.as(role).rpc('sync_door', { p_event: event, p_acts: acts });
  if (error) throw error;
  return data as unknown as Answer;
}
const became = ({ acts }: Answer) => acts.map((act) => act.became);
const attendance = async (event: string) => (await office.as('viewer').rpc('event_attendance', { p_event: event })).data;
const checkIn = (registration_id: string, more: Partial<Act> = {}): Act => ({ key: uuid(), verb: 'check_in', registration_id, ...more });

describe('each act is done once', () => {
  test('three hundred people checked in without a network and sent twice are three hundred', async () => {
    const event = await holdEvent();
    const acts = (await register(event, 300)).map((id) => checkIn(id));
    for (const round of [1, 2]) {
      for (let from = 0; from < acts.length; from += 100) {
        const answer = await sync(event, acts.slice(from, from + 100));
        expect({ round, became: new Set(became(answer)) }).toEqual({ round, became: new Set(['done']) });
      }
    }
    expect(await attendance(event)).toEqual({ named: 300, tallied: 0, people: 300 });
  });

  test('two phones that checked in partly the same people, sending at once, count nobody twice', async () => {
    const event = await holdEvent();
    const ids = await register(event, 60);
    const one = ids.slice(0, 40).map((id) => checkIn(id));
    const other = ids.slice(20).map((id) => checkIn(id));
    const answers = await Promise.all([
      sync(event, one),
      sync(event, other, 'coordinator'),
      sync(event, one),
      sync(event, other, 'coordinator'),
    ]);
    expect(await attendance(event)).toEqual({ named: 60, tallied: 0, people: 60 });
    const there = answers.map((answer) => became(answer).filter((word) => word === 'there_already').length);
    expect(there[0]! + there[1]!).toBe(20);
    // The second copy of an act hears what the first heard.
    expect([there[2], there[3]]).toEqual([there[0], there[1]]);
  });

  test('an act that was taken back stays so when it arrives again', async () => {
    const event = await holdEvent();
    const [id = ''] = await register(event, 1);
    const act = checkIn(id, { people: 2 });
    const undo = { key: uuid(), verb: 'undo', undoes: act.key };
    expect(became(await sync(event, [act, undo]))).toEqual(['done', 'done']);
    expect(became(await sync(event, [act, undo]))).toEqual(['taken_back', 'done']);
    expect(await attendance(event)).toMatchObject({ people: 0 });
  });

  test('an act that is taken back before it arrives never happens', async () => {
    const event = await holdEvent();
    const act: Act = { key: uuid(), verb: 'tally', people: 4 };
    await sync(event, [{ key: uuid(), verb: 'undo', undoes: act.key }]);
    expect(became(await sync(event, [act]))).toEqual(['taken_back']);
    expect(await attendance(event)).toMatchObject({ tallied: 0 });
  });

  test('who takes back the second check-in of somebody leaves the first', async () => {
    const event = await holdEvent();
    const [id = ''] = await register(event, 1);
    const second = checkIn(id);
    expect(became(await sync(event, [checkIn(id), second, { key: uuid(), verb: 'undo', undoes: second.key }]))).toEqual([
      'done',
      'there_already',
      'done',
    ]);
    expect(await attendance(event)).toMatchObject({ named: 1 });
  });

  test('a person is checked in again after it was taken back, with another count', async () => {
    const event = await holdEvent();
    const [id = ''] = await register(event, 1);
    const first = checkIn(id);
    const { list } = await sync(event, [first, { key: uuid(), verb: 'undo', undoes: first.key }, checkIn(id, { people: 5 })]);
    expect(list.attendances).toMatchObject([{ people: 5 }]);
  });

  test('a resident who walks in at two doors is there once', async () => {
    const event = await holdEvent();
    const saved = await office.as('staff').rpc('save_resident', { p_resident: { name: 'Halima Abdi' } });
    const walkIn = (): Act => ({ key: uuid(), verb: 'walk_in', name: 'Halima Abdi', resident_id: String(saved.data) });
    expect(became(await sync(event, [walkIn(), walkIn()]))).toEqual(['done', 'there_already']);
  });
});

describe('what is refused at the door', () => {
  test('one act that cannot be taken says why, and the others are taken', async () => {
    const event = await holdEvent();
    const elsewhere = await register(await holdEvent(), 1);
    const answer = await sync(event, [
      { key: uuid(), verb: 'walk_in', name: 'Ana', age_band: '13-17' },
      checkIn(String(elsewhere[0])),
      { key: uuid(), verb: 'walk_in', name: '  ' },
      { key: uuid(), verb: 'tally', people: 0 },
      { key: uuid(), verb: 'walk_in', name: 'Ben', postal_code: '6' },
      { key: uuid(), verb: 'walk_in', name: 'Ben', language: 'xx' },
      { key: 'not a key', verb: 'tally' },
      { key: uuid(), verb: 'dance' },
      { key: uuid(), verb: 'walk_in', name: 'Ben  Okafor', postal_code: '64106', people: 2 },
    ]);
    expect(answer.acts.map(({ became, message }) => message ?? became)).toEqual([
      'Children and teenagers are counted and never named. Count them in the tally.',
      'This registration does not belong to this event. Look for the name in the list, or enter them as a walk-in.',
      'A walk-in needs a name. Without one, count them in the tally.',
      'Count from 1 to 500 people at once.',
      '"6" is not a ZIP code. Type five digits, or leave it out.',
      "That language is not in the office's list. Choose another one.",
      'This act cannot be read. Enter it again.',
      'This act cannot be read. Enter it again.',
      'done',
    ]);
    expect(answer.list.attendances).toMatchObject([{ name: 'Ben Okafor', people: 2 }]);
  });

  test('an act keeps the time of the phone within a day of the event; further away it is refused', async () => {
    const event = await holdEvent({ days: 3 });
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const at = ago(3);
    const { acts, list } = await sync(event, [
      { key: uuid(), verb: 'walk_in', name: 'In time', at },
      { key: uuid(), verb: 'walk_in', name: 'Long after', at: ago(0) },
      { key: uuid(), verb: 'walk_in', name: 'Long before', at: ago(6) },
    ]);
    expect(acts.map((act) => act.became)).toEqual(['done', 'refused', 'refused']);
    expect(acts[1]?.message).toContain('more than a day away from the event');
    expect(list.attendances.map((one) => Date.parse(one.at))).toEqual([Date.parse(at)]);
  });

  test('a phone whose clock is ahead enters nobody in the future', async () => {
    const { list } = await sync(await holdEvent(), [{ key: uuid(), verb: 'walk_in', name: 'Ana', at: '2999-01-01T00:00:00Z' }]);
    expect(Date.parse(String(list.attendances[0]?.at))).toBeLessThanOrEqual(Date.now());
  });

  test('nobody is checked in at an event that is cancelled', async () => {
    const answer = await sync(await holdEvent({ status: 'cancelled' }), [{ key: uuid(), verb: 'tally' }]);
    expect(answer.acts).toMatchObject([{ became: 'refused', message: expect.stringContaining('cancelled') }]);
  });
});

describe('who may', () => {
  test('a viewer neither checks in nor sees the list of the door, and staff do not correct afterwards', async () => {
    const event = await holdEvent();
    const acts = [{ key: uuid(), verb: 'tally' }];
    for (const asked of [
      office.as('viewer').rpc('sync_door', { p_event: event, p_acts: acts }),
      office.as('viewer').rpc('door_list', { p_event: event }),
      office.as('viewer').rpc('set_tally_counts', { p_event: event, p_counts: 'everyone' }),
      office.as('staff').rpc('correct_attendance', { p_event: event, p_acts: acts }),
    ])
      expect((await asked).error?.code).toBe('42501');
    expect(await attendance(event)).toMatchObject({ people: 0 });
  });

  test('the list tells the phone no mail and no number', async () => {
    const event = await holdEvent();
    await register(event, 1);
    const { data } = await office.as('staff').rpc('door_list', { p_event: event });
    expect(JSON.stringify(data)).not.toMatch(/example\.org|8165550100/);
    const { registrations } = data as unknown as Answer['list'];
    expect(Object.keys(registrations[0] ?? {}).sort()).toEqual(['code', 'id', 'language', 'name', 'needs_interpreter', 'seats', 'status']);
    expect(registrations[0]?.code).toMatch(/^[2-9A-Z]{6}$/);
  });

  test('a coordinator enters the paper sheet weeks later, and takes back what is wrong', async () => {
    const event = await holdEvent({ days: 40 });
    const acts: Act[] = [
      { key: uuid(), verb: 'walk_in', name: 'Rosa Peña', people: 2 },
      { key: uuid(), verb: 'tally', people: 12, age_band: '0-12' },
      { key: uuid(), verb: 'walk_in', name: 'Twice' },
    ];
    const as = office.as('coordinator');
    expect((await as.rpc('correct_attendance', { p_event: event, p_acts: acts })).error).toBeNull();
    await as.rpc('correct_attendance', { p_event: event, p_acts: [{ key: uuid(), verb: 'undo', undoes: acts[2]!.key }] });
    expect(await attendance(event)).toEqual({ named: 2, tallied: 12, people: 14 });
    const { data } = await as.from('attendances').select('way').eq('event_id', event).is('undone_at', null);
    expect(data).toEqual([{ way: 'paper' }]);
  });

  test('what one sending did can be undone as one act', async () => {
    const event = await holdEvent();
    const set = uuid();
    const { error } = await office
      .as('staff')
      .rpc('sync_door', {
        p_event: event,
        p_acts: [
          { key: uuid(), verb: 'walk_in', name: 'Ana' },
          { key: uuid(), verb: 'tally' },
        ],
      })
      .setHeader('X-Change-Set', set);
    expect(error).toBeNull();
    expect((await office.as('staff').rpc('undo_change_set', { p_change_set: set })).error).toBeNull();
    expect(await attendance(event)).toEqual({ named: 0, tallied: 0, people: 0 });
  });
});

test('named and tallied are told as the tally was meant', async () => {
  const event = await holdEvent();
  await sync(event, [
    { key: uuid(), verb: 'walk_in', name: 'Ana', people: 3 },
    { key: uuid(), verb: 'tally', people: 10 },
  ]);
  expect(await attendance(event)).toEqual({ named: 3, tallied: 10, people: 13 });
  await office.as('staff').rpc('set_tally_counts', { p_event: event, p_counts: 'everyone' });
  expect(await attendance(event)).toEqual({ named: 3, tallied: 10, people: 10 });
});
