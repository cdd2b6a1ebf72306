import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

let count = 0;
let address = '';
beforeEach(() => {
  address = `reader-${++count}@example.org`;
});

const one = async (sql: string, values: unknown[] = []) => (await office.exec<{ value: string }>(sql, values))[0]?.value ?? '';
const makeList = (differs: { needs_consent?: boolean; is_public?: boolean } = {}) =>
  one('insert into mailing_lists (code, name, needs_consent, is_public) values ($1, $1, $2, $3) returning id as value', [
    `list-${crypto.randomUUID()}`,
    differs.needs_consent ?? true,
    differs.is_public ?? true,
  ]);
const makeLetter = async (list: string, to = address, status = 'waiting') => {
  const campaign = await one(
    `insert into campaigns (name, list_id, status, frozen_at) values ('Bulletin', $1, 'sending', now()) returning id as value`,
    [list],
  );
  return one(
    `insert into deliveries (kind, key, to_address, language, campaign_id, priority, status, settled_at)
     values ('campaign.letter', gen_random_uuid()::text, $1, 'es', $2, 10, $3, case when $3 <> 'waiting' then now() end) returning id as value`,
    [to, campaign, status],
  );
};
const letter = async (id: string) =>
  (
    await office.exec<{ status: string; reason: string | null; left: boolean }>(
      'select status, reason, unsubscribed_at is not null as left from deliveries where id = $1',
      [id],
    )
  )[0];
const ledger = (of = address) =>
  office.exec<{ act: string; source: string; list_id: string | null; detail: Record<string, unknown>; delivery_id: string | null }>(
    'select act, source, list_id, detail, delivery_id from consents where address = $1 order by id',
    [of],
  );
const stateOf = (list: string, of = address) =>
  one(
    'select c.status as value from subscriptions c join subscribers s on s.id = c.subscriber_id where s.address = $1 and c.list_id = $2',
    [of, list],
  );
const record = async (choice: Record<string, unknown>, note = 'Told us at the counter', role: 'coordinator' | 'staff' = 'coordinator') =>
  office.as(role).rpc('record_choice', { p_address: address, p_choice: choice as Json, p_source: 'staff', p_note: note });
const undoLast = async () => {
  const set = await one(`select id as value from change_sets where reason = 'screen' order by place desc limit 1`);
  return office.as('coordinator').rpc('undo_change_set', { p_change_set: set });
};

