import { useCustom } from '@refinedev/core';
import type { CreditsOf } from '../../../domain/awards/performance.ts';
import { useActs } from '../hooks/use-acts.ts';

const live = ['award_credits', 'award_measures', 'awards', 'events', 'interactions', 'language_encounters'];

/** What an event or the contacts of an inquiry count for, and what else they could; null while it is not known. */
export function useCredits(table: 'events' | 'inquiries' | 'language_encounters', id: string): CreditsOf | null {
  const { query } = useCustom<CreditsOf>({
    url: 'credits_of',
    method: 'post',
    config: { payload: { p_table: table, p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return query.data?.data ?? null;
}

/** Credits a record or takes it back as one act; false when it was not done: then `error` says why. */
export function useCreditActs() {
  const { rpc, ...acts } = useActs(['award_credits']);
  return {
    ...acts,
    rpc: async (url: 'credit_record' | 'uncredit', values: Record<string, unknown>, onDone: (act: string) => void): Promise<boolean> =>
      (await rpc(url, values, ({ act }) => onDone(act))) !== null,
  };
}
