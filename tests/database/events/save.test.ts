import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
let organization: string;
const people = {} as Record<Role, string>;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics order by code limit 1'))[0]?.id);
  organization = String((await office.exec<{ id: string }>('select id from organizations order by code limit 1'))[0]?.id);
  for (const { id, role } of await office.exec<{ id: string; role: Role }>('select id, role from staff')) people[role] = id;
});
afterAll(() => office.close());

const clinic = { title: 'Tax clinic', kind: 'clinic', starts_at: '2030-03-05T18:00:00-06:00', ends_at: '2030-03-05T20:00:00-06:00' };
const save = (event: object, id?: string, version?: number, role: Role = 'coordinator') =>
  office.as(role).rpc('save_event', {
    p_event: event as Json,
    ...(id ? { p_id: id } : {}),
    ...(version ? { p_version: version } : {}),
  });
async function make(event: object = {}) {
  const { data, error } = await save({ ...clinic, ...event });
  if (error) throw error;
  return data;
}
const read = async (id: string) => {
  const { data, error } = await office.service.from('events').select('*').eq('id', id).single();
  if (error) throw error;
  return data;
};
const lastSet = async () => String((await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1'))[0]?.id);
const undo = async () => {
  const { data, error } = await office.as('coordinator').rpc('undo_change_set', { p_change_set: await lastSet() });
  if (error) throw error;
  return data as { undone?: number; refused?: object };
};
const parts = [
  'event_staff',
  'event_organizations',
  'event_languages',
  'event_topics',
  'event_legislation',
  'event_supplies',
  'event_costs',
] as const;
const readParts = async (id: string) =>
  Object.fromEntries(
    await Promise.all(
      parts.map(async (table) => [
        table,
        await office.exec(`select to_jsonb(t) - '{version,updated_at}'::text[] as row from ${table} t where event_id = $1 order by id`, [
          id,
        ]),
      ]),
    ),
  );
const whole = () => ({
  ...clinic,
  place_name: ' Mohart Center ',
  room: 'Gym',
  programs: ['Rent relief', ' '],
  equipment: ['projector 1'],
  translations: { es: { title: 'Clínica de impuestos' } },
  staff: [{ staff_id: people.staff, task: 'lead', hours_planned: 3.5 }, { staff_id: people.coordinator }],
  organizations: [{ organization_id: organization, part: 'host' }],
  languages: [{ language: 'es', mode: 'interpreted', interpreter: 'Luz Vega', booking: 'asked' }],
  topics: [topic],
  supplies: [{ item: 'Table', quantity: 2 }, { item: 'Banner' }],
  costs: [{ label: 'Interpreter', category: 'interpreting', planned_cents: 18_050 }],
});

describe('saving an event', () => {
  test('an event is saved with all its parts in one act, and one undo takes all of it back', async () => {
    const id = await make(whole());
    expect(await read(id)).toMatchObject({
      title: 'Tax clinic',
      status: 'planned',
      place_name: 'Mohart Center',
      programs: ['Rent relief'],
      time_zone: 'America/Chicago',
      starts_on: '2030-03-05',
      primary_section: 4,
      sections: [4],
      created_by: people.coordinator,
      uid: `${id}@rotunda`,
    });
    const { data: costs } = await office.service.from('event_costs').select('label, planned_cents, actual_cents').eq('event_id', id);
    expect(costs).toEqual([{ label: 'Interpreter', planned_cents: 18_050, actual_cents: null }]);
    expect((await undo()).undone).toBe(9);
    expect(await office.exec('select id from events where id = $1', [id])).toEqual([]);
  });

  test('what is not named stays, an empty list empties, and only lines that differ are written', async () => {
    const id = await make(whole());
    const before = await readParts(id);
    await save({ plan: 'Bring forms' }, id);
    expect(await readParts(id)).toEqual(before);
    await save({ supplies: [], staff: [{ staff_id: people.staff, task: 'lead', hours_planned: 4 }, { staff_id: people.coordinator }] }, id);
    const written = await office.exec('select table_name, action, after from changes where change_set = $1 order by id', [await lastSet()]);
    expect(written).toEqual([
      { table_name: 'event_staff', action: 'update', after: { hours_planned: 4 } },
      { table_name: 'event_supplies', action: 'delete', after: null },
      { table_name: 'event_supplies', action: 'delete', after: null },
    ]);
    expect((await read(id)).plan).toBe('Bring forms');
    expect((await undo()).undone).toBe(3);
    expect(await readParts(id)).toEqual(before);
  });

  test('lines of supplies and costs keep who they are when they are renamed, moved or left as they were', async () => {
    const id = await make(whole());
    const { data: first } = await office.service.from('event_supplies').select('id, item').eq('event_id', id).order('sort_order');
    const banner = first?.find(({ item }) => item === 'Banner')?.id;
    await save(
      { supplies: [{ id: banner, item: 'Large banner', is_packed: true }, { item: 'table', quantity: 2 }, { item: 'Table' }] },
      id,
    );
    const { data: then } = await office.service.from('event_supplies').select('id, item, quantity').eq('event_id', id).order('sort_order');
    expect(then?.map(({ item, quantity }) => ({ item, quantity }))).toEqual([
      { item: 'Large banner', quantity: 1 },
      { item: 'table', quantity: 2 },
      { item: 'Table', quantity: 1 },
    ]);
    expect(then?.[0]?.id).toBe(banner);
    expect(then?.[1]?.id).toBe(first?.find(({ item }) => item === 'Table')?.id);
  });

  test('whoever saves on an old version is told so, and writes nothing', async () => {
    const id = await make();
    const { version } = await read(id);
    expect((await save({ room: 'Library' }, id, version)).error).toBeNull();
    expect((await save({ room: 'Cellar' }, id, version)).error).toMatchObject({ code: 'PT409', hint: 'version' });
    // A part that somebody else saved counts as well: otherwise one roster would go over another.
    const { version: next } = await read(id);
    await save({ staff: [{ staff_id: people.staff }] }, id, next);
    expect((await save({ staff: [] }, id, next)).error).toMatchObject({ code: 'PT409', hint: 'version' });
    expect((await read(id)).room).toBe('Library');
  });

  test.each([
    ['no title', { title: '  ' }, 'title'],
    ['a kind that is none', { kind: 'party' }, 'kind'],
    ['no start', { starts_at: null }, 'starts_at'],
    ['an end before its start', { ends_at: '2030-03-05T17:00:00-06:00' }, 'ends_at'],
    ['three weeks', { ends_at: '2030-03-27T17:00:00-06:00' }, 'ends_at'],
    ['a zone that is none', { time_zone: 'America/Atlantis' }, 'time_zone'],
    ['a link that is not one', { online_url: 'zoom.example/1' }, 'online_url'],
    ['registration that closes when all is over', { registration_closes_at: '2030-03-06T18:00:00-06:00' }, 'registration_closes_at'],
    ['no places at all', { capacity: 0 }, 'capacity'],
    ['a section that is none', { primary_section: 77 }, 'sections'],
    ['an address with blanks', { slug: 'Tax clinic' }, 'slug'],
    ['held before it began', { status: 'held' }, 'starts_at'],
    ['cancelled from the start', { status: 'cancelled' }, 'status'],
    ['a person who is nobody', { staff: [{ staff_id: '10000000-0000-4000-8000-000000000099' }] }, 'staff'],
    ['a line of supplies that says nothing', { supplies: [{ item: ' ' }] }, 'supplies'],
    ['an amount below zero', { costs: [{ label: 'Room', planned_cents: -1 }] }, 'costs'],
    ['more hours than there are', { staff: [{ staff_id: null, hours_planned: 1 }] }, 'staff'],
  ])('%s is refused with a sentence at its field', async (_name, event, hint) => {
    const { error } = await save({ ...clinic, ...event });
    expect(error).toMatchObject({ code: 'PT422', hint });
    expect(error?.message).toMatch(/\.$/);
  });

  test('the sections come from the kind until a person corrects them, and then stay', async () => {
    const id = await make();
    await save({ kind: 'training' }, id);
    expect(await read(id)).toMatchObject({ primary_section: 8, sections: [8], sections_corrected: false });
    await save({ primary_section: 3, sections: [8] }, id);
    expect(await read(id)).toMatchObject({ primary_section: 3, sections: [3, 8], sections_corrected: true });
    await save({ kind: 'clinic' }, id);
    expect(await read(id)).toMatchObject({ primary_section: 3, sections: [3, 8] });
    const corrected = await make({ primary_section: 7 });
    expect(await read(corrected)).toMatchObject({ primary_section: 7, sections: [7], sections_corrected: true });
  });

  test('coordinators and those above write; staff and viewers read', async () => {
    const id = await make();
    for (const role of ['viewer', 'staff'] as const) {
      expect((await save(clinic, undefined, undefined, role)).error).toMatchObject({ code: '42501', hint: 'role' });
      expect((await save({ room: 'X' }, id, undefined, role)).error?.code).toBe('42501');
      expect((await office.as(role).rpc('set_event_status', { p_id: id, p_status: 'confirmed' })).error?.code).toBe('42501');
      const { data } = await office.as(role).from('events').select('title').eq('id', id).single();
      expect(data?.title).toBe('Tax clinic');
    }
    for (const role of ['coordinator', 'manager', 'admin'] as const)
      expect((await save({ room: role }, id, undefined, role)).error).toBeNull();
    expect((await save({ room: 'X' }, '10000000-0000-4000-8000-000000000099')).error).toMatchObject({ code: 'PT404' });
  });
});

describe('moving an event', () => {
  const move = (id: string, from: string, to: string, version?: number) =>
    office
      .as('coordinator')
      .rpc('move_event', { p_id: id, p_starts_at: from, p_ends_at: to, ...(version === undefined ? {} : { p_version: version }) });

  test('registration closes as long before as it did, calendars are told, and undoing is news as well', async () => {
    const id = await make({ registration_closes_at: '2030-03-04T18:00:00-06:00' });
    const first = await read(id);
    const { data: version, error } = await move(id, '2030-03-07T18:00:00-06:00', '2030-03-07T20:30:00-06:00', first.version);
    expect(error).toBeNull();
    const moved = await read(id);
    expect(moved).toMatchObject({ version, starts_on: '2030-03-07', sequence: first.sequence + 1, is_override: false });
    expect(Date.parse(moved.registration_closes_at ?? '')).toBe(Date.parse('2030-03-06T18:00:00-06:00'));
    expect((await move(id, '2030-03-08T18:00:00-06:00', '2030-03-08T20:30:00-06:00', first.version)).error?.code).toBe('PT409');
    await undo();
    expect(await read(id)).toMatchObject({ starts_at: first.starts_at, sequence: first.sequence + 2 });
  });

  test('an event that ends before it begins, or is cancelled, is not moved', async () => {
    const id = await make();
    expect((await move(id, '2030-03-07T18:00:00Z', '2030-03-07T17:00:00Z')).error).toMatchObject({ code: 'PT422', hint: 'ends_at' });
    await office.as('coordinator').rpc('set_event_status', { p_id: id, p_status: 'cancelled', p_reason: 'The hall is flooded' });
    expect((await move(id, '2030-03-07T18:00:00Z', '2030-03-07T19:00:00Z')).error).toMatchObject({ hint: 'event_cancelled' });
  });

  test('one of a series that is moved or changed by hand differs from then on; notes after it do not count', async () => {
    const [series] = await office.exec<{ id: string }>(
      `insert into event_series (title, rule, starts_local, time_zone, duration_minutes) values ('Clinic', 'FREQ=WEEKLY;COUNT=3', '2030-03-05 18:00', 'America/Chicago', 120) returning id`,
    );
    const ofSeries = async () => {
      const id = await make();
      await office.exec('update events set series_id = $2, occurrence_at = starts_at + random() * interval $$1 hour$$ where id = $1', [
        id,
        series?.id,
      ]);
      return id;
    };
    const [noted, moved, changed] = [await ofSeries(), await ofSeries(), await ofSeries()];
    await save({ outcome: 'Went well', staff: [{ staff_id: people.staff, hours_worked: 2 }] }, noted);
    await move(moved, '2030-03-06T18:00:00Z', '2030-03-06T19:00:00Z');
    await save({ room: 'Gym' }, changed);
    expect(await Promise.all([noted, moved, changed].map(async (id) => (await read(id)).is_override))).toEqual([false, true, true]);
    expect((await read(moved)).occurrence_at).not.toBeNull();
  });
});

describe('the state of an event', () => {
  const set = (id: string, status: string, reason?: string) =>
    office.as('coordinator').rpc('set_event_status', { p_id: id, p_status: status, ...(reason ? { p_reason: reason } : {}) });

  test('each change of state is one act and is undone as one', async () => {
    const id = await make();
    for (const [status, reason] of [['confirmed'], ['cancelled', 'Ice on the roads'], ['planned']] as const) {
      const before = await read(id);
      expect((await set(id, status, reason)).error).toBeNull();
      expect(await read(id)).toMatchObject({ status, cancelled_reason: reason ?? null });
      await undo();
      expect(await read(id)).toMatchObject({ status: before.status, cancelled_reason: before.cancelled_reason });
      await set(id, status, reason);
    }
  });

  test('cancelling asks why; held needs to have begun; what was held is not cancelled', async () => {
    const id = await make();
    expect((await set(id, 'cancelled', '  ')).error).toMatchObject({ code: 'PT422', hint: 'cancelled_reason' });
    expect((await set(id, 'held')).error).toMatchObject({ code: 'PT422', hint: 'status' });
    expect((await set(id, 'gone')).error).toMatchObject({ code: 'PT422', hint: 'status' });
    const past = await make({ starts_at: '2026-03-05T18:00:00Z', ends_at: '2026-03-05T20:00:00Z' });
    expect((await set(past, 'held')).error).toBeNull();
    expect((await set(past, 'cancelled', 'No')).error).toMatchObject({ code: 'PT422', hint: 'status' });
    expect((await save({ starts_at: '2031-03-05T18:00:00Z', ends_at: '2031-03-05T20:00:00Z' }, past)).error).toMatchObject({
      hint: 'starts_at',
    });
    await set(id, 'cancelled', 'Ice');
    expect((await set(id, 'held')).error).toMatchObject({ hint: 'status' });
    const { version } = await read(id);
    expect((await set(id, 'cancelled', 'Ice')).data).toBe(version);
  });
});

describe('publishing', () => {
  const publish = (id: string, isPublished: boolean, slug?: string) =>
    office.as('coordinator').rpc('publish_event', { p_id: id, p_is_published: isPublished, ...(slug ? { p_slug: slug } : {}) });

  test('an event without an address gets one of its title and day, a second one a number, and keeps it when it is taken back', async () => {
    const [one, two] = [await make({ title: 'Feria: ¿cómo pagar?' }), await make({ title: 'Feria: ¿cómo pagar?' })];
    expect((await publish(one, true)).data).toBe('feria-como-pagar-2030-03-05');
    expect((await publish(two, true)).data).toBe('feria-como-pagar-2030-03-05-2');
    await publish(one, false);
    expect(await read(one)).toMatchObject({ published_at: null, slug: 'feria-como-pagar-2030-03-05' });
    await undo();
    expect((await read(one)).published_at).not.toBeNull();
  });

  test('an address that is taken or a cancelled event is refused with a sentence', async () => {
    const [one, two] = [await make(), await make()];
    await publish(one, true, 'spring-clinic');
    expect((await publish(two, true, 'spring-clinic')).error).toMatchObject({ code: 'PT422', hint: 'slug' });
    expect((await publish(two, true, 'Spring Clinic')).error).toMatchObject({ code: 'PT422', hint: 'slug' });
    await office.as('coordinator').rpc('set_event_status', { p_id: two, p_status: 'cancelled', p_reason: 'Ice' });
    expect((await publish(two, true)).error).toMatchObject({ code: 'PT422', hint: 'event_cancelled' });
  });
});
