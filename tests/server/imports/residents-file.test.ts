import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileLook, ImportCounts, ImportLine, ImportNews } from '../../../src/domain/imports/file-import.ts';
import { type ServedOffice, startOffice } from '../../support/office.ts';
import { phoneJpeg } from '../../support/pictures.ts';

let served: ServedOffice;
beforeAll(async () => {
  served = await startOffice();
});
afterAll(() => served.stop());

const headers = () => ({ authorization: `Bearer ${served.office.tokenOf('coordinator')}` });
const coordinator = () => served.office.as('coordinator');

async function look(text: string | Uint8Array, query = ''): Promise<FileLook> {
  const response = await fetch(`${served.url}/imports/residents/look${query}`, { method: 'POST', headers: headers(), body: text as never });
  expect(response.status).toBe(200);
  return (await response.json()) as FileLook;
}

/** A file is chosen, its columns are read as they are guessed, and it is compared. */
async function compare(text: string, name = 'people.csv'): Promise<{ id: string; counts: ImportCounts; news: ImportNews[] }> {
  const { mapping, columns } = await look(text);
  const begun = await coordinator().rpc('begin_file_import', { p_import: { resource: 'residents', file_name: name, mapping, columns } });
  expect(begun.error).toBeNull();
  const id = String(begun.data);
  const response = await fetch(`${served.url}/imports/${id}/file`, { method: 'POST', headers: headers(), body: text });
  expect(response.status).toBe(200);
  const news = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportNews);
  const last = news.at(-1) as ImportNews;
  if (!('counts' in last)) throw new Error(JSON.stringify(last));
  return { id, counts: last.counts, news };
}

const linesOf = async (id: string, kind: string): Promise<ImportLine[]> => {
  const { data, error } = await coordinator().rpc('list_file_import', { p_import: id, p_query: { kind } });
  expect(error).toBeNull();
  return (data as unknown as { rows: ImportLine[] }).rows;
};
const take = async (id: string): Promise<void> => {
  const { error } = await coordinator().rpc('apply_file_import', { p_import: id });
  expect(error).toBeNull();
};
const undoLast = async () => {
  const [set] = await served.office.exec<{ id: string }>(
    `select id from change_sets where reason = 'import' order by created_at desc, id desc limit 1`,
  );
  const { data, error } = await coordinator().rpc('undo_change_set', { p_change_set: String(set?.id) });
  expect(error).toBeNull();
  return data as unknown as { undone?: number; stayed?: { count: number; rows: { table: string; why: string }[] }; refused?: unknown };
};
/** Everything that is told of residents, without what only counts. */
const people = () =>
  served.office.exec(`select r.id, r.name, r.preferred_language, r.needs_interpreter, r.neighborhood, r.tags, r.search,
    (select jsonb_agg(number order by number) from resident_phones where resident_id = r.id) as phones,
    (select jsonb_agg(address order by address) from resident_emails where resident_id = r.id) as emails,
    (select jsonb_agg(lines order by lines) from resident_addresses where resident_id = r.id) as addresses from residents r order by r.name, r.id`);
const save = async (resident: object): Promise<string> => {
  const { data, error } = await served.office.as('staff').rpc('save_resident', { p_resident: resident as never });
  expect(error).toBeNull();
  return String(data);
};

test('the columns of a list in English or Spanish are known by their names, whatever its letters and its commas are', async () => {
  const spanish = await look('Nombre;Apellido;Teléfono;Correo electrónico;Idioma\nÁna;Núñez;816 555 0100;ana@example.org;español\n');
  expect(spanish).toMatchObject({
    delimiter: ';',
    encoding: 'utf-8',
    mapping: { first_name: 'Nombre', last_name: 'Apellido', phone: 'Teléfono', email: 'Correo electrónico', preferred_language: 'Idioma' },
  });
  const old = await look(Buffer.from('Name,Phone\nJos\xe9,816 555 0101\n', 'latin1'));
  expect(old).toMatchObject({ encoding: 'windows-1252', samples: [{ Name: 'José' }] });
  const excel = await look(Buffer.from('\ufeffName\tE-mail\nZoë\tzoe@example.org\n', 'utf16le'));
  expect(excel).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', mapping: { name: 'Name', email: 'E-mail' } });
  expect((await look('Name|Phone\nAna|1\n', '?delimiter=;')).columns).toEqual(['Name|Phone']);
});

