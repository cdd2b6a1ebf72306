import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readReturnPath, returnPathOf } from '../../../src/server/campaigns/return-path.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { claim, lettersOf, makeCampaign, numbered, settle, stateOf } from './sending-fixture.ts';

let office: TestOffice;
// A Thursday at noon in Kansas City; each test has its own seconds.
const at = (seconds: number) => new Date(Date.UTC(2026, 6, 9, 17, 0, seconds)).toISOString();

beforeAll(async () => {
  office = await openOffice({ BOUNCE_ADDRESS: 'bounces@mail.city.example' });
});
beforeEach(async () => {
  await office.exec(`update deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now() where status = 'waiting'`);
  await office.exec(`update campaigns set status = 'sent' where status in ('sending', 'scheduled')`);
  await office.exec('update settings set mail_rate_per_second = 1000, mail_domain_rate_per_second = 1000');
  await office.exec('delete from private.mail_pace');
});
afterAll(() => office.close());

test('a campaign begins at its time, is handed out in batches to several workers, each letter to one, and is sent when nothing waits', async () => {
  const { id } = await makeCampaign(office, numbered(25), { scheduled_at: at(10) });
  expect(await claim(office, 'one', at(9))).toEqual([]);
  expect(await stateOf(office, id)).toMatchObject({ status: 'scheduled' });
  const batches = [await claim(office, 'one', at(10), 10), await claim(office, 'two', at(10), 10), await claim(office, 'one', at(10), 10)];
  expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
  expect(new Set(batches.flat().map((one) => one.id)).size).toBe(25);
  expect(await stateOf(office, id)).toMatchObject({ status: 'sending' });
  // Kept before anything is sent.
  expect((await lettersOf(office, id)).every((one) => one.message_id === `<${one.id}@office.city.example>`)).toBe(true);
  for (const [index, batch] of batches.entries()) {
    const outcomes = batch.map((one) => ({ id: one.id, state: 'sent', subject: 'Spring' }));
    expect(await settle(office, index === 1 ? 'two' : 'one', outcomes, at(11))).toEqual({ settled: batch.length, stopped: [] });
  }
  expect(await claim(office, 'one', at(12))).toEqual([]);
  expect(await stateOf(office, id)).toMatchObject({ status: 'sent' });
  expect((await lettersOf(office, id)).every((one) => one.status === 'sent' && one.leased_by === null && one.subject === 'Spring')).toBe(
    true,
  );
});

test('what a worker had that died is handed out again after its lease, as the same message', async () => {
  await makeCampaign(office, numbered(3));
  const first = await claim(office, 'dead', at(0));
  expect(await claim(office, 'alive', at(59))).toEqual([]);
  const second = await claim(office, 'alive', at(61));
  expect(second.map((one) => one.message_id).sort()).toEqual(first.map((one) => one.message_id).sort());
  // The dead one comes back and says what the mail server had answered: that it went is true, that it did not is not its to say.
  const [a, b, c] = first.map((one) => one.id) as [string, string, string];
  expect(
    await settle(
      office,
      'dead',
      [
        { id: a, state: 'sent' },
        { id: b, state: 'failed', reason: 'x' },
        { id: c, state: 'away' },
      ],
      at(62),
    ),
  ).toMatchObject({ settled: 1 });
});

test('all workers together hand out no more in a second than the campaign’s rate, and no more to one domain than the office’s', async () => {
  await office.exec('update settings set mail_domain_rate_per_second = 4');
  const { id } = await makeCampaign(
    office,
    [...numbered(50, 'big.test'), ...numbered(3, 'small.test', 'q'), ...numbered(2, 'other.test', 'r')],
    { rate_per_second: 9 },
  );
  const count = (batch: { to_address: string }[], domain: string) => batch.filter((one) => one.to_address.endsWith(domain)).length;
  const second = [
    ...(await claim(office, 'one', at(0), 5)),
    ...(await claim(office, 'two', at(0), 5)),
    ...(await claim(office, 'three', at(0), 5)),
  ];
  expect(second).toHaveLength(9);
  expect(count(second, 'big.test')).toBe(4);
  // Whoever is elsewhere does not wait behind the big domain.
  const next = [...(await claim(office, 'one', at(1))), ...(await claim(office, 'two', at(1)))];
  expect(count(next, 'big.test')).toBe(4);
  expect(second.length + next.length).toBe(13);
  expect((await claim(office, 'two', at(2))).length).toBe(4);
  expect((await lettersOf(office, id)).filter((one) => one.leased_by !== null)).toHaveLength(17);
  const { data } = await office.service.rpc('campaigns_due_in', { p_now: at(2) });
  expect(data).toBe(0);
});

