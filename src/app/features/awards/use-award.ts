import { useCustom } from '@refinedev/core';
import type { AwardFacts } from '../../../domain/awards/award.ts';

/** The tables from which the page of an award draws. */
export const awardTables = [
  'awards',
  'award_roles',
  'award_shares',
  'award_reports',
  'award_entries',
  'award_budgets',
  'award_modifications',
  'award_conditions',
  'subawards',
  'award_measures',
];

/** One award with all that its head says. */
export function useAward(id: string) {
  const { query } = useCustom<AwardFacts>({
    url: 'award_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: awardTables } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
