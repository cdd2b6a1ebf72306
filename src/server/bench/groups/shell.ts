import type { Report } from '../figure.ts';
import { benchAudit } from './audit.ts';
import type { BenchOptions } from './foundation.ts';
import { benchGate } from './gate.ts';
import { benchLive } from './live.ts';
import { benchScreens } from './screens.ts';
import { benchSearch } from './search.ts';

/** The figures of what every feature stands on, one part after the other so that none disturbs another. */
export async function benchShell(report: Report, options: BenchOptions): Promise<void> {
  const parts: [string, () => Promise<void>][] = [
    ['live', () => benchLive(report)],
    ['screens', () => benchScreens(report)],
    ['gate', () => benchGate(report, options)],
    ['search', () => benchSearch(report, options)],
    ['audit', () => benchAudit(report, options)],
  ];
  for (const [name, run] of parts) if (options.only === null || options.only.includes(name)) await run();
}
