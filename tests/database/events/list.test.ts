import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let staff: string;
let district: string;
beforeAll(async () => {
  office = await openOffice();
  staff = String((await office.exec<{ id: string }>(`select id from staff where role = 'staff'`))[0]?.id);
  district = String((await office.exec<{ id: string }>(`select id from districts where code = '3'`))[0]?.id);
});
afterAll(() => office.close());

type Row = {
  id: string;
  title: string;
  gaps: string[];
  taken: number;
  waiting: number;
  people: number | null;
  languages: string[] | null;
  staff: string[] | null;
};
type Page = { rows: Row[]; next: [string, string] | null; previous: [string, string] | null };
const list = async (query: object = {}) => {
  const { data, error } = await office.as('viewer').rpc('list_events', { p_query: query as never });
  if (error) throw error;
  return data as unknown as Page;
};
const titles = async (filters: object, more: object = {}) => (await list({ filters, ...more })).rows.map((row) => row.title);
const count = async (query: object) => (await office.as('viewer').rpc('count_events', { p_query: query as never })).data;

/** An event that begins so many hours from now and lasts one. */
async function hold(title: string, hours: number, more: Record<string, unknown> = {}) {
  const columns = { kind: 'clinic', status: 'confirmed', ...more };
  const names = Object.keys(columns);
  const [row] = await office.exec<{ id: string }>(
    `insert into events (title, starts_at, ends_at, ${names.join(', ')})
     values ($1, now() + make_interval(hours => $2), now() + make_interval(hours => $2 + 1), ${names.map((_, index) => `$${index + 3}`).join(', ')}) returning id`,
    [title, hours, ...Object.values(columns)],
  );
  return String(row?.id);
}
const lead = (event: string) => office.exec(`insert into event_staff (event_id, staff_id, task) values ($1, $2, 'lead')`, [event, staff]);
const gapsOf = async (event: string) => (await list({ limit: 200 })).rows.find((row) => row.id === event)?.gaps;

describe('the list', () => {
  test('events come in time, page by page, both ways, and each once', async () => {
    for (let n = 1; n <= 7; n++) await hold(`Page ${n}`, 2000 + n, { kind: 'hearing' });
    const filters = { kind: ['hearing'] };
    const first = await list({ filters, limit: 3 });
    const second = await list({ filters, limit: 3, after: first.next });
    const third = await list({ filters, limit: 3, after: second.next });
    expect([first, second, third].map((page) => page.rows.map((row) => row.title))).toEqual([
      ['Page 1', 'Page 2', 'Page 3'],
      ['Page 4', 'Page 5', 'Page 6'],
      ['Page 7'],
    ]);
    expect(third.next).toBeNull();
    expect((await list({ filters, limit: 3, before: third.previous })).rows.map((row) => row.title)).toEqual([
      'Page 4',
      'Page 5',
      'Page 6',
    ]);
    expect(await count({ filters })).toBe(7);
  });

  test('they are found by kind, state, district, language, person, days, public page and words', async () => {
    const found = await hold('Voter rights in Vine Heights', 48, {
      kind: 'workshop',
      status: 'planned',
      district_id: district,
      place_name: 'Café Peña',
    });
    await hold('Something else', 49, { kind: 'workshop' });
    await office.exec(`insert into event_languages (event_id, language) values ($1, 'so')`, [found]);
    await lead(found);
    const only = ['Voter rights in Vine Heights'];
    expect(await titles({ kind: ['workshop'], status: ['planned'] })).toEqual(only);
    expect(await titles({ district: [district] })).toEqual(only);
    expect(await titles({ language: ['so'] })).toEqual(only);
    expect(await titles({ staff: [staff] })).toEqual(only);
    expect(await titles({ kind: ['workshop'], is_published: false })).toHaveLength(2);
    expect(await titles({ kind: ['workshop'], is_published: true })).toEqual([]);
    expect(await titles({}, { search: 'pena voter' })).toEqual(only);
    const [day] = await office.exec<{ day: string }>(`select private.local_date(starts_at)::text as day from events where id = $1`, [
      found,
    ]);
    expect(await titles({ when: { from: day?.day, to: day?.day }, kind: ['workshop'], status: ['planned'] })).toEqual(only);
    expect((await office.as('staff').rpc('count_events', { p_query: { filters: { mine: true } } })).data).toBe(1);
    expect((await office.as('viewer').rpc('count_events', { p_query: { filters: { mine: true } } })).data).toBe(0);
  });

  test('a row says who is there, in which languages, and how many have a place, wait or came', async () => {
    const id = await hold('Told', -30, { status: 'held', kind: 'other' });
    await lead(id);
    await office.exec(`insert into event_languages (event_id, language, mode) values ($1, 'es', 'spoken'), ($1, 'vi', 'materials')`, [id]);
    await office.exec(
      `insert into registrations (event_id, name, seats, status, offered_until, cancelled_at) values ($1, 'A', 2, 'confirmed', null, null), ($1, 'B', 1, 'waitlisted', null, null),
       ($1, 'C', 1, 'cancelled', null, now())`,
      [id],
    );
    await office.exec(`insert into attendances (event_id, name, people, client_key) values ($1, 'A', 2, gen_random_uuid())`, [id]);
    await office.exec(`insert into event_tallies (event_id, people, client_key) values ($1, 5, gen_random_uuid())`, [id]);
    const row = (await list({ filters: { kind: ['other'] } })).rows[0];
    expect(row).toMatchObject({ title: 'Told', taken: 2, waiting: 1, people: 7, languages: ['es'], staff: [staff], gaps: [] });
  });

  test('a filter that cannot be read is refused in words', async () => {
    const { error } = await office.as('viewer').rpc('list_events', { p_query: { filters: { district: ['north'] } } });
    expect(error).toMatchObject({ code: 'PT422', hint: 'filters' });
  });
});

