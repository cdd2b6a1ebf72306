import { useCustom } from '@refinedev/core';
import type { OpportunityFacts } from '../../../domain/opportunities/opportunity.ts';

/** One opportunity with all that its page says. */
export function useOpportunity(id: string) {
  const { query } = useCustom<OpportunityFacts>({
    url: 'opportunity_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: ['opportunities', 'opportunity_departments'] } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
