import { CompiledQuery, type Kysely } from 'kysely';
import type { LiteConnection } from './local.ts';

type Caller = { auth?: { uid?: string | null; role?: string | null; jwt?: unknown }; storage?: { operation?: unknown } };
type RpcRequest = { method: string; path: string; requestHeaders?: Record<string, string> };

/** The two steps of lite's connections that tell PostgreSQL who asks. */
type ContextSteps = {
  applyJwtSessionContext: (runner: Kysely<unknown>, caller: Caller, isOwnRole: boolean) => Promise<void>;
  applyRpcRequestGucs: (runner: Kysely<unknown>, request: RpcRequest) => Promise<void>;
};

/** Roles that a token may ask for; any other is asked for by lite itself, which quotes it. */
const ROLES = new Set(['anon', 'authenticated', 'service_role']);

/**
 * @supabase/lite 0.10 tells the database who asks in ten statements, one after the other, before each request's own: with
 * PostgreSQL that is most of what a request costs. Here the same settings travel in one statement, and the request's own
 * statement follows without waiting: they share a transaction on one connection, so a failure of the first fails both.
 * @throws Error when lite's connections no longer have these steps.
 */
export function tellContextAtOnce(connection: LiteConnection): void {
  const steps = connection as unknown as ContextSteps;
  if (typeof steps.applyJwtSessionContext !== 'function' || typeof steps.applyRpcRequestGucs !== 'function')
    throw new Error('@supabase/lite has changed: its connection tells who asks in another way. Look at context.ts before running it.');
  const original = steps.applyJwtSessionContext.bind(connection);

  steps.applyJwtSessionContext = async (runner, caller, isOwnRole) => {
    const role = caller.auth?.role || 'anon';
    if (!ROLES.has(role)) return original(runner, caller, isOwnRole);
    const claims = caller.auth?.jwt;
    send(runner, {
      'request.jwt.claim.sub': String(caller.auth?.uid ?? ''),
      'request.jwt.claim.role': role,
      'storage.operation': String(caller.storage?.operation ?? ''),
      ...(claims && typeof claims === 'object' ? { 'request.jwt.claims': JSON.stringify(claims) } : {}),
      role,
    });
  };

  steps.applyRpcRequestGucs = async (runner, { method, path, requestHeaders }) => {
    // A function may read the headers, but has no business with the caller's token.
    const { authorization: _authorization, apikey: _apikey, cookie: _cookie, ...headers } = requestHeaders ?? {};
    send(runner, {
      'response.status': '',
      'response.headers': '',
      'request.method': method,
      'request.path': path,
      'request.headers': JSON.stringify(headers),
    });
  };
}

function send(runner: Kysely<unknown>, settings: Record<string, string>): void {
  const names = Object.keys(settings);
  const calls = names.map((name, index) => `set_config('${name}', $${index + 1}, true)`);
  const sent = runner.executeQuery(CompiledQuery.raw(`select ${calls.join(', ')}`, Object.values(settings)));
  // Whoever runs the request's own statement next hears of the failure: the transaction is aborted.
  sent.catch(() => {});
}
