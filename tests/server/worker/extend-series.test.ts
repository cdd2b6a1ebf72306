import { afterAll, beforeAll, expect, test } from 'vitest';
import { datesOf } from '../../../src/domain/events/series-change.ts';
import { eventsExtendSeries, extendSeries } from '../../../src/server/worker/jobs/events-extend-series.ts';
import { seriesOf, tuesdays } from '../../database/events/series-support.ts';
import { openOffice, type TestOffice } from '../../support/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a series without an end is kept two years ahead, holidays and days left out apart, and twice a day makes nothing twice', async () => {
  const series = seriesOf(office);
  const weekly = tuesdays({ rule: 'FREQ=WEEKLY;BYDAY=TU', skips_holidays: true });
  const { series_id } = await series.create(weekly, {
    is_published: true,
    languages: [{ language: 'es', mode: 'interpreted', booking: 'booked' }],
  });
  const rows = await series.rows(series_id);
  expect(rows.at(-1)?.local).toBe('2032-10-19 18:00');
  await office.exec(
    `insert into holidays (calendar, name, actual_on, observed_on) values ('city', 'Election Day', '2032-11-02', '2032-11-02')`,
  );
  await series.end(series.at(rows, 4), 'this', { reason: 'Snow' });

  expect(await extendSeries(office, '2030-11-20')).toBe(3);
  expect(await extendSeries(office, '2030-11-20')).toBe(0);
  const after = await series.locals(series_id);
  expect(after.slice(-4)).toEqual(['2032-10-19 18:00', '2032-10-26 18:00', '2032-11-09 18:00', '2032-11-16 18:00']);
  expect(after).toHaveLength(rows.length + 3);
  const [last] = await office.exec<{ booking: string; slug: string; status: string }>(
    `select booking, slug, status from events e join event_languages l on l.event_id = e.id where series_id = $1 order by starts_at desc limit 1`,
    [series_id],
  );
  expect(last).toEqual({ booking: 'wanted', slug: 'open-house-2032-11-16', status: 'planned' });
});

test('a series that ended goes on no more', async () => {
  const series = seriesOf(office);
  const { series_id } = await series.create(tuesdays({ rule: 'FREQ=WEEKLY;BYDAY=TU' }));
  const rows = await series.rows(series_id);
  await series.end(series.at(rows, 5), 'following', { remove: true });
  const before = await extendSeries(office, '2031-11-20');
  expect(await series.rows(series_id)).toHaveLength(5);
  expect(before).toBeGreaterThanOrEqual(0);
  expect(datesOf(await series.read(series_id), [])).toHaveLength(5);
});

test('it runs once a day, early in the morning', () => {
  const clock = { today: '2026-11-25', firstBusinessDay: '2026-11-02', since: '2026-01-01' };
  expect(eventsExtendSeries.wanted({ ...clock, hour: 2 })).toBeNull();
  expect(eventsExtendSeries.wanted({ ...clock, hour: 3 })).toEqual({
    payload: { today: '2026-11-25' },
    key: 'events.extend_series:2026-11-25',
  });
});
