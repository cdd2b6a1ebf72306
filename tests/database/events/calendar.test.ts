import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Shown = {
  events: { id: string; title: string; starts: string; ends: string; zone?: string; staff?: string[]; languages?: string[] }[];
  dated: { what: string; on: string; count?: number; title?: string; month?: string }[];
};
let office: TestOffice;
const chicago = 'America/Chicago';

beforeAll(async () => {
  office = await openOffice();
  await office.exec(`insert into events (title, kind, status, starts_at, ends_at, district_id) values
    ('Before', 'clinic', 'planned', '2026-10-31 20:00-05', '2026-11-01 00:00-05', null),
    ('Over midnight', 'clinic', 'planned', '2026-10-31 22:00-05', '2026-11-01 03:00-06', null),
    ('Long', 'tabling', 'confirmed', '2026-10-25 09:00-05', '2026-11-02 17:00-06', null),
    ('First minute', 'hearing', 'planned', '2026-11-01 00:00-05', '2026-11-01 00:30-05', (select id from districts where code = '3')),
    ('After the clocks', 'training', 'confirmed', '2026-11-01 18:00-06', '2026-11-01 19:30-06', null),
    ('Last minute', 'media', 'cancelled', '2026-11-30 23:59-06', '2026-12-01 00:30-06', null),
    ('Next month', 'other', 'planned', '2026-12-01 00:00-06', '2026-12-01 01:00-06', null),
    ('Elsewhere', 'other', 'planned', '2026-11-10 12:00-05', '2026-11-10 13:00-05', null)`);
  await office.exec(`update events set time_zone = 'America/New_York' where title = 'Elsewhere'`);
  await office.exec(
    `insert into event_languages (event_id, language, mode) select id, 'es', m from events, unnest(array['spoken', 'materials']) m where title = 'After the clocks'`,
  );
  await office.exec(
    `insert into event_staff (event_id, staff_id, task) select e.id, s.id, case when s.role = 'manager' then 'lead' else 'help' end from events e, staff s
     where e.title = 'After the clocks' and s.role in ('staff', 'manager')`,
  );
});
afterAll(() => office.close());

const november = { p_from: '2026-11-01T05:00:00Z', p_to: '2026-12-01T06:00:00Z' };
async function show(args: { p_from?: string; p_to?: string; p_what?: string[]; p_filters?: object } = {}): Promise<Shown> {
  const { data, error } = await office.as('viewer').rpc('calendar_between', { ...november, ...args } as never);
  if (error) throw error;
  return data as unknown as Shown;
}
const titles = ({ events }: Shown) => events.map(({ title }) => title);

describe('the events of a span', () => {
  test('are those that touch it, in time: one that ends as it begins, or begins as it ends, is not among them', async () => {
    expect(titles(await show())).toEqual(['Long', 'Over midnight', 'First minute', 'After the clocks', 'Elsewhere', 'Last minute']);
  });

  test('come with the clock of the office, on the day that has 25 hours and from another zone', async () => {
    const { events } = await show();
    const at = (title: string) => events.find((event) => event.title === title);
    expect(at('Over midnight')).toMatchObject({ starts: '2026-10-31T22:00', ends: '2026-11-01T03:00' });
    expect(at('After the clocks')).toMatchObject({ starts: '2026-11-01T18:00', ends: '2026-11-01T19:30' });
    expect(at('Elsewhere')).toMatchObject({ starts: '2026-11-10T11:00', zone: 'America/New_York' });
    expect(at('Long')).not.toHaveProperty('zone');
  });

  test('name who is there, the lead first, and each language once', async () => {
    const manager = (await office.exec<{ id: string }>(`select id from staff where role = 'manager'`))[0]?.id;
    const event = (await show()).events.find(({ title }) => title === 'After the clocks');
    expect(event?.staff).toHaveLength(2);
    expect(event?.staff?.[0]).toBe(manager);
    expect(event?.languages).toEqual(['es']);
  });

  test('are narrowed by kind, state, district, language and staff', async () => {
    const [three, staff] = await Promise.all(
      [`select id from districts where code = '3'`, `select id from staff where role = 'staff'`].map(
        async (sql) => (await office.exec<{ id: string }>(sql))[0]?.id,
      ),
    );
    const by = async (filters: object) => titles(await show({ p_filters: filters }));
    expect(await by({ kind: ['hearing', 'media'] })).toEqual(['First minute', 'Last minute']);
    expect(await by({ status: ['cancelled'] })).toEqual(['Last minute']);
    expect(await by({ district: [three] })).toEqual(['First minute']);
    expect(await by({ district: [null] })).not.toContain('First minute');
    expect(await by({ language: ['es'] })).toEqual(['After the clocks']);
    expect(await by({ staff: [staff] })).toEqual(['After the clocks']);
    expect(await by({ staff: [staff], kind: ['clinic'] })).toEqual([]);
  });

  test('a filter that cannot be read, and a span that is too long or turned round, are refused in a sentence', async () => {
    const asked = (args: object) => office.as('viewer').rpc('calendar_between', { ...november, ...args } as never);
    expect((await asked({ p_filters: { staff: ['me'] } })).error).toMatchObject({ code: 'PT422', hint: 'filters' });
    expect((await asked({ p_to: '2027-11-01T00:00:00Z' })).error).toMatchObject({ code: 'PT422', hint: 'span' });
    expect((await asked({ p_to: '2026-10-01T00:00:00Z' })).error).toMatchObject({ code: 'PT422', hint: 'span' });
  });
});

