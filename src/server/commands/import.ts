import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { runOrAsk, showTold } from '../control.ts';
import { findPreset } from '../imports/presets.ts';
import { showProgress } from '../imports/progress.ts';
import { ImportRefused } from '../imports/read-file.ts';
import type { ImportResult } from '../imports/run-import.ts';
import { DocumentRefused } from '../settings/exchange.ts';
import { importSettings } from './import-settings.ts';

const usage = `Usage: npm run import -- inquiries --preset kc311 FILE [--dry-run] [--keep-going] [--rejects FILE]
       npm run import -- settings FILE [--dry-run]

  --preset kc311   the columns of Kansas City's 311 file
  --dry-run        count what would happen, or show the difference, and write nothing
  --keep-going     take the good rows although some are rejected
  --rejects FILE   where rejected rows go (FILE.rejects.csv beside the file unless told otherwise)

The office may be in use.`;

type Call =
  | { resource: 'inquiries'; preset: string; file: string; rejectsFile: string; dryRun: boolean; keepGoing: boolean }
  | { resource: 'settings'; file: string; dryRun: boolean };

/** What was asked for on the command line, or the sentence that says what is wrong with it. */
function readCall(words: string[]): Call | string {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        preset: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'keep-going': { type: 'boolean', default: false },
        rejects: { type: 'string' },
      },
    });
    const [resource, file, ...rest] = positionals;
    if (resource !== 'inquiries' && resource !== 'settings') return 'Say what to import: inquiries or settings.';
    if (resource === 'inquiries' && !values.preset) return 'Say how to read the file: --preset kc311.';
    if (values.preset && !findPreset(values.preset)) return `There is no preset "${values.preset}".`;
    if (!file) return 'Name the file to import.';
    if (rest.length > 0) return 'Import one file at a time.';
    if (resource === 'settings') return { resource, file, dryRun: values['dry-run'] };
    const rejectsFile = values.rejects ?? `${file}.rejects.csv`;
    if (rejectsFile === file) return 'The rejects must not go into the file itself.';
    return { resource, preset: values.preset ?? '', file, rejectsFile, dryRun: values['dry-run'], keepGoing: values['keep-going'] };
  } catch (error) {
    return (error as Error).message;
  }
}

/** Says what happened. The exit code is 1 when the file was not taken because of rejects. */
function report(result: ImportResult, call: Extract<Call, { resource: 'inquiries' }>, seconds: number): number {
  const n = (count: number) => count.toLocaleString('en-US');
  const refused = result.rejected > 0 && !call.keepGoing;
  console.log(`${n(result.added)} new, ${n(result.changed)} changed, ${n(result.unchanged)} unchanged`);
  if (result.duplicates > 0) console.log(`${n(result.duplicates)} rows were replaced by a later row of the same case.`);
  if (result.rejected > 0) console.log(`${n(result.rejected)} of ${n(result.rows)} rows were rejected: see ${call.rejectsFile}.`);
  if (call.dryRun) console.log('This was a trial: nothing was written.');
  else if (refused) console.log('Nothing was written. Correct the rejected rows, or use --keep-going to take the others.');
  else console.log(`Done in ${seconds.toFixed(1)} seconds.`);
  return refused ? 1 : 0;
}

async function main(): Promise<number> {
  const call = readCall(process.argv.slice(2));
  if (typeof call === 'string') {
    console.error(`${call}\n\n${usage}`);
    return 2;
  }
  const started = performance.now();
  try {
    if (call.resource === 'settings') return await importSettings(readConfig(), call);
    const { resource: _resource, ...words } = call;
    const told = showTold(showProgress(process.stdout));
    const files = { file: path.resolve(call.file), rejectsFile: path.resolve(call.rejectsFile) };
    const result = await runOrAsk(readConfig(), 'importInquiries', { ...words, ...files }, told);
    return report(result, call, (performance.now() - started) / 1000);
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof ImportRefused || error instanceof DocumentRefused;
    console.error(expected ? error.message : `The import failed: ${(error as Error).message}`);
    return 1;
  }
}

process.exitCode = await main();
process.exit();
