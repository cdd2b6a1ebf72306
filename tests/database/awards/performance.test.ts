import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { moneyOf } from './money-support.ts';

let office: TestOffice;
let m: ReturnType<typeof moneyOf>;
let topic = '';
beforeAll(async () => {
  office = await openOffice();
  m = moneyOf(office);
  topic = (await m.one<{ id: string }>(`select id from topics where code = 'city-finances'`)).id;
});
afterAll(() => office.close());

type Period = { period_start: string; period_end: string; target: number; done: number; is_over: boolean; is_now: boolean };
type Measure = {
  id: string;
  name: string;
  version: number;
  target: number | null;
  done: number;
  outside: number;
  state: string;
  periods: Period[];
};
type Sheet = { id: string; target: number | null; done: number; since_start: number };
type Report = { id: string; filed: Sheet[] | null; now: Sheet[]; period_start: string };
type Performance = { measures: Measure[]; reports: Report[]; periods: Record<string, { period_start: string; period_end: string }[]> };
type Row = { source: string; amount: number; stands: string; first_on: string | null; also: string[]; title: string | null };

const measure = (award: string, values: object = {}) =>
  m.must<string>('coordinator', 'save_measure', {
    p_award: award,
    p_measure: { name: 'People trained', unit: 'people', counts: 'people', ...values },
  });
const performance = async (award: string, today = '2025-02-01') =>
  (await m.one<{ x: Performance }>('select private.performance_of($1, $2) as x', [award, today])).x;
const first = async (award: string, today?: string) => (await performance(award, today)).measures[0] as Measure;
const credit = (p_measure: string, p_table: string, p_id: string) => m.call('coordinator', 'credit_record', { p_measure, p_table, p_id });
const byHand = (measure_id: string, amount: number, credited_on: string, note = '') =>
  m.call('coordinator', 'save_credit', { p_credit: { measure_id, amount, credited_on, note } });
const rowsOf = async (p_measure: string, p_query: object = {}) =>
  (await m.must<{ count: number; amount: number; rows: Row[] }>('viewer', 'measure_credits', { p_measure, p_query })).rows;

/** An event with people at the door: by name, and counted. */
async function event(day: string, people: [number, string | null][] = [], values: Record<string, string> = {}): Promise<string> {
  const row = { status: 'held', tally_counts: 'unnamed', title: `Clinic of ${day}`, ...values };
  const { id } = await m.one<{ id: string }>(
    `insert into events (title, kind, status, tally_counts, starts_at, ends_at, time_zone)
     values ($1, 'clinic', $2, $3, ($4 || ' 18:00')::timestamp at time zone 'America/Chicago', ($4 || ' 20:00')::timestamp at time zone 'America/Chicago', 'America/Chicago') returning id`,
    [row.title, row.status, row.tally_counts, day],
  );
  for (const [count, language] of people) {
    await office.exec(
      `insert into event_tallies (event_id, people, language, counted_at, client_key) values ($1, $2, $3, $4, gen_random_uuid())`,
      [id, count, language, `${day}T19:00:00-06:00`],
    );
  }
  return id;
}

/** Contacts of an inquiry, one a day. */
async function inquiry(language: string, ...contacts: [string, string][]): Promise<{ id: string; contacts: string[] }> {
  const { id } = await m.one<{ id: string }>(
    `insert into inquiries (subject, channel, topic_id, language) values ('Help with rent', 'phone', $1, $2) returning id`,
    [topic, language],
  );
  const ids: string[] = [];
  for (const [kind, day] of contacts) {
    const made = await m.one<{ id: string }>(
      `insert into interactions (inquiry_id, kind, body, occurred_at) values ($1, $2, 'Spoke', ($3 || ' 12:00')::timestamp at time zone 'America/Chicago') returning id`,
      [id, kind, day],
    );
    ids.push(made.id);
  }
  return { id, contacts: ids };
}

const quarters = [
  { period_start: '2024-10-01', period_end: '2024-12-31', target: 40 },
  { period_start: '2025-01-01', period_end: '2025-03-31', target: 60 },
];

