import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Due = {
  kinds: { kind: string; years: number; rows: { id: string; title: string; is_held: boolean }[] }[];
  requests: { id: string; count: number; is_mine: boolean }[];
  log: { kind: string; record_id: string; act: string; reason: string; disposed_name: string; confirmed_name: string | null }[];
};
let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>('select id from topics order by sort_order limit 1'))[0]?.id);
});
afterAll(() => office.close());

const secret = [
  'Halima Secret',
  'Halimita',
  '+18165550777',
  'halima.secret@example.org',
  '77 Hidden Street',
  'ramp at the side door',
  'her-tag',
  'after prayer',
];
const save = async (resident: object, id?: string, version?: number): Promise<string> => {
  const { data, error } = await office
    .as('staff')
    .rpc('save_resident', { p_resident: resident as never, ...(id ? { p_id: id, p_version: version } : {}) });
  if (error) throw error;
  return String(data);
};
const makeHalima = () =>
  save({
    name: secret[0],
    preferred_name: secret[1],
    phones: [{ number: secret[2] }],
    emails: [{ address: secret[3] }, { address: 'household@example.org' }],
    addresses: [{ lines: secret[4] }],
    accessibility_need: secret[5],
    tags: [secret[6]],
    contact_note: secret[7],
    preferred_language: 'so',
  });
const lastSet = async () => String((await office.exec<{ id: string }>('select id from change_sets order by place desc limit 1'))[0]?.id);
const due = async (on?: string) => {
  const { data, error } = await office.as('manager').rpc('list_due_dispositions', on ? { p_on: on } : {});
  if (error) throw error;
  return data as unknown as Due;
};
/** Every text column of every table that somebody can read, and the log. */
async function whereIs(words: string[]): Promise<string[]> {
  const tables = await office.exec<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    for (const word of words) {
      const [row] = await office.exec<{ n: number }>(
        `select count(*)::integer as n from public.${name} t where strpos(lower(to_jsonb(t)::text), lower($1)) > 0`,
        [word],
      );
      if (Number(row?.n) > 0) found.push(`${name}: ${word}`);
    }
  return found;
}