describe('leaving by a letter', () => {
  test('takes the address off the list of that letter once, keeps what waits for it, and says so in the ledger', async () => {
    const list = await makeList();
    const other = await makeList();
    await record({ add: [list, other] });
    const sent = await makeLetter(list, address, 'sent');
    const waiting = await makeLetter(list);
    const elsewhere = await makeLetter(other);
    const somebody = await makeLetter(list, `not-${address}`);
    for (let n = 0; n < 3; n++) {
      const { data, error } = await office.service.rpc('unsubscribe_delivery', { p_delivery: sent, p_source: 'one_click' });
      expect(error).toBeNull();
      expect(data).toMatchObject({ address, has_left: true, list: { id: list } });
    }
    expect(await stateOf(list)).toBe('unsubscribed');
    expect(await stateOf(other)).toBe('subscribed');
    expect(await letter(sent)).toEqual({ status: 'sent', reason: null, left: true });
    expect(await letter(waiting)).toMatchObject({ status: 'cancelled', reason: 'unsubscribed' });
    expect(await letter(elsewhere)).toMatchObject({ status: 'waiting' });
    expect(await letter(somebody)).toMatchObject({ status: 'waiting' });
    const left = (await ledger()).filter(({ act }) => act === 'unsubscribed');
    expect(left).toEqual([
      { act: 'unsubscribed', source: 'one_click', list_id: list, delivery_id: sent, detail: { from: 'subscribed', to: 'unsubscribed' } },
    ]);
  });

  test('works for somebody who never asked for anything, where the list goes to everybody', async () => {
    const list = await makeList({ needs_consent: false });
    const sent = await makeLetter(list, address, 'sent');
    await office.service.rpc('unsubscribe_delivery', { p_delivery: sent, p_source: 'mailto' });
    expect(await stateOf(list)).toBe('unsubscribed');
    expect(await one('select private.may_get($1, $2) as value', [list, address])).toBe('unsubscribed');
  });

  test('a letter of no campaign, and one that is not there, take nobody off anything', async () => {
    const plain = await one(
      `insert into deliveries (kind, key, to_address, language) values ('event.thanks', gen_random_uuid()::text, $1, 'en') returning id as value`,
      [address],
    );
    for (const id of [plain, crypto.randomUUID()]) {
      const { data, error } = await office.service.rpc('unsubscribe_delivery', { p_delivery: id, p_source: 'one_click' });
      expect([data, error]).toEqual([null, null]);
    }
    expect(await ledger()).toEqual([]);
    expect(await one('select id as value from subscribers where address = $1', [address])).toBe('');
  });

  test('a mistake is taken back: on the list again, and what waited waits again', async () => {
    const list = await makeList();
    await record({ add: [list] });
    const sent = await makeLetter(list, address, 'sent');
    const waiting = await makeLetter(list);
    await office.service.rpc('unsubscribe_delivery', { p_delivery: sent, p_source: 'one_click' });
    for (let n = 0; n < 2; n++) {
      const { data } = await office.service.rpc('stay_subscribed', { p_delivery: sent });
      expect(data).toMatchObject({ has_left: false });
    }
    expect(await stateOf(list)).toBe('subscribed');
    expect(await letter(waiting)).toMatchObject({ status: 'waiting', reason: null });
    expect(await letter(sent)).toMatchObject({ left: false });
    expect((await ledger()).map(({ act, source }) => `${act} ${source}`)).toEqual([
      'subscribed staff',
      'unsubscribed one_click',
      'subscribed preferences',
    ]);
  });

  test('what has gone, and what belongs to a campaign that is over, is left as it is', async () => {
    const list = await makeList();
    const waiting = await makeLetter(list);
    await office.service.rpc('unsubscribe_address', { p_list: list, p_address: address.toUpperCase(), p_source: 'mailto' });
    await office.exec(`update campaigns set status = 'cancelled' where id = (select campaign_id from deliveries where id = $1)`, [waiting]);
    await office.service.rpc('stay_subscribed', { p_delivery: waiting });
    expect(await letter(waiting)).toMatchObject({ status: 'cancelled', reason: 'unsubscribed' });
  });
});

describe('leaving everything', () => {
  test('takes the address off every list, and off those to everybody that come later', async () => {
    const asked = await makeList();
    const everybody = await makeList({ needs_consent: false });
    const never = await makeList();
    await record({ add: [asked] });
    const waiting = await makeLetter(everybody);
    await office.service.rpc('unsubscribe_address', { p_list: null as unknown as string, p_address: address, p_source: 'preferences' });
    expect(await stateOf(asked)).toBe('unsubscribed');
    expect(await stateOf(everybody)).toBe('unsubscribed');
    expect(await stateOf(never)).toBe('');
    expect(await letter(waiting)).toMatchObject({ status: 'cancelled' });
    const later = await makeList({ needs_consent: false });
    expect(await stateOf(later)).toBe('unsubscribed');
    await office.exec('update mailing_lists set needs_consent = false where id = $1', [never]);
    expect(await stateOf(never)).toBe('unsubscribed');
    expect((await ledger()).find(({ list_id }) => list_id === null)).toMatchObject({ act: 'unsubscribed', source: 'preferences' });
  });
});

