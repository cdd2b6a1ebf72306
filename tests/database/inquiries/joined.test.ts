import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Row = { id: string; number: string; version: number; status: string; parent_id: string | null; duplicate_of_id: string | null };
type Short = { id: string; number: string; name: string; kind: string };
type Related = Record<'parts' | 'duplicates' | 'links' | 'people' | 'told', Short[]> & Record<'parent' | 'duplicate_of', Short | null>;

let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>(`select id from topics where code = 'city-finances'`))[0]?.id);
});
afterAll(() => office.close());

const person = async (name: string): Promise<string> => {
  const { data, error } = await office.as('staff').rpc('save_resident', {
    p_resident: { name, emails: [{ address: `${name.toLowerCase().replaceAll(' ', '.')}@mail.test` }] } as never,
  });
  if (error) throw error;
  return String(data);
};
const take = async (values: object = {}): Promise<Row> => {
  const { data, error } = await office
    .as('staff')
    .from('inquiries')
    .insert({ subject: 'A hole in the street', channel: 'phone', topic_id: topic, ...values })
    .select('*')
    .single();
  if (error) throw error;
  return data as Row;
};
const now = async ({ id }: { id: string }) => (await office.exec<Row>(`select * from inquiries where id = $1`, [id]))[0] as Row;
const related = async ({ id }: { id: string }): Promise<Related> => {
  const { data, error } = await office.as('viewer').rpc('inquiry_related', { p_id: id });
  if (error) throw error;
  return data as unknown as Related;
};
const duplicate = async (row: { id: string }, of: { id: string }) => {
  const { version } = await now(row);
  return office.as('staff').rpc('mark_duplicate', { p_id: row.id, p_version: version, p_of: of.id });
};
/** Takes back the latest act on one of these; of a link either may be the one that it is kept with. */
const undoLast = async (...rows: { id: string }[]) => {
  const [last] = await office.exec<{ change_set: string }>(
    `select change_set from changes where table_name in ('inquiries', 'inquiry_links', 'inquiry_people') and (record_id = any ($1) or parent_id = any ($1)) order by id desc limit 1`,
    [rows.map(({ id }) => id)],
  );
  const { data, error } = await office.as('staff').rpc('undo_change_set', { p_change_set: String(last?.change_set) });
  expect(error).toBeNull();
  expect(data).not.toHaveProperty('refused');
};

