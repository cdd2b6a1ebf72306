import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { submitCampaign } from '../../support/submit-campaign.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const message = { language: 'en', subject: 'Hello', blocks: [{ id: 'a', kind: 'text', text: 'Hello there.' }] };
let list: string;
let count = 0;

/** Everything of before goes: each test has journeys that are off and nobody waiting. */
beforeEach(async () => {
  await office.exec('delete from deliveries');
  await office.exec(`update journeys set is_on = false`);
  await office.exec('delete from journey_steps');
  await office.exec('delete from deadlines');
  await office.exec('delete from suppressions');
  count++;
  list = String(
    (await office.exec<{ id: string }>(`insert into mailing_lists (code, name) values ('news-${count}', 'News ${count}') returning id`))[0]
      ?.id,
  );
});

const ask = async (role: Parameters<TestOffice['as']>[0], name: string, args: object) =>
  await office.as(role).rpc(name as 'plan_journeys', args as never);
const done = async (role: Parameters<TestOffice['as']>[0], name: string, args: object): Promise<unknown> => {
  const { data, error } = await ask(role, name, args);
  if (error) throw error;
  return data;
};
/** A journey with one letter, approved by a manager who did not write it, and switched on. */
async function turnOn(kind: string, days: number): Promise<string> {
  const [campaign = ''] = (await done('coordinator', 'add_journey_steps', {
    p_kind: kind,
    p_steps: [{ days, name: `Letter of ${kind}`, messages: [message] }],
    p_list: list,
  })) as string[];
  await submitCampaign(office, 'coordinator', campaign);
  await done('manager', 'approve_campaign', { p_id: campaign });
  await done('manager', 'set_journey', { p_kind: kind, p_is_on: true });
  return campaign;
}
const inDays = (days: number, from = new Date()) => new Date(from.getTime() + days * 86_400_000).toISOString();
const plan = async (at: string) => (await office.service.rpc('plan_journeys', { p_now: at })).data;
const letters = (campaign: string) =>
  office.exec<{ to_address: string; status: string; reason: string | null }>(
    'select to_address, status, reason from deliveries where campaign_id = $1 order by to_address, status',
    [campaign],
  );
async function subscribe(address: string, to = list): Promise<void> {
  await office.exec(
    `with s as (insert into subscribers (address) values ($1) on conflict (address) do update set language = subscribers.language returning id)
     insert into subscriptions (subscriber_id, list_id, status) select id, $2, 'subscribed' from s`,
    [address, to],
  );
}

