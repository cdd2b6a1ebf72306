import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localToInstant } from '../../../src/domain/shared/zoned.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
let topic = '';
beforeAll(async () => {
  office = await openOffice();
  const [made] = await office.exec<{ id: string }>(
    `insert into topics (code, name, primary_section, sections, first_response_minutes, resolution_minutes) values ('clocks', 'Clocks', 9, '{9}', 120, 960) returning id`,
  );
  topic = made?.id ?? '';
});
afterAll(() => office.close());

type Clock = {
  due_at: string;
  state: string;
  is_promised: boolean;
  business_minutes: number | null;
  minutes: number | null;
  days: number | null;
};
type Told = {
  stands: string | null;
  first: Clock;
  resolution: Clock;
  pauses: { reason: string }[];
  days_off: { on: string; name: string }[];
};
const local = (column: string) => `to_char(${column} at time zone 'America/Chicago', 'YYYY-MM-DD HH24:MI')`;
const row = async (id: string) =>
  (
    await office.exec<{ first: string; due: string; on: string | null; responded: string | null; status: string; version: number }>(
      `select ${local('first_response_due_at')} as first, ${local('resolution_due_at')} as due, due_on::text as on, first_responded_at::text as responded, status, version from inquiries where id = $1`,
      [id],
    )
  )[0];
/** An inquiry of the office that was opened at an instant of March 2026. */
async function opened(at: string, differs: Record<string, unknown> = {}): Promise<string> {
  const values = { subject: 'When?', channel: 'phone', topic_id: topic, opened_at: at, ...differs };
  const { data, error } = await office.as('staff').from('inquiries').insert(values).select('id').single();
  if (error) throw error;
  return data.id;
}
const move = async (id: string, status: string) => {
  const { error } = await office.as('staff').from('inquiries').update({ status }).eq('id', id);
  if (error) throw error;
};
const clock = async (id: string, now: string): Promise<Told> => {
  const { data, error } = await office.as('viewer').rpc('inquiry_clock', { p_id: id, p_now: now });
  if (error) throw error;
  return data as unknown as Told;
};
/** As if the open pause had begun then. */
const since = (id: string, at: string) =>
  office.exec('update clock_pauses set started_at = $2 where inquiry_id = $1 and ended_at is null', [id, at]);

describe('what a topic promises', () => {
  test('runs in business minutes, over a night, a weekend and the change of clocks', async () => {
    const id = await opened('2026-03-06T15:30:00-06:00');
    expect(await row(id)).toMatchObject({ first: '2026-03-09 08:30', due: '2026-03-10 13:30', on: '2026-03-10' });
  });
  test('in whole days ends with the last day of work, and tells the holiday that it left out', async () => {
    await office.exec(`update topics set resolution_minutes = null, target_business_days = 3 where id = $1`, [topic]);
    const id = await opened('2026-05-21T10:00:00-05:00');
    await office.exec(`update topics set resolution_minutes = 960 where id = $1`, [topic]);
    expect(await row(id)).toMatchObject({ due: '2026-05-27 17:00', on: '2026-05-27' });
    const told = await clock(id, '2026-05-26T08:00:00-05:00');
    expect(told.days_off).toEqual([{ on: '2026-05-25', name: 'Memorial Day', opens_at: null, closes_at: null }]);
    // The topic promises otherwise now: what was given stays, and is not explained by today's promise.
    expect(told.resolution).toMatchObject({ is_promised: false, state: 'runs', business_minutes: 1080 });
  });
  test('of another topic is counted from the beginning again', async () => {
    const id = await opened('2026-03-03T09:00:00-06:00');
    await office.exec(
      `insert into topics (code, name, primary_section, sections, first_response_minutes, resolution_minutes) values ('quick', 'Quick', 9, '{9}', null, 60) on conflict do nothing`,
    );
    const [quick] = await office.exec<{ id: string }>(`select id from topics where code = 'quick'`);
    await office.as('staff').from('inquiries').update({ topic_id: quick?.id }).eq('id', id);
    expect(await row(id)).toMatchObject({ first: null, due: '2026-03-03 10:00' });
  });
  test('is nothing that another system’s inquiry has', async () => {
    const [loaded] = await office.exec<{ id: string }>(
      `insert into inquiries (subject, channel, topic_id, source_system, source_key) values ('Loaded', 'web', $1, 'kc311', 'c-1') returning id`,
      [topic],
    );
    expect(await row(loaded?.id ?? '')).toMatchObject({ first: null, due: null, on: null });
    await office.exec(`update inquiries set status = 'waiting_resident' where id = $1`, [loaded?.id]);
    expect(await office.exec('select 1 from clock_pauses where inquiry_id = $1', [loaded?.id])).toEqual([]);
  });
});

