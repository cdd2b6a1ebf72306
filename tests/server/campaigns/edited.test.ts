import { afterAll, beforeAll, expect, test } from 'vitest';
import { campaignsSend } from '../../../src/server/worker/jobs/campaigns-send.ts';
import { campaignsOf } from '../../database/campaigns/flow-support.ts';
import { type Mailbox, openMailbox, textOf } from '../../support/mailbox.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  office = await openOffice({ SMTP_URL: mailbox.url, MAIL_FROM: 'office@city.example', PUBLIC_URL: 'https://office.city.example' });
});
afterAll(async () => {
  await office?.close();
  await mailbox?.close();
});

test('what is changed while a journey is on counts from the next letter on: its words, its events, the office and the list', {
  timeout: 180_000,
}, async () => {
  const c = campaignsOf(office);
  const { id: list } = await c.one<{ id: string }>(`insert into mailing_lists (code, name) values ('news', 'Old list') returning id`);
  const { id: event } = await c.one<{ id: string }>(
    `insert into events (title, kind, status, starts_at, ends_at, published_at, slug)
     values ('Old clinic', 'clinic', 'confirmed', now() + interval '5 days', now() + interval '121 hours', now(), 'clinic') returning id`,
  );
  const words = (text: string) => [
    {
      language: 'en',
      subject: 'Hello',
      blocks: [
        { id: 'a', kind: 'text', text },
        { id: 'b', kind: 'events', days: 60, limit: 3 },
      ],
    },
  ];
  const steps = [{ days: 0, name: 'Welcome', messages: words('Old words.') }];
  const [p_id] = (await c.must('coordinator', 'add_journey_steps', { p_kind: 'welcome', p_steps: steps, p_list: list })) as string[];
  const approve = async () => {
    await c.submit('coordinator', String(p_id));
    await c.must('manager', 'approve_campaign', { p_id });
  };
  await approve();
  await c.must('manager', 'set_journey', { p_kind: 'welcome', p_is_on: true });

  // One worker all along, which keeps what it has compiled.
  const letterTo = async (name: string) => {
    const p_address = `${name}@mail.test`;
    await c.must('coordinator', 'record_choice', { p_address, p_choice: { add: [list] }, p_source: 'staff', p_note: 'Said so' });
    await office.service.rpc('plan_journeys');
    while ((await campaignsSend.work(office, { worker: 'one', now: () => new Date(), isStopping: () => false })) === true);
    return textOf(await mailbox.letterTo(p_address));
  };
  expect(await letterTo('ana')).toMatch(/Old words\.[\s\S]*Old clinic[\s\S]*Old list/);

  await c.must('coordinator', 'rest_journey_letter', { p_campaign: p_id });
  await c.must('coordinator', 'save_campaign', { p_campaign: { messages: words('New words.') }, p_id });
  await approve();
  expect(await letterTo('ben')).toMatch(/New words\.[\s\S]*Old clinic/);

  await office.exec(`update mailing_lists set name = 'New list' where id = $1`, [list]);
  await office.exec(`update settings set address = '9 New Street'`);
  const moved = await letterTo('cy');
  expect(moved).toContain('9 New Street');
  expect(moved).toContain('New list');

  await office.exec(`update events set title = 'New clinic' where id = $1`, [event]);
  expect(await letterTo('eli')).toMatch(/New clinic/);
});
