import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registrationsOffer } from '../../../src/server/worker/jobs/registrations-offer.ts';
import { workOnce } from '../../../src/server/worker/loop.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { makeEvent } from '../../support/public-form.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type State = { id: string; status: string; position: number | null; repeated?: boolean; done?: boolean };
type Listed = {
  id: string;
  name: string;
  status: string;
  place: number | null;
  resident_id: string | null;
  maybe: { id: string; name: string; reason: string }[];
  twice: boolean;
  office_note: string | null;
  offered_until: string | null;
};
const add = async (event: string, fields: Record<string, unknown> = {}, client = office.service): Promise<State> => {
  const { data, error } = await client.rpc('register_for_event', {
    p_event: event,
    p_registration: { name: 'Rosa Peña', email: `${randomUUID()}@example.org`, ...fields } as never,
  });
  if (error) throw error;
  return data as unknown as State;
};
const list = async (event: string, query: object = {}, role: 'viewer' | 'staff' = 'viewer') => {
  const { data, error } = await office.as(role).rpc('event_registrations', { p_event: event, p_query: query as never });
  if (error) throw error;
  return data as unknown as { rows: Listed[]; count: number; summary: Record<string, number> };
};
const states = async (event: string) =>
  (await office.exec<{ status: string }>('select status from registrations where event_id = $1 order by position', [event])).map(
    ({ status }) => status,
  );

describe('places', () => {
  test('seats are counted, not people; who needs more than is free is passed over and keeps the place in the line', async () => {
    const { id } = await makeEvent(office, { capacity: 4 });
    const [one] = [await add(id, { seats: 3 }), await add(id, { seats: 1 })];
    expect((await add(id, { name: 'Family', seats: 4 })).position).toBe(1);
    expect((await add(id, { name: 'Single' })).position).toBe(2);
    await office.service.rpc('cancel_registration', { p_id: String(one?.id) });
    expect(await states(id)).toEqual(['cancelled', 'confirmed', 'waitlisted', 'offered']);
    expect((await list(id)).rows.map(({ name, place }) => [name, place])).toContainEqual(['Family', 1]);
  });

  test('when there are more places, whoever waits is offered them in order; an undo of that takes the offers back', async () => {
    const { id } = await makeEvent(office, { capacity: 1 });
    for (const name of ['A', 'B', 'C', 'D']) await add(id, { name });
    const act = randomUUID();
    const saved = await office
      .as('coordinator')
      .rpc('save_event', { p_id: id, p_event: { capacity: 3 } })
      .setHeader('X-Change-Set', act);
    expect(saved.error).toBeNull();
    expect(await states(id)).toEqual(['confirmed', 'offered', 'offered', 'waitlisted']);
    const undone = await office.as('coordinator').rpc('undo_change_set', { p_change_set: act });
    expect(undone.data).toMatchObject({ undone: expect.any(Number) });
    expect(await states(id)).toEqual(['confirmed', 'waitlisted', 'waitlisted', 'waitlisted']);
  });

  test('fewer places than are taken takes none away, and nobody is offered one until it fits', async () => {
    const { id } = await makeEvent(office, { capacity: 3 });
    const all = [await add(id), await add(id), await add(id), await add(id, { name: 'Waits' })];
    await office.as('coordinator').rpc('save_event', { p_id: id, p_event: { capacity: 2 } });
    await office.service.rpc('cancel_registration', { p_id: String(all[0]?.id) });
    expect(await states(id)).toEqual(['cancelled', 'confirmed', 'confirmed', 'waitlisted']);
    await office.service.rpc('cancel_registration', { p_id: String(all[1]?.id) });
    expect(await states(id)).toEqual(['cancelled', 'cancelled', 'confirmed', 'offered']);
  });

  test('an offer holds its seat until it runs out; then the worker passes it on, at that very moment and only once', async () => {
    const { id } = await makeEvent(office, { capacity: 1, offer_minutes: 30 });
    const first = await add(id);
    await add(id, { name: 'Second' });
    await add(id, { name: 'Third' });
    await office.service.rpc('cancel_registration', { p_id: first.id });
    const [queued] = await office.exec<{ same: boolean }>(
      `select run_at = (select offered_until from registrations where event_id = $1 and status = 'offered') as same
       from private.jobs where name = 'registrations.offer' and (payload ->> 'event')::uuid = $1`,
      [id],
    );
    expect(queued?.same).toBe(true);
    expect((await add(id, { name: 'Newcomer' })).status).toBe('waitlisted');
    await office.exec(`update registrations set offered_until = now() - interval '1 second' where event_id = $1 and status = 'offered'`, [
      id,
    ]);
    await office.exec(`update private.jobs set run_at = now() where name = 'registrations.offer' and (payload ->> 'event')::uuid = $1`, [
      id,
    ]);
    while (await workOnce(office, [registrationsOffer], 'test'));
    expect(await states(id)).toEqual(['cancelled', 'cancelled', 'offered', 'waitlisted']);
    const [second] = await office.exec(`select cancelled_how from registrations where event_id = $1 and name = 'Second'`, [id]);
    expect(second).toEqual({ cancelled_how: 'lapsed' });
    expect((await office.service.rpc('pass_on_offers')).data).toBe(0);
  });

  test('nothing is offered any more when the event has begun or is cancelled; when it is on again, it goes on', async () => {
    const { id } = await makeEvent(office, { capacity: 1 });
    const first = await add(id);
    await add(id, { name: 'Second' });
    await office.as('coordinator').rpc('set_event_status', { p_id: id, p_status: 'cancelled', p_reason: 'Storm' });
    await office.service.rpc('cancel_registration', { p_id: first.id });
    expect(await states(id)).toEqual(['cancelled', 'waitlisted']);
    await office.as('coordinator').rpc('set_event_status', { p_id: id, p_status: 'confirmed' });
    expect(await states(id)).toEqual(['cancelled', 'offered']);
    // No offer outlasts the beginning.
    const near = await makeEvent(office, { capacity: 1, starts: 2, offer_minutes: 1440 });
    const there = await add(near.id);
    await add(near.id, { name: 'Second' });
    await office.service.rpc('cancel_registration', { p_id: there.id });
    const [offer] = await office.exec<{ fits: boolean }>(
      `select offered_until <= (select starts_at from events where id = $1) as fits from registrations where event_id = $1 and status = 'offered'`,
      [near.id],
    );
    expect(offer?.fits).toBe(true);
  });

  test('60 who register, cancel and answer at once leave no seat given twice', async () => {
    const { id } = await makeEvent(office, { capacity: 20 });
    const made = await Promise.all(Array.from({ length: 60 }, (_, n) => add(id, { name: `P${n}`, seats: 1 + (n % 3) })));
    await Promise.all(
      made.map(({ id: one }, n) =>
        n % 2
          ? office.service.rpc('cancel_registration', { p_id: one })
          : office.service.rpc('answer_offer', { p_id: one, p_accept: true }),
      ),
    );
    const [row] = await office.exec<{ taken: number; rows: number }>(
      `select sum(seats) filter (where status in ('confirmed', 'offered'))::integer as taken, count(*)::integer as rows from registrations where event_id = $1`,
      [id],
    );
    expect(row?.rows).toBe(60);
    expect(row?.taken).toBeLessThanOrEqual(20);
    // Whoever still waits needs more than is free.
    const waiting = await office.exec<{ seats: number }>(`select seats from registrations where event_id = $1 and status = 'waitlisted'`, [
      id,
    ]);
    for (const { seats } of waiting) expect(seats).toBeGreaterThan(20 - Number(row?.taken));
  });
});