describe('what repeats another', () => {
  test('is over, brings its resident and its open tasks to the other, and is as it was when that is undone', async () => {
    const [ana, ben] = [await person('Ana Ruiz'), await person('Ben Cole')];
    const kept = await take({ resident_id: ana });
    const gone = await take({ resident_id: ben });
    await office.exec(`insert into tasks (title, inquiry_id, is_required) values ('Call the crew', $1, true)`, [gone.id]);
    expect((await duplicate(gone, kept)).error).toBeNull();
    expect(await now(gone)).toMatchObject({ status: 'duplicate', duplicate_of_id: kept.id, resolution_code: 'duplicate' });
    const found = await related(kept);
    expect(found.duplicates.map(({ number }) => number)).toEqual([gone.number]);
    expect(found.people).toMatchObject([
      { name: 'Ana Ruiz', kind: 'resident' },
      { name: 'Ben Cole', kind: 'reporter', from_number: gone.number, address: 'ben.cole@mail.test' },
    ]);
    const where = () => office.exec(`select inquiry_id from tasks where title = 'Call the crew'`);
    expect(await where()).toEqual([{ inquiry_id: kept.id }]);
    await undoLast(gone);
    expect(await now(gone)).toMatchObject({ status: 'new', duplicate_of_id: null, resolution_code: null });
    expect((await related(kept)).people).toHaveLength(1);
    expect(await where()).toEqual([{ inquiry_id: gone.id }]);
  });

  test('stands for itself again when it is reopened, and its resident is not told of the other any more', async () => {
    const kept = await take();
    const gone = await take({ resident_id: await person('Cara Long') });
    await duplicate(gone, kept);
    const { version } = await now(gone);
    const { error } = await office.as('staff').rpc('reopen_inquiry', { p_id: gone.id, p_version: version, p_reason: 'Another street.' });
    expect(error).toBeNull();
    expect(await now(gone)).toMatchObject({ status: 'in_progress', duplicate_of_id: null, reopened_count: 1 });
    expect((await related(kept)).people).toEqual([]);
  });

  test('its own duplicates and parts follow it, so that there is never a chain', async () => {
    const [first, second, third, part] = [await take(), await take(), await take(), await take()];
    await duplicate(third, second);
    await office.as('staff').rpc('set_parent', { p_id: part.id, p_version: 1, p_parent: second.id });
    await duplicate(second, first);
    expect(await now(third)).toMatchObject({ duplicate_of_id: first.id });
    expect(await now(part)).toMatchObject({ parent_id: first.id });
    const refused = await duplicate(await take(), second);
    expect(refused.error).toMatchObject({
      code: 'PT422',
      hint: 'duplicate_of_id',
      message: `${second.number} repeats ${first.number} itself. Choose that one.`,
    });
  });

  test('cannot be closed besides, nothing repeats itself, and closing as a duplicate asks of which', async () => {
    const [kept, gone] = [await take(), await take()];
    expect((await duplicate(gone, gone)).error).toMatchObject({ code: 'PT422', hint: 'duplicate_of_id' });
    await duplicate(gone, kept);
    const { version } = await now(gone);
    const close = await office.as('staff').rpc('close_inquiry', { p_id: gone.id, p_version: version, p_resolution_code: 'answered' });
    expect(close.error).toMatchObject({ code: 'PT409', message: 'This inquiry is closed already.' });
    const { version: later } = await now(kept);
    const code = await office.as('staff').rpc('close_inquiry', { p_id: kept.id, p_version: later, p_resolution_code: 'duplicate' });
    expect(code.error).toMatchObject({ code: 'PT422', hint: 'resolution_code' });
  });

  test('is not in the lists of what is open, and is found by its filter', async () => {
    const [kept, gone] = [await take({ subject: 'Zebra crossing kept' }), await take({ subject: 'Zebra crossing gone' })];
    await duplicate(gone, kept);
    const list = async (filters: object) => {
      const { data } = await office.as('viewer').rpc('list_inquiries', { p_query: { search: 'zebra', filters } as never });
      return (data as { rows: Row[] }).rows.map(({ id }) => id);
    };
    expect(await list({ is_open: true })).toEqual([kept.id]);
    expect(await list({ status: ['duplicate'] })).toEqual([gone.id]);
    expect(await list({ is_duplicate: true })).toEqual([gone.id]);
    expect(await list({ duplicate_of: [kept.id] })).toEqual([gone.id]);
    const { version } = await now(gone);
    await office.as('staff').rpc('reopen_inquiry', { p_id: gone.id, p_version: version, p_reason: 'Not the same.' });
    expect(await list({ is_reopened: true })).toEqual([gone.id]);
  });
});

test('two that are merged: what a person saw of each must still be so, and the kept one is answered', async () => {
  const [kept, gone] = [await take(), await take()];
  const merge = (versions: object) =>
    office.as('staff').rpc('merge_inquiries', { p_keep: kept.id, p_gone: gone.id, p_versions: versions as never });
  expect((await merge({ [kept.id]: 1, [gone.id]: 7 })).error).toMatchObject({ code: 'PT409', hint: 'conflict' });
  expect(await merge({ [kept.id]: 1, [gone.id]: 1 })).toMatchObject({ error: null, data: kept.id });
  expect(await now(gone)).toMatchObject({ status: 'duplicate', duplicate_of_id: kept.id });
});

