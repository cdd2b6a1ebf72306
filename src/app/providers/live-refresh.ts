import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openLive } from './live.ts';
import { type AskedQuery, isTouched, type LiveChange } from './live-touch.ts';
import { useOffice } from './office.tsx';

/** Waits for this much silence before it asks again, but no longer than the second number. Milliseconds. */
const SETTLE = 200;
const LONGEST = 800;

type Refresh = (isAffected: (query: AskedQuery) => boolean) => Promise<unknown>;

/** Gathers changes, so that thirty of them ask once; a page that nobody sees asks when it is looked at again. */
export function createRefresher(refresh: Refresh, isHidden: () => boolean = () => document.hidden) {
  const waiting = new Map<string, Set<string> | null>();
  let first = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isAsking = false;

  async function ask() {
    timer = null;
    if (isHidden() || isAsking || waiting.size === 0) return;
    const changes: LiveChange[] = [...waiting].map(([table, ids]) => (ids ? { table, ids: [...ids] } : { table }));
    waiting.clear();
    isAsking = true;
    try {
      await refresh((query) => changes.some((change) => isTouched(query, change)));
    } finally {
      isAsking = false;
    }
    if (waiting.size > 0) schedule();
  }

  function schedule() {
    if (timer) clearTimeout(timer);
    timer = setTimeout(ask, Math.max(0, Math.min(SETTLE, first + LONGEST - Date.now())));
  }

  return {
    tell({ table, ids }: LiveChange) {
      if (waiting.size === 0) first = Date.now();
      const before = waiting.get(table);
      waiting.set(table, ids === undefined || before === null ? null : new Set([...(before ?? []), ...ids]));
      schedule();
    },
    /** The page is looked at again. */
    seen: () => void ask(),
    stop() {
      if (timer) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/**
 * Keeps what is on the screen as it is in the database: asks again for what a change touches, under the reader's own
 * rights. Refine's own live mode is not used: it keeps the first record's id for the life of a screen, asks once for each
 * list that is open, and trusts an answer that was already on its way when the change was made.
 */
export function useLiveRefresh(): void {
  const { connection } = useOffice();
  const client = useQueryClient();
  useEffect(() => {
    const refresher = createRefresher((isAffected) => client.invalidateQueries({ predicate: (query) => isAffected(query as AskedQuery) }));
    const look = () => {
      if (!document.hidden) refresher.seen();
    };
    document.addEventListener('visibilitychange', look);
    const close = openLive(connection, refresher.tell);
    return () => {
      document.removeEventListener('visibilitychange', look);
      close();
      refresher.stop();
    };
  }, [connection, client]);
}
