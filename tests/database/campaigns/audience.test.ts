import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { audienceOf } from './audience-support.ts';

let office: TestOffice;
let make: ReturnType<typeof audienceOf>;
beforeAll(async () => {
  office = await openOffice();
  make = audienceOf(office);
});
afterAll(() => office.close());
beforeEach(async () => {
  await office.exec('delete from deliveries where campaign_id is not null');
  await office.exec('delete from campaigns');
  await office.exec('delete from inquiries');
  await office.exec('delete from residents');
  await office.exec('delete from subscribers');
  await office.exec('delete from suppressions');
  await office.exec('delete from mailing_lists');
});

test('each who is left out is left out for the first reason that holds', async () => {
  const list = await make.addList('news');
  const topic = await make.id('select id from topics limit 1');
  const people = ['Ann', 'Left', 'Bounced', 'Paused', 'Asked'];
  const ids = Object.fromEntries(
    await Promise.all(people.map(async (name) => [name, await make.addPerson({ name, emails: [`${name.toLowerCase()}@city.test`] })])),
  );
  await make.addPerson({ name: 'No mail' });
  await make.subscribe('left@city.test', list, 'unsubscribed', { paused_until: '2999-01-01' });
  await make.subscribe('paused@city.test', list, 'subscribed', { paused_until: '2999-01-01' });
  await office.exec(`insert into suppressions (address, reason) values ('bounced@city.test', 'hard_bounce')`);
  await office.exec(`insert into inquiries (subject, channel, topic_id, resident_id) values ('Why?', 'phone', $1, $2)`, [topic, ids.Asked]);
  const campaign = await make.addCampaign(list, {}, { topic_id: topic, skips_open_inquiries: true });
  expect(await make.judge(campaign)).toEqual({
    Ann: null,
    Asked: 'open_inquiry',
    Bounced: 'suppressed',
    Left: 'unsubscribed',
    'No mail': 'no_address',
    Paused: 'paused',
  });
  await office.exec(`update campaigns set skips_open_inquiries = false`);
  expect((await make.judge(campaign)).Asked).toBe(null);
});

test('a list that needs consent goes only to whoever asked for it and confirmed', async () => {
  const list = await make.addList('opt-in', true);
  for (const name of ['Asked', 'Pending', 'Silent']) await make.addPerson({ name, emails: [`${name.toLowerCase()}@city.test`] });
  await make.subscribe('asked@city.test', list);
  await make.subscribe('pending@city.test', list, 'pending');
  await make.subscribe('elsewhere@city.test', list);
  expect(await make.judge(await make.addCampaign(list))).toEqual({
    Asked: null,
    Pending: 'no_consent',
    Silent: 'no_consent',
    // Nobody here is known to have this address, and it asked all the same.
    'elsewhere@city.test': null,
  });
});

test('a household with one address gets one letter, addressed to who is known longest and may be written to', async () => {
  const list = await make.addList('news');
  const topic = await make.id('select id from topics limit 1');
  const first = await make.addPerson({ name: 'First', emails: ['home@city.test'], since: '2020-01-01' });
  await make.addPerson({ name: 'Second', emails: ['home@city.test'], since: '2021-01-01' });
  await make.addPerson({ name: 'Third', emails: ['home@city.test'], since: '2022-01-01' });
  const campaign = await make.addCampaign(list, {}, { topic_id: topic, skips_open_inquiries: true });
  expect(await make.judge(campaign)).toEqual({ First: null, Second: 'same_address', Third: 'same_address' });
  await office.exec(`insert into inquiries (subject, channel, topic_id, resident_id) values ('Why?', 'phone', $1, $2)`, [topic, first]);
  expect(await make.judge(campaign)).toEqual({ First: 'open_inquiry', Second: null, Third: 'same_address' });
});

