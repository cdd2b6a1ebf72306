import type { Connection } from './connection.ts';
import { openStream } from './live-stream.ts';
import type { LiveChange } from './live-touch.ts';

/** Opens a line to the office, opens it again whenever it is cut, and tells what changed until it is closed. */
export type LiveSource = (connection: Connection, tell: (change: LiveChange) => void) => () => void;

/** Hosted, Supabase carries the messages; its library is loaded then and only then. */
const openRealtime: LiveSource = (connection, tell) => {
  let close: (() => void) | null = null;
  let isClosed = false;
  void import('./live-realtime.ts').then((realtime) => {
    if (!isClosed) close = realtime.openRealtime(connection, tell);
  });
  return () => {
    isClosed = true;
    close?.();
  };
};

/**
 * Tells what changes, over one line for all tabs of this browser: browsers allow six connections to a server, and a person
 * may have ten tabs. The tab that has the lock keeps the line and passes on what it hears; when it closes, the next one
 * takes over and looks at everything once, for what was said in between.
 */
export function openLive(connection: Connection, tell: (change: LiveChange) => void): () => void {
  const source: LiveSource = connection.config.supabase_url ? openRealtime : openStream;
  const name = `rotunda.live.${connection.session.email()}`;
  // Without locks (a page over plain HTTP, away from this machine) each tab keeps a line of its own.
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return source(connection, tell);

  const tabs = new BroadcastChannel(name);
  tabs.onmessage = ({ data }) => tell(data as LiveChange);
  const leaving = new AbortController();
  const opened = Date.now();
  void navigator.locks
    .request(name, { signal: leaving.signal }, () => {
      if (leaving.signal.aborted) return;
      // Others had the line until now: something may have been said to nobody.
      if (Date.now() - opened > 1000) tell({ table: '*' });
      const close = source(connection, (change) => {
        tell(change);
        tabs.postMessage(change);
      });
      return new Promise<void>((resolve) => {
        leaving.signal.addEventListener('abort', () => {
          close();
          resolve();
        });
      });
    })
    .catch(() => {});
  return () => {
    leaving.abort();
    tabs.close();
  };
}
