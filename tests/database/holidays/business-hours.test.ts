import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const later = async (from: string, minutes: number, organization: string | null = null) =>
  (
    await office.exec<{ at: string }>(
      `select to_char(private.add_business_minutes($1::timestamptz, $2, $3::uuid) at time zone 'America/Chicago', 'YYYY-MM-DD HH24:MI') as at`,
      [from, minutes, organization],
    )
  )[0]?.at ?? null;
const between = async (from: string, to: string, organization: string | null = null) =>
  Number(
    (
      await office.exec<{ n: number }>('select private.business_minutes($1::timestamptz, $2::timestamptz, $3::uuid) as n', [
        from,
        to,
        organization,
      ])
    )[0]?.n,
  );

describe('the office works Monday to Friday, 8 to 5', () => {
  test.each([
    ['within the day', '2026-03-03 09:00-06', 120, '2026-03-03 11:00'],
    ['over the night', '2026-03-03 16:30-06', 60, '2026-03-04 08:30'],
    ['from Friday afternoon into Monday', '2026-03-06 16:30-06', 120, '2026-03-09 09:30'],
    ['told at night, from the morning on', '2026-03-03 22:00-06', 15, '2026-03-04 08:15'],
    ['to the last minute of the day, not to the next morning', '2026-03-03 16:00-06', 60, '2026-03-03 17:00'],
    ['past Memorial Day', '2026-05-22 16:00-05', 120, '2026-05-26 09:00'],
    ['nothing to wait for, from an hour of work', '2026-03-03 10:00-06', 0, '2026-03-03 10:00'],
    ['over the night in which clocks go forward', '2026-03-06 16:00-06', 120, '2026-03-09 09:00'],
    ['over the night in which clocks go back', '2026-10-30 16:00-05', 120, '2026-11-02 09:00'],
    ['twenty days of nine hours', '2026-03-02 08:00-06', 20 * 9 * 60, '2026-03-27 17:00'],
  ])('%s', async (_what, from, minutes, expected) => {
    expect(await later(from, minutes)).toBe(expected);
  });

  test('minutes between two instants leave out nights, weekends and holidays', async () => {
    expect(await between('2026-03-06 16:30-06', '2026-03-09 09:30-05')).toBe(120);
    expect(await between('2026-05-22 17:00-05', '2026-05-26 08:00-05')).toBe(0);
    expect(await between('2026-03-03 11:00-06', '2026-03-03 10:00-06')).toBe(0);
  });

  test('what is added is what lies between, from any minute on', async () => {
    const wrong = await office.exec(
      `select f.at, m.minutes from generate_series(0, 400) n
         cross join lateral (select timestamptz '2026-02-20 00:00-06' + n * interval '397 minutes' as at) f
         cross join (values (1), (59), (540), (541), (3333)) m (minutes)
       where private.business_minutes(f.at, private.add_business_minutes(f.at, m.minutes)) <> m.minutes`,
    );
    expect(wrong).toEqual([]);
  });
});

describe('hours of their own', () => {
  test('a partner that works in the evening, with a break, is measured by its own hours; a closed day by none', async () => {
    const [clinic] = await office.exec<{ id: string }>(
      `insert into organizations (name, kind) values ('Evening clinic', 'community') returning id`,
    );
    const id = String(clinic?.id);
    await office.exec(
      `insert into business_hours (organization_id, weekday, opens_at, closes_at) values ($1, 2, '12:00', '14:00'), ($1, 2, '17:00', '20:00'), ($1, 4, '17:00', '20:00')`,
      [id],
    );
    expect(await later('2026-03-03 13:30-06', 60, id)).toBe('2026-03-03 17:30');
    expect(await later('2026-03-03 19:30-06', 60, id)).toBe('2026-03-05 17:30');
    await office.exec(`insert into business_exceptions (organization_id, on_day, name) values ($1, '2026-03-05', 'Inventory')`, [id]);
    expect(await later('2026-03-03 19:30-06', 60, id)).toBe('2026-03-10 12:30');
    await office.exec(
      `insert into business_exceptions (organization_id, on_day, opens_at, closes_at, name) values ($1, '2026-03-07', '10:00', '11:00', 'Open Saturday')`,
      [id],
    );
    expect(await later('2026-03-03 19:30-06', 60, id)).toBe('2026-03-07 10:30');
  });

  test('whoever never works has no time at which it is due', async () => {
    const [closed] = await office.exec<{ id: string }>(
      `insert into organizations (name, kind) values ('Closed for good', 'community') returning id`,
    );
    await office.exec(
      `insert into business_exceptions (organization_id, on_day, name) select $1, d::date, 'Closed' from generate_series('2026-03-01'::date, '2029-12-31', interval '1 day') d`,
      [String(closed?.id)],
    );
    expect(await later('2026-03-03 10:00-06', 60, String(closed?.id))).toBeNull();
  });
});
