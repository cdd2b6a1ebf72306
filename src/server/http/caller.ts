import type { Context } from 'hono';
import type { DataClient } from '../../data/client.ts';
import type { Office } from '../office.ts';
import { Refusal } from './errors.ts';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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

/** The data of an answer to the caller. @throws Refusal (401) when their session has ended, otherwise what the database said. */
export function answered<T>({ data, error }: { data: T; error: { code?: string; message: string } | null }): T {
  if (error) throw isSignedOut(error) ? new Refusal(401, 'Your session has ended. Sign in again.') : error;
  return data;
}

/** Whether the database refused the token itself. */
export const isSignedOut = (error: { code?: string; message: string }): boolean =>
  /^PGRST30/.test(error.code ?? '') || /jwt|expired|invalid token/i.test(error.message);

/** A refusal of the database as it is; a token that is not known any more as what it means to the person. */
export function asRefusal(error: { code?: string; message: string }): unknown {
  return isSignedOut(error) && !/^PT/.test(error.code ?? '') ? new Refusal(401, 'Your session has ended. Sign in again.') : error;
}

export type Person = { id: string; name: string; email: string; role: string };

/** Who is calling. @throws Refusal (401) when the session has ended, (403) for somebody who is not of the office. */
export async function personOf(caller: DataClient): Promise<Person> {
  const { data, error } = await caller.rpc('whoami');
  if (error) throw asRefusal(error);
  if (!data) throw new Refusal(403, 'This account does not belong to an active member of the office. Ask an administrator.');
  return data as unknown as Person;
}
