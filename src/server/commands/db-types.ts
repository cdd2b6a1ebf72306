import { writeFile } from 'node:fs/promises';
import { generateFiles } from './generated.ts';
import { runCommand } from './run-command.ts';
import { onScratchOffice } from './scratch-office.ts';

await runCommand(async () => {
  await onScratchOffice(async ({ url, query }) => {
    for (const [file, text] of Object.entries(await generateFiles(url, query))) await writeFile(file, text);
  });
  process.stdout.write('src/data/database.types.ts and supabase/schema.md are fresh.\n');
});
