import type { Report } from '../figure.ts';
import { benchCalendar } from './calendar.ts';
import { benchFeeds } from './feeds.ts';
import type { BenchOptions } from './foundation.ts';
import { benchRegistrations } from './registrations.ts';
import { benchSeries } from './series.ts';

/** The figures of outreach, one part after the other so that none disturbs another. */
export async function benchEvents(report: Report, options: BenchOptions): Promise<void> {
  const parts: [string, () => Promise<void>][] = [
    ['series', () => benchSeries(report)],
    ['feeds', () => benchFeeds(report)],
    ['calendar', () => benchCalendar(report)],
    ['registrations', () => benchRegistrations(report, options)],
  ];
  for (const [name, run] of parts) if (options.only === null || options.only.includes(name)) await run();
}
