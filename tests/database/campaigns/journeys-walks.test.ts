import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../src/server/sample/random.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { campaignsOf } from './flow-support.ts';

let office: TestOffice;
let c: ReturnType<typeof campaignsOf>;
let list: string;
const letters = new Map<string, Step>();
beforeAll(async () => {
  office = await openOffice();
  c = campaignsOf(office);
  await office.exec(`update settings set mail_cap_letters = $1, mail_cap_days = $2`, [CAP.letters, CAP.days]);
  list = (await c.one<{ id: string }>(`insert into mailing_lists (code, name) values ('walk', 'Walk') returning id`)).id;
  for (const kind of kinds) {
    const p_steps = steps[kind].map((days) => ({ days, name: `${kind} ${days}`, messages }));
    const made = (await c.must('coordinator', 'add_journey_steps', { p_kind: kind, p_steps, p_list: list })) as string[];
    for (const [index, p_id] of made.entries()) {
      await c.submit('coordinator', p_id);
      await c.must('manager', 'approve_campaign', { p_id });
      const { id } = await c.one<{ id: string }>('select id from journey_steps where campaign_id = $1', [p_id]);
      letters.set(p_id, { kind, days: steps[kind][index] ?? 0, step: id });
    }
  }
}, 180_000);
afterAll(() => office.close());

