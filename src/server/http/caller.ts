import type { Context } from 'hono';
import type { DataClient } from '../../data/client.ts';
import type { Office } from '../office.ts';
import { Refusal } from './errors.ts';

/** The access token that a request carries. @throws Refusal (401) when there is none. */
export function tokenOf(context: Context): string {
  const token = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '')?.[1];
  if (!token) throw new Refusal(401, 'Sign in first.');
  return token;
}

/** The caller's client, acting under their own rights. */
export function callerOf(context: Context, office: Office): DataClient {
  return office.backend.clientFor(tokenOf(context));
}

/** Whether the database refused the token itself. */
export const isSignedOut = (error: { code?: string; message: string }): boolean =>
  /^PGRST30/.test(error.code ?? '') || /jwt|expired|invalid token/i.test(error.message);
