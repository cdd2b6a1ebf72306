import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
let list: string;
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  list = (await c.one<{ id: string }>(`insert into mailing_lists (code, name) values ('news', 'News') returning id`)).id;
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.exec('delete from deliveries');
  await office.exec('update journeys set is_on = false');
  await office.exec('delete from journey_steps');
  await office.exec('delete from subscribers');
});

const message = { language: 'en', subject: 'Hello', blocks: [{ id: 'a', kind: 'text', text: 'Hello there.' }] };
async function add(days = 0): Promise<string> {
  const steps = [{ days, name: 'Welcome', messages: [message] }];
  return ((await c.must('coordinator', 'add_journey_steps', { p_kind: 'welcome', p_steps: steps, p_list: list })) as string[])[0] ?? '';
}
async function approved(days = 0): Promise<string> {
  const id = await add(days);
  await c.submit('coordinator', id);
  await c.must('manager', 'approve_campaign', { p_id: id });
  return id;
}
const turn = (is_on: boolean) => c.must('manager', 'set_journey', { p_kind: 'welcome', p_is_on: is_on });
const undoLast = async (role: 'coordinator' | 'manager' = 'manager') => {
  const { data, error } = await c.undo(role, await c.lastSet());
  return { error, refused: (data as { refused?: unknown } | null)?.refused ?? null };
};
const status = async (id: string) => (await c.one<{ status: string }>('select status from campaigns where id = $1', [id])).status;
const isOn = async () => (await c.one<{ is_on: boolean }>(`select is_on from journeys where kind = 'welcome'`)).is_on;
const letters = (id: string) =>
  office.exec<{ status: string; reason: string | null }>('select status, reason from deliveries where campaign_id = $1', [id]);
async function joined(address: string): Promise<void> {
  await office.exec(
    `with s as (insert into subscribers (address) values ($1) returning id) insert into subscriptions (subscriber_id, list_id, status) select id, $2, 'subscribed' from s`,
    [address, list],
  );
}
const plan = async () => (await office.service.rpc('plan_journeys', {})).data;

describe('undoing what was done to a journey', () => {
  it('takes back that it was switched on: its letters are approved as before, and what waits is not sent', async () => {
    const id = await approved();
    await turn(true);
    const act = await c.lastSet();
    await joined('ana@city.test');
    expect(await plan()).toBe(1);
    expect((await c.undo('manager', act)).error).toBeNull();
    expect([await isOn(), await status(id)]).toEqual([false, 'approved']);
    expect(await letters(id)).toEqual([{ status: 'cancelled', reason: 'journey_off' }]);
    expect(await plan()).toBe(0);
  });

  it('takes back that it was switched off: whoever waited waits again, and nobody twice', async () => {
    const id = await approved();
    await turn(true);
    await joined('ana@city.test');
    expect(await plan()).toBe(1);
    await turn(false);
    expect(await letters(id)).toEqual([{ status: 'cancelled', reason: 'journey_off' }]);
    expect(await undoLast()).toEqual({ error: null, refused: null });
    expect([await isOn(), await status(id)]).toEqual([true, 'sending']);
    expect(await letters(id)).toEqual([{ status: 'waiting', reason: null }]);
    expect(await plan()).toBe(0);
  });

  it('puts a letter back that was taken out while it went out, with those who waited for it', async () => {
    const id = await approved();
    await turn(true);
    await joined('ana@city.test');
    expect(await plan()).toBe(1);
    const step = (await c.one<{ id: string }>('select id from journey_steps where campaign_id = $1', [id])).id;
    await c.must('coordinator', 'remove_journey_step', { p_id: step });
    expect([await status(id), (await letters(id))[0]?.status]).toEqual(['cancelled', 'cancelled']);
    expect(await undoLast('coordinator')).toEqual({ error: null, refused: null });
    expect([await status(id), (await letters(id))[0]?.status]).toEqual(['sending', 'waiting']);
  });

  it('puts a letter back into a journey that was switched off since as one that is approved', async () => {
    const [first, second] = [await approved(0), await approved(3)];
    await turn(true);
    const step = (await c.one<{ id: string }>('select id from journey_steps where campaign_id = $1', [first])).id;
    await c.must('coordinator', 'remove_journey_step', { p_id: step });
    const act = await c.lastSet();
    await turn(false);
    expect((await c.undo('coordinator', act)).error).toBeNull();
    expect([await status(first), await status(second)]).toEqual(['approved', 'approved']);
  });

  it('removes drafts that were added, and refuses once somebody wrote in them or they were sent', async () => {
    const id = await add();
    const act = await c.lastSet();
    expect(await undoLast('coordinator')).toEqual({ error: null, refused: null });
    expect(await office.exec('select from campaigns where id = $1', [id])).toEqual([]);
    expect((await c.undo('coordinator', act)).error?.hint).toBe('undo_undone');
    const other = await add();
    const added = await c.lastSet();
    await c.must('coordinator', 'save_campaign', { p_campaign: { name: 'Another name' }, p_id: other });
    const { data } = await c.undo('coordinator', added);
    expect((data as { refused: { count: number } }).refused.count).toBeGreaterThan(0);
    expect(await status(other)).toBe('draft');
  });

  it('is for whoever may switch it: a coordinator undoes no switch', async () => {
    await approved();
    await turn(true);
    expect((await undoLast('coordinator')).error?.code).toBe('42501');
    expect(await isOn()).toBe(true);
  });
});

