import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
let list: string;
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  list = (await c.one<{ id: string }>(`insert into mailing_lists (code, name) values ('news', 'News') returning id`)).id;
  await c.must('coordinator', 'record_choice', {
    p_address: 'ana@city.test',
    p_choice: { add: [list] },
    p_source: 'staff',
    p_note: 'Said so',
  });
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.exec('update journeys set is_on = false');
  await office.exec('delete from journey_steps');
  await office.exec('delete from registrations');
  await office.exec('delete from deliveries');
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
async function turnOn(kind: string, days: number): Promise<void> {
  const messages = [{ language: 'en', subject: 'Hello', blocks: [{ id: 'a', kind: 'text', text: 'Hello.' }] }];
  const steps = [{ days, name: `Letter of ${kind}`, messages }];
  const [p_id] = (await c.must('coordinator', 'add_journey_steps', { p_kind: kind, p_steps: steps, p_list: list })) as string[];
  await c.submit('coordinator', String(p_id));
  await c.must('manager', 'approve_campaign', { p_id });
  await c.must('manager', 'set_journey', { p_kind: kind, p_is_on: true });
}
const plan = async (at = inDays(0)) => (await office.service.rpc('plan_journeys', { p_now: at })).data;
type About = { event?: { starts_at: string }; deadline?: { due_on: string } };
const claim = async (at = inDays(0), p_lease_seconds = 60) => {
  const { data, error } = await office.service.rpc('claim_campaign_deliveries', { p_worker: at, p_lease_seconds, p_now: at });
  if (error) throw error;
  return (data as unknown as { to_address: string; person: { about?: About } }[]).map(({ to_address, person }) => ({
    to: to_address,
    about: person.about,
  }));
};
async function eventIn(days: number): Promise<string> {
  const sql = `insert into events (title, kind, status, starts_at, ends_at) values ('Clinic', 'clinic', 'confirmed', $1, $2) returning id`;
  const { id } = await c.one<{ id: string }>(sql, [inDays(days), inDays(days + 0.1)]);
  await office.exec(`insert into registrations (event_id, name, email) values ($1, 'Ana', 'ana@city.test')`, [id]);
  await office.exec('delete from deliveries');
  return id;
}

it('an event that is cancelled before its letter left is not announced, and is once it takes place after all', async () => {
  await turnOn('event_sequence', -2);
  const event = await eventIn(1.5);
  await office.exec(`update journeys set turned_on_at = now() - interval '9 days'`);
  expect(await plan()).toBe(1);
  await c.must('coordinator', 'set_event_status', { p_id: event, p_status: 'cancelled', p_reason: 'Snow' });
  expect(await claim()).toEqual([]);
  await c.must('coordinator', 'set_event_status', { p_id: event, p_status: 'confirmed' });
  expect(await plan()).toBe(1);
  expect(await claim()).toHaveLength(1);
});

it('a letter about an event that moved says its new time, and waits until that comes near', async () => {
  await turnOn('event_sequence', -2);
  const event = await eventIn(1.5);
  await office.exec(`update journeys set turned_on_at = now() - interval '9 days'`);
  expect(await plan()).toBe(1);
  await c.must('coordinator', 'move_event', { p_id: event, p_starts_at: inDays(5), p_ends_at: inDays(5.1) });
  expect(await claim()).toEqual([]);
  expect(await plan(inDays(2.9))).toBe(0);
  expect(await plan(inDays(3.2))).toBe(1);
  const [letter] = await claim(inDays(3.21));
  expect(Math.abs(Date.parse(letter?.about?.event?.starts_at ?? '') - Date.parse(inDays(5)))).toBeLessThan(60_000);
});

it('whoever signed off gets no word before the event; a letter that may have gone already goes no second time', async () => {
  await turnOn('event_sequence', -2);
  const event = await eventIn(1.5);
  await office.exec(`update journeys set turned_on_at = now() - interval '9 days'`);
  expect(await plan()).toBe(1);
  // A worker takes it and is gone.
  expect(await claim(inDays(0.001), 60)).toHaveLength(1);
  await office.exec(`update registrations set status = 'cancelled', cancelled_at = now() where event_id = $1`, [event]);
  expect(await claim(inDays(0.01))).toEqual([]);
  expect(await office.exec('select status, reason from deliveries where campaign_id is not null')).toEqual([
    { status: 'cancelled', reason: 'not_needed' },
  ]);
});

it('a deadline that is put off, and an inquiry that is opened again, take their waiting letters with them', async () => {
  await turnOn('deadline', 3);
  await turnOn('inquiry_closed', 1);
  const person = { name: 'Ana', emails: [{ address: 'ana@city.test' }] };
  const resident = String(await c.must('staff', 'save_resident', { p_resident: person }));
  const { id: deadline } = await c.one<{ id: string }>(
    `insert into deadlines (title, due_on) values ('Rent relief', office_today() + 3) returning id`,
  );
  expect(await plan()).toBe(1);
  await office.exec('update deadlines set due_on = due_on + 8 where id = $1', [deadline]);
  expect(await claim()).toEqual([]);
  expect(await plan()).toBe(0);
  const inquiry = await c.one<{ id: string; version: number }>(
    `insert into inquiries (subject, channel, topic_id, resident_id) select 'Water', 'phone', id, $1 from topics limit 1 returning id, version`,
    [resident],
  );
  const closing = { p_id: inquiry.id, p_version: inquiry.version, p_resolution_code: 'answered', p_note: 'Told.' };
  const version = (await c.must('staff', 'close_inquiry', closing)) as number;
  expect(await plan(inDays(1.1))).toBe(1);
  await c.must('staff', 'reopen_inquiry', { p_id: inquiry.id, p_version: version, p_reason: 'Again' });
  expect(await claim(inDays(1.2))).toEqual([]);
});
