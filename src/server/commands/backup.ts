import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { runOrAsk } from '../control.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE = 'npm run backup -- FILE\n  Writes the whole office, files included, into FILE. The office may be in use.';

await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file] = positionals;
  if (!file || positionals.length > 1) endWithUsage(USAGE);
  const { rows, files } = await runOrAsk(readConfig(), 'backup', { file: path.resolve(file) });
  process.stdout.write(
    `${rows.toLocaleString('en-US')} rows and ${files.toLocaleString('en-US')} files are in ${file}. Keep it as safe as the office: it holds residents' data.\n`,
  );
});