test('past a domain that has had its share, what is due again goes first, then what was never tried; what is to wait waits', async () => {
  await office.exec('update settings set mail_domain_rate_per_second = 4');
  const { id } = await makeCampaign(office, [...numbered(20, 'big.test'), ...numbered(8, 'small.test', 'q')]);
  // All of the big domain stands before the small one, of which three letters were refused for now.
  await office.exec(`update deliveries set send_at = $2 where campaign_id = $1 and domain = 'small.test'`, [id, at(-30)]);
  const tried = `update deliveries set reason = 'Greylisted.', attempts = 1, send_at = $2 where campaign_id = $1`;
  await office.exec(`${tried} and to_address in ('q2@small.test', 'q5@small.test')`, [id, at(-1)]);
  await office.exec(`${tried} and to_address = 'q3@small.test'`, [id, at(60)]);
  const first = await claim(office, 'one', at(0), 8);
  const small = first.map((one) => one.to_address).filter((address) => address.endsWith('small.test'));
  expect(first).toHaveLength(8);
  expect(small).toHaveLength(4);
  expect(small).toEqual(expect.arrayContaining(['q2@small.test', 'q5@small.test']));
  const rest: string[] = [];
  for (const second of [1, 2, 3, 4]) rest.push(...(await claim(office, 'two', at(second), 8)).map((one) => one.to_address));
  expect(rest.filter((address) => address.endsWith('small.test'))).toHaveLength(3);
  expect(rest).not.toContain('q3@small.test');
  await office.exec(`update deliveries set status = 'sent', settled_at = now() where campaign_id = $1 and leased_by is not null`, [id]);
  expect((await claim(office, 'two', at(60))).map((one) => one.to_address)).toContain('q3@small.test');
});

test('when a letter was made stays as it was, whoever writes to it', async () => {
  const { id } = await makeCampaign(office, numbered(1));
  const made = async () =>
    (
      await office.exec<{ created_at: string; version: number }>('select created_at, version from deliveries where campaign_id = $1', [id])
    )[0];
  const before = await made();
  expect(before?.version).toBe(1);
  await office.service.from('deliveries').update({ created_at: '2000-01-01T00:00:00Z', version: 40 }).eq('campaign_id', id);
  expect(await made()).toEqual({ created_at: before?.created_at, version: 2 });
  const forged = {
    kind: 'campaign.letter',
    key: 'forged',
    campaign_id: id,
    to_address: 'x@mail.test',
    language: 'en',
    created_at: '2000-01-01T00:00:00Z',
  };
  expect((await office.as('admin').from('deliveries').insert(forged)).error).toMatchObject({ code: '42501' });
});

test('two campaigns share the workers by turns', async () => {
  const one = await makeCampaign(office, numbered(20));
  const two = await makeCampaign(office, numbered(20));
  const seen = new Set<string>();
  for (let second = 0; second < 2; second++) for (const { id } of await claim(office, 'w', at(second), 5)) seen.add(id);
  const held = async (id: string) => (await lettersOf(office, id)).filter((letter) => seen.has(letter.id)).length;
  expect([await held(one.id), await held(two.id)]).toEqual([5, 5]);
});

test('who left, is suppressed, never agreed or pauses is judged again at the claim, and told why', async () => {
  const { id, list } = await makeCampaign(office, ['stays@mail.test', 'left@mail.test', 'bad@mail.test', 'rests@mail.test']);
  await office.exec(
    `insert into subscribers (address, paused_until) values ('left@mail.test', null), ('rests@mail.test', '2026-08-01'), ('stays@mail.test', '2026-07-09')`,
  );
  await office.exec(
    `insert into subscriptions (subscriber_id, list_id, status) select id, $1, 'unsubscribed' from subscribers where address = 'left@mail.test'`,
    [list],
  );
  await office.exec(`insert into suppressions (address, reason) values ('bad@mail.test', 'hard_bounce')`);
  expect((await claim(office, 'w', at(0))).map((one) => one.to_address)).toEqual(['stays@mail.test']);
  const reasons = Object.fromEntries((await lettersOf(office, id)).map((one) => [one.to_address, one.reason]));
  expect(reasons).toEqual({
    'stays@mail.test': null,
    'left@mail.test': 'unsubscribed',
    'bad@mail.test': 'suppressed',
    'rests@mail.test': 'paused',
  });
  await office.exec('update mailing_lists set needs_consent = true where id = $1', [list]);
  await office.exec(`update deliveries set leased_until = null where campaign_id = $1`, [id]);
  expect(await claim(office, 'w', at(1))).toEqual([]);
  expect((await lettersOf(office, id)).find((one) => one.to_address === 'stays@mail.test')).toMatchObject({
    status: 'cancelled',
    reason: 'no_consent',
  });
});

