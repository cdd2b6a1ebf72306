import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readReturnPath } from '../../../src/server/campaigns/return-path.ts';
import { readConfig } from '../../../src/server/config.ts';
import { readLink } from '../../../src/server/links/signed-link.ts';
import { openMailer } from '../../../src/server/mail/send.ts';
import { signLetters } from '../../../src/server/mail/signature.ts';
import { campaignsSend } from '../../../src/server/worker/jobs/campaigns-send.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../../src/server/worker/loop.ts';
import { verifyDkim } from '../../support/dkim.ts';
import { type Mailbox, openMailbox, textOf } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { makeEvent, register } from '../letters/fixture.ts';
import { lettersOf, makeCampaign, numbered, stateOf } from './sending-fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
let folder: string;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const mailerFor = (smtpUrl: string, silenceMs = 5000) =>
  openMailer(
    readConfig({
      SMTP_URL: smtpUrl,
      MAIL_FROM: 'Office <office@city.example>',
      DKIM_DOMAIN: 'city.example',
      DKIM_SELECTOR: 'mail2026',
      DKIM_KEY_FILE: path.join(folder, 'dkim.pem'),
    }).mail,
    { silenceMs },
  );

/** As much as one worker sends when it looks at this moment. */
async function sendAt(at: Date = new Date(), worker = 'test'): Promise<void> {
  const begun = Date.now();
  const turn = { worker, now: () => new Date(at.getTime() + Date.now() - begun), isStopping: () => false };
  while ((await campaignsSend.work(office, turn)) === true);
}
const workers = new Set<Worker>();
const start = (options: WorkerOptions) => {
  const worker = startWorker(office, options);
  workers.add(worker);
  return worker;
};
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const to = (address: string) => mailbox.letters.filter((letter) => letter.to.includes(address));
const header = (source: string, name: string) =>
  new RegExp(`^${name}:((?:.|\\r\\n[ \\t])*)`, 'im')
    .exec(source)?.[1]
    ?.replace(/\r\n[ \t]+/g, ' ')
    .trim();

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-dkim-'));
  await writeFile(path.join(folder, 'dkim.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  office = await openOffice({ BOUNCE_ADDRESS: 'bounces@mail.city.example', PUBLIC_URL: 'https://office.city.example' });
  await office.exec('update settings set mail_domain_rate_per_second = 1000');
});
beforeEach(async () => {
  await office.exec(`update deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now() where status = 'waiting'`);
  await office.exec(`update campaigns set status = 'sent' where status in ('sending', 'scheduled')`);
  office.mail?.close();
  await mailbox?.close();
  mailbox = await openMailbox();
  office.mail = signLetters(mailerFor(mailbox.url), office.service);
});
afterEach(async () => {
  await Promise.all([...workers].map((worker) => worker.stop()));
  workers.clear();
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

test('a letter of a campaign says whose list it is and how to leave it at one click, signed, with a return path of its own', async () => {
  const { id, list } = await makeCampaign(office, ['rosa@mail.test'], {
    name: 'Spring',
    from_name: 'Neighborhood Services',
    reply_to: 'answers@city.example',
  });
  await office.exec(`update mailing_lists set name = 'Boletín de vecinos', code = 'bulletin' where id = $1`, [list]);
  const [resident] = await office.exec<{ id: string }>(`insert into residents (name) values ('Rosa Peña') returning id`);
  await office.exec('update deliveries set resident_id = $2 where campaign_id = $1', [id, resident?.id]);
  await sendAt();
  const [letter] = await lettersOf(office, id);
  const received = await mailbox.letterTo('rosa@mail.test');
  const of = (name: string) => header(received.source, name) ?? '';
  expect(letter).toMatchObject({ status: 'sent', subject: 'Spring at the library' });
  expect(of('From')).toBe('Neighborhood Services <office@city.example>');
  expect(of('Reply-To')).toBe('answers@city.example');
  expect(of('Message-ID')).toBe(letter?.message_id);
  expect(of('List-Id')).toBe('=?UTF-8?Q?Bolet=C3=ADn_de_vecinos?= <bulletin.office.city.example>');
  expect(of('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  const [, https = '', mailto = ''] =
    /^<https:\/\/office\.city\.example\/u\/([^>]+)>, <mailto:bounces@mail\.city\.example\?subject=unsubscribe%20([^>]+)>$/.exec(
      of('List-Unsubscribe'),
    ) ?? [];
  expect(await readLink(office, 'unsubscribe', https)).toBe(letter?.id);
  expect(mailto).toBe(https);
  expect(of('Precedence')).toBe('bulk');
  expect(of('Auto-Submitted')).toBe('');
  expect(of('Feedback-ID')).toBe(`${id.slice(0, 8)}:bulletin:campaign:office.city.example`);
  expect(await readReturnPath(office, received.from)).toBe(letter?.id);
  expect(textOf(received)).toContain('Dear Rosa,');
  expect(textOf(received)).toContain(`https://office.city.example/u/${https}`);
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const verified = verifyDkim(received.source, (name) => (name === 'mail2026._domainkey.city.example' ? key : ''));
  expect(verified.domain).toBe('city.example');
  expect(verified.headers).toEqual(
    expect.arrayContaining(['from', 'subject', 'message-id', 'list-id', 'list-unsubscribe', 'list-unsubscribe-post']),
  );
  for (const changed of [
    received.source.replace('One-Click', 'Two-Click'),
    received.source.replace('/u/', '/x/'),
    received.source.replace('library', 'lottery'),
    received.source.replace('bulletin.office', 'bulletin.evil'),
  ])
    expect(() => verifyDkim(changed, () => key)).toThrow(/not what was signed/);
});

test('a letter to one person is signed too, carries nothing to leave, ignores subscriptions and respects suppression', async () => {
  const { list } = await makeCampaign(office, []);
  await office.exec(`insert into subscribers (address) values ('left@mail.test') on conflict do nothing`);
  await office.exec(
    `insert into subscriptions (subscriber_id, list_id, status) select id, $1, 'unsubscribed' from subscribers where address = 'left@mail.test'`,
    [list],
  );
  await office.exec(`insert into suppressions (address, reason) values ('bad@mail.test', 'hard_bounce')`);
  const event = await makeEvent(office);
  await register(office, event, 'left@mail.test');
  const refused = await register(office, event, 'bad@mail.test');
  start({ every: 50 });
  const { source } = await mailbox.letterTo('left@mail.test');
  await expect
    .poll(() =>
      office.exec(`select status, reason from deliveries where registration_id = $1 and kind = 'registration.confirmed'`, [refused]),
    )
    .toEqual([{ status: 'cancelled', reason: 'suppressed' }]);
  expect(source).not.toMatch(/^(List-|Precedence)/im);
  expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(verifyDkim(source, () => publicKey.export({ type: 'spki', format: 'der' }).toString('base64')).domain).toBe('city.example');
  expect(to('bad@mail.test')).toEqual([]);
});

describe('a mail server that', () => {
  test('refuses some for good, some for now, greylists, is slow or hangs up in the middle gets each letter there that can be', async () => {
    const odd = ['gone@mail.test', 'later@mail.test', 'grey@mail.test', 'slow@mail.test', 'drop@mail.test'];
    const { id } = await makeCampaign(office, [...odd, ...numbered(150)]);
    await sendAt();
    const first = Object.fromEntries((await lettersOf(office, id)).map((one) => [one.to_address, one]));
    expect(first['gone@mail.test']).toMatchObject({
      status: 'failed',
      reason: 'The mail server refused this address.',
      status_code: '5.1.1',
    });
    expect(first['later@mail.test']).toMatchObject({
      status: 'waiting',
      attempts: 1,
      reason: 'The mail server could not take the letter now (451).',
    });
    expect(first['grey@mail.test']).toMatchObject({ status: 'waiting', attempts: 1, status_code: '4.7.1' });
    expect(first['drop@mail.test']).toMatchObject({ status: 'waiting', attempts: 1, reason: 'The mail server did not answer.' });
    expect(first['slow@mail.test']).toMatchObject({ status: 'sent', attempts: 1 });
    expect(numbered(150).filter((address) => first[address]?.status !== 'sent')).toEqual([]);
    // No such user: nothing else is written there either.
    expect(
      await office.exec(`select reason, status_code from suppressions where address = 'gone@mail.test' and lifted_at is null`),
    ).toEqual([{ reason: 'hard_bounce', status_code: '5.1.1' }]);
    await sendAt(later(2));
    const [grey] = (await lettersOf(office, id)).filter((one) => one.to_address === 'grey@mail.test');
    expect(grey).toMatchObject({ status: 'sent', attempts: 2 });
    expect(mailbox.letters.length).toBe(152);
    expect(new Set(mailbox.letters.map((one) => one.to[0])).size).toBe(152);
    expect(await stateOf(office, id)).toMatchObject({ status: 'sending' });
  });

  test('never answers holds up one letter and not the others', async () => {
    office.mail.close();
    office.mail = mailerFor(mailbox.url, 700);
    const { id } = await makeCampaign(office, ['mute@mail.test', ...numbered(30)]);
    await sendAt();
    const letters = await lettersOf(office, id);
    expect(letters.filter((one) => one.status === 'sent')).toHaveLength(30);
    expect(letters.find((one) => one.to_address === 'mute@mail.test')).toMatchObject({
      status: 'waiting',
      attempts: 1,
      reason: 'The mail server did not answer.',
    });
  });

  test('is down costs no letter a try, is left in peace, and gets them when it is back', async () => {
    const { id } = await makeCampaign(office, numbered(40));
    const port = Number(new URL(mailbox.url).port);
    await mailbox.close();
    await expect(sendAt()).rejects.toThrow('The mail server did not answer. Letters wait; the next look is in 1 minutes.');
    expect((await lettersOf(office, id)).every((one) => one.status === 'waiting' && one.attempts === 0 && one.leased_by === null)).toBe(
      true,
    );
    mailbox = await openMailbox(undefined, port);
    await sendAt();
    expect(mailbox.letters).toHaveLength(0);
    await sendAt(later(2));
    expect((await lettersOf(office, id)).every((one) => one.status === 'sent')).toBe(true);
    expect(mailbox.letters).toHaveLength(40);
  });

  test('refuses our password costs no letter a try, and is named as such', async () => {
    const { id } = await makeCampaign(office, numbered(5));
    await mailbox.close();
    mailbox = await openMailbox({ user: 'office', password: 'right' });
    office.mail.close();
    office.mail = mailerFor(mailbox.url.replace('right', 'wrong'));
    await expect(sendAt()).rejects.toThrow('The mail server refused the user name or the password in SMTP_URL. Letters wait');
    expect((await lettersOf(office, id)).every((one) => one.status === 'waiting' && one.attempts === 0)).toBe(true);
    office.mail.close();
    office.mail = mailerFor(mailbox.url);
    await sendAt(later(16));
    expect((await lettersOf(office, id)).every((one) => one.status === 'sent')).toBe(true);
  });

  test('refuses us by its rules stops the campaign, and whoever was refused may be written to later', async () => {
    const { id } = await makeCampaign(office, [...numbered(300, 'mail.test', 'policy'), ...numbered(300, 'other.test', 'z')]);
    await sendAt();
    expect(await stateOf(office, id)).toMatchObject({
      status: 'paused',
      pause_reason: expect.stringMatching(/^Mail servers refuse our letters by their rules/),
    });
    expect((await lettersOf(office, id)).filter((one) => one.status === 'waiting').length).toBeGreaterThan(200);
    expect(await office.exec(`select from suppressions where address like 'policy%'`)).toEqual([]);
  });
});

test('a campaign of which no letter can be written any more is paused with the reason, costs no letter a try and holds up no other', async () => {
  const [layout] = await office.exec<{ id: string }>(
    `insert into email_layouts (name, mjml) values ('Broken', '<mjml>
<mj-body><mj-section><mj-column>
{{ content }}{{ footer }}
<mj-nothing />
</mj-column></mj-section></mj-body></mjml>') returning id`,
  );
  const broken = await makeCampaign(office, numbered(130), { layout_id: layout?.id });
  const whole = await makeCampaign(office, numbered(3, 'mail.test', 'q'));
  await sendAt();
  expect(await stateOf(office, broken.id)).toMatchObject({
    status: 'paused',
    pause_reason: 'Its letters cannot be made any more: line 4 of its layout.',
  });
  const waiting = await lettersOf(office, broken.id);
  expect(waiting.every(({ status, attempts, leased_by }) => status === 'waiting' && attempts === 0 && leased_by === null)).toBe(true);
  expect((await lettersOf(office, whole.id)).map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
  const told = await office.exec<{ facts: object }>(`select distinct facts from notifications where record_id = $1`, [broken.id]);
  expect(told).toEqual([{ facts: expect.objectContaining({ deed: 'stopped', excerpt: expect.stringMatching(/^Its letters cannot/) }) }]);
  // Mended, it goes on with everybody.
  await office.exec(`update email_layouts set mjml = replace(mjml, '<mj-nothing />', '') where id = $1`, [layout?.id]);
  expect((await office.as('manager').rpc('resume_campaign', { p_id: broken.id })).error).toBeNull();
  await sendAt();
  expect(await stateOf(office, broken.id)).toMatchObject({ status: 'sent' });
  expect(mailbox.letters.length).toBe(133);
});

test('two workers share one campaign: everybody gets one letter, nobody two', async () => {
  const { id } = await makeCampaign(office, numbered(400));
  await Promise.all([sendAt(new Date(), 'one'), sendAt(new Date(), 'two')]);
  await sendAt();
  expect(await stateOf(office, id)).toMatchObject({ status: 'sent' });
  expect(mailbox.letters).toHaveLength(400);
  expect(new Set(mailbox.letters.map((one) => one.to[0])).size).toBe(400);
});

test('somebody who waits for a letter gets it before a campaign that is going out has sent twenty more, however seldom the worker looks', async () => {
  const event = await makeEvent(office);
  const { id } = await makeCampaign(office, numbered(4000, 'mail.test', 'slow'), { status: 'paused' });
  start({ every: 60_000 });
  // The night's work of a new office is done first.
  await expect.poll(() => office.exec('select from private.jobs where finished_at is null')).toEqual([]);
  await office.exec(`update campaigns set status = 'sending' where id = $1`, [id]);
  await expect.poll(() => mailbox.letters.length).toBeGreaterThan(3);
  await register(office, event, 'rosa3@mail.test');
  const before = mailbox.letters.length;
  await mailbox.letterTo('rosa3@mail.test');
  // Four letters of the campaign leave in a second.
  expect(mailbox.letters.length - before).toBeLessThan(20);
  expect(await stateOf(office, id)).toMatchObject({ status: 'sending' });
  await office.exec(`update campaigns set status = 'paused' where id = $1`, [id]);
});
