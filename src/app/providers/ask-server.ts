import { RefusalError, refuse, toRefusal } from '../../data/refusals.ts';
import type { Connection } from './connection.ts';

/** What our own server's routes answer when they refuse. */
type ServerRefusal = { message?: string; field?: string; reason?: string; request_id?: string };

/**
 * Asks a route of our own server as the person who is signed in. Rejects with a RefusalError in the server's own words, which
 * carry the number of the request where something broke.
 */
export async function askServer(connection: Connection, path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await connection.authorizedFetch(path, init);
  } catch {
    throw refuse('unreachable');
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as ServerRefusal;
  const refusal = toRefusal(body, response.status);
  throw new RefusalError(
    body.message && response.status < 500
      ? { ...refusal, message: body.message, reason: body.reason ?? 'server', ...(body.field ? { field: body.field } : {}) }
      : refusal,
  );
}

/** The same with JSON both ways. */
export async function askServerJson<Answer>(connection: Connection, path: string, body?: unknown, method = 'POST'): Promise<Answer> {
  const response = await askServer(
    connection,
    path,
    body === undefined ? {} : { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  return (await response.json()) as Answer;
}
