import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { makeApp } from '../../src/server/http/server.ts';
import { openMailer } from '../../src/server/mail/send.ts';
import { deliveriesSend } from '../../src/server/worker/jobs/deliveries-send.ts';
import { type Mailbox, openMailbox, textOf } from '../support/mailbox.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
let mailbox: Mailbox;
let app: ReturnType<typeof makeApp>;
let topic: string;
beforeAll(async () => {
  office = await openOffice({ PUBLIC_URL: 'https://engage.example.gov' });
  mailbox = await openMailbox();
  office.mail = openMailer(readConfig({ SMTP_URL: mailbox.url, MAIL_FROM: 'Office <office@city.example>' }).mail);
  app = makeApp(office);
  topic = String((await office.exec<{ id: string }>('select id from topics limit 1'))[0]?.id);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const person = async (name: string, language: string, address: string | null): Promise<string> => {
  const resident = { name, preferred_language: language, emails: address ? [{ address }] : [] };
  const { data, error } = await office.as('staff').rpc('save_resident', { p_resident: resident as never });
  if (error) throw error;
  return String(data);
};
const take = async (subject: string, resident: string) => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject, channel: 'phone', topic_id: topic, resident_id: resident })
    .select('id,number')
    .single();
  if (error) throw error;
  return data;
};
const at = async (id: string) =>
  (await office.exec<{ status: string; version: number }>('select status, version from inquiries where id = $1', [id]))[0] as {
    status: string;
    version: number;
  };
const close = async (id: string, more: object = {}) =>
  office.as('staff').rpc('close_inquiry', { p_id: id, p_version: (await at(id)).version, p_resolution_code: 'answered', ...more } as never);
/** One look of the worker, when the two minutes for taking it back have passed. */
const send = () => deliveriesSend.work(office, { worker: 'told', now: () => new Date(Date.now() + 180_000), isStopping: () => false });
const linkOf = (text: string) => new URL(/https:\/\/engage\.example\.gov\/closed\/[^\s\])]+/.exec(text)?.[0] ?? '').pathname;
const post = (path: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
const waiting = (id: string) =>
  office.exec(
    `select to_address, status from deliveries where kind = 'inquiry.closed' and payload ->> 'inquiry_id' = $1 order by to_address, created_at`,
    [id],
  );

test('everybody who reported it is told in their language, asked once, and a “no” opens it again and counts as disputed', async () => {
  const kept = await take('Broken light', await person('Rosa Peña', 'es', 'rosa@mail.test'));
  const gone = await take('No light here', await person('Tom Lee', 'en', 'tom@mail.test'));
  await office.as('staff').rpc('save_inquiry_person', {
    p_inquiry: kept.id,
    p_resident: await person('Nora Noble', 'en', null),
    p_kind: 'caller',
    p_relation: 'neighbor',
  });
  await office.as('staff').rpc('mark_duplicate', { p_id: gone.id, p_version: (await at(gone.id)).version, p_of: kept.id });
  const spanish = { es: 'Cambiamos la lámpara.' };
  expect((await close(kept.id, { p_public: 'The lamp was replaced.', p_translations: spanish })).error).toBeNull();
  expect(await waiting(kept.id)).toEqual([
    { to_address: 'rosa@mail.test', status: 'waiting' },
    { to_address: 'tom@mail.test', status: 'waiting' },
  ]);
  await send();
  const rosa = textOf(await mailbox.letterTo('rosa@mail.test'));
  expect(rosa).toContain('Cambiamos la lámpara.');
  expect(rosa).toContain(`«Broken light» (consulta ${kept.number})`);
  const tom = textOf(await mailbox.letterTo('tom@mail.test'));
  expect(tom).toContain('The lamp was replaced.');
  // What was merged is known to its reporter by its own number.
  expect(tom).toContain(`“No light here” (inquiry ${gone.number})`);
  expect(linkOf(tom)).not.toBe(linkOf(rosa));

  // Looking does nothing; each answer is its own.
  expect(await (await app.request(linkOf(rosa))).text()).toContain('Cambiamos la lámpara.');
  expect(await office.exec('select id from inquiry_answers')).toEqual([]);
  expect((await post(linkOf(rosa), { answer: 'yes' })).status).toBe(303);
  expect((await at(kept.id)).status).toBe('closed');
  expect((await post(linkOf(tom), { answer: 'no', words: 'Still dark.' })).status).toBe(303);
  expect((await at(kept.id)).status).toBe('in_progress');
  const { data } = await office
    .as('viewer')
    .rpc('list_inquiries', { p_query: { filters: { is_disputed: true, is_reopened: true } } as never });
  expect((data as { rows: { id: string }[] }).rows.map(({ id }) => id)).toEqual([kept.id]);
  const month = String((await office.exec<{ month: string }>(`select date_trunc('month', office_today())::date::text as month`))[0]?.month);
  const facts = (await office.as('viewer').rpc('report_facts', { p_month: month })).data as { answers: object[] };
  expect(facts.answers).toMatchObject([{ asked: 1, answered: 1, yes: 0, no: 1 }]);
});

test('what is taken back before the letters left is told to nobody, by an undo and by a reopening', async () => {
  const one = await take('A question', await person('Uma Unger', 'en', 'uma@mail.test'));
  expect((await close(one.id, { p_public: 'Answered.' })).error).toBeNull();
  const [set] = await office.exec<{ id: string }>(
    `select change_set as id from changes where table_name = 'inquiries' and record_id = $1 order by id desc limit 1`,
    [one.id],
  );
  expect((await office.as('staff').rpc('undo_change_set', { p_change_set: String(set?.id) })).error).toBeNull();
  expect(await waiting(one.id)).toEqual([{ to_address: 'uma@mail.test', status: 'cancelled' }]);
  expect((await at(one.id)).status).toBe('new');
  await close(one.id, { p_public: 'Answered now.' });
  await office.as('staff').rpc('reopen_inquiry', { p_id: one.id, p_version: (await at(one.id)).version, p_reason: 'Too early.' });
  await send();
  expect(mailbox.letters.map(({ to }) => to[0])).not.toContain('uma@mail.test');
  const [row] = await office.exec('select public_sentence, public_translations from inquiries where id = $1', [one.id]);
  expect(row).toEqual({ public_sentence: null, public_translations: {} });
});

test('who reports it after its end is told too, and without a sentence for the public nobody is', async () => {
  const quiet = await take('Nothing to say', await person('Vic Vane', 'en', 'vic@mail.test'));
  expect((await close(quiet.id)).error).toBeNull();
  expect(await waiting(quiet.id)).toEqual([]);
  const told = await take('Told early', await person('Wim Wolf', 'en', 'wim@mail.test'));
  await close(told.id, { p_public: 'It is done.' });
  const late = await take('Told late', await person('Xia Xu', 'en', 'xia@mail.test'));
  await office.as('staff').rpc('mark_duplicate', { p_id: late.id, p_version: (await at(late.id)).version, p_of: told.id });
  expect(await waiting(told.id)).toMatchObject([{ to_address: 'wim@mail.test' }, { to_address: 'xia@mail.test' }]);
});
