import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { RawSql } from '../backend/index.ts';
import { listMigrations } from '../backend/migrate.ts';
import { ConfigError } from '../config.ts';
import type { Office } from '../office.ts';
import { listTables, quoted, type Table } from './tables.ts';
import { FORMAT } from './write.ts';

type Line = {
  format?: string;
  migration?: string;
  table?: string;
  row?: Record<string, unknown>;
  file?: string;
  bytes?: string;
  end?: boolean;
  rows?: number;
};
const ROWS_AT_ONCE = 500;

/** Work of people, as opposed to the reference data that every office starts with. */
const WORK = ['public.staff', 'public.residents', 'public.inquiries', 'public.reports', 'auth.users'];

/**
 * Puts a backup back, all or nothing: rows in one transaction, then files.
 * @throws ConfigError when the file is no backup, is cut off, is of a newer program, or the office is not empty and
 * `replace` was not asked for.
 */
export async function readBackup(
  office: Pick<Office, 'backend' | 'files'>,
  source: string,
  { replace }: { replace: boolean },
): Promise<{ rows: number; files: number }> {
  const { raw } = office.backend;
  if (!raw) throw new ConfigError('Restoring into hosted Supabase needs DATABASE_URL, the connection string of its database.');
  await checkWhole(source);
  const restored = await raw.transaction('write', async (query) => {
    if (!replace && !(await isEmpty(query)))
      throw new ConfigError('This office is not empty. Restore into an empty one, or add --replace to overwrite it with the backup.');
    return loadRows(query, source);
  });
  const before = new Set(await office.files.list());
  let files = 0;
  for await (const line of linesOf(source)) {
    if (!line.file || line.bytes === undefined) continue;
    await office.files.put(line.file, Buffer.from(line.bytes, 'base64'), 'application/octet-stream');
    before.delete(line.file);
    files++;
  }
  if (replace) for (const name of before) await office.files.remove(name);
  return { rows: restored, files };
}

async function* linesOf(source: string): AsyncGenerator<Line> {
  const text = new PassThrough();
  const piped = pipeline(createReadStream(source), createGunzip(), text);
  piped.catch((error) => text.destroy(error));
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) yield JSON.parse(line) as Line;
  await piped;
}

/** Reads the file once before anything is touched: what is cut off must not replace an office. */
async function checkWhole(source: string): Promise<void> {
  let first: Line | undefined;
  let last: Line | undefined;
  try {
    for await (const line of linesOf(source)) {
      first ??= line;
      last = line;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ConfigError(`There is no file ${source}.`);
    throw new ConfigError(`${source} is not a whole backup: ${(error as Error).message}. Nothing was changed.`);
  }
  if (first?.format !== FORMAT) throw new ConfigError(`${source} is not a backup of this program. Nothing was changed.`);
  if (!last?.end) throw new ConfigError(`${source} is cut off. Nothing was changed.`);
  const known = (await listMigrations()).map((migration) => migration.version);
  if (first.migration && !known.includes(first.migration))
    throw new ConfigError('This backup was made by a newer version of the program. Update the program first. Nothing was changed.');
}

async function isEmpty(query: RawSql['query']): Promise<boolean> {
  for (const table of WORK) if ((await query(`select 1 from ${table} limit 1`)).length > 0) return false;
  return true;
}

async function loadRows(query: RawSql['query'], source: string): Promise<number> {
  const tables = await listTables(query);
  const ours = tables.map((table) => table.name);
  // Rows come back as they were: no stamp, no audit, no number. auth.users belongs to Supabase, whose triggers stay,
  // so ours on it are switched off by name.
  for (const table of tables) await query(`alter table ${quoted(table.name)} disable trigger user`);
  for (const table of [...tables].reverse()) await query(`delete from ${quoted(table.name)}`);
  let into: Table | undefined;
  let waiting: Record<string, unknown>[] = [];
  let rows = 0;
  const flush = async () => {
    if (into && waiting.length > 0) await insertRows(query, into, waiting);
    rows += waiting.length;
    waiting = [];
  };
  for await (const line of linesOf(source)) {
    if (line.table !== undefined) {
      await flush();
      into = tables.find((table) => table.name === line.table);
    } else if (line.row && into) {
      waiting.push(line.row);
      if (waiting.length >= ROWS_AT_ONCE) await flush();
    }
  }
  await flush();
  for (const { name, identity } of tables) {
    if (identity)
      await query(
        `select setval(pg_get_serial_sequence('${name}', '${identity}'), greatest((select max("${identity}") from ${quoted(name)}), 1))`,
      );
  }
  // The log's months are this database's own: those of the backup are made, so that they can be archived one by one.
  await query(
    `select private.make_change_month(m::date) from (select distinct date_trunc('month', changed_at at time zone 'UTC') as m from private.changes_rest) r order by m`,
  );
  for (const name of ours) await query(`alter table ${quoted(name)} enable trigger user`);
  return rows;
}

/** Columns that the backup does not know keep their defaults. */
async function insertRows(query: RawSql['query'], table: Table, rows: Record<string, unknown>[]): Promise<void> {
  const columns = table.columns.filter((column) => column in (rows[0] ?? {})).map((column) => `"${column}"`);
  await query(
    `insert into ${quoted(table.name)} (${columns}) ${table.identity ? 'overriding system value' : ''}
     select ${columns} from jsonb_populate_recordset(null::${quoted(table.name)}, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}