describe('a letter that was taken back', () => {
  it('goes out again when a manager says so, and a change of it asks for approval first', async () => {
    const id = await approved();
    await turn(true);
    await c.must('coordinator', 'rest_journey_letter', { p_campaign: id });
    expect(await status(id)).toBe('approved');
    expect((await c.call('coordinator', 'begin_journey_letter', { p_campaign: id })).error?.code).toBe('42501');
    await c.must('manager', 'begin_journey_letter', { p_campaign: id });
    expect(await status(id)).toBe('sending');
    await c.must('coordinator', 'rest_journey_letter', { p_campaign: id });
    await c.must('coordinator', 'save_campaign', { p_campaign: { messages: [{ ...message, subject: 'Welcome' }] }, p_id: id });
    expect(await status(id)).toBe('draft');
    expect((await c.call('manager', 'begin_journey_letter', { p_campaign: id })).error?.hint).toBe('journey_letter_not_ready');
    await c.submit('coordinator', id);
    await c.must('manager', 'approve_campaign', { p_id: id });
    expect(await status(id)).toBe('sending');
  });
  it('waits while its journey is off', async () => {
    const id = await approved();
    expect((await c.call('manager', 'begin_journey_letter', { p_campaign: id })).error?.hint).toBe('journey_letter_not_ready');
  });
});

it('the page of journeys counts who got a letter, who waits, and who had enough', async () => {
  const id = await approved();
  const rows = [
    ['a', 'sent', null],
    ['b', 'sent', null],
    ['c', 'waiting', null],
    ['d', 'cancelled', 'frequency'],
    ['e', 'cancelled', 'journey_off'],
  ];
  for (const [name, state, reason] of rows)
    await office.exec(
      `insert into deliveries (kind, key, campaign_id, to_address, language, status, reason, settled_at)
       values ('campaign.letter', $1, $2, $3, 'en', $4::text, $5, case when $4 <> 'waiting' then now() end)`,
      [`counted:${name}`, id, `${name}@city.test`, state, reason],
    );
  const { data } = await office.as('viewer').rpc('journey_counts');
  expect((data as { letters: Record<string, unknown> }).letters[id]).toEqual({ sent: 2, waiting: 1, left_out: 1 });
});

it('journeys and bulletins judge alike who has had enough letters, whatever somebody got and chose', async () => {
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  await office.exec('update settings set mail_cap_letters = 3, mail_cap_days = 10');
  const campaign = (await c.one<{ id: string }>(`insert into campaigns (name, list_id) values ('All', $1) returning id`, [list])).id;
  await office.exec('update mailing_lists set needs_consent = false where id = $1', [list]);
  const addresses: string[] = [];
  for (let n = 0; n < 80; n++) {
    const address = `reader${n}@city.test`;
    addresses.push(address);
    await office.exec(
      `with r as (insert into residents (name) values ($1) returning id) insert into resident_emails (resident_id, address) select id, $1 from r`,
      [address],
    );
    if (next(3) > 0)
      await office.exec('insert into subscribers (address, frequency) values ($1, $2)', [address, ['every', 'weekly', 'monthly'][next(3)]]);
    for (let letter = next(6); letter > 0; letter--)
      await office.exec(
        `insert into deliveries (kind, key, campaign_id, to_address, language, status, send_at, settled_at)
         values ('campaign.letter', gen_random_uuid()::text, $1, $2, 'en', $3::text, now() + make_interval(hours => $4::integer), case when $3 <> 'waiting' then now() + make_interval(hours => $4::integer) end)`,
        [
          (
            await c.one<{ id: string }>(`insert into campaigns (name, list_id, frozen_at) values ('Before', $1, now()) returning id`, [
              list,
            ])
          ).id,
          address,
          ['sent', 'sent', 'failed', 'waiting'][next(4)],
          next(1200) - 900,
        ],
      );
  }
  const bulletins = await office.exec<{ address: string }>(
    `select address from private.campaign_recipients($1) where reason = 'frequency' order by address`,
    [campaign],
  );
  const journeys = await office.exec<{ address: string }>(
    `select f as address from private.written_enough($1::text[], private.local_date(now())) f order by f`,
    [addresses],
  );
  expect(bulletins.length).toBeGreaterThan(10);
  expect(bulletins.length).toBeLessThan(70);
  expect(journeys).toEqual(bulletins);
});
