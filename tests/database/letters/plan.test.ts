import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant, lettersOf, makeEvent, register } from '../../server/letters/fixture.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const waiting = async (registration: string) =>
  Object.fromEntries(
    Object.entries(await lettersOf(office, registration))
      .filter(([, one]) => one.status === 'waiting')
      .map(([kind, one]) => [kind, instant(one.send_at)]),
  );
const planAt = (registration: string, now: string) =>
  office.exec('select private.plan_letters(array[$1::uuid], $2::timestamptz)', [registration, now]);
const settleAll = (registration: string, kind: string) =>
  office.exec(`update deliveries set status = 'sent', settled_at = now() where registration_id = $1 and kind = $2 and status = 'waiting'`, [
    registration,
    kind,
  ]);

test('whoever registers is told at once, reminded at 11:00 of the day before and two hours before, by the clock of the event', async () => {
  // 2038-03-14, the day on which the clocks go forward: 18:00 CDT is 23:00 UTC, and 11:00 the day before is still CST.
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  const { 'registration.confirmed': at, ...reminders } = await waiting(registration);
  expect(Math.abs(Date.now() - Date.parse(at ?? ''))).toBeLessThan(60_000);
  expect(reminders).toEqual({ 'event.day_before': '2038-03-13T17:00:00.000Z', 'event.two_hours': '2038-03-14T21:00:00.000Z' });
});

test('over the end of daylight saving 11:00 stays 11:00', async () => {
  // 2026-11-01, 18:00 CST is 00:00 UTC of the next day; the day before at 11:00 is CDT, 16:00 UTC.
  const event = await makeEvent(office, { starts_at: '2026-11-02T00:00:00Z', ends_at: '2026-11-02T01:00:00Z' });
  const registration = await register(office, event, 'rosa@example.org');
  await planAt(registration, '2026-10-20T12:00:00Z');
  expect(await waiting(registration)).toMatchObject({
    'event.day_before': '2026-10-31T16:00:00.000Z',
    'event.two_hours': '2026-11-01T22:00:00.000Z',
  });
  // An event on the Monday after is reminded of on the Sunday of the change, when the clock shows 11:00: CST, 17:00 UTC.
  const monday = await makeEvent(office, { starts_at: '2026-11-03T00:00:00Z', ends_at: '2026-11-03T01:00:00Z' });
  const second = await register(office, monday, 'rosa@example.org');
  await planAt(second, '2026-10-20T12:00:00Z');
  expect(await waiting(second)).toMatchObject({ 'event.day_before': '2026-11-01T17:00:00.000Z' });
});

test('an event in another zone is reminded of by its own clock', async () => {
  const event = await makeEvent(office, { time_zone: 'America/New_York' });
  const registration = await register(office, event, 'rosa@example.org');
  expect(await waiting(registration)).toMatchObject({ 'event.day_before': '2038-03-13T16:00:00.000Z' });
});

test('who registers after 11:00 of the day before gets no letter of the day before', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  await office.exec('delete from deliveries where registration_id = $1', [registration]);
  await planAt(registration, '2038-03-13T17:00:01Z');
  expect(Object.keys(await waiting(registration)).sort()).toEqual(['event.two_hours', 'registration.confirmed']);
  await office.exec('delete from deliveries where registration_id = $1', [registration]);
  await planAt(registration, '2038-03-14T22:00:00Z');
  expect(Object.keys(await waiting(registration))).toEqual(['registration.confirmed']);
});

test('planning again changes nothing', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  const before = await office.exec('select * from deliveries where registration_id = $1 order by key', [registration]);
  await office.exec('select private.plan_registration_letters($1)', [registration]);
  // A reminder that is due and has not gone yet stays, whenever somebody plans.
  await planAt(registration, '2038-03-13T18:00:00Z');
  expect(await office.exec('select * from deliveries where registration_id = $1 order by key', [registration])).toEqual(before);
});

test('after cancelling nothing is sent but that it is cancelled', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  await settleAll(registration, 'registration.confirmed');
  await office.exec(`update registrations set status = 'cancelled', cancelled_at = now() where id = $1`, [registration]);
  expect(Object.keys(await waiting(registration))).toEqual(['registration.cancelled']);
  expect((await lettersOf(office, registration))['event.day_before']).toMatchObject({
    status: 'cancelled',
    reason: 'registration_cancelled',
  });
});

test('who comes back after cancelling is confirmed anew, and reminded', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  await settleAll(registration, 'registration.confirmed');
  await office.exec(`update registrations set status = 'cancelled', cancelled_at = now() where id = $1`, [registration]);
  await settleAll(registration, 'registration.cancelled');
  await office.exec(`update registrations set status = 'confirmed', cancelled_at = null where id = $1`, [registration]);
  expect(Object.keys(await waiting(registration)).sort()).toEqual(['event.day_before', 'event.two_hours', 'registration.confirmed']);
});