test('while two subjects are tried, only who tries them is written to; the rest gets the one that was chosen', async () => {
  const { id } = await makeCampaign(office, numbered(10), { ab_share: 20 });
  await office.exec(
    `update deliveries set variant = case to_address when 'p1@mail.test' then 'a' when 'p2@mail.test' then 'b' end where campaign_id = $1`,
    [id],
  );
  const trial = await claim(office, 'w', at(0));
  expect(trial.map((one) => [one.to_address, one.variant]).sort()).toEqual([
    ['p1@mail.test', 'a'],
    ['p2@mail.test', 'b'],
  ]);
  await settle(
    office,
    'w',
    trial.map((one) => ({ id: one.id, state: 'sent' })),
    at(1),
  );
  expect(await claim(office, 'w', at(2))).toEqual([]);
  expect(await stateOf(office, id)).toMatchObject({ status: 'sending' });
  expect((await office.service.rpc('campaigns_due_in', { p_now: at(2) })).data).toBe(null);
  await office.exec(`update campaigns set ab_winner = 'b' where id = $1`, [id]);
  const rest = await claim(office, 'w', at(3));
  expect(rest.map((one) => one.variant)).toEqual(Array.from({ length: 8 }, () => 'b'));
});

test('a campaign for business hours waits for the next business day, holidays included', async () => {
  await makeCampaign(office, numbered(3), { in_business_hours: true });
  const claimAt = async (iso: string) => (await claim(office, 'w', iso, 1)).length;
  // The office's clock is America/Chicago: 2026-07-03 is Independence Day, observed.
  expect(await claimAt('2026-07-02T12:59:00Z')).toBe(0);
  expect(await claimAt('2026-07-02T13:00:00Z')).toBe(1);
  expect(await claimAt('2026-07-02T22:59:59Z')).toBe(1);
  expect(await claimAt('2026-07-02T23:00:00Z')).toBe(0);
  expect(await claimAt('2026-07-03T16:00:00Z')).toBe(0);
  expect(await claimAt('2026-07-05T16:00:00Z')).toBe(0);
  expect(await claimAt('2026-07-06T16:00:00Z')).toBe(1);
});

test('a paused campaign hands out nothing, and goes on where it was', async () => {
  const { id } = await makeCampaign(office, numbered(4));
  expect(await claim(office, 'w', at(0), 2)).toHaveLength(2);
  await office.exec(`update campaigns set status = 'paused' where id = $1`, [id]);
  expect(await claim(office, 'w', at(1))).toEqual([]);
  await office.exec(`update campaigns set status = 'sending' where id = $1`, [id]);
  expect(await claim(office, 'w', at(2))).toHaveLength(2);
});

