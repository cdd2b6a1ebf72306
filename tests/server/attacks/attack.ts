import type { makeApp } from '../../../src/server/http/server.ts';
import { findLeak } from './hostile.ts';

export type App = ReturnType<typeof makeApp>;
export type Shot = { method: string; address: string; headers?: Record<string, string>; body?: string | Uint8Array | FormData };

/** Fires one request and answers what is wrong with the answer; null when nothing is. */
export async function fire(app: App, { method, address, headers = {}, body }: Shot): Promise<string | null> {
  let request: Request;
  try {
    request = new Request(new URL(address, 'http://office.test'), {
      method,
      headers,
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: (body as RequestInit['body']) ?? null }),
    });
  } catch {
    // No browser and no library can send this.
    return null;
  }
  const response = await app.fetch(request, {});
  const type = response.headers.get('content-type') ?? '';
  // The app itself (503 before it is built) is a file, not an answer.
  const isApp = type.startsWith('text/html') || (response.status === 503 && address.startsWith('/') && method !== 'POST');
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return null;
  }
  const text = isApp ? '' : await response.text();
  const shown = `${method} ${address.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${typeof body === 'string' ? body.slice(0, 200) : typeof body}`;
  if (response.status >= 500 && !isApp) return `${response.status}: ${shown} → ${text.slice(0, 200)}`;
  // What was sent may come back in a refusal; what was not sent may not be there.
  const leak = findLeak(text);
  if (leak && !`${decodeURIComponent(address)} ${body} ${JSON.stringify(headers)}`.toLowerCase().includes(leak.toLowerCase()))
    return `shows "${leak}": ${shown} → ${text.slice(0, 300)}`;
  return null;
}

/** Fires all, a few at a time, and answers what went wrong. */
export async function fireAll(app: App, shots: Iterable<Shot>): Promise<string[]> {
  const wrong: string[] = [];
  const waiting = [...shots];
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let shot = waiting.pop(); shot; shot = waiting.pop()) {
        const found = await fire(app, shot).catch((error) => `threw ${String(error)}: ${shot?.method} ${shot?.address.slice(0, 200)}`);
        if (found) wrong.push(found);
      }
    }),
  );
  return wrong;
}
