import { useCustom } from '@refinedev/core';
import type { InitiativeFacts } from '../../../domain/initiatives/initiative.ts';

/** One initiative with all that its page says. */
export function useInitiative(id: string) {
  const { query } = useCustom<InitiativeFacts>({
    url: 'initiative_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: ['initiatives', 'initiative_organizations'] } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
