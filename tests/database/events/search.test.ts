import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let clinic: string;
beforeAll(async () => {
  office = await openOffice();
  const add = async (title: string, day: number, place: string) =>
    String(
      (
        await office.exec<{ id: string }>(
          `insert into events (title, kind, starts_at, ends_at, place_name) select $1, 'clinic', d, d + interval '1 hour', $3
           from (select (office_today() + $2::integer + time '18:00') at time zone 'America/Chicago' as d) o returning id`,
          [title, day, place],
        )
      )[0]?.id,
    );
  await add('Paperwork clinic', -40, 'Eastbrook Library');
  clinic = await add('Paperwork clinic', 5, 'Café Peña');
  await add('Paperwork clinic', 60, 'Hall');
  await office.exec(`insert into registrations (event_id, name, email) values ($1, 'Rosa Núñez', 'rosa.n@example.org')`, [clinic]);
});
afterAll(() => office.close());

type Found = { noun: string; rank: number; id: string; title: string; starts_at: string; event_id?: string; event_title?: string };
const search = async (text: string, role: 'viewer' | 'anon' = 'viewer') => {
  const { data, error } = await office.as(role).rpc('search_office', { p_text: text });
  return { found: (data ?? []) as unknown as Found[], error };
};
const events = async (text: string) => (await search(text)).found.filter((row) => row.noun === 'events');

test('events are found by words, those to come first', async () => {
  const rows = await events('paperwork');
  expect(rows).toHaveLength(3);
  expect(rows[0]?.id).toBe(clinic);
  expect(rows.map((row) => row.starts_at > new Date().toISOString())).toEqual([true, true, false]);
});

test('an event is found by its place, without its accents', async () => {
  expect((await events('pena')).map((row) => row.id)).toEqual([clinic]);
});

test('an event is found by its day, however the day is written', async () => {
  const [day] = await office.exec<Record<string, string>>(
    `select starts_on::text as iso, to_char(starts_on, 'FMMM/FMDD') as short, to_char(starts_on, 'FMMM/FMDD/YY') as year, to_char(starts_on, 'FMMon FMDD') as english,
       extract(day from starts_on) || ' de ' || (array['enero','febrero','marzo','abril','mayo','junio','julio','agosto','septiembre','octubre','noviembre','diciembre'])[extract(month from starts_on)] as spanish
     from events where id = $1`,
    [clinic],
  );
  for (const text of Object.values(day ?? {}))
    expect({ text, found: (await events(text)).map((row) => [row.id, row.rank]) }).toEqual({ text, found: [[clinic, 0]] });
  expect(await events('2/31')).toEqual([]);
});

test('who registered is found by name and address, and leads to the event', async () => {
  for (const text of ['nunez', 'rosa.n@exam'])
    expect((await search(text)).found.filter((row) => row.noun === 'registrations')).toMatchObject([
      { title: 'Rosa Núñez', event_id: clinic, event_title: 'Paperwork clinic' },
    ]);
  expect((await search('ro')).found.filter((row) => row.noun === 'registrations')).toEqual([]);
  expect((await search('nunez', 'anon')).error).not.toBeNull();
});