test('who is erased leaves no name, number, mail or address anywhere, the log included; the row stays counted', async () => {
  await save({ name: 'Her Sister', emails: [{ address: 'household@example.org' }] });
  const twin = await save({ name: 'Halima Secret', phones: [{ number: String(secret[2]) }] });
  const id = await makeHalima();
  await office.as('staff').rpc('merge_residents', { p_keep: id, p_gone: twin, p_choices: {}, p_versions: { keep: 1, gone: 1 } });
  const [{ version } = { version: 0 }] = await office.exec<{ version: number }>('select version from residents where id = $1', [id]);
  await save(
    { name: 'Halima Secret', preferred_name: 'Halimita', preferred_language: 'so', emails: [{ address: secret[3] }] },
    id,
    version,
  );
  const renamed = await lastSet();
  await office.exec(`insert into inquiries (subject, channel, topic_id, resident_id) values ('A question', 'phone', $1, $2)`, [topic, id]);
  await office.exec(`insert into registrations (event_id, name, email, resident_id) select id, $2, $3, $1 from events limit 1`, [
    id,
    secret[0],
    secret[3],
  ]);
  await office.exec(
    `insert into deliveries (kind, key, resident_id, to_address, language, payload) values ('registration.confirmed', 'erase-me', $1, $2, 'so', jsonb_build_object('name', $3::text))`,
    [id, secret[3], secret[0]],
  );
  await office.exec(`insert into subscribers (address) values ($1)`, [secret[3]]);
  await office.as('staff').rpc('record_channel', {
    p_resident: id,
    p_channel: 'text',
    p_is_agreed: true,
    p_source: 'call',
    p_note: 'Halima Secret on the phone',
  });
  await office.exec(
    `insert into attachments (resident_id, name, media_type, bytes, sha256, path) values ($1, 'Halima Secret.txt', 'text/plain', 1, repeat('a', 64), $2)`,
    [id, `files/2026/${crypto.randomUUID()}`],
  );
  expect((await whereIs(secret)).length).toBeGreaterThan(8);

  expect((await office.as('coordinator').rpc('erase_resident', { p_id: id, p_reason: 'Asked' })).error?.code).toBe('42501');
  expect((await office.as('manager').rpc('erase_resident', { p_id: id, p_reason: ' ' })).error).toMatchObject({
    code: 'PT422',
    hint: 'erase_reason',
  });
  const { error } = await office.as('manager').rpc('erase_resident', { p_id: id, p_reason: 'Asked for by letter on May 3' });
  expect(error).toBeNull();

  expect(await whereIs(secret)).toEqual([]);
  const [row] = await office.exec('select name, preferred_language, erased_at is not null as erased from residents where id = $1', [id]);
  expect(row).toEqual({ name: 'Erased resident', preferred_language: 'so', erased: true });
  expect(await office.exec('select 1 from inquiries where resident_id = $1', [id])).toHaveLength(1);
  expect(await office.exec(`select address from resident_emails where address = 'household@example.org'`)).toHaveLength(1);
  expect(await office.exec(`select status from deliveries where resident_id = $1`, [id])).toEqual([{ status: 'cancelled' }]);
  expect((await office.service.rpc('files_to_purge', {})).data).toHaveLength(1);
  expect((await due()).log[0]).toMatchObject({ kind: 'residents', record_id: id, act: 'erased', disposed_name: 'Manager Person' });

  // Nothing of it comes back: not by the act itself, not by an older one, not by filling the row again or merging it.
  for (const set of [await lastSet(), renamed])
    expect((await office.as('manager').rpc('undo_change_set', { p_change_set: set })).error).toMatchObject({
      code: 'PT422',
      hint: 'undo_erased',
    });
  const filled = await office.as('staff').rpc('save_resident', { p_resident: { name: 'Again' }, p_id: id, p_version: version + 2 });
  expect(['PT422', 'PT409']).toContain(filled.error?.code);
  expect((await office.as('viewer').rpc('find_duplicate_residents', { p_draft: { name: 'Halima Secret' } })).data).toEqual([]);
});

