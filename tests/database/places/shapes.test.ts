import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../../src/data/database.types.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const save = (kind: string, shapes: object[], dry = false) =>
  office.as('admin').rpc('save_shapes', { p_kind: kind, p_shapes: shapes as Json, p_source: 'City GIS', p_dry_run: dry });
const districtOf = async (table: string, id: string) =>
  (
    await office.exec<{ code: string | null }>(
      `select d.code from ${table} t left join districts d on d.id = t.district_id where t.id = $1`,
      [id],
    )
  )[0]?.code ?? null;
// Districts 1 and 2 side by side; 2 has a hole that is district 3.
const districts = [
  { line: 1, code: '1', name: 'District 1', geometry: polygon(square(-94.6, 39.0, 0.1)) },
  { line: 2, code: '2', name: 'District 2', geometry: polygon(square(-94.5, 39.0, 0.1), square(-94.47, 39.03, 0.04)) },
  {
    line: 3,
    code: '3',
    name: 'District 3',
    geometry: { type: 'MultiPolygon', coordinates: [[square(-94.47, 39.03, 0.04)], [square(-94.3, 39.0, 0.02)]] },
  },
];

describe('a file of shapes', () => {
  test('is looked at before it is taken, taken as one act, and taken again changes nothing', async () => {
    const look = await save('districts', districts, true);
    expect(look.data).toMatchObject({ added: 3, changed: 0, same: 0, wrong: [] });
    expect(await office.exec('select id from area_shapes')).toEqual([]);
    expect((await save('districts', districts)).data).toMatchObject({ added: 3 });
    expect((await save('districts', districts)).data).toMatchObject({ added: 0, changed: 0, same: 3 });
  });

  test('a hole belongs to another district, and a part elsewhere to its own', async () => {
    const asked = async (latitude: number, longitude: number) => {
      const { data } = await office.as('viewer').rpc('find_area', { p_latitude: latitude, p_longitude: longitude });
      return (data as { district: { code: string } | null }).district?.code ?? null;
    };
    expect(await asked(39.05, -94.55)).toBe('1');
    expect(await asked(39.01, -94.49)).toBe('2');
    expect(await asked(39.05, -94.45)).toBe('3');
    expect(await asked(39.01, -94.29)).toBe('3');
    expect(await asked(38.5, -94.45)).toBeNull();
  });

  test('its size is about what the earth has there', async () => {
    const [row] = await office.exec<{ km: string }>(
      `select square_km as km from area_shapes s join districts d on d.id = s.district_id where d.code = '1'`,
    );
    // 0.1° by 0.1° at 39° north: 11.12 km by 8.64 km.
    expect(Number(row?.km)).toBeGreaterThan(95.5);
    expect(Number(row?.km)).toBeLessThan(96.5);
  });

  test.each([
    ['district', { code: '99', geometry: polygon(square(-94, 39, 0.1)) }],
    ['open_ring', { code: '1', geometry: polygon(square(-94, 39, 0.1).slice(0, 4)) }],
    ['not_degrees', { code: '1', geometry: polygon(square(1_200_000, 300_000, 10)) }],
    ['no_polygon', { code: '1', geometry: { type: 'Point', coordinates: [-94, 39] } }],
    ['no_polygon', { code: '1', geometry: null }],
  ])('a line that cannot be taken is told with its reason (%s), and nothing is written', async (why, line) => {
    const before = await office.exec('select id, version from area_shapes order by id');
    const { data } = await save('districts', [{ line: 4, name: 'x', ...line }]);
    expect(data).toMatchObject({ wrong: [{ line: 4, why }] });
    expect(await office.exec('select id, version from area_shapes order by id')).toEqual(before);
  });

  test('only an administrator takes one', async () => {
    const { error } = await office.as('manager').rpc('save_shapes', { p_kind: 'districts', p_shapes: districts as Json });
    expect(error?.code).toBe('42501');
  });
});

