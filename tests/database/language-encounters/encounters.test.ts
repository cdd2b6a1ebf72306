import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let vendor: string;
let bakery: string;
let inquiry: { id: string; resident_id: string; district_id: string };
beforeAll(async () => {
  office = await openOffice();
  vendor = await one('insert into organizations (name, kind, is_interpreter_vendor) values ($1, $2, true) returning id', [
    'Voices',
    'agency',
  ]);
  bakery = await one('insert into organizations (name, kind) values ($1, $2) returning id', ['Bakery', 'community']);
  const resident = String((await office.as('staff').rpc('save_resident', { p_resident: { name: 'Halima Abdi' } })).data);
  [inquiry] = (await office.exec(
    `insert into inquiries (subject, channel, language, topic_id, resident_id, district_id)
     select 'Help with rent', 'phone', 'so', t.id, $1::uuid, d.id from topics t, districts d order by t.code, d.code limit 1 returning id, resident_id, district_id`,
    [resident],
  )) as [typeof inquiry];
});
afterAll(() => office.close());

type Json = Record<string, unknown>;
const one = async (sql: string, values: unknown[] = []) => String((await office.exec<{ id: string }>(sql, values))[0]?.id);
const save = async (p_encounter: Json, role: Role = 'staff', more: Json = {}) =>
  office.as(role).rpc('save_encounter', { p_encounter: p_encounter as never, ...more } as never);
const log = async (more: Json) => {
  const { data, error } = await save({ language: 'so', mode: 'phone', ...more });
  if (error) throw error;
  return String(data);
};
const row = async (id: string) => (await office.exec<Json>('select * from language_encounters where id = $1', [id]))[0] as Json;
const facts = async (id: string) => (await office.as('viewer').rpc('encounter_facts', { p_id: id })).data as Json;
const list = async (filters: Json) =>
  ((await office.as('viewer').rpc('list_encounters', { p_query: { filters } as never })).data as { rows: { id: string }[] }).rows.map(
    ({ id }) => id,
  );

describe('logging one', () => {
  test('asks for the way alone: language, resident and district come from the inquiry, and section 6 is counted', async () => {
    const { data, error } = await save({ inquiry_id: inquiry.id, mode: 'phone' });
    expect(error).toBeNull();
    expect(await row(String(data))).toMatchObject({
      language: 'so',
      resident_id: inquiry.resident_id,
      district_id: inquiry.district_id,
      identified_by: 'record',
      outcome: 'served',
      qualification: 'none',
      primary_section: 6,
      sections: [6],
    });
    expect(await list({ inquiry: [inquiry.id] })).toEqual([data]);
  });
  test('takes the office’s time', async () => {
    const id = await log({ occurred_local: '2026-03-03T14:30' });
    expect((await facts(id)).occurred_local).toBe('2026-03-03T14:30');
    expect(new Date(String((await row(id)).occurred_at)).toISOString()).toBe('2026-03-03T20:30:00.000Z');
  });
  test.each([
    [{ language: 'en' }, 'encounter_english'],
    [{ language: null }, 'encounter_language'],
    [{ language: 'xx' }, 'encounter_language'],
    [{ mode: 'smoke' }, 'encounter_mode'],
    [{ occurred_local: '2099-01-01T10:00' }, 'encounter_when'],
    [{ outcome: 'failed' }, 'encounter_reason'],
    [{ used_minor: true }, 'encounter_minor'],
    [{ mode: 'bilingual_staff', interpreter_staff_id: null }, 'encounter_interpreter'],
    [{ qualification: 'vendor_certified' }, 'encounter_certified'],
    [{ qualification: 'staff_tested' }, 'encounter_untested'],
    [{ occurred_local: '2026-03-03T14:30', follow_up_on: '2026-03-02' }, 'encounter_follow_up'],
    [{ wait_seconds: -1 }, 'encounter_wait'],
    [{ cost_cents: -5 }, 'encounter_cost'],
    [{ occurred_local: 'soon' }, 'encounter_unread'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await save({ language: 'so', mode: 'phone', ...wrong })).error).toMatchObject({ code: 'PT422', hint });
  });
  test('a partner that does not interpret is no vendor, and a test call belongs to no record', async () => {
    expect((await save({ language: 'so', mode: 'phone', vendor_id: bakery })).error).toMatchObject({ hint: 'encounter_vendor' });
    expect((await save({ inquiry_id: inquiry.id, mode: 'phone', is_test: true })).error).toMatchObject({ hint: 'encounter_test' });
    const id = await log({ is_test: true, vendor_id: vendor });
    expect(await list({ is_test: true })).toEqual([id]);
    expect(await list({ is_test: false })).not.toContain(id);
  });
  test('staff log; viewers read', async () => {
    expect((await save({ language: 'so', mode: 'phone' }, 'viewer')).error?.code).toBe('42501');
  });
});

