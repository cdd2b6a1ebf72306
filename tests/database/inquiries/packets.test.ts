import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { type Built, openCase, type PacketCase } from './packet-support.ts';

let office: TestOffice;
let one: PacketCase;
beforeAll(async () => {
  office = await openOffice();
  one = await openCase(office);
});
afterAll(() => office.close());

/** What goes out, as somebody would read it: "[1]" stands where the first ground does. */
const read = (built: Built) => one.read(built);

describe('what is looked for in every text', () => {
  test.each([
    ['Call me at (816) 555-0142 or 816.555.0199.', 'Call me at ▇ or ▇.'],
    ['Desde México: +52 55 1234 5678', 'Desde México: ▇'],
    ['Local: 555-0142; order 210140; 2026-11-20; $1,234,567; 64106-1234', 'Local: ▇; order 210140; 2026-11-20; $1,234,567; 64106-1234'],
    ['SSN 512-44-6789 and 512446789, card 4111 1111 1111 1111', 'SSN ▇ and ▇, card ▇'],
    ['Write to other.person+x@mail.example.org, or to the office.', 'Write to ▇, or to the office.'],
    ['She was born on June 3, 1961, DOB 6/3/1961. Nacida el 3 de junio de 1961.', 'She was ▇, ▇. ▇.'],
    [
      'Rosa PEÑA called; ROSA PENA again, and Mrs. Pena-Ruiz. Petra and the rosa bush did not.',
      '▇ called; ▇ again, and Mrs. ▇-Ruiz. Petra and the rosa bush did not.',
    ],
    ['Her sister Lucía Gómez (lucia@home.example) takes care.', 'Her sister ▇ (▇) takes care.'],
    ['At 1207 Walnut St, Apt 3, nobody opened.', 'At ▇, nobody opened.'],
    ['The office has 816-513-1313.', 'The office has 816-513-1313.'],
    ['🙂 call 816-555-0142 🙂', '🙂 call ▇ 🙂'],
  ])('%s', async (text, told) => {
    const id = await one.say('note', text);
    expect(one.textOf(await one.preview(), `said:${id}`)).toBe(told);
    await office.exec('delete from interactions where id = $1', [id]);
  });
});

describe('a profile', () => {
  test('withholds the kinds it names, each on its ground, and tells the rest', async () => {
    const built = await one.preview();
    expect(read(built)).toContain('subject: The lamp is out');
    expect(read(built)).toContain('name: ▇');
    expect(read(built)).toContain('phones: ▇');
    expect(read(built)).not.toMatch(/Rosa|Peña|0142|Walnut|Lucía/);
    expect(built.entries.find(({ kind }) => kind === 'tasks')).toMatchObject({ facts: {} });
    expect(built.counts).toMatchObject({ entries: built.entries.length, out: built.entries.length });
    expect(built.grounds.map(({ cite }) => cite)).toContain('§ 610.021(14) RSMo');
  });
  test('tells the person concerned of themselves, and not of others', async () => {
    const built = await one.preview({ profile: one.them });
    expect(read(built)).toContain('name: Rosa Peña');
    expect(read(built)).toContain('rosa@example.org');
    expect(read(built)).toContain('+18165550142');
    expect(read(built)).toContain('Mrs. Peña called from (816) 555-0142');
    expect(read(built)).not.toMatch(/Lucía|lucia@home/);
  });
  test('withholds a kind that came after it was written', async () => {
    await office.exec(`update redaction_profiles set rules = rules - 'notes' where id = $1`, [one.anybody]);
    const note = (await one.preview()).entries.find(({ kind }) => kind === 'notes');
    expect(note?.whole).toMatchObject({ k: 'notes' });
    await office.exec(`update redaction_profiles set rules = rules || '{"notes": {"act": "release"}}' where id = $1`, [one.anybody]);
  });
  test('says its grounds in the language of the copy', async () => {
    const [ground] = (await one.preview({ language: 'es' })).grounds;
    expect(ground?.words).toBe('Información personal que otra ley protege contra su divulgación.');
  });
  test('is kept by managers, with a ground for whatever it withholds', async () => {
    const save = async (role: 'manager' | 'coordinator', profile: object) =>
      (await office.as(role).rpc('save_redaction_profile', { p_profile: profile as never })).error?.hint ?? null;
    const grounds = [{ key: 'law', cite: '§ 1', words: { en: 'A law', es: '' } }];
    const rules = Object.fromEntries(one.kinds.map((kind) => [kind, { act: 'release' }]));
    expect(await save('coordinator', { name: 'Ours', grounds, rules })).not.toBeNull();
    expect(await save('manager', { name: ' ', grounds, rules })).toBe('profile_name');
    expect(await save('manager', { name: 'for ANYBODY', grounds, rules })).toBe('profile_name');
    expect(await save('manager', { name: 'Ours', grounds, rules: {} })).toBe('profile_rules');
    expect(await save('manager', { name: 'Ours', grounds, rules: { ...rules, name: { act: 'list' } } })).toBe('profile_rules');
    expect(await save('manager', { name: 'Ours', grounds, rules: { ...rules, name: { act: 'withhold', ground: 'other' } } })).toBe(
      'profile_ground',
    );
    expect(await save('manager', { name: 'Ours', grounds: [{ ...grounds[0], cite: '' }], rules })).toBe('profile_grounds');
    expect(await save('manager', { name: 'Ours', grounds, rules, is_default: true })).toBeNull();
    expect(await office.exec('select name from redaction_profiles where is_default')).toEqual([{ name: 'Ours' }]);
    const change = await office.exec<{ id: string }>(
      `select change_set as id from changes where table_name = 'redaction_profiles' order by id desc limit 1`,
    );
    expect((await office.as('manager').rpc('undo_change_set', { p_change_set: String(change[0]?.id) })).error).toBeNull();
    expect(await office.exec('select name from redaction_profiles where is_default')).toEqual([{ name: 'For anybody' }]);
  });
});