describe('a measure', () => {
  test('has targets by period, and says where it stands on a day', async () => {
    const award = await m.award();
    const id = await measure(award, { targets: quarters });
    expect(await first(award, '2024-11-01')).toMatchObject({ target: 100, done: 0, state: 'on_course' });
    await byHand(id, 39, '2024-12-31');
    expect(await first(award, '2024-12-31')).toMatchObject({ done: 39, state: 'on_course' });
    // On the day after, a period is over with one too few.
    expect(await first(award, '2025-01-01')).toMatchObject({ state: 'behind' });
    await byHand(id, 1, '2024-10-01');
    expect(await first(award, '2025-01-01')).toMatchObject({
      state: 'on_course',
      periods: [
        { target: 40, done: 40, is_over: true },
        { target: 60, done: 0, is_now: true },
      ],
    });
    await byHand(id, 61, '2025-04-01');
    // Outside of all periods it counts for the whole, and is told apart.
    expect(await first(award, '2025-06-01')).toMatchObject({ done: 101, outside: 61, state: 'reached' });
    expect(await rowsOf(id, { outside: true })).toMatchObject([{ amount: 61, source: 'hand' }]);
    expect(await rowsOf(id, { from: '2024-10-01', to: '2024-12-31' })).toHaveLength(2);
  });

  test('keeps its targets apart, within the award, and whole', async () => {
    const award = await m.award();
    const refusal = async (targets: object[]) =>
      (await m.refuse('coordinator', 'save_measure', { p_award: award, p_measure: { name: 'X', targets } }))?.message;
    expect(await refusal([...quarters, { period_start: '2025-03-31', period_end: '2025-06-30', target: 1 }])).toContain('overlaps');
    expect(await refusal([{ period_start: '2024-10-01', period_end: '2027-09-30', target: 1 }, ...quarters])).toContain('overlaps');
    expect(await refusal([{ period_start: '2027-10-01', period_end: '2027-12-31', target: 1 }])).toContain('outside the award');
    expect(await refusal([{ period_start: '2024-10-01', period_end: '2024-12-31', target: 1.5 }])).toContain('whole number');
    expect(await refusal([{ period_start: '2024-10-01', period_end: '2024-12-31', target: -1 }])).toContain('whole number');
    expect(await refusal([{ period_start: '2024-12-31', period_end: '2024-10-01', target: 1 }])).toContain('in this order');
    expect((await performance(award)).measures).toEqual([]);
  });

  test('is saved with what is named, once by its name, by whom the award is theirs to write', async () => {
    const award = await m.award();
    const id = await measure(award, { targets: quarters });
    const { version } = await first(award);
    const save = (p_measure: object, more: object = {}) =>
      m.call('coordinator', 'save_measure', { p_award: award, p_measure, p_id: id, p_version: version, ...more });
    expect((await save({ name: 'People trained well' })).error).toBeNull();
    expect(await first(award)).toMatchObject({ name: 'People trained well', target: 100 });
    expect((await save({ name: 'Late' })).error).toMatchObject({ code: 'PT409', hint: 'version' });
    expect((await m.refuse('coordinator', 'save_measure', { p_award: award, p_measure: { name: 'people TRAINED well ' } }))?.hint).toBe(
      'measure_taken',
    );
    expect((await m.refuse('coordinator', 'save_measure', { p_award: award, p_measure: { name: ' ' } }))?.hint).toBe('measure_name');
    expect((await m.refuse('coordinator', 'save_measure', { p_award: award, p_measure: { name: 'X', counts: 'dogs' } }))?.hint).toBe(
      'measure_counts_way',
    );
    expect((await m.refuse('staff', 'save_measure', { p_award: award, p_measure: { name: 'X' } }))?.code).toBe('42501');
    const applied = await m.award({ status: 'applied', accepted_on: null });
    expect((await m.refuse('coordinator', 'save_measure', { p_award: applied, p_measure: { name: 'X' } }))?.hint).toBe(
      'measures_not_awarded',
    );
  });

  test('with figures is set aside, not removed; an empty one goes, and comes back with its targets by undo', async () => {
    const award = await m.award();
    const id = await measure(award, { targets: quarters });
    const made = await byHand(id, 5, '2024-11-05');
    expect((await m.refuse('coordinator', 'remove_measure', { p_id: id }))?.hint).toBe('measure_counts');
    await m.must('coordinator', 'uncredit', { p_id: made.data });
    await m.must('coordinator', 'remove_measure', { p_id: id });
    expect((await performance(award)).measures).toEqual([]);
    expect((await m.undo(await m.lastSet())).error).toBeNull();
    expect(await first(award)).toMatchObject({ id, target: 100 });
    const { version } = await first(award);
    await m.must('coordinator', 'save_measure', { p_award: award, p_measure: { is_active: false }, p_id: id, p_version: version });
    expect((await byHand(id, 5, '2024-11-05')).error?.hint).toBe('measure_aside');
  });

  test('offers periods as its performance reports go, by quarter, half-year and federal fiscal year, within the award', async () => {
    const award = await m.award({ starts_on: '2024-11-15', ends_on: '2026-02-10' });
    const { periods } = await performance(award);
    const told = (by: string) => (periods[by] ?? []).map(({ period_start, period_end }) => `${period_start}/${period_end}`);
    expect(told('whole')).toEqual(['2024-11-15/2026-02-10']);
    expect(told('half')).toEqual(['2024-11-15/2024-12-31', '2025-01-01/2025-06-30', '2025-07-01/2025-12-31', '2026-01-01/2026-02-10']);
    expect(told('year')).toEqual(['2024-11-15/2025-09-30', '2025-10-01/2026-02-10']);
    expect(told('quarter')).toHaveLength(6);
    for (const by of ['report', 'quarter', 'half', 'year']) {
      const list = periods[by] ?? [];
      expect(list.length).toBeGreaterThan(0);
      // Without a gap, without an overlap.
      for (const [index, one] of list.entries()) {
        const next = list[index + 1];
        if (next) expect(Date.parse(next.period_start) - Date.parse(one.period_end)).toBe(86_400_000);
      }
    }
  });
});

