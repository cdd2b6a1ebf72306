import { createPostgresConnection } from '@supabase/lite/postgres';
import { ConfigError } from '../config.ts';
import { reasonOf } from '../log.ts';
import type { Listen } from './index.ts';
import type { LiteConnection } from './local.ts';

/** Version 15 is the first whose views can check the caller's rights (security_invoker). */
const OLDEST_VERSION = 150000;

/** lite hands over JSON as text already, and postgres.js would encode it once more: an object would arrive as a string. */
const jsonType = (oid: number) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string) => JSON.parse(text) as unknown,
});

type Statement = (sql: string, parameters?: unknown[], options?: object) => unknown;
type Driver = { reserve: () => Promise<{ unsafe: Statement }>; end: (how: { timeout: number }) => Promise<void> };
/** Texts that return with every request: who asks, whose session it is, which function is called. */
const RETURNING = /^select (set_config\(|\* from "auth"\.|\* from public\.\w+\()/;

/**
 * lite sends each statement to be parsed anew, in two trips. The few texts that every request repeats are prepared once on
 * each connection and travel in one; the endless shapes of table queries are not kept.
 */
function prepareReturning(driver: Driver): void {
  const reserve = driver.reserve.bind(driver);
  driver.reserve = async () => {
    const reserved = await reserve();
    const unsafe = reserved.unsafe;
    reserved.unsafe = (sql, parameters = [], options = {}) =>
      unsafe(sql, parameters, parameters.length > 0 && RETURNING.test(sql) ? { ...options, prepare: true } : options);
    return reserved;
  };
}

/** A pool on one PostgreSQL server. */
export async function connectPostgres(
  databaseUrl: string,
): Promise<{ connection: LiteConnection; listen: Listen; recover: () => Promise<void>; release: () => Promise<void> }> {
  const connection = createPostgresConnection({
    url: databaseUrl,
    postgresOptions: { max: 10, onnotice: () => {}, connect_timeout: 10, types: { json: jsonType(114), jsonb: jsonType(3802) } },
  } as never) as unknown as LiteConnection & { driver: Driver & Listener };
  prepareReturning(connection.driver);
  const where = new URL(databaseUrl);
  try {
    const { sql } = await import('kysely');
    const { rows } = await sql<{ version: number; encoding: string }>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`.execute(
      connection.kysely,
    );
    if (rows[0] && rows[0].version < OLDEST_VERSION) throw new ConfigError('This PostgreSQL is too old. Version 15 or newer is needed.');
    if (rows[0] && rows[0].encoding !== 'UTF8')
      throw new ConfigError(`The database keeps text as ${rows[0].encoding}. Create one with encoding UTF8.`);
  } catch (error) {
    await connection.close();
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`PostgreSQL at ${where.host}${where.pathname} does not answer: ${reasonOf(error)}`);
  }
  // Not lite's close: it would wait without end for a connection that somebody still holds.
  const release = () => connection.driver.end({ timeout: 5 });
  return { connection, listen: listenOn(connection.driver), recover: async () => {}, release };
}

/** The part of postgres.js that hears notifications: on a connection of its own, which it opens again when it was cut. */
type Listener = {
  listen: (channel: string, heard: (message: string) => void, opened: () => void) => Promise<{ unlisten: () => Promise<void> }>;
};

const listenOn =
  (driver: Listener): Listen =>
  async (channel, heard, again) => {
    let openings = 0;
    const { unlisten } = await driver.listen(channel, heard, () => {
      openings++;
      if (openings > 1) again();
    });
    return unlisten;
  };