test('a hold keeps a resident from being erased, also one on an inquiry of theirs, until somebody lifts it with a reason', async () => {
  const id = await save({ name: 'Held Person' });
  const other = await save({ name: 'Held Twin' });
  const [inquiry] = await office.exec<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id, resident_id) values ('In court', 'phone', $1, $2) returning id`,
    [topic, id],
  );
  const manager = office.as('manager');
  const hold = async (p_table: string, p_id: string, p_reason = 'Case 26-114') => manager.rpc('place_hold', { p_table, p_id, p_reason });
  expect((await office.as('coordinator').rpc('place_hold', { p_table: 'residents', p_id: id, p_reason: 'x' })).error?.code).toBe('42501');
  expect((await hold('residents', id, ' ')).error).toMatchObject({ hint: 'hold_reason' });
  expect((await hold('changes', id)).error).toMatchObject({ hint: 'hold_kind' });
  const { data } = await hold('inquiries', String(inquiry?.id));
  expect((await hold('inquiries', String(inquiry?.id))).error).toMatchObject({ code: 'PT409', hint: 'hold_twice' });
  const erase = () => manager.rpc('erase_resident', { p_id: id, p_reason: 'Asked' });
  expect((await erase()).error).toMatchObject({ code: 'PT422', hint: 'erase_held' });
  // Whoever called about it is held with it.
  const caller = await save({ name: 'Who Called' });
  await office.exec(`insert into inquiry_people (inquiry_id, resident_id, kind) values ($1, $2, 'caller')`, [inquiry?.id, caller]);
  expect((await manager.rpc('erase_resident', { p_id: caller, p_reason: 'Asked' })).error).toMatchObject({ hint: 'erase_held' });
  const own = await hold('residents', id);
  const merge = await office
    .as('staff')
    .rpc('merge_residents', { p_keep: other, p_gone: id, p_choices: {}, p_versions: { keep: 1, gone: 1 } });
  expect(merge.error).toMatchObject({ code: 'PT422', hint: 'merge_held' });
  expect((await manager.rpc('lift_hold', { p_id: String(data), p_reason: '' })).error).toMatchObject({ hint: 'hold_reason' });
  for (const one of [data, own.data]) expect((await manager.rpc('lift_hold', { p_id: String(one), p_reason: 'Settled' })).error).toBeNull();
  expect((await erase()).error).toBeNull();
});

test('what is past its time is listed, disposed of only when a second person confirms it, and written down', async () => {
  for (const table of ['residents', 'inquiries']) await office.exec(`alter table ${table} disable trigger user`);
  const [old] = await office.exec<{ id: string }>(
    `insert into residents (name, created_at, updated_at) values ('Long Ago', '2015-03-01', '2015-03-01') returning id`,
  );
  const [held] = await office.exec<{ id: string }>(
    `insert into residents (name, created_at, updated_at) values ('Long Ago Held', '2015-03-02', '2015-03-02') returning id`,
  );
  const [closed] = await office.exec<{ id: string }>(
    `insert into inquiries (number, subject, body, channel, topic_id, resident_id, status, resolution_code, primary_section, sections, opened_at, closed_at, resolved_at)
     select '2015-000009', 'Old words', 'Old body', 'phone', id, $1, 'closed', 'answered', primary_section, sections, '2015-03-01', '2015-03-02', '2015-03-02' from topics where id = $2 returning id`,
    [old?.id, topic],
  );
  for (const table of ['residents', 'inquiries']) await office.exec(`alter table ${table} enable trigger user`);
  await office.as('manager').rpc('place_hold', { p_table: 'residents', p_id: String(held?.id), p_reason: 'Case' });
  const rows = (kind: string, all: Due) => all.kinds.find((one) => one.kind === kind)?.rows.map(({ title, is_held }) => [title, is_held]);
  const all = await due();
  expect(rows('residents', all)).toEqual([
    ['Long Ago', false],
    ['Long Ago Held', true],
  ]);
  expect(rows('inquiries', all)).toEqual([['2015-000009 Old words', false]]);

  const manager = office.as('manager');
  const ask = (p_kind: string, ...p_ids: string[]) => manager.rpc('dispose_records', { p_kind, p_ids, p_reason: 'Schedule GS 010' });
  expect((await ask('residents', String(held?.id))).error).toMatchObject({ code: 'PT422', hint: 'disposition_not_due' });
  const residents = await ask('residents', String(old?.id));
  const inquiries = await ask('inquiries', String(closed?.id));
  expect((await due()).requests).toHaveLength(2);
  const own = await manager.rpc('settle_disposition', { p_id: String(residents.data), p_is_confirmed: true });
  expect(own.error).toMatchObject({ code: 'PT422', hint: 'disposition_second' });
  expect(await office.exec(`select name from residents where id = $1`, [old?.id])).toEqual([{ name: 'Long Ago' }]);
  for (const { data } of [residents, inquiries])
    expect(await office.as('admin').rpc('settle_disposition', { p_id: String(data), p_is_confirmed: true })).toMatchObject({
      error: null,
      data: 1,
    });
  expect(await office.exec(`select name from residents where id = $1`, [old?.id])).toEqual([{ name: 'Erased resident' }]);
  expect(await office.exec(`select subject, body, status, resolution_code from inquiries where id = $1`, [closed?.id])).toEqual([
    { subject: 'Disposed of', body: '', status: 'closed', resolution_code: 'answered' },
  ]);
  const after = await due();
  expect(rows('residents', after)).toEqual([['Long Ago Held', true]]);
  expect(rows('inquiries', after)).toEqual([]);
  expect(after.requests).toEqual([]);
  expect(after.log.slice(0, 2)).toMatchObject([
    { kind: 'inquiries', act: 'stripped', reason: 'Schedule GS 010', disposed_name: 'Manager Person', confirmed_name: 'Admin Person' },
    { kind: 'residents', act: 'erased', disposed_name: 'Manager Person', confirmed_name: 'Admin Person' },
  ]);
});
