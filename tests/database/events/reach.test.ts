import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

type Answer = { added: number; changed: number; same: number; wrong: { line: number; why: string; value: string }[] };
const row = (line: number, more: object = {}) => ({
  line,
  district: '1',
  language: 'all',
  people: '80,000',
  source: 'ACS 2024',
  as_of: '2024-12-31',
  ...more,
});
const take = async (rows: object[], dry = false, role: Role = 'coordinator') => {
  const { data, error } = await office.as(role).rpc('import_populations', { p_rows: rows as never, p_dry_run: dry });
  return { answer: data as unknown as Answer, error };
};
const kept = () =>
  office.exec(
    `select d.code, p.language, p.people from district_populations p join districts d on d.id = p.district_id order by 1, 2 nulls first`,
  );

describe('the file of populations', () => {
  test('a dry run says what would be done and writes nothing; then it is written; a second time nothing changes', async () => {
    const rows = [row(2), row(3, { language: 'es', people: '12000' })];
    expect((await take(rows, true)).answer).toEqual({ added: 2, changed: 0, same: 0, wrong: [] });
    expect(await kept()).toEqual([]);
    expect((await take(rows)).answer).toMatchObject({ added: 2 });
    expect(await kept()).toEqual([
      { code: '1', language: null, people: 80000 },
      { code: '1', language: 'es', people: 12000 },
    ]);
    expect((await take(rows)).answer).toEqual({ added: 0, changed: 0, same: 2, wrong: [] });
    expect((await take([row(2, { people: '81000' })])).answer).toMatchObject({ changed: 1 });
  });

  test('each wrong line says what is wrong with it, and one is enough to write nothing', async () => {
    const before = await kept();
    const { answer } = await take([
      row(2, { district: '99' }),
      row(3, { district: '2', language: 'klingon' }),
      row(4, { district: '2', people: 'many' }),
      row(5, { district: '3', as_of: '2024-02-31' }),
      row(6, { district: '3', as_of: '2999-01-01' }),
      row(7, { district: '4', source: ' ' }),
      row(8, { district: '5', people: '100' }),
      row(9, { district: '5' }),
      row(10, { district: '5', language: 'es', people: '200' }),
      row(11, { district: '6', language: 'es', people: '200' }),
    ]);
    expect(answer.wrong.map(({ line, why }) => [line, why])).toEqual([
      [2, 'district'],
      [3, 'language'],
      [4, 'people'],
      [5, 'as_of'],
      [6, 'as_of'],
      [7, 'source'],
      [9, 'twice'],
      [10, 'more_than_all'],
      [11, 'no_all'],
    ]);
    expect(answer.wrong[0]?.value).toBe('99');
    expect(await kept()).toEqual(before);
  });

  test('a coordinator takes a file in, staff do not; an empty one is refused in words', async () => {
    expect((await take([row(2)], false, 'staff')).error?.code).toBe('42501');
    expect((await take([])).error).toMatchObject({ code: 'PT422', hint: 'text' });
  });

  test('taking a file in can be undone as one act', async () => {
    const before = await kept();
    await take([row(2, { district: '2', people: '70000' }), row(3, { district: '3', people: '60000' })]);
    const [set] = await office.exec<{ id: string }>(
      `select change_set as id from changes where table_name = 'district_populations' order by id desc limit 1`,
    );
    expect((await office.as('coordinator').rpc('undo_change_set', { p_change_set: String(set?.id) })).data).toMatchObject({ undone: 2 });
    expect(await kept()).toEqual(before);
  });
});

