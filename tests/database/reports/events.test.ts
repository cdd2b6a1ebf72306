import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFacts } from '../../../src/domain/reports/check-facts.ts';
import type { EventPeriods, EventSection, ReportFacts } from '../../../src/domain/reports/facts.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const facts = async (month: string) => {
  const { data, error } = await office.as('viewer').rpc('report_facts', { p_month: month });
  if (error) throw error;
  const found = data as unknown as ReportFacts;
  // What does not add up would not be printed.
  checkFacts(found);
  return found;
};
const section = async (month: string, key: string) => (await facts(month)).events.find((one) => one.key === key) as EventSection;

type New = { at: string; kind?: string; status?: string; district?: string; counts?: 'unnamed' | 'everyone' };
async function hold({ at, kind = 'clinic', status = 'held', district, counts = 'unnamed' }: New): Promise<string> {
  const [row] = await office.exec<{ id: string }>(
    `insert into events (title, kind, starts_at, ends_at, status, district_id, tally_counts)
     values ('x', $1, $2::timestamptz, $2::timestamptz + interval '2 hours', $3, (select id from districts where code = $4), $5) returning id`,
    [kind, at, status, district ?? null, counts],
  );
  return row!.id;
}
const name = (event: string, people = 1, language: string | null = null) =>
  office.exec(
    `insert into attendances (event_id, name, people, language, client_key) values ($1, 'Rosa Peña', $2, $3, gen_random_uuid())`,
    [event, people, language],
  );
const count = (event: string, people: number, language: string | null = null) =>
  office.exec('insert into event_tallies (event_id, people, language, client_key) values ($1, $2, $3, gen_random_uuid())', [
    event,
    people,
    language,
  ]);
const of = ({ month, previous_month, same_month_last_year, fiscal_year_to_date }: EventPeriods) =>
  [month, previous_month, same_month_last_year, fiscal_year_to_date].map(({ held, people, registered }) => [held, people, registered]);

test('a month in which nothing was held has no section', async () => {
  expect((await facts('2024-02-01')).events).toEqual([]);
});

test('an event counts in the month of the office’s calendar in which it began, and only when it is marked as held', async () => {
  // 8 pm on October 31 in Kansas City is already November in UTC.
  await hold({ at: '2024-11-01T01:00:00Z' });
  await hold({ at: '2024-10-15T15:00:00Z', status: 'confirmed' });
  await hold({ at: '2024-10-16T15:00:00Z', status: 'cancelled' });
  expect(await section('2024-10-01', '4')).toMatchObject({ month: { held: 1 }, cancelled: 1, unsettled: 1 });
  expect(await section('2024-11-01', '4')).toMatchObject({ month: { held: 0 }, previous_month: { held: 1 }, cancelled: 0 });
});

test('the month, the one before, the same a year ago and the fiscal year, each event’s people once', async () => {
  const plain = await hold({ at: '2026-03-10T23:00:00Z', district: '3' });
  await name(plain, 3, 'es');
  await count(plain, 20, 'en');
  // The tally counted everybody: the named are among them.
  const everyone = await hold({ at: '2026-03-11T23:00:00Z', kind: 'tabling', counts: 'everyone' });
  await name(everyone, 2, 'es');
  await count(everyone, 30, 'en');
  const mostlyNamed = await hold({ at: '2026-03-12T23:00:00Z', kind: 'tabling', district: '3', counts: 'everyone' });
  await name(mostlyNamed, 9, 'vi');
  await count(mostlyNamed, 4, 'en');
  // Checked in by mistake, and taken back.
  await office.exec(
    `insert into attendances (event_id, name, people, client_key, undone_at) values ($1, 'Bo', 5, gen_random_uuid(), now())`,
    [plain],
  );
  await count(await hold({ at: '2026-02-10T23:00:00Z' }), 7);
  await count(await hold({ at: '2025-03-10T23:00:00Z' }), 11);
  await count(await hold({ at: '2025-06-10T23:00:00Z' }), 13);
  // Before the fiscal year, and in no period.
  await count(await hold({ at: '2025-04-10T23:00:00Z' }), 17);
  await office.exec(`insert into registrations (event_id, name, seats) values ($1, 'Ana', 4)`, [plain]);
  await office.exec(`insert into registrations (event_id, name, seats, status) values ($1, 'Bo', 9, 'waitlisted')`, [plain]);

  const found = await section('2026-03-01', '4');
  expect(of(found)).toEqual([
    [3, 62, 4],
    [1, 7, 0],
    [1, 11, 0],
    [5, 82, 4],
  ]);
  expect(found.by_kind.map(({ key, month }) => [key, month.held, month.people])).toEqual([
    ['tabling', 2, 39],
    ['clinic', 1, 23],
  ]);
  expect(found.by_district.map(({ key, month }) => [key, month.held, month.people])).toEqual([
    ['1', 0, 0],
    ['2', 0, 0],
    ['3', 2, 32],
    ['4', 0, 0],
    ['5', 0, 0],
    ['6', 0, 0],
    ['unknown', 1, 30],
  ]);
  expect(Object.fromEntries(found.languages.map(({ key, people }) => [key, people]))).toEqual({ en: 50, es: 3, vi: 9 });
  expect((await office.as('viewer').rpc('event_attendance', { p_event: everyone })).data).toMatchObject({ people: 30 });
});

