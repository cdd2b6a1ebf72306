import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { listMigrations } from '../backend/migrate.ts';
import { ConfigError } from '../config.ts';
import type { Office } from '../office.ts';
import { version } from '../version.ts';
import { listTables, quoted } from './tables.ts';

export const FORMAT = 'rotunda-backup-1';
const ROWS_AT_ONCE = 500;

/**
 * Writes the whole office into one file: gzipped lines of JSON, first what it is, then every row of every table from one
 * snapshot, then every file. The office may be in use. The file appears only when it is complete.
 * @throws ConfigError on hosted Supabase, where the database's own address is needed.
 */
export async function writeBackup(office: Pick<Office, 'backend' | 'files'>, target: string): Promise<{ rows: number; files: number }> {
  const { raw } = office.backend;
  if (!raw) throw new ConfigError('A backup of hosted Supabase needs DATABASE_URL, the connection string of its database.');
  const gzip = createGzip();
  const output = createWriteStream(`${target}.new`, { mode: 0o600 });
  const written = finished(gzip.pipe(output));
  // A disk that fills up is told where the file is awaited, not as an unhandled rejection.
  written.catch(() => {});
  const writeText = async (text: string) => {
    if (!gzip.write(`${text}\n`)) await Promise.race([once(gzip, 'drain'), written]);
  };
  const write = (line: unknown) => writeText(JSON.stringify(line));
  const migrations = (await listMigrations()).map((migration) => migration.version);
  await write({ format: FORMAT, program: version, migration: migrations.at(-1) });
  let rows = 0;
  await raw.transaction('snapshot', async (query) => {
    for (const table of await listTables(query)) {
      await write({ table: table.name });
      // A cursor keeps memory flat whatever the size of the table.
      await query(`declare backup_rows no scroll cursor for select to_jsonb(t)::text as row from ${quoted(table.name)} t`);
      for (;;) {
        const chunk = await query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from backup_rows`);
        if (chunk.length === 0) break;
        rows += chunk.length;
        // As PostgreSQL wrote it: a large number would not survive JavaScript.
        for (const { row } of chunk) await writeText(`{"row":${row}}`);
      }
      await query('close backup_rows');
    }
  });
  // Lists that were made into files are gone within days: whoever needs one asks for it anew.
  const names = (await office.files.list()).filter((name) => !name.startsWith('files/exports/'));
  for (const name of names) {
    const bytes = await office.files.get(name);
    if (bytes) await write({ file: name, bytes: Buffer.from(bytes).toString('base64') });
  }
  await write({ end: true, rows, files: names.length });
  gzip.end();
  await written;
  await rename(`${target}.new`, target);
  return { rows, files: names.length };
}
