import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

type Taken = { id: string; number: string; resident_id: string | null; caller_id: string | null; is_closed: boolean };
let office: TestOffice;
let topic: string;
beforeAll(async () => {
  office = await openOffice();
  topic = String((await office.exec<{ id: string }>(`select id from topics where code = 'city-finances'`))[0]?.id);
});
afterAll(() => office.close());

const take = (values: object, role: 'staff' | 'viewer' = 'staff') =>
  office.as(role).rpc('take_inquiry', { p_inquiry: { subject: 'Who helps with rent', topic_id: topic, ...values } as never });
const need = async (values: object): Promise<Taken> => {
  const { data, error } = await take(values);
  if (error) throw error;
  return data as unknown as Taken;
};

test('a new caller for a new resident, the first note and the end are one act and undone as one', async () => {
  const taken = await need({
    caller: { name: 'Marta Sol', phones: [{ number: '+18165550101', label: null }] },
    resident: { name: 'Abuela Sol' },
    relation: 'daughter',
    language: 'es',
    needs_interpreter: true,
    note: 'Calls again on Friday.',
    close: { resolution_code: 'answered', public: 'The form is on the page.' },
  });
  expect(taken.is_closed).toBe(true);
  const people = await office.exec('select name, preferred_language, needs_interpreter from residents where id in ($1, $2) order by name', [
    taken.resident_id,
    taken.caller_id,
  ]);
  expect(people).toEqual([
    { name: 'Abuela Sol', preferred_language: 'es', needs_interpreter: true },
    // Who calls for somebody else need not speak their language.
    { name: 'Marta Sol', preferred_language: 'en', needs_interpreter: false },
  ]);
  expect(await office.exec('select resident_id, kind, relation from inquiry_people where inquiry_id = $1', [taken.id])).toEqual([
    { resident_id: taken.caller_id, kind: 'caller', relation: 'daughter' },
  ]);
  const sets = await office.exec<{ change_set: string }>('select distinct change_set from changes where record_id in ($1, $2, $3)', [
    taken.id,
    taken.resident_id,
    taken.caller_id,
  ]);
  expect(sets).toHaveLength(1);
  const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: String(sets[0]?.change_set) });
  expect(undone.data).not.toHaveProperty('refused');
  expect(await office.exec('select id from inquiries where id = $1', [taken.id])).toEqual([]);
  expect(await office.exec('select id from residents where id in ($1, $2)', [taken.resident_id, taken.caller_id])).toEqual([]);
});

test('a caller alone is the resident; somebody who is known stays who they are, and may be anonymous', async () => {
  const first = await need({ caller: { name: 'Otis Ray' } });
  expect(first).toMatchObject({ caller_id: null, is_closed: false });
  const again = await need({ caller: { id: first.resident_id }, needs_interpreter: true });
  expect(again.resident_id).toBe(first.resident_id);
  const [otis] = await office.exec('select name, needs_interpreter from residents where id = $1', [first.resident_id]);
  expect(otis).toEqual({ name: 'Otis Ray', needs_interpreter: true });
  expect((await need({})).resident_id).toBeNull();
});

test('what is wrong is refused at its field, and then nothing of it is there', async () => {
  expect((await take({ subject: ' ' })).error).toMatchObject({ code: 'PT422', hint: 'subject' });
  expect((await take({ topic_id: null })).error).toMatchObject({ code: 'PT422', hint: 'topic_id' });
  const half = await take({ caller: { name: 'Half There' }, close: { resolution_code: 'duplicate' } });
  expect(half.error).toMatchObject({ code: 'PT422', hint: 'resolution_code' });
  expect(await office.exec(`select id from residents where name = 'Half There'`)).toEqual([]);
  expect((await take({}, 'viewer')).error).toMatchObject({ code: '42501' });
});
