import { afterAll, beforeAll, expect, test } from 'vitest';
import { partsOf, type Values, type Where } from '../../../src/domain/residents/where.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { audienceOf, type Person } from './audience-support.ts';

let office: TestOffice;
let make: ReturnType<typeof audienceOf>;
type Known = Person & { lists: string[]; attended: string[]; registered: string[]; programs: string[]; topics: string[] };
const people: Known[] = [];
const ids: Record<'districts' | 'lists' | 'events' | 'topics', string[]> = { districts: [], lists: [], events: [], topics: [] };

/** Numbers that are the same in every run. */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
const random = chance(7);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const some = <T>(from: readonly T[], share: number) => from.filter(() => random() < share);

const languages = ['en', 'es', 'so'];
const tags = ['block captain', 'press', 'it’s "odd"; --'];
const places = ['Ivanhoe', 'Brookside'];
const programs = [['Water bills'], ['Home repair', 'Water bills'], []];

beforeAll(async () => {
  office = await openOffice();
  make = audienceOf(office);
  const column = async (sql: string) => (await office.exec<{ id: string }>(sql)).map(({ id }) => id);
  ids.districts = await column('select id from districts order by sort_order limit 2');
  ids.topics = await column('select id from topics order by sort_order limit 2');
  for (const code of ['one', 'two']) ids.lists.push(await make.addList(code));
  for (const some of programs)
    ids.events.push(
      await make.id(
        `insert into events (title, kind, starts_at, ends_at, programs) values ('Clinic', 'clinic', '2026-03-03 18:00-06', '2026-03-03 19:30-06',
           array(select jsonb_array_elements_text($1::text::jsonb))) returning id`,
        [JSON.stringify(some)],
      ),
    );
  for (let n = 0; n < 60; n++) {
    const one: Known = {
      name: `Person ${n}`,
      language: pick(languages),
      tags: some(tags, 0.3),
      neighborhood: pick([...places, undefined]),
      district: pick([...ids.districts, undefined]),
      interpreter: random() < 0.3,
      emails: random() < 0.8 ? [`p${n}@city.test`] : [],
      lists: [],
      attended: some(ids.events, 0.2),
      registered: some(ids.events, 0.3),
      programs: [],
      topics: some(ids.topics, 0.3),
    };
    const id = await make.addPerson(one);
    if (one.emails?.[0] && random() < 0.6) {
      one.lists = some(ids.lists, 0.5);
      for (const list of ids.lists)
        await make.subscribe(one.emails[0], list, one.lists.includes(list) ? 'subscribed' : pick(['pending', 'unsubscribed']));
    }
    for (const event of ids.events) {
      const isRegistered = one.registered.includes(event);
      const cameBy = one.attended.includes(event) ? pick(['resident', 'registration']) : null;
      let registration: string | null = null;
      if (isRegistered || cameBy === 'registration' || random() < 0.2) {
        registration = await make.id(
          `insert into registrations (event_id, name, resident_id, status, cancelled_at) values ($1, $2, $3, $4, case when $4 = 'cancelled' then now() end) returning id`,
          [event, one.name, id, isRegistered || cameBy === 'registration' ? 'confirmed' : 'cancelled'],
        );
        if (cameBy === 'registration' && !isRegistered) one.registered.push(event);
      }
      if (cameBy || random() < 0.1) {
        await office.exec(
          `insert into attendances (event_id, name, resident_id, registration_id, client_key, undone_at) values ($1, $2, $3, $4, gen_random_uuid(), $5)`,
          [
            event,
            one.name,
            cameBy === 'registration' ? null : id,
            cameBy === 'registration' ? registration : null,
            cameBy ? null : '2026-03-04',
          ],
        );
      }
    }
    one.programs = one.attended.flatMap((event) => programs[ids.events.indexOf(event)] ?? []);
    for (const topic of one.topics)
      await office.exec(`insert into inquiries (subject, channel, topic_id, resident_id) values ('A', 'phone', $1, $2)`, [topic, id]);
    people.push(one);
  }
});
afterAll(() => office.close());

/** The same in plain words. */
function holds(node: Where, one: Known): boolean {
  const [kind, value] = partsOf(node);
  const among = (values: Values, of: (string | null | undefined)[]) => of.some((each) => values.includes(each ?? null));
  const values = value as Values;
  switch (kind) {
    case 'all':
      return (value as Where[]).every((part) => holds(part, one));
    case 'any':
      return (value as Where[]).some((part) => holds(part, one));
    case 'not':
      return !holds(value as Where, one);
    case 'needs_interpreter':
      return one.interpreter === value;
    case 'language':
      return among(values, [one.language]);
    case 'district':
      return among(values, [one.district]);
    case 'neighborhood':
      return among(values, [one.neighborhood ?? 'nowhere']);
    default:
      return among(
        values,
        {
          tag: one.tags,
          list: one.lists,
          attended: one.attended,
          registered: one.registered,
          program: one.programs,
          inquiry_topic: one.topics,
        }[kind] ?? [],
      );
  }
}