describe('choices', () => {
  test('language, how often and a pause are kept, each change once in the ledger, and a pause holds back what waits', async () => {
    const list = await makeList();
    const waiting = await makeLetter(list);
    const { data: id } = await office.service.rpc('ensure_subscriber', { p_address: ` ${address.toUpperCase()} ` });
    const key = id as string;
    const today = await one('select public.office_today()::text as value');
    const until = `${Number(today.slice(0, 4)) + 1}-06-01`;
    const choice = { add: [list], language: 'es', frequency: 'monthly', paused_until: until };
    for (let n = 0; n < 2; n++)
      expect((await office.service.rpc('save_preferences_of', { p_key: key, p_choice: choice })).error).toBeNull();
    expect(await letter(waiting)).toMatchObject({ status: 'cancelled', reason: 'paused' });
    expect(await one('select private.may_get($1, $2) as value', [list, address])).toBe('paused');
    const { data: facts } = await office.service.rpc('preference_facts', { p_key: key });
    expect(facts).toMatchObject({ address, language: 'es', frequency: 'monthly', paused_until: until });
    expect((facts as { lists: { id: string; gets: boolean }[] }).lists.find(({ id }) => id === list)?.gets).toBe(true);
    await office.service.rpc('save_preferences_of', { p_key: key, p_choice: { paused_until: null, language: null } });
    expect(await letter(waiting)).toMatchObject({ status: 'waiting' });
    expect((await ledger()).map(({ act }) => act).sort()).toEqual(['frequency', 'language', 'language', 'paused', 'resumed', 'subscribed']);
  });

  test.each([
    ['language', { language: 'xx' }],
    ['frequency', { frequency: 'hourly' }],
    ['paused_until', { paused_until: '2020-01-01' }],
    ['paused_until', { paused_until: '2999-01-01' }],
    ['lists', { paused_until: 'soon' }],
    ['lists', { add: ['x'] }],
    ['lists', { add: ['10000000-0000-4000-8000-00000000ffff'] }],
  ])('a wrong %s is refused at its field', async (hint, choice) => {
    const { data: id } = await office.service.rpc('ensure_subscriber', { p_address: address });
    const { error } = await office.service.rpc('save_preferences_of', { p_key: id as string, p_choice: choice as Json });
    expect(error).toMatchObject({ code: 'PT422', hint });
    expect(await ledger()).toEqual([]);
  });

  test('a list that is not public is offered to whoever has it, and to nobody else', async () => {
    const list = await makeList({ is_public: false });
    const { data: id } = await office.service.rpc('ensure_subscriber', { p_address: address });
    const key = id as string;
    const offered = async () => {
      const { data } = await office.service.rpc('preference_facts', { p_key: key });
      return (data as { lists: { id: string }[] }).lists.some((each) => each.id === list);
    };
    expect(await offered()).toBe(false);
    expect((await office.service.rpc('save_preferences_of', { p_key: key, p_choice: { add: [list] } })).error).toMatchObject({
      hint: 'lists',
    });
    await record({ add: [list] });
    expect(await offered()).toBe(true);
  });

  test('a link that is signed for a letter opens the same choices, and needs no subscriber until something is chosen', async () => {
    const list = await makeList({ needs_consent: false });
    const sent = await makeLetter(list, address, 'sent');
    const { data } = await office.service.rpc('preference_facts', { p_key: sent });
    expect(data).toMatchObject({ address, language: 'es', frequency: 'every', paused_until: null });
    expect(await one('select id as value from subscribers where address = $1', [address])).toBe('');
    await office.service.rpc('save_preferences_of', { p_key: sent, p_choice: { remove: [list] } });
    expect(await stateOf(list)).toBe('unsubscribed');
    expect(await letter(sent)).toMatchObject({ left: true });
  });
});