describe('what somebody has to see to', () => {
  test('a coming event lacks its lead, its interpreter, its public page, and the answer to an offer', async () => {
    const id = await hold('Lacking', 72, { takes_registrations: true });
    await office.exec(`insert into event_languages (event_id, language, mode, booking) values ($1, 'es', 'interpreted', 'asked')`, [id]);
    await office.exec(
      `insert into registrations (event_id, name, status, offered_until) values ($1, 'A', 'offered', now() - interval '1 hour')`,
      [id],
    );
    expect(await gapsOf(id)).toEqual(['lead', 'interpreter', 'published', 'offers']);
    await lead(id);
    await office.exec(`update event_languages set booking = 'booked' where event_id = $1`, [id]);
    await office.exec(`update registrations set status = 'confirmed', offered_until = null where event_id = $1`, [id]);
    await office.exec(`update events set slug = 'lacking', published_at = now() where id = $1`, [id]);
    expect(await gapsOf(id)).toEqual([]);
  });

  test('an event that is over asks whether it was held, and a held one who came', async () => {
    const id = await hold('Over', -20);
    expect(await gapsOf(id)).toEqual(['not_held']);
    await office.exec(`update events set status = 'held' where id = $1`, [id]);
    expect(await gapsOf(id)).toEqual(['attendance']);
    await office.exec(`insert into event_tallies (event_id, people, client_key) values ($1, 3, gen_random_uuid())`, [id]);
    expect(await gapsOf(id)).toEqual([]);
  });

  test('nothing is asked of a cancelled event, of one long past, or of one far ahead', async () => {
    for (const id of [await hold('Cancelled', 30, { status: 'cancelled' }), await hold('Old', -24 * 90), await hold('Far', 24 * 90)])
      expect(await gapsOf(id)).toEqual([]);
  });

  test('the list of what needs attention holds those that lack something, and no other', async () => {
    const all = (await list({ limit: 200 })).rows;
    const needing = (await list({ limit: 200, filters: { needs_attention: true } })).rows;
    expect(needing.map((row) => row.id).sort()).toEqual(
      all
        .filter((row) => row.gaps.length > 0)
        .map((row) => row.id)
        .sort(),
    );
    expect(needing.length).toBeGreaterThan(0);
  });
});

test('a view of events is kept and counted with the others', async () => {
  const { error } = await office
    .as('staff')
    .from('saved_views')
    .insert({ resource: 'events', name: 'Hearings', query: 'view=table&kind=hearing' });
  expect(error).toBeNull();
  const { data } = await office.as('staff').rpc('count_views', {
    p_resource: 'events',
    p_queries: { a: { filters: { kind: ['hearing'] } }, b: { filters: { district: ['x'] } } },
  });
  expect(data).toEqual({ a: 7, b: null });
});
