import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let list: string;
let district: string;
beforeAll(async () => {
  office = await openOffice();
  district = String((await office.exec<{ id: string }>(`select id from districts where code = '3'`))[0]?.id);
  list = String(
    (await office.exec<{ id: string }>(`insert into mailing_lists (code, name) values ('results', 'Results') returning id`))[0]?.id,
  );
});
afterAll(() => office.close());

type Counts = Record<
  'letters' | 'queued' | 'deferred' | 'sent' | 'failed' | 'cancelled' | 'bounced' | 'complained' | 'unsubscribed' | 'replied',
  number
>;
type Cut = Counts & { key: string | null; label: string };
type Results = {
  total: Counts;
  left_out: { count: number; reasons: Record<string, number> };
  languages: Cut[];
  districts: Cut[];
  domains: Cut[];
  other_domains: (Counts & { domains: number }) | null;
  variants: Cut[];
  bounces: { kind: string; count: number }[];
  links: { url: string; clicks: number }[];
  course: { unit: string; points: ({ at: string } & Counts)[] };
};
type Letter = { id: string; to_address: string; status: string; bounce: { kind: string } | null; resident_name: string | null };
type Page = { rows: Letter[]; next: unknown; previous: unknown; count: number };

async function write(name: string) {
  return String(
    (await office.exec<{ id: string }>(`insert into campaigns (name, list_id) values ($1, $2) returning id`, [name, list]))[0]?.id,
  );
}
async function letter(campaign: string, address: string, more: Record<string, unknown> = {}) {
  const row: Record<string, unknown> = {
    kind: 'campaign.letter',
    key: `campaign:${campaign}:${address}`,
    to_address: address,
    language: 'en',
    campaign_id: campaign,
    ...more,
  };
  const names = Object.keys(row);
  const [made] = await office.exec<{ id: string }>(
    `insert into deliveries (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`,
    Object.values(row),
  );
  return String(made?.id);
}
const results = async (campaign: string) => {
  const { data, error } = await office.as('viewer').rpc('campaign_results', { p_id: campaign });
  if (error) throw error;
  return data as unknown as Results;
};
const letters = async (campaign: string, query: object = {}) => {
  const { data, error } = await office.as('viewer').rpc('campaign_letters', { p_id: campaign, p_query: query as never });
  if (error) throw error;
  return data as unknown as Page;
};
const at = '2026-10-06T15:05:00Z';
const sent = { status: 'sent', settled_at: at };

