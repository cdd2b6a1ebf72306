import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeMail } from '../../../src/server/inbox/take-mail.ts';
import { openMailer } from '../../../src/server/mail/send.ts';
import { type Mailbox, openMailbox } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { sendAt } from '../letters/fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
beforeAll(async () => {
  office = await openOffice({ REPLY_ADDRESS: 'office@engage.example', BOUNCE_ADDRESS: 'bounces@engage.example' });
  mailbox = await openMailbox();
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

/** A request for records of somebody with this address. */
async function ask(address: string) {
  const [row] = await office.exec<{ id: string; version: number; number: string }>(
    `with r as (insert into residents (name, preferred_language) values ('Rosa Peña', 'en') returning id),
       e as (insert into resident_emails (resident_id, address) select id, $1::text from r)
     insert into inquiries (subject, channel, topic_id, resident_id, language)
     select 'Mails about the bridge', 'email', (select id from topics order by code limit 1), r.id, 'en' from r returning id, version, number`,
    [address],
  );
  return row as { id: string; version: number; number: string };
}

/** What they write when they press “reply” in the letter that they got. */
async function answerByMail(address: string, text: string) {
  const { source } = await mailbox.letterTo(address);
  const head = source.split(/\r?\n\r?\n/)[0]?.replace(/\r?\n\s+/g, ' ') ?? '';
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
  const mail = [
    `From: Rosa <${address}>`,
    `To: ${header('Reply-To')}`,
    `Subject: Re: ${header('Subject')}`,
    `In-Reply-To: ${header('Message-ID')}`,
    `Message-ID: <${crypto.randomUUID()}@town.example>`,
    'Date: Thu, 26 Nov 2026 10:00:00 -0600',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  ].join('\r\n');
  const lying = { source: 'mailbox' as const, mailbox: 'office@mail.example/INBOX', uidValidity: 1, uid: 1, receivedAt: new Date() };
  await takeMail(office, Buffer.from(mail), lying);
}

test('the question back to a requester of records starts its days, waits for them, and their answer comes back into the inquiry', async () => {
  const inquiry = await ask('asker@town.example');
  const save = (request: object, p_version: number | null) =>
    office.as('staff').rpc('save_records_request', { p_inquiry: inquiry.id, p_request: request, p_version } as never);
  expect((await save({ received_by_office_on: '2026-03-02' }, null)).error).toBeNull();
  const send = async (version: number, patch: object = {}) => {
    const [now] = await office.exec<{ version: number }>('select version from inquiries where id = $1', [inquiry.id]);
    const letter = { key: crypto.randomUUID(), body: 'Which months do you need?', language: 'en', version, waits: true, ...patch };
    return office.as('staff').rpc('send_records_letter', {
      p_inquiry: inquiry.id,
      p_version: Number(now?.version),
      p_kind: 'question',
      p_letter: letter as never,
    });
  };
  const stands = async () =>
    (
      await office.exec(
        `select i.status, r.question_sent_on = office_today() as sent_today, r.question_answered_on is not null as answered, r.question_lapses_on - office_today() as days
         from records_requests r join inquiries i on i.id = r.inquiry_id where i.id = $1`,
        [inquiry.id],
      )
    )[0];
  expect((await send(1)).error).toMatchObject({ code: 'PT422', hint: 'records_letter_question' });
  expect((await save({ question: 'Which months?' }, 1)).error).toBeNull();
  expect((await send(2)).error).toBeNull();
  expect(await stands()).toEqual({ status: 'waiting_resident', sent_today: true, answered: false, days: 90 });
  await sendAt(office, new Date(Date.now() + 3_600_000).toISOString());
  await answerByMail('asker@town.example', 'March and April.');
  expect(await stands()).toMatchObject({ status: 'in_progress' });
  const entries = await office.exec<{ body: string }>(
    `select body from interactions where inquiry_id = $1 and kind = 'email' order by created_at`,
    [inquiry.id],
  );
  expect(entries.map(({ body }) => body)).toEqual(['Which months do you need?', 'March and April.']);
  // The clerk notes the answer; the next question is a new one, with days of its own.
  const today = String((await office.exec<{ day: string }>('select office_today()::text as day'))[0]?.day);
  expect((await save({ question_answered_on: today }, 3)).error).toBeNull();
  expect(await stands()).toMatchObject({ answered: true, days: null });
  const facts = await office.as('viewer').rpc('records_letter', { p_inquiry: inquiry.id, p_kind: 'question' });
  expect((facts.data as { lapses_on: string }).lapses_on > today).toBe(true);
  expect((await send(4, { waits: false })).error).toBeNull();
  expect(await stands()).toEqual({ status: 'in_progress', sent_today: true, answered: false, days: 90 });
  expect(
    (await office.as('viewer').rpc('send_records_letter', { p_inquiry: inquiry.id, p_version: 1, p_kind: 'question', p_letter: {} })).error
      ?.code,
  ).toBe('42501');
});

test('the delay letter of a request for public records is an answer too: its day stands in the request, and both are taken back together', async () => {
  const inquiry = await ask('records@town.example');
  const save = (request: object, p_version: number | null) =>
    office.as('staff').rpc('save_records_request', { p_inquiry: inquiry.id, p_request: request, p_version } as never);
  expect((await save({ received_by_office_on: '2026-03-02' }, null)).error).toBeNull();
  const letter = { key: crypto.randomUUID(), body: 'The records will be there on March 20.', language: 'en' };
  const send = (p_kind: string, version: number, act: string = crypto.randomUUID()) =>
    office
      .as('staff')
      .rpc(
        'send_records_letter' as never,
        { p_inquiry: inquiry.id, p_version: inquiry.version, p_kind, p_letter: { ...letter, version } } as never,
      )
      .setHeader('X-Change-Set', act);
  const stands = async () =>
    (
      await office.exec<{ told: boolean; paid: boolean; letters: number; entries: number }>(
        `select delay_sent_on = office_today() as told, fee_sent_on is not null as paid,
           (select count(*)::integer from deliveries d where d.inquiry_id = r.inquiry_id and d.status = 'waiting') as letters,
           (select count(*)::integer from interactions n where n.inquiry_id = r.inquiry_id and n.kind = 'email' and n.is_public) as entries
         from records_requests r where inquiry_id = $1`,
        [inquiry.id],
      )
    )[0];
  expect((await send('delay', 1)).error).toMatchObject({ code: 'PT422', hint: 'records_letter_delay' });
  expect((await send('fee', 1)).error).toMatchObject({ code: 'PT422', hint: 'records_letter_fee' });
  expect((await save({ delay_reason: 'It lies in the archive.', delay_until_on: '2026-03-20', fee_cents: 4000 }, 1)).error).toBeNull();
  expect((await send('delay', 1)).error).toMatchObject({ code: 'PT409' });
  const act = crypto.randomUUID();
  expect((await send('delay', 2, act)).error).toBeNull();
  // Once, however often it is sent.
  expect((await send('delay', 2)).error).toBeNull();
  expect(await stands()).toEqual({ told: true, paid: false, letters: 1, entries: 1 });
  expect((await office.as('staff').rpc('undo_change_set' as never, { p_change_set: act } as never)).error).toBeNull();
  expect(await stands()).toEqual({ told: null, paid: false, letters: 0, entries: 0 });
  const facts = await office.as('viewer').rpc('records_letter' as never, { p_inquiry: inquiry.id, p_kind: 'fee' } as never);
  expect(facts.data).toMatchObject({ to: 'records@town.example', refused: null, lapses_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
});
