import type { DataClient } from '../../data/client.ts';
import type { Config } from '../config.ts';

/** Raw SQL for what the API cannot carry: backup, restore, vacuum, the bench. Absent on hosted Supabase. */
export type RawSql = {
  query: <Row = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Row[]>;
  /** One transaction; the callback's `query` runs inside it. A read-only one sees one snapshot. */
  transaction: <T>(mode: 'write' | 'snapshot', work: (query: RawSql['query']) => Promise<T>) => Promise<T>;
};

/**
 * Hears what the database says on a channel, until the answered function is called. `again` is told when the line was cut
 * and is there once more: what was said in between is lost.
 */
export type Listen = (channel: string, heard: (message: string) => void, again: () => void) => Promise<() => Promise<void>>;

/** What the rest of the server knows of the database: clients, accounts, and a handler to mount. Nothing else. */
export type Backend = {
  kind: Config['backend']['kind'];
  /** What the browser is told: empty means "the same origin as the app". */
  browserUrl: string;
  publishableKey: string;
  /** Acts with the secret key, past row level security. Never leaves the server. */
  service: DataClient;
  /** Acts as the person whose access token this is, or as nobody. */
  clientFor: (accessToken?: string) => DataClient;
  /** Makes the account of an invited address. Rejects with the reason. */
  createAccount: (email: string, password: string) => Promise<void>;
  /** A sign-in code for an account that exists, to be sent by us; the code before it stops working. */
  createCode: (email: string) => Promise<string>;
  /** Sets the password of an account. Rejects with code `same_password` when it is the one there is. */
  changePassword: (account: { userId: string; email: string }, password: string) => Promise<void>;
  /** Answers /rest/v1 and /auth/v1; absent when hosted, where the browser goes to Supabase itself. */
  handle?: (request: Request) => Promise<Response>;
  raw?: RawSql;
  /** Absent when hosted, where the browser listens to Supabase Realtime. */
  listen?: Listen;
  close: () => Promise<void>;
};

/** `migrate: false` leaves the database as it is: for looking, not for working. */
export type OpenHow = { migrate?: boolean };

/** Opens the backend that the configuration names, with all migrations applied. */
export async function openBackend(config: Config, how: OpenHow = {}): Promise<Backend> {
  const choice = config.backend;
  if (choice.kind === 'hosted') return (await import('./hosted.ts')).openHosted(choice);
  const { openLocal } = await import('./local.ts');
  return openLocal(config, how);
}
