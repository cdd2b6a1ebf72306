import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAddress } from '../../../src/server/links/signed-address.ts';
import { openMailer } from '../../../src/server/mail/send.ts';
import type { Role } from '../../support/databases.ts';
import { type Mailbox, openMailbox } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { sendAt } from '../letters/fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
let clock = Date.now();
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

type Inquiry = { id: string; version: number; number: string };
/** An inquiry of a resident with an address, who speaks this language. */
async function ask(address: string | null, language = 'es'): Promise<Inquiry> {
  const [row] = await office.exec<Inquiry>(
    `with r as (insert into residents (name, preferred_language) values ('Rosa Peña', $2::text) returning id),
       e as (insert into resident_emails (resident_id, address) select id, $1::text from r where $1::text is not null)
     insert into inquiries (subject, channel, topic_id, resident_id, language)
     select 'Street lamp', 'phone', (select id from topics order by code limit 1), r.id, $2::text from r returning id, version, number`,
    [address, language],
  );
  return row as Inquiry;
}
const reply = (inquiry: Inquiry, p_reply: Record<string, unknown> = {}, as: Role = 'staff', more: { act?: string } = {}) => {
  const asked = office.as(as).rpc(
    'reply_to_inquiry' as never,
    {
      p_id: inquiry.id,
      p_version: inquiry.version,
      p_reply: { key: crypto.randomUUID(), body: 'La lámpara se repara el lunes.', ...p_reply },
    } as never,
  );
  return more.act ? asked.setHeader('X-Change-Set', more.act) : asked;
};
const send = () => {
  clock += 3_600_000;
  return sendAt(office, new Date(clock).toISOString());
};
const headOf = (source: string) => source.split(/\r?\n\r?\n/)[0]?.replace(/\r?\n\s+/g, ' ') ?? '';
const header = (source: string, name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headOf(source))?.[1];

test('an answer goes to the resident with the inquiry’s number, an address of its own and the files; the story has it as public', async () => {
  const inquiry = await ask('rosa@town.example');
  await office.files.put('files/2026/11111111-1111-4111-8111-111111111111', Buffer.from('A plan'), 'text/plain');
  const [file] = await office.exec<{ id: string }>(
    `insert into attachments (inquiry_id, name, media_type, bytes, sha256, path) values ($1, 'plan.txt', 'text/plain', 6, repeat('a', 64), 'files/2026/11111111-1111-4111-8111-111111111111') returning id`,
    [inquiry.id],
  );
  const { data, error } = await reply(inquiry, { files: [file?.id], status: 'waiting_resident' });
  expect(error).toBeNull();
  await send();
  const { source } = await mailbox.letterTo('rosa@town.example');
  expect(header(source, 'Subject')).toBe(`Re: Street lamp [${inquiry.number}]`);
  expect(header(source, 'Auto-Submitted')).toBe('no');
  expect(header(source, 'Content-Language')).toBe('es');
  const replyTo = /<?(office\+[a-z2-7]{42}@engage\.example)>?/.exec(header(source, 'Reply-To') ?? '')?.[1] ?? '';
  expect(await readAddress(office, 'reply', 'office@engage.example', replyTo)).toBe(inquiry.id);
  const { default: PostalMime } = await import('postal-mime');
  const read = await PostalMime.parse(source);
  expect(read.text).toContain('La lámpara se repara el lunes.');
  expect(read.text).toContain(`Consulta ${inquiry.number}`);
  expect(read.attachments.map(({ filename }) => filename)).toEqual(['plan.txt']);
  const [told] = await office.exec(
    `select n.kind, n.is_public, i.status, m.direction, m.to_addresses, d.status as sent from mails m join interactions n on n.id = m.interaction_id join inquiries i on i.id = m.inquiry_id
     join deliveries d on d.id = m.delivery_id where m.id = $1`,
    [(data as unknown as { id: string }).id],
  );
  expect(told).toEqual({
    kind: 'email',
    is_public: true,
    status: 'waiting_resident',
    direction: 'out',
    to_addresses: ['rosa@town.example'],
    sent: 'sent',
  });
});

test('the next answer names what it answers, so that mail programs show one conversation', async () => {
  const inquiry = await ask('thread@town.example');
  await reply(inquiry);
  await send();
  const first = header((await mailbox.letterTo('thread@town.example')).source, 'Message-ID');
  await office.exec(
    `insert into mails (inquiry_id, direction, source, message_id, from_address, to_addresses, subject, sent_at) values ($1, 'in', 'mailbox', '<hers@town.example>', 'Thread@town.example', '{office@engage.example}', 'Re', now())`,
    [inquiry.id],
  );
  await reply(inquiry);
  await send();
  const { source } = await mailbox.letterTo('Thread@town.example');
  expect(header(source, 'In-Reply-To')).toBe('<hers@town.example>');
  expect(header(source, 'References')).toBe(`${first} <hers@town.example>`);
});

