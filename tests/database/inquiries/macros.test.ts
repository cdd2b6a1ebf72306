import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic: string;
let me: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>(`select id from topics where code = 'city-finances'`))[0]?.id);
  me = String((await office.exec<{ id: string }>(`select id from staff where role = 'staff'`))[0]?.id);
});
afterAll(() => office.close());

const call = async <Answer>(name: string, values: object, role: Role = 'coordinator', act?: string): Promise<Answer> => {
  const rpc = office.as(role).rpc(name as never, values as never);
  const { data, error } = await (act ? rpc.setHeader('X-Change-Set', act) : rpc);
  if (error) throw error;
  return data as Answer;
};
type Answer = {
  changing: number;
  skipped: { reason: string; count: number }[];
  rows: { id: string; skip: string | null; reply: { to: string; body: string } | null; changes: { field: string; to: string | null }[] }[];
  change_set: string | null;
  refused: { number: string; message: string }[];
};
type Row = { id: string; version: number };
const save = (macro: object) => call<string>('save_macro', { p_macro: macro });
const run = (macro: string, target: object, dry = false) =>
  call<Answer>('run_macro', { p_macro: macro, p_target: target, p_dry_run: dry }, 'staff');
const take = (subject: string, resident: string | null = null) =>
  office
    .exec<Row>(
      `insert into inquiries (subject, channel, topic_id, language, resident_id) select $1, 'phone', id, 'es', $2 from topics where code = 'other' returning id, version`,
      [subject, resident],
    )
    .then(([row]) => row as Row);
const stored = async (id: string) => (await office.exec(`select status, topic_id, assigned_to from inquiries where id = $1`, [id]))[0];

test('several steps are looked at, then done as one act, and undone as one', async () => {
  const checklist = await call<string>(
    'save_checklist',
    { p_checklist: { name: 'After a call', items: [{ title: 'Call again', due_days: 2, is_required: true }] } },
    'manager',
  );
  const macro = await save({
    name: 'Take over',
    set_status: 'in_progress',
    set_topic_id: topic,
    assign: 'me',
    note: 'Taken over.',
    checklist_id: checklist,
  });
  const row = await take('Steps');
  const looked = await run(macro, { rows: [row] }, true);
  expect(looked).toMatchObject({ changing: 1, skipped: [], change_set: null });
  expect(looked.rows[0]?.changes.map(({ field, to }) => [field, to])).toEqual([
    ['status', 'in_progress'],
    ['topic_id', topic],
    ['assigned_to', me],
  ]);
  const before = await stored(row.id);
  const done = await run(macro, { rows: [row] });
  expect(done).toMatchObject({ changing: 1, refused: [] });
  expect(await stored(row.id)).toEqual({ status: 'in_progress', topic_id: topic, assigned_to: me });
  expect(await office.exec(`select body from interactions where inquiry_id = $1`, [row.id])).toEqual([{ body: 'Taken over.' }]);
  expect(await office.exec(`select title, is_required from tasks where inquiry_id = $1`, [row.id])).toEqual([
    { title: 'Call again', is_required: true },
  ]);
  const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: String(done.change_set) });
  expect(undone.error).toBeNull();
  expect(await stored(row.id)).toEqual(before);
  expect(await office.exec(`select id from tasks where inquiry_id = $1`, [row.id])).toEqual([]);
  expect(await office.exec(`select id from interactions where inquiry_id = $1`, [row.id])).toEqual([]);
});

test('it answers in the resident’s language, and leaves alone whom nobody can write to', async () => {
  const template = async (language: string, body: string) => {
    const { data, error } = await office
      .as('manager')
      .from('reply_templates')
      .insert({ name: 'Received by us', language, body })
      .select('id')
      .single();
    if (error) throw error;
    return data.id;
  };
  const english = await template('en', 'We have it.');
  await template('es', 'Lo tenemos.');
  const resident = await call<string>(
    'save_resident',
    { p_resident: { name: 'Rosa', preferred_language: 'es', emails: [{ address: 'rosa@home.example' }] } },
    'staff',
  );
  const [known, unknown] = [await take('Known', resident), await take('Unknown')];
  const macro = await save({ name: 'Receipt', reply_template_id: english, set_status: 'waiting_other' });
  const looked = await run(macro, { rows: [known, unknown] }, true);
  expect(looked).toMatchObject({ changing: 1, skipped: [{ reason: 'no_address', count: 1 }] });
  expect(looked.rows[0]).toMatchObject({ id: known.id, reply: { to: 'rosa@home.example', body: 'Lo tenemos.' } });
  expect(await run(macro, { rows: [known, unknown] })).toMatchObject({ changing: 1, refused: [] });
  expect(await office.exec(`select to_address, language from deliveries where inquiry_id = $1`, [known.id])).toEqual([
    { to_address: 'rosa@home.example', language: 'es' },
  ]);
  expect(await office.exec(`select id from deliveries where inquiry_id = $1`, [unknown.id])).toEqual([]);
});

test('what a rule refuses stays as it was, whole, and is told; the others are done; a newer version is left alone', async () => {
  const macro = await save({ name: 'End it', note: 'Ended.', close_code: 'answered' });
  const [free, held, stale] = [await take('Free'), await take('Held'), await take('Stale')];
  await office.exec(`insert into tasks (title, inquiry_id, is_required) values ('First this', $1, true)`, [held.id]);
  const done = await run(macro, { rows: [free, held, { ...stale, version: stale.version + 1 }] });
  expect(done).toMatchObject({ changing: 1, skipped: [{ reason: 'conflict', count: 1 }] });
  expect(done.refused).toHaveLength(1);
  expect(done.refused[0]?.message).toContain('First this');
  expect(await stored(free.id)).toMatchObject({ status: 'closed' });
  expect(await stored(held.id)).toMatchObject({ status: 'new' });
  expect(await office.exec(`select id from interactions where inquiry_id = any ($1)`, [[held.id, stale.id]])).toEqual([]);
});

test('a macro that does nothing, or two ends at once, is refused with a sentence', async () => {
  const wrong = (macro: object) => save(macro).catch((error) => error.hint);
  expect(await wrong({ name: 'Nothing' })).toBe('macro_steps');
  expect(await wrong({ name: 'Both', set_status: 'resolved', close_code: 'answered' })).toBe('macro_steps');
  expect(await wrong({ name: ' ', note: 'x' })).toBe('macro_name');
  expect(await wrong({ name: 'take over', note: 'x' })).toBe('macro_name');
  await expect(call('save_macro', { p_macro: { name: 'Mine', note: 'x' } }, 'staff')).rejects.toMatchObject({ code: '42501' });
});
