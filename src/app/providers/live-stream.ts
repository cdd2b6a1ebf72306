import type { Connection } from './connection.ts';
import type { LiveChange } from './live-touch.ts';

/** The server says something at least every 20 seconds; after this long a silence means that the line is dead. */
const LONGEST_SILENCE = 50_000;
const LONGEST_PAUSE = 30_000;
/** A page may have begun to read this much before it opened its line. */
const READ_BEFORE = 3000;
/** Somebody who may not listen is asked again after this long, in case they may by then. */
const REFUSED_PAUSE = 300_000;

/** Listens to the office's own server: server-sent events, read with fetch because EventSource cannot carry a token. */
export function openStream({ baseUrl, authorizedFetch, session }: Connection, tell: (change: LiveChange) => void): () => void {
  const closing = new AbortController();
  let failures = 0;
  let wake: () => void = () => {};
  /** True from the second line on: what was said between two lines was not heard. */
  let hasMissed = false;
  const opened = performance.now();

  async function listen(): Promise<void> {
    const line = new AbortController();
    const cut = () => line.abort();
    closing.signal.addEventListener('abort', cut);
    let silence = setTimeout(cut, LONGEST_SILENCE);
    try {
      // What changed since the page began to read is told on the first line, so that no answer stays older than its screen.
      const since: Record<string, string> = hasMissed ? {} : { 'X-Since-Ms': String(Math.round(performance.now() - opened + READ_BEFORE)) };
      const response = await authorizedFetch(`${baseUrl}/live`, {
        signal: line.signal,
        headers: { Accept: 'text/event-stream', ...since },
      });
      if (response.status === 403) return await pause(REFUSED_PAUSE);
      if (!response.ok || !response.body) throw new Error(`${response.status}`);
      if (hasMissed) tell({ table: '*' });
      hasMissed = true;
      for await (const change of readEvents(response.body, () => {
        clearTimeout(silence);
        silence = setTimeout(cut, LONGEST_SILENCE);
        failures = 0;
      }))
        tell(change);
    } finally {
      clearTimeout(silence);
      closing.signal.removeEventListener('abort', cut);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const isOpen = () => !closing.signal.aborted;
  const knock = () => wake();
  globalThis.addEventListener('online', knock);
  const forget = session.subscribe(() => {
    if (session.read() === 'signed-in') wake();
  });
  void (async () => {
    while (isOpen()) {
      await listen().catch(() => {
        failures++;
      });
      if (!isOpen()) return;
      // Not all at once: fifty screens lose a server in the same moment.
      if (session.read() !== 'signed-in') await pause(REFUSED_PAUSE);
      else await pause(Math.min(1000 * 2 ** Math.max(failures - 1, 0), LONGEST_PAUSE) * (0.5 + Math.random() / 2));
    }
  })();
  return () => {
    closing.abort();
    wake();
    globalThis.removeEventListener('online', knock);
    forget();
  };
}

/** The events of a stream, as they come; `alive` is called for everything that comes, heartbeats too. */
export async function* readEvents(body: ReadableStream<Uint8Array>, alive: () => void): AsyncGenerator<LiveChange> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    text += value;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = event
        .split('\n')
        .filter((one) => one.startsWith('data:'))
        .map((one) => one.slice(5).trim())
        .join('\n');
      if (data) yield JSON.parse(data) as LiveChange;
    }
  }
}
