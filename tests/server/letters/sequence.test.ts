import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeLetters } from '../../../src/server/doctor/checks/letters.ts';
import { makeApp } from '../../../src/server/http/server.ts';
import { signLink } from '../../../src/server/links/signed-link.ts';
import { openMailer } from '../../../src/server/mail/send.ts';
import { makeMetrics } from '../../../src/server/observe/metrics.ts';
import { type Mailbox, openMailbox, textOf } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { instant, lettersOf, makeEvent, register } from './fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
let app: ReturnType<typeof makeApp>;
beforeAll(async () => {
  office = await openOffice();
  mailbox = await openMailbox();
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
  app = makeApp(office);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const save = (role: 'staff' | 'coordinator' | 'manager', event: string | null, letter: object) =>
  office.as(role).rpc('save_event_letters', { p_event: event as string, p_letters: [letter] as never });
type Shown = {
  letters: { kind: string; is_on: boolean; at_time: string | null; goes_at: string; is_own: boolean; waiting: number; failed: number }[];
  waiting: number;
  answers: { count: number; mean: number };
};
const shown = async (event: string, kind: string) => {
  const { data } = await office.as('viewer').rpc('event_letters_of', { p_event: event });
  return (data as unknown as Shown).letters.find((one) => one.kind === kind);
};
const post = (path: string, role: 'viewer' | 'coordinator' | null, body: object) =>
  app.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(role ? { Authorization: `Bearer ${office.tokenOf(role)}` } : {}) },
    body: JSON.stringify(body),
  });

test('a coordinator changes the hour of a reminder, or switches it off, and the letters that wait follow', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  expect(await shown(event, 'event.day_before')).toMatchObject({
    is_on: true,
    at_time: '11:00',
    is_own: false,
    waiting: 1,
    goes_at: '2038-03-13T17:00:00+00:00',
  });
  const day = { kind: 'event.day_before', is_on: true, days: 2, at_time: '09:30' };
  expect((await save('staff', event, day)).error?.code).toBe('42501');
  expect((await save('coordinator', event, day)).error).toBeNull();
  expect(instant((await lettersOf(office, registration))['event.day_before']?.send_at)).toBe('2038-03-12T15:30:00.000Z');
  await save('coordinator', event, { ...day, is_on: false });
  expect((await lettersOf(office, registration))['event.day_before']).toMatchObject({ status: 'cancelled', reason: 'not_needed' });
  await save('coordinator', event, { kind: 'event.day_before', usual: true });
  const back = (await lettersOf(office, registration))['event.day_before'];
  expect([back?.status, instant(back?.send_at)]).toEqual(['waiting', '2038-03-13T17:00:00.000Z']);
});

test('a change of the sequence can be undone, and the letters that wait follow', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  await save('coordinator', event, { kind: 'event.two_hours', is_on: false });
  expect((await lettersOf(office, registration))['event.two_hours']?.status).toBe('cancelled');
  const [set] = await office.exec<{ id: string }>(
    `select change_set as id from changes where table_name = 'event_letters' order by id desc limit 1`,
  );
  expect((await office.as('coordinator').rpc('undo_change_set', { p_change_set: set?.id ?? '' })).error).toBeNull();
  expect((await lettersOf(office, registration))['event.two_hours']?.status).toBe('waiting');
});

test('what cannot be meant is refused at its field', async () => {
  const event = await makeEvent(office);
  const refusals = [
    [{ kind: 'event.day_before', is_on: true, days: 90, at_time: '11:00' }, 'days'],
    [{ kind: 'event.day_before', is_on: true, days: 1, at_time: '25:00' }, 'at_time'],
    [{ kind: 'event.two_hours', is_on: true, minutes: 5 }, 'minutes'],
    [{ kind: 'registration.offered', is_on: false }, 'is_on'],
    [{ kind: 'event.party', is_on: true }, 'kind'],
    [{ kind: 'event.changed', is_on: true, words: { en: 'x'.repeat(2001) } }, 'words'],
  ] as const;
  for (const [letter, field] of refusals)
    expect((await save('coordinator', event, letter)).error).toMatchObject({ code: 'PT422', hint: field });
});

test('how the office does it holds for every event that says nothing else; managers decide it', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  const usual = { kind: 'event.two_hours', is_on: true, minutes: 180 };
  expect((await save('coordinator', null, usual)).error?.code).toBe('42501');
  expect((await save('manager', null, usual)).error).toBeNull();
  expect(instant((await lettersOf(office, registration))['event.two_hours']?.send_at)).toBe('2038-03-14T20:00:00.000Z');
  await save('manager', null, { kind: 'event.two_hours', usual: true });
  expect(instant((await lettersOf(office, registration))['event.two_hours']?.send_at)).toBe('2038-03-14T21:00:00.000Z');
});

