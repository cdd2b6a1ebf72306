import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Transaction } from 'kysely';
import type { LiteConnection } from './local.ts';

/** The headers that SQL reads; the others stay out of it. */
const READ_IN_SQL = ['x-change-set'];
const headersOf = new AsyncLocalStorage<Record<string, string>>();

type Executor = Transaction<unknown>;
type WithContext = { applyJwtSessionContext?: (executor: Executor, ...words: unknown[]) => Promise<void> };

/**
 * PostgREST gives SQL the headers of every request (`request.headers`); @supabase/lite 0.10 does so for functions only. Here
 * writes of tables get them too, in the same transaction as the person's role.
 */
export function passHeadersToSql(connection: LiteConnection): void {
  const patched = connection as LiteConnection & WithContext;
  const apply = patched.applyJwtSessionContext?.bind(connection);
  if (!apply)
    throw new Error('@supabase/lite has changed: its connection has no applyJwtSessionContext. Find where a request’s role is set.');
  patched.applyJwtSessionContext = async (executor, ...words) => {
    await apply(executor, ...words);
    const headers = headersOf.getStore();
    if (headers) await sql`select set_config('request.headers', ${JSON.stringify(headers)}, true)`.execute(executor);
  };
}

/** Does the work of a request with those of its headers at hand that SQL reads. */
export function withHeaders<T>(request: Request, work: () => Promise<T>): Promise<T> {
  const found = READ_IN_SQL.flatMap((name) => {
    const value = request.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return found.length > 0 ? headersOf.run(Object.fromEntries(found), work) : work();
}
