import type { Report } from '../figure.ts';
import { benchApp } from './app.ts';
import { benchDemo } from './demo.ts';
import { benchImports } from './imports.ts';
import { benchEmbedded, benchLists } from './lists.ts';

export type BenchOptions = { rows: number; databaseUrl: string | null; only: string[] | null };

/** The figures of the foundation, one part after the other so that none disturbs another. */
export async function benchFoundation(report: Report, options: BenchOptions): Promise<void> {
  const parts: [string, () => Promise<void>][] = [
    ['demo', () => benchDemo(report)],
    ['app', () => benchApp(report)],
    ['embedded', () => benchEmbedded(report)],
    ['lists', () => benchLists(report, options)],
    ['imports', () => benchImports(report, options)],
  ];
  for (const [name, run] of parts) if (options.only === null || options.only.includes(name)) await run();
}
