import { useCustom } from '@refinedev/core';
import type { LegislationFacts } from '../../../domain/legislation/legislation.ts';

const tables = ['legislation', 'legislation_sections', 'answer_cards', 'answer_card_citations'];

/** One file with all that its page says, by its id or by its number. */
export function useLegislation(key: string) {
  const { query } = useCustom<LegislationFacts>({
    url: 'legislation_facts',
    method: 'post',
    config: { payload: /^\d{6}$/.test(key) ? { p_number: key } : { p_id: key } },
    errorNotification: false,
    queryOptions: { enabled: key !== '', meta: { live: tables } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
