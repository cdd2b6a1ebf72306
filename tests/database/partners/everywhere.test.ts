import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../../src/app/i18n/en.ts';
import { es } from '../../../src/app/i18n/es.ts';
import { fillMessage, type MessageKey, type Values } from '../../../src/app/i18n/translate.ts';
import { createFormat } from '../../../src/app/shared/format.ts';
import { partnerName, partnerVocabularies } from '../../../src/app/shared/history/partner-words.ts';
import { type HistoryChange, listFieldChanges } from '../../../src/domain/shared/history.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { partnerTables } from '../expectations/partners.ts';

let office: TestOffice;
let organization: string;
let referral: string;
const one = async (sql: string, values: unknown[] = []) =>
  String((await office.exec<{ id: string }>(`${sql} returning id`, values))[0]?.id);
beforeAll(async () => {
  office = await openOffice();
  organization = await one(`insert into organizations (code, name, kind) values ('zeppelin-aid', 'Zeppelin Aid', 'community')`);
  const inquiry = await one(
    `insert into inquiries (subject, channel, topic_id) select 'Rent', 'phone', id from topics order by code limit 1`,
  );
  referral = await one(
    `insert into referrals (inquiry_id, organization_id, topic_id, request, service_request_number) select $1, $2, id, 'Help with rent', '2026004211A' from topics order by code limit 1`,
    [inquiry, organization],
  );
  await one(`insert into initiatives (title, proposed_on) values ('Zeppelin hangar for all', '2026-03-03')`);
  await one(`insert into meetings (title, held_on) values ('With the zeppelin people', '2026-03-03')`);
  await one(`insert into language_encounters (language, mode, confirmation_number) values ('so', 'phone', 'ZX-77')`);
  await office.exec(
    `insert into service_requests (service_request_number, source, is_open, opened_at, content_hash, issue_type) values ('2026123456', 'kc311_current', true, '2026-03-03 10:00-06', '\\x00', 'Pothole')`,
  );
});
afterAll(() => office.close());

type Found = { noun: string; rank: number; title: string; id: string };
const found = async (p_text: string) => (await office.as('viewer').rpc('search_office', { p_text })).data as unknown as Found[];

describe('the search', () => {
  test('finds an initiative and a meeting by words of their titles', async () => {
    const nouns = (await found('zeppelin')).map(({ noun, title }) => [noun, title]);
    expect(nouns).toEqual(
      expect.arrayContaining([
        ['initiatives', 'Zeppelin hangar for all'],
        ['meetings', 'With the zeppelin people'],
        ['organizations', 'Zeppelin Aid'],
      ]),
    );
  });
  test.each(['1001', '#1001', 'referral 1001', '2026004211a'])('names a referral exactly by its number as %s', async (typed) => {
    expect((await found(typed)).filter(({ noun }) => noun === 'referrals')).toMatchObject([
      { rank: 0, id: referral, title: 'Zeppelin Aid' },
    ]);
  });
  test('finds a request by the number of 311 and an encounter by its confirmation number', async () => {
    expect(await found('2026123456')).toMatchObject([{ noun: 'service_requests', rank: 0, title: 'Pothole' }]);
    expect((await found('zx-77')).map(({ noun }) => noun)).toEqual(['language_encounters']);
  });
});

test('a view of partners is kept and counted by what its list means', async () => {
  const kept = await office
    .as('staff')
    .from('saved_views')
    .insert({ resource: 'organizations', name: 'Community', query: 'kind=community' });
  expect(kept.error).toBeNull();
  const counted = await office
    .as('viewer')
    .rpc('count_views', { p_resource: 'organizations', p_queries: { a: { search: 'zeppelin' }, b: { search: 'nobody there' } } });
  expect(counted.data).toEqual({ a: 1, b: 0 });
});

test.each([
  ['meetings', { search: 'zeppelin' }, { filters: { open: true } }],
  ['initiatives', { search: 'hangar' }, { filters: { is_open: false } }],
  ['language_encounters', { search: 'zx-77' }, { filters: { is_test: true } }],
  // What the office filed, and the whole feed.
  ['service_requests', { view: 'all', filters: { type: ['Pothole'] } }, { view: 'late' }],
])('a view of %s counts what its list shows', async (resource, one, none) => {
  const kept = await office.as('staff').from('saved_views').insert({ resource, name: 'As I left it', query: '' });
  expect(kept.error).toBeNull();
  const { data } = await office.as('viewer').rpc('count_views', { p_resource: resource, p_queries: { one, none } });
  expect(data).toEqual({ one: 1, none: 0 });
});

