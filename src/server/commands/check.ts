import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '../config.ts';
import { generateFiles, supabase } from './generated.ts';
import { hasSqlLinter, lintSql } from './lint-sql.ts';
import { runCommand } from './run-command.ts';
import { onScratchOffice } from './scratch-office.ts';
import { findPostgres } from './scratch-postgres.ts';

const failed: string[] = [];
const say = (line: string) => process.stdout.write(`${line}\n`);

/** A tool of the project as one step: its own output is shown when it fails. */
function step(name: string, command: string, words: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  say(`${status === 0 ? 'ok  ' : 'FAIL'}  ${name}`);
  if (status === 0) return;
  failed.push(name);
  say(`${stdout}${stderr}`);
}

await runCommand(async () => {
  step('types', 'tsc', ['--noEmit', '-p', '.']);
  step('lint and format', 'biome', ['check', '--error-on-warnings', '.']);
  step('the house: who may import whom, names, sizes', 'vitest', ['run', '--project', 'domain', 'tests/house.test.ts']);
  if (findPostgres()) {
    await onScratchOffice(async ({ url, query }) => {
      for (const [file, fresh] of Object.entries(await generateFiles(url, query))) {
        const isFresh = (await readFile(file, 'utf8').catch(() => '')) === fresh;
        say(`${isFresh ? 'ok  ' : 'FAIL'}  ${path.relative(process.cwd(), file)} is fresh`);
        if (!isFresh) failed.push('Generated files are stale: npm run db:types');
      }
      try {
        await supabase(['db', 'advisors', '--type', 'all', '--level', 'warn', '--fail-on', 'warn', `--remote=${url}`]);
        say('ok    database advisors');
      } catch (error) {
        failed.push('database advisors');
        const { stdout = '', stderr, message } = error as Error & { stdout?: string; stderr?: string };
        say(`FAIL  database advisors\n${stdout}${stderr ?? message}`);
      }
      if (await hasSqlLinter(query)) {
        const findings = await lintSql(query);
        say(`${findings.length === 0 ? 'ok  ' : 'FAIL'}  database functions`);
        for (const { name, level, line, message, hint } of findings)
          say(`      ${name}${line === null ? '' : `, line ${line}`}: ${level}: ${message}${hint ? ` (${hint})` : ''}`);
        if (findings.length > 0) failed.push('database functions');
      } else {
        say('--    database functions are not linted: plpgsql_check is not installed here (Debian: postgresql-15-plpgsql-check)');
      }
    });
  } else {
    say('--    generated files and database advice are not checked: PostgreSQL is not installed here');
  }
  if (failed.length > 0) throw new ConfigError(`Not in order: ${failed.join(', ')}.`);
});