describe('parts', () => {
  test('a ring of parts is refused, and a part can be taken out again', async () => {
    const [whole, part, detail] = [await take(), await take(), await take()];
    const set = async (row: Row, parent: Row | null) =>
      office
        .as('staff')
        .rpc('set_parent', { p_id: row.id, p_version: (await now(row)).version, ...(parent ? { p_parent: parent.id } : {}) });
    expect((await set(part, whole)).error).toBeNull();
    expect((await set(detail, part)).error).toBeNull();
    expect((await set(whole, detail)).error).toMatchObject({ code: 'PT422', hint: 'parent_id' });
    expect((await set(whole, whole)).error).toMatchObject({ code: 'PT422', hint: 'parent_id' });
    expect((await related(whole)).parts.map(({ id }) => id)).toEqual([part.id]);
    expect((await set(part, null)).error).toBeNull();
    expect((await related(whole)).parts).toEqual([]);
  });

  test('splitting makes inquiries of their own from the same people and the same moment, and is undone as one', async () => {
    const [dora, helper] = [await person('Dora Diaz'), await person('Hal Diaz')];
    const whole = await take({ resident_id: dora, opened_at: '2026-01-05T15:00:00Z', location: 'Main Street 5' });
    await office.as('staff').rpc('save_inquiry_person', { p_inquiry: whole.id, p_resident: helper, p_kind: 'caller', p_relation: 'son' });
    const { data, error } = await office.as('staff').rpc('split_inquiry', {
      p_id: whole.id,
      p_version: 1,
      p_parts: [{ subject: 'The light' }, { subject: 'The fence', body: 'It leans.' }] as never,
    });
    expect(error).toBeNull();
    const made = data as unknown as Short[];
    expect(made).toHaveLength(2);
    const rows = await office.exec(
      `select subject, resident_id, parent_id, location, opened_at = '2026-01-05T15:00:00Z' as same from inquiries where parent_id = $1 order by number`,
      [whole.id],
    );
    expect(rows).toEqual(
      ['The light', 'The fence'].map((subject) => ({
        subject,
        resident_id: dora,
        parent_id: whole.id,
        location: 'Main Street 5',
        same: true,
      })),
    );
    expect((await related(made[0] as Short)).people.map(({ name }) => name)).toEqual(['Dora Diaz', 'Hal Diaz']);
    await undoLast(made[0] as Short);
    expect((await related(whole)).parts).toEqual([]);
  });

  test('a part without words is refused', async () => {
    const whole = await take();
    const { error } = await office.as('staff').rpc('split_inquiry', { p_id: whole.id, p_version: 1, p_parts: [{ subject: ' ' }] as never });
    expect(error).toMatchObject({ code: 'PT422', hint: 'subject' });
  });
});

test('a link holds two together from both sides, once, with its note, and is named in the history', async () => {
  const [one, two] = [await take(), await take()];
  const link = (a: Row, b: Row, note: string) => office.as('staff').rpc('link_inquiries', { p_a: a.id, p_b: b.id, p_note: note });
  expect((await link(one, two, 'Same corner')).error).toBeNull();
  expect((await link(two, one, 'Same block')).error).toBeNull();
  expect((await related(one)).links).toMatchObject([{ id: two.id, note: 'Same block' }]);
  expect((await related(two)).links).toMatchObject([{ id: one.id, note: 'Same block' }]);
  expect((await link(one, one, '')).error).toMatchObject({ code: 'PT422', hint: 'other_id' });
  const { data } = await office
    .as('viewer')
    .rpc('list_history', { p_query: { table: 'inquiries', id: [one.id, two.id].sort()[0] } as never });
  expect(Object.values((data as { names: Record<string, Record<string, string>> }).names.inquiry_links ?? {})).toEqual([
    [one.number, two.number].sort().join(' – '),
  ]);
  expect((await office.as('staff').rpc('unlink_inquiries', { p_a: two.id, p_b: one.id })).error).toBeNull();
  expect((await related(one)).links).toEqual([]);
  expect((await office.as('staff').rpc('unlink_inquiries', { p_a: two.id, p_b: one.id })).error).toMatchObject({ code: 'PT404' });
});

