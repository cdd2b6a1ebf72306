import { useState } from 'react';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';

/** The rows that are ticked, with the version that was seen; or all that match. Another list begins with none. */
export type Selection = {
  count: number;
  isAll: boolean;
  /** Ticked ids with their versions. */
  rows: ReadonlyMap<string, number>;
  has: (id: string) => boolean;
  tick: (id: string, isRange: boolean) => boolean;
  tickPage: () => void;
  chooseAll: () => void;
  clear: () => void;
};

type State = { list: string; rows: ReadonlyMap<string, number>; isAll: boolean; last: string | null };

/** `list` names the list: the text of its address without a page, so that rows stay ticked from page to page. */
export function useSelection(list: string, shown: InquiryRow[], total: number | null, isOffered: boolean): Selection {
  const empty: State = { list, rows: new Map(), isAll: false, last: null };
  const [kept, setKept] = useState<State>(empty);
  const state = kept.list === list ? kept : empty;
  const versions = new Map(shown.map((row) => [row.id, row.version]));

  function tick(id: string, isRange: boolean): boolean {
    if (!isOffered || !versions.has(id)) return false;
    const ids = shown.map((row) => row.id);
    const from = isRange && state.last ? ids.indexOf(state.last) : -1;
    const to = ids.indexOf(id);
    const rows = new Map(state.isAll ? [] : state.rows);
    if (from >= 0) {
      for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) rows.set(one, versions.get(one) ?? 0);
    } else if (rows.has(id)) rows.delete(id);
    else rows.set(id, versions.get(id) ?? 0);
    setKept({ list, rows, isAll: false, last: id });
    return true;
  }
  return {
    count: state.isAll ? (total ?? 0) : state.rows.size,
    isAll: state.isAll,
    rows: state.rows,
    has: (id) => state.isAll || state.rows.has(id),
    tick,
    tickPage: () => setKept({ list, rows: new Map([...state.rows, ...versions]), isAll: false, last: null }),
    chooseAll: () => setKept({ list, rows: new Map(), isAll: true, last: null }),
    clear: () => setKept(empty),
  };
}
