import type { Context } from 'hono';
import { log, reasonOf } from '../log.ts';
import { routeOf } from './observe.ts';

/** A refusal that a person reads: what is wrong and what to do, at which field. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429;
  readonly field: string | undefined;
  /** A stable word by which a screen says it in the reader's language. */
  readonly reason: string | undefined;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  constructor(status: Refusal['status'], message: string, field?: string, reason?: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.field = field;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

type DatabaseError = { message: string; code?: string; hint?: string | null };
const isDatabaseError = (error: unknown): error is DatabaseError =>
  typeof error === 'object' && error !== null && 'code' in error && 'message' in error;

/** What the database refused, as an answer to the person; anything else is our fault and says nothing of its inside. */
export function answerError(error: unknown, context: Context): Response {
  const requestId = context.get('requestId') as string;
  if (error instanceof Refusal) {
    const answer = context.json({ message: error.message, field: error.field, reason: error.reason, request_id: requestId }, error.status);
    if (error.retryAfter !== undefined) answer.headers.set('Retry-After', String(error.retryAfter));
    return answer;
  }
  if (isDatabaseError(error)) {
    const status = /^PT(4\d\d)$/.exec(error.code ?? '')?.[1];
    if (status)
      return context.json({ message: error.message, field: error.hint ?? undefined, request_id: requestId }, Number(status) as 400);
    if (error.code === '42501') return context.json({ message: error.message, request_id: requestId }, 403);
  }
  log('request.failed', { request_id: requestId, route: routeOf(context), reason: withoutValues(reasonOf(error)) });
  return context.json(
    {
      message: `The server could not do this; nothing was changed. Tell an administrator this number: ${requestId}`,
      request_id: requestId,
    },
    500,
  );
}

/** What was quoted may be what somebody typed. */
export const withoutValues = (reason: string): string => (reason.split('\n')[0] ?? '').replace(/"[^"]*"|'[^']*'/g, '"…"').slice(0, 300);

/** An answer of the database's API in which something broke, with the request's number where the browser finds it. */
export async function numbered(response: Response, context: Context): Promise<Response> {
  if (response.status < 500) return response;
  const requestId = context.get('requestId') as string;
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  log('request.failed', { request_id: requestId, route: routeOf(context), reason: 'database' });
  return Response.json({ ...body, details: `request ${requestId}` }, { status: response.status });
}
