import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMailer } from '../../../src/server/mail/send.ts';
import { deliveriesSend } from '../../../src/server/worker/jobs/deliveries-send.ts';
import { type Mailbox, openMailbox } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { instant, lettersOf, makeEvent, register, sendAt } from './fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
const soon = () => new Date(Date.now() + 1000).toISOString();
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const to = (address: string) => mailbox.letters.filter((letter) => letter.to.includes(address));
const idsIn = (letters: { source: string }[]) => letters.map(({ source }) => /^Message-ID: (\S+)/im.exec(source)?.[1]);

beforeAll(async () => {
  office = await openOffice();
  mailbox = await openMailbox();
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
  office.address.url = 'https://office.city.example';
});
beforeEach(async () => {
  mailbox.letters.length = 0;
  await office.exec(`update deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now() where status = 'waiting'`);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

test('a letter is sent once, however often workers look, and says which message it is', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa@example.org');
  await Promise.all([sendAt(office, soon(), 'one'), sendAt(office, soon(), 'two'), sendAt(office, soon(), 'three')]);
  await sendAt(office, soon());
  expect(to('rosa@example.org')).toHaveLength(1);
  const sent = (await lettersOf(office, registration))['registration.confirmed'];
  expect(sent).toMatchObject({ status: 'sent', attempts: 1 });
  expect(idsIn(mailbox.letters)).toEqual([sent?.message_id]);
  expect(sent?.message_id).toMatch(/^<[0-9a-f-]{36}@office\.city\.example>$/);
  expect(mailbox.letters[0]?.source).toContain('Auto-Submitted: auto-generated');
});

test('two workers share a hundred letters: everybody gets one, nobody two', async () => {
  const event = await makeEvent(office);
  await office.exec(
    `insert into registrations (event_id, name, email) select $1, 'P', 'p' || n || '@example.org' from generate_series(1, 100) n`,
    [event],
  );
  await Promise.all([sendAt(office, soon(), 'one'), sendAt(office, soon(), 'two')]);
  const addresses = mailbox.letters.map((letter) => letter.to[0]);
  expect(addresses).toHaveLength(100);
  expect(new Set(addresses).size).toBe(100);
});

test('a worker that dies after the mail server’s yes repeats that one letter, as the same message', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa2@example.org');
  const claimed = await office.service.rpc('claim_deliveries', { p_worker: 'dead', p_host: 'office.city.example', p_lease_seconds: 300 });
  const { id, message_id } = (claimed.data as { id: string; message_id: string }[])[0] ?? { id: '', message_id: '' };
  await office.mail.send({ to: 'rosa2@example.org', subject: 'sent', text: 'sent', messageId: message_id });
  // Nobody settles. While the lease runs, nobody else sends it; then somebody does.
  await sendAt(office, later(4));
  expect(to('rosa2@example.org')).toHaveLength(1);
  await sendAt(office, later(6));
  expect(idsIn(to('rosa2@example.org'))).toEqual([message_id, message_id]);
  await sendAt(office, later(20));
  expect(to('rosa2@example.org')).toHaveLength(2);
  expect((await lettersOf(office, registration))['registration.confirmed']).toMatchObject({ status: 'sent', id });
});

test('an address that is refused for now is tried after 1, 4, 9 minutes; after ten tries it has failed, with the reason', async () => {
  const registration = await register(office, await makeEvent(office), 'later@example.org');
  let at = soon();
  const waits: number[] = [];
  for (let tries = 1; tries <= 10; tries++) {
    await sendAt(office, at);
    const one = (await lettersOf(office, registration))['registration.confirmed'];
    expect(one).toMatchObject({ attempts: tries, reason: 'The mail server could not take the letter now (451).' });
    expect(one?.status).toBe(tries < 10 ? 'waiting' : 'failed');
    if (tries < 10) waits.push(Math.round((new Date(one?.send_at ?? 0).getTime() - new Date(at).getTime()) / 60_000));
    at = instant(one?.send_at);
  }
  expect(waits).toEqual([1, 4, 9, 16, 25, 36, 49, 64, 81]);
});

