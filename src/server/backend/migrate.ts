import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type App, appliedVersions, splitSqlStatements } from '@supabase/lite';
import { CompiledQuery } from 'kysely';
import type { LiteConnection } from './local.ts';

const SUPABASE_FOLDER = fileURLToPath(new URL('../../../supabase/', import.meta.url));

export type Migration = { version: string; name: string; file: string };

/** The migrations in their order. */
export async function listMigrations(): Promise<Migration[]> {
  const files = (await readdir(`${SUPABASE_FOLDER}migrations`)).filter((file) => file.endsWith('.sql')).sort();
  return files.map((file) => {
    const [, version, name] = /^(\d{14})_(.+)\.sql$/.exec(file) ?? [];
    if (!version || !name) throw new Error(`${file} is not named like a migration: 14 digits, an underscore, a name.`);
    return { version, name, file };
  });
}

/**
 * Applies what is missing, each migration with its entry in Supabase's own history table in one transaction, then the
 * reference data when it is new. Several processes may start at once: one does it, the others wait.
 */
export async function bringUpToDate(app: App, connection: LiteConnection): Promise<number> {
  const missing = await findMissing(app, connection);
  if (missing.length === 0 && (await isSeeded(connection))) return 0;
  await connection.kysely.transaction().execute(async (transaction) => {
    const run = (sql: string, parameters: unknown[] = []) => transaction.executeQuery(CompiledQuery.raw(sql, parameters));
    await run(`select pg_advisory_xact_lock(hashtext('rotunda migrations'))`);
    const still = new Set((await findMissing(app, connection, run)).map((migration) => migration.version));
    for (const migration of missing.filter((one) => still.has(one.version))) {
      const sql = await readFile(`${SUPABASE_FOLDER}migrations/${migration.file}`, 'utf8');
      const statements = await splitSqlStatements(sql);
      for (const statement of statements) {
        await run(statement).catch((error: Error) => {
          throw new Error(`${migration.file}: ${error.message}\n${statement.slice(0, 400)}`);
        });
      }
      await run('insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)', [
        migration.version,
        migration.name,
        statements,
      ]);
    }
    const seed = await readSeed();
    for (const statement of await splitSqlStatements(seed.sql)) await run(statement);
    await run('insert into private.seeds (hash) values ($1) on conflict do nothing', [seed.hash]);
  });
  return missing.length;
}

type Run = (sql: string) => Promise<{ rows: unknown[] }>;

async function findMissing(app: App, connection: LiteConnection, run?: Run): Promise<Migration[]> {
  const migrations = await listMigrations();
  if (run) {
    const { rows } = await run('select version from supabase_migrations.schema_migrations');
    const applied = new Set(rows.map((row) => (row as { version: string }).version));
    return migrations.filter((migration) => !applied.has(migration.version));
  }
  const known = await connection.kysely
    .executeQuery(
      CompiledQuery.raw(
        `select to_regclass('supabase_migrations.schema_migrations') is not null and to_regclass('auth.users') is not null as ready`,
      ),
    )
    .then(({ rows }) => (rows[0] as { ready: boolean }).ready);
  if (!known) await app.ensureSystemSchema();
  const applied = new Set(await appliedVersions(connection as never));
  return migrations.filter((migration) => !applied.has(migration.version));
}

async function readSeed(): Promise<{ sql: string; hash: string }> {
  const sql = await readFile(`${SUPABASE_FOLDER}seed.sql`, 'utf8');
  return { sql, hash: createHash('sha256').update(sql).digest('hex') };
}

async function isSeeded(connection: LiteConnection): Promise<boolean> {
  const { hash } = await readSeed();
  const { rows } = await connection.kysely.executeQuery(CompiledQuery.raw('select 1 from private.seeds where hash = $1', [hash]));
  return rows.length > 0;
}
