import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A folder of its own for one measurement. */
export async function scratchFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rotunda-bench-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export type ServedOffice = {
  url: string;
  /** The process, for what the system counts of it. */
  pid: number;
  startedAt: number;
  answeredAfter: number;
  output: () => string;
  /** Waits until the office printed this. */
  untilSaid: (words: string) => Promise<void>;
  stop: () => Promise<void>;
};

/** The office as a person starts it, in a process of its own; `answeredAfter` is how many ms until it served the page. */
export async function serveOffice(words: string[], environment: Record<string, string>): Promise<ServedOffice> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The office ended while it was starting:\n${output}`);
    const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
    if (url && (await fetch(url).catch(() => null))?.ok) {
      return {
        url,
        pid: child.pid ?? 0,
        answeredAfter: performance.now() - started,
        startedAt: started,
        output: () => output,
        untilSaid: async (words) => {
          while (!output.includes(words)) {
            if (child.exitCode !== null) throw new Error(`The office ended:\n${output}`);
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        },
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
