import { ConfigError } from '../config.ts';
import { reasonOf } from '../log.ts';

/** Runs a command of the terminal: a mistake of a person ends it with one sentence and code 1, a mistake of ours with its stack. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    process.exitCode ??= 0;
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : reasonOf(error)}\n`);
    process.exitCode = 1;
  }
  // Whatever a library left open must not keep a finished command from ending.
  process.exit();
}

/** Wrong words on the command line: how the command is meant, and code 2. */
export function endWithUsage(usage: string, reason?: string): never {
  process.stderr.write(`${reason ? `${reason}\n\n` : ''}${usage}\n`);
  process.exit(2);
}