test('an address that is refused for good fails at once, and a coordinator may try it again, others not', async () => {
  const registration = await register(office, await makeEvent(office), 'nobody@example.org');
  await sendAt(office, soon());
  const failed = (await lettersOf(office, registration))['registration.confirmed'] as unknown as { id: string };
  expect(failed).toMatchObject({ status: 'failed', attempts: 1, reason: 'The mail server refused this address.' });
  expect((await office.as('staff').rpc('retry_delivery', { p_id: failed.id })).error?.code).toBe('42501');
  expect((await office.as('coordinator').rpc('retry_delivery', { p_id: failed.id })).error).toBeNull();
  expect((await lettersOf(office, registration))['registration.confirmed']).toMatchObject({ status: 'waiting', attempts: 0 });
});

test('a failed letter that is not true any more is not tried again', async () => {
  const registration = await register(office, await makeEvent(office), 'nobody2@example.org');
  await sendAt(office, soon());
  const failed = (await lettersOf(office, registration))['registration.confirmed'] as unknown as { id: string };
  await office.exec(`update registrations set status = 'cancelled', cancelled_at = now() where id = $1`, [registration]);
  const { error } = await office.as('coordinator').rpc('retry_delivery', { p_id: failed.id });
  expect(error?.message).toBe('What this letter says is not true any more, so it is not sent.');
  expect((await office.exec('select status from deliveries where id = $1', [failed.id]))[0]).toEqual({ status: 'failed' });
});

test('a mail server that is away costs no letter a try; the worker rests, then sends them all', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'away@example.org');
  await register(office, event, 'away2@example.org');
  const working = office.mail;
  office.mail = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'office@city.example' });
  const turn = { worker: 'test', isStopping: () => false };
  const start = Date.now() + 1000;
  const at = (minutes: number) => ({ ...turn, now: () => new Date(start + minutes * 60_000) });
  await expect(deliveriesSend.work(office, at(0))).rejects.toThrow('did not answer');
  expect((await lettersOf(office, registration))['registration.confirmed']).toMatchObject({ status: 'waiting', attempts: 0 });
  // It does not ask again at every look.
  expect(await deliveriesSend.work(office, at(0.5))).toBe(false);
  office.mail.close();
  office.mail = working;
  expect(await deliveriesSend.work(office, at(1.1))).toBe(true);
  expect(mailbox.letters.map((letter) => letter.to[0]).sort()).toEqual(['away2@example.org', 'away@example.org']);
});

test('what has become too late is not sent; it says so', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa3@example.org');
  await sendAt(office, '2038-04-01T12:00:00Z');
  expect(to('rosa3@example.org')).toEqual([]);
  expect((await lettersOf(office, registration))['registration.confirmed']).toMatchObject({ status: 'cancelled', reason: 'too_late' });
});

test('an address that may not be written to gets nothing, and holds up nobody', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'gone@example.org');
  await register(office, event, 'here@example.org');
  await office.exec(`create or replace function private.may_write_to(p_address text) returns text language sql stable security definer set search_path = '' as $$
    select case when p_address = 'gone@example.org' then 'suppressed' end $$`);
  await sendAt(office, soon());
  await office.exec(
    `create or replace function private.may_write_to(p_address text) returns text language sql stable security definer set search_path = '' as $$ select null::text $$`,
  );
  expect(mailbox.letters.map((letter) => letter.to[0])).toEqual(['here@example.org']);
  expect((await lettersOf(office, registration))['registration.confirmed']).toMatchObject({ status: 'cancelled', reason: 'suppressed' });
});

test('without mail letters wait, and go out when mail is set up', async () => {
  await register(office, await makeEvent(office), 'rosa4@example.org');
  const working = office.mail;
  office.mail = openMailer(null);
  await sendAt(office, soon());
  office.mail = working;
  expect((await office.service.rpc('letters_pulse')).data).toMatchObject({ due: 1 });
  await sendAt(office, soon());
  expect(to('rosa4@example.org')).toHaveLength(1);
});

test('a letter that somebody takes back does not go, nor does the plan send it again', async () => {
  const registration = await register(office, await makeEvent(office), 'rosa5@example.org');
  const one = (await lettersOf(office, registration))['registration.confirmed'] as unknown as { id: string };
  expect((await office.as('viewer').rpc('cancel_delivery', { p_id: one.id })).error?.code).toBe('42501');
  expect((await office.as('coordinator').rpc('cancel_delivery', { p_id: one.id })).error).toBeNull();
  await office.exec('select private.plan_registration_letters($1)', [registration]);
  await sendAt(office, soon());
  expect(to('rosa5@example.org')).toEqual([]);
});