test('copies go with an answer, are kept with it, and go to nobody who is not written to', async () => {
  const inquiry = await ask('copied@town.example');
  await office.exec(`insert into suppressions (address, reason) values ('stop@town.example', 'complaint') on conflict do nothing`);
  const wrong = async (cc: string[]) => (await reply(inquiry, { cc })).error;
  expect(await wrong(['nobody'])).toMatchObject({ code: 'PT422', hint: 'answer_cc' });
  expect(await wrong(['aide@town.example', 'stop@town.example'])).toMatchObject({ code: 'PT422', hint: 'cc_blocked' });
  const { error } = await reply(inquiry, { cc: ['aide@town.example', 'Aide@town.example', 'copied@town.example', 'late@town.example'] });
  expect(error).toBeNull();
  expect(await office.exec('select to_addresses, cc_addresses from mails where inquiry_id = $1', [inquiry.id])).toEqual([
    { to_addresses: ['copied@town.example'], cc_addresses: ['aide@town.example', 'late@town.example'] },
  ]);
  // Whoever asked not to be written to meanwhile gets no copy.
  await office.exec(`insert into suppressions (address, reason) values ('late@town.example', 'complaint') on conflict do nothing`);
  await send();
  const { source } = await mailbox.letterTo('copied@town.example');
  expect(header(source, 'Cc')).toBe('aide@town.example');
});

test('an answer can be taken back until it leaves, and then no more', async () => {
  const inquiry = await ask('back@town.example');
  const act = crypto.randomUUID();
  const { data } = await reply(inquiry, { status: 'in_progress' }, 'staff', { act });
  const { error } = await office.as('staff').rpc('undo_change_set' as never, { p_change_set: act } as never);
  expect(error).toBeNull();
  const [left] = await office.exec('select status, reason from deliveries where id = $1', [
    (data as unknown as { delivery_id: string }).delivery_id,
  ]);
  expect(left).toEqual({ status: 'cancelled', reason: 'by_hand' });
  expect(await office.exec('select from interactions where inquiry_id = $1', [inquiry.id])).toHaveLength(0);

  const [again] = await office.exec<Inquiry>('select id, version, number from inquiries where id = $1', [inquiry.id]);
  const second = crypto.randomUUID();
  await reply(again as Inquiry, {}, 'staff', { act: second });
  await send();
  const refused = await office.as('staff').rpc('undo_change_set' as never, { p_change_set: second } as never);
  expect(refused.error?.message).toBe('This mail has left already: it cannot be taken back. Write another one.');
  expect(await office.exec('select from mails where inquiry_id = $1', [inquiry.id])).toHaveLength(1);
});

test('the same answer sent twice, because the first yes was lost, is one letter', async () => {
  const inquiry = await ask('once@town.example');
  const key = crypto.randomUUID();
  const [first, second] = [await reply(inquiry, { key, status: 'in_progress' }), await reply(inquiry, { key, status: 'in_progress' })];
  expect(second.data).toEqual(first.data);
  expect(await office.exec('select from deliveries where inquiry_id = $1', [inquiry.id])).toHaveLength(1);
});

test('whoever wrote an answer that does not arrive is told', async () => {
  const inquiry = await ask('nobody@town.example');
  await reply(inquiry);
  await send();
  const told = await office.exec(
    `select n.facts ->> 'deed' as deed, s.email from notifications n join staff s on s.id = n.staff_id where n.record_id = $1`,
    [inquiry.id],
  );
  expect(told).toEqual([{ deed: 'mail_undelivered', email: 'staff@office.example' }]);
});

