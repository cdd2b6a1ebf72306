import { useCustom, useDataProvider } from '@refinedev/core';
import { useCallback, useEffect, useRef } from 'react';
import { readDraft, writeDraft } from '../../providers/drafts.ts';

export type DraftKind = 'note' | 'reply' | 'packet';
type Kept = { body: unknown; at: string };
/** When the office took what stands in this browser (its clock), and when this browser heard of it (its own). */
type Mark = { at: string; heard: number };

/** After this long without a key (ms). */
const PAUSE = 1500;
/** An answer that was on its way while something was kept may be older than that. */
const DOUBT = 10_000;

export type DraftOf = { table: string; id: string; kind: DraftKind /** Its name in this browser. */; name: string };

/**
 * Keeps what is being written: in this browser with each key, and with the office after a pause, so that it is there on another
 * machine too. `onFound` is handed what was written elsewhere since, or null where it was sent there. What stands here and the office
 * does not have yet is never written over.
 */
export function useKeptDraft<Value extends object>(
  { table, id, kind, name }: DraftOf,
  isAsked: boolean,
  onFound: (value: Value | null) => void,
) {
  const provider = useDataProvider()();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  // One after the other, so that the last is the last with the office too.
  const line = useRef<Promise<void>>(Promise.resolve());
  const found = useRef(onFound);
  found.current = onFound;
  const mark = `${name}.kept`;
  const { query } = useCustom<Partial<Record<DraftKind, Kept>>>({
    url: 'my_drafts',
    method: 'post',
    config: { payload: { p_table: table, p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: isAsked, meta: { live: false }, placeholderData: undefined },
  });
  const kept = query.data?.data[kind] ?? null;
  const heard = query.dataUpdatedAt;

  const keep = useCallback(() => {
    timer.current = null;
    line.current = line.current.then(async () => {
      const value = readDraft<Value>(name);
      const answer = await provider
        .custom?.({ url: 'keep_draft', method: 'post', payload: { p_table: table, p_id: id, p_kind: kind, p_body: value } })
        // Away from the office it stays in this browser, and is kept there with the next key.
        .catch(() => null);
      const at = answer?.data as unknown as string | null | undefined;
      if (at && JSON.stringify(readDraft(name)) === JSON.stringify(value)) writeDraft(mark, { at, heard: Date.now() } satisfies Mark);
    });
  }, [provider, table, id, kind, name, mark]);

  useEffect(() => {
    if (heard === 0) return;
    const here = readDraft<Value>(name);
    const known = readDraft<Mark>(mark);
    if (here === null) {
      // What was sent or thrown away here a moment ago may still be in the answer.
      if (kept && (known === null || heard > known.heard + DOUBT)) {
        writeDraft(name, kept.body);
        writeDraft(mark, { at: kept.at, heard } satisfies Mark);
        found.current(kept.body as Value);
      }
    } else if (known === null) {
      timer.current ??= setTimeout(keep, PAUSE);
    } else if (kept && Date.parse(kept.at) > Date.parse(known.at)) {
      writeDraft(name, kept.body);
      writeDraft(mark, { at: kept.at, heard } satisfies Mark);
      found.current(kept.body as Value);
    } else if (!kept && heard > known.heard + DOUBT) {
      writeDraft(name, null);
      writeDraft(mark, null);
      found.current(null);
    }
  }, [kept, heard, name, mark, keep]);

  // Leaving the record is a pause too.
  useEffect(
    () => () => {
      if (timer.current === null) return;
      clearTimeout(timer.current);
      keep();
    },
    [keep],
  );

  /** Keeps it; null is what was sent or thrown away, here and with the office. */
  return useCallback(
    (value: Value | null) => {
      writeDraft(name, value);
      if (timer.current) clearTimeout(timer.current);
      if (value === null) {
        writeDraft(mark, { at: new Date().toISOString(), heard: Date.now() } satisfies Mark);
        keep();
        return;
      }
      writeDraft(mark, null);
      timer.current = setTimeout(keep, PAUSE);
    },
    [name, mark, keep],
  );
}