describe('a journey', () => {
  it('is switched on by a manager, and not before one of its letters is approved', async () => {
    await done('coordinator', 'add_journey_steps', {
      p_kind: 'welcome',
      p_steps: [{ days: 0, name: 'Welcome', messages: [message] }],
      p_list: list,
    });
    expect((await ask('coordinator', 'set_journey', { p_kind: 'welcome', p_is_on: true })).error?.code).toBe('42501');
    expect((await ask('manager', 'set_journey', { p_kind: 'welcome', p_is_on: true })).error?.message).toContain(
      'None of its letters is approved',
    );
  });

  it('welcomes whoever joined since it was switched on, once, when the days are over', async () => {
    await subscribe('before@city.test');
    await office.exec(`update consents set created_at = now() - interval '2 days' where address = 'before@city.test'`);
    const campaign = await turnOn('welcome', 3);
    await subscribe('joined@city.test');
    expect(await plan(inDays(1))).toBe(0);
    expect(await plan(inDays(3.1))).toBe(1);
    expect(await plan(inDays(4))).toBe(0);
    expect(await letters(campaign)).toEqual([{ to_address: 'joined@city.test', status: 'waiting', reason: null }]);
  });

  it('writes to nobody who left again, is suppressed, or paused', async () => {
    const campaign = await turnOn('welcome', 1);
    for (const name of ['left', 'gone', 'rests']) await subscribe(`${name}@city.test`);
    await office.exec(
      `update subscriptions set status = 'unsubscribed' where subscriber_id = (select id from subscribers where address = 'left@city.test') and list_id = $1`,
      [list],
    );
    await office.exec(`insert into suppressions (address, reason) values ('gone@city.test', 'by_hand')`);
    await office.exec(`update subscribers set paused_until = '2999-01-01' where address = 'rests@city.test'`);
    expect(await plan(inDays(1.5))).toBe(0);
    expect(await letters(campaign)).toEqual([]);
  });

  it('waits while somebody has had enough letters, at most a week, and then leaves them out for good', async () => {
    const campaign = await turnOn('welcome', 1);
    await subscribe('busy@city.test');
    await office.exec(
      `with c as (insert into campaigns (name, list_id) values ('Many', $1) returning id)
       insert into deliveries (kind, key, campaign_id, to_address, language, status, settled_at)
       select 'campaign.letter', 'many:' || n, c.id, 'busy@city.test', 'en', 'sent', now() + make_interval(days => n) from c, generate_series(1, 12) n`,
      [list],
    );
    expect(await plan(inDays(2))).toBe(0);
    expect(await letters(campaign)).toEqual([]);
    expect(await plan(inDays(8.5))).toBe(0);
    expect(await letters(campaign)).toEqual([{ to_address: 'busy@city.test', status: 'cancelled', reason: 'frequency' }]);
    expect(await plan(inDays(8.7))).toBe(0);
  });

  it('writes before an event to who is registered, and after it to who came', async () => {
    const before = await turnOn('event_sequence', -2);
    const [after = ''] = (await done('coordinator', 'add_journey_steps', {
      p_kind: 'event_sequence',
      p_steps: [{ days: 1, name: 'After', messages: [message] }],
      p_list: list,
    })) as string[];
    await submitCampaign(office, 'coordinator', after);
    await done('manager', 'approve_campaign', { p_id: after });
    await office.exec(`update journeys set turned_on_at = now() - interval '30 days'`);
    const [event] = await office.exec<{ id: string }>(
      `insert into events (title, kind, status, starts_at, ends_at) values ('Clinic', 'clinic', 'confirmed', now() + interval '1 day', now() + interval '26 hours') returning id`,
    );
    const [held] = await office.exec<{ id: string }>(
      `insert into events (title, kind, status, starts_at, ends_at) values ('Class', 'training', 'held', now() - interval '3 days', now() - interval '70 hours') returning id`,
    );
    await office.exec(
      `with r as (insert into registrations (event_id, name, email) values ($1, 'Ana', 'ana@city.test'), ($2, 'Ben', 'ben@city.test'), ($2, 'Cy', 'cy@city.test') returning id, name, event_id)
       insert into attendances (event_id, registration_id, name, client_key) select event_id, id, name, gen_random_uuid() from r where name = 'Ben'`,
      [event?.id, held?.id],
    );
    for (const name of ['ana', 'ben', 'cy']) await subscribe(`${name}@city.test`);
    await office.exec(`delete from deliveries where campaign_id is null`);
    expect(await plan(inDays(0))).toBe(2);
    expect((await letters(before)).map(({ to_address }) => to_address)).toEqual(['ana@city.test']);
    expect((await letters(after)).map(({ to_address }) => to_address)).toEqual(['ben@city.test']);
  });

  it('asks after a closed inquiry, without anybody having asked for a list, and "no" opens it again', async () => {
    const campaign = await turnOn('inquiry_closed', 2);
    const person = { name: 'Rosa Peña', preferred_language: 'es', emails: [{ address: 'rosa@city.test' }] };
    const resident = String(await done('staff', 'save_resident', { p_resident: person }));
    const [inquiry] = await office.exec<{ id: string; version: number }>(
      `insert into inquiries (subject, channel, topic_id, resident_id) select 'Water line', 'phone', id, $1 from topics limit 1 returning id, version`,
      [resident],
    );
    await done('staff', 'close_inquiry', {
      p_id: inquiry?.id,
      p_version: inquiry?.version,
      p_resolution_code: 'answered',
      p_note: 'Told which office.',
    });
    expect(await plan(inDays(1))).toBe(0);
    expect(await plan(inDays(2.1))).toBe(1);
    expect(await letters(campaign)).toEqual([{ to_address: 'rosa@city.test', status: 'waiting', reason: null }]);
    expect(
      (await office.service.rpc('answer_closing', { p_inquiry: String(inquiry?.id), p_answer: 'no', p_words: 'It is still broken.' })).data,
    ).toBe('reopened');
    expect(await office.exec('select status from inquiries where id = $1', [inquiry?.id])).toEqual([{ status: 'in_progress' }]);
    expect((await office.service.rpc('answer_closing', { p_inquiry: String(inquiry?.id), p_answer: 'yes' })).data).toBe('kept');
  });

  it('writes before a deadline to its audience, each person once for each deadline', async () => {
    const campaign = await turnOn('deadline', 7);
    const person = { name: 'Ben Okafor', emails: [{ address: 'ben.o@city.test' }] };
    await done('staff', 'save_resident', { p_resident: person });
    await subscribe('ben.o@city.test');
    await office.exec(`insert into deadlines (title, due_on) values ('Rent relief closes', current_date + 20)`);
    expect(await plan(inDays(5))).toBe(0);
    expect(await plan(inDays(14))).toBe(1);
    expect(await plan(inDays(15))).toBe(0);
    expect((await letters(campaign)).map(({ to_address }) => to_address)).toEqual(['ben.o@city.test']);
  });

  it('on, with nobody whose time has come, it keeps no worker awake', async () => {
    await turnOn('welcome', 0);
    expect((await office.service.rpc('campaigns_due_in')).data).toBeNull();
    await subscribe('new@city.test');
    await plan(inDays(0.01));
    expect((await office.service.rpc('campaigns_due_in', { p_now: inDays(0.02) })).data).toBe(0);
  });

  it('switched off takes back what waits, and writes no more', async () => {
    const campaign = await turnOn('welcome', 0);
    await subscribe('ana2@city.test');
    expect(await plan(inDays(0.1))).toBe(1);
    expect(await done('manager', 'set_journey', { p_kind: 'welcome', p_is_on: false })).toEqual({ is_on: false, cancelled: 1 });
    await subscribe('ben2@city.test');
    expect(await plan(inDays(0.2))).toBe(0);
    expect(await letters(campaign)).toEqual([{ to_address: 'ana2@city.test', status: 'cancelled', reason: 'journey_off' }]);
  });
});
