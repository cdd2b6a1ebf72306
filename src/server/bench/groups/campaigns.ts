import type { Report } from '../figure.ts';
import { audienceFigures } from './campaigns-audience.ts';
import type { BenchOptions } from './foundation.ts';

/** The figures of campaigns, one part after the other so that none disturbs another. */
export async function benchCampaigns(report: Report, options: BenchOptions): Promise<void> {
  const parts: [string, () => Promise<void>][] = [['audience', () => audienceFigures(report, options)]];
  for (const [name, run] of parts) if (options.only === null || options.only.includes(name)) await run();
}
