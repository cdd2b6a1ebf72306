import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

/** Calls functions of the database, each as one act, and reads a noun again. Null when it was refused: then `error` says why. */
export function useActs(noun: string, also: readonly string[] = []) {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const refresh = () =>
    Promise.all([
      ...[noun, ...also, 'tasks', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      queries.invalidateQueries({ predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.includes(noun) }),
    ]);

  async function rpc<Answer>(
    url: string,
    values: Record<string, unknown>,
    onDone?: (done: { act: string; answer: Answer }) => void,
  ): Promise<{ answer: Answer } | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      // What was done is said before everything is read again.
      onDone?.({ act, answer: data as Answer });
      await refresh();
      return { answer: data as Answer };
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, clear: () => setError(null), rpc };
}
