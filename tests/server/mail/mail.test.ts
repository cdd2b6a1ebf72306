import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../src/server/config.ts';
import { writeLetter } from '../../../src/server/mail/letters.ts';
import { type Mailer, openMailer } from '../../../src/server/mail/send.ts';
import { type Mailbox, openMailbox, textOf } from '../../support/mailbox.ts';

let box: Mailbox;
let mail: Mailer;
beforeAll(async () => {
  box = await openMailbox({ user: 'office@city.example', password: 'p@ss/word' });
  mail = openMailer(readConfig({ SMTP_URL: box.url, MAIL_FROM: 'Citizen Engagement <engage@city.example>' }).mail);
});
afterAll(async () => {
  mail.close();
  await box.close();
});

const letter = { to: 'ana@city.example', subject: 'Añoranza', text: 'Buen día.\n\nUna línea con ñ.', html: '<p>Buen día.</p>' };

test('a letter arrives with its sender, subject, text and HTML, and says that a machine wrote it', async () => {
  await mail.send({ ...letter, messageId: '<abc.1@city.example>', headers: { 'X-Office': 'rotunda' } });
  const received = await box.letterTo('ana@city.example');
  expect(received.from).toBe('engage@city.example');
  expect(textOf(received)).toBe('Buen día.\n\nUna línea con ñ.'.replaceAll('\n', '\r\n'));
  expect(received.source).toMatch(/^Subject: =\?UTF-8\?Q\?A=C3=B1oranza\?=/m);
  expect(received.source).toMatch(/^Message-ID: <abc\.1@city\.example>/m);
  expect(received.source).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(received.source).toMatch(/^X-Office: rotunda/m);
});

test('nothing that is typed becomes a header or a second recipient', async () => {
  await mail.send({ ...letter, to: 'lena@city.example', subject: 'Hello\r\nBcc: mallory@example.org\r\n\r\nbody' });
  const received = await box.letterTo('lena@city.example');
  expect(received.to).toEqual(['lena@city.example']);
  expect(received.source).not.toMatch(/^Bcc:/m);
  for (const to of [
    'a@city.example, mallory@example.org',
    'a@city.example\r\nRCPT TO:<mallory@example.org>',
    '<a@city.example>',
    'a',
    '',
    '"a b"@city.example',
  ])
    await expect(mail.send({ ...letter, to })).rejects.toMatchObject({ name: 'MailError', isPermanent: true });
  await expect(mail.send({ ...letter, headers: { 'X-A': 'b\r\nBcc: mallory@example.org' } })).rejects.toThrow(/cannot be sent/);
  await expect(mail.send({ ...letter, headers: { 'X-A:\r\nBcc': 'mallory@example.org' } })).rejects.toThrow(/cannot be sent/);
  await expect(mail.send({ ...letter, messageId: '<a@b>\r\nBcc: c@d.e' })).rejects.toThrow(/Message-ID/);
});

describe('what goes wrong is a sentence', () => {
  test('an address that is refused for good is told from one that is refused for now', async () => {
    await expect(mail.send({ ...letter, to: 'nobody@city.example' })).rejects.toMatchObject({ isPermanent: true, responseCode: 550 });
    await expect(mail.send({ ...letter, to: 'later@city.example' })).rejects.toMatchObject({ isPermanent: false, responseCode: 451 });
  });

  test('a wrong password in SMTP_URL is named as such', async () => {
    const wrong = openMailer({ smtpUrl: box.url.replace('p%40ss', 'other'), from: 'engage@city.example' });
    await expect(wrong.send(letter)).rejects.toThrow('The mail server refused the user name or the password in SMTP_URL.');
    wrong.close();
  });

  test('a server that is not there is a sentence', async () => {
    const gone = await openMailbox();
    await gone.close();
    const nowhere = openMailer({ smtpUrl: gone.url, from: 'engage@city.example' });
    await expect(nowhere.send(letter)).rejects.toThrow('The mail server did not answer.');
    nowhere.close();
  });

  test('an office without a mail server says so', async () => {
    const none = openMailer(readConfig({}).mail);
    expect(none.isConfigured).toBe(false);
    await expect(none.send(letter)).rejects.toThrow(/SMTP_URL/);
  });

  test('a setting that cannot be meant stops the program with a sentence', () => {
    expect(() => readConfig({ SMTP_URL: 'mail.city.example' })).toThrow(ConfigError);
    expect(() => readConfig({ SMTP_URL: 'smtp://mail.city.example' })).toThrow(/MAIL_FROM/);
    expect(() => readConfig({ SMTP_URL: 'smtp://mail.city.example', MAIL_FROM: 'Office\r\nBcc: <a@b.c>' })).toThrow(/MAIL_FROM/);
  });
});

test('letters say the same in text and HTML, and what people wrote is escaped', () => {
  const values = { office: 'Office <of> "Engagement"', city: 'Kansas City', name: 'Ana & Co', inviter: 'Lena', until: 'December 2' };
  for (const language of ['en', 'es'] as const) {
    const written = writeLetter('invitation', language, values, 'https://office.example/invite?token=a&b');
    expect(written.text).toContain('https://office.example/invite?token=a&b');
    expect(written.html).toContain('href="https://office.example/invite?token=a&amp;b"');
    expect(written.html).toContain('Ana &amp; Co');
    expect(written.html).not.toContain('<of>');
    expect(`${written.subject}${written.text}${written.html}`).not.toMatch(/\{\w+\}/);
  }
  expect(() => writeLetter('code', 'en', { office: 'A', name: 'B' })).toThrow(/code/);
});