test('who waits is not reminded; who is offered a place is told until when; each offer is a letter of its own', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org', { status: 'waitlisted' });
  expect(Object.keys(await waiting(registration))).toEqual(['registration.waitlisted']);
  await settleAll(registration, 'registration.waitlisted');
  const offer = (until: string) =>
    office.exec(`update registrations set status = 'offered', offered_until = $2 where id = $1`, [registration, until]);
  await offer('2038-01-01T12:00:00Z');
  expect(Object.keys(await waiting(registration))).toEqual(['registration.offered']);
  const [letter] = await office.exec<{ payload: unknown; expires_at: Date }>(
    `select payload, expires_at from deliveries where registration_id = $1 and kind = 'registration.offered'`,
    [registration],
  );
  expect(letter?.payload).toEqual({ offered_until: '2038-01-01T12:00:00Z' });
  expect(instant(letter?.expires_at)).toBe('2038-01-01T12:00:00.000Z');
  await settleAll(registration, 'registration.offered');
  await office.exec('select private.plan_registration_letters($1)', [registration]);
  expect(await waiting(registration)).toEqual({});
  await offer('2038-02-01T12:00:00Z');
  expect(Object.keys(await waiting(registration))).toEqual(['registration.offered']);
});

test('no address, no letter; who walks in at the door is not told that they registered', async () => {
  const event = await makeEvent(office);
  const silent = await register(office, event, null);
  const walkIn = await register(office, event, 'door@example.org', { source: 'walk_in' });
  expect({ ...(await lettersOf(office, silent)), ...(await lettersOf(office, walkIn)) }).toEqual({});
});

test('a corrected address or language reaches what waits; and what went to the wrong address goes again', async () => {
  const registration = await register(office, await makeEvent(office), 'roza@example.org');
  await settleAll(registration, 'registration.confirmed');
  await office.exec(`update registrations set email = 'rosa@example.org', language = 'es' where id = $1`, [registration]);
  const rows = await office.exec(
    `select kind, to_address, language from deliveries where registration_id = $1 and status = 'waiting' order by kind`,
    [registration],
  );
  expect(rows).toEqual(
    ['event.day_before', 'event.two_hours', 'registration.confirmed'].map((kind) => ({
      kind,
      to_address: 'rosa@example.org',
      language: 'es',
    })),
  );
});

test('a moved event moves its reminders and says so once, with what was before', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  await settleAll(registration, 'registration.confirmed');
  await office.exec(`update events set starts_at = '2038-03-15T23:00:00Z', ends_at = '2038-03-16T00:30:00Z' where id = $1`, [event]);
  await office.exec(`update events set place_name = 'Town Hall' where id = $1`, [event]);
  const letters = await waiting(registration);
  expect(letters).toMatchObject({ 'event.day_before': '2038-03-14T16:00:00.000Z', 'event.two_hours': '2038-03-15T21:00:00.000Z' });
  const changed = await office.exec<{ payload: { before: unknown } }>(
    `select payload from deliveries where registration_id = $1 and kind = 'event.changed'`,
    [registration],
  );
  expect(changed).toHaveLength(1);
  expect(changed[0]?.payload.before).toMatchObject({ starts_at: '2038-03-14T23:00:00Z', place_name: 'Central Library' });
});

test('a slip that is put right within five minutes tells nobody', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  await settleAll(registration, 'registration.confirmed');
  await office.exec(`update events set room = 'B' where id = $1`, [event]);
  expect(Object.keys(await waiting(registration))).toContain('event.changed');
  await office.exec(`update events set room = null where id = $1`, [event]);
  expect(Object.keys(await waiting(registration)).sort()).toEqual(['event.day_before', 'event.two_hours']);
});

test('who has not had the first letter yet gets it with what is true now, and no second one', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  await office.exec(`update events set room = 'B' where id = $1`, [event]);
  expect(Object.keys(await waiting(registration)).sort()).toEqual(['event.day_before', 'event.two_hours', 'registration.confirmed']);
});

test('when the day-before letter has gone and the event moves again, there is one notice and no second letter of the day before', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  await settleAll(registration, 'registration.confirmed');
  await settleAll(registration, 'event.day_before');
  await office.exec(`update events set starts_at = '2038-03-20T23:00:00Z', ends_at = '2038-03-21T00:30:00Z' where id = $1`, [event]);
  expect(Object.keys(await waiting(registration)).sort()).toEqual(['event.changed', 'event.two_hours']);
});