const leaves: (() => Where)[] = [
  () => ({ language: [pick(languages)] }),
  () => ({ language: [...languages].slice(0, 2) }),
  () => ({ district: [pick([...ids.districts, null])] }),
  () => ({ district: [ids.districts[0] ?? null, null] }),
  () => ({ neighborhood: [pick(places)] }),
  () => ({ tag: [pick(tags)] }),
  () => ({ tag: tags.slice(0, 2) }),
  () => ({ list: [pick(ids.lists)] }),
  () => ({ attended: [pick(ids.events)] }),
  () => ({ attended: ids.events }),
  () => ({ registered: [pick(ids.events)] }),
  () => ({ program: [pick(['Water bills', 'Home repair'])] }),
  () => ({ inquiry_topic: [pick(ids.topics)] }),
  () => ({ needs_interpreter: random() < 0.5 }),
];
const tree = (depth: number): Where => {
  const kind = depth >= 5 ? 1 : random();
  if (kind < 0.25) return { all: Array.from({ length: Math.floor(random() * 4) }, () => tree(depth + 1)) };
  if (kind < 0.5) return { any: Array.from({ length: Math.floor(random() * 4) }, () => tree(depth + 1)) };
  if (kind < 0.65) return { not: tree(depth + 1) };
  return pick(leaves)();
};
const found = async (where: Where) => {
  const { data, error } = await office.as('viewer').rpc('list_residents', { p_query: { limit: 200, filters: { where } } as never });
  if (error) throw new Error(`${JSON.stringify(where)}: ${error.message}`);
  return (data as unknown as { rows: { name: string }[] }).rows.map(({ name }) => name).sort();
};
const meant = (where: Where) =>
  people
    .filter((one) => holds(where, one))
    .map(({ name }) => name)
    .sort();

test('each condition finds who it names, and its opposite everybody else', async () => {
  for (const leaf of leaves) {
    const where = leaf();
    expect([where, await found(where)]).toEqual([where, meant(where)]);
    expect([where, await found({ not: where })]).toEqual([where, meant({ not: where })]);
  }
});

test('and, or and not mean in the database what they mean in plain words', async () => {
  for (let n = 0; n < 150; n++) {
    const where = tree(0);
    expect([where, await found(where)]).toEqual([where, meant(where)]);
  }
});

test('a tree that cannot be meant is refused with a sentence, and nothing in it becomes SQL', async () => {
  const nest = (depth: number): object => (depth === 0 ? { language: ['en'] } : { not: nest(depth - 1) });
  const hostile: unknown[] = [
    {},
    { language: ['en'], tag: ['x'] },
    { 'language) or (true': ['en'] },
    { language: [] },
    { language: 'en' },
    { language: [1] },
    { language: [{ any: [] }] },
    { language: [null] },
    { district: ["3' or 'a'='a"] },
    { list: ['00000000-0000-0000-0000-000000000000); drop table residents; --'] },
    { attended: [''] },
    { needs_interpreter: 'yes' },
    { all: { language: ['en'] } },
    { all: [null] },
    { any: ['language'] },
    { not: [] },
    { not: null },
    'language',
    ['language'],
    7,
    true,
    nest(6),
    { all: Array.from({ length: 101 }, () => ({ language: ['en'] })) },
    { tag: Array.from({ length: 201 }, (_none, n) => `tag ${n}`) },
    { tag: ['x'.repeat(201)] },
  ];
  for (const where of hostile) {
    const { error } = await office.as('viewer').rpc('count_residents', { p_query: { filters: { where } } as never });
    expect([where, error?.code, error?.hint]).toEqual([where, 'PT422', 'where']);
    expect(error?.message).toMatch(/[.]$/);
  }
  // Signs that mean something to a database are letters of a tag.
  const words = [`'`, `"`, `\\`, `{a,b}`, `%`, `$1`, `%s`, `%1$L`, `'; drop table residents; --`, `null`, `NULL`];
  expect(await found({ tag: words })).toEqual([]);
  expect(await found({ not: { any: words.map((word) => ({ neighborhood: [word] })) } })).toHaveLength(people.length);
});

test('nothing chosen means everybody', async () => {
  const { data } = await office.as('viewer').rpc('count_residents', { p_query: { filters: { where: null } } as never });
  expect(data).toBe(people.length);
});

test('tags are kept as they are meant, and what does not name them leaves them', async () => {
  const save = (resident: object, id?: string, version?: number) =>
    office
      .as('staff')
      .rpc('save_resident', { p_resident: { name: 'Tagged', ...resident } as never, ...(id ? { p_id: id, p_version: version } : {}) });
  const tagsOf = async (id: unknown) => (await office.exec<{ tags: string[] }>('select tags from residents where id = $1', [id]))[0]?.tags;
  const { data: id } = await save({ tags: [' Block  Captain', 'block captain', '', 'HOA'] });
  expect(await tagsOf(id)).toEqual(['block captain', 'hoa']);
  await save({ name: 'Renamed' }, String(id), 1);
  expect(await tagsOf(id)).toEqual(['block captain', 'hoa']);
  await save({ tags: ['hoa'] }, String(id), 2);
  expect(await tagsOf(id)).toEqual(['hoa']);
  expect((await save({ tags: ['x'.repeat(61)] })).error).toMatchObject({ code: 'PT422', hint: 'tags' });
  expect((await save({ tags: Array.from({ length: 31 }, (_none, n) => `tag ${n}`) })).error).toMatchObject({ code: 'PT422', hint: 'tags' });
  const { data } = await office.as('viewer').rpc('resident_words');
  expect(data).toMatchObject({ neighborhoods: ['Brookside', 'Ivanhoe'] });
  expect((data as { tags: { name: string }[] }).tags.map(({ name }) => name)).toContain('hoa');
  // Taking an act back brings tags back too.
  const [set] = await office.exec<{ id: string }>(`select id from change_sets order by place desc limit 1`);
  const { error } = await office.as('staff').rpc('undo_change_set', { p_change_set: String(set?.id) });
  expect(error).toBeNull();
  expect(await tagsOf(id)).toEqual(['block captain', 'hoa']);
  await office.exec('delete from residents where id = $1', [id]);
});