test('of several addresses, the one that asked is written to; who left by one is not written to at another', async () => {
  const list = await make.addList('news');
  await make.addPerson({ name: 'Asked with the second', emails: ['a1@city.test', 'a2@city.test'] });
  await make.subscribe('a2@city.test', list);
  await make.addPerson({ name: 'First bounced', emails: ['b1@city.test', 'b2@city.test'] });
  await office.exec(`insert into suppressions (address, reason) values ('b1@city.test', 'hard_bounce'), ('c1@city.test', 'complaint')`);
  await make.addPerson({ name: 'Complained', emails: ['c1@city.test', 'c2@city.test'] });
  await make.addPerson({ name: 'Left with the second', emails: ['d1@city.test', 'd2@city.test'] });
  await make.subscribe('d2@city.test', list, 'unsubscribed');
  const campaign = await make.addCampaign(list);
  const rows = await office.exec(
    `select t.name, r.address, r.reason from private.campaign_recipients($1) r join residents t on t.id = r.resident_id order by 1`,
    [campaign],
  );
  expect(rows).toEqual([
    { name: 'Asked with the second', address: 'a2@city.test', reason: null },
    { name: 'Complained', address: 'c2@city.test', reason: 'unsubscribed' },
    { name: 'First bounced', address: 'b2@city.test', reason: null },
    { name: 'Left with the second', address: 'd1@city.test', reason: 'unsubscribed' },
  ]);
});

test('how often somebody is written to counts over all campaigns, what waits as well as what was sent', async () => {
  const list = await make.addList('news');
  for (const name of ['Every', 'Weekly', 'Monthly', 'Capped']) await make.addPerson({ name, emails: [`${name.toLowerCase()}@city.test`] });
  await make.subscribe('weekly@city.test', list, 'subscribed', { frequency: 'weekly' });
  await make.subscribe('monthly@city.test', list, 'subscribed', { frequency: 'monthly' });
  const letter = async (address: string, days: number, status = 'sent') => {
    const other = await make.addCampaign(list, {}, { frozen_at: new Date().toISOString() });
    await office.exec(
      `insert into deliveries (kind, key, campaign_id, to_address, language, status, send_at, settled_at)
       select 'campaign.letter', $1, $2, $3, 'en', $4, now() - $5 * interval '1 day', case when $4 <> 'waiting' then now() - $5 * interval '1 day' end`,
      [crypto.randomUUID(), other, address, status, days],
    );
  };
  const campaign = await make.addCampaign(list);
  for (const address of ['every@city.test', 'weekly@city.test', 'monthly@city.test']) await letter(address, 8);
  expect(await make.judge(campaign)).toEqual({ Capped: null, Every: null, Monthly: 'frequency', Weekly: null });
  for (const address of ['every@city.test', 'weekly@city.test']) await letter(address, -2, 'waiting');
  for (const n of [1, 2, 3]) await letter('capped@city.test', n);
  await letter('capped@city.test', 4, 'failed');
  expect(await make.judge(campaign)).toEqual({ Capped: null, Every: null, Monthly: 'frequency', Weekly: 'frequency' });
  await letter('capped@city.test', 4);
  expect((await make.judge(campaign)).Capped).toBe('frequency');
  await office.exec('update settings set mail_cap_letters = 5');
  expect((await make.judge(campaign)).Capped).toBe(null);
  await office.exec('update settings set mail_cap_letters = 4');
});

test('the letter is in the language that the reader chose, where there is one, and else in the usual one', async () => {
  const list = await make.addList('news');
  await make.addPerson({ name: 'Spanish', language: 'es', emails: ['es@city.test'] });
  await make.addPerson({ name: 'Somali', language: 'so', emails: ['so@city.test'] });
  await make.addPerson({ name: 'Chose', language: 'en', emails: ['chose@city.test'] });
  await make.subscribe('chose@city.test', list, 'subscribed', { language: 'es' });
  const campaign = await make.addCampaign(list, {}, {}, ['en', 'es']);
  const rows = await office.exec(`select address, language from private.campaign_recipients($1) order by 1`, [campaign]);
  expect(rows).toEqual([
    { address: 'chose@city.test', language: 'es' },
    { address: 'es@city.test', language: 'es' },
    { address: 'so@city.test', language: 'en' },
  ]);
});