describe('a figure by hand', () => {
  test('has a number and a day within the award that has come, can be corrected and undone', async () => {
    const award = await m.award();
    const id = await measure(award);
    const { data } = await byHand(id, 12, '2024-11-05', 'Sign-in sheet');
    expect(await first(award)).toMatchObject({ done: 12, target: null, state: 'no_target' });
    const change = (p_credit: object, p_version = 1) => m.call('coordinator', 'save_credit', { p_credit, p_id: data, p_version });
    expect((await change({ amount: 14 })).error).toBeNull();
    expect((await change({ amount: 15 })).error).toMatchObject({ code: 'PT409' });
    expect(await first(award)).toMatchObject({ done: 14 });
    await m.undo(await m.lastSet());
    expect(await first(award)).toMatchObject({ done: 12 });
    expect((await byHand(id, 1, '2024-09-30')).error).toMatchObject({ code: 'PT422', hint: 'credit_period' });
    expect((await byHand(id, 1, '2124-09-30')).error?.hint).toBe('credit_day');
    expect((await byHand(id, -1, '2024-11-05')).error?.hint).toBe('credit_amount');
    expect((await byHand(id, 1.5, '2024-11-05')).error?.hint).toBe('measure_unread');
    expect((await byHand(id, 0, '2024-11-05', 'Nobody came')).error).toBeNull();
    expect((await m.refuse('staff', 'save_credit', { p_credit: { measure_id: id, amount: 1, credited_on: '2024-11-05' } }))?.code).toBe(
      '42501',
    );
  });

  test('counts up to the day of a termination and not after it; a closed award stays as it is', async () => {
    const award = await m.award();
    const id = await measure(award);
    await office.exec(`update awards set status = 'terminated', terminated_on = '2025-03-31' where id = $1`, [award]);
    expect((await byHand(id, 1, '2025-03-31')).error).toBeNull();
    expect((await byHand(id, 1, '2025-04-01')).error?.hint).toBe('credit_period');
    await office.exec(`update awards set status = 'closed', closed_on = '2025-09-30' where id = $1`, [award]);
    expect((await byHand(id, 1, '2025-03-31')).error?.hint).toBe('measures_closed');
  });
});

