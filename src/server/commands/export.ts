import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { runOrAsk } from '../control.ts';
import { describeSchema } from '../settings/document.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE = `npm run export -- settings FILE
  Writes the settings of the office as JSON, as npm run import takes them. The office may be in use.
npm run export -- settings-schema FILE
  Writes the JSON Schema of that file (templates/office/settings.schema.json), for editors that complete and check.`;

await runCommand(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [resource, file] = positionals;
  if (!file || positionals.length > 2) endWithUsage(USAGE);
  if (resource === 'settings-schema') {
    await writeFile(path.resolve(file), `${JSON.stringify(describeSchema(), null, 2)}\n`);
    return;
  }
  if (resource !== 'settings') endWithUsage(USAGE);
  const document = await runOrAsk(readConfig(), 'exportSettings', {});
  await writeFile(path.resolve(file), `${JSON.stringify(document, null, 2)}\n`);
  process.stdout.write(`The settings are in ${file}. No resident and no account is among them.\n`);
});