describe('what a person chooses', () => {
  test('covers words on a ground of the profile or on one of their own', async () => {
    const note = one.keys.note;
    const grounds = [{ key: 'own_1', cite: '§ 610.021(1) RSMo', words: 'Advice of a lawyer' }];
    const cut = await one.cut(note, 'text', 'the lawyer says wait', 'own_1');
    const built = await one.preview({ choices: { grounds, entries: { [note]: { cuts: [cut] } } } });
    expect(one.textOf(built, note)).toBe('Mrs. ▇ called from ▇: ▇.');
    expect(built.grounds.at(-1)).toMatchObject({ cite: '§ 610.021(1) RSMo', words: 'Advice of a lawyer' });
    expect(await one.refusal({ choices: { entries: { [note]: { cuts: [cut] } } } })).toBe('packet_ground');
    expect(await one.refusal({ choices: { grounds: [{ ...grounds[0], cite: ' ' }], entries: {} } })).toBe('packet_ground');
  });
  test('withholds an entry whole', async () => {
    const built = await one.preview({ choices: { entries: { [one.keys.note]: { whole: 'health' } } } });
    const entry = built.entries.find(({ key }) => key === one.keys.note);
    expect(entry?.whole).toEqual({ g: 'health', k: 'chosen', h: true });
    expect(built.counts.out).toBe(built.counts.entries - 1);
  });
  test('shows what the profile withholds only with a reason', async () => {
    const show = (why: string) => ({ choices: { entries: { [one.keys.note]: { show: { phones: why, contact: why } } } } });
    expect(await one.refusal(show('so'))).toBe('packet_show');
    expect(one.textOf(await one.preview(show('It is the number of a shop.')), one.keys.note)).toContain('from (816) 555-0142');
  });
  test('does not hold when the text was changed since', async () => {
    const cut = await one.cut(one.keys.note, 'text', 'the lawyer says wait', 'health');
    const built = await one.preview({ choices: { entries: { [one.keys.note]: { cuts: [{ ...cut, m: 'deadbeef' }] } } } });
    expect(built.stale).toEqual([one.keys.note]);
  });
  test('is read by nobody below a coordinator', async () => {
    expect((await office.as('staff').rpc('preview_packet', { p_inquiry: one.inquiry, p_profile: one.anybody })).error?.code).toBe('42501');
    expect((await office.as('staff').rpc('make_packet', { p_inquiry: one.inquiry, p_packet: {} })).error?.code).toBe('42501');
  });
});

test('five hundred entries are looked through at once: nothing in it grows faster than they do', async () => {
  const id = await one.open('Many');
  await office.exec(
    `insert into interactions (inquiry_id, kind, body, occurred_at)
     select $1, case when n % 3 = 0 then 'call' else 'note' end, 'Rosa Peña called from (816) 555-0142 about the lamp at the corner, entry ' || n || '. ' || repeat('It was dark, and nobody came to look at it. ', 4), now() - n * interval '1 hour'
     from generate_series(1, 500) n`,
    [id],
  );
  const from = performance.now();
  const built = await one.preview({ inquiry: id });
  // A fifth of a second on two busy cores, and the first time half as long again; more would be another way of growing.
  expect(performance.now() - from).toBeLessThan(3000);
  expect(built.counts).toMatchObject({ entries: 500, out: 500 });
  expect(read(built)).not.toMatch(/Rosa|Peña|0142/);
});