describe('an event', () => {
  test('credited counts once: itself, its people, or its people in another language', async () => {
    const award = await m.award();
    const people = await measure(award);
    const trainings = await measure(award, { name: 'Trainings held', counts: 'occurrences' });
    const encounters = await measure(award, { name: 'Language encounters', counts: 'language' });
    const id = await event('2024-11-12', [
      [20, null],
      [5, 'es'],
      [3, 'en'],
    ]);
    for (const one of [people, trainings, encounters]) expect((await credit(one, 'events', id)).error).toBeNull();
    expect((await credit(people, 'events', id)).error).toMatchObject({ code: 'PT422', hint: 'credited_already' });
    expect((await performance(award)).measures.map(({ done }) => done)).toEqual([28, 1, 5]);
    // A correction at the door is a correction here.
    await office.exec(`update event_tallies set undone_at = now() where event_id = $1 and people = 20`, [id]);
    expect((await first(award)).done).toBe(8);
    expect(await rowsOf(people)).toMatchObject([{ source: 'events', amount: 8, stands: 'counted', title: 'Clinic of 2024-11-12' }]);
  });

  test('that is still to come counts from the day on which it was held, and one that is cancelled for nothing', async () => {
    const award = await m.award();
    const id = await measure(award);
    const planned = await event('2024-12-01', [[7, null]], { status: 'confirmed' });
    expect((await credit(id, 'events', planned)).error).toBeNull();
    expect(await rowsOf(id)).toMatchObject([{ amount: 0, stands: 'not_held' }]);
    await office.exec(`update events set status = 'held' where id = $1`, [planned]);
    expect((await first(award)).done).toBe(7);
    const off = await event('2024-12-03', [[9, null]], { status: 'confirmed' });
    await credit(id, 'events', off);
    await office.exec(`update events set status = 'cancelled', cancelled_reason = 'Snow' where id = $1`, [off]);
    expect(await rowsOf(id)).toMatchObject([{ amount: 0, stands: 'cancelled' }, { amount: 7 }]);
    const cancelled = await event('2024-12-02', [], { status: 'cancelled' });
    expect((await credit(id, 'events', cancelled)).error?.hint).toBe('credit_cancelled');
    expect((await credit(id, 'events', await event('2024-09-30'))).error?.hint).toBe('credit_period');
    expect((await credit(id, 'residents', planned)).error?.hint).toBe('credit_record');
    expect((await credit(id, 'events', crypto.randomUUID())).error?.code).toBe('PT404');
  });

  test('a language encounter counts on both sides, and not beside what it was for; a test call counts for nothing', async () => {
    const award = await m.award();
    const [helped, persons] = [await measure(award, { counts: 'language' }), await measure(award, { name: 'Residents', counts: 'people' })];
    const [q] = await office.exec<{ id: string; call: string }>(
      `with q as (insert into inquiries (subject, channel, topic_id, language) select 'Rent', 'phone', id, 'so' from topics order by code limit 1 returning id)
       insert into interactions (inquiry_id, kind, body, occurred_at) select id, 'call', 'Called back', '2024-11-19 15:00-06' from q returning inquiry_id as id, id as call`,
    );
    const encounter = async (values: string) =>
      String(
        (
          await office.exec<{ id: string }>(
            `insert into language_encounters (language, mode, occurred_at, asked_for, inquiry_id, is_test) values ('so', 'phone', ${values}) returning id`,
          )
        )[0]?.id,
      );
    const real = await encounter(`'2024-11-19 10:00-06', 'Help with rent', '${q?.id}', false`);
    const trial = await encounter(`'2024-11-19 11:00-06', '', null, true`);
    expect((await credit(helped, 'language_encounters', trial)).error?.hint).toBe('credit_test');
    expect((await credit(helped, 'language_encounters', real)).error).toBeNull();
    expect((await credit(helped, 'language_encounters', real)).error?.hint).toBe('credited_already');
    expect(await rowsOf(helped)).toMatchObject([
      { source: 'language_encounters', record_id: real, amount: 1, stands: 'counted', kind: 'phone' },
    ]);
    // The call of the same day is the same help.
    expect((await credit(helped, 'interactions', String(q?.call))).error?.hint).toBe('credited_in_part');
    await credit(persons, 'interactions', String(q?.call));
    expect((await credit(persons, 'language_encounters', real)).error?.hint).toBe('credited_in_whole');
    const later = await encounter(`'2024-11-25 10:00-06', 'Rent again', '${q?.id}', false`);
    await credit(persons, 'language_encounters', later);
    // On another day it is the same person.
    expect((await performance(award)).measures.map(({ done }) => done)).toEqual([1, 1]);
    const of = await m.must<{ records: { credits: { amount: number }[] }[] }>('viewer', 'credits_of', {
      p_table: 'language_encounters',
      p_id: real,
    });
    expect(of.records).toMatchObject([{ credits: [{ amount: 1 }] }]);
  });

  test('says for which awards it counts and what else it could count for, and both sides say the same', async () => {
    const [award, other] = [await m.award(), await m.award()];
    const [mine, theirs] = [await measure(award), await measure(other, { name: 'Residents reached' })];
    const id = await event('2024-11-20', [[9, null]]);
    const made = (await credit(mine, 'events', id)).data as string;
    await credit(theirs, 'events', id);
    type Of = {
      measures: { id: string; award_number: string }[];
      records: { id: string; credits: { id: string; measure_id: string; amount: number }[]; offered: string[] }[];
    };
    const of = () => m.must<Of>('viewer', 'credits_of', { p_table: 'events', p_id: id });
    const told = await of();
    expect(told.records).toHaveLength(1);
    expect(told.records[0]?.credits.map(({ measure_id, amount }) => [measure_id, amount]).sort()).toEqual(
      [
        [mine, 9],
        [theirs, 9],
      ].sort(),
    );
    expect((await rowsOf(mine))[0]?.also).toHaveLength(1);
    await m.must('coordinator', 'uncredit', { p_id: made });
    expect((await of()).records[0]?.offered).toContain(mine);
    expect(await rowsOf(mine)).toEqual([]);
    expect((await m.undo(await m.lastSet())).error).toBeNull();
    expect(await rowsOf(mine)).toMatchObject([{ amount: 9 }]);
    expect((await m.refuse('staff', 'uncredit', { p_id: made }))?.code).toBe('42501');
  });
});