describe('the clock stands', () => {
  test('while the office waits for the resident, and then goes on with what was left', async () => {
    const [today] = await office.exec<{ at: string }>(`select now()::text as at`);
    const id = await opened(today?.at ?? '');
    const before = await row(id);
    await move(id, 'waiting_resident');
    expect(await row(id)).toMatchObject({ on: null, due: before?.due });
    expect(await clock(id, today?.at ?? '')).toMatchObject({ stands: 'waiting', resolution: { state: 'stands' } });
    await move(id, 'in_progress');
    expect(await office.exec('select reason, ended_at is null as open from clock_pauses where inquiry_id = $1', [id])).toEqual([
      { reason: 'waiting', open: false },
    ]);
    expect((await row(id))?.on).toBe(before?.due.slice(0, 10));
  });
  test('what was over before it stood stays over', async () => {
    const id = await opened('2026-03-03T09:00:00-06:00');
    await move(id, 'waiting_resident');
    await move(id, 'in_progress');
    expect(await row(id)).toMatchObject({ due: '2026-03-04 16:00', on: '2026-03-04' });
  });
  test('from resolved to closed, and runs on when the resident says that it is not done', async () => {
    const [later] = await office.exec<{ at: string; began: string }>(
      `select private.add_business_minutes(now() - interval '40 days', 60)::text as at, (now() - interval '40 days')::text as began`,
    );
    const id = await opened(later?.began ?? '');
    await move(id, 'resolved');
    await office.exec(`update inquiries set resolved_at = $2 where id = $1`, [id, later?.at]);
    await since(id, later?.at ?? '');
    const { error } = await office
      .as('staff')
      .rpc('close_inquiry', { p_id: id, p_version: (await row(id))?.version ?? 0, p_resolution_code: 'resolved' });
    expect(error).toBeNull();
    expect(await clock(id, later?.at ?? '')).toMatchObject({ stands: 'over', resolution: { state: 'met' } });
    await office.as('staff').rpc('reopen_inquiry', { p_id: id, p_version: (await row(id))?.version ?? 0, p_reason: 'Still dark' });
    // 960 minutes were promised and 60 are used: 900 are left from now on.
    const [left] = await office.exec<{ n: number }>(
      `select private.business_minutes(now(), resolution_due_at) as n from inquiries where id = $1`,
      [id],
    );
    expect(Math.abs((left?.n ?? 0) - 900)).toBeLessThanOrEqual(1);
    expect(await office.exec('select reason from clock_pauses where inquiry_id = $1', [id])).toEqual([{ reason: 'resolved' }]);
  });
  test('closed at once and reopened: the time in between is not counted', async () => {
    const id = await opened('2026-03-03T09:00:00-06:00');
    await office.as('staff').rpc('close_inquiry', { p_id: id, p_version: 1, p_resolution_code: 'answered' });
    await office.exec(`update inquiries set closed_at = '2026-03-03 10:00-06', resolved_at = '2026-03-03 10:00-06' where id = $1`, [id]);
    await office.as('staff').rpc('reopen_inquiry', { p_id: id, p_version: (await row(id))?.version ?? 0, p_reason: 'Not so' });
    const [left] = await office.exec<{ n: number }>(
      `select private.business_minutes(now(), resolution_due_at) as n from inquiries where id = $1`,
      [id],
    );
    expect(Math.abs((left?.n ?? 0) - 900)).toBeLessThanOrEqual(1);
    expect((await clock(id, '2026-03-03T10:00:00-06:00')).pauses).toMatchObject([{ reason: 'over' }]);
  });
  test('undoing the wait puts the clock back as it was', async () => {
    const id = await opened('2026-03-03T09:00:00-06:00');
    const before = await row(id);
    await move(id, 'waiting_resident');
    const [set] = await office.exec<{ id: string }>(
      `select change_set as id from changes where table_name = 'inquiries' and record_id = $1 order by changes.id desc limit 1`,
      [id],
    );
    const { error } = await office.as('staff').rpc('undo_change_set', { p_change_set: set?.id ?? '' });
    expect(error).toBeNull();
    expect(await row(id)).toMatchObject({ ...before, version: expect.any(Number) as number });
    expect(await office.exec('select 1 from clock_pauses where inquiry_id = $1', [id])).toEqual([]);
  });
});

describe('the first answer', () => {
  const say = (id: string, values: object) =>
    office
      .as('staff')
      .from('interactions')
      .insert({ inquiry_id: id, kind: 'call', body: 'Called back', ...values });
  test('is the first entry that is public, not a note among ourselves, and makes no new version', async () => {
    const id = await opened('2026-03-03T09:00:00-06:00');
    await say(id, {});
    expect((await row(id))?.responded).toBeNull();
    await say(id, { is_public: true, occurred_at: '2026-03-03T10:30:00-06:00' });
    expect(await row(id)).toMatchObject({ version: 1 });
    expect(await clock(id, '2026-03-03T12:00:00-06:00')).toMatchObject({ first: { state: 'met' } });
  });
  test('an entry that is made internal again was none', async () => {
    const id = await opened('2026-03-03T09:00:00-06:00');
    await say(id, { is_public: true, occurred_at: '2026-03-03T12:00:00-06:00' });
    expect(await clock(id, '2026-03-03T12:30:00-06:00')).toMatchObject({ first: { state: 'missed' } });
    await office.as('staff').from('interactions').update({ is_public: false }).eq('inquiry_id', id);
    expect(await clock(id, '2026-03-03T12:30:00-06:00')).toMatchObject({ first: { state: 'late', business_minutes: 90 } });
  });
  test('whoever closes with an answer has answered; "no response" has not', async () => {
    const answered = await opened('2026-03-03T09:00:00-06:00');
    await office.as('staff').rpc('close_inquiry', { p_id: answered, p_version: 1, p_resolution_code: 'answered' });
    expect((await row(answered))?.responded).not.toBeNull();
    const silent = await opened('2026-03-03T09:00:00-06:00');
    await office.as('staff').rpc('close_inquiry', { p_id: silent, p_version: 1, p_resolution_code: 'no_response' });
    expect((await row(silent))?.responded).toBeNull();
  });
});

