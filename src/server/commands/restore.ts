import path from 'node:path';
import { parseArgs } from 'node:util';
import { readBackup } from '../backup/read.ts';
import { readConfig } from '../config.ts';
import { openOffice } from '../office.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE =
  'npm run restore -- FILE [--replace]\n  Puts a backup back, all of it or nothing. Refuses over an office that is not empty, unless --replace is added.';

await runCommand(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean', default: false } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) endWithUsage(USAGE);
  const office = await openOffice(readConfig());
  try {
    const { rows, files } = await readBackup(office, path.resolve(file), { replace: values.replace });
    process.stdout.write(`${rows.toLocaleString('en-US')} rows and ${files.toLocaleString('en-US')} files are back.\n`);
  } finally {
    await office.close();
  }
});
