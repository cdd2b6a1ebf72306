import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { runOrAsk } from '../control.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE =
  'npm run archive -- changes --before 2025-01\n  Moves the months of the log before that one out of the database into the office’s files (files/history). The last three\n  months stay. What is archived can be read and no longer undone. The office may be in use.';

await runCommand(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { before: { type: 'string' } } });
  if (positionals[0] !== 'changes' || positionals.length !== 1 || !values.before) endWithUsage(USAGE);
  const months = await runOrAsk(readConfig(), 'archiveChanges', { before: values.before });
  for (const { month, rows, file } of months) process.stdout.write(`${month}: ${rows.toLocaleString('en-US')} rows are in ${file}.\n`);
  if (months.length === 0) process.stdout.write(`The log has no month before ${values.before}.\n`);
});
