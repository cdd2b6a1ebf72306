import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { askOpenOffice } from '../control.ts';
import type { Finding } from '../doctor/check.ts';
import { runDoctor } from '../doctor/run.ts';
import { reasonOf } from '../log.ts';
import { type Office, openOffice } from '../office.ts';
import { endWithUsage, runCommand } from './run-command.ts';

const USAGE =
  'npm run doctor [-- --json]\n  Looks at configuration, folders, disk, database, worker, backups, mail, and says what to do. Nothing is changed. The office may be\n  in use. Ends with 1 when something fails.';

const MARKS = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL', skip: '--  ' };

await runCommand(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  if (positionals.length > 0) endWithUsage(USAGE);
  const findings = await examine();
  const width = Math.max(...findings.map(({ check }) => check.length));
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ checks: findings }, null, 2)}\n`
      : findings.map(({ check, state, message }) => `${MARKS[state]}  ${check.padEnd(width)}  ${message}\n`).join(''),
  );
  if (findings.some(({ state }) => state === 'fail')) process.exitCode = 1;
});

/** Asks the process that has the office open; otherwise opens it here, as it is: what waits is not applied by looking. */
async function examine(): Promise<Finding[]> {
  const config = readConfig();
  const asked = await askOpenOffice(config, 'doctor', {});
  if (asked) return asked;
  const isEmbedded = config.backend.kind === 'embedded';
  if (isEmbedded && !existsSync(path.join(config.dataFolder, 'pg'))) return runDoctor(config, null, { isServing: false });
  let office: Office | null = null;
  let reason: string | null = null;
  try {
    office = await openOffice(config, { migrate: false });
  } catch (error) {
    reason = reasonOf(error);
  }
  try {
    return await runDoctor(config, office, { isServing: !isEmbedded, reason });
  } finally {
    await office?.close();
  }
}
