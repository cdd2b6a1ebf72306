import { useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { toRefusal } from '../../../../data/refusals.ts';
import { useDeeds } from '../../../shared/hooks/use-acts.ts';

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
  const refresh = useMoneyRefresh();
  const { rpc, ...acts } = useDeeds(refresh);
  return {
    ...acts,
    refresh,
    rpc: async (url: string, values: Record<string, unknown>, onDone: (act: string) => void): Promise<boolean> =>
      (await rpc(url, values, ({ act }) => onDone(act))) !== null,
  };
}

/** The field that a refusal is about. */
export const fieldOf = (error: unknown): string | null => (error ? (toRefusal(error).field ?? null) : null);
