import { AsyncLocalStorage } from 'node:async_hooks';
import { App, SUPABASE_AUTH_HELPERS_SQL } from '@supabase/lite';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { createDataClient } from '../../data/client.ts';
import { shortestPassword } from '../../domain/staff/password.ts';
import type { BackendChoice, Config } from '../config.ts';
import { correctAnswer } from './answers.ts';
import { claimsTooMuch, refuseClaims } from './claims.ts';
import { tellContextAtOnce } from './context.ts';
import type { Backend, Listen, OpenHow, RawSql } from './index.ts';
import { bringUpToDate } from './migrate.ts';
import { refuseSharedNames } from './query-names.ts';
import { runQuietly } from './quiet.ts';
import { passHeadersToSql, withHeaders } from './request-headers.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { noTurns, type Turns, takeTurns, untilClosed } from './turns.ts';

/** The parts of lite's connections that we use; its own types differ between its two drivers. */
export type LiteConnection = {
  kysely: Kysely<unknown>;
  exec: (sql: string) => Promise<unknown>;
  close: () => Promise<void>;
  rlsState: 'unknown' | 'active' | 'inactive';
};

/** Where the code of a request under way is put: lite would mail it, with its own words and while everybody waits. */
const caughtCode = new AsyncLocalStorage<{ code: string | null }>();

/** Takes what lite would mail. Its template for codes is the code alone, in the subject; nothing is ever sent from here. */
const codeCatcher = {
  send: async ({ subject }: { subject: string }) => {
    const caught = caughtCode.getStore();
    if (caught) caught.code = subject;
  },
};

/**
 * REST and auth in this process, over PGlite in the data folder or over one PostgreSQL server.
 * @throws ConfigError when the folder is taken or the server does not answer.
 */
export async function openLocal(config: Config, { migrate = true }: OpenHow = {}): Promise<Backend> {
  const choice = config.backend as Exclude<BackendChoice, { kind: 'hosted' }>;
  const secrets = await loadSecrets(config.dataFolder);
  const embedded = choice.kind === 'embedded';
  const { connection, listen, recover, release } = embedded
    ? await (await import('./embedded.ts')).connectEmbedded(config.dataFolder)
    : await (await import('./postgres.ts')).connectPostgres(choice.databaseUrl);
  const { turns, close } = untilClosed(embedded ? takeTurns(recover) : noTurns);
  try {
    tellContextAtOnce(connection);
    const app = makeApp(connection, secrets, config);
    passHeadersToSql(connection);
    if (migrate) {
      await prepareRoles(connection);
      await bringUpToDate(app, connection);
    }
    return { ...assemble(choice.kind, app, connection, secrets, turns, () => close(release)), listen: takingTurns(listen, turns) };
  } catch (error) {
    await close(release);
    throw error;
  }
}

function makeApp(connection: LiteConnection, secrets: Secrets, { session, publicUrl, host, port }: Config): App {
  // At its first request lite grants ALL on every table to anon and authenticated, which would undo each chapter's
  // grants. Told that row level security is active already, it leaves privileges alone.
  if (connection.rlsState === undefined)
    throw new Error('@supabase/lite has changed: its connection no longer has rlsState. Do not run it before its grants are understood.');
  connection.rlsState = 'active';
  return new App({
    connection: connection as never,
    auth: {
      enabled: true,
      jwt_secret: secrets.jwtSecret,
      publishable_key: secrets.publishableKey,
      secret_key: secrets.secretKey,
      site_url: publicUrl ?? `http://${host}:${port}`,
      jwt_expiry: 3600,
      minimum_password_length: shortestPassword,
      // A refresh token that comes twice was stolen: its whole session ends.
      enable_refresh_token_rotation: true,
      sessions: { inactivity_timeout: `${session.idleHours}h`, timebox: `${session.hours}h` },
      email: { otp_length: 6, otp_expiry: 600, template: { magic_link: { subject: '{{ .Token }}' } } },
    },
    studio: { enabled: false },
    api: { schemas: ['public'], max_rows: 1000 },
    options: { server: { admin: false }, drivers: { email: codeCatcher } },
  } as never) as App;
}

