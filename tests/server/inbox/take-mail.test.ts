import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Origin, takeMail } from '../../../src/server/inbox/take-mail.ts';
import { list, makeCampaign, suppressionOf } from '../../database/bounces/fixture.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { recorded, type SentLetter, sendLetter } from './mails.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice({
    BOUNCE_ADDRESS: 'bounces@engage.example',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Citizen Engagement <engage@engage.example>',
  });
  await makeCampaign(office);
});
afterAll(() => office.close());

let uid = 0;
const lying = (): Origin => ({
  source: 'mailbox',
  mailbox: 'bounces@mail.example/INBOX',
  uidValidity: 7,
  uid: ++uid,
  receivedAt: new Date(),
});
const take = (name: string, { values }: Pick<SentLetter, 'values'>, more: Record<string, string> = {}) =>
  takeMail(office, recorded(name, { ...values, ...more }), lying());
const letter = async (id: string) =>
  (
    await office.exec<{ bounced_at: Date | null; complained_at: Date | null; replied_at: Date | null }>(
      'select * from deliveries where id = $1',
      [id],
    )
  )[0];
const ledger = async (address: string) =>
  (await office.exec<{ act: string; source: string }>('select act, source from consents where address = $1 order by id', [address])).map(
    ({ act, source }) => `${act} ${source}`,
  );

describe('a report that proves its letter', () => {
  test.each([
    ['postfix', 'hard', 'suppressed', 'hard_bounce'],
    ['exchange', 'hard', 'suppressed', 'hard_bounce'],
    ['gmail', 'full', 'counted', null],
    ['delayed', 'delayed', 'counted', null],
    ['qmail', 'unknown', 'counted', null],
  ])('of %s is %s, %s', async (name, kind, outcome, suppressed) => {
    const sent = await sendLetter(office, `${name}@town.example`);
    expect(await take(name, sent)).toMatchObject({ is_new: true, kind: 'bounce', outcomes: [{ kind, outcome }] });
    expect(await suppressionOf(office, sent.to)).toBe(suppressed);
  });

  test('by the link in the letter that it sends back, where its own address was lost on the way', async () => {
    const sent = await sendLetter(office, 'rewritten@town.example');
    expect(await take('exchange', sent, { return_path: 'bounces@engage.example' })).toMatchObject({
      outcomes: [{ outcome: 'suppressed' }],
    });
  });

  test('of several recipients concerns the one whom we wrote to', async () => {
    const sent = await sendLetter(office, 'several@town.example');
    const status = `Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; else@town.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; several@town.example\nAction: failed\nStatus: 5.1.1\n`;
    const taken = await take('several', sent, { status_base64: Buffer.from(status).toString('base64') });
    expect(taken.outcomes.map(({ outcome }) => outcome)).toEqual(['ignored', 'suppressed']);
    expect(await suppressionOf(office, 'else@town.example')).toBeNull();
  });

  test('is taken once, however often it lies there and whatever way it came', async () => {
    const sent = await sendLetter(office, 'twice@town.example');
    expect(await take('postfix', sent)).toMatchObject({ is_new: true });
    expect(await take('postfix', sent)).toMatchObject({ is_new: false, outcomes: [] });
    expect(await takeMail(office, recorded('postfix', sent.values), { source: 'hook' })).toMatchObject({ is_new: false });
    expect(await office.exec('select from bounces where delivery_id = $1', [sent.id])).toHaveLength(1);
  });

  test('taken by two workers at once it is one', async () => {
    const sent = await sendLetter(office, 'both@town.example');
    const taken = await Promise.all([take('postfix', sent), take('postfix', sent), take('postfix', sent)]);
    expect(taken.filter(({ is_new }) => is_new)).toHaveLength(1);
  });
});

describe('a report that somebody made up does nothing', () => {
  test.each([
    ['without a token', () => 'bounces@engage.example'],
    ['with a token that we did not sign', (path: string) => path.replace(/\+(.)/, (_all, one: string) => `+${one === 'a' ? 'b' : 'a'}`)],
    ['with half a token', (path: string) => path.replace(/\+.{20}/, '+')],
  ])('%s', async (name, forge) => {
    const sent = await sendLetter(office, `forged-${name.length}@town.example`);
    const taken = await take('postfix', sent, { return_path: forge(sent.values.return_path ?? '') });
    expect(taken).toMatchObject({ is_new: true, kind: 'bounce', outcomes: [{ outcome: 'ignored' }] });
    expect(await suppressionOf(office, sent.to)).toBeNull();
    expect((await letter(sent.id))?.bounced_at).toBeNull();
  });
  test('with a good token, about somebody else', async () => {
    const mine = await sendLetter(office, 'attacker@town.example');
    await sendLetter(office, 'target@town.example');
    expect(await take('postfix', mine, { to: 'target@town.example' })).toMatchObject({ outcomes: [{ outcome: 'ignored' }] });
    expect(await suppressionOf(office, 'target@town.example')).toBeNull();
    expect(await suppressionOf(office, 'attacker@town.example')).toBeNull();
  });
  test('naming a thousand addresses, it is one line', async () => {
    const status = Array.from(
      { length: 1000 },
      (_one, n) => `Final-Recipient: rfc822; a${n}@town.example\nAction: failed\nStatus: 5.1.1\n`,
    ).join('\n');
    const taken = await take(
      'several',
      { values: { return_path: 'bounces@engage.example' } },
      { status_base64: Buffer.from(status).toString('base64') },
    );
    expect(taken.outcomes).toMatchObject([{ outcome: 'ignored' }]);
  });
  test('a complaint about a letter that it does not send back', async () => {
    const sent = await sendLetter(office, 'loved@town.example');
    expect(await take('complaint', sent, { token: 'CgsMDQAAQACAAAAAAAAAAQ.aaaaaaaaaaaaaaaaaaaaaa' })).toMatchObject({
      outcomes: [{ outcome: 'ignored' }],
    });
    expect(await suppressionOf(office, sent.to)).toBeNull();
  });
});

