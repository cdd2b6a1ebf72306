import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../support/databases.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let vendor: string;
let languageOffice: string;
const people: Record<string, string> = {};
type Json = Record<string, unknown>;
const id = async (sql: string) => String((await office.exec<{ id: string }>(sql))[0]?.id);
beforeAll(async () => {
  office = await openOffice();
  vendor = await id(`insert into organizations (name, kind, is_interpreter_vendor) values ('Voices', 'agency', true) returning id`);
  languageOffice = await id(
    `insert into organizations (name, kind, is_language_office) values ('Office of Language Access', 'department', true) returning id`,
  );
  for (const role of ['staff', 'coordinator', 'manager']) people[role] = await id(`select id from staff where role = '${role}'`);
});
afterAll(() => office.close());
const call = async (role: Role, name: string, values: Json) =>
  office.as(role).rpc(name as never, values as never) as unknown as { data: unknown; error: { code: string; hint: string } | null };

describe('the ledger', () => {
  beforeAll(async () => {
    const log = async (p_encounter: Json) => {
      const { error } = await call('staff', 'save_encounter', {
        p_encounter: { mode: 'phone', occurred_local: '2026-03-10T10:00', ...p_encounter },
      });
      if (error) throw error;
    };
    await log({
      language: 'so',
      vendor_id: vendor,
      qualification: 'vendor_certified',
      wait_seconds: 30,
      duration_minutes: 10,
      cost_cents: 700,
    });
    await log({ language: 'so', vendor_id: vendor, wait_seconds: 90, outcome: 'failed', unmet_reason: 'no_interpreter' });
    await log({
      language: 'so',
      mode: 'in_person',
      vendor_id: languageOffice,
      wait_seconds: 60,
      outcome: 'partial',
      unmet_reason: 'quality',
    });
    await log({ language: 'es', mode: 'video', outcome: 'declined', unmet_reason: 'other', used_family: true, used_minor: true });
    await log({ language: 'es', mode: 'translation', words: 120, is_vital: true });
    await log({ language: 'so', is_test: true, outcome: 'failed', unmet_reason: 'dropped', duration_minutes: 3 });
    // The last minute of the month, where the office is, and the first of the next.
    await log({ language: 'ar', occurred_local: '2026-03-31T23:59' });
    await log({ language: 'ar', occurred_local: '2026-04-01T00:00' });
  });
  const march = { filters: { occurred: { from: '2026-03-01', to: '2026-03-31' } } };

  test('says by language and by mode whether people got what they asked for; test calls stand apart', async () => {
    const ledger = (await call('viewer', 'language_ledger', { p_query: march })).data as Record<string, Json[]> & {
      all: Json;
      tests: Json;
    };
    expect(ledger.all).toMatchObject({
      count: 6,
      served: 3,
      partial: 1,
      failed: 1,
      declined: 1,
      share: 0.6,
      qualified: 1,
      family: 1,
      minors: 1,
      median_wait_seconds: 60,
      minutes: 10,
      cost_cents: 700,
    });
    expect(ledger.tests).toMatchObject({ count: 1, failed: 1, minutes: 3 });
    expect(ledger.by_language?.map(({ language, count, share }) => [language, count, share])).toEqual([
      ['so', 3, 0.3333],
      ['es', 2, 1],
      ['ar', 1, 1],
    ]);
    expect(ledger.by_mode?.map(({ mode, count }) => [mode, count])).toEqual([
      ['phone', 3],
      ['in_person', 1],
      ['translation', 1],
      ['video', 1],
    ]);
    expect(ledger.cells?.find(({ language, mode }) => language === 'so' && mode === 'phone')).toMatchObject({
      count: 2,
      served: 1,
      failed: 1,
    });
    expect(ledger.reasons).toEqual([
      { reason: 'no_interpreter', count: 1 },
      { reason: 'other', count: 1 },
      { reason: 'quality', count: 1 },
    ]);
    const one = (
      await call('viewer', 'language_ledger', { p_query: { filters: { ...march.filters, language: ['so'], mode: ['in_person'] } } })
    ).data as { all: Json };
    expect(one.all).toMatchObject({ count: 1, partial: 1, share: 0 });
  });
  test('the report’s figures add what was unmet, the documents, and the share of the language office', async () => {
    const [row] = await office.exec<{ facts: Json }>(`select private.language_facts('2026-03-01', '2026-03-31') as facts`);
    expect(row?.facts).toMatchObject({
      unmet: 2,
      documents: 1,
      vital: 1,
      words: 120,
      share_office: 0.1667,
      qualified: { label: 'Qualified' },
    });
  });
});

