import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';

/** For writes of Refine's that say by themselves what came of them. */
export const quiet = { successNotification: false, errorNotification: false } as const;

/** What was done: the name by which it can be undone, and what the database answered. */
export type Done<Answer> = { act: string; answer: Answer };

/**
 * Does one thing after another, each as one act, and reads again what it touches. Each answers what was done; null when it was
 * not: then `error` says why, and on a conflict it is read again too, so that the next try is made with open eyes.
 */
export function useDeeds(refresh: () => Promise<unknown>) {
  const { mutateAsync: call } = useCustomMutation();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  /** `onDone` is called before anything is read again: whoever sees that it is done can take it back. */
  async function run<Answer>(deed: (act: string) => Promise<Answer>, onDone?: (done: Done<Answer>) => void): Promise<Done<Answer> | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const done = { act, answer: await deed(act) };
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
  /** Calls a function of the database. */
  const rpc = <Answer = unknown>(url: string, values: Record<string, unknown>, onDone?: (done: Done<Answer>) => void) =>
    run(async (act) => (await call({ url, method: 'post', values, meta: { act }, ...quiet })).data as Answer, onDone);

  return { error, isWorking, clear: () => setError(null), run, rpc };
}

/** Deeds after which these resources are read again, and each answer that says by `meta.live` that it is drawn from one of them. */
export function useActs(resources: readonly string[], isAbout = (table: string) => resources.includes(table)) {
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      ...[...resources, 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      queries.invalidateQueries({
        predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.some((table) => typeof table === 'string' && isAbout(table)),
      }),
    ]);
  return { ...useDeeds(refresh), refresh };
}
