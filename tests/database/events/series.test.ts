import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datesOf, type Series } from '../../../src/domain/events/series-change.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';
import { type Row, seriesOf, tuesdays } from './series-support.ts';

let office: TestOffice;
let series: ReturnType<typeof seriesOf>;
beforeAll(async () => {
  office = await openOffice();
  series = seriesOf(office);
});
afterAll(() => office.close());

const make = async (rule: Partial<Series> = {}, event: object = {}) => {
  const made = await series.create(tuesdays(rule), event);
  return { ...made, rows: await series.rows(made.series_id) };
};
const register = (event: Row) => office.exec(`insert into registrations (event_id, name) values ('${event.id}', 'Rosa Peña')`);
const refusal = async (p_series: object, p_occurrences: unknown, role: 'coordinator' | 'staff' = 'coordinator') =>
  (
    await office.as(role).rpc('create_series', {
      p_event: { title: 'Open house', kind: 'clinic' },
      p_series: p_series as never,
      p_occurrences: p_occurrences as never,
    })
  ).error;

describe('a series is made', () => {
  test('ten Tuesdays at 18:00 are ten events at 18:00, before and after the clocks go back, each with its own name for calendars', async () => {
    const { rows, count } = await make();
    expect(count).toBe(10);
    expect(rows.map(({ local }) => local.slice(11))).toEqual(Array(10).fill('18:00'));
    expect(new Set(rows.map(({ starts_at }) => new Date(starts_at).getUTCHours()))).toEqual(new Set([23, 0]));
    expect(new Set(rows.map(({ uid }) => uid)).size).toBe(10);
    expect(rows.every((one) => String(one.occurrence_at) === String(one.starts_at) && !one.is_override)).toBe(true);
  });

  test('each event has the parts of the first, and what is known only on the day is not carried along', async () => {
    const [staff] = await office.exec<{ id: string }>('select id from staff limit 1');
    const { series_id } = await make(
      {},
      {
        staff: [{ staff_id: staff?.id, task: 'lead', hours_planned: 2, hours_worked: 3 }],
        languages: [{ language: 'es', mode: 'interpreted', booking: 'booked' }],
        supplies: [{ item: 'Table', quantity: 2, is_packed: true }],
        costs: [{ label: 'Room', category: 'room', planned_cents: 5000, actual_cents: 4000 }],
      },
    );
    const count = (table: string, is: string) =>
      office.exec<{ n: number }>(
        `select count(*)::int as n from ${table} p join events e on e.id = p.event_id where series_id = '${series_id}' and ${is}`,
      );
    expect(await count('event_staff', 'hours_planned = 2')).toEqual([{ n: 10 }]);
    expect(await count('event_staff', 'hours_worked is not null')).toEqual([{ n: 1 }]);
    expect(await count('event_languages', `booking = 'booked'`)).toEqual([{ n: 10 }]);
    expect(await count('event_supplies', 'is_packed')).toEqual([{ n: 1 }]);
    expect(await count('event_costs', 'actual_cents is null')).toEqual([{ n: 9 }]);
  });

  test('a published series has an address for each event, and registration closes the evening before, through the change of clocks', async () => {
    const { rows } = await make({}, { is_published: true, registration_closes_at: '2030-10-21T20:00:00-05:00' });
    const found = await office.exec<{ slug: string; closes: string }>(
      `select slug, to_char(registration_closes_at at time zone time_zone, 'YYYY-MM-DD HH24:MI') as closes from events where series_id = '${rows[0]?.series_id}' order by starts_at`,
    );
    expect(found[0]).toEqual({ slug: 'open-house-2030-10-22', closes: '2030-10-21 20:00' });
    expect(found[3]).toEqual({ slug: 'open-house-2030-11-12', closes: '2030-11-11 20:00' });
  });

  test('an event that is there becomes the first of a series', async () => {
    const { data: id } = await office.as('coordinator').rpc('save_event', {
      p_event: { title: 'Once', kind: 'clinic', starts_at: '2030-10-22T18:00:00-05:00', ends_at: '2030-10-22T19:30:00-05:00' },
    });
    const { event_id, series_id } = await series.create(tuesdays({ rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=3' }), { id, version: 1 });
    expect(event_id).toBe(id);
    expect((await series.rows(series_id)).map((row) => row.id === id)).toEqual([true, false, false]);
  });

  test('dates that are not the rule’s are refused, each with its reason', async () => {
    const good = datesOf(tuesdays(), []);
    const an_hour_later = good.map((one) => ({
      ...one,
      starts_at: one.starts_at.replace(/T../, 'T05'),
      occurrence_at: one.starts_at.replace(/T../, 'T05'),
    }));
    expect(await refusal(tuesdays(), [])).toMatchObject({ code: 'PT422', hint: 'rule' });
    expect(await refusal(tuesdays(), an_hour_later)).toMatchObject({ code: 'PT422', hint: 'occurrences' });
    expect(await refusal(tuesdays(), [...good, good[0]])).toMatchObject({ code: 'PT422', hint: 'occurrences' });
    expect(await refusal(tuesdays({ starts_local: '2030-11-01T18:00:00' }), good)).toMatchObject({ hint: 'occurrences' });
    expect(await refusal(tuesdays({ left_out: ['2030-11-12'] }), good)).toMatchObject({ hint: 'occurrences' });
    expect(await refusal(tuesdays({ duration_minutes: 60 }), good)).toMatchObject({ hint: 'occurrences' });
    expect(await refusal(tuesdays({ rule: 'every tuesday' }), good)).toMatchObject({ hint: 'rule' });
    const many = tuesdays({ rule: 'FREQ=DAILY', starts_local: '2030-10-22T18:00:00' });
    expect(await refusal(many, [...datesOf(many, []), good[1]])).toMatchObject({
      hint: 'rule',
      message: 'A series has 500 events at most. Let it end earlier.',
    });
    expect(await refusal(tuesdays(), good, 'staff')).toMatchObject({ code: '42501' });
    expect(await office.exec(`select 1 from event_series where rule = 'every tuesday'`)).toEqual([]);
  });

  test('it is one act, and one undo takes all of it back', async () => {
    const { change_set, series_id } = await make();
    expect((await series.undo(change_set)).refused).toBeUndefined();
    expect(await series.rows(series_id)).toEqual([]);
    expect(await office.exec('select 1 from event_series where id = $1', [series_id])).toEqual([]);
  });
});

describe('a change holds for all, or for those that follow', () => {
  test('a new title for all reaches all; what one of them has of its own in another field stays', async () => {
    const { rows } = await make();
    const fourth = series.at(rows, 3);
    await office.as('coordinator').rpc('save_event', { p_id: fourth.id, p_event: { place_name: 'City Hall' } });
    await series.patch(series.at(rows, 0), 'all', { title: 'Open evening' });
    const after = await series.rows(fourth.series_id);
    expect(new Set(after.map(({ title }) => title))).toEqual(new Set(['Open evening']));
    expect(after.map(({ place_name }) => place_name === 'City Hall')).toEqual(rows.map((_, n) => n === 3));
    await series.patch(series.at(rows, 0), 'all', { place_name: 'Annex' });
    expect(new Set((await series.rows(fourth.series_id)).map(({ place_name }) => place_name))).toEqual(new Set(['Annex']));
  });

  test('from the fifth on it is another series: the first keeps four, the second has six', async () => {
    const { rows, series_id } = await make();
    const answer = await series.patch(series.at(rows, 4), 'following', { title: 'New name' });
    expect(answer).toMatchObject({ changed: 6, moved: 0, added: 0, removed: 0 });
    expect((await series.rows(series_id)).map(({ title }) => title)).toEqual(Array(4).fill('Open house'));
    expect((await series.rows(String(answer.series_id))).map(({ id }) => id)).toEqual(rows.slice(4).map(({ id }) => id));
    for (const [id, length] of [
      [series_id, 4],
      [String(answer.series_id), 6],
    ] as const)
      expect(datesOf(await series.read(id), [])).toHaveLength(length);
  });

  test('from the first on is all of it', async () => {
    const { rows, series_id } = await make();
    expect(await series.patch(series.at(rows, 0), 'following', { title: 'New name' })).toMatchObject({ series_id, changed: 10 });
  });

  test('19:00 instead of 18:00 from the third on, the same events, before and after the clocks change', async () => {
    const { rows, series_id } = await make();
    const third = series.at(rows, 2);
    const answer = await series.move(third, 'following', { startsLocal: '2030-11-05T19:00' });
    expect(answer).toMatchObject({ moved: 8, added: 0, removed: 0, over: 0, people: 0 });
    const after = [...(await series.rows(series_id)), ...(await series.rows(String(answer.series_id)))];
    expect(after.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(after.map(({ local }) => local.slice(11))).toEqual([...Array(2).fill('18:00'), ...Array(8).fill('19:00')]);
    expect(after.slice(2).every(({ sequence }) => sequence > 0)).toBe(true);
  });

  test('from Tuesday to Thursday for all: each goes to the Thursday of its week, the day left out too', async () => {
    const { rows, series_id } = await make({ left_out: ['2030-11-12'] });
    const answer = await series.move(series.at(rows, 4), 'all', { startsLocal: '2030-11-28T18:00' });
    expect(answer).toMatchObject({ moved: 9, added: 0, removed: 0 });
    const after = await series.rows(series_id);
    expect(after.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(after.slice(0, 4).map(({ local }) => local)).toEqual([
      '2030-10-24 18:00',
      '2030-10-31 18:00',
      '2030-11-07 18:00',
      '2030-11-21 18:00',
    ]);
    expect(await series.read(series_id)).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=10', left_out: ['2030-11-14'] });
  });

  test('by a whole week for all: events take each other’s places in one act', async () => {
    const { rows, series_id } = await make();
    expect(await series.move(series.at(rows, 0), 'all', { startsLocal: '2030-10-29T18:00' })).toMatchObject({
      moved: 10,
      added: 0,
      removed: 0,
    });
    expect((await series.rows(series_id)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  test('another rule makes what is new, keeps what is there, and removes what has no date any more', async () => {
    const { rows, series_id } = await make();
    const first = series.at(rows, 0);
    const answer = await series.move(first, 'all', { startsLocal: '2030-10-22T18:00', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=6' });
    expect(answer).toMatchObject({ added: 0, removed: 4 });
    const after = await series.rows(series_id);
    expect(after.map(({ local }) => local.slice(0, 10))).toEqual([
      '2030-10-22',
      '2030-10-24',
      '2030-11-05',
      '2030-11-07',
      '2030-11-19',
      '2030-11-21',
    ]);
    expect(after[2]?.id).toBe(rows[2]?.id);
    expect(await series.move(first, 'all', { startsLocal: '2030-10-22T18:00', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=9' })).toMatchObject({
      added: 3,
      removed: 0,
    });
  });

  test('one that was moved by hand keeps its day when only the time changes, and its time when only the days change', async () => {
    const { rows, series_id } = await make();
    const third = series.at(rows, 2);
    await office
      .as('coordinator')
      .rpc('move_event', { p_id: third.id, p_starts_at: '2030-11-06T20:00:00-06:00', p_ends_at: '2030-11-06T21:00:00-06:00' });
    await series.move(series.at(rows, 0), 'all', { startsLocal: '2030-10-22T17:00' });
    expect((await series.locals(series_id))[2]).toBe('2030-11-06 17:00');
    await office
      .as('coordinator')
      .rpc('move_event', { p_id: third.id, p_starts_at: '2030-11-06T20:00:00-06:00', p_ends_at: '2030-11-06T21:00:00-06:00' });
    await series.move(series.at(await series.rows(series_id), 0), 'all', { startsLocal: '2030-10-24T17:00' });
    expect((await series.rows(series_id))[2]).toMatchObject({ id: third.id, local: '2030-11-07 20:00', is_override: true });
  });

  test('somebody else saved meanwhile: nothing is changed', async () => {
    const { rows } = await make();
    const { error } = await office
      .as('coordinator')
      .rpc('change_series', { p_event: series.at(rows, 1).id, p_scope: 'all', p_patch: { title: 'X' }, p_version: 7 });
    expect(error).toMatchObject({ code: 'PT409', hint: 'version' });
    const staff = await office
      .as('staff')
      .rpc('change_series', { p_event: series.at(rows, 1).id, p_scope: 'all', p_patch: { title: 'X' } });
    expect(staff.error).toMatchObject({ code: '42501' });
  });
});

describe('what happened stays as it happened', () => {
  /** A series of ten Tuesdays, three of which are over; one of those was held. */
  const begun = async () => {
    const start = new Date(Date.now() - 15 * 86_400_000).toISOString().slice(0, 10);
    const { rows, series_id } = await make({ rule: 'FREQ=WEEKLY;COUNT=10', starts_local: `${start}T10:00:00` }, {});
    await office.as('coordinator').rpc('set_event_status', { p_id: series.at(rows, 0).id, p_status: 'held' });
    return { rows, series_id };
  };

  test('three that were held or have begun are neither renamed nor moved, and the answer says so', async () => {
    const { rows, series_id } = await begun();
    const fifth = series.at(rows, 4);
    const answer = await series.move(fifth, 'all', { startsLocal: `${fifth.local.slice(0, 10)}T11:00` }, { title: 'Later' });
    expect(answer).toMatchObject({ over: 3, changed: 7, moved: 7, added: 0, removed: 0 });
    const after = await series.rows(series_id);
    expect(after.map(({ title }) => title)).toEqual([...Array(3).fill('Open house'), ...Array(7).fill('Later')]);
    expect(after.slice(0, 3).map(({ local }) => local)).toEqual(rows.slice(0, 3).map(({ local }) => local));
    expect(after.slice(3).map(({ local }) => local.slice(11))).toEqual(Array(7).fill('11:00'));
  });

  test('one that people registered for keeps its time, takes the new title, and is not removed', async () => {
    const { rows, series_id } = await make();
    const fourth = series.at(rows, 3);
    await register(fourth);
    const answer = await series.move(series.at(rows, 0), 'all', { startsLocal: '2030-10-24T18:00' }, { title: 'Renamed' });
    expect(answer).toMatchObject({ moved: 9, people: 1, added: 0, removed: 0, cancelled: 0 });
    const after = (await series.rows(series_id)).find(({ id }) => id === fourth.id);
    expect(after).toMatchObject({ local: fourth.local, title: 'Renamed', is_override: true });
    await series.move(series.at(rows, 0), 'all', { startsLocal: '2030-10-24T18:00', rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=2' });
    expect((await series.rows(series_id)).some(({ id, status }) => id === fourth.id && status === 'planned')).toBe(true);
  });

  test('one on which a letter hangs, or that the public has seen, is cancelled and not deleted', async () => {
    const { rows, series_id } = await make({}, { is_published: true });
    const answer = await series.move(series.at(rows, 0), 'all', { startsLocal: '2030-10-22T18:00', rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=7' });
    expect(answer).toMatchObject({ removed: 0, cancelled: 3 });
    expect((await series.rows(series_id)).map(({ status }) => status)).toEqual([
      ...Array(7).fill('planned'),
      ...Array(3).fill('cancelled'),
    ]);
  });

  test('all are cancelled: what was held stays held', async () => {
    const { rows, series_id } = await begun();
    const answer = await series.end(series.at(rows, 5), 'all', { reason: 'The room is closed' });
    expect(answer).toMatchObject({ cancelled: 7, over: 3 });
    expect((await series.rows(series_id)).map(({ status }) => status)).toEqual([
      'held',
      'planned',
      'planned',
      ...Array(7).fill('cancelled'),
    ]);
    expect((await series.undo(answer.change_set)).refused).toBeUndefined();
    expect((await series.rows(series_id)).filter(({ status }) => status === 'cancelled')).toEqual([]);
  });
});

describe('an event, those that follow, or all are taken out', () => {
  test('one that is removed leaves its day out for good', async () => {
    const { rows, series_id } = await make();
    expect(await series.end(series.at(rows, 2), 'this', { remove: true })).toMatchObject({ removed: 1, cancelled: 0 });
    expect(await series.read(series_id)).toMatchObject({ left_out: ['2030-11-05'] });
    expect(datesOf(await series.read(series_id), [])).toHaveLength(9);
  });

  test('those that follow are removed: the series ends before', async () => {
    const { rows, series_id } = await make();
    expect(await series.end(series.at(rows, 6), 'following', { remove: true })).toMatchObject({ removed: 4 });
    expect(datesOf(await series.read(series_id), [])).toHaveLength(6);
  });

  test('all are removed: the series is gone', async () => {
    const { rows, series_id } = await make();
    await series.end(series.at(rows, 6), 'all', { remove: true });
    expect(await office.exec('select 1 from event_series where id = $1', [series_id])).toEqual([]);
  });

  test('whoever cancels says why, and so does whoever removes what people know of', async () => {
    const { rows } = await make();
    const act = (remove: boolean) =>
      office.as('coordinator').rpc('cancel_series', { p_event: series.at(rows, 1).id, p_scope: 'following', p_remove: remove });
    expect((await act(false)).error).toMatchObject({ code: 'PT422', hint: 'cancelled_reason' });
    await register(series.at(rows, 4));
    expect((await act(true)).error).toMatchObject({ code: 'PT422', hint: 'cancelled_reason' });
    expect(await series.end(series.at(rows, 1), 'following', { remove: true, reason: 'Too few' })).toMatchObject({
      removed: 8,
      cancelled: 1,
    });
  });

  test('the question before it counts what each answer would touch', async () => {
    const { rows } = await make();
    await register(series.at(rows, 4));
    const { data } = await office.as('viewer').rpc('series_scope', { p_event: series.at(rows, 3).id });
    expect(data).toMatchObject({
      place: 4,
      of: 10,
      this: { events: 1, over: 0, people: 0 },
      following: { events: 7, over: 0, people: 1, more: 1 },
      all: { events: 10, over: 0, people: 1 },
    });
  });
});

test('when registration closes is told for one, and is as long before the others, through the change of clocks', async () => {
  const { rows, series_id } = await make();
  await series.patch(series.at(rows, 1), 'all', { registration_closes_at: '2030-10-28T20:00:00-05:00' });
  const closes = await office.exec<{ at: string }>(
    `select to_char(registration_closes_at at time zone time_zone, 'YYYY-MM-DD HH24:MI') as at from events where series_id = $1 order by starts_at`,
    [series_id],
  );
  expect(closes.slice(0, 4).map(({ at }) => at)).toEqual(['2030-10-21 20:00', '2030-10-28 20:00', '2030-11-04 20:00', '2030-11-11 20:00']);
});
