import { datesOf, type Series } from '../../../domain/events/series-change.ts';
import { toZoned } from '../../../domain/shared/zoned.ts';
import { percentile, type Report, time } from '../figure.ts';

/** The dates of a weekly series over five years, daylight saving and holidays included. */
export async function benchSeries(report: Report): Promise<void> {
  const series: Series = {
    rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20311028T045959Z',
    starts_local: '2026-10-27T18:00:00',
    time_zone: 'America/Chicago',
    duration_minutes: 90,
    skips_holidays: true,
    left_out: ['2027-01-05'],
  };
  const holidays = ['2026-12-25', '2027-06-19', '2029-12-25'];
  const expand = async () => datesOf(series, holidays);
  const found = await expand();
  const clocks = new Set(found.map(({ starts_at }) => toZoned(starts_at, series.time_zone).time));
  if (found.length < 250 || clocks.size !== 1) throw new Error('The series is not as it should be.');
  const samples: number[] = [];
  for (let n = 0; n < 40; n++) samples.push(await time(expand));
  report('series.five_years_weekly.dates', found.length);
  report('series.five_years_weekly.p95_ms', percentile(samples, 0.95), 20);
}
