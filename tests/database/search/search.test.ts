import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Found = { noun: string; rank: number; id: string; title: string; number?: string; phone?: string; file_number?: string };
let office: TestOffice;
let first: string;
beforeAll(async () => {
  office = await openOffice();
  const person = (name: string, phone: string, email: string) =>
    office.as('staff').rpc('save_resident', { p_resident: { name, phones: [{ number: phone }], emails: [{ address: email }] } });
  for (const [name, phone, email] of [
    ['María Peña Núñez', '+18165550142', 'maria.pena@example.org'],
    ['Halima Abdi', '+18165550199', 'halima@example.org'],
    ['Al Mariano', '+19135550142', 'al@example.net'],
  ] as const) {
    const { error } = await person(name, phone, email);
    if (error) throw error;
  }
  await office.exec(`insert into inquiries (subject, body, channel, topic_id, opened_at)
    select 'Water line ' || g, 'grant for a failed pipe', 'phone', (select id from topics where code = 'city-finances'), timestamptz '2026-10-01 12:00+00' + g * interval '1 minute'
    from generate_series(1, 30) g`);
  first = String((await office.exec<{ number: string }>('select number from inquiries order by number limit 1'))[0]?.number);
  await office.exec(
    `insert into legislation (file_number, kind, title) values ('240165', 'ordinance', 'Interpreters at public hearings'), ('240166', 'resolution', 'Año nuevo en la plaza')`,
  );
});
afterAll(() => office.close());

const find = async (text: string, limit = 5): Promise<Found[]> => {
  const { data, error } = await office.as('viewer').rpc('search_office', { p_text: text, p_limit: limit });
  if (error) throw error;
  return data as unknown as Found[];
};
const titles = async (text: string) => (await find(text)).map((row) => row.title);

test('a resident is found by a piece of a number, however it is written', async () => {
  for (const typed of ['0142', '555-0142', '(816) 555-01', '816 555 0142']) {
    expect(await titles(typed), typed).toContain('María Peña Núñez');
  }
  expect((await find('913555')).map((row) => row.phone)).toEqual(['+19135550142']);
});

test('names are found without their accents, and those that begin so come first', async () => {
  expect(await titles('mari')).toEqual(['María Peña Núñez', 'Al Mariano']);
  expect(await titles('nunez maria')).toEqual(['María Peña Núñez']);
  expect(await titles('halima@ex')).toEqual(['Halima Abdi']);
});

test('two letters find who is called so from the first letter on, and do not walk the table', async () => {
  expect(await titles('ha')).toContain('Halima Abdi');
  expect((await find('ha')).filter((row) => row.noun === 'residents')).toHaveLength(1);
});

test('an inquiry is found first by its exact number: whole, without zeros, or the second half alone', async () => {
  const half = first.slice(5);
  for (const typed of [first, half, half.replace(/^0+/, ''), `${first.slice(0, 4)}-${half.replace(/^0+/, '')}`]) {
    const [row] = (await find(typed)).filter((one) => one.noun === 'inquiries');
    expect({ typed, rank: row?.rank, number: row?.number }).toEqual({ typed, rank: 0, number: first });
  }
});

test('an inquiry that was named by its number is listed once', async () => {
  const rows = (await find(first)).filter((row) => row.number === first);
  expect(rows).toHaveLength(1);
});

test('inquiries are found by their words, the newest first, at most as many as were asked for', async () => {
  const rows = (await find('water grant', 3)).filter((row) => row.noun === 'inquiries');
  expect(rows.map((row) => row.title)).toEqual(['Water line 30', 'Water line 29', 'Water line 28']);
});

test('legislation is found by its number and by words of its title', async () => {
  expect((await find('240165'))[0]).toMatchObject({ noun: 'legislation', rank: 0, file_number: '240165' });
  expect(await titles('ano nuevo')).toEqual(['Año nuevo en la plaza']);
  expect(await titles('hearings interpreters')).toEqual(['Interpreters at public hearings']);
});

test('nothing that a person types is an error, and nothing finds everything', async () => {
  for (const typed of [
    "'",
    '"',
    '\\',
    '%',
    '_',
    '*',
    '(',
    ')',
    ':*',
    '&',
    '!',
    '<->',
    "x'; drop table staff; --",
    '日本',
    '𝒳',
    ' ',
    '',
    '99999999999',
    'a'.repeat(5000),
  ]) {
    expect([typed, await find(typed)]).toEqual([typed, []]);
  }
});

test('whoever is not of the office finds nothing', async () => {
  const { data, error } = await office.as('anon').rpc('search_office', { p_text: 'maria' });
  expect({ data, code: error?.code }).toEqual({ data: null, code: '42501' });
});

test('a noun is found as soon as it has its function', async () => {
  await office.exec(`create function private.search_in_holidays(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
    language sql stable set search_path = '' as $f$ select 2, h.id, h.name, '{}'::jsonb from public.holidays h where private.fold(h.name) like private.like_pattern(p_text) limit p_limit $f$`);
  expect((await find('juneteenth')).every((row) => row.noun === 'holidays')).toBe(true);
  await office.exec('drop function private.search_in_holidays(text, integer)');
});

test('no search walks the table of residents or of inquiries', async () => {
  await office.exec('alter table residents disable trigger user');
  await office.exec('alter table inquiries disable trigger user');
  await office.exec(
    `insert into residents (name, search) select 'Person ' || g, 'person ' || g || ' ' || md5(g::text) || ' +1816' || lpad((g * 37 % 10000000)::text, 7, '0') from generate_series(1, 20000) g`,
  );
  await office.exec(`insert into inquiries (number, subject, channel, topic_id, search) select '2020-' || lpad(g::text, 6, '0'), 'Case ' || g, 'phone', (select id from topics limit 1),
    private.inquiry_document('2020-' || lpad(g::text, 6, '0'), 'Case ' || md5(g::text), '', null) from generate_series(1, 20000) g`);
  await office.exec('alter table residents enable trigger user');
  await office.exec('alter table inquiries enable trigger user');
  await office.exec('insert into private.inquiry_numbers (year, last) values (2020, 20000)');
  await office.exec('vacuum analyze residents');
  await office.exec('vacuum analyze inquiries');
  const walks = async () => {
    await office.exec('select pg_stat_force_next_flush()');
    return office.exec<{ relname: string; seq_scan: string }>(
      `select relname::text, seq_scan::text from pg_stat_user_tables where relname in ('residents', 'inquiries') order by 1`,
    );
  };
  const before = await walks();
  for (const typed of ['pe', 'maria', '0142', 'peña núñez', '4211', '2020-004211', 'zzzzqqq', 'c4ca42 case']) await find(typed);
  expect(await walks()).toEqual(before);
});
