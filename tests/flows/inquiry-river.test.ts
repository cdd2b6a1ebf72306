import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompiledReport } from '../../src/domain/reports/content.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { takeMail } from '../../src/server/inbox/take-mail.ts';
import { openMailer } from '../../src/server/mail/send.ts';
import { sendAt } from '../server/letters/fixture.ts';
import { type Mailbox, openMailbox, textOf } from '../support/mailbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let mailbox: Mailbox;
let app: ReturnType<typeof makeApp>;
beforeAll(async () => {
  mailbox = await openMailbox();
  office = await openOffice({
    PUBLIC_URL: 'https://engage.example.gov',
    REPLY_ADDRESS: 'office@engage.example',
    BOUNCE_ADDRESS: 'bounces@engage.example',
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'Citizen Engagement <engage@city.example>',
  });
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Citizen Engagement <engage@city.example>' });
  app = makeApp(office);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const need = <T>({ data, error }: { data: T; error: unknown }): NonNullable<T> => {
  if (error) throw error;
  return data as NonNullable<T>;
};
/** The worker looks at the queue when what can be taken back cannot be any more. */
const send = () => sendAt(office, new Date(Date.now() + 600_000).toISOString());
const linkIn = (text: string) => new URL(/https:\/\/engage\.example\.gov\/closed\/[^\s\])]+/.exec(text)?.[0] ?? '').pathname;
const answer = (path: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
const inquiryOf = async (id: string) =>
  need(
    await office.as('staff').from('inquiries').select('status, version, number, first_responded_at, reopened_count').eq('id', id).single(),
  );
const close = async (id: string) => {
  const closing = {
    p_id: id,
    p_version: (await inquiryOf(id)).version,
    p_resolution_code: 'answered',
    p_public: 'The lamp was replaced.',
    p_translations: { es: 'Cambiamos la lámpara.' },
  };
  expect((await office.as('staff').rpc('close_inquiry', closing as never)).error).toBeNull();
};
type Taken = { id: string; number: string; version: number; resident_id: string };

test('from the ringing phone to “not fixed”: a call, an answer by mail and one back, the end and its question, a “no”, and Council reads that one was disputed', async () => {
  const staff = office.as('staff');
  const topic = String(need(await staff.from('topics').select('id').eq('code', 'programs-for-residents').single()).id);
  const call = async (name: string, address: string, more: object = {}) =>
    need(
      await staff.rpc('take_inquiry', {
        p_inquiry: {
          subject: 'Street lamp',
          channel: 'phone',
          language: 'en',
          topic_id: topic,
          caller: { name, emails: [{ address }] },
          ...more,
        } as never,
      }),
    ) as unknown as Taken;

  // The phone rings: she is new, speaks Spanish, and the note stays inside.
  const caller = { name: 'Rosa Peña', phones: [{ number: '+18165550143' }], emails: [{ address: 'rosa@mail.test' }] };
  const called = await call('Rosa Peña', 'rosa@mail.test', { language: 'es', caller, note: 'Calls from the bus stop.' });
  expect((await inquiryOf(called.id)).first_responded_at).toBeNull();

  // She is answered by mail, in her language, and it is her turn.
  const reply = { key: crypto.randomUUID(), body: '¿En qué esquina está la lámpara?', status: 'waiting_resident' };
  need(await staff.rpc('reply_to_inquiry', { p_id: called.id, p_version: called.version, p_reply: reply as never }));
  await send();
  const ours = await PostalMime.parse((await mailbox.letterTo('rosa@mail.test')).source);
  expect(ours.text).toContain('¿En qué esquina está la lámpara?');
  expect(ours.text).toContain(`Consulta ${called.number}`);
  expect(await inquiryOf(called.id)).toMatchObject({ status: 'waiting_resident', first_responded_at: expect.any(String) });

  // She answers to the address that it came from, without the number, from another mailbox of hers.
  const back = [
    'From: "Rosa P." <rosa.work@mail.test>',
    `To: ${ours.replyTo?.[0]?.address}`,
    'Subject: esquina',
    'Message-ID: <hers@mail.test>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Calle 5 con Main.',
  ].join('\r\n');
  const origin = { source: 'mailbox', mailbox: 'm@mail.test/INBOX', uidValidity: 1, uid: 1, receivedAt: new Date() } as const;
  expect(await takeMail(office, Buffer.from(back), origin)).toMatchObject({ is_new: true, kind: 'message', inquiry_id: called.id });
  expect(await takeMail(office, Buffer.from(back), origin)).toMatchObject({ is_new: false });
  expect((await inquiryOf(called.id)).status).toBe('in_progress');
  const story = need(
    await staff.from('interactions').select('kind, body, is_public').eq('inquiry_id', called.id).eq('kind', 'email').order('is_public'),
  );
  expect(story).toEqual([
    { kind: 'email', body: 'Calle 5 con Main.', is_public: false },
    { kind: 'email', body: '¿En qué esquina está la lámpara?', is_public: true },
  ]);

  // It ends with a sentence for the public, and the one question.
  await close(called.id);
  await send();
  const letter = textOf(await mailbox.letterTo('rosa@mail.test'));
  expect(letter).toContain('Cambiamos la lámpara.');
  // Whoever looks, a program that follows links included, has not answered.
  expect(await (await app.request(linkIn(letter))).text()).toContain('¿Recibió lo que necesitaba?');
  expect((await inquiryOf(called.id)).status).toBe('closed');
  expect((await answer(linkIn(letter), { answer: 'no', words: 'Sigue oscuro.' })).status).toBe(303);
  expect(await inquiryOf(called.id)).toMatchObject({ status: 'in_progress', reopened_count: 1 });
  const marked = { filters: { is_disputed: true, is_reopened: true } };
  const listed = need(await office.as('viewer').rpc('list_inquiries', { p_query: marked as never })) as unknown as {
    rows: { id: string }[];
  };
  expect(listed.rows.map(({ id }) => id)).toEqual([called.id]);

  // Four others got what they needed: of fewer than five nobody is told who said what.
  for (const name of ['ana', 'ben', 'cleo', 'dan']) {
    const { id } = await call(name, `${name}@mail.test`);
    await close(id);
    await send();
    expect((await answer(linkIn(textOf(await mailbox.letterTo(`${name}@mail.test`))), { answer: 'yes' })).status).toBe(303);
  }

  // The month compiles itself; what is disputed stands in it as what it is, and is still open.
  const month = String(need(await office.service.rpc('office_today'))).slice(0, 7);
  const compiled = await app.request('/reports/compile', {
    method: 'POST',
    headers: { authorization: `Bearer ${office.tokenOf('manager')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ month }),
  });
  const { content } = (await compiled.json()) as { content: CompiledReport };
  expect(content.inquiries).toMatchObject({ opened: 5, closed: 4, open_at_end: 1 });
  const section = content.sections.find(({ answers }) => answers);
  expect(section?.answers).toEqual({ asked: 5, answered: 5, disputed: 1, reopened: 1 });
  expect(JSON.stringify(content)).not.toMatch(/Rosa|oscuro/);
});
