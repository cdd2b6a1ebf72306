import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Origin, takeMail } from '../../../src/server/inbox/take-mail.ts';
import { campaign, makeCampaign } from '../../database/bounces/fixture.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { recorded, type SentLetter, sendLetter } from './mails.ts';

let office: TestOffice;
const rosa = '60000000-0000-4000-8000-000000000001';
beforeAll(async () => {
  office = await openOffice({ BOUNCE_ADDRESS: 'bounces@engage.example' });
  await makeCampaign(office);
  await office.exec(
    `insert into residents (id, name, district_id, neighborhood) select $1, 'Rosa Peña', (select id from districts order by code limit 1), 'Northeast'`,
    [rosa],
  );
  await office.exec(`insert into resident_emails (resident_id, address) values ($1, 'rosa@town.example')`, [rosa]);
});
afterAll(() => office.close());

let uid = 0;
const take = (name: string, { values }: SentLetter, more: Record<string, string> = {}) => {
  const origin: Origin = { source: 'mailbox', mailbox: 'm@mail.example/INBOX', uidValidity: 1, uid: ++uid, receivedAt: new Date() };
  return takeMail(office, recorded(name, { ...values, reply_id: crypto.randomUUID(), ...more }), origin);
};
type Inquiry = {
  id: string;
  subject: string;
  body: string;
  status: string;
  channel: string;
  language: string;
  resident_id: string | null;
  campaign_id: string | null;
  neighborhood: string | null;
  topic: string;
};
const inquiryOf = async (id: string | null) =>
  (await office.exec<Inquiry>('select i.*, t.code as topic from inquiries i join topics t on t.id = i.topic_id where i.id = $1', [id]))[0];
const timeline = async (id: string | null) =>
  await office.exec<{ kind: string; body: string; mail: string }>(
    `select n.kind, n.body, concat_ws(' ', m.from_address, m.body) as mail from interactions n left join mails m on m.interaction_id = n.id where n.inquiry_id = $1 order by n.created_at, n.id`,
    [id],
  );

test('an answer to a letter becomes an inquiry of whom it was written to, in their language, with what they quote beside it', async () => {
  const sent = await sendLetter(office, 'rosa@town.example', { resident: rosa, language: 'es' });
  const taken = await take('reply', sent);
  expect(taken).toMatchObject({ is_new: true, kind: 'reply' });
  expect(await inquiryOf(taken.inquiry_id)).toMatchObject({
    subject: 'What the winter brings – la nieve',
    body: '¿Quién limpia la nieve de la acera frente a la parada?\n\nRosa',
    status: 'new',
    channel: 'email',
    language: 'es',
    resident_id: rosa,
    campaign_id: campaign,
    neighborhood: 'Northeast',
    topic: 'other',
  });
  const [entry] = await timeline(taken.inquiry_id);
  expect(entry?.kind).toBe('email');
  expect(entry?.body).toMatch(/^¿Quién limpia/);
  expect(entry?.mail).toContain('> Sidewalks are cleared by the owner.');
  const [{ replied_at } = { replied_at: null }] = await office.exec<{ replied_at: Date | null }>(
    'select replied_at from deliveries where id = $1',
    [sent.id],
  );
  expect(replied_at).not.toBeNull();
});

test('what is written later in the same conversation goes to its timeline, and whoever has it is told', async () => {
  const sent = await sendLetter(office, 'rosa@town.example', { resident: rosa });
  const first = await take('reply', sent);
  await office.exec(`update inquiries set assigned_to = (select id from staff where email = 'staff@office.example') where id = $1`, [
    first.inquiry_id,
  ]);
  const second = await take('reply-outlook', sent);
  expect(second.inquiry_id).toBe(first.inquiry_id);
  expect(await timeline(first.inquiry_id)).toHaveLength(2);
  const told = await office.exec<{ facts: { entry: string; excerpt: string } }>(
    `select n.facts from notifications n join staff s on s.id = n.staff_id where n.record_id = $1 and n.kind = 'changed' and s.email = 'staff@office.example'`,
    [first.inquiry_id],
  );
  expect(told).toMatchObject([{ facts: { entry: 'email', excerpt: expect.stringContaining('The lamp at 4th & Main is out.') } }]);
});

test('once it is closed, what they write is a new question', async () => {
  const sent = await sendLetter(office, 'rosa@town.example', { resident: rosa });
  const first = await take('reply', sent);
  await office.exec(
    `update inquiries set status = 'closed', resolution_code = (select resolution_code from (values ('answered')) v (resolution_code)) where id = $1`,
    [first.inquiry_id],
  );
  const second = await take('reply', sent);
  expect(second.inquiry_id).not.toBe(first.inquiry_id);
  const third = await take('reply', sent);
  expect(third.inquiry_id).toBe(second.inquiry_id);
});

test('the same mail twice is one inquiry', async () => {
  const sent = await sendLetter(office, 'rosa@town.example', { resident: rosa });
  const [first, second] = await Promise.all([take('reply', sent, { reply_id: 'same' }), take('reply', sent, { reply_id: 'same' })]);
  expect([first.is_new, second.is_new].sort()).toEqual([false, true]);
  expect(await office.exec('select from incoming_mails where delivery_id = $1', [sent.id])).toHaveLength(1);
});

test('two mails of one conversation that come at once are one inquiry', async () => {
  const sent = await sendLetter(office, 'rosa@town.example', { resident: rosa });
  const [first, second] = await Promise.all([take('reply', sent), take('reply-outlook', sent)]);
  expect(first.inquiry_id).toBe(second.inquiry_id);
});

test('a letter to an address that belongs to a resident is theirs; of one that belongs to nobody it is nobody’s', async () => {
  const known = await take('reply', await sendLetter(office, 'Rosa@town.example'));
  expect(await inquiryOf(known.inquiry_id)).toMatchObject({ resident_id: rosa });
  const unknown = await take('reply', await sendLetter(office, 'stranger@town.example'));
  expect(await inquiryOf(unknown.inquiry_id)).toMatchObject({ resident_id: null });
  expect((await timeline(unknown.inquiry_id))[0]?.mail).toContain('stranger@town.example');
});

test('of a mail in HTML its words stay; files that the office takes come along, others are named', async () => {
  const sent = await sendLetter(office, 'rosa@town.example', { resident: rosa });
  const { inquiry_id } = await take('reply-outlook', sent);
  expect((await inquiryOf(inquiry_id))?.body).toBe('The lamp at 4th & Main is out.\n\nSee the picture.');
  const files = await office.exec<{ name: string; media_type: string; path: string }>(
    `select * from attachments where inquiry_id = $1 and media_type <> 'message/rfc822'`,
    [inquiry_id],
  );
  expect(files).toMatchObject([{ name: 'lamp.png', media_type: 'image/png' }]);
  expect(await office.files.get(files[0]?.path ?? '')).not.toBeNull();
  expect((await timeline(inquiry_id))[0]?.mail).toContain('[setup.exe]');
});

test('an answer to a letter of somebody else’s is a question of its own, and answers nothing of ours', async () => {
  const sent = await sendLetter(office, 'rosa@town.example');
  const stolen = { ...sent, values: { ...sent.values, message_id: `<${sent.id}@elsewhere.example>` } };
  const taken = await take('reply', stolen);
  expect(taken.kind).toBe('message');
  expect(await inquiryOf(taken.inquiry_id)).toMatchObject({ campaign_id: null });
});