describe('a translation', () => {
  test('is written in versions, read by another, and done when that one says so', async () => {
    const { data } = await call('staff', 'save_translation', {
      p_translation: {
        title: 'Notice of the public hearing',
        language: 'so',
        source_words: 240,
        is_vital: true,
        translator_staff_id: people.staff,
        reviewer_id: people.coordinator,
      },
    });
    const p_id = String(data);
    const facts = async (role: Role = 'viewer') =>
      (await call(role, 'translation_facts', { p_id })).data as { translation: Json; versions: Json[]; may_review: boolean };
    expect((await call('staff', 'review_translation', { p_id, p_review: 'approved' })).error).toMatchObject({ hint: 'translation_state' });
    expect((await call('staff', 'write_translation', { p_id, p_body: 'Ogeysiis dhageysi dadweyne' })).data).toBe(1);
    expect(await facts()).toMatchObject({ translation: { status: 'in_review' }, versions: [{ number: 1, words: 3 }] });
    expect((await facts('staff')).may_review).toBe(false);
    expect((await facts('coordinator')).may_review).toBe(true);
    expect((await call('staff', 'review_translation', { p_id, p_review: 'approved' })).error).toMatchObject({ hint: 'translation_own' });
    expect((await call('coordinator', 'review_translation', { p_id, p_review: 'changes' })).error).toMatchObject({
      hint: 'translation_review_note',
    });
    expect(
      (await call('coordinator', 'review_translation', { p_id, p_review: 'changes', p_note: 'The date is missing.' })).error,
    ).toBeNull();
    expect((await call('staff', 'write_translation', { p_id, p_body: '公开听证会 3月' })).data).toBe(2);
    expect((await call('coordinator', 'review_translation', { p_id, p_review: 'approved' })).error).toBeNull();
    const done = await facts();
    expect(done.translation).toMatchObject({ status: 'done' });
    // Chinese is counted by its signs: five, a number, and one.
    expect(done.versions).toMatchObject([
      { number: 2, words: 7, review: 'approved' },
      { number: 1, review: 'changes', review_note: 'The date is missing.' },
    ]);
    expect((await call('staff', 'write_translation', { p_id, p_body: 'Again' })).error).toMatchObject({ hint: 'translation_over' });
  });
  test.each([
    [{ title: ' ' }, 'translation_title'],
    [{ language: 'und' }, 'translation_language'],
    [{ source_words: -1 }, 'translation_words'],
    [{ vendor_id: '00000000-0000-4000-8000-000000000000' }, 'translation_vendor'],
    [{ due_on: 'soon' }, 'translation_unread'],
  ])('%j is refused at %s', async (wrong, hint) => {
    expect((await call('staff', 'save_translation', { p_translation: { title: 'Flyer', language: 'so', ...wrong } })).error).toMatchObject({
      code: 'PT422',
      hint,
    });
  });
  test('whoever is asked to read one is told, and again when a version waits; read, it is settled', async () => {
    const p_translation = { title: 'Flyer of the clinic', language: 'so', reviewer_id: people.coordinator };
    const p_id = String((await call('staff', 'save_translation', { p_translation })).data);
    const told = async () =>
      (
        (await call('coordinator', 'my_notifications', {})).data as { rows: { facts: Json; record_id: string; read_at: string | null }[] }
      ).rows
        .filter(({ record_id }) => record_id === p_id)
        .map(({ facts, read_at }) => [facts.deed, facts.subject, read_at !== null]);
    const waits = async () => ((await call('coordinator', 'home_facts', {})).data as { partners: Json }).partners.translations;
    expect(await told()).toEqual([['review_asked', 'Flyer of the clinic', false]]);
    const before = Number(await waits());
    await call('staff', 'write_translation', { p_id, p_body: 'Ogeysiis' });
    expect(await told()).toEqual([
      ['review_waits', 'Flyer of the clinic', false],
      ['review_asked', 'Flyer of the clinic', false],
    ]);
    expect(await waits()).toBe(before + 1);
    await call('coordinator', 'review_translation', { p_id, p_review: 'approved' });
    expect(await waits()).toBe(before);
    expect((await told()).map(([, , isRead]) => isRead)).toEqual([true, true]);
  });
  test('has the original as a file and what is to be done as tasks', async () => {
    const p_id = String((await call('staff', 'save_translation', { p_translation: { title: 'Form', language: 'so' } })).data);
    const made = await office.as('staff').from('tasks').insert({ title: 'Ask for the Word file', translation_id: p_id });
    expect(made.error).toBeNull();
    const { data } = await call('viewer', 'list_tasks', { p_query: { filters: { translation: [p_id] } } });
    expect(data).toMatchObject({ rows: [{ record_table: 'translation_requests', record_id: p_id, record_title: 'Form' }] });
  });
  test('nobody reads their own', async () => {
    const p_translation = { title: 'Flyer', language: 'so', translator_staff_id: people.staff, reviewer_id: people.staff };
    expect((await call('staff', 'save_translation', { p_translation })).error).toMatchObject({ hint: 'translation_reviewer' });
  });
});

test('a coordinator says what the staff speak; a test has a day and somebody who tested', async () => {
  const save = (languages: Json[], role: Role = 'coordinator') =>
    call(role, 'save_staff_languages', { p_staff: people.staff, p_languages: languages });
  expect(
    (
      await save([
        { language: 'so', level: 'fluent', tested_on: '2026-01-10', tested_by: 'Office of Language Access', valid_until: '2028-01-09' },
        { language: 'es' },
      ])
    ).error,
  ).toBeNull();
  const choices = (await call('viewer', 'interpreter_choices', {})).data as { staff: Json[] };
  expect(choices.staff).toMatchObject([
    { language: 'es', is_tested: false },
    { language: 'so', level: 'fluent', tested_by: 'Office of Language Access' },
  ]);
  expect((await save([{ language: 'so', tested_on: '2026-01-10' }])).error).toMatchObject({ hint: 'staff_languages_whole' });
  expect((await save([{ language: 'so', tested_on: '2099-01-10', tested_by: 'X' }])).error).toMatchObject({
    hint: 'staff_languages_tested',
  });
  expect((await save([{ language: 'so' }, { language: 'so' }])).error).toMatchObject({ hint: 'staff_languages_twice' });
  expect((await save([], 'staff')).error?.code).toBe('42501');
});
