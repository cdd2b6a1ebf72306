import type { Context, Hono } from 'hono';
import { createHub, type Hub, type Stream } from '../../live/hub.ts';
import { askVisible } from '../../live/visible.ts';
import type { Office } from '../../office.ts';
import { callerOf, isSignedOut, tokenOf } from '../caller.ts';
import { Refusal } from '../errors.ts';

/** A reader who has not taken this much yet is dropped; the browser comes again and looks at everything. */
const MOST_UNREAD = 64 * 1024;

/** What changed, as it changes: server-sent events, read with fetch because EventSource cannot carry a token. */
export function liveRoutes(app: Hono, office: Office): void {
  const { listen, raw } = office.backend;
  if (!listen || !raw) return;
  const hub = createHub(listen, askVisible(raw));
  let isEnding = false;
  /** The server wants to end: nothing is listened for any more. */
  const endWith = (closing: AbortSignal | undefined) => {
    if (isEnding || !closing) return;
    isEnding = true;
    closing.addEventListener('abort', () => hub.close());
  };

  app.get('/live', async (context) => {
    const { data, error } = await callerOf(context, office).rpc('whoami');
    if (error) throw isSignedOut(error) ? new Refusal(401, 'Your session has ended. Sign in again.') : error;
    if (!data) throw new Refusal(403, 'This account does not belong to an active member of the office. Ask an administrator.');
    endWith(closingOf(context));
    return openStream(context, hub, readClaims(tokenOf(context)), readSince(context.req.header('x-since-ms')));
  });
}

const closingOf = (context: Context) => (context.env as { closing?: AbortSignal } | undefined)?.closing;

/** How long ago a page began to read, in milliseconds; null when it does not say. */
function readSince(typed: string | undefined): number | null {
  const ms = Number(typed);
  return typed && Number.isFinite(ms) && ms >= 0 ? ms : null;
}

async function openStream(
  context: Context,
  hub: Hub,
  { person, endsAt }: { person: string; endsAt: number },
  since: number | null,
): Promise<Response> {
  const closing = closingOf(context);
  const bytes = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let refused: Awaited<ReturnType<Hub['join']>> = null;
  const stream: Stream = {
    person,
    send(text) {
      if (!controller || (controller.desiredSize ?? 0) < 0) return false;
      controller.enqueue(bytes.encode(text));
      return true;
    },
    end() {
      clearTimeout(expiry);
      closing?.removeEventListener('abort', leave);
      try {
        controller?.close();
      } catch {
        // The reader has gone already.
      }
      controller = null;
    },
  };
  const leave = () => {
    hub.leave(stream);
    stream.end();
  };
  // The token is not good any longer: the browser comes again with the next one.
  const expiry = setTimeout(leave, Math.min(Math.max(endsAt - Date.now(), 0), 2_147_483_647)).unref();
  closing?.addEventListener('abort', leave);
  const body = new ReadableStream<Uint8Array>(
    {
      start: (mine) => {
        controller = mine;
      },
      cancel: leave,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD }),
  );
  try {
    refused = await hub.join(stream, since);
  } catch (error) {
    stream.end();
    throw error;
  }
  if (refused) {
    stream.end();
    throw new Refusal(
      429,
      refused === 'full' ? 'Too many screens are open at this office just now.' : 'You have too many browsers open. Close one of them.',
    );
  }
  stream.send(': open\n\n');
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
}

/** Whose token it is and when it ends (ms). Only for a token that the database has just accepted: nothing is checked here. */
function readClaims(token: string): { person: string; endsAt: number } {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub?: string; exp?: number };
  return { person: String(claims.sub), endsAt: (claims.exp ?? 0) * 1000 };
}