describe('a contact', () => {
  test('counts its resident once, however often they were spoken with', async () => {
    const award = await m.award();
    const people = await measure(award);
    const contacts = await measure(award, { name: 'Contacts', counts: 'occurrences' });
    const { contacts: ids } = await inquiry('en', ['call', '2024-11-04'], ['visit', '2024-11-18']);
    for (const one of [people, contacts])
      await m.must('coordinator', 'credit_records', { p_measure: one, p_records: ids.map((id) => ({ table: 'interactions', id })) });
    expect((await performance(award)).measures.map(({ done }) => done)).toEqual([1, 2]);
    expect(await rowsOf(people)).toMatchObject([
      { amount: 0, stands: 'counted_before', first_on: '2024-11-04' },
      { amount: 1, stands: 'counted' },
    ]);
  });

  test('in another language is a language encounter; in English it is none, nor is closing an inquiry a contact', async () => {
    const award = await m.award();
    const id = await measure(award, { name: 'Language encounters', counts: 'language' });
    const spanish = await inquiry('es', ['call', '2024-11-04'], ['resolution', '2024-11-05']);
    const english = await inquiry('en', ['call', '2024-11-04']);
    expect((await credit(id, 'interactions', String(spanish.contacts[0]))).error).toBeNull();
    expect((await credit(id, 'interactions', String(spanish.contacts[1]))).error?.hint).toBe('credit_kind');
    expect((await credit(id, 'interactions', String(english.contacts[0]))).error?.hint).toBe('credit_language');
    expect(await first(award)).toMatchObject({ done: 1 });
    // The language was corrected: it was none.
    await office.exec(`update inquiries set language = 'en' where id = $1`, [spanish.id]);
    expect(await rowsOf(id)).toMatchObject([{ amount: 0, stands: 'in_english' }]);
    const told = await m.must<{ records: { id: string; offered: string[] }[] }>('viewer', 'credits_of', {
      p_table: 'inquiries',
      p_id: english.id,
    });
    expect(told.records).toMatchObject([{ id: english.contacts[0] }]);
    expect(told.records[0]?.offered).not.toContain(id);
  });
});