describe('where a record is', () => {
  test('a partner that is put on the map has its district, and loses neither with an undo of something else', async () => {
    const [row] = await office.exec<{ id: string }>(
      `insert into organizations (name, kind) values ('Corner pantry', 'community') returning id`,
    );
    const id = String(row?.id);
    const placed = await office
      .as('coordinator')
      .rpc('place_record', { p_table: 'organizations', p_id: id, p_version: 1, p_latitude: 39.05, p_longitude: -94.55 });
    expect(placed.error).toBeNull();
    expect(await districtOf('organizations', id)).toBe('1');
    await office
      .as('coordinator')
      .rpc('place_record', { p_table: 'organizations', p_id: id, p_version: 2, p_latitude: 39.01, p_longitude: -94.49 });
    expect(await districtOf('organizations', id)).toBe('2');
  });

  test('a point outside every shape leaves the district that somebody chose', async () => {
    const [row] = await office.exec<{ id: string }>(
      `insert into organizations (name, kind, district_id) select 'Far pantry', 'community', id from districts where code = '5' returning id`,
    );
    const id = String(row?.id);
    await office
      .as('coordinator')
      .rpc('place_record', { p_table: 'organizations', p_id: id, p_version: 1, p_latitude: 10, p_longitude: 10 });
    expect(await districtOf('organizations', id)).toBe('5');
  });

  test('an older version, a half point and a viewer are refused with a sentence', async () => {
    const [row] = await office.exec<{ id: string }>(
      `insert into organizations (name, kind) values ('Third pantry', 'community') returning id`,
    );
    const ask = (role: 'coordinator' | 'viewer', latitude: number | null, longitude: number | null, version = 1) =>
      office.as(role).rpc('place_record', {
        p_table: 'organizations',
        p_id: String(row?.id),
        p_version: version,
        p_latitude: latitude as number,
        p_longitude: longitude as number,
      });
    expect((await ask('coordinator', 39, -94, 9)).error?.hint).toBe('version');
    expect((await ask('coordinator', 39, null)).error?.hint).toBe('longitude');
    expect((await ask('coordinator', 139, -94)).error?.hint).toBe('latitude');
    expect((await ask('viewer', 39, -94)).error?.code).toBe('42501');
  });

  test('records that had a place before their shapes came get their area with the file', async () => {
    const [row] = await office.exec<{ id: string }>(
      `insert into organizations (name, kind, latitude, longitude) values ('Early pantry', 'community', 39.205, -94.205) returning id`,
    );
    const shape = { line: 1, code: '12', name: 'Bluff', people: '1200', geometry: polygon(square(-94.21, 39.2, 0.01)) };
    const { data } = await save('neighborhoods', [shape]);
    expect(data).toMatchObject({ added: 1, assigned: 1 });
    expect(await office.exec('select neighborhood from organizations where id = $1', [String(row?.id)])).toEqual([
      { neighborhood: 'Bluff' },
    ]);
  });
});