describe('history', () => {
  const words = { t: (key: MessageKey, values?: Values) => fillMessage(en[key], values), format: createFormat('en-US', 'America/Chicago') };
  test('every table, every column and every value of a list has a word in both languages', async () => {
    // Readings of 311 and kept screenings are never changed.
    const tables = Object.keys(partnerTables).filter((table) => !['service_requests', 'feed_runs', 'screenings'].includes(table));
    const columns = await office.exec<{ table_name: string; column_name: string }>(
      `select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name = any ($1)`,
      [[...tables, 'organizations']],
    );
    const missing = new Set<string>();
    for (const { table_name, column_name } of columns) {
      if (!(`noun.${table_name}` in en)) missing.add(`noun.${table_name}`);
      const change = { table: table_name, before: {}, after: { [column_name]: 1 } } as unknown as HistoryChange;
      if (listFieldChanges(change).length > 0 && !(`field.${column_name}` in en)) missing.add(`field.${column_name}`);
    }
    for (const [table, fields] of Object.entries(partnerVocabularies)) {
      for (const [field, word] of Object.entries(fields)) {
        const [check] = await office.exec<{ said: string }>(
          `select pg_get_constraintdef(c.oid) as said from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
           where c.conrelid = ('public.' || $1)::regclass and c.contype = 'c' and cardinality(c.conkey) = 1 and a.attname = $2 and pg_get_constraintdef(c.oid) like '%ARRAY%'`,
          [table, field],
        );
        const values = [...(check?.said ?? '').matchAll(/'([^']+)'::text/g)].map(([, value = '']) => value);
        expect([table, field, values.length]).not.toEqual([table, field, 0]);
        for (const value of values) if (!(word(value) in en && word(value) in es)) missing.add(word(value));
      }
    }
    expect([...missing].sort()).toEqual([]);
  });
  test('parts are named by what they are about', async () => {
    const id = await one(`insert into organization_contacts (organization_id, role) values ($1, 'Intake')`, [organization]);
    const step = await one(`insert into referral_events (referral_id, kind, body) values ($1, 'accepted', 'We call her')`, [referral]);
    const history = async (table: string, record: string) =>
      (await office.as('viewer').rpc('list_history', { p_query: { table, id: record } })).data as unknown as {
        names: Record<string, Record<string, string>>;
      };
    expect((await history('organizations', organization)).names.organization_contacts).toEqual({ [id]: 'Intake' });
    const raw = (await history('referrals', referral)).names.referral_events?.[step] ?? '';
    expect(partnerName('referral_events', raw, words)).toBe('accepted: We call her');
    expect(partnerName('business_hours', '1|08:00|17:00', words)).toBe('Monday 08:00–17:00');
  });
});

test('the start of the day tells planners of every referral that is over due, everybody else of their own', async () => {
  const [mine] = await office.exec<{ id: string }>(`select id from staff where role = 'staff'`);
  const set = (created_by: string | null) =>
    office.exec(
      `update referrals set status = 'sent', sent_at = '2026-01-05 15:00Z', consent_how = 'spoken', receiver_email = 'in@aid.example', accept_minutes = 60, outcome_minutes = 600,
         accept_due_at = '2026-01-06 15:00Z', created_by = $2 where id = $1`,
      [referral, created_by],
    );
  const told = async (role: 'staff' | 'coordinator') => ((await office.as(role).rpc('home_facts')).data as { partners: object }).partners;
  await set(null);
  expect(await told('coordinator')).toMatchObject({ late: 1, next: [{ id: referral, organization: 'Zeppelin Aid', is_late: true }] });
  expect(await told('staff')).toMatchObject({ late: 0, next: [] });
  await set(mine?.id ?? null);
  expect(await told('staff')).toMatchObject({ late: 1, asked: 0, declined: 0 });
  await office.exec(
    `insert into organization_agreements (organization_id, kind, title, ends_on) values ($1, 'mou', 'Space', (now() + interval '20 days')::date)`,
    [organization],
  );
  expect(await told('coordinator')).toMatchObject({ agreements: 1 });
});
