import ical, { type VEvent } from 'node-ical';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readLink } from '../../../src/server/links/signed-link.ts';
import { openMailer } from '../../../src/server/mail/send.ts';
import { signLetters } from '../../../src/server/mail/signature.ts';
import { type Mailbox, openMailbox, type Received, textOf } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { makeEvent, register, sendAt } from './fixture.ts';

let office: TestOffice;
let mailbox: Mailbox;
const soon = () => new Date(Date.now() + 1000).toISOString();
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const subjectOf = ({ source }: Received) => decode(/^Subject: ((?:.|\r?\n[ \t])+)/im.exec(source)?.[1] ?? '');
const htmlOf = ({ source }: Received) => {
  const part = source.split(/\r?\n--/).find((one) => /content-type: text\/html/i.test(one)) ?? '';
  return Buffer.from(
    part.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
};
const decode = (header: string) =>
  header
    .replace(/\?=\r?\n[ \t]+=\?/g, '?==?')
    .replace(/\r?\n[ \t]/g, ' ')
    .replace(/=\?utf-8\?(Q|B)\?(.*?)\?=/gi, (_all, how: string, text: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(
            text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, (_one, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8'),
    );
const only = (address: string): Received => {
  const found = mailbox.letters.filter((letter) => letter.to.includes(address));
  expect(found).toHaveLength(1);
  return found[0] as Received;
};
const calendarIn = ({ source }: Received) => {
  const part = source.split(/\r?\n--/).find((one) => /content-type: text\/calendar/i.test(one)) ?? '';
  const text = Buffer.from(part.slice(part.search(/\r?\n\r?\n/)), 'base64').toString('utf8');
  return Object.values(ical.sync.parseICS(text)).find((one): one is VEvent => one?.type === 'VEVENT');
};

beforeAll(async () => {
  office = await openOffice();
  mailbox = await openMailbox();
  office.mail = signLetters(openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' }), office.service);
  office.address.url = 'https://office.city.example';
  await office.exec(`update settings set mail_from_name = 'Citizen Engagement', mail_reply_to = 'engage@city.example'`);
});
beforeEach(async () => {
  await office.exec(`update deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now() where status = 'waiting'`);
  mailbox.letters.length = 0;
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

test('a confirmation says when in the clock of the event, where, how to get in, who interprets, and carries the event for the calendar', async () => {
  const event = await makeEvent(office, {
    room: 'Room 3',
    accessibility: 'Ramp on the north side.',
    slug: 'budget',
    published_at: '2026-11-01T00:00:00Z',
  });
  await office.exec(
    `insert into event_languages (event_id, language, mode, booking) values ($1, 'en', 'spoken', 'wanted'), ($1, 'es', 'interpreted', 'booked'), ($1, 'vi', 'interpreted', 'asked')`,
    [event],
  );
  const registration = await register(office, event, 'rosa@example.org', { seats: 3 });
  await sendAt(office, soon());
  const letter = only('rosa@example.org');
  const text = textOf(letter);
  expect(subjectOf(letter)).toBe('You are registered: Budget meeting');
  expect(text).toContain('Hello Rosa Peña,');
  expect(text).toContain('When: Sunday, March 14, 2038, 6:00 – 7:30 PM (Central Time)');
  expect(text).toContain('Where: Central Library, 14 W 10th St');
  expect(text).toContain('Room: Room 3');
  expect(text).toContain('Accessibility: Ramp on the north side.');
  expect(text).toContain('Languages: held in English; with an interpreter for Spanish');
  expect(text).not.toContain('Vietnamese');
  expect(text).toContain('Places: 3');
  expect(letter.source).toMatch(/^From: "?Citizen Engagement"? <office@city\.example>/im);
  expect(letter.source).toMatch(/^Reply-To: engage@city\.example/im);
  expect(letter.source).toMatch(/^Auto-Submitted: auto-generated/im);
  expect(letter.source).toMatch(/^Content-Language: en/im);
  expect(letter.source).not.toMatch(/^List-Unsubscribe/im);
  const token = /https:\/\/office\.city\.example\/r\/(\S+)/.exec(text)?.[1] ?? '';
  expect(await readLink(office, 'registration', token)).toBe(registration);
  expect(htmlOf(letter)).toContain(`/r/${token}"`);
  const entry = calendarIn(letter);
  const [{ uid } = { uid: '' }] = await office.exec<{ uid: string }>('select uid from events where id = $1', [event]);
  expect(entry?.uid).toBe(uid);
  expect(entry?.url).toBe('https://office.city.example/e/budget');
});

test('a letter is in the reader’s language, with the title that somebody wrote in it; where there are no words it is in English and says so', async () => {
  const event = await makeEvent(office, { translations: JSON.stringify({ es: { title: 'Reunión del presupuesto' } }) });
  await register(office, event, 'rosa@example.org', { language: 'es' });
  await register(office, event, 'linh@example.org', { language: 'vi', name: 'Linh' });
  await sendAt(office, soon());
  const spanish = only('rosa@example.org');
  expect(subjectOf(spanish)).toBe('Su inscripción está confirmada: Reunión del presupuesto');
  expect(textOf(spanish)).toContain('Cuándo: domingo, 14 de marzo de 2038, 6:00–7:30 p.m. (hora central)');
  expect(htmlOf(spanish)).toContain('<html lang="es">');
  const other = only('linh@example.org');
  expect(subjectOf(other)).toBe('You are registered: Budget meeting');
  expect(htmlOf(other)).toContain('<html lang="en">');
  expect(other.source).toMatch(/^Content-Language: en/im);
});

test('the whole sequence arrives, each letter once: registered, changed, the day before, two hours before, thanks', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org');
  await sendAt(office, soon());
  await office.exec(`update events set place_name = 'Town Hall', address = '414 E 12th St' where id = $1`, [event]);
  await sendAt(office, later(6));
  const before = ['2038-03-13T16:59:00Z', '2038-03-13T17:00:00Z', '2038-03-13T17:01:00Z', '2038-03-14T20:59:00Z', '2038-03-14T21:00:00Z'];
  for (const now of before) await Promise.all([sendAt(office, now, 'one'), sendAt(office, now, 'two')]);
  await office.exec(`insert into attendances (event_id, registration_id, name, client_key) values ($1, $2, 'Rosa', gen_random_uuid())`, [
    event,
    registration,
  ]);
  for (const now of ['2038-03-15T14:59:00Z', '2038-03-15T15:00:00Z', '2038-03-15T16:00:00Z']) await sendAt(office, now);
  expect(mailbox.letters.map(subjectOf)).toEqual([
    'You are registered: Budget meeting',
    'Changed: Budget meeting',
    'Reminder: Budget meeting, Sunday, March 14',
    'Soon: Budget meeting, 6:00 PM',
    'Thank you for coming to Budget meeting',
  ]);
  const changed = textOf(mailbox.letters[1] as Received);
  expect(changed).toContain('Where, before: Central Library, 14 W 10th St');
  expect(changed).toContain('Where, now: Town Hall, 414 E 12th St');
  expect(changed).not.toContain('When, before');
  const token = /https:\/\/office\.city\.example\/thanks\/(\S+)/.exec(textOf(mailbox.letters[4] as Received))?.[1] ?? '';
  expect(await readLink(office, 'thanks', token)).toBe(registration);
});

test('a cancelled event is told with its reason, strikes the calendar’s entry, and nothing follows', async () => {
  const event = await makeEvent(office);
  await register(office, event, 'rosa@example.org');
  await sendAt(office, soon());
  mailbox.letters.length = 0;
  await office.exec(`update events set status = 'cancelled', cancelled_reason = 'Ice on the roads' where id = $1`, [event]);
  await sendAt(office, later(6));
  await sendAt(office, '2038-03-13T17:00:00Z');
  const letter = only('rosa@example.org');
  expect(subjectOf(letter)).toBe('Cancelled: Budget meeting, Sunday, March 14');
  expect(textOf(letter)).toContain('Reason: Ice on the roads');
  expect(calendarIn(letter)?.status).toBe('CANCELLED');
});

test('an offer says until when, in the clock of the event', async () => {
  const event = await makeEvent(office);
  const registration = await register(office, event, 'rosa@example.org', { status: 'waitlisted' });
  await office.exec(`update registrations set status = 'offered', offered_until = '2038-03-01T18:30:00Z' where id = $1`, [registration]);
  await sendAt(office, soon());
  expect(textOf(only('rosa@example.org'))).toContain('It is kept for you until Monday, March 1 at 12:30 PM (Central Time)');
});

test('what people type becomes neither a header nor markup, and an advertisement is not a name', async () => {
  const hostile = `<script>alert(1)</script> "x"`;
  const event = await makeEvent(office, {
    title: `Budget\r\nBcc: all@city.example ${hostile}`,
    accessibility: `<img src=x onerror=alert(1)>`,
    place_name: hostile,
  });
  await register(office, event, 'rosa@example.org', { name: 'Rosa\r\nBcc: everybody@city.example\r\n\r\n<b>x</b>' });
  await register(office, event, 'spam@example.org', { name: 'Win now at http://evil.example' });
  await sendAt(office, soon());
  const letter = only('rosa@example.org');
  const [head = ''] = letter.source.split(/\r?\n\r?\n/);
  expect(head).not.toMatch(/^Bcc/im);
  expect(letter.to).toEqual(['rosa@example.org']);
  expect(htmlOf(letter)).not.toMatch(/<script|<img|<b>/);
  expect(htmlOf(letter)).toContain('&lt;script&gt;');
  const spam = only('spam@example.org');
  expect(textOf(spam)).toMatch(/^Hello,/);
  expect(spam.source).not.toContain('evil.example');
});

test('the office’s own paragraph stands in the letter, in the reader’s language', async () => {
  const event = await makeEvent(office);
  const saved = await office.as('coordinator').rpc('save_event_letters', {
    p_event: event,
    p_letters: [{ kind: 'registration.confirmed', is_on: true, words: { en: 'Bring a <pen>.', es: 'Traiga un lápiz.' } }],
  });
  expect(saved.error).toBeNull();
  await register(office, event, 'rosa@example.org', { language: 'es' });
  await register(office, event, 'tom@example.org');
  await sendAt(office, soon());
  expect(textOf(only('rosa@example.org'))).toContain('Traiga un lápiz.');
  expect(htmlOf(only('tom@example.org'))).toContain('Bring a &lt;pen&gt;.');
});
