import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMailer } from '../../../src/server/mail/send.ts';
import { notificationsDigest } from '../../../src/server/worker/jobs/notifications-digest.ts';
import { type Mailbox, openMailbox, textOf } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let mailbox: Mailbox;
const day = '2026-11-25';
beforeAll(async () => {
  office = await openOffice();
  mailbox = await openMailbox();
  office.mail = openMailer({ smtpUrl: mailbox.url, from: 'Office <office@city.example>' });
  office.address.url = 'https://office.city.example';
  // Others want no letter: each test says who does.
  await office.exec(`insert into preferences (staff_id, wants_digest) select id, role in ('staff', 'manager') from staff`);
});
afterAll(async () => {
  office.mail.close();
  await mailbox.close();
  await office.close();
});

const run = (on: string, hour: number) => notificationsDigest.run(office, { day: on, hour });

test('each person gets one letter a day, in their language, with what is theirs; whoever has nothing gets none', async () => {
  await office.exec(`update preferences set locale = 'es' where staff_id = (select id from staff where role = 'staff')`);
  await office.exec(
    `insert into inquiries (subject, channel, topic_id, assigned_to) select 'Recibo de agua <b>', 'phone', (select id from topics limit 1), id from staff where role = 'staff'`,
  );
  await office.exec('alter table inquiries disable trigger user');
  await office.exec(`update inquiries set due_on = '2026-11-20'`);
  await office.exec('alter table inquiries enable trigger user');
  await run(day, 8);
  await run(day, 8);
  await run(day, 9);
  const staff = mailbox.letters.filter((letter) => letter.to.includes('staff@office.example'));
  expect(staff).toHaveLength(1);
  expect(textOf(staff[0] ?? { from: '', to: [], source: '' })).toContain('Suyas y atrasadas: 1');
  expect(textOf(staff[0] ?? { from: '', to: [], source: '' })).toContain('https://office.city.example/inquiries/');
  expect(staff[0]?.source).toContain('Auto-Submitted: auto-generated');
  const [, html = ''] = staff[0]?.source.split('Content-Type: text/html') ?? [];
  expect(html).toContain('agua &lt;b&gt;');
  expect(html).not.toContain('agua <b>');
  // The manager is told that the office is late; the viewer, who wants none, gets none.
  expect(mailbox.letters.map((letter) => letter.to[0]).sort()).toEqual(['manager@office.example', 'staff@office.example']);
});

test('a letter waits for the hour that its reader chose, and for a business day', async () => {
  mailbox.letters.length = 0;
  await office.exec(`update preferences set digest_hour = 10 where staff_id = (select id from staff where role = 'staff')`);
  await run('2026-11-30', 8);
  expect(mailbox.letters.filter((letter) => letter.to.includes('staff@office.example'))).toEqual([]);
  await run('2026-11-30', 10);
  expect(mailbox.letters.filter((letter) => letter.to.includes('staff@office.example'))).toHaveLength(1);
  mailbox.letters.length = 0;
  await run('2026-11-26', 12);
  await run('2026-11-28', 12);
  expect(mailbox.letters).toEqual([]);
});

test('a mail server that is away costs nobody their letter', async () => {
  mailbox.letters.length = 0;
  const working = office.mail;
  office.mail = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'office@city.example' });
  await expect(run('2026-12-01', 12)).rejects.toThrow();
  office.mail.close();
  office.mail = working;
  await run('2026-12-01', 12);
  expect(mailbox.letters.map((letter) => letter.to[0]).sort()).toEqual(['manager@office.example', 'staff@office.example']);
});

test('an address that takes no letters holds up nobody else, and is not tried again that day', async () => {
  mailbox.letters.length = 0;
  await office.exec(`update staff set email = 'nobody@office.example' where role = 'staff'`);
  await run('2026-12-02', 12);
  await run('2026-12-02', 13);
  expect(mailbox.letters.map((letter) => letter.to[0])).toEqual(['manager@office.example']);
  await office.exec(`update staff set email = 'staff@office.example' where role = 'staff'`);
});

test('without mail nothing is taken, so that it goes out when mail is set up', async () => {
  const working = office.mail;
  office.mail = openMailer(null);
  await run('2026-12-03', 12);
  office.mail = working;
  expect(await office.exec(`select day from private.digests where day = '2026-12-03'`)).toEqual([]);
});

test('the job is wanted once an hour, in the hours of the day', () => {
  const clock = { today: day, firstBusinessDay: '2026-11-02', since: '2026-01-01' };
  expect(notificationsDigest.wanted({ ...clock, hour: 3 })).toBeNull();
  expect(notificationsDigest.wanted({ ...clock, hour: 8 })?.key).toBe('notifications.digest:2026-11-25:8');
});