describe('the numbers of a campaign', () => {
  test('nothing written yet is said as nothing, not as an error', async () => {
    const empty = await results(await write('Empty'));
    expect(new Set(Object.values(empty.total))).toEqual(new Set([0]));
    expect(empty.left_out).toEqual({ count: 0, reasons: {} });
    expect([empty.languages, empty.districts, empty.domains, empty.other_domains, empty.course.points]).toEqual([[], [], [], null, []]);
    const missing = await office.as('viewer').rpc('campaign_results', { p_id: crypto.randomUUID() });
    expect(missing.error).toMatchObject({ code: 'PT404', hint: 'missing' });
  });

  test('every letter is in one state, and what came back is a part of what was sent', async () => {
    const campaign = await write('All states');
    await letter(campaign, 'a@one.org', sent);
    await letter(campaign, 'b@one.org', { ...sent, language: 'es', district_id: district, bounced_at: '2026-10-06T15:06:00Z' });
    await letter(campaign, 'c@one.org', { ...sent, unsubscribed_at: '2026-10-07T01:00:00Z', complained_at: '2026-10-07T01:00:00Z' });
    await letter(campaign, 'd@two.org', { ...sent, language: 'es', replied_at: '2026-10-08T18:00:00Z' });
    await letter(campaign, 'e@two.org');
    await letter(campaign, 'f@two.org', { reason: '451 try later', attempts: 1 });
    await letter(campaign, 'g@two.org', { status: 'failed', settled_at: at, reason: '550 no such person' });
    // What a mail server refused is in the table of what came back too, and counts once.
    await office.exec(`update deliveries set bounced_at = settled_at where campaign_id = $1 and status = 'failed'`, [campaign]);
    await letter(campaign, 'h@two.org', { status: 'cancelled', settled_at: at, reason: 'unsubscribed' });
    await office.exec(
      `insert into campaign_exclusions (campaign_id, reason) values ($1, 'no_address'), ($1, 'no_address'), ($1, 'suppressed')`,
      [campaign],
    );
    const { total, left_out, languages, districts, domains } = await results(campaign);
    expect(total).toEqual({
      letters: 8,
      queued: 1,
      deferred: 1,
      sent: 4,
      failed: 1,
      cancelled: 1,
      bounced: 1,
      complained: 1,
      unsubscribed: 1,
      replied: 1,
    });
    expect(total.queued + total.deferred + total.sent + total.failed + total.cancelled).toBe(total.letters);
    expect(left_out).toEqual({ count: 3, reasons: { no_address: 2, suppressed: 1 } });
    expect(languages.map((one) => [one.key, one.label, one.letters, one.bounced])).toEqual([
      ['en', 'English', 6, 0],
      ['es', 'Spanish', 2, 1],
    ]);
    expect(districts.map((one) => [one.key, one.letters, one.bounced])).toEqual([
      [district, 1, 1],
      [null, 7, 0],
    ]);
    expect(domains.map((one) => [one.key, one.letters, one.sent, one.failed])).toEqual([
      ['two.org', 5, 1, 1],
      ['one.org', 3, 3, 0],
    ]);
  });

  test('the twenty domains with the most letters stand alone, the others together', async () => {
    const campaign = await write('Domains');
    for (let n = 1; n <= 23; n++) {
      await letter(campaign, `a@d${String(n).padStart(2, '0')}.org`, sent);
      if (n <= 3) await letter(campaign, `b@d${String(n).padStart(2, '0')}.org`, sent);
    }
    const { domains, other_domains, total } = await results(campaign);
    expect(domains.length).toBe(20);
    expect(domains.slice(0, 4).map((one) => [one.key, one.sent])).toEqual([
      ['d01.org', 2],
      ['d02.org', 2],
      ['d03.org', 2],
      ['d04.org', 1],
    ]);
    expect(other_domains).toMatchObject({ domains: 3, letters: 3, sent: 3 });
    expect(domains.reduce((sum, one) => sum + one.letters, 0) + 3).toBe(total.letters);
  });

  test('the course is cut by the office’s clock, in steps that fit its length', async () => {
    const campaign = await write('Course');
    await letter(campaign, 'a@one.org', { status: 'sent', settled_at: '2026-10-31T22:10:00Z' });
    await letter(campaign, 'b@one.org', { status: 'sent', settled_at: '2026-10-31T22:19:00Z' });
    await letter(campaign, 'c@one.org', { status: 'sent', settled_at: '2026-10-31T22:41:00Z' });
    const soon = (await results(campaign)).course;
    expect([soon.unit, soon.points.map((point) => [point.at, point.sent])]).toEqual([
      'ten_minutes',
      [
        ['2026-10-31T22:10:00Z', 2],
        ['2026-10-31T22:20:00Z', 0],
        ['2026-10-31T22:30:00Z', 0],
        ['2026-10-31T22:40:00Z', 1],
      ],
    ]);
    // A day with 25 hours lies between: clocks change on November 1.
    await letter(campaign, 'd@one.org', { status: 'sent', settled_at: '2026-11-04T05:59:00Z', bounced_at: '2026-11-04T06:01:00Z' });
    await letter(campaign, 'e@one.org', { status: 'failed', settled_at: '2026-11-01T06:00:00Z', reason: '550' });
    const days = (await results(campaign)).course;
    expect([days.unit, days.points.map((point) => [point.at, point.sent, point.failed, point.bounced])]).toEqual([
      'day',
      [
        ['2026-10-31T05:00:00Z', 3, 0, 0],
        ['2026-11-01T05:00:00Z', 0, 1, 0],
        ['2026-11-02T06:00:00Z', 0, 0, 0],
        ['2026-11-03T06:00:00Z', 1, 0, 0],
        ['2026-11-04T06:00:00Z', 0, 0, 1],
      ],
    ]);
  });

  test('where two subjects are tried, each has its numbers; clicks are counted of links, never of people', async () => {
    const campaign = await write('Two subjects');
    await letter(campaign, 'a@one.org', { ...sent, variant: 'a' });
    await letter(campaign, 'b@one.org', { ...sent, variant: 'b', replied_at: at });
    await letter(campaign, 'c@one.org', { ...sent, variant: 'b' });
    await letter(campaign, 'd@one.org');
    await office.exec(
      `insert into campaign_links (campaign_id, language, position, url, clicks) values ($1, 'en', 1, 'https://one.org/', 2), ($1, 'en', 2, 'https://two.org/', 9)`,
      [campaign],
    );
    const { variants, links } = await results(campaign);
    expect(variants.map((one) => [one.key, one.sent, one.replied])).toEqual([
      ['a', 1, 0],
      ['b', 2, 1],
    ]);
    expect(links.map((one) => [one.url, one.clicks])).toEqual([
      ['https://two.org/', 9],
      ['https://one.org/', 2],
    ]);
  });
});