test('what is no text is not read as columns of rubbish: a workbook says how it becomes a table, a picture what is wanted', async () => {
  const refused = async (bytes: Uint8Array | string) => {
    const response = await fetch(`${served.url}/imports/residents/look`, { method: 'POST', headers: headers(), body: bytes as never });
    return [response.status, ((await response.json()) as { reason?: string }).reason];
  };
  expect(await refused(phoneJpeg())).toEqual([422, 'import_binary']);
  expect(await refused('%PDF-1.7 Name,Phone')).toEqual([422, 'import_binary']);
  expect(await refused(Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml', 'latin1'))).toEqual([422, 'import_workbook']);
  expect(await refused('')).toEqual([422, 'import_empty']);
});

test('a list comes in as one act: new, changed field by field, the same, repeated and rejected with the line; the second time nothing changes; undo restores everything', async () => {
  const ana = await save({ name: 'Ana Peña', phones: [{ number: '+18165550110' }], neighborhood: 'Westside' });
  const same = await save({ name: 'Same Person', emails: [{ address: 'same@example.org' }] });
  const before = await people();
  const file = [
    'Name,Phone,Email,Language,Interpreter,Neighborhood,Address,Zip,Tags',
    'Ana Pena,(816) 555-0110,ANA@example.org,Spanish,yes,Northeast,"2218 Lydia Ave",64108,"gardens; seniors"',
    'Same Person,,same@example.org,,,,,,',
    'New One,816-555-0111,new@example.org,Vietnamese,no,,,,',
    'New One,,new@example.org; second@example.org,,,,,,',
    '"Of\nTwo Lines",816.555.0112,,,,,,,',
    ',816 555 0113,,,,,,,',
    'Bad Cells,55-12,not an address,Klingon,maybe,,,,',
  ].join('\n');
  const first = await compare(file);
  expect(first.counts).toMatchObject({ lines: 7, changed: 1, same: 1, new: 2, repeated: 1, rejected: 2, duplicate: 0 });
  expect(first.news.some((one) => 'comparing' in one)).toBe(true);
  const [changed] = await linesOf(first.id, 'changed');
  expect(changed).toMatchObject({ line: 2, record_id: ana, record: 'Ana Peña', choice: 'update' });
  expect(changed?.changes?.map(({ field, before: was, after }) => [field, was ?? null, after])).toEqual([
    ['preferred_language', 'en', 'es'],
    ['needs_interpreter', false, true],
    ['emails', null, 'ana@example.org'],
    ['addresses', null, { lines: '2218 Lydia Ave', postal_code: '64108' }],
    ['neighborhood', 'Westside', 'Northeast'],
    ['tags', null, 'gardens'],
    ['tags', null, 'seniors'],
  ]);
  expect(await linesOf(first.id, 'repeated')).toMatchObject([{ line: 5, of_line: 4 }]);
  const rejected = await linesOf(first.id, 'rejected');
  expect(rejected.map(({ line, problems }) => [line, problems?.map(({ field, why }) => `${field}: ${why}`)])).toEqual([
    [8, ['name: empty']],
    [9, ['phone: phone', 'email: email', 'preferred_language: language', 'needs_interpreter: yes_no']],
  ]);
  expect(rejected[1]?.cells?.[0]).toBe('Bad Cells');
  // Nothing is written before it is said so.
  expect(await people()).toEqual(before);

  await take(first.id);
  const taken = await people();
  expect(taken).toHaveLength(before.length + 2);
  expect(taken.find(({ id }) => id === ana)).toMatchObject({
    name: 'Ana Peña',
    preferred_language: 'es',
    tags: ['gardens', 'seniors'],
    search: 'ana pena +18165550110 ana@example.org',
  });
  expect(taken.find(({ name }) => name === 'New One')).toMatchObject({
    preferred_language: 'vi',
    emails: ['new@example.org', 'second@example.org'],
    search: 'new one +18165550111 new@example.org second@example.org',
  });
  expect(taken.some(({ name }) => name === 'Of Two Lines')).toBe(true);

  const again = await compare(file);
  expect(again.counts).toMatchObject({ new: 0, changed: 0, duplicate: 0, same: 4, add: 0, update: 0 });
  const { error } = await coordinator().rpc('apply_file_import', { p_import: again.id });
  expect(error?.message).toBe('There is nothing to take in.');
  expect(await people()).toEqual(taken);

  const undone = await undoLast();
  expect(undone).not.toHaveProperty('refused');
  expect(await people()).toEqual(before);
  expect(before.some(({ id }) => id === same)).toBe(true);
});

test('likely duplicates wait for a choice, one by one or all: update, add anyway, or leave out', async () => {
  await save({ name: 'Robert Tarkington', phones: [{ number: '+18165550120' }] });
  await save({ name: 'José Martínez', emails: [{ address: 'jm@example.org' }] });
  await save({ name: 'Maria Lopez', phones: [{ number: '+18165550122' }] });
  while (Number((await served.office.service.rpc('find_resident_pairs', {})).data) > 0);
  const file = 'Name,Phone,Email\nBob Tarkington,8165550120,bob@example.org\nPepe Martinez,,jm@example.org\nMarie Lopez,816 555 0122,\n';
  const first = await compare(file);
  expect(first.counts).toMatchObject({ duplicate: 3, new: 0, choices: { update: 0, add: 0, skip: 3 }, add: 0, update: 0 });
  const lines = await linesOf(first.id, 'duplicate');
  expect(lines.map(({ record, reasons }) => [record, reasons])).toEqual([
    ['Robert Tarkington', ['similar_name', 'same_phone']],
    ['José Martínez', ['similar_name', 'same_email']],
    ['Maria Lopez', ['similar_name', 'same_phone']],
  ]);
  const choose = async (p_choice: string, p_lines?: number[]) => {
    const { data, error } = await coordinator().rpc('choose_file_import', {
      p_import: first.id,
      p_kind: 'duplicate',
      p_choice,
      ...(p_lines && { p_lines }),
    });
    expect(error).toBeNull();
    return data as unknown as ImportCounts;
  };
  expect(await choose('add')).toMatchObject({ add: 3, choices: { add: 3 } });
  await choose('update', [2]);
  expect(await choose('skip', [3])).toMatchObject({ add: 1, update: 1, choices: { update: 1, add: 1, skip: 1 } });
  const before = await people();
  await take(first.id);
  const names = (await people()).map(({ name }) => name);
  expect(names).toContain('Bob Tarkington');
  expect(names).not.toContain('Robert Tarkington');
  expect(names).toContain('Marie Lopez');
  expect(names).not.toContain('Pepe Martinez');
  expect((await compare(file)).counts).toMatchObject({ new: 0, changed: 0, same: 2, duplicate: 1 });
  await undoLast();
  expect(await people()).toEqual(before);
});

test('what was worked on since stays when an import is undone, and is told; everything else goes back', async () => {
  const old = await save({ name: 'Old Hand', phones: [{ number: '+18165550130' }], neighborhood: 'Waldo' });
  const file =
    'Name,Phone,Language,Neighborhood\nOld Hand,8165550130,es,Brookside\nLeft Alone,8165550131,,\nWorked On,8165550132,,\nAsks Something,8165550133,,\n';
  const { id } = await compare(file);
  await take(id);
  const idOf = async (name: string) =>
    String((await served.office.exec<{ id: string }>('select id from residents where name = $1', [name]))[0]?.id);
  const [worked, asks] = [await idOf('Worked On'), await idOf('Asks Something')];
  await served.office.exec(`update residents set contact_note = 'after six' where id = $1`, [worked]);
  await served.office.exec(`update residents set neighborhood = 'Hyde Park' where id = $1`, [old]);
  await served.office.exec(
    `insert into inquiries (subject, channel, topic_id, resident_id) select 'Asks', 'phone', (select id from topics limit 1), $1`,
    [asks],
  );
  const undone = await undoLast();
  expect(undone.stayed?.count).toBeGreaterThanOrEqual(3);
  expect(await served.office.exec('select name, preferred_language, neighborhood from residents where id = $1', [old])).toEqual([
    { name: 'Old Hand', preferred_language: 'en', neighborhood: 'Hyde Park' },
  ]);
  const names = (await people()).map(({ name }) => name);
  expect(names).not.toContain('Left Alone');
  // Whoever stays keeps their number.
  for (const kept of ['Worked On', 'Asks Something']) {
    expect((await people()).find(({ name }) => name === kept)).toMatchObject({ phones: [expect.stringMatching(/^\+1816555013[23]$/)] });
  }
});

test('a file that somebody else chose, or that was compared before something changed, is not taken in', async () => {
  const person = await save({ name: 'Moves Meanwhile', phones: [{ number: '+18165550140' }] });
  const { id } = await compare('Name,Phone,Neighborhood\nMoves Meanwhile,8165550140,Waldo\n');
  const other = await served.office.as('manager').rpc('apply_file_import', { p_import: id });
  expect(other.error?.message).toContain('given up');
  const staff = await served.office
    .as('staff')
    .rpc('begin_file_import', { p_import: { resource: 'residents', file_name: 'x.csv', mapping: {} } });
  expect(staff.error).not.toBeNull();
  await served.office.exec(`update residents set neighborhood = 'Volker' where id = $1`, [person]);
  const stale = await coordinator().rpc('apply_file_import', { p_import: id });
  expect(stale.error?.message).toContain('compare it again');
});