describe('a 311 request', () => {
  const read = (rows: object[]) =>
    office.service.rpc('import_service_requests', {
      p_source: 'kc311_current',
      p_rows: rows.map((row, n) => ({ hash: `0${n}`, is_open: true, opened: '2026-03-03T10:00:00', ...row })) as Json,
    });
  /** As the end of a reading leaves it to the worker. */
  const ended = () =>
    office
      .exec(
        `with r as (insert into feed_runs (source, origin, rows_added) values ('kc311_current', 'file', 5) returning id) select id from r`,
      )
      .then(() =>
        office.exec(
          `update feed_runs set status = 'done', finished_at = now(), started_at = now() - interval '1 hour' where status = 'running'`,
        ),
      );
  const place = async (p_limit: number) => (await office.service.rpc('place_service_requests', { p_limit })).data;
  const where = (number: string) =>
    office.exec<{ district: string | null; neighborhood: string | null }>(
      `select d.code as district, n.code as neighborhood from service_requests t left join districts d on d.id = t.district_id left join neighborhoods n on n.id = t.neighborhood_id
       where t.service_request_number = $1`,
      [number],
    );
  test('lies where its point is, in a batch with others; what the feed names itself stands', async () => {
    const [five] = await office.exec<{ id: string }>(`select id from districts where code = '5'`);
    const read_ = await read([
      { number: '5000001', latitude: 39.05, longitude: -94.45 },
      { number: '5000002' },
      { number: '5000003', latitude: 39.205, longitude: -94.205, district_id: five?.id },
      { number: '5000004', latitude: 10, longitude: 10 },
      { number: '5000005', latitude: 39.01, longitude: -94.49 },
    ]);
    expect(read_.data).toEqual({ added: 5, changed: 0 });
    await ended();
    expect([await place(10), await place(10)]).toEqual([5, 0]);
    expect(await where('5000001')).toEqual([{ district: '3', neighborhood: null }]);
    expect(await where('5000002')).toEqual([{ district: null, neighborhood: null }]);
    expect(await where('5000003')).toEqual([{ district: '5', neighborhood: '12' }]);
    expect(await where('5000004')).toEqual([{ district: null, neighborhood: null }]);
    expect(await where('5000005')).toEqual([{ district: '2', neighborhood: null }]);
    const { data } = await office
      .as('viewer')
      .rpc('list_service_requests', { p_query: { view: 'all', filters: { neighborhood: ['12'] } } });
    expect(data).toMatchObject({ rows: [{ number: '5000003', neighborhood_name: 'Bluff' }] });
  });
  test('keeps its area when the feed says something new of it, and gets another where its point moved', async () => {
    const again = (latitude: number) => ({ number: '5000005', hash: 'ff', latitude, longitude: -94.49, updated: '2026-03-04T10:00:00' });
    await read([again(39.01)]);
    expect(await where('5000005')).toEqual([{ district: '2', neighborhood: null }]);
    await read([{ ...again(39.305), hash: 'fe', longitude: -94.55, updated: '2026-03-05T10:00:00' }]);
    expect(await where('5000005')).toEqual([{ district: null, neighborhood: null }]);
  });
  test('that was read before its shapes gets its area when they come, some at a time, and then no more is done', async () => {
    await read([{ number: '5000006', latitude: 39.305, longitude: -94.305 }]);
    await save('neighborhoods', [{ line: 1, code: '13', name: 'Ferry', geometry: polygon(square(-94.31, 39.3, 0.01)) }]);
    expect([await place(3), await place(3), await place(3), await place(3)]).toEqual([3, 3, 0, 0]);
    expect(await where('5000006')).toEqual([{ district: null, neighborhood: '13' }]);
  });
});

describe('what the map tells', () => {
  test('counts by district, how many live there, and what lies nowhere', async () => {
    await office.exec(
      `insert into district_populations (district_id, people, source, as_of) select id, 50000, 'Census', '2020-04-01' from districts where code = '1'`,
    );
    const before = (await areas()).areas.find(({ code }) => code === '1')?.count ?? 0;
    const [topic] = await office.exec<{ id: string }>('select id from topics limit 1');
    await office.exec(
      `insert into inquiries (subject, channel, topic_id, latitude, longitude, opened_at) values ('A lamp', 'phone', $1, 39.05, -94.55, '2026-03-03 10:00-06'),
         ('A lamp', 'phone', $1, null, null, '2026-03-03 10:00-06')`,
      [String(topic?.id)],
    );
    const now = await areas();
    expect(now.areas.find(({ code }) => code === '1')).toMatchObject({ count: before + 1, people: 50000, source: 'Census, 2020-04-01' });
    expect(now.elsewhere).toBeGreaterThanOrEqual(1);
    expect(now.shapes).toBe(3);
  });

  test('points are of partners and events; an inquiry has none', async () => {
    const { data } = await office.as('viewer').rpc('map_points', { p_from: '2026-01-01', p_to: '2026-12-31' });
    expect(Object.keys(data as object).sort()).toEqual(['events', 'locations', 'organizations']);
    expect((data as { organizations: { name: string }[] }).organizations.map(({ name }) => name)).toContain('Corner pantry');
  });

  const areas = async () => {
    const { data, error } = await office
      .as('viewer')
      .rpc('map_areas', { p_kind: 'districts', p_measure: 'inquiries', p_from: '2026-03-01', p_to: '2026-03-31' });
    expect(error).toBeNull();
    return data as { areas: { code: string; count: number; people: number | null; source: string }[]; elsewhere: number; shapes: number };
  };
});