test('templates are filled with the person, in their language; what nothing is known of is not sent', async () => {
  const inquiry = await ask('template@town.example');
  const { data: fitting } = await office.as('staff').rpc('fitting_templates' as never, { p_id: inquiry.id } as never);
  const list = fitting as unknown as { id: string; language: string; name: string }[];
  expect(list[0]?.language).toBe('es');
  const ours = list.find(({ name, language }) => name === 'We have your question' && language === 'es');
  const { data } = await office
    .as('staff')
    .rpc('reply_preview' as never, { p_id: inquiry.id, p_reply: { template_id: ours?.id } } as never);
  const preview = data as unknown as { body: string; missing: string[]; to: string };
  expect(preview.body).toMatch(new RegExp(`^Hola, Rosa Peña:[\\s\\S]*${inquiry.number}[\\s\\S]* de 20\\d\\d\\.`));
  expect(preview).toMatchObject({ missing: [], to: 'template@town.example' });
  const nameless = await office.exec<Inquiry>(
    `insert into inquiries (subject, channel, topic_id) select 'A', 'email', id from topics limit 1 returning id, version, number`,
  );
  const refused = await reply(nameless[0] as Inquiry, { to: 'a@town.example', body: 'Hello {name}' });
  expect(refused.error).toMatchObject({ hint: 'reply_missing' });
});

test('what somebody wrote in braces themselves is told as they wrote it: only the words of the template are filled', async () => {
  const inquiry = await ask('braces@town.example');
  await office.exec(`update inquiries set subject = '{urgent} lamp {staff}' where id = $1`, [inquiry.id]);
  const { data } = await office
    .as('staff')
    .rpc('reply_preview' as never, { p_id: inquiry.id, p_reply: { body: 'About “{subject}”,\n{ {nobody} }' } } as never);
  expect(data).toMatchObject({
    subject: `Re: {urgent} lamp {staff} [${inquiry.number}]`,
    body: 'About “{urgent} lamp {staff}”,\n{ {nobody} }',
    missing: ['nobody'],
  });
});

test.each([
  ['no address', null, {}, 'answer_to'],
  ['an address that is none', 'x@town.example', { to: 'a@b, c@d.example' }, 'answer_to'],
  ['no words', 'x@town.example', { body: ' ' }, 'reply_body'],
  ['a file of somebody else', 'x@town.example', { files: ['60000000-0000-4000-8000-00000000000f'] }, 'reply_files'],
  ['closing', 'x@town.example', { status: 'closed' }, 'status'],
  ['a key that is missing', 'x@town.example', { key: '' }, 'reply_key'],
])('an answer with %s is refused at its field', async (_what, address, differs, hint) => {
  const { error } = await reply(await ask(address), differs);
  expect(error).toMatchObject({ code: 'PT422', hint });
});

test('an answer to a suppressed address, on a closed inquiry, over a newer version, or by a viewer is refused', async () => {
  const inquiry = await ask('left@town.example');
  await office.exec(`insert into suppressions (address, reason) values ('left@town.example', 'hard_bounce')`);
  expect((await reply(inquiry)).error).toMatchObject({ hint: 'reply_blocked' });
  expect((await reply(inquiry, {}, 'viewer')).error?.code).toBe('42501');
  await office.exec(`update inquiries set status = 'closed', resolution_code = 'answered' where id = $1`, [inquiry.id]);
  expect((await reply(inquiry)).error).toMatchObject({ hint: 'conflict' });
  expect((await reply({ ...inquiry, version: inquiry.version + 1 })).error).toMatchObject({ hint: 'inquiry_closed' });
});

test('a template is kept by whoever leads, once in each language, and takes no word that no letter can fill', async () => {
  const save = (as: Role, differs: Record<string, unknown> = {}) =>
    office
      .as(as)
      .from('reply_templates' as never)
      .insert({ name: 'Lamps', language: 'en', body: 'Hello {name}', ...differs } as never);
  expect((await save('coordinator')).error?.code).toBe('42501');
  expect((await save('manager')).error).toBeNull();
  expect((await save('manager', { name: 'lamps ' })).error).toMatchObject({ hint: 'reply_template_taken' });
  expect((await save('manager', { language: 'es', body: '{nombre}' })).error).toMatchObject({ hint: 'variables' });
});

test('of whoever is erased no address stays in the mails, and an inquiry that is disposed of takes its sent mails along', async () => {
  const inquiry = await ask('erased@town.example');
  const { data } = await reply(inquiry);
  await send();
  const mail = data as unknown as { id: string; delivery_id: string };
  await office.exec(`update deliveries set to_address = 'erased@erased.invalid' where id = $1`, [mail.delivery_id]);
  const [left] = await office.exec<{ to_addresses: string[] }>('select to_addresses from mails where id = $1', [mail.id]);
  expect(left?.to_addresses).toEqual([]);
  await office.exec('delete from mails where inquiry_id = $1', [inquiry.id]);
  expect(await office.exec('select from mails where inquiry_id = $1', [inquiry.id])).toHaveLength(0);
});
