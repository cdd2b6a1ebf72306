import { RefusalError, refuse, toRefusal } from '../../../data/refusals.ts';
import type { Connection } from '../../providers/connection.ts';

/** Our own server's routes for reports; their refusals are `{message, field?}`. */
async function ask(connection: Connection, path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await connection.authorizedFetch(path, init);
  } catch {
    throw refuse('unreachable');
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as { message?: string; field?: string };
  const refusal = toRefusal(body, response.status);
  throw new RefusalError(
    body.message ? { ...refusal, message: body.message, reason: 'server', ...(body.field ? { field: body.field } : {}) } : refusal,
  );
}

/** Compiles a month ('2026-10') into an edition. Rejects with a RefusalError. */
export async function compileMonth(connection: Connection, month: string): Promise<{ id: string; edition: number }> {
  const response = await ask(connection, '/reports/compile', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ month }),
  });
  return (await response.json()) as { id: string; edition: number };
}

/** Fetches an edition's PDF with the name that the server gives it. Rejects with a RefusalError. */
export async function fetchPdf(connection: Connection, id: string): Promise<{ blob: Blob; name: string }> {
  const response = await ask(connection, `/reports/${id}/pdf`);
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'Council-Report.pdf';
  return { blob: await response.blob(), name };
}
