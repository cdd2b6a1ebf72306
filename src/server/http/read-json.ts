import type { Context } from 'hono';
import { Refusal } from './errors.ts';

/** The body as an object. @throws Refusal (400) when it is not JSON, or not an object. */
export async function readJson(context: Context): Promise<Record<string, unknown>> {
  const body: unknown = await context.req.json().catch(() => null);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal(400, 'The request must carry a JSON object.');
  return body as Record<string, unknown>;
}