test('what was previewed is what is frozen: a letter each, and everybody left out with the reason', async () => {
  const list = await make.addList('news');
  const district = await make.id(`select id from districts where code = '3'`);
  await make.addPerson({ name: 'Ann', emails: ['ann@city.test'], district });
  await make.addPerson({ name: 'Ben', language: 'es', emails: ['ben@mail.test'] });
  await make.addPerson({ name: 'No mail' });
  await make.addPerson({ name: 'Ann’s', emails: ['ann@city.test'], since: '2999-01-01' });
  const campaign = await make.addCampaign(list, {}, {}, ['en', 'es']);
  const { data, error } = await office.as('coordinator').rpc('preview_audience', { p_campaign: campaign });
  expect(error).toBeNull();
  expect(data).toMatchObject({
    total: 4,
    count: 2,
    others: 0,
    reasons: { no_address: 1, same_address: 1 },
    languages: { en: 1, es: 1 },
    districts: [
      { id: district, count: 1 },
      { id: null, count: 1 },
    ],
    domains: [
      { domain: 'city.test', count: 1 },
      { domain: 'mail.test', count: 1 },
    ],
    left_out: { no_address: [{ name: 'No mail' }], same_address: [{ name: 'Ann’s', address: 'ann@city.test' }] },
  });
  expect(await make.freeze(campaign)).toEqual({ count: 2, excluded: 2 });
  expect(
    await office.exec(
      `select kind, key, priority, to_address, language, variant, status, d.district_id = $2 as here from deliveries d where campaign_id = $1 order by to_address`,
      [campaign, district],
    ),
  ).toEqual([
    {
      kind: 'campaign.letter',
      key: `campaign:${campaign}:ann@city.test`,
      priority: 10,
      to_address: 'ann@city.test',
      language: 'en',
      variant: null,
      status: 'waiting',
      here: true,
    },
    {
      kind: 'campaign.letter',
      key: `campaign:${campaign}:ben@mail.test`,
      priority: 10,
      to_address: 'ben@mail.test',
      language: 'es',
      variant: null,
      status: 'waiting',
      here: null,
    },
  ]);
  expect(
    await office.exec(`select reason, count(*)::integer as n from campaign_exclusions where campaign_id = $1 group by 1 order by 1`, [
      campaign,
    ]),
  ).toEqual([
    { reason: 'no_address', n: 1 },
    { reason: 'same_address', n: 1 },
  ]);
  const left = async (query: object) =>
    (await office.as('viewer').rpc('campaign_left_out', { p_id: campaign, p_query: query as never })).data;
  expect(await left({})).toMatchObject({ counts: { no_address: 1, same_address: 1 }, rows: [{}, {}], next: null });
  expect(await left({ reason: 'no_address' })).toMatchObject({
    rows: [{ name: 'No mail', address: null, reason: 'no_address' }],
    next: null,
  });
  const first = (await left({ limit: 1 })) as { rows: { id: number }[]; next: number };
  expect(first.next).toBe(first.rows[0]?.id);
  expect(await left({ limit: 1, after: first.next })).toMatchObject({ rows: [{}], next: null });
  await expect(make.freeze(campaign)).rejects.toThrow('fixed already');
  expect(await office.exec(`select count(*)::integer as n from deliveries where campaign_id = $1`, [campaign])).toEqual([{ n: 2 }]);
});

test('two subjects are tried on exactly the share that was said, and the rest waits', async () => {
  const list = await make.addList('news');
  for (let n = 0; n < 40; n++) await make.addPerson({ name: `Person ${n}`, emails: [`p${n}@city.test`] });
  const campaign = await make.addCampaign(list, {}, { ab_share: 10 });
  expect(await make.freeze(campaign)).toEqual({ count: 40, excluded: 0 });
  expect(
    await office.exec(`select variant, count(*)::integer as n from deliveries where campaign_id = $1 group by 1 order by 1`, [campaign]),
  ).toEqual([
    { variant: 'a', n: 4 },
    { variant: 'b', n: 4 },
    { variant: null, n: 32 },
  ]);
});

test('an audience can be looked at before there is a campaign, and says what is missing', async () => {
  const list = await make.addList('news');
  await make.addPerson({ name: 'Ann', language: 'es', emails: ['ann@city.test'] });
  await make.addPerson({ name: 'Ben', emails: ['ben@city.test'] });
  const look = (p_audience: object, p_list?: string) =>
    office.as('coordinator').rpc('preview_audience', { p_audience: p_audience as never, ...(p_list ? { p_list } : {}) });
  expect((await look({ filters: { where: { language: ['es'] } } }, list)).data).toMatchObject({
    total: 1,
    count: 1,
    sample: [{ name: 'Ann' }],
  });
  expect((await look({ search: 'ben' }, list)).data).toMatchObject({ total: 1, sample: [{ name: 'Ben' }] });
  expect((await look({})).error).toMatchObject({ code: 'PT422', hint: 'list_id' });
  expect((await look({ filters: { where: { color: ['red'] } } }, list)).error).toMatchObject({ code: 'PT422', hint: 'where' });
});
