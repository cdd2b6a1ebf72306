import { describe, expect, test } from 'vitest';
import { readMail } from '../../../src/server/inbox/read-mail.ts';
import { readReport } from '../../../src/server/inbox/read-report.ts';
import { sortMail } from '../../../src/server/inbox/sort-mail.ts';
import { recorded } from './mails.ts';

const values = {
  to: 'rosa@town.example',
  TO: 'ROSA@TOWN.EXAMPLE',
  return_path: 'bounces+abc@engage.example',
  message_id: '<0a0b0c0d-0000-4000-8000-000000000001@engage.example>',
  token: 'CgsMDQAAQACAAAAAAAAAAQ.aaaaaaaaaaaaaaaaaaaaaa',
  reply_id: 'r1',
  feedback: 'abuse',
};
const mail = (name: string, more = {}) => readMail(recorded(name, { ...values, ...more }));
const report = async (name: string, more = {}) => readReport(await mail(name, more));
const sorted = async (name: string) => (await sortMail(await mail(name), 'engage@engage.example')).kind;

describe('a report of a letter that did not arrive is read', () => {
  test('as Postfix writes it', async () => {
    expect(await report('postfix')).toMatchObject({
      type: 'bounce',
      about: [
        {
          addresses: ['rosa@town.example'],
          action: 'failed',
          status: '5.1.1',
          diagnostic: expect.stringMatching(/^smtp; 550 5\.1\.1 .*virtual mailbox table$/),
        },
      ],
    });
  });
  test('as Exchange writes it: in capitals, with a code that says nothing and another that does', async () => {
    const found = await report('exchange');
    expect(found?.about).toMatchObject([{ addresses: ['ROSA@TOWN.EXAMPLE'], action: 'failed', status: '5.1.10' }]);
    expect(found?.returned?.header('list-unsubscribe')).toContain(values.token);
  });
  test('as Gmail writes it, with a picture in its text', async () => {
    expect((await report('gmail'))?.about).toMatchObject([{ addresses: ['rosa@town.example'], status: '4.2.2' }]);
  });
  test('when it is a warning only', async () => {
    expect((await report('delayed'))?.about).toMatchObject([{ action: 'delayed', status: '4.4.1' }]);
  });
  test('of several recipients, one of whom it did reach, encoded', async () => {
    const status = [
      'Reporting-MTA: dns; relay.town.example',
      '',
      'Original-Recipient: rfc822;rosa+2Btag@town.example',
      'Final-Recipient: X400; /S=rosa/',
      'Action: failed (no such user)',
      'Status: 5.1.1 (bad destination mailbox address)',
      '',
      'Final-Recipient: rfc822; <ana@town.example>',
      'Action: delivered',
      'Status: 2.1.5',
      '',
      '',
      'Final-Recipient: rfc822;luis@town.example',
      'Action: failed',
      'Diagnostic-Code: smtp; 552 5.2.2 over quota',
      'Final-Recipient: rfc822;eva@town.example',
      'Action: failed',
      'Status: 5.7.1',
    ].join('\r\n');
    expect((await report('several', { status_base64: Buffer.from(status).toString('base64') }))?.about).toMatchObject([
      { addresses: ['rosa+2Btag@town.example', 'rosa+tag@town.example'], action: 'failed', status: '5.1.1' },
      { addresses: ['luis@town.example'], status: '5.2.2' },
      { addresses: ['eva@town.example'], status: '5.7.1' },
    ]);
  });
  test('of a mail without such a part there is none to read', async () => {
    expect(await report('qmail')).toBeNull();
    expect(await report('reply')).toBeNull();
  });
});

test('a complaint says what it is about, and sends the letter back', async () => {
  const found = await report('complaint');
  expect(found).toMatchObject({ type: 'complaint', about: [{ addresses: ['redacted@provider.example'], action: 'abuse' }] });
  expect(found?.returned?.header('list-unsubscribe')).toContain(values.token);
});

test.each([
  ['postfix', 'report'],
  ['complaint', 'report'],
  ['qmail', 'unread_report'],
  ['vacation', 'auto_reply'],
  ['reply', 'answer'],
  ['reply-outlook', 'answer'],
])('%s is sorted as %s', async (name, kind) => {
  expect(await sorted(name)).toBe(kind);
});

test.each([
  ['Auto-Submitted: auto-generated', 'auto_reply'],
  ['Auto-Submitted: no', 'answer'],
  ['Precedence: bulk', 'auto_reply'],
  ['Precedence: list', 'auto_reply'],
  ['Precedence: junk', 'auto_reply'],
  ['Precedence: first-class', 'answer'],
  ['List-Id: <chat.town.example>', 'auto_reply'],
  ['Return-Path: <>', 'auto_reply'],
  ['X-Autoreply: yes', 'auto_reply'],
  ['From: noreply@shop.example', 'auto_reply'],
  ['From: No-Reply@shop.example', 'auto_reply'],
  ['From: do-not-reply+7@shop.example', 'auto_reply'],
  ['From: norelly@town.example', 'answer'],
  ['From: engage@engage.example', 'other'],
])('an answer with "%s" is sorted as %s', async (line, kind) => {
  const name = line.split(':')[0] ?? '';
  const text = Buffer.from(recorded('reply', values))
    .toString('utf8')
    .replace(new RegExp(`^${name}:.*\r\n`, 'm'), '');
  const found = await sortMail(await readMail(Buffer.from(`${line}\r\n${text}`)), 'engage@engage.example');
  expect(found.kind).toBe(kind);
});

test('who wants to leave by mail says so in the subject alone', async () => {
  const with_ = async (subject: string) => sortMail(await readMail(Buffer.from(`From: a@b.example\r\nSubject: ${subject}\r\n\r\n`)), null);
  expect(await with_(`unsubscribe ${values.token}`)).toEqual({ kind: 'unsubscribe', token: values.token });
  expect(await with_(values.token)).toEqual({ kind: 'unsubscribe', token: values.token });
  expect((await with_('unsubscribe')).kind).toBe('other');
  expect((await with_(`Re: unsubscribe ${values.token} now`)).kind).toBe('other');
});
