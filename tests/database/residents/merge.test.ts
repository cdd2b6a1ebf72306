import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Row = Record<string, unknown>;
type Undone = { change_set?: string; undone?: number; stayed?: { count: number; rows: Row[] }; refused?: { count: number; rows: Row[] } };
let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics order by sort_order limit 1'))[0]?.id);
});
afterAll(() => office.close());

const save = async (resident: object, id?: string, version?: number): Promise<string> => {
  const { data, error } = await office
    .as('staff')
    .rpc('save_resident', { p_resident: resident as never, ...(id ? { p_id: id, p_version: version } : {}) });
  if (error) throw error;
  return String(data);
};
const versionOf = async (id: string) =>
  Number((await office.exec<{ version: number }>('select version from residents where id = $1', [id]))[0]?.version);
const tryMerge = async (keep: string, gone: string, choices: object = {}, role: 'staff' | 'viewer' = 'staff') =>
  office.as(role).rpc('merge_residents', {
    p_keep: keep,
    p_gone: gone,
    p_choices: choices as never,
    p_versions: { keep: await versionOf(keep), gone: await versionOf(gone) },
  });
const lastSet = async () => String((await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1'))[0]?.id);
const merge = async (keep: string, gone: string, choices: object = {}) => {
  const { error } = await tryMerge(keep, gone, choices);
  if (error) throw error;
  return lastSet();
};
const undo = async (set: string): Promise<Undone> => {
  const { data, error } = await office.as('staff').rpc('undo_change_set', { p_change_set: set });
  if (error) throw error;
  return data as Undone;
};
const places = () =>
  office.exec<{ table_name: string; column_name: string }>('select table_name, column_name from private.resident_references()');
/** Everything there is of some residents, without what every write moves. */
async function everything(ids: string[]): Promise<Row> {
  const found: Row = { residents: await office.exec('select * from residents where id = any ($1) order by id', [ids]) };
  for (const { table_name, column_name } of await places())
    found[`${table_name}.${column_name}`] = await office.exec(
      `select * from ${table_name} where ${column_name} = any ($1) order by id::text`,
      [ids],
    );
  found.keys = await office.exec('select * from private.resident_keys where resident_id = any ($1) order by 1', [ids]);
  return JSON.parse(JSON.stringify(found, (key, value) => (['version', 'updated_at'].includes(key) ? undefined : value))) as Row;
}
/** A row in every table that points to residents: what the walk of the policies fills, turned to this resident. */
async function fill(id: string, mark: string): Promise<void> {
  const inquiry = String(
    (
      await office.exec<{ id: string }>(
        `insert into inquiries (subject, channel, topic_id, resident_id) values ($1, 'phone', $2, $3) returning id`,
        [mark, topic, id],
      )
    )[0]?.id,
  );
  await office.exec(
    `insert into inquiry_people (inquiry_id, resident_id, kind) select id, $1, 'reporter' from inquiries where id <> $2 order by number limit 1`,
    [id, inquiry],
  );
  await office.exec(`insert into tasks (title, resident_id, created_by) select $1, $2, id from staff limit 1`, [mark, id]);
  await office.exec(
    `insert into attachments (resident_id, name, media_type, bytes, sha256, path) values ($1, 'a.txt', 'text/plain', 1, repeat('a', 64), $2)`,
    [id, `files/2026/${crypto.randomUUID()}`],
  );
  await office.exec(
    `insert into deliveries (kind, key, resident_id, to_address, language) values ('registration.confirmed', $2, $1, 'a@example.org', 'en')`,
    [id, `key-${mark}`],
  );
}

describe('a merge', () => {
  test('takes the fields that were chosen, both their contacts and tags, and everything that points to either', async () => {
    const keep = await save({
      name: 'Jose Pena',
      preferred_language: 'es',
      tags: ['garden'],
      phones: [{ number: '+18165550201' }],
      emails: [{ address: 'jose@example.org' }],
    });
    const gone = await save({
      name: 'José Peña Núñez',
      preferred_name: 'Pepe',
      needs_interpreter: true,
      tags: ['press', 'garden'],
      phones: [{ number: '+18165550201' }, { number: '+18165550202', label: 'work' }],
      addresses: [{ lines: '12 Oak St', postal_code: '64127' }],
    });
    await fill(keep, 'kept');
    await fill(gone, 'went');
    await merge(keep, gone, { name: 'gone', preferred_name: 'gone' });
    const [row] = await office.exec('select * from residents where id = $1', [keep]);
    expect(row).toMatchObject({
      name: 'José Peña Núñez',
      preferred_name: 'Pepe',
      preferred_language: 'es',
      needs_interpreter: false,
      tags: ['garden', 'press'],
    });
    expect(await office.exec('select number, label from resident_phones where resident_id = $1 order by number', [keep])).toEqual([
      { number: '+18165550201', label: null },
      { number: '+18165550202', label: 'work' },
    ]);
    for (const { table_name, column_name } of await places())
      expect([table_name, await office.exec(`select 1 from ${table_name} where ${column_name} = $1`, [gone])]).toEqual([table_name, []]);
    expect(await office.exec('select subject from inquiries where resident_id = $1 order by subject', [keep])).toEqual([
      { subject: 'kept' },
      { subject: 'went' },
    ]);
    expect(await office.exec('select key from deliveries where resident_id = $1 order by key', [keep])).toHaveLength(2);
    const found = await office.as('viewer').rpc('list_residents', { p_query: { search: 'pepe 5550202' } });
    expect((found.data as unknown as { rows: Row[] }).rows).toMatchObject([{ id: keep }]);
  });

  test('an old address leads to the one who was kept, over two merges', async () => {
    const [a, b, c] = [await save({ name: 'Chain A' }), await save({ name: 'Chain B' }), await save({ name: 'Chain C' })];
    await merge(b, a);
    await merge(c, b);
    const lead = async (id: string) => (await office.as('viewer').rpc('find_merged_resident', { p_id: id })).data;
    expect([await lead(a), await lead(b), await lead(c)]).toEqual([c, c, null]);
  });

  test('is refused with oneself, with somebody who is gone, over a newer version, with a choice of nothing, and to a viewer', async () => {
    const [a, b] = [await save({ name: 'Refused A' }), await save({ name: 'Refused B' })];
    expect((await tryMerge(a, a)).error).toMatchObject({ code: 'PT422', hint: 'merge_same' });
    expect((await tryMerge(a, '00000000-0000-4000-8000-00000000dead')).error).toMatchObject({ code: 'PT404' });
    expect((await tryMerge(a, b, { search: 'gone' })).error).toMatchObject({ code: 'PT422', hint: 'merge_choices' });
    expect((await tryMerge(a, b, {}, 'viewer')).error?.code).toBe('42501');
    const stale = await office
      .as('staff')
      .rpc('merge_residents', { p_keep: a, p_gone: b, p_choices: {}, p_versions: { keep: 1, gone: 7 } });
    expect(stale.error).toMatchObject({ code: 'PT409', hint: 'merge_version' });
    expect(await office.exec('select 1 from residents where id = any ($1)', [[a, b]])).toHaveLength(2);
  });

  test('finds every reference to a resident that the database has', async () => {
    const known = (await places()).map(({ table_name, column_name }) => `${table_name}.${column_name}`).sort();
    const there = await office.exec<{ at: string }>(
      `select c.table_name || '.' || c.column_name as at from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and (c.column_name like '%resident_id' or c.column_name in ('keep_id', 'a_id', 'b_id')) order by 1`,
    );
    expect(known).toEqual(there.map(({ at }) => at));
  });
});

describe('the undo of a merge', () => {
  test('makes two of them again, exactly as they were, whatever they had: five pairs at random', async () => {
    let seed = 8;
    const chance = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const some = <T>(from: T[]): T[] => from.filter(() => chance(2) === 0);
    const languages = ['en', 'es', 'vi'];
    const make = async (n: number) => {
      const id = await save({
        name: `Pair ${chance(3)}`,
        preferred_name: chance(2) ? 'Somebody' : '',
        preferred_language: languages[chance(3)],
        needs_interpreter: chance(2) === 0,
        neighborhood: chance(2) ? 'Northeast' : '',
        contact_by: ['any', 'phone', 'none'][chance(3)],
        tags: some(['a', 'b', 'c']),
        phones: some([{ number: '+18165550301' }, { number: '+18165550302', label: 'home' }]),
        emails: some([{ address: 'one@example.org' }, { address: 'two@example.org' }]),
        addresses: some([{ lines: '1 Elm St', postal_code: '64106' }, { lines: '2 Elm St' }]),
      });
      if (chance(3) > 0) await fill(id, `random-${n}-${chance(1000000)}`);
      return id;
    };
    for (let n = 0; n < 5; n++) {
      const [keep, gone] = [await make(n), await make(n)];
      const before = await everything([keep, gone]);
      const set = await merge(
        keep,
        gone,
        Object.fromEntries(some(['name', 'preferred_language', 'contact_by']).map((field) => [field, 'gone'])),
      );
      const after = await everything([keep, gone]);
      const answer = await undo(set);
      expect(answer.stayed ?? answer.refused).toBeUndefined();
      expect(await everything([keep, gone])).toEqual(before);
      // And the undo of the undo merges them again.
      await undo(String(answer.change_set));
      expect(await everything([keep, gone])).toEqual(after);
    }
  });

  test('later work stays where it was done, and what was changed since is kept and told', async () => {
    const keep = await save({ name: 'Kept Person', phones: [{ number: '+18165550401' }] });
    const gone = await save({ name: 'Gone Person', neighborhood: 'Westside', phones: [{ number: '+18165550402' }] });
    await fill(gone, 'of the gone');
    const set = await merge(keep, gone, { name: 'gone', neighborhood: 'gone' });
    // Since: a correction of the name, a new inquiry, work on the inquiry that came along, and a new number.
    await save(
      {
        name: 'Corrected Person',
        neighborhood: 'Westside',
        phones: [{ number: '+18165550401' }, { number: '+18165550402' }, { number: '+18165550403' }],
      },
      keep,
      await versionOf(keep),
    );
    await office.exec(`insert into inquiries (subject, channel, topic_id, resident_id) values ('since', 'phone', $1, $2)`, [topic, keep]);
    await office.as('staff').from('inquiries').update({ subject: 'of the gone, worked on' }).eq('subject', 'of the gone').select('id');
    const answer = await undo(set);
    expect(answer.stayed).toMatchObject({
      count: 1,
      rows: [{ table: 'residents', id: keep, why: 'changed', fields: ['name'], by: 'Staff Person' }],
    });
    const rows = await office.exec('select name, neighborhood from residents where id = any ($1) order by name', [[keep, gone]]);
    expect(rows).toEqual([
      { name: 'Corrected Person', neighborhood: null },
      { name: 'Gone Person', neighborhood: 'Westside' },
    ]);
    expect(await office.exec('select subject from inquiries where resident_id = $1', [keep])).toEqual([{ subject: 'since' }]);
    expect(await office.exec('select subject from inquiries where resident_id = $1', [gone])).toEqual([
      { subject: 'of the gone, worked on' },
    ]);
    expect(await office.exec('select number from resident_phones where resident_id = $1 order by 1', [keep])).toEqual([
      { number: '+18165550401' },
      { number: '+18165550403' },
    ]);
    expect(await office.exec('select number from resident_phones where resident_id = $1', [gone])).toEqual([{ number: '+18165550402' }]);
  });

  test('of the first of two merges waits for the undo of the second', async () => {
    const [a, b, c] = [await save({ name: 'Two A' }), await save({ name: 'Two B' }), await save({ name: 'Two C' })];
    const before = await everything([a, b, c]);
    const first = await merge(b, a);
    const second = await merge(c, b);
    expect((await undo(first)).refused?.count).toBeGreaterThan(0);
    expect((await undo(second)).refused).toBeUndefined();
    expect((await undo(first)).refused).toBeUndefined();
    expect(await everything([a, b, c])).toEqual(before);
  });
});

test('a merge keeps the count of who came, and what was said of a registration: that it is not theirs', async () => {
  const [keep, gone] = [await save({ name: 'Tessa Moore' }), await save({ name: 'Tess Moore' })];
  const [event] = await office.exec<{ id: string }>(
    `insert into events (title, kind, starts_at, ends_at, time_zone) values ('Open house', 'workshop', now() - interval '2 hours', now() - interval '1 hour', 'America/Chicago') returning id`,
  );
  const add = async (name: string, resident: string | null, not: string[] = []) =>
    String(
      (
        await office.exec<{ id: string }>(
          `insert into registrations (event_id, name, phone, language, seats, resident_id, not_residents) values ($1, $2, '+18165550300', 'en', 2, $3, $4) returning id`,
          [event?.id, name, resident, not],
        )
      )[0]?.id,
    );
  const [first, second, other] = [await add('Tessa', keep), await add('Tess', gone, [keep]), await add('Somebody', null, [gone])];
  for (const [registration, resident] of [
    [first, keep],
    [second, gone],
  ])
    await office.exec(
      `insert into attendances (event_id, registration_id, resident_id, name, people, client_key) values ($1, $2, $3, 'Came', 2, gen_random_uuid())`,
      [event?.id, registration, resident],
    );
  const stored = () =>
    office.exec('select id, resident_id, not_residents from registrations where event_id = $1 order by created_at, id', [event?.id]);
  const came = () =>
    office.exec(`select sum(people)::int as people, count(distinct resident_id)::int as known from attendances where event_id = $1`, [
      event?.id,
    ]);
  const before = await stored();
  expect(await came()).toEqual([{ people: 4, known: 2 }]);
  const set = await merge(keep, gone);
  // As many came as before; of those who are known there is one fewer, because they are one.
  expect(await came()).toEqual([{ people: 4, known: 1 }]);
  expect(Object.fromEntries((await stored()).map((row) => [row.id, [row.resident_id, row.not_residents]]))).toEqual({
    [first]: [keep, []],
    [second]: [keep, []],
    [other]: [null, [keep]],
  });
  await undo(set);
  expect(await stored()).toEqual(before);
});
