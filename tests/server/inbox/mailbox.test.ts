import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameOfMailbox, openMailbox } from '../../../src/server/inbox/mailbox.ts';
import { inboxRead } from '../../../src/server/worker/jobs/inbox-read.ts';
import { makeCampaign, suppressionOf } from '../../database/bounces/fixture.ts';
import { hasDovecot, type ImapServer, startImapServer } from '../../support/imap-server.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { recorded, sendLetter } from './mails.ts';

const reason = hasDovecot ? '' : ' (left out: dovecot is not installed)';

describe.skipIf(!hasDovecot)(`a mailbox on a real IMAP server${reason}`, () => {
  let server: ImapServer;
  let office: TestOffice;
  let clock = Date.now();
  beforeAll(async () => {
    server = await startImapServer();
    office = await openOffice({ BOUNCE_ADDRESS: 'bounces@engage.example', IMAP_URL: server.url('bounces') });
    await makeCampaign(office);
  });
  afterAll(async () => {
    await office?.close();
    await server?.stop();
  });

  /** Looks until there is nothing new, as a worker does. */
  const look = async (worker = 'one') => {
    clock += 3_600_000;
    const turn = { worker, now: () => new Date(clock), isStopping: () => false };
    while (await inboxRead.work(office, turn));
  };
  const taken = async () =>
    Object.fromEntries(
      (await office.exec<{ kind: string; n: number }>('select kind, count(*)::integer as n from incoming_mails group by 1')).map(
        ({ kind, n }) => [kind, n],
      ),
    );

  test('each mail is taken once, and the mailbox stays as it was', async () => {
    const sent = await sendLetter(office, 'rosa@town.example', { language: 'es' });
    await server.deliver('bounces', [
      recorded('postfix', sent.values),
      recorded('vacation', sent.values),
      recorded('reply', sent.values),
      Buffer.from('From: new@town.example\r\nSubject: A question\r\n\r\nWhen is the next clinic?'),
    ]);
    await look();
    await look();
    expect(await taken()).toEqual({ bounce: 1, auto_reply: 1, reply: 1, message: 1 });
    expect(await suppressionOf(office, 'rosa@town.example')).toBe('hard_bounce');
    const person = await server.connect('bounces');
    const status = await person.status('INBOX', { messages: true, unseen: true });
    await person.logout();
    expect(status).toMatchObject({ messages: 4, unseen: 4 });
  });

  test('two workers at one mailbox take each mail once', async () => {
    const mails = [];
    for (let n = 0; n < 30; n++) mails.push(recorded('reply', (await sendLetter(office, `many-${n}@town.example`)).values));
    await server.deliver('bounces', mails);
    await Promise.all([look('one'), look('two'), look('three')]);
    await look('one');
    expect((await taken()).reply).toBe(31);
    expect(await office.exec('select from inquiries where campaign_id is not null')).toHaveLength(31);
  });

  test('when the program dies between fetching and keeping, the mail is taken at the next look; between keeping and the next mail, not again', async () => {
    const letters = [await sendLetter(office, 'died-1@town.example'), await sendLetter(office, 'died-2@town.example')];
    await server.deliver(
      'bounces',
      letters.map(({ values }) => recorded('reply', values)),
    );
    const before = (await taken()).reply ?? 0;
    // It fetches, and is gone before anything was kept: its lease is all that is left.
    const config = office.config.imap;
    if (!config) throw new Error('There is no mailbox.');
    await office.service.rpc('claim_mailbox', { p_name: nameOfMailbox(config), p_worker: 'dead', p_lease_seconds: 120 });
    const box = await openMailbox(config);
    const [uid] = (await box.after(0)).slice(-2);
    expect((await box.fetch(uid ?? 0))?.raw.byteLength).toBeGreaterThan(100);
    await box.close();
    await look('one');
    expect((await taken()).reply).toBe(before);
    await office.exec(`update private.mailboxes set leased_until = now() - interval '1 second'`);
    // It keeps one, and is gone before it could look at the next: the place moved with it.
    let claims = 0;
    const dying = {
      worker: 'two',
      now: () => new Date(clock),
      isStopping: () => claims++ > 0,
    };
    clock += 3_600_000;
    await inboxRead.work(office, dying);
    expect((await taken()).reply).toBe(before + 1);
    await look('three');
    expect((await taken()).reply).toBe(before + 2);
  });

  test('a mailbox that was made anew is read anew, and nothing is taken twice', async () => {
    const before = await taken();
    await office.exec('update private.mailboxes set uid_validity = uid_validity + 1, last_uid = 100000');
    await look();
    expect(await taken()).toEqual(before);
  });

  test('a mail that the database refuses does not hold up those behind it', async () => {
    const [bad, good] = [await sendLetter(office, 'bad@town.example'), await sendLetter(office, 'good@town.example')];
    await office.exec(`alter table inquiries add constraint nothing_of_this check (subject <> 'Poison')`);
    const poison = Buffer.from(recorded('reply', bad.values))
      .toString('utf8')
      .replace(/^Subject:.*$/m, 'Subject: Poison');
    await server.deliver('bounces', [Buffer.from(poison), recorded('reply', good.values)]);
    await look();
    expect((await taken()).failed).toBe(1);
    expect(await office.exec('select from incoming_mails where delivery_id = $1', [good.id])).toHaveLength(1);
    await office.exec('alter table inquiries drop constraint nothing_of_this');
  });

  test('a mailbox that does not let the office in says so in a sentence', async () => {
    const refused = await openOffice({ IMAP_URL: server.url('bounces').replace('mailbox%40secret', 'wrong') });
    try {
      await expect(inboxRead.work(refused, { worker: 'one', now: () => new Date(), isStopping: () => false })).rejects.toThrow(
        'The mailbox refused the user or the password of IMAP_URL.',
      );
      // It rests, so that a server that counts failures is not asked again at once.
      expect(await inboxRead.work(refused, { worker: 'one', now: () => new Date(), isStopping: () => false })).toBe(false);
    } finally {
      await refused.close();
    }
  });
});