describe('what could be credited', () => {
  test('is offered for a period: what was held and does not count yet; many are credited as one act', async () => {
    const award = await m.award({ starts_on: '2023-04-01', ends_on: '2023-09-30' });
    const id = await measure(award);
    const held = [await event('2023-04-10', [[4, null]]), await event('2023-05-10', [[6, null]], { title: 'Budget evening' })];
    await event('2023-05-11', [], { status: 'planned' });
    await event('2023-03-31');
    type Offer = { count: number; rows: { id: string; title: string; amount: number }[] };
    const offer = (p_query: object) => m.must<Offer>('viewer', 'credit_candidates', { p_measure: id, p_query });
    expect(await offer({ table: 'events' })).toMatchObject({ count: 2, rows: [{ title: 'Budget evening', amount: 6 }, { amount: 4 }] });
    expect(await offer({ table: 'events', search: 'BUDGET' })).toMatchObject({ count: 1 });
    expect(await offer({ table: 'events', to: '2023-04-30' })).toMatchObject({ count: 1, rows: [{ id: held[0] }] });
    const records = held.map((one) => ({ table: 'events', id: one }));
    expect(await m.must('coordinator', 'credit_records', { p_measure: id, p_records: records })).toBe(2);
    expect(await offer({ table: 'events' })).toMatchObject({ count: 0, rows: [] });
    expect(await first(award, '2023-06-01')).toMatchObject({ done: 10 });
    expect((await m.undo(await m.lastSet())).error).toBeNull();
    expect(await first(award, '2023-06-01')).toMatchObject({ done: 0 });
    // All or none.
    const half = [...records, { table: 'events', id: crypto.randomUUID() }];
    expect((await m.refuse('coordinator', 'credit_records', { p_measure: id, p_records: half }))?.code).toBe('PT404');
    expect(await first(award, '2023-06-01')).toMatchObject({ done: 0 });
    const { contacts } = await inquiry('es', ['call', '2023-04-02'], ['note', '2023-04-02']);
    expect(await offer({ table: 'interactions' })).toMatchObject({ count: 1, rows: [{ id: contacts[0] }] });
  });
});

test('a performance report takes its figures with it when it is filed; what changes later is told beside them', async () => {
  const award = await m.award();
  const id = await measure(award, { targets: quarters });
  await byHand(id, 30, '2024-11-05');
  const owed = async () => (await performance(award, '2025-02-01')).reports.at(-1) as Report;
  const report = await owed();
  expect(report).toMatchObject({ filed: null, period_start: '2024-10-01', now: [{ id, target: 40, done: 30, since_start: 30 }] });
  await m.must('coordinator', 'file_report', { p_id: report.id, p_filed_on: '2025-01-29' });
  await byHand(id, 2, '2024-12-05');
  expect(await owed()).toMatchObject({ filed: [{ target: 40, done: 30 }], now: [{ target: 40, done: 32 }] });
  const [, filing] = await office.exec<{ id: string }>('select id from change_sets order by place desc limit 2');
  expect((await m.undo(String(filing?.id))).error).toBeNull();
  expect(await owed()).toMatchObject({ filed: null, now: [{ done: 32 }] });
});

test('the history of an award tells of targets and credits', async () => {
  const award = await m.award();
  const id = await measure(award, { targets: quarters });
  await byHand(id, 30, '2024-11-05');
  const history = await m.must<{ rows: { changes: { table: string }[] }[] }>('viewer', 'list_history', {
    p_query: { table: 'awards', id: award },
  });
  const tables = history.rows.flatMap(({ changes }) => changes.map(({ table }) => table));
  for (const table of ['award_measures', 'award_targets', 'award_credits']) expect(tables).toContain(table);
});