test('a letter is looked at as it would be sent, with the words as they are typed; it is not sent and its links open nothing', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  const asked = {
    event_id: event,
    kind: 'event.day_before',
    registration_id: registration,
    language: 'es',
    words: { es: 'Traiga un lápiz.' },
  };
  const answer = await post('/letters/preview', 'viewer', asked);
  const letter = (await answer.json()) as { subject: string; text: string; html: string; language: string };
  expect([answer.status, letter.language]).toEqual([200, 'es']);
  expect(letter.text).toContain('Buen día, Rosa Peña:');
  expect(letter.text).toContain('Traiga un lápiz.');
  expect(letter.text).toContain('/r/…');
  expect((await post('/letters/preview', null, asked)).status).toBe(401);
  expect((await post('/letters/preview', 'viewer', { ...asked, kind: 'constructor' })).status).toBe(422);
  for (const kind of [
    'registration.confirmed',
    'registration.offered',
    'registration.cancelled',
    'event.changed',
    'event.cancelled',
    'event.thanks',
  ])
    expect((await post('/letters/preview', 'viewer', { ...asked, kind, registration_id: undefined })).status).toBe(200);
  expect(mailbox.letters).toEqual([]);
});

test('a test goes to oneself, for coordinators, and says that it is one', async () => {
  const event = await makeEvent(office);
  const asked = { event_id: event, kind: 'event.thanks', language: 'en' };
  expect((await post('/letters/test', 'viewer', asked)).status).toBe(403);
  expect(await (await post('/letters/test', 'coordinator', asked)).json()).toEqual({ sent_to: 'coordinator@office.example' });
  const letter = await mailbox.letterTo('coordinator@office.example');
  expect(letter.source).toContain('Subject: [Test] Thank you for coming to Budget meeting');
  expect(textOf(letter)).toContain('was it worth your time?');
});

test('the question after an event is shown by a GET, answered once by a POST, and then rests', async () => {
  const event = await makeEvent(office, { starts_at: '2026-03-01T18:00:00Z', ends_at: '2026-03-01T19:00:00Z' });
  const registration = await register(office, event, 'rosa@example.org', { language: 'es' });
  const path = `/thanks/${await signLink(office, 'thanks', registration)}`;
  const page = await (await app.request(path)).text();
  expect(page).toContain('<html lang="es">');
  expect(page).toContain('¿Valió la pena su tiempo?');
  const send = (body: string) =>
    app.request(path, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body });
  const empty = await send('words=Muy+claro');
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('Muy claro');
  expect(await office.exec('select * from event_answers where registration_id = $1', [registration])).toEqual([]);
  expect((await send('score=5&words=Muy+claro')).status).toBe(303);
  const again = await send('score=1');
  expect([again.status, again.headers.get('location')]).toEqual([303, `${path}?lang=es&again=1`]);
  expect(await office.exec('select score, words from event_answers where registration_id = $1', [registration])).toEqual([
    { score: 5, words: 'Muy claro' },
  ]);
  expect(await (await app.request(path)).text()).toContain('Gracias por su respuesta');
  expect((await app.request(`/thanks/${await signLink(office, 'registration', registration)}`)).status).toBe(404);
  const { data } = await office.as('viewer').rpc('event_letters_of', { p_event: event });
  expect((data as unknown as Shown).answers).toEqual({ count: 1, mean: 5 });
});

test('before it has begun nobody is asked how it was', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  expect((await app.request(`/thanks/${await signLink(office, 'thanks', registration)}`)).status).toBe(404);
});

test('the doctor says when letters wait too long, or fail, or have no way out', () => {
  const pulse = { due: 0, oldest_seconds: null, later: 12, failed: 0 };
  const serving = { hasMail: true, isServing: true };
  expect(judgeLetters(pulse, serving).state).toBe('ok');
  expect(judgeLetters({ ...pulse, due: 3, oldest_seconds: 30 }, serving).state).toBe('ok');
  expect(judgeLetters({ ...pulse, due: 3, oldest_seconds: 900 }, serving).state).toBe('warn');
  expect(judgeLetters({ ...pulse, due: 3, oldest_seconds: 7200 }, serving).state).toBe('fail');
  expect(judgeLetters({ ...pulse, failed: 2 }, serving).message).toContain('2 letters failed');
  expect(judgeLetters({ ...pulse, due: 1, oldest_seconds: 7200 }, { ...serving, hasMail: false }).message).toContain('SMTP_URL');
});

test('the numbers for Prometheus tell how many letters are due', async () => {
  await register(office, await makeEvent(office), 'rosa@example.org');
  expect(await makeMetrics(office).text()).toMatch(/rotunda_letters_due [1-9]/);
});