describe('qualified', () => {
  test('a member of the staff is while a test in the language holds, and a vendor’s interpreter when they were certified', async () => {
    const staff = await one(`select id from staff where role = 'staff'`);
    await office.exec(
      `insert into staff_languages (staff_id, language, tested_on, tested_by, valid_until) values ($1, 'sw', '2026-01-10', 'Office of Language Access', '2026-06-30')`,
      [staff],
    );
    const spoken = { language: 'sw', mode: 'bilingual_staff' };
    const during = await log({ ...spoken, occurred_local: '2026-06-30T16:00' });
    expect(await row(during)).toMatchObject({ interpreter_staff_id: staff, qualification: 'staff_tested' });
    expect((await facts(during)).is_qualified).toBe(true);
    expect(await row(await log({ ...spoken, occurred_local: '2026-07-01T09:00' }))).toMatchObject({ qualification: 'none' });
    const certified = await log({ vendor_id: vendor, qualification: 'vendor_certified' });
    expect((await facts(certified)).is_qualified).toBe(true);
    // The family is never what the ordinance means.
    const family = await log({ vendor_id: vendor, qualification: 'vendor_certified', used_family: true, used_minor: true });
    expect((await facts(family)).is_qualified).toBe(false);
    await office.exec(`update settings set qualified_kinds = '{staff_tested}'`);
    expect((await facts(certified)).is_qualified).toBe(false);
    await office.exec(`update settings set qualified_kinds = '{vendor_certified,staff_tested}'`);
  });
});

describe('correcting one', () => {
  test('needs the version that was seen, keeps what is not named, and drops a reason that is none any more', async () => {
    const id = await log({
      outcome: 'failed',
      unmet_reason: 'no_interpreter',
      unmet_note: 'Nobody answered',
      follow_up_on: '2099-01-05',
      asked_for: 'Rent',
    });
    expect(await list({ unmet: true })).toContain(id);
    expect(await list({ follow_up: true })).toContain(id);
    expect((await save({ outcome: 'served' }, 'staff', { p_id: id, p_version: 7 })).error).toMatchObject({
      code: 'PT409',
      hint: 'version',
    });
    expect((await save({ outcome: 'served', is_followed_up: true }, 'staff', { p_id: id, p_version: 1 })).error).toBeNull();
    expect(await row(id)).toMatchObject({ outcome: 'served', unmet_reason: null, unmet_note: null, asked_for: 'Rent', version: 2 });
    expect(await list({ follow_up: true })).not.toContain(id);
  });
  test('one undo takes a logged one back', async () => {
    const act = crypto.randomUUID();
    const { data } = await office
      .as('staff')
      .rpc('save_encounter', { p_encounter: { language: 'ar', mode: 'video' } })
      .setHeader('X-Change-Set', act);
    const undone = await office.as('staff').rpc('undo_change_set', { p_change_set: act });
    expect(undone.error).toBeNull();
    expect(await office.exec('select 1 from language_encounters where id = $1', [data])).toEqual([]);
  });
});