test('the verb for states asks for what each needs', async () => {
  const row = await take();
  const move = async (status: string, facts: object = {}) =>
    office
      .as('staff')
      .rpc('move_inquiry', { p_id: row.id, p_version: (await now(row)).version, p_status: status, p_facts: facts as never });
  expect((await move('referred', { note: 'To the water office' })).error).toBeNull();
  expect((await move('resolved')).error).toBeNull();
  expect((await move('referred')).error).toMatchObject({ code: 'PT422', hint: 'status' });
  expect((await move('closed')).error).toMatchObject({ code: 'PT422', hint: 'resolution_code' });
  expect((await move('closed', { resolution_code: 'resolved' })).error).toBeNull();
  expect((await move('in_progress')).error).toMatchObject({ code: 'PT422', hint: 'reason' });
  expect((await move('in_progress', { reason: 'It came back.' })).error).toBeNull();
  expect(await now(row)).toMatchObject({ status: 'in_progress', reopened_count: 1 });
});

test('the picker finds by number and by words', async () => {
  const row = await take({ subject: 'Quokka at the library' });
  const find = async (text: string) =>
    ((await office.as('viewer').rpc('find_inquiries', { p_text: text })).data as unknown as Short[]).map(({ id }) => id);
  expect(await find(row.number)).toEqual([row.id]);
  expect(await find('quokka library')).toEqual([row.id]);
  expect(await find('')).toContain(row.id);
});

