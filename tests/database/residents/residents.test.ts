import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Page = { rows: { id: string; name: string; phones: string[] | null }[] };
let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const save = async (resident: object, id?: string, version?: number) =>
  office.as('staff').rpc('save_resident', { p_resident: resident as never, ...(id ? { p_id: id, p_version: version } : {}) });
const find = async (search: string) => {
  const { data, error } = await office.as('viewer').rpc('list_residents', { p_query: { search } });
  if (error) throw error;
  return (data as unknown as Page).rows.map(({ name }) => name);
};

test('a resident is found by any part of a phone number, however it is typed', async () => {
  await save({ name: 'Halima Abdi', phones: [{ number: '+18165550142' }], preferred_language: 'so' });
  for (const typed of ['555-0142', '(816) 555 01', '5550142', '+1 816 555', '0142'])
    expect([typed, await find(typed)]).toEqual([typed, ['Halima Abdi']]);
  expect(await find('816 555 0199')).toEqual([]);
});

test('a name is found without its accents, and by its parts in any order', async () => {
  await save({ name: 'José Peña Núñez', emails: [{ address: 'Jose@Example.ORG ' }] });
  await save({ name: 'Đặng Thị Hương', preferred_language: 'vi' });
  expect(await find('nunez jose')).toEqual(['José Peña Núñez']);
  expect(await find('dang thi')).toEqual(['Đặng Thị Hương']);
  expect(await find('jose@example')).toEqual(['José Peña Núñez']);
});

test('who lives somewhere is found by a number and a piece of the street, and by a word alone only who is called so', async () => {
  const home = { lines: '1207 E 27th Street', postal_code: '64109' };
  await save({ name: 'Otis Washington', phones: [{ number: '+18165550161' }] });
  await save({ name: 'Lives There', addresses: [home] });
  await save({ name: 'On Washington', addresses: [{ lines: '88 Washington Avenue' }] });
  for (const typed of ['1207 e 27', '27th street 1207', '1207 E 27th Street, 64109', '64109 street'])
    expect([typed, await find(typed)]).toEqual([typed, ['Lives There']]);
  expect(await find('washington')).toEqual(['On Washington', 'Otis Washington']);
  expect(await find('88 washington')).toEqual(['On Washington']);
  expect(await find('otis 0161')).toEqual(['Otis Washington']);
  expect(await find('1209 e 27')).toEqual([]);
  // An address alone is no part of a number, and what nobody can tell apart is not sought.
  expect(await find('1207')).toEqual([]);
  expect(await find('7 e')).toEqual([]);
  const { data } = await office.as('viewer').rpc('search_office', { p_text: '1207 e 27th' });
  expect(data).toMatchObject([{ noun: 'residents', title: 'Lives There' }]);
  const { data: count } = await office.as('viewer').rpc('count_residents', { p_query: { search: '1207 e 27th' } });
  expect(count).toBe(1);
});

test('signs that mean something to a database are only letters here', async () => {
  await save({ name: `100% "O'Neill" \\ (test), _x_` });
  for (const typed of ['100%', `O'Neill`, '"', '\\', '_x_', '(test),', `'; drop table residents; --`, '%', '*']) {
    expect((await find(typed)).every((name) => name.includes('Neill'))).toBe(true);
  }
});

test('a household shares a number; no contact at all is fine', async () => {
  const first = await save({ name: 'Ana Household', phones: [{ number: '+18165550111' }] });
  const second = await save({ name: 'Ben Household', phones: [{ number: '+18165550111' }] });
  const none = await save({ name: 'No Contact' });
  expect([first.error, second.error, none.error]).toEqual([null, null, null]);
  expect(await find('555-0111')).toEqual(['Ana Household', 'Ben Household']);
});

test('contacts that are not named any more are removed, the others keep their rows', async () => {
  const { data: id } = await save({ name: 'Two Phones', phones: [{ number: '+18165550121' }, { number: '+18165550122', label: 'work' }] });
  const before = await office.exec<{ id: string }>(
    `select id from resident_phones where resident_id = '${id}' and number = '+18165550122'`,
  );
  const changed = await save({ name: 'Two Phones', phones: [{ number: '+18165550122', label: 'work' }] }, String(id), 1);
  expect(changed.error).toBeNull();
  expect(await office.exec(`select id from resident_phones where resident_id = '${id}'`)).toEqual(before);
  expect(await find('5550121')).toEqual([]);
});

test('the second of two who save the same resident is told', async () => {
  const { data: id } = await save({ name: 'Once' });
  await save({ name: 'Twice' }, String(id), 1);
  const { error } = await save({ name: 'Thrice' }, String(id), 1);
  expect(error).toMatchObject({ code: 'PT409', hint: 'conflict' });
  expect(await find('Thrice')).toEqual([]);
});

test('a number that is no phone number, and an empty name, are refused', async () => {
  expect((await save({ name: 'Bad Number', phones: [{ number: '555-0142' }] })).error?.message).toContain('resident_phones_e164');
  expect((await save({ name: '  ' })).error).toMatchObject({ code: 'PT422', hint: 'name' });
  expect(await find('Bad Number')).toEqual([]);
});

test('a viewer cannot save a resident', async () => {
  const { error } = await office.as('viewer').rpc('save_resident', { p_resident: { name: 'By a viewer' } });
  expect(error?.code).toBe('42501');
});

test('an inquiry is found under the new name of a resident who was renamed, without a new version', async () => {
  const { data: id } = await save({ name: 'Old Name' });
  const [topic] = await office.exec<{ id: string }>('select id from topics limit 1');
  await office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'Anything', channel: 'phone', topic_id: String(topic?.id), resident_id: String(id) });
  await save({ name: 'Zebulon New' }, String(id), 1);
  const { data } = await office.as('viewer').rpc('list_inquiries', { p_query: { search: 'zebulon' } });
  expect((data as unknown as { rows: { version: number }[] }).rows).toMatchObject([{ version: 1 }]);
});