test('a refusal for now comes again after 1, 4, 9 minutes and fails after the tenth; one for good fails at once; a server that is away costs no try', async () => {
  const { id } = await makeCampaign(office, ['soft@mail.test', 'hard@mail.test', 'away@mail.test']);
  const batch = await claim(office, 'w', at(0));
  const idOf = (address: string) => batch.find((one) => one.to_address === address)?.id ?? '';
  await settle(
    office,
    'w',
    [
      { id: idOf('soft@mail.test'), state: 'retry', reason: 'Greylisted.', code: '4.7.1' },
      { id: idOf('hard@mail.test'), state: 'failed', reason: 'No such user.', code: '5.1.1' },
      { id: idOf('away@mail.test'), state: 'away' },
    ],
    at(0),
  );
  const now = Object.fromEntries((await lettersOf(office, id)).map((one) => [one.to_address, one]));
  expect(now['hard@mail.test']).toMatchObject({ status: 'failed', reason: 'No such user.', status_code: '5.1.1' });
  expect(now['away@mail.test']).toMatchObject({ status: 'waiting', attempts: 0, leased_by: null });
  expect(now['soft@mail.test']).toMatchObject({ status: 'waiting', attempts: 1, reason: 'Greylisted.', status_code: '4.7.1' });
  expect(new Date(now['soft@mail.test']?.send_at ?? 0).toISOString()).toBe(at(60));
  await office.exec(`update deliveries set attempts = 9 where to_address = 'soft@mail.test'`);
  const again = (await claim(office, 'w', at(61))).filter((one) => one.to_address === 'soft@mail.test');
  await settle(
    office,
    'w',
    again.map((one) => ({ id: one.id, state: 'retry', reason: 'Greylisted.' })),
    at(61),
  );
  expect((await lettersOf(office, id)).find((one) => one.to_address === 'soft@mail.test')).toMatchObject({
    status: 'failed',
    attempts: 10,
  });
});

test('when more than one in twenty of the last two hundred fails, the campaign stops, says why, and managers are told; what failed before it goes on is forgotten', async () => {
  const { id } = await makeCampaign(office, numbered(120));
  const outcomesOf = (batch: { id: string }[], failing: number, code = '5.1.1') =>
    batch.map((one, index) =>
      index < failing ? { id: one.id, state: 'failed', reason: 'No such user.', code } : { id: one.id, state: 'sent' },
    );
  // Of 49, nobody can say.
  expect(await settle(office, 'w', outcomesOf(await claim(office, 'w', at(0), 49), 8), at(0))).toMatchObject({ stopped: [] });
  expect(await settle(office, 'w', outcomesOf(await claim(office, 'w', at(1), 11), 1), at(1))).toEqual({ settled: 11, stopped: [id] });
  expect(await stateOf(office, id)).toMatchObject({
    status: 'paused',
    pause_reason: '9 of the last 60 letters failed. Mostly: No such user.',
  });
  const told = await office.as('manager').from('notifications').select('record_table, record_id, facts').eq('record_id', id);
  expect(told.data).toEqual([
    expect.objectContaining({
      record_table: 'campaigns',
      facts: expect.objectContaining({ subject: 'Spring bulletin', deed: 'stopped' }),
    }),
  ]);
  await office.exec(`update campaigns set status = 'sending', pause_reason = null where id = $1`, [id]);
  await office.exec(`update campaigns set resumed_at = $2 where id = $1`, [id, at(2)]);
  expect(await settle(office, 'w', outcomesOf(await claim(office, 'w', at(3), 20), 1), at(3))).toMatchObject({ stopped: [] });
  // Refused for what we are, not for whom we write to: five are enough.
  expect(await settle(office, 'w', outcomesOf(await claim(office, 'w', at(4), 20), 5, '5.7.26'), at(4))).toMatchObject({ stopped: [id] });
  expect((await stateOf(office, id)).pause_reason).toMatch(/^Mail servers refuse our letters by their rules \(5 of the last 40\)/);
});

test('the queue of letters to one person leaves those of campaigns alone', async () => {
  await makeCampaign(office, numbered(3));
  const { data } = await office.service.rpc('claim_deliveries', { p_worker: 'w', p_now: at(0) });
  expect(data).toEqual([]);
});

test('a return path names one letter and is believed only as we signed it, in whatever capitals', async () => {
  const letter = '0f9b3c1e-7a52-4d0e-9c8f-3b1a2d4e5f60';
  const address = (await returnPathOf(office, letter)) ?? '';
  expect(address).toMatch(/^bounces\+[a-z2-7]{42}@mail\.city\.example$/);
  expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
  expect(await readReturnPath(office, address)).toBe(letter);
  expect(await readReturnPath(office, `<${address.toUpperCase()}>`)).toBe(letter);
  const swap = (sign: string) => (sign === 'a' ? 'b' : 'a');
  for (const place of [9, 30, 36, 49]) {
    const forged = address.slice(0, place) + swap(address[place] ?? '') + address.slice(place + 1);
    expect(await readReturnPath(office, forged)).toBe(null);
  }
  for (const other of ['', 'bounces@mail.city.example', address.replace('mail.city', 'evil.city'), address.replace('bounces+', 'other+')])
    expect(await readReturnPath(office, other)).toBe(null);
});