test('languages, topics and what was heard are those of the month’s events', async () => {
  const event = await hold({ at: '2026-04-10T23:00:00Z', kind: 'training' });
  await office.exec(
    `insert into event_languages (event_id, language, mode) values ($1, 'en', 'spoken'), ($1, 'es', 'interpreted'), ($1, 'so', 'materials')`,
    [event],
  );
  await office.exec(`insert into event_topics (event_id, topic_id) select $1, id from topics where code = 'city-finances'`, [event]);
  const [inquiry] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id) select 'x', 'event', id from topics limit 1 returning id`,
  );
  await office.exec(`insert into event_issues (event_id, words, voices, inquiry_id) values ($1, 'Lamp', 3, null), ($1, 'Bus', 2, $2)`, [
    event,
    inquiry!.id,
  ]);
  const found = await section('2026-04-01', '8');
  expect(found.languages).toEqual([
    { key: 'en', label: 'English', spoken: 1, interpreted: 0, people: 0 },
    { key: 'es', label: 'Spanish', spoken: 0, interpreted: 1, people: 0 },
  ]);
  expect(found.topics).toEqual([{ key: 'city-finances', label: expect.any(String), held: 1 }]);
  expect(found.issues).toEqual({ heard: 2, voices: 5, inquiries: 1 });
});

test('an event counts under its primary section alone, also when that was corrected', async () => {
  const event = await hold({ at: '2026-05-10T23:00:00Z' });
  await office.exec(`update events set primary_section = 6, sections = '{6,4}' where id = $1`, [event]);
  const { events } = await facts('2026-05-01');
  expect(events.filter(({ month }) => month.held > 0).map(({ key, month }) => [key, month.held])).toEqual([['6', 1]]);
});

test('every number opens the rows that it counts', async () => {
  const found = await section('2026-03-01', '4');
  const districts = await office.exec<{ code: string; id: string }>('select code, id from districts');
  const count = async (filters: object) => (await office.as('viewer').rpc('count_events', { p_query: { filters } as never })).data;
  const held = { status: ['held'], section: [4] };
  const march = { from: '2026-03-01', to: '2026-03-31' };
  expect(await count({ ...held, when: march })).toBe(found.month.held);
  expect(await count({ ...held, when: { from: '2026-02-01', to: '2026-02-28' } })).toBe(found.previous_month.held);
  expect(await count({ ...held, when: { from: '2025-05-01', to: '2026-03-31' } })).toBe(found.fiscal_year_to_date.held);
  for (const { key, month } of found.by_kind) expect(await count({ ...held, when: march, kind: [key] })).toBe(month.held);
  for (const { key, month } of found.by_district)
    expect(await count({ ...held, when: march, district: [districts.find(({ code }) => code === key)?.id ?? null] })).toBe(month.held);
});