describe('by the office', () => {
  test('coordinators record what somebody told them, with where it comes from; others do not', async () => {
    const list = await makeList();
    expect((await record({ add: [list] }, 'On paper', 'staff')).error?.code).toBe('42501');
    expect((await record({ add: [list] }, ' ')).error).toMatchObject({ code: 'PT422', hint: 'note' });
    expect((await record({ add: [list] }, 'Sheet of the meeting on 3 May')).error).toBeNull();
    expect(await ledger()).toMatchObject([{ act: 'subscribed', source: 'staff', detail: { note: 'Sheet of the meeting on 3 May' } }]);
  });

  test('an act is undone whole, and the ledger says that it was', async () => {
    const list = await makeList();
    await record({ add: [list] });
    const waiting = await makeLetter(list);
    await record({ remove: [list] });
    expect(await letter(waiting)).toMatchObject({ status: 'cancelled' });
    const { data, error } = await undoLast();
    expect([error, (data as { refused?: unknown }).refused]).toEqual([null, undefined]);
    expect(await stateOf(list)).toBe('subscribed');
    expect(await letter(waiting)).toMatchObject({ status: 'waiting' });
    expect((await ledger()).at(-1)).toMatchObject({
      act: 'subscribed',
      source: 'undo',
      detail: { from: 'unsubscribed', to: 'subscribed' },
    });
  });

  test('a subscriber who was added is taken away again by undo, and what they say themselves is not undone by the office', async () => {
    const list = await makeList();
    await record({ add: [list] });
    await undoLast();
    expect(await one('select id as value from subscribers where address = $1', [address])).toBe('');
    expect((await ledger()).at(-1)).toMatchObject({ act: 'unsubscribed', source: 'undo', detail: { from: 'subscribed', to: null } });
    await record({ add: [list] });
    await office.service.rpc('unsubscribe_address', { p_list: list, p_address: address, p_source: 'one_click' });
    const { data } = await undoLast();
    expect((data as { refused?: { count: number } }).refused?.count).toBeGreaterThan(0);
    expect(await stateOf(list)).toBe('unsubscribed');
  });
});

describe('asking by an address', () => {
  const ask = (lists: string[], more: { name?: string; key?: string } = {}) =>
    office.service.rpc('ask_subscription', {
      p_address: address,
      p_lists: lists,
      p_language: 'es',
      p_name: more.name ?? '',
      p_key: more.key ?? crypto.randomUUID(),
    });
  const letters = () =>
    office.exec<{ id: string; kind: string; language: string }>(
      'select id, kind, language from deliveries where to_address = $1 order by created_at',
      [address],
    );

  test('a new address gets one letter to confirm; nothing is subscribed before, and one resident is there after', async () => {
    const list = await makeList();
    const key = crypto.randomUUID();
    for (let n = 0; n < 2; n++) expect(await ask([list], { name: 'Rosa Peña', key })).toMatchObject({ data: null, error: null });
    expect(await stateOf(list)).toBe('pending');
    const sent = await letters();
    expect(sent).toMatchObject([{ kind: 'subscription.confirm', language: 'es' }]);
    const id = sent[0]?.id ?? '';
    expect((await office.service.rpc('confirmation_facts', { p_delivery: id })).data).toMatchObject({
      state: 'open',
      lists: [{ id: list }],
    });
    expect(await stateOf(list)).toBe('pending');
    for (let n = 0; n < 2; n++)
      expect((await office.service.rpc('confirm_subscription', { p_delivery: id })).data).toMatchObject({ state: 'done' });
    expect(await stateOf(list)).toBe('subscribed');
    expect(
      await office.exec(
        'select name, preferred_language from residents r join resident_emails e on e.resident_id = r.id where e.address = $1',
        [address],
      ),
    ).toEqual([{ name: 'Rosa Peña', preferred_language: 'es' }]);
    expect((await ledger()).map(({ act, source }) => `${act} ${source}`)).toEqual(['asked form', 'confirmed confirmation']);
  });

  test('a letter confirms once: who leaves after it has left, though somebody sends it again', async () => {
    const list = await makeList();
    await ask([list]);
    const id = (await letters())[0]?.id ?? '';
    await office.service.rpc('confirm_subscription', { p_delivery: id });
    await office.service.rpc('unsubscribe_address', { p_list: list, p_address: address, p_source: 'preferences' });
    await office.service.rpc('confirm_subscription', { p_delivery: id });
    expect(await stateOf(list)).toBe('unsubscribed');
  });

  test('after seven days a letter confirms nothing', async () => {
    const list = await makeList();
    await ask([list]);
    const id = (await letters())[0]?.id ?? '';
    await office.exec('alter table deliveries disable trigger _100_stamp');
    await office.exec(`update deliveries set created_at = now() - interval '8 days' where id = $1`, [id]);
    await office.exec('alter table deliveries enable trigger _100_stamp');
    expect((await office.service.rpc('confirm_subscription', { p_delivery: id })).data).toMatchObject({ state: 'late' });
    expect(await stateOf(list)).toBe('pending');
  });

  test('a stranger who types the address of somebody who left brings them back onto nothing', async () => {
    const list = await makeList({ needs_consent: false });
    await office.service.rpc('unsubscribe_address', { p_list: list, p_address: address, p_source: 'preferences' });
    await ask([list]);
    expect(await stateOf(list)).toBe('unsubscribed');
    expect(await one('select private.may_get($1, $2) as value', [list, address])).toBe('unsubscribed');
    const id = (await letters())[0]?.id ?? '';
    await office.service.rpc('confirm_subscription', { p_delivery: id });
    expect(await stateOf(list)).toBe('subscribed');
  });

  test('who gets it already gets the link to their choices; so does whoever asked for nothing', async () => {
    const list = await makeList();
    await ask([]);
    expect(await one('select id as value from subscribers where address = $1', [address])).toBe('');
    await record({ add: [list] });
    await ask([list]);
    await ask([await makeList({ is_public: false })]);
    expect((await letters()).map(({ kind }) => kind)).toEqual(['subscription.link', 'subscription.link', 'subscription.link']);
  });
});