const CAP = { letters: 3, days: 4 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const kinds = ['welcome', 'event_sequence', 'inquiry_closed', 'deadline'] as const;
type Kind = (typeof kinds)[number];
/** The letters of each journey by their days: after, around an event below and from zero, and before a deadline. */
const steps: Record<Kind, number[]> = { welcome: [0, 2], event_sequence: [-2, 1], inquiry_closed: [1], deadline: [3] };

type Letter = { to_address: string; campaign_id: string; message_id: string; id: string };
type Step = { kind: Kind; days: number; step: string };
const messages = [{ language: 'en', subject: 'Hello', blocks: [{ id: 'a', kind: 'text', text: 'Hello there.' }] }];
const dayIn = (zone: string, at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
const plusDays = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/**
 * Weeks of an office in which people join, leave, are suppressed, come to events and have inquiries closed, while the office switches
 * journeys on and off, changes letters, moves and cancels what they are about and takes things back, and workers die. Beside it is kept
 * what a person would keep in mind; each letter that leaves is held against it.
 */
async function walk(seed: number): Promise<{ sent: number; undone: number }> {
  const random = createRandom(seed);
  const start = Date.now();
  let clock = start;
  const zone = (await c.one<{ time_zone: string }>('select time_zone from settings')).time_zone;
  const today = () => dayIn(zone, clock);

  for (const table of ['deliveries', 'deadlines', 'suppressions', 'subscribers', 'attendances', 'registrations'])
    await office.exec(`delete from ${table}`);
  for (const kind of kinds) await c.must('manager', 'set_journey', { p_kind: kind, p_is_on: false });
  const people = await Promise.all(
    [0, 1, 2].map(async (n) => {
      const address = `p${n}.${seed}@city.test`;
      const id = String(await c.must('staff', 'save_resident', { p_resident: { name: `Person ${n}`, emails: [{ address }] } }));
      return { id, address };
    }),
  );
  const event = async (startsIn: number, status: string) => {
    const [from, to] = [start + startsIn, start + startsIn + 2 * HOUR].map((at) => new Date(at).toISOString());
    const sql = `insert into events (title, kind, status, starts_at, ends_at) values ('Clinic', 'clinic', $1, $2, $3) returning id`;
    const { id } = await c.one<{ id: string }>(sql, [status, from, to]);
    const registered = await office.exec<{ id: string }>(
      `insert into registrations (event_id, name, email) select $1, a, a from unnest($2::text[]) a returning id`,
      [id, people.map(({ address }) => address)],
    );
    return { id, registered, starts: start + startsIn, ends: start + startsIn + 2 * HOUR, cancelled: false };
  };
  const ahead = await event(4 * DAY, 'confirmed');
  const held = await event(-3 * HOUR, 'held');
  await office.exec(
    `insert into attendances (event_id, registration_id, name, client_key) select $1, id, name, gen_random_uuid() from registrations where event_id = $1`,
    [held.id],
  );
  const { data: deadline, error: refused } = await office
    .as('coordinator')
    .from('deadlines')
    .insert({ title: 'Rent relief', due_on: plusDays(today(), 5) })
    .select('id,due_on')
    .single();
  if (refused) throw refused;
  await office.exec('delete from deliveries');

  // What a person would keep in mind.
  const isOn: Record<Kind, boolean> = { welcome: false, event_sequence: false, inquiry_closed: false, deadline: false };
  const joined = new Map<string, number>();
  const joinedFirst = new Map<string, number>();
  const leftClosings = new Set<string>();
  const suppressed = new Map<string, string>();
  const closedAt = new Map<string, { inquiry: string; at: number }>();
  const got = new Map<string, { message: string; settled: number }>();
  const settledDays = new Map<string, string[]>();
  let undone = 0;

  const choose = (address: string, choice: object) =>
    c.must('coordinator', 'record_choice', { p_address: address, p_choice: choice, p_source: 'staff', p_note: 'Said so' });
  const turn = async (kind: Kind, on: boolean) => {
    const { error } = await c.call('manager', 'set_journey', { p_kind: kind, p_is_on: on });
    if (error && error.hint !== 'journey_not_approved') throw error;
    if (!error) isOn[kind] = on;
  };
  const snapshot = async () =>
    JSON.stringify([
      await office.exec('select kind, is_on, turned_on_at from journeys order by kind'),
      await office.exec('select id, days, campaign_id from journey_steps order by id'),
      await office.exec('select id, status from campaigns where id = any ($1) order by id', [[...letters.keys()]]),
      await office.exec('select id, due_on, is_active from deadlines order by id'),
      await office.exec('select id, status, starts_at from events where id = any ($1) order by id', [[ahead.id, held.id]]),
      await office.exec(`select key, status, reason from deliveries where campaign_id is not null order by key`),
    ]);
  /** Does something and takes it back: nothing is different from before. */
  const undoing = async (deed: () => Promise<unknown>) => {
    const [before, last] = [await snapshot(), await c.lastSet()];
    const kept = { ...isOn };
    await deed();
    const act = await c.lastSet();
    if (act === last) return;
    const { data, error } = await c.undo('manager', act);
    expect([error, (data as { refused?: object } | null)?.refused]).toEqual([null, undefined]);
    Object.assign(isOn, kept);
    expect(await snapshot()).toBe(before);
    undone++;
  };
  const moveDeadline = async (day: string) => {
    const { error } = await office.as('coordinator').from('deadlines').update({ due_on: day }).eq('id', deadline.id).select('id');
    if (error) throw error;
  };
  const moveEvent = async (by: number) => {
    const [from, to] = [ahead.starts + by, ahead.ends + by].map((at) => new Date(at).toISOString());
    await c.must('coordinator', 'move_event', { p_id: ahead.id, p_starts_at: from, p_ends_at: to });
  };
  const setEvent = (status: string) => c.must('coordinator', 'set_event_status', { p_id: ahead.id, p_status: status, p_reason: 'Snow' });

  /** Everything that must be so of a letter at the moment in which it leaves. */
  const check = async (letter: Letter) => {
    const { kind, days, step } = letters.get(letter.campaign_id) ?? { kind: 'welcome', days: 0, step: '' };
    const { to_address: to } = letter;
    const { key } = await c.one<{ key: string }>('select key from deliveries where id = $1', [letter.id]);
    const said = `seed ${seed}: ${key} at day ${(clock - start) / DAY}`;
    expect(isOn[kind], `${said} is switched off`).toBe(true);
    expect(suppressed.has(to), `${said} is suppressed`).toBe(false);
    if (kind === 'inquiry_closed') expect(leftClosings.has(to), `${said} left`).toBe(false);
    else expect(joined.has(to), `${said} is not on the list`).toBe(true);
    const due = deadline.due_on;
    const [from, until] = {
      welcome: [(joined.get(to) ?? Infinity) + days * DAY, Infinity],
      event_sequence: days < 0 ? [ahead.starts + days * DAY, ahead.cancelled ? 0 : ahead.starts] : [held.ends + days * DAY, Infinity],
      inquiry_closed: [(closedAt.get(to)?.at ?? Infinity) + days * DAY, Infinity],
      deadline: today() >= plusDays(due, -days) && today() <= due ? [0, Infinity] : [Infinity, 0],
    }[kind] as [number, number];
    expect(clock, `${said} is too early`).toBeGreaterThanOrEqual(from - 1000);
    expect(clock, `${said} is too late`).toBeLessThan(until);
    const before = got.get(key);
    if (before) expect([before.message, before.settled], `${said} comes twice`).toEqual([letter.message_id, 0]);
    got.set(key, { message: letter.message_id, settled: before?.settled ?? 0 });
    expect(key.startsWith(`journey:${step}:`)).toBe(true);
  };
  const plan = async () => {
    const { error } = await office.service.rpc('plan_journeys', { p_now: new Date(clock).toISOString() });
    if (error) throw error;
  };
  /** A worker that sends what is due, or dies with letters in its hands: before or after the mail server took them. */
  const send = async (dies: 'before' | 'after' | null) => {
    for (;;) {
      clock += 2000;
      const now = new Date(clock).toISOString();
      const asked = { p_worker: crypto.randomUUID(), p_limit: 100, p_lease_seconds: 60, p_host: 'office.city.test', p_now: now };
      const { data, error } = await office.service.rpc('claim_campaign_deliveries', asked);
      if (error) throw error;
      const claimed = data as unknown as Letter[];
      if (claimed.length === 0 || dies === 'before') return;
      for (const letter of claimed) await check(letter);
      if (dies === 'after') return;
      const outcomes = claimed.map(({ id }) => ({ id, state: 'sent', subject: 'Hello' }));
      const told = await office.service.rpc('settle_deliveries', { p_worker: asked.p_worker, p_outcomes: outcomes, p_now: now });
      if (told.error) throw told.error;
      for (const { id, to_address: to } of claimed) {
        const { key } = await c.one<{ key: string }>('select key from deliveries where id = $1', [id]);
        const one = got.get(key);
        if (one) one.settled++;
        const days = [...(settledDays.get(to) ?? []), today()];
        settledDays.set(to, days);
        const lately = days.filter((day) => day > plusDays(today(), -CAP.days));
        expect(lately.length, `seed ${seed}: ${to} gets too many, ${days}`).toBeLessThanOrEqual(CAP.letters);
      }
    }
  };

  const join = async (address: string) => {
    if (joined.has(address)) return;
    await choose(address, { add: [list] });
    joined.set(address, joinedFirst.get(address) ?? Date.now());
    joinedFirst.set(address, joined.get(address) ?? 0);
  };
  const acts: (() => Promise<unknown>)[] = [
    () => join(random.pick(people).address),
    async () => {
      const { address } = random.pick(people);
      if (!joined.delete(address)) return;
      await choose(address, { remove: [list] });
    },
    async () => {
      const { address } = random.pick(people);
      const known = suppressed.get(address);
      if (known) await c.must('coordinator', 'lift_suppression', { p_id: known, p_reason: 'A new mailbox' });
      else if (random.chance(0.5))
        suppressed.set(address, String(await c.must('coordinator', 'suppress_address', { p_address: address, p_reason: 'Asked us' })));
      if (known) suppressed.delete(address);
    },
    async () => turn(random.pick(kinds), random.chance(0.7)),
    async () => turn(random.pick(kinds), true),
    async () => undoing(() => turn(random.pick(kinds), random.chance(0.5))),
    async () => undoing(() => c.must('coordinator', 'remove_journey_step', { p_id: random.pick([...letters.values()]).step })),
    async () => undoing(() => moveDeadline(plusDays(today(), random.between(1, 6)))),
    async () => undoing(() => setEvent('cancelled')),
    async () => {
      // Taken back, written anew and approved again.
      const p_id = random.pick([...letters.keys()]);
      await c.call('coordinator', 'rest_journey_letter', { p_campaign: p_id });
      const changed = [{ ...messages[0], subject: `Hello ${clock}` }];
      await c.must('coordinator', 'save_campaign', { p_campaign: { messages: changed }, p_id });
      if (random.chance(0.5)) await send(null);
      await c.submit('coordinator', p_id);
      await c.must('manager', 'approve_campaign', { p_id });
    },
    async () => {
      deadline.due_on = plusDays(today(), random.between(1, 6));
      await moveDeadline(deadline.due_on);
    },
    async () => {
      if (ahead.cancelled) await setEvent('confirmed');
      else if (random.chance(0.5)) await setEvent('cancelled');
      else {
        const by = random.between(-1, 2) * DAY;
        await moveEvent(by);
        ahead.starts += by;
        ahead.ends += by;
        return;
      }
      ahead.cancelled = !ahead.cancelled;
    },
    async () => {
      const person = random.pick(people);
      const known = closedAt.get(person.address);
      const version = async (id: string) => (await c.one<{ version: number }>('select version from inquiries where id = $1', [id])).version;
      if (known) {
        await c.must('staff', 'reopen_inquiry', { p_id: known.inquiry, p_version: await version(known.inquiry), p_reason: 'Again' });
        closedAt.delete(person.address);
        return;
      }
      const { id } = await c.one<{ id: string }>(
        `insert into inquiries (subject, channel, topic_id, resident_id) select 'Water', 'phone', id, $1 from topics limit 1 returning id`,
        [person.id],
      );
      const closing = { p_id: id, p_version: await version(id), p_resolution_code: 'answered', p_note: 'Told.' };
      await c.must('staff', 'close_inquiry', closing);
      closedAt.set(person.address, { inquiry: id, at: Date.now() });
    },
    async () => {
      const closings = (await c.one<{ id: string }>(`select id from mailing_lists where code = 'after-an-inquiry'`)).id;
      const { address } = random.pick(people);
      await choose(address, leftClosings.has(address) ? { add: [closings] } : { remove: [closings] });
      if (!leftClosings.delete(address)) leftClosings.add(address);
    },
  ];
  for (const kind of kinds) if (random.chance(0.8)) await turn(kind, true);
  for (const { address } of people) if (random.chance(0.8)) await join(address);
  for (let n = 0; n < 40 && clock - start < 13 * DAY; n++) {
    await random.pick(acts)();
    if (random.chance(0.7)) await plan();
    if (random.chance(0.1)) await plan();
    if (random.chance(0.45)) await send(random.weighted([[null, 7] as const, ['before', 2] as const, ['after', 2] as const]));
    clock += random.pick([5 * 60_000, HOUR, 3 * HOUR, 7 * HOUR, 20 * HOUR]);
  }
  return { sent: [...got.values()].filter(({ settled }) => settled > 0).length, undone };
}

const walks = { sent: 0, undone: 0 };
test.each([3, 5, 7, 14])(
  'whatever happens, each step reaches a person once, in its time, only while it may (%s)',
  { timeout: 180_000 },
  async (seed) => {
    const { sent, undone } = await walk(seed);
    walks.sent += sent;
    walks.undone += undone;
  },
);

test('the walks above sent letters and took things back: what never happens proves nothing', () => {
  expect(walks.sent).toBeGreaterThan(8);
  expect(walks.undone).toBeGreaterThan(4);
});
