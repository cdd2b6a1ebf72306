import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHsds } from '../../../src/domain/programs/hsds/check.ts';
import type { HsdsTables } from '../../../src/domain/programs/hsds/fields.ts';
import { giveFile, takeDirectory, toFiles } from '../../../src/server/programs/exchange.ts';
import { flatten } from '../../../src/server/programs/flatten.ts';
import { nest } from '../../../src/server/programs/nest.ts';
import { DirectoryRefused, readDirectory } from '../../../src/server/programs/read-directory.ts';
import { writeZip } from '../../../src/server/programs/zip.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { directory, id, sorted } from './directory-file.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const pack = (tables: HsdsTables) => writeZip(toFiles(tables));
const caller = () => office.as('coordinator');
const take = (bytes: Uint8Array) => takeDirectory(caller(), { bytes, dryRun: false, act: crypto.randomUUID() });
const look = (bytes: Uint8Array) => takeDirectory(caller(), { bytes, dryRun: true, act: null });
const given = async () => readDirectory(await giveFile(caller(), 'csv'));
const rowOf = (tables: HsdsTables, table: string, key: string) => tables[table]?.find((row) => row.id === key);
const count = async (table: string) => (await office.exec<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const programId = async () =>
  String((await office.exec<{ id: string }>(`select id from programs where hsds_id = $1`, [id('c', 1)]))[0]?.id);

describe('a directory of somebody else', () => {
  test('is tried without leaving anything, taken in as one act, and taken back by one undo', async () => {
    const dry = await look(pack(directory()));
    expect(dry).toMatchObject({ refused: [], counts: { organizations: { insert: 2 }, programs: { insert: 2 }, locations: { insert: 2 } } });
    expect(dry.changes.map(({ table, action, name }) => [table, action, name])).toContainEqual(['programs', 'insert', 'Eviction help']);
    expect(await count('programs')).toBe(0);
    expect(await count('hsds_rows')).toBe(0);
    const act = crypto.randomUUID();
    await takeDirectory(caller(), { bytes: pack(directory()), dryRun: false, act });
    expect(await count('programs')).toBe(2);
    const undone = await caller().rpc('undo_change_set', { p_change_set: act });
    expect(undone.error).toBeNull();
    for (const table of ['programs', 'locations', 'hsds_rows', 'schedules', 'fundings']) expect(await count(table)).toBe(0);
  });

  test('is found by need, language and district, with what the office can read of it', async () => {
    await take(pack(directory()));
    const facts = (await office.as('viewer').rpc('program_facts', { p_id: await programId() })).data;
    expect(facts).toMatchObject({
      program: {
        name: 'Eviction help',
        status: 'temporarily closed',
        minimum_age: 18,
        maximum_age: null,
        email: null,
        phone: '+18165550123',
        is_free: true,
        review_by: '2020-09-01',
        reviewed_on: '2020-03-01',
        reviewed_by: null,
      },
      organization: { name: 'Blue Valley Community Fund' },
      needs: [{ code: 'rent' }],
      languages: [{ language: 'so', note: 'Tuesdays' }],
      districts: [{ code: '3' }],
      locations: [
        {
          address_1: '100 Main St',
          country: 'US',
          accessibility: 'Ramp',
          schedules: [{ byday: 'MO,WE', opens_at: '09:00', closes_at: '16:30' }],
          hours: [{ byday: 'TU' }],
        },
      ],
      schedules: [{ byday: '-1FR', opens_at: null }],
      documents: [{ document: 'Lease' }],
      fundings: [{ source: 'HUD counseling', level: 'unknown' }],
    });
  });

  test('goes out as it came in: every row, every column, every table', async () => {
    expect(sorted(await given())).toEqual(sorted(directory()));
  });

  test('that comes a second time changes nothing', async () => {
    const again = await take(await giveFile(caller(), 'csv'));
    expect(again).toMatchObject({ refused: [], counts: {}, changes: [] });
  });

  test('goes out with what was changed here, and the rest as it came', async () => {
    const key = await programId();
    const saved = await caller().rpc('save_program', {
      p_program: {
        name: 'Eviction help and mediation',
        phone: '+18165550111',
        closes_on: '2090-01-31',
        languages: ['so', 'es'],
        needs: ['rent', 'legal'],
      },
      p_id: key,
    });
    expect(saved.error).toBeNull();
    const tables = await given();
    const before = rowOf(directory(), 'service', id('c', 1));
    expect(rowOf(tables, 'service', id('c', 1))).toEqual({ ...before, name: 'Eviction help and mediation', x_closes_on: '2090-01-31' });
    expect(rowOf(tables, 'phone', id('4', 1))).toMatchObject({ number: '+18165550111', extension: '7', description: 'Days' });
    expect(tables.language?.map(({ code }) => code).sort()).toEqual(['es', 'som', 'spa', 'tlh']);
    const terms = tables.attribute
      ?.filter((row) => row.link_id === id('c', 1))
      .map((row) => rowOf(tables, 'taxonomy_term', row.taxonomy_term_id ?? '')?.name);
    expect(terms?.sort()).toEqual(['Legal help', 'Rent']);
  });

  test('that comes anew brings what its source changed, and leaves what was changed here', async () => {
    const newer = directory();
    Object.assign(rowOf(newer, 'service', id('c', 1)) ?? {}, { fees_description: 'Free, still' });
    const answer = await take(pack(newer));
    expect(answer.changes).toMatchObject([{ table: 'programs', action: 'update', after: { fees_description: 'Free, still' } }]);
    const [row] = await office.exec(`select name, phone, fees_description from programs where hsds_id = $1`, [id('c', 1)]);
    expect(row).toEqual({ name: 'Eviction help and mediation', phone: '+18165550111', fees_description: 'Free, still' });
  });

  test('is said against the standard, and kept all the same', async () => {
    const { findings } = await look(pack(directory()));
    expect(findings).toContainEqual({ table: 'service', id: id('c', 1), column: 'email', problem: 'email', value: 'not an address' });
    expect(
      checkHsds({ service: [{ id: 'x', name: 'A', organization_id: id('a', 9) }] }).map(({ column, problem }) => [column, problem]),
    ).toEqual([
      ['id', 'uuid'],
      ['organization_id', 'reference'],
      ['status', 'missing'],
    ]);
  });

  test('loses the names of people at nonprofits on the way in, and gives out none of their contacts', async () => {
    const named = directory();
    named.contact?.push({
      id: id('5', 1),
      organization_id: id('a', 1),
      name: 'Robin Member',
      title: 'Intake',
      email: 'intake@bluevalley.example',
    });
    const answer = await take(pack(named));
    expect(answer.namesLeft).toBe(1);
    const [kept] = await office.exec<{ row: Record<string, string> }>(`select row from hsds_rows where hsds_id = $1`, [id('5', 1)]);
    expect(kept?.row).toEqual({ id: id('5', 1), organization_id: id('a', 1), title: 'Intake', email: 'intake@bluevalley.example' });
    const tables = await given();
    expect(tables.contact?.map(({ name }) => name)).toEqual(['Dana Clerk']);
    expect(JSON.stringify(tables)).not.toContain('intake@bluevalley');
  });

  test('is not taken in by staff, nor given to them', async () => {
    const staff = office.as('staff');
    await expect(takeDirectory(staff, { bytes: pack(directory()), dryRun: true, act: null })).rejects.toMatchObject({ code: '42501' });
    await expect(giveFile(staff, 'json')).rejects.toMatchObject({ code: '42501' });
  });

  test.each([
    ['no archive', new TextEncoder().encode('hello'), 'kind'],
    ['half an archive', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'zip'],
    ['JSON of nothing', new TextEncoder().encode('[]'), 'json'],
    ['an archive without services', writeZip([{ name: 'phones.csv', bytes: new TextEncoder().encode('id,number\n1,2\n') }]), 'empty'],
  ])('is refused as %s', async (_what, bytes, reason) => {
    const refused = await readDirectory(bytes).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DirectoryRefused);
    expect(refused).toMatchObject({ reason });
  });
});

