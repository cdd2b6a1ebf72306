import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
/** Filed on the first days of August 2026 in Kansas City; the feed reaches the 20th. */
beforeAll(async () => {
  office = await openOffice();
  await office.exec(
    `insert into work_groups (organization_id, name, feed_name) select id, 'Preservation', 'NHS Preservation' from organizations where code = 'neighborhoods'`,
  );
  await office.exec(
    `insert into service_requests (service_request_number, source, status_text, is_open, opened_at, closed_at, days_to_close, issue_type, work_group, address, district_id, updated_at_source, content_hash)
     select 'C' || n, 'kc311_current', 'closed', false, '2026-07-01 12:00-05'::timestamptz, '2026-07-01 12:00-05'::timestamptz + make_interval(days => n), n, 'Trash', 'PW Solid Waste',
       n || ' Oak St', (select id from districts where code = '3'), '2026-07-20 12:00-05', '\\x00' from generate_series(1, 10) n`,
  );
  await office.exec(`insert into inquiries (subject, topic_id, channel) select 'Trash', id, 'phone' from topics order by code limit 1`);
  const filed: [string, string, object | null][] = [
    ['7000001', 'sent', { status_text: 'assigned', is_open: true, opened_at: '2026-08-03 09:00-05', issue_type: 'Trash' }],
    [
      '7000002',
      'sent',
      {
        status_text: 'resolved',
        is_open: false,
        opened_at: '2026-08-03 09:00-05',
        closed_at: '2026-08-08 09:00-05',
        days_to_close: 5,
        issue_type: 'Trash',
      },
    ],
    [
      '7000003',
      'closed',
      {
        status_text: 'resolved',
        is_open: false,
        opened_at: '2026-08-03 09:00-05',
        closed_at: '2026-08-06 09:00-05',
        days_to_close: 3,
        issue_type: 'Trash',
      },
    ],
    ['7000004', 'sent', null],
    ['7000005', 'sent', null],
    ['7000006', 'sent', { status_text: 'new', is_open: true, opened_at: '2026-08-03 09:00-05', issue_type: 'Rare' }],
    ['7000007', 'withdrawn', null],
  ];
  for (const [number, status, request] of filed) {
    const sentAt = number === '7000005' ? '2026-08-25 09:00-05' : '2026-08-03 09:00-05';
    await office.exec(
      `insert into referrals (inquiry_id, organization_id, topic_id, request, status, delivery, consent_how, sent_at, service_request_number, district_id, outcome, closed_at)
       select i.id, (select id from organizations where is_311), i.topic_id, 'Trash at ' || $1::text, $2::text, 'service_request', 'not_needed', $3::timestamptz, $1::text, (select id from districts where code = '3'),
         case when $2::text = 'closed' then 'served' end, case when $2::text = 'closed' then $3::timestamptz end
       from (select id, topic_id from inquiries order by number limit 1) i`,
      [number, status, sentAt],
    );
    if (request)
      await office.exec(
        `insert into service_requests (service_request_number, source, status_text, is_open, opened_at, closed_at, days_to_close, issue_type, work_group, address, district_id, updated_at_source, content_hash)
         select $1::text, 'kc311_current', r.status_text, r.is_open, r.opened_at, r.closed_at, r.days_to_close, r.issue_type, 'NHS Preservation', '1200 E 12th St', (select id from districts where code = '3'), '2026-08-20 10:00-05', '\\x00'
         from jsonb_to_record($2::jsonb) r (status_text text, is_open boolean, opened_at timestamptz, closed_at timestamptz, days_to_close integer, issue_type text)`,
        [number, JSON.stringify(request)],
      );
  }
  await office.exec(
    `insert into feed_runs (source, origin, status, latest_at, finished_at) values ('kc311_current', 'file', 'done', '2026-08-20 10:00-05', '2026-08-21 10:00-05')`,
  );
  await office.exec('select private.refresh_service_request_types()');
});
afterAll(() => office.close());

type Page = { rows: { number: string; stand?: string; organization_name: string | null }[]; next: unknown };
const list = async (query: Record<string, unknown>) => {
  const { data, error } = await office.as('viewer').rpc('list_service_requests', { p_query: query as never });
  if (error) throw error;
  return data as unknown as Page;
};
const numbers = async (query: Record<string, unknown>) => (await list(query)).rows.map(({ number }) => number).sort();
const facts = async <T>(name: 'service_request_feed' | 'service_request_facts', body: object) => {
  const { data, error } = await office.as('viewer').rpc(name, body as never);
  if (error) throw error;
  return data as unknown as T;
};