describe('who registers', () => {
  test('the program registers only for what is published and open; staff for everything that is not cancelled', async () => {
    const hidden = await makeEvent(office, { is_published: false });
    await expect(add(hidden.id)).rejects.toMatchObject({ code: 'PT404' });
    expect((await add(hidden.id, { email: null }, office.as('staff'))).status).toBe('confirmed');
    const closed = await makeEvent(office, { takes_registrations: false });
    await expect(add(closed.id)).rejects.toMatchObject({ code: 'PT409', hint: 'registration_closed' });
    const [row] = await office.exec('select source, created_by from registrations where event_id = $1', [hidden.id]);
    expect(row).toMatchObject({ source: 'staff', created_by: expect.any(String) });
    const off = await makeEvent(office, { status: 'cancelled' });
    await expect(add(off.id, {}, office.as('staff'))).rejects.toMatchObject({ hint: 'event_cancelled' });
    await expect(add(hidden.id, {}, office.as('viewer'))).rejects.toMatchObject({ code: '42501' });
  });

  test.each([
    [{ name: ' \n ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ email: 'a@b' }, 'email'],
    [{ email: 'a@b.org,c@d.org' }, 'email'],
    [{ phone: '816' }, 'phone'],
    [{ language: 'xx' }, 'language'],
    [{ seats: 0 }, 'seats'],
    [{ seats: 21 }, 'seats'],
    [{ seats: 3 }, 'seats_capacity'],
    [{ seats: 2, minors: 2 }, 'minors'],
    [{ email: null }, 'contact'],
    [{ accessibility_need: 'x'.repeat(1001) }, 'accessibility_need'],
  ])('what cannot be is refused at its field (case %#)', async (fields, hint) => {
    const { id } = await makeEvent(office);
    await expect(add(id, fields)).rejects.toMatchObject({ code: 'PT422', hint });
  });

  test('what is sent along does not count: no stranger chooses a state, a resident or a note; a name is one line', async () => {
    const { id } = await makeEvent(office, { capacity: 1 });
    await add(id);
    const [resident] = await office.exec<{ id: string }>(`insert into residents (name) values ('Somebody') returning id`);
    const sent = await add(id, {
      name: 'A\r\nBcc: all@example.org',
      status: 'confirmed',
      resident_id: resident?.id,
      office_note: 'VIP',
      source: 'staff',
      position: -5,
    });
    expect(sent.status).toBe('waitlisted');
    const [row] = await office.exec('select name, resident_id, office_note, source from registrations where id = $1', [sent.id]);
    expect(row).toEqual({ name: 'A Bcc: all@example.org', resident_id: null, office_note: null, source: 'public' });
  });

  test('staff cancel, change and let somebody in before others with the reason; over the number only a coordinator does', async () => {
    const { id } = await makeEvent(office, { capacity: 1 });
    await add(id);
    const waiting = [await add(id, { name: 'Second' }), await add(id, { name: 'Third' })];
    const third = String(waiting[1]?.id);
    const promote = (role: 'staff' | 'coordinator', reason: string) =>
      office.as(role).rpc('promote_registration', { p_id: third, p_reason: reason });
    expect((await promote('coordinator', ' ')).error).toMatchObject({ code: 'PT422', hint: 'reason' });
    expect((await promote('staff', 'Speaks first')).error).toMatchObject({ code: '42501' });
    expect((await promote('coordinator', 'Speaks first')).data).toMatchObject({ status: 'confirmed' });
    expect((await list(id)).rows.find(({ id: one }) => one === third)).toMatchObject({ office_note: 'Speaks first' });
    expect(await states(id)).toEqual(['confirmed', 'waitlisted', 'confirmed']);
    const act = randomUUID();
    await office.as('staff').rpc('cancel_registration', { p_id: third }).setHeader('X-Change-Set', act);
    expect(await office.exec('select cancelled_how from registrations where id = $1', [third])).toEqual([{ cancelled_how: 'office' }]);
    await office.as('staff').rpc('undo_change_set', { p_change_set: act });
    expect(await states(id)).toEqual(['confirmed', 'waitlisted', 'confirmed']);
  });

  test('coming back goes to the end of the line, and an undo puts everybody where they were', async () => {
    const { id } = await makeEvent(office, { capacity: 1 });
    await add(id, { name: 'A' });
    const b = await add(id, { name: 'B' });
    await add(id, { name: 'C' });
    await office.service.rpc('cancel_registration', { p_id: b.id });
    const act = randomUUID();
    const back = await office.as('staff').rpc('rejoin_registration', { p_id: b.id }).setHeader('X-Change-Set', act);
    expect(back.data).toMatchObject({ status: 'waitlisted', position: 2 });
    const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: act });
    expect(undone.error).toBeNull();
    const order = await office.exec<{ name: string }>('select name from registrations where event_id = $1 order by position', [id]);
    expect(order.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  test('whoever came cannot be cancelled', async () => {
    const { id } = await makeEvent(office);
    const one = await add(id);
    await office.exec(`insert into attendances (event_id, registration_id, name, client_key) values ($1, $2, 'Rosa', gen_random_uuid())`, [
      id,
      one.id,
    ]);
    expect((await office.as('staff').rpc('cancel_registration', { p_id: one.id })).error).toMatchObject({ hint: 'registration_came' });
  });
});

describe('matching', () => {
  const resident = async (name: string, { email, phone }: { email?: string; phone?: string }) => {
    const { data, error } = await office.as('staff').rpc('save_resident', {
      p_resident: { name, phones: phone ? [{ number: phone }] : [], emails: email ? [{ address: email }] : [] },
    });
    if (error) throw error;
    return String(data);
  };
  const linked = async (event: string, fields: object) => {
    const { id } = await add(event, { email: null, ...fields });
    return (await list(event)).rows.find((row) => row.id === id);
  };

  test('the same mail or phone and a similar name is the resident; another name is only suggested, with the reason', async () => {
    const { id } = await makeEvent(office, { capacity: null });
    const rosa = await resident('Rosa Peña', { email: 'rosa.pena@example.org', phone: '+18165550777' });
    expect(await linked(id, { name: 'ROSA PENA', email: 'Rosa.Pena@example.org' })).toMatchObject({ resident_id: rosa, maybe: [] });
    expect(await linked(id, { name: 'Peña, Rosa', phone: '+18165550777' })).toMatchObject({ resident_id: rosa });
    expect(await linked(id, { name: 'Mario Gómez', phone: '+18165550777' })).toMatchObject({
      resident_id: null,
      maybe: [{ id: rosa, name: 'Rosa Peña', reason: 'phone' }],
    });
    expect(await linked(id, { name: 'Rosa Peña', email: 'another@example.org' })).toMatchObject({ resident_id: null, maybe: [] });
    expect(await office.exec('select count(*)::integer as n from residents where name ilike $1', ['%gómez%'])).toEqual([{ n: 0 }]);
  });

  test('brothers and sisters on one phone, and two residents who could both be meant, are for a person to decide', async () => {
    const { id } = await makeEvent(office, { capacity: null });
    await resident('Maria Soto', { phone: '+18165550801' });
    expect((await linked(id, { name: 'Mario Soto', phone: '+18165550801' }))?.resident_id).toBeNull();
    await resident('Ann Lee', { email: 'lee@example.org' });
    await resident('Ann Lee', { email: 'lee@example.org' });
    expect(await linked(id, { name: 'Ann Lee', email: 'lee@example.org' })).toMatchObject({ resident_id: null, maybe: [{}, {}] });
  });

  test('staff say that it is they, or somebody else: then it is not suggested again; each can be undone', async () => {
    const { id } = await makeEvent(office, { capacity: null });
    const rosa = await resident('Rosa Díaz', { phone: '+18165550901' });
    const row = await linked(id, { name: 'Elena Cruz', phone: '+18165550901' });
    const act = randomUUID();
    const match = (is: boolean) => office.as('staff').rpc('match_registration', { p_id: String(row?.id), p_resident: rosa, p_is: is });
    await match(true).setHeader('X-Change-Set', act);
    expect((await list(id)).rows[0]?.resident_id).toBe(rosa);
    await office.as('staff').rpc('undo_change_set', { p_change_set: act });
    expect((await list(id)).rows[0]).toMatchObject({ resident_id: null, maybe: [{ id: rosa }] });
    await match(false);
    expect((await list(id)).rows[0]).toMatchObject({ resident_id: null, maybe: [] });
    await match(true);
    await match(false);
    expect((await list(id)).rows[0]?.resident_id).toBeNull();
  });

  test('a resident is made of a registration only when somebody says so, with what they told, and can be undone', async () => {
    const { id } = await makeEvent(office, { capacity: null });
    const one = await add(id, {
      name: 'Nadia Yusuf',
      email: 'nadia@example.org',
      phone: '+18165550911',
      language: 'so',
      needs_interpreter: true,
    });
    const act = randomUUID();
    const made = await office.as('staff').rpc('resident_from_registration', { p_id: one.id }).setHeader('X-Change-Set', act);
    const [row] = await office.exec(
      'select r.name, r.preferred_language, r.needs_interpreter, p.number from residents r join resident_phones p on p.resident_id = r.id where r.id = $1',
      [made.data],
    );
    expect(row).toEqual({ name: 'Nadia Yusuf', preferred_language: 'so', needs_interpreter: true, number: '+18165550911' });
    expect((await office.as('staff').rpc('resident_from_registration', { p_id: one.id })).data).toBe(made.data);
    const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: act });
    expect(undone.data).toMatchObject({ undone: expect.any(Number) });
    expect(await office.exec('select resident_id from registrations where id = $1', [one.id])).toEqual([{ resident_id: null }]);
  });
});

test('the list of an event is searched and narrowed, tells its numbers, and who is on it twice', async () => {
  const { id } = await makeEvent(office, { capacity: 3 });
  await add(id, { name: 'Zoë Ito', email: 'zoe@example.org', seats: 2, minors: 1, needs_interpreter: true });
  await add(id, { name: 'Abe Cole', phone: '+18165550123' });
  await add(id, { name: 'zoe ito', email: 'zoe@example.org' });
  const all = await list(id);
  expect(all.rows.map(({ name }) => name)).toEqual(['Abe Cole', 'Zoë Ito', 'zoe ito']);
  expect(all.summary).toMatchObject({ confirmed: 2, seats: 3, minors: 1, waiting: 1, offered: 0, free: 0, interpreters: 1 });
  expect(all.rows.map(({ twice }) => twice)).toEqual([false, true, true]);
  expect((await list(id, { search: 'zoe' })).count).toBe(2);
  expect((await list(id, { search: '555-0123' })).rows.map(({ name }) => name)).toEqual(['Abe Cole']);
  expect((await list(id, { search: '%' })).count).toBe(0);
  expect((await list(id, { status: ['waitlisted'] })).count).toBe(1);
  expect(await list(id, { limit: 1, offset: 1 })).toMatchObject({ count: 3, rows: [{ name: 'Zoë Ito' }] });
});

test('an event that is published without an address gets one, whoever publishes it, and two of one title have two', async () => {
  const first = await makeEvent(office, { title: 'Café & City: ¿Qué?', slug: null });
  const second = await makeEvent(office, { title: 'Café & City: ¿Qué?', slug: null });
  expect(first.slug).toMatch(/^cafe-city-que-\d{4}-\d\d-\d\d$/);
  expect(second.slug).toBe(`${first.slug}-2`);
});