describe('whom outreach reaches', () => {
  type Part = { events: number; attendance: number; registrations: number; inquiries: number };
  type Reach = {
    city: Part & { attendance_told: number };
    elsewhere: Part;
    districts: (Part & {
      code: string;
      population: { people: number } | null;
      last: { events: number; languages: Record<string, number> };
      speakers: Record<string, number>;
    })[];
    languages: { code: string; people: number | null; attendance: number | null; registrations: number | null; inquiries: number | null }[];
  };
  const reach = async (from: string, to: string, role: Role = 'viewer') => {
    const { data, error } = await office.as(role).rpc('outreach_reach', { p_from: from, p_to: to });
    return { reach: data as unknown as Reach, error };
  };
  beforeAll(async () => {
    await office.exec(`insert into events (id, title, kind, status, tally_counts, starts_at, ends_at, district_id) values
      ('20000000-0000-4000-8000-000000000001', 'A', 'clinic', 'held', 'unnamed', '2025-03-03 18:00-06', '2025-03-03 19:00-06', (select id from districts where code = '1')),
      ('20000000-0000-4000-8000-000000000002', 'B', 'clinic', 'held', 'everyone', '2025-03-10 18:00-05', '2025-03-10 19:00-05', (select id from districts where code = '1')),
      ('20000000-0000-4000-8000-000000000003', 'C', 'clinic', 'held', 'unnamed', '2025-03-11 18:00-05', '2025-03-11 19:00-05', null),
      ('20000000-0000-4000-8000-000000000004', 'Not held', 'clinic', 'confirmed', 'unnamed', '2025-03-12 18:00-05', '2025-03-12 19:00-05', (select id from districts where code = '1')),
      ('20000000-0000-4000-8000-000000000005', 'Next month', 'clinic', 'held', 'unnamed', '2025-03-31 23:30-05', '2025-04-01 00:30-05', (select id from districts where code = '2'))`);
    const people = (event: number, named: [number, string][], tallied: [number, string][]) =>
      Promise.all([
        ...named.map(([count, language]) =>
          office.exec(
            `insert into attendances (event_id, name, people, language, client_key) values ($1, 'X', $2, $3, gen_random_uuid())`,
            [`20000000-0000-4000-8000-00000000000${event}`, count, language],
          ),
        ),
        ...tallied.map(([count, language]) =>
          office.exec(`insert into event_tallies (event_id, people, language, client_key) values ($1, $2, $3, gen_random_uuid())`, [
            `20000000-0000-4000-8000-00000000000${event}`,
            count,
            language,
          ]),
        ),
      ]);
    await people(
      1,
      [
        [3, 'en'],
        [2, 'es'],
      ],
      [[10, 'es']],
    );
    await people(
      2,
      [[4, 'en']],
      [
        [20, 'en'],
        [3, 'so'],
      ],
    );
    await people(3, [], [[7, 'en']]);
    await office.exec(
      `insert into event_languages (event_id, language, mode) values ('20000000-0000-4000-8000-000000000001', 'es', 'interpreted'), ('20000000-0000-4000-8000-000000000002', 'es', 'materials')`,
    );
    await office.exec(`insert into registrations (event_id, name, seats, status, language, cancelled_at) values ('20000000-0000-4000-8000-000000000001', 'A', 6, 'confirmed', 'es', null),
      ('20000000-0000-4000-8000-000000000001', 'B', 1, 'cancelled', 'es', now())`);
  });

  test('people who came are counted once, where the event was, in days of the office', async () => {
    const { reach: march } = await reach('2025-03-01', '2025-03-31');
    expect(march.districts.find((one) => one.code === '1')).toMatchObject({
      events: 2,
      attendance: 15 + 23,
      registrations: 6,
      population: { people: 81000 },
    });
    expect(march.districts.find((one) => one.code === '2')).toMatchObject({ events: 1, attendance: 0, population: null });
    expect(march.elsewhere).toMatchObject({ events: 1, attendance: 7 });
    expect(march.city).toMatchObject({ events: 4, attendance: 45, registrations: 6 });
    expect((await reach('2025-04-01', '2025-04-30')).reach.city.events).toBe(0);
  });

  test('by language small numbers are not told', async () => {
    const { languages } = (await reach('2025-03-01', '2025-03-31')).reach;
    const of = (code: string) => languages.find((one) => one.code === code);
    expect(of('es')).toMatchObject({ people: 12000, attendance: 12, registrations: 6 });
    expect(of('so')).toMatchObject({ attendance: null });
    expect(of('en')).toMatchObject({ attendance: 3 + 20 + 7 });
    expect(of('vi')).toBeUndefined();
  });

  test('of the last events of a district it is told in how many a language was spoken or interpreted', async () => {
    const district = (await reach('2025-03-01', '2025-03-31')).reach.districts.find((one) => one.code === '1');
    expect(district?.last).toEqual({ events: 2, languages: { es: 1 } });
    expect(district?.speakers).toEqual({ es: 12000 });
  });

  test('a span that is none is refused in words', async () => {
    expect((await reach('2025-03-31', '2025-03-01')).error).toMatchObject({ code: 'PT422', hint: 'span' });
  });
});
