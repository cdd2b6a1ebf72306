import { describe, expect, test } from 'vitest';
import { withoutQuoted } from '../../../src/domain/inquiries/quoted-text.ts';
import { readMail } from '../../../src/server/inbox/read-mail.ts';
import { sortMail } from '../../../src/server/inbox/sort-mail.ts';
import { recorded } from './mails.ts';

/** The same numbers for the same seed, so that what fails once fails again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const sort = async (raw: Uint8Array) => sortMail(await readMail(raw), null);

describe('nothing that anybody sends makes reading fail', () => {
  test('random bytes', async () => {
    const random = randomFrom(5);
    for (let n = 0; n < 300; n++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 2000) }, () => Math.floor(random() * 256));
      await expect(sort(bytes)).resolves.toHaveProperty('kind');
    }
  });
  test('recorded mails with bytes changed, cut off, and put together', async () => {
    const random = randomFrom(8);
    const names = ['postfix', 'exchange', 'gmail', 'delayed', 'several', 'qmail', 'complaint', 'vacation', 'reply', 'reply-outlook'];
    const all = names.map((name) => recorded(name));
    for (let n = 0; n < 400; n++) {
      const one = Buffer.from(all[n % all.length] ?? '');
      for (let hits = 0; hits < 20; hits++) one[Math.floor(random() * one.length)] = Math.floor(random() * 256);
      const other = all[Math.floor(random() * all.length)] ?? new Uint8Array();
      const cut = one.subarray(0, Math.floor(random() * one.length));
      await expect(sort(random() < 0.5 ? cut : Buffer.concat([cut, other]))).resolves.toHaveProperty('kind');
    }
  });
  test.each([
    ['nothing', ''],
    ['a header without end', `Subject: ${'a'.repeat(3_000_000)}`],
    ['ten thousand headers', 'X: y\r\n'.repeat(10_000)],
    ['a million recipients', `To: ${'a@b.example, '.repeat(50_000)}\r\n\r\n`],
    [
      'parts in parts',
      `${Array.from({ length: 500 }, (_one, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')}x`,
    ],
    [
      'a part that never ends',
      `Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${'Final-Recipient: rfc822; a@b.example\r\n\r\n'.repeat(20_000)}`,
    ],
    ['signs that PostgreSQL does not keep', 'Subject: a\u0000b\r\nFrom: x@y.example\r\n\r\n\u0000\u0001'],
    [
      'brackets',
      `Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; ${'('.repeat(200_000)}\r\n`,
    ],
  ])('%s', async (_name, text) => {
    const before = process.cpuUsage();
    await expect(sort(Buffer.from(text))).resolves.toHaveProperty('kind');
    // Its work, not the time that went by: others are at work beside it.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
  test('25 MB', async () => {
    const files = Buffer.alloc(33 * 1024 * 1024, `${'QUJD'.repeat(19)}\r\n`);
    const head =
      'From: a@b.example\r\nSubject: Big\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n';
    const mail = await readMail(Buffer.concat([Buffer.from(head), files, Buffer.from('\r\n--b--\r\n')]));
    expect(mail).toMatchObject({ from: 'a@b.example', subject: 'Big' });
    expect(mail.text?.trim()).toBe('Hello');
  });
  test('nine million lines', async () => {
    const mail = await readMail(
      Buffer.concat([Buffer.from('From: a@b.example\r\nSubject: Many\r\n\r\n'), Buffer.alloc(36 * 1024 * 1024, 'a\r\n')]),
    );
    expect(mail.subject).toBe('Many');
  });
  test('a mail whose parts cannot be read keeps its headers', async () => {
    const text = `From: rosa@town.example\r\nSubject: Deep\r\n${Array.from({ length: 60 }, (_one, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join('')}x`;
    expect(await readMail(Buffer.from(text))).toMatchObject({ from: 'rosa@town.example', subject: 'Deep' });
  });
});

describe('of an answer, what its sender wrote stays', () => {
  test.each([
    ['Thanks.\n\nOn Thu, Nov 26, 2026 at 10:00 AM Citizen Engagement <e@x.example> wrote:\n> Hello\n> there', 'Thanks.'],
    ['Gracias.\n\nEl jue, 26 nov 2026 a las 10:00, Citizen Engagement (<e@x.example>)\nescribió:\n\n> Hola', 'Gracias.'],
    ['On Thursday X wrote:\n> Will it snow?\n\nYes.', 'Yes.'],
    ['> Will it snow?\nYes.\n> How much?\nA lot.', 'Yes.\nA lot.'],
    ['Out again.\n\n-----Original Message-----\nFrom: e@x.example\nHello', 'Out again.'],
    ['Out again.\n\n________________________________\nFrom: e@x.example\nSent: Thursday', 'Out again.'],
    ['Otra vez.\n\nDe: e@x.example\nEnviado el: jueves\nHola', 'Otra vez.'],
    ['Yes\n-- \nRosa Peña\n816 555 0142', 'Yes'],
    ['> only quoted', '> only quoted'],
    ['From: the bus stop at 4th\nto the school it is dark.', 'From: the bus stop at 4th\nto the school it is dark.'],
    ['', ''],
  ])('%j', (text, own) => {
    expect(withoutQuoted(text)).toBe(own);
  });
});