describe('the letters of a campaign', () => {
  let campaign: string;
  beforeAll(async () => {
    campaign = await write('Letters');
    const [resident] = await office.exec<{ id: string }>(
      `insert into residents (name, search) values ('Zuleyka Marroquín', 'zuleyka marroquin') returning id`,
    );
    await letter(campaign, 'fine@one.org', sent);
    await letter(campaign, 'waits@one.org', { language: 'es' });
    await letter(campaign, 'later@two.org', { reason: '451 try later', attempts: 2, resident_id: resident?.id });
    const bounced = await letter(campaign, 'gone@two.org', { ...sent, bounced_at: at });
    await letter(campaign, 'refused@two.org', { status: 'failed', settled_at: at, reason: '550 no such person' });
    await office.exec(
      `insert into bounces (source_key, source, kind, status_code, diagnostic, address, delivery_id, campaign_id, outcome)
       values ('x', 'mailbox', 'hard', '5.1.1', 'No such user', 'gone@two.org', $1, $2, 'suppressed')`,
      [bounced, campaign],
    );
  });
  const addresses = async (query: object = {}) => (await letters(campaign, query)).rows.map((row) => row.to_address);

  test('what did not arrive comes first, then what is under way, then what went well; page by page', async () => {
    expect(await addresses()).toEqual(['refused@two.org', 'gone@two.org', 'later@two.org', 'waits@one.org', 'fine@one.org']);
    const first = await letters(campaign, { limit: 2 });
    const second = await letters(campaign, { limit: 2, after: first.next });
    const third = await letters(campaign, { limit: 2, after: second.next });
    expect([first, second, third].flatMap((page) => page.rows.map((row) => row.to_address))).toEqual(await addresses());
    expect([first.count, third.next]).toEqual([5, null]);
    expect(first.rows[1]?.bounce).toMatchObject({ kind: 'hard', status_code: '5.1.1', diagnostic: 'No such user' });
  });

  test('every number has its letters', async () => {
    const { total } = await results(campaign);
    for (const state of ['queued', 'deferred', 'sent', 'failed', 'cancelled', 'bounced', 'complained', 'unsubscribed', 'replied'] as const)
      expect([state, (await letters(campaign, { filters: { state: [state] } })).count]).toEqual([state, total[state]]);
  });

  test('letters are found by language, domain, address and the person’s name, accents or not', async () => {
    expect(await addresses({ filters: { language: ['es'] } })).toEqual(['waits@one.org']);
    expect(await addresses({ filters: { domain: ['one.org'], state: ['sent'] } })).toEqual(['fine@one.org']);
    expect(await addresses({ search: 'Gone@' })).toEqual(['gone@two.org']);
    expect(await addresses({ search: 'marroquín zul' })).toEqual(['later@two.org']);
    expect(await addresses({ search: 'nobody' })).toEqual([]);
    expect(
      (await office.as('viewer').rpc('campaign_letters', { p_id: campaign, p_query: { filters: { state: ['opened'] } } })).error,
    ).toMatchObject({ code: 'PT422', hint: 'filters' });
  });
});