describe('our own directory', () => {
  test('goes out as the standard wants it, and comes back as it was', async () => {
    const housing = (await office.exec<{ id: string }>(`select id from organizations where code = 'housing'`))[0]?.id;
    const p_program = {
      organization_id: String(housing),
      name: 'Minor home repair',
      description: 'Roofs and furnaces.',
      phone: '+18165550142',
      needs: ['home-repair'],
      languages: ['en', 'es'],
      districts: ['3', '5'],
      opens_on: '2090-01-01',
      closes_on: '2090-03-31',
      income_basis: 'median',
      income_percent: 80,
      tenure: 'owner',
      is_for_disabled: true,
      maximum_amount_cents: 2_000_000,
      is_free: true,
      sections: [4, 5],
      translations: { es: { name: 'Reparaciones menores' } },
      locations: [
        {
          ...{ name: 'City Hall', address_1: '414 E 12th St', city: 'Kansas City', state_province: 'MO', postal_code: '64106' },
          schedules: [{ freq: 'WEEKLY', byday: 'MO,TU', opens_at: '08:00', closes_at: '17:00' }],
        },
      ],
      costs: [{ option: 'Material', amount_cents: 1250 }],
      documents: [{ document: 'Deed' }],
      fundings: [{ source: 'CDBG', level: 'federal' }],
    };
    const made = await caller().rpc('save_program', { p_program });
    expect(made.error).toBeNull();
    const own = String(made.data);
    const tables = await given();
    const ours = checkHsds(tables).filter((finding) => ![id('c', 1), id('c', 2)].includes(finding.id) && !/^(.)\1{7}-/.test(finding.id));
    expect(ours.filter((finding) => finding.table !== 'pet_policy')).toEqual([]);
    expect(rowOf(tables, 'service', own)).toMatchObject({ x_closes_on: '2090-03-31', x_income_percent: '80', x_sections: '4,5' });
    expect(await take(pack(tables))).toMatchObject({ refused: [], changes: [] });
    // Somewhere else it is a new program, with all of it.
    const elsewhere = await openOffice();
    const there = elsewhere.as('coordinator');
    await takeDirectory(there, { bytes: pack(tables), dryRun: false, act: crypto.randomUUID() });
    const [row] = await elsewhere.exec<{ id: string }>(`select id from programs where name = 'Minor home repair'`);
    const facts = (await there.rpc('program_facts', { p_id: String(row?.id) })).data as { program: object };
    expect(facts).toMatchObject({
      needs: [{ code: 'home-repair' }],
      languages: [{ language: 'en' }, { language: 'es' }],
      districts: [{ code: '3' }, { code: '5' }],
      locations: [{ address_1: '414 E 12th St', schedules: [{ opens_at: '08:00' }] }],
      costs: [{ amount_cents: 1250 }],
      fundings: [{ level: 'federal' }],
    });
    const {
      costs: _c,
      documents: _d,
      fundings: _f,
      locations: _l,
      needs: _n,
      languages: _g,
      districts: _s,
      organization_id: _o,
      ...columns
    } = p_program;
    expect(facts.program).toMatchObject(columns);
    expect(sorted(await readDirectory(await giveFile(there, 'csv')))).toEqual(sorted(tables));
    await elsewhere.close();
  });
});