describe('undone', () => {
  const person2 = async () => person(`Undo ${crypto.randomUUID().slice(0, 8)}`);

  test('a merge: both as they were, with their people, parts, own duplicates and open tasks', async () => {
    const [kept, gone, part, earlier] = [
      await take({ resident_id: await person2() }),
      await take({ resident_id: await person2() }),
      await take(),
      await take(),
    ];
    const [caller] = [await person2()];
    await office.as('staff').rpc('save_inquiry_person', { p_inquiry: gone.id, p_resident: caller, p_kind: 'caller', p_relation: 'aunt' });
    await office.as('staff').rpc('set_parent', { p_id: part.id, p_version: 1, p_parent: gone.id });
    await duplicate(earlier, gone);
    await office.exec(`insert into tasks (title, inquiry_id) values ('Look at it', $1)`, [gone.id]);
    const before = [await now(kept), await now(gone), await now(part), await now(earlier)].map(
      ({ status, parent_id, duplicate_of_id }) => ({ status, parent_id, duplicate_of_id }),
    );
    const people = [(await related(kept)).people, (await related(gone)).people].map((all) => all.map(({ name, kind }) => ({ name, kind })));
    expect((await office.as('staff').rpc('merge_inquiries', { p_keep: kept.id, p_gone: gone.id })).error).toBeNull();
    expect((await related(kept)).people).toHaveLength(3);
    expect(await now(earlier)).toMatchObject({ duplicate_of_id: kept.id });
    await undoLast(gone);
    const after = [await now(kept), await now(gone), await now(part), await now(earlier)].map(({ status, parent_id, duplicate_of_id }) => ({
      status,
      parent_id,
      duplicate_of_id,
    }));
    expect(after).toEqual(before);
    expect(
      [(await related(kept)).people, (await related(gone)).people].map((all) => all.map(({ name, kind }) => ({ name, kind }))),
    ).toEqual(people);
    expect(await office.exec(`select inquiry_id from tasks where title = 'Look at it'`)).toEqual([{ inquiry_id: gone.id }]);
  });

  test('a merge of a part into its whole leaves the whole above it again', async () => {
    const [whole, part] = [await take(), await take()];
    await office.as('staff').rpc('set_parent', { p_id: part.id, p_version: 1, p_parent: whole.id });
    expect((await office.as('staff').rpc('merge_inquiries', { p_keep: part.id, p_gone: whole.id })).error).toBeNull();
    expect(await now(part)).toMatchObject({ parent_id: null });
    await undoLast(whole);
    expect([await now(part), await now(whole)]).toMatchObject([{ parent_id: whole.id }, { status: 'new', duplicate_of_id: null }]);
  });

  test('a link, its note, a part, a person and what they are to it come and go', async () => {
    const [one, two] = [await take(), await take()];
    const link = (note: string) => office.as('staff').rpc('link_inquiries', { p_a: one.id, p_b: two.id, p_note: note });
    await link('Same corner');
    await link('Same block');
    await undoLast(one, two);
    expect((await related(one)).links).toMatchObject([{ id: two.id, note: 'Same corner' }]);
    await office.as('staff').rpc('unlink_inquiries', { p_a: one.id, p_b: two.id });
    await undoLast(one, two);
    expect((await related(one)).links).toMatchObject([{ id: two.id, note: 'Same corner' }]);

    await office.as('staff').rpc('set_parent', { p_id: one.id, p_version: (await now(one)).version, p_parent: two.id });
    await office.as('staff').rpc('set_parent', { p_id: one.id, p_version: (await now(one)).version });
    await undoLast(one);
    expect(await now(one)).toMatchObject({ parent_id: two.id });

    const resident = await person2();
    const save = (kind: string, relation: string) =>
      office.as('staff').rpc('save_inquiry_person', { p_inquiry: one.id, p_resident: resident, p_kind: kind, p_relation: relation });
    const { data: id } = await save('caller', 'neighbor');
    await save('reporter', '');
    await undoLast(one);
    expect((await related(one)).people).toMatchObject([{ kind: 'caller', relation: 'neighbor' }]);
    await office.as('staff').rpc('remove_inquiry_person', { p_id: String(id) });
    await undoLast(one);
    expect((await related(one)).people).toMatchObject([{ kind: 'caller', relation: 'neighbor' }]);
  });

  test('a split is not taken back over the work that one of its parts had since: it says so, and nothing is lost', async () => {
    const whole = await take();
    const { data } = await office
      .as('staff')
      .rpc('split_inquiry', { p_id: whole.id, p_version: 1, p_parts: [{ subject: 'The light' }] as never });
    const [part] = data as unknown as Short[];
    const [set] = await office.exec<{ change_set: string }>(
      `select change_set from changes where table_name = 'inquiries' and record_id = $1 and action = 'insert'`,
      [part?.id],
    );
    await office
      .as('staff')
      .from('interactions')
      .insert({ inquiry_id: String(part?.id), kind: 'note', body: 'Somebody is on the way' });
    const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: String(set?.change_set) });
    expect(JSON.stringify(undone)).toMatch(/refused|PT4/);
    expect((await related(whole)).parts.map(({ id }) => id)).toEqual([part?.id]);
  });
});

test('a resident’s inquiries are their own, those they called about, and those they reported too; whom an end reaches is known before it is there', async () => {
  const [nora, omar] = [await person('Nora Bell'), await person('Omar Bell')];
  const own = await take({ resident_id: nora });
  const called = await take({ resident_id: omar });
  await office.as('staff').rpc('save_inquiry_person', { p_inquiry: called.id, p_resident: nora, p_kind: 'caller', p_relation: 'sister' });
  const list = async (filters: object) =>
    ((await office.as('viewer').rpc('list_inquiries', { p_query: { filters } as never })).data as { rows: Row[] }).rows
      .map(({ id }) => id)
      .sort();
  expect(await list({ concerns: [nora] })).toEqual([own.id, called.id].sort());
  expect(await list({ resident: [nora] })).toEqual([own.id]);
  const { data } = await office.as('staff').rpc('residents_reached', { p_residents: [nora] });
  expect(data).toEqual([{ name: 'Nora Bell', language: 'en', address: 'nora.bell@mail.test' }]);
});