describe('a complaint', () => {
  test('suppresses, and takes the address off the list of the letter', async () => {
    const sent = await sendLetter(office, 'angry@town.example');
    expect(await take('complaint', sent)).toMatchObject({ kind: 'complaint', outcomes: [{ kind: 'complaint', outcome: 'suppressed' }] });
    expect(await suppressionOf(office, sent.to)).toBe('complaint');
    expect((await letter(sent.id))?.complained_at).not.toBeNull();
    expect(await ledger(sent.to)).toEqual(expect.arrayContaining(['suppressed complaint', 'unsubscribed complaint']));
    const [left] = await office.exec<{ status: string }>(
      'select s.status from subscriptions s join subscribers b on b.id = s.subscriber_id where b.address = $1 and s.list_id = $2',
      [sent.to, list],
    );
    expect(left?.status).toBe('unsubscribed');
  });
  test('that says "not spam" is none', async () => {
    const sent = await sendLetter(office, 'kind@town.example');
    await take('complaint', sent, { feedback: 'not-spam' });
    expect(await suppressionOf(office, sent.to)).toBeNull();
    expect((await letter(sent.id))?.complained_at).toBeNull();
  });
});

describe('what else comes', () => {
  test('a wish to leave by mail is done, once', async () => {
    const sent = await sendLetter(office, 'leaving@town.example');
    const mail = Buffer.from(
      `From: anybody@town.example\r\nSubject: unsubscribe ${sent.values.token}\r\nMessage-ID: <leave-1@town.example>\r\n\r\n`,
    );
    expect(await takeMail(office, mail, lying())).toMatchObject({ kind: 'unsubscribe', is_new: true });
    expect(await takeMail(office, mail, lying())).toMatchObject({ is_new: false });
    expect(await ledger(sent.to)).toEqual(['unsubscribed mailto']);
  });
  test('a wish to leave with a token that is not ours is left for a person', async () => {
    const mail = Buffer.from('From: a@town.example\r\nSubject: unsubscribe CgsMDQAAQACAAAAAAAAAAQ.aaaaaaaaaaaaaaaaaaaaaa\r\n\r\n');
    expect(await takeMail(office, mail, lying())).toMatchObject({ kind: 'other' });
  });
  test('an automatic reply is counted, and nothing else', async () => {
    const sent = await sendLetter(office, 'away@town.example');
    expect(await take('vacation', sent)).toMatchObject({ kind: 'auto_reply', outcomes: [], inquiry_id: null });
    expect((await letter(sent.id))?.replied_at).toBeNull();
    const [row] = await office.exec<{ from_address: string | null }>(
      `select from_address from incoming_mails where kind = 'auto_reply' order by created_at desc limit 1`,
    );
    expect(row?.from_address).toBeNull();
  });
  test('a mail about nothing of ours opens an inquiry', async () => {
    const mail = Buffer.from(
      'From: new@town.example\r\nSubject: A question\r\nMessage-ID: <q@town.example>\r\n\r\nWhen is the next clinic?',
    );
    expect(await takeMail(office, mail, lying())).toMatchObject({ kind: 'message', inquiry_id: expect.any(String) });
  });
  test('the place up to which the mailbox was read moves with each mail, and never back', async () => {
    await office.exec(`insert into private.mailboxes (name, uid_validity, last_uid) values ('place@mail.example/INBOX', 7, 5)`);
    const at = async () =>
      (
        await office.exec<{ last_uid: string; uid_validity: string }>(
          `select * from private.mailboxes where name = 'place@mail.example/INBOX'`,
        )
      )[0];
    const mail = (n: number) => Buffer.from(`From: a@town.example\r\nSubject: ${n}\r\n\r\n`);
    const origin = (n: number, uidValidity = 7): Origin => ({
      source: 'mailbox',
      mailbox: 'place@mail.example/INBOX',
      uidValidity,
      uid: n,
      receivedAt: new Date(),
    });
    await takeMail(office, mail(9), origin(9));
    await takeMail(office, mail(8), origin(8));
    expect(Number((await at())?.last_uid)).toBe(9);
    await takeMail(office, mail(2), origin(2, 8));
    expect(Number((await at())?.last_uid)).toBe(2);
    expect(Number((await at())?.uid_validity)).toBe(8);
  });
});