test('the state of every subscription can be worked out from the ledger alone, whatever happened in whatever order', async () => {
  const lists = await Promise.all([makeList(), makeList({ needs_consent: false }), makeList()]);
  const addresses = [1, 2, 3].map((n) => `walk-${n}@example.org`);
  let seed = 20261127;
  const draw = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  for (let step = 0; step < 120; step++) {
    address = addresses[draw(3)] ?? '';
    const list = lists[draw(3)] ?? '';
    const act = draw(8);
    if (act === 0) await record({ add: [list] });
    if (act === 1) await record({ remove: [list] });
    if (act === 2) await undoLast();
    if (act === 3) await office.service.rpc('unsubscribe_delivery', { p_delivery: await makeLetter(list, address), p_source: 'one_click' });
    if (act === 4)
      await office.service.rpc('ask_subscription', {
        p_address: address,
        p_lists: [list],
        p_language: 'en',
        p_name: '',
        p_key: String(step),
      });
    if (act === 5) {
      const id = await one(
        `select id as value from deliveries where to_address = $1 and kind = 'subscription.confirm' order by created_at desc limit 1`,
        [address],
      );
      if (id) await office.service.rpc('confirm_subscription', { p_delivery: id });
    }
    if (act === 6 && draw(4) === 0)
      await office.service.rpc('unsubscribe_address', { p_list: null as unknown as string, p_address: address, p_source: 'preferences' });
    if (act === 7)
      await office.service.rpc('save_preferences_of', {
        p_key: await one('select public.ensure_subscriber($1) as value', [address]),
        p_choice: { add: [list], frequency: 'weekly' },
      });
  }
  const differing = await office.exec(
    `with said as (
       select distinct on (address, list_id) address, list_id, detail ->> 'to' as status from consents
       where list_id = any ($1::uuid[]) and act in ('asked', 'confirmed', 'subscribed', 'unsubscribed', 'resumed') order by address, list_id, id desc),
     is as (select s.address, c.list_id, c.status from subscriptions c join subscribers s on s.id = c.subscriber_id where c.list_id = any ($1::uuid[]))
     select * from said full join "is" using (address, list_id) where said.status is distinct from "is".status`.replace(
      'is as (',
      '"is" as (',
    ),
    [lists],
  );
  expect(differing).toEqual([]);
  expect((await office.exec('select from consents where address = any ($1)', [addresses])).length).toBeGreaterThan(40);
});