test('a cancelled event tells everybody who has or waits for a place, and nothing else goes; planned again, it says that', async () => {
  const event = await makeEvent(office);
  const [confirmed, waits, left] = [
    await register(office, event, 'a@example.org'),
    await register(office, event, 'b@example.org', { status: 'waitlisted' }),
    await register(office, event, 'c@example.org', { status: 'cancelled', cancelled_at: '2026-01-01' }),
  ];
  for (const one of [confirmed, waits, left])
    await office.exec(
      `update deliveries set status = 'sent', settled_at = now() where registration_id = $1 and kind like 'registration.%'`,
      [one],
    );
  await office.exec(`update events set status = 'cancelled', cancelled_reason = 'Ice' where id = $1`, [event]);
  expect(Object.keys(await waiting(confirmed))).toEqual(['event.cancelled']);
  expect(Object.keys(await waiting(waits))).toEqual(['event.cancelled']);
  expect(await waiting(left)).toEqual({});
  // Put right before it was told: as if nothing had been.
  await office.exec(`update events set status = 'confirmed' where id = $1`, [event]);
  expect(Object.keys(await waiting(confirmed)).sort()).toEqual(['event.day_before', 'event.two_hours']);
  // Told, and then planned again.
  await office.exec(`update events set status = 'cancelled' where id = $1`, [event]);
  await settleAll(confirmed, 'event.cancelled');
  await office.exec(`update events set status = 'confirmed' where id = $1`, [event]);
  expect(Object.keys(await waiting(confirmed)).sort()).toEqual(['event.changed', 'event.day_before', 'event.two_hours']);
});

test('thanks go to whoever was checked in, the day after at 10:00, and to nobody who was taken back at the door', async () => {
  const event = await makeEvent(office);
  const [came, mistaken, stayed] = [
    await register(office, event, 'a@example.org'),
    await register(office, event, 'b@example.org'),
    await register(office, event, 'c@example.org'),
  ];
  for (const one of [came, mistaken])
    await office.exec(`insert into attendances (event_id, registration_id, name, client_key) values ($1, $2, 'Rosa', gen_random_uuid())`, [
      event,
      one,
    ]);
  await office.exec('update attendances set undone_at = now() where registration_id = $1', [mistaken]);
  expect(await waiting(came)).toMatchObject({ 'event.thanks': '2038-03-15T15:00:00.000Z' });
  expect(Object.keys(await waiting(mistaken))).not.toContain('event.thanks');
  expect(Object.keys(await waiting(stayed))).not.toContain('event.thanks');
});

test('five hundred registrations in one statement are all planned', async () => {
  const event = await makeEvent(office);
  await office.exec(
    `insert into registrations (event_id, name, email) select $1, 'P', 'p' || n || '@example.org' from generate_series(1, 500) n`,
    [event],
  );
  const [counted] = await office.exec<{ count: number }>('select count(*)::int as count from deliveries where event_id = $1', [event]);
  expect(counted?.count).toBe(1500);
});

test('a registration that is undone before anybody was written to takes its letters along; one that was written to stays', async () => {
  const event = await makeEvent(office, { takes_registrations: true });
  const coordinator = office.as('coordinator');
  const registerAs = async (email: string) => {
    const { data, error } = await coordinator.rpc('register_for_event', { p_event: event, p_registration: { name: 'Rosa', email } });
    expect(error).toBeNull();
    return (data as { id: string }).id;
  };
  const undo = async (registration: string) => {
    const [set] = await office.exec<{ id: string }>(
      `select change_set as id from changes where table_name = 'registrations' and record_id = $1 order by id desc limit 1`,
      [registration],
    );
    return coordinator.rpc('undo_change_set', { p_change_set: set?.id ?? '' });
  };
  const told = await registerAs('a@example.org');
  await settleAll(told, 'registration.confirmed');
  const untold = await registerAs('b@example.org');
  expect((await undo(untold)).error).toBeNull();
  expect(await office.exec('select 1 from deliveries where registration_id = $1', [untold])).toEqual([]);
  expect(JSON.stringify(await undo(told))).toContain('deliveries');
  expect(await office.exec('select status from registrations where id = $1', [told])).toEqual([{ status: 'confirmed' }]);
});

test('a cancellation that is undone brings its reminders back', async () => {
  const registration = await register(office, await makeEvent(office, { takes_registrations: true }), 'rosa@example.org');
  await settleAll(registration, 'registration.confirmed');
  const { error } = await office.as('coordinator').rpc('cancel_registration', { p_id: registration });
  expect(error).toBeNull();
  expect(Object.keys(await waiting(registration))).toEqual(['registration.cancelled']);
  const [set] = await office.exec<{ id: string }>(
    `select change_set as id from changes where table_name = 'registrations' and record_id = $1 order by id desc limit 1`,
    [registration],
  );
  expect((await office.as('coordinator').rpc('undo_change_set', { p_change_set: set?.id ?? '' })).error).toBeNull();
  expect(Object.keys(await waiting(registration)).sort()).toEqual(['event.day_before', 'event.two_hours']);
});
