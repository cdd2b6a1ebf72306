import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

/** What was done: the name by which it can be undone, and what the database answered. */
export type Done<Answer> = { act: string; answer: Answer };

/** Whether an answer is about awards: it says so itself, by the tables that it draws from. */
const isAboutAwards = (query: { meta?: Record<string, unknown> | undefined }): boolean =>
  Array.isArray(query.meta?.live) && query.meta.live.some((table) => typeof table === 'string' && /^(sub)?awards?(_|$)/.test(table));

/**
 * Calls a function of the database as one act, and reads everything about awards again. Each call answers what was done; null when
 * it was not: then `error` says why, and on a conflict the record is read again.
 */
export function useAwardActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const refresh = () =>
    Promise.all([
      ...['awards', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      queries.invalidateQueries({ predicate: isAboutAwards }),
    ]);

  async function rpc<Answer>(
    url: string,
    values: Record<string, unknown>,
    onDone?: (done: Done<Answer>) => void,
  ): Promise<Done<Answer> | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      const done = { act, answer: data as Answer };
      // What was done is said before everything is read again.
      onDone?.(done);
      await refresh();
      return done;
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }

  return { error, isWorking, clear: () => setError(null), refresh, rpc };
}

export type AwardActs = ReturnType<typeof useAwardActs>;