test('the list finds what is over due, due today and not answered in time', async () => {
  await office.exec(`update inquiries set closed_at = now(), status = 'closed', resolution_code = 'cancelled' where closed_at is null`);
  const late = await opened('2026-03-03T09:00:00-06:00');
  const waiting = await opened('2026-03-03T09:00:00-06:00');
  await move(waiting, 'waiting_resident');
  const today = await opened('2026-03-03T09:00:00-06:00');
  await office.exec(
    `update inquiries set due_on = office_today(), resolution_due_at = now() + interval '1 second', first_responded_at = now() where id = $1`,
    [today],
  );
  await office.exec(`update inquiries set resolution_due_at = now() + interval '1 hour' where id = $1`, [today]);
  const found = async (values: string[]) => {
    const { data, error } = await office
      .as('viewer')
      .rpc('list_inquiries', { p_query: { filters: { clock: values }, sort: 'due_on', descending: false } });
    if (error) throw error;
    return (data as unknown as { rows: { id: string; resolution_due_at: string }[] }).rows.map((one) => one.id);
  };
  expect(await found(['overdue'])).toEqual([late]);
  expect(await found(['today'])).toEqual([today]);
  expect(await found(['unanswered'])).toEqual([late]);
  expect(await found(['overdue', 'today'])).toEqual([late, today]);
});

test('pauses over random calendars end as counting minute by minute says', async () => {
  let seed = 20261130;
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  const zone = 'America/Chicago';
  const minute = 60_000;
  const clockText = (n: number) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
  for (let round = 0; round < 8; round += 1) {
    // A week of one or two spans a day, some days off, one day at other hours; around the change to summer time.
    const hours: [number, number, number][] = [];
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      if (random(4) === 0 && weekday !== 3) continue;
      const from = 420 + random(180);
      hours.push([weekday, from, from + 30 + random(150)]);
      if (random(2) === 0) hours.push([weekday, 800 + random(60), 900 + random(300)]);
    }
    const off = [`2026-03-${10 + random(9)}`, `2026-03-${20 + random(9)}`];
    await office.exec('delete from business_hours where organization_id is null');
    await office.exec('delete from business_exceptions where organization_id is null');
    for (const [weekday, from, to] of hours) {
      await office.exec('insert into business_hours (weekday, opens_at, closes_at) values ($1, $2, $3)', [
        weekday,
        clockText(from),
        clockText(to),
      ]);
    }
    for (const day of off) await office.exec(`insert into business_exceptions (on_day, name) values ($1, 'Closed')`, [day]);
    const worked = new Set<number>();
    for (let n = 0; n < 150; n += 1) {
      const day = new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10);
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
      if (off.includes(day) || day === '2026-05-25' || day === '2026-06-19' || day === '2026-07-03') continue;
      for (const [, from, to] of hours.filter(([one]) => one === weekday)) {
        for (let m = from; m < to; m += 1) worked.add(Date.parse(localToInstant(`${day}T${clockText(m)}`, zone)) / minute);
      }
    }
    const start = Date.parse('2026-03-02T06:00:00Z') / minute;
    for (let walk = 0; walk < 3; walk += 1) {
      const from = start + random(7 * 1440);
      const target = 1 + random(1500);
      const pauses: [number, number][] = [];
      let at = from;
      for (let n = random(4); n > 0; n -= 1) {
        const begins = at + random(2000);
        at = begins + random(3000);
        pauses.push([begins, at]);
      }
      let left = target;
      let due = from;
      while (left > 0) {
        const isPaused = pauses.some(([a, b]) => due >= a && due < b);
        if (worked.has(due) && !isPaused) left -= 1;
        due += 1;
      }
      const instant = (m: number) => new Date(m * minute).toISOString();
      const [base] = await office.exec<{ at: string }>('select private.add_business_minutes($1::timestamptz, $2)::text as at', [
        instant(from),
        target,
      ]);
      let found = base?.at ?? '';
      for (const [a, b] of pauses) {
        const [next] = await office.exec<{ at: string }>(
          'select private.due_after_pause($1::timestamptz, $2::timestamptz, $3::timestamptz)::text as at',
          [found, instant(a), instant(b)],
        );
        found = next?.at ?? '';
      }
      expect({ round, walk, due: new Date(found).toISOString() }).toEqual({ round, walk, due: instant(due) });
    }
  }
});
