import type { Report } from '../figure.ts';
import { audienceFigures } from './campaigns-audience.ts';
import { benchKills } from './campaigns-kills.ts';
import { benchMemory, benchSending } from './campaigns-sending.ts';
import type { BenchOptions } from './foundation.ts';

/** The figures of campaigns, one part after the other so that none disturbs another. With fewer rows sending is smaller. */
export async function benchCampaigns(report: Report, options: BenchOptions): Promise<void> {
  const { rows, databaseUrl, only } = options;
  const part = (whole: number) => Math.min(whole, Math.max(500, Math.round((whole * rows) / 1_000_000)));
  const kills = Math.max(5, Math.round(Math.min(200, (200 * rows) / 1_000_000)));
  const parts: [string, () => Promise<void>][] = [
    ['audience', () => audienceFigures(report, options)],
    ['sending', () => benchSending(report, { letters: part(100_000), databaseUrl })],
    ['memory', () => benchMemory(report, { letters: part(500_000), databaseUrl })],
    ['kills', () => benchKills(report, { letters: part(20_000), kills, databaseUrl })],
  ];
  for (const [name, run] of parts) if (only === null || only.includes(name)) await run();
}
