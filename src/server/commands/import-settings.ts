import { readFile } from 'node:fs/promises';
import { type Config, ConfigError } from '../config.ts';
import { runOrAsk } from '../control.ts';
import { isEmpty, type OfficeDifference } from '../settings/exchange.ts';

/** `npm run import -- settings FILE`: shows the difference, and writes it unless it is a trial. Answers the exit code. */
export async function importSettings(config: Config, { file, dryRun }: { file: string; dryRun: boolean }): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ConfigError(`The file ${file} is not there, or cannot be read.`);
  });
  const { difference, written } = await runOrAsk(config, 'importSettings', { text, dryRun });
  for (const line of describeDifference(difference)) console.log(line);
  if (isEmpty(difference)) console.log('The office is as the file says: nothing to change.');
  else console.log(written ? 'Done.' : 'This was a trial: nothing was written.');
  return 0;
}

const value = (one: unknown): string => (one === null ? 'nothing' : typeof one === 'string' ? `"${one}"` : JSON.stringify(one));

/** A difference as lines for a terminal. */
export function describeDifference(difference: OfficeDifference): string[] {
  return Object.entries(difference).flatMap(([list, { added, changed, retired, unchanged }]) => [
    `${list.replaceAll('_', ' ')}: ${added.length} new, ${changed.length} changed, ${retired.length} retired, ${unchanged} unchanged`,
    ...added.map(({ name }) => `  + ${name}`),
    ...changed.map(
      ({ name, fields }) =>
        `  ~ ${name}: ${Object.entries(fields)
          .map(([field, [from, to]]) => `${field} ${value(from)} → ${value(to)}`)
          .join(', ')}`,
    ),
    ...retired.map(({ name }) => `  - ${name}`),
  ]);
}