describe('JSON of services', () => {
  /** What hangs on services: JSON of services holds nothing else. */
  const reachable = () => {
    const { meta_table_description: _meta, pet_policy: _pets, taxonomy: _taxonomy, ...tables } = directory();
    return { ...tables, taxonomy_term: tables.taxonomy_term?.map((row) => ({ ...row })) ?? [] };
  };
  test('says the same as the tables, there and back', () => {
    const tables: HsdsTables = reachable();
    // A number is a number there: zeros at its end say nothing.
    for (const row of tables.location ?? [])
      for (const name of ['latitude', 'longitude']) if (row[name]) row[name] = String(Number(row[name]));
    expect(sorted(flatten(JSON.parse(JSON.stringify(nest(tables))) as unknown[], 'service'))).toEqual(sorted(tables));
  });
  test('is what the office gives and takes', async () => {
    const json = await giveFile(caller(), 'json');
    const services = JSON.parse(new TextDecoder().decode(json)) as { name: string; organization: { name: string } }[];
    expect(services.map(({ name, organization }) => [name, organization.name])).toEqual([
      ['Eviction help and mediation', 'Blue Valley Community Fund'],
      ['Minor home repair', 'Housing and Community Development'],
      ['Shots', 'Clay County Public Health'],
    ]);
    expect(await take(json)).toMatchObject({ refused: [], changes: [] });
  });
  test('of our own has nothing against the standard, also in what is a number there', async () => {
    const elsewhere = await openOffice();
    const there = elsewhere.as('coordinator');
    const housing = (await elsewhere.exec<{ id: string }>(`select id from organizations where code = 'housing'`))[0]?.id;
    const { error } = await there.rpc('save_program', {
      p_program: {
        ...{ organization_id: String(housing), name: 'Repair', phone: '+18165550142', email: 'repair@city.example', minimum_age: 18 },
        ...{ needs: ['home-repair'], languages: ['es'], districts: ['3'], costs: [{ option: 'Material', amount_cents: 1250 }] },
        locations: [{ name: 'City Hall', address_1: '414 E 12th St', city: 'Kansas City', state_province: 'MO', postal_code: '64106' }],
        ...{ documents: [{ document: 'Deed' }], fundings: [{ source: 'CDBG', level: 'federal' }] },
      },
    });
    expect(error).toBeNull();
    const json = await giveFile(there, 'json');
    expect(JSON.parse(new TextDecoder().decode(json))).toMatchObject([{ minimum_age: 18, cost_options: [{ amount: 12.5 }] }]);
    expect((await takeDirectory(there, { bytes: json, dryRun: true, act: null })).findings).toEqual([]);
    await elsewhere.close();
  });
  test('says at its row what is of another kind than the standard has', async () => {
    const service = {
      id: id('c', 8),
      name: 'Rides',
      status: 'active',
      minimum_age: '18',
      description: 7,
      organization: { id: id('a', 8), name: 'R', description: 'R' },
    };
    const { findings } = await look(new TextEncoder().encode(JSON.stringify([service])));
    expect(findings).toEqual([
      { table: 'service', id: id('c', 8), column: 'minimum_age', problem: 'type', value: '18' },
      { table: 'service', id: id('c', 8), column: 'description', problem: 'type', value: '7' },
    ]);
  });
});
