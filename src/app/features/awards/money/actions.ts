import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import { nameAct } from '../../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;
const counted = ['award_money', 'award_entries', 'ffr_worksheet'];

/** Reads what is counted of money again, after an act of our own. */
export function useMoneyRefresh(): () => Promise<unknown> {
  const client = useQueryClient();
  const invalidate = useInvalidate();
  return () =>
    Promise.all([
      ...counted.map((name) => client.invalidateQueries({ queryKey: [name] })),
      ...['awards', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
    ]);
}

/** Calls a function of the database as one act, and reads the money again; false when it was not done: then `error` says why. */
export function useMoneyActs() {
  const { mutateAsync: call } = useCustomMutation();
  const refresh = useMoneyRefresh();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function rpc(url: string, values: Record<string, unknown>, onDone: (act: string) => void): Promise<boolean> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({ url, method: 'post', values, meta: { act }, ...quiet });
      // What was done is said before the lists are read again.
      onDone(act);
      await refresh();
      return true;
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return false;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, clear: () => setError(null), refresh, rpc };
}

/** The field that a refusal is about. */
export const fieldOf = (error: unknown): string | null => (error ? (toRefusal(error).field ?? null) : null);