/** The three roles of the API and the helpers that policies call, as Supabase has them. */
async function prepareRoles(connection: LiteConnection): Promise<void> {
  for (const [role, rights] of [
    ['anon', 'nologin noinherit'],
    ['authenticated', 'nologin noinherit'],
    ['service_role', 'nologin noinherit bypassrls'],
  ] as const) {
    await connection.exec(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} ${rights}; end if;
    exception when duplicate_object or unique_violation then null; end $$`);
  }
  await connection.exec(`do $$ begin
    if to_regprocedure('auth.uid()') is null then ${SUPABASE_AUTH_HELPERS_SQL.replace(/\$\$/g, '$helper$')} end if; end $$`);
  await connection.exec('grant usage on schema auth to anon, authenticated, service_role');
}

function assemble(
  kind: 'embedded' | 'postgres',
  app: App,
  connection: LiteConnection,
  secrets: Secrets,
  turns: Turns,
  close: () => Promise<void>,
): Backend {
  const handle = async (request: Request): Promise<Response> => {
    const refused = refuseSharedNames(request);
    if (refused) return refused;
    if (claimsTooMuch(request)) return refuseClaims();
    // The body is read before the turn begins: a slow sender must not hold the only connection.
    const body = request.body === null ? undefined : await request.arrayBuffer();
    const whole = body === undefined ? request : new Request(request.url, { method: request.method, headers: request.headers, body });
    return turns(() => runQuietly((noted) => withHeaders(whole, async () => correctAnswer(whole, await app.fetch(whole), noted.code))));
  };
  const transport: typeof fetch = (input, init) => handle(new Request(input, init));
  const url = 'http://rotunda.local';
  const service = createDataClient({ url, key: secrets.secretKey, fetch: transport });
  const nobody = () => createDataClient({ url, key: secrets.publishableKey, fetch: transport });
  const createCode = async (email: string): Promise<string> => {
    const caught = { code: null as string | null };
    const asked = await caughtCode.run(caught, () => nobody().auth.signInWithOtp({ email, options: { shouldCreateUser: false } }));
    if (asked.error) throw asked.error;
    if (!caught.code) throw new Error('@supabase/lite has changed: its code did not arrive.');
    return caught.code;
  };
  return {
    kind,
    browserUrl: '',
    publishableKey: secrets.publishableKey,
    service,
    clientFor: (accessToken) => createDataClient({ url, key: secrets.publishableKey, accessToken, fetch: transport }),
    createAccount: async (email, password) => {
      const client = nobody();
      const made = await client.auth.signUp({ email, password });
      if (made.error) throw made.error;
      // Signing up signs in; this session is nobody's.
      await client.auth.signOut({ scope: 'local' });
    },
    createCode,
    changePassword: async ({ email }, password) => {
      // lite has no admin API: the server signs in by a code of its own and changes the password as the person.
      const client = nobody();
      const entered = await client.auth.verifyOtp({ email, token: await createCode(email), type: 'magiclink' });
      if (entered.error) throw entered.error;
      const changed = await client.auth.updateUser({ password });
      await client.auth.signOut({ scope: 'local' });
      if (changed.error) throw changed.error;
    },
    handle,
    raw: rawSql(connection, turns),
    close,
  };
}

/** To begin and to stop listening are statements like any other. */
const takingTurns =
  (listen: Listen, turns: Turns): Listen =>
  async (channel, heard, again) => {
    const stop = await turns(() => listen(channel, heard, again));
    return () => turns(stop);
  };

function rawSql(connection: LiteConnection, turns: Turns): RawSql {
  const queryOn =
    (runner: Kysely<unknown> | Transaction<unknown>): RawSql['query'] =>
    async <Row>(sql: string, parameters: unknown[] = []) =>
      (await runner.executeQuery(CompiledQuery.raw(sql, parameters))).rows as Row[];
  return {
    query: (sql, parameters) => turns(() => queryOn(connection.kysely)(sql, parameters)),
    transaction: (mode, work) =>
      turns(() =>
        connection.kysely.transaction().execute(async (transaction) => {
          const query = queryOn(transaction);
          if (mode === 'snapshot') await query('set transaction isolation level repeatable read read only');
          return work(query);
        }),
      ),
  };
}