describe('what else is dated', () => {
  test('is shown only when it is asked for, and a name that nobody knows shows nothing', async () => {
    expect((await show()).dated).toEqual([]);
    expect(await show({ p_what: ['weather'] })).toEqual({ events: [], dated: [] });
  });

  test('inquiries and tasks are a number for each day, of what is open', async () => {
    await office.exec(`insert into inquiries (subject, channel, topic_id, language) select 'A ' || n, 'phone', (select id from topics limit 1), case when n = 1 then 'es' else 'en' end
      from generate_series(1, 3) n`);
    await office.exec(`update inquiries set due_on = '2026-11-24'`);
    await office.exec(
      `insert into tasks (title, due_on) values ('Book the room', '2026-11-24'), ('Print', '2026-11-25'), ('Pack', '2026-11-25'), ('Some day', null)`,
    );
    const { dated } = await show({ p_what: ['inquiries', 'tasks'] });
    expect(dated).toEqual([
      { what: 'inquiries', on: '2026-11-24', count: 3 },
      { what: 'tasks', on: '2026-11-24', count: 1, title: 'Book the room' },
      { what: 'tasks', on: '2026-11-25', count: 2 },
    ]);
    expect((await show({ p_what: ['inquiries'], p_filters: { language: ['es'] } })).dated[0]?.count).toBe(1);
    const list = await office
      .as('viewer')
      .rpc('count_inquiries', { p_query: { filters: { due: { from: '2026-11-24', to: '2026-11-24' } } } as never });
    expect(list.data).toBe(3);
  });

  test('days off, the day of the report and what Council passed', async () => {
    // The day on which an office began is not written by anybody else.
    await office.exec('alter table settings disable trigger user');
    await office.exec(`update settings set created_at = '2026-08-01'`);
    await office.exec('alter table settings enable trigger user');
    await office.exec(
      `insert into legislation (file_number, kind, title, passed_on) values ('261001', 'ordinance', 'Water lines', '2026-11-12')`,
    );
    const { dated } = await show({ p_what: ['holidays', 'reports', 'legislation'] });
    expect(dated).toContainEqual({ what: 'holidays', on: '2026-11-26', title: 'Thanksgiving Day' });
    expect(dated).toContainEqual({ what: 'reports', on: '2026-11-02', month: '2026-10-01' });
    expect(dated).toContainEqual({ what: 'legislation', on: '2026-11-12', count: 1, title: 'Water lines', number: '261001' });
    // New Year's Day is a day off, and Saturday and Sunday follow.
    const january = await show({ p_from: '2027-01-01T06:00:00Z', p_to: '2027-02-01T06:00:00Z', p_what: ['reports'] });
    expect(january.dated).toEqual([{ what: 'reports', on: '2027-01-04', month: '2026-12-01' }]);
  });
});

test('a year of 10,000 events is not walked through for a month of it', async () => {
  await office.exec(`insert into events (title, kind, starts_at, ends_at) select 'Many ' || n, 'other', s.at, s.at + interval '90 minutes'
    from generate_series(1, 10000) n cross join lateral (select timestamptz '2027-01-01 15:00+00' + (n % 365) * interval '1 day' + (n % 8) * interval '1 hour' as at) s`);
  await office.exec('analyze events');
  const statement =
    (
      await office.exec<{ sql: string }>(
        `select private.calendar_events('2027-06-01 05:00+00', '2027-07-01 05:00+00', '{"kind": ["other"]}') as sql`,
      )
    )[0]?.sql ?? '';
  const plan = (await office.exec<{ 'QUERY PLAN': string }>(`explain ${statement}`)).map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/events_(starts|kind)/);
  expect(plan).not.toContain('Seq Scan');
  const june = await show({ p_from: '2027-06-01T05:00:00Z', p_to: '2027-07-01T05:00:00Z' });
  expect(june.events.length).toBeGreaterThan(800);
  expect(june.events.every(({ starts }) => starts.startsWith('2027-06'))).toBe(true);
});

test('who is not of the office sees nothing of its calendar', async () => {
  const { data, error } = await office.as('anon').rpc('calendar_between', november as never);
  expect(data).toBeNull();
  expect(error).not.toBeNull();
  expect(chicago).toBe((await office.exec<{ zone: string }>('select time_zone as zone from settings'))[0]?.zone);
});