describe('what the office filed', () => {
  test('stands as the feed has it: missing only where the feed reaches the day, late by what its type usually takes', async () => {
    const all = (await list({ view: 'ours' })).rows;
    expect(Object.fromEntries(all.map(({ number, stand }) => [number, stand]))).toEqual({
      '7000001': 'late',
      '7000002': 'to_close',
      '7000003': 'closed',
      '7000004': 'missing',
      '7000005': 'waiting',
      // Of its type too few are known to say what is usual.
      '7000006': 'open',
    });
    expect(await numbers({ view: 'unmatched' })).toEqual(['7000004', '7000005']);
    expect(await numbers({ view: 'late' })).toEqual(['7000001']);
    expect(await numbers({ view: 'to_close' })).toEqual(['7000002']);
    expect(await numbers({ view: 'ours', search: '7000006' })).toEqual(['7000006']);
    const counted = await office.as('viewer').rpc('count_service_requests', { p_query: { view: 'unmatched' } });
    expect(counted.data).toBe(2);
  });
  test('names who is behind it by the name that the feed has for the work group', async () => {
    expect((await list({ view: 'late' })).rows[0]?.organization_name).toBe(
      (await office.exec<{ name: string }>(`select name from organizations where code = 'neighborhoods'`))[0]?.name,
    );
    const one = await facts<{ organization: { group: string }; type: { usual_days: number }; referral: { stand: string } }>(
      'service_request_facts',
      { p_number: '7000001' },
    );
    expect([one.organization.group, one.referral.stand]).toEqual(['Preservation', 'late']);
    expect(await facts('service_request_facts', { p_number: '7000004' })).toMatchObject({ request: null, referral: { stand: 'missing' } });
    const none = await office.as('viewer').rpc('service_request_facts', { p_number: '999' });
    expect(none.error?.code).toBe('PT404');
  });
  test('gets each new state of 311 on its course once, and none when nothing is new', async () => {
    const match = async () => (await office.service.rpc('match_service_requests')).data;
    expect(await match()).toEqual({ filed: 6, matched: 4, told: 3 });
    expect(await match()).toMatchObject({ told: 0 });
    await office.exec(`update service_requests set status_text = 'Assigned' where service_request_number = '7000001'`);
    expect(await match()).toMatchObject({ told: 0 });
    await office.exec(`update service_requests set status_text = 'referred' where service_request_number = '7000001'`);
    expect(await match()).toMatchObject({ told: 1 });
  });
  test('whose request 311 has closed is told once, and again only when it was taken up again between', async () => {
    const told = async () =>
      (
        await office.exec<{ number: string }>(
          `select r.service_request_number as number from notifications n join referrals r on r.id = n.record_id where n.facts ->> 'deed' = 'closed_311' group by 1, n.created_at order by 1`,
        )
      ).map(({ number }) => number);
    const say = async (number: string, isOpen: boolean) => {
      await office.exec(`update service_requests set is_open = $2 where service_request_number = $1`, [number, isOpen]);
      await office.service.rpc('match_service_requests');
    };
    await office.service.rpc('match_service_requests');
    // The one that is closed here already is not told.
    expect(await told()).toEqual(['7000002']);
    await say('7000001', false);
    await say('7000001', false);
    expect(await told()).toEqual(['7000001', '7000002']);
    await say('7000001', true);
    await say('7000001', false);
    expect(await told()).toEqual(['7000001', '7000001', '7000002']);
    await say('7000001', true);
  });
});

describe('the whole feed', () => {
  test('is a list in pages, by type, place, day, number and the beginning of an address', async () => {
    const first = await list({ view: 'all', limit: 8 });
    const second = await list({ view: 'all', limit: 8, after: first.next });
    const all = [...first.rows, ...second.rows].map(({ number }) => number);
    expect([first.rows.length, second.rows.length, new Set(all).size]).toEqual([8, 6, 14]);
    expect(await numbers({ view: 'all', search: '7000001' })).toEqual(['7000001']);
    expect(await numbers({ view: 'all', search: '1200 E 12' })).toHaveLength(4);
    expect(await numbers({ view: 'all', search: '2 oak%' })).toEqual([]);
    expect(await numbers({ view: 'all', search: '2 OAK' })).toEqual(['C2']);
    expect(await numbers({ view: 'all', filters: { type: ['Rare'], is_open: true } })).toEqual(['7000006']);
    expect(await numbers({ view: 'all', filters: { closed: { from: '2026-08-06', to: '2026-08-06' } } })).toEqual(['7000003']);
  });
  test('says how far it reaches, and how late it is', async () => {
    const feed = await facts<{ latest_at: string; days: number; types: string[] }>('service_request_feed', {});
    expect(feed.latest_at).toMatch(/^2026-08-20T/);
    expect(feed.days).toBeGreaterThan(0);
    expect(feed.types).toEqual(['Rare', 'Trash']);
  });
});

test('the report says what was filed in a month, what the feed confirms, and how long it took beside the city', async () => {
  const [row] = await office.exec<{ facts: Record<string, unknown> & { districts: Record<string, unknown>[] } }>(
    `select private.service_request_facts('2026-08-01', '2026-08-31') as facts`,
  );
  expect(row?.facts).toMatchObject({
    filed: 6,
    verified: 4,
    waiting: 1,
    missing: 1,
    closed: 2,
    median_days: 4,
    city_closed: 2,
    city_median_days: 4,
    lag_days: 11,
  });
  expect(row?.facts.districts.find(({ code }) => code === '3')).toMatchObject({ filed: 6, closed: 2, median_days: 4, city_closed: 2 });
  expect(row?.facts.types).toMatchObject([
    { type: 'Trash', filed: 3, closed: 2, city_median_days: 4 },
    { type: 'Rare', filed: 1, closed: 0, city_median_days: null },
  ]);
  const [july] = await office.exec<{ facts: object }>(`select private.service_request_facts('2026-07-01', '2026-07-31') as facts`);
  expect(july?.facts).toMatchObject({ filed: 0, closed: 0, median_days: null, city_closed: 10, city_median_days: 5.5 });
});
