import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LetterFacts } from '../../../src/server/letters/facts.ts';
import { writeDelivery } from '../../../src/server/letters/write.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { lettersOf, makeEvent, register } from './fixture.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const plan = async (p_now: string) => (await office.service.rpc('plan_training_letters', { p_now })).data;
const attend = (event: string, registration: string) =>
  office.exec(`insert into attendances (event_id, registration_id, name, client_key) values ($1, $2, 'Rosa Peña', gen_random_uuid())`, [
    event,
    registration,
  ]);

test('whoever came is asked when it is over and on the thirtieth day, once each; whoever stayed away is not', async () => {
  const event = await makeEvent(office, { kind: 'training', title: 'Open Data 101' });
  const came = await register(office, event, 'rosa@example.org', { language: 'es' });
  const away = await register(office, event, 'luis@example.org');
  await attend(event, came);
  expect(await plan('2038-03-14T23:30:00Z')).toBe(0);
  expect(await plan('2038-03-15T01:00:00Z')).toBe(1);
  expect(await plan('2038-03-15T02:00:00Z')).toBe(0);
  // The thirtieth day at ten in the clock of the event: 15:00 in UTC.
  expect(await plan('2038-04-13T14:59:00Z')).toBe(0);
  expect(await plan('2038-04-13T15:00:00Z')).toBe(1);
  expect(Object.keys(await lettersOf(office, came)).filter((kind) => kind.startsWith('training.'))).toEqual([
    'training.rating',
    'training.used',
  ]);
  expect(await office.exec(`select 1 from deliveries where registration_id = $1 and kind like 'training.%'`, [away])).toEqual([]);

  const facts = async (kind: string) => {
    const [row] = await office.exec<{ facts: LetterFacts }>(
      `select public.delivery_facts(id) as facts from deliveries where registration_id = $1 and kind = $2`,
      [came, kind],
    );
    return row?.facts as LetterFacts;
  };
  const rating = await writeDelivery(office, await facts('training.rating'));
  expect(rating.subject).toBe('¿Qué aprendió en Open Data 101?');
  expect(rating.text).toMatch(/\/rate\/[\w-]{22}\.[\w-]{22}/);
  expect((await writeDelivery(office, await facts('training.used'))).text).toMatch(/\/used\/[\w-]{22}\.[\w-]{22}/);
});

test('who has answered is not asked again, and a letter that waits is taken back', async () => {
  const event = await makeEvent(office, { kind: 'training' });
  const registration = await register(office, event, 'ana@example.org');
  await attend(event, registration);
  expect(await plan('2038-03-15T01:00:00Z')).toBe(1);
  await office.exec(`insert into training_ratings (event_id, registration_id, before, after, way) values ($1, $2, 2, 4, 'link')`, [
    event,
    registration,
  ]);
  expect(await plan('2038-03-15T01:30:00Z')).toBe(0);
  expect((await lettersOf(office, registration))['training.rating']).toMatchObject({ status: 'cancelled', reason: 'not_needed' });
});
