import { useCustom } from '@refinedev/core';
import type { AnswerCardFacts } from '../../../domain/legislation/answer-card.ts';

const tables = ['answer_cards', 'answer_card_versions', 'answer_card_citations', 'legislation'];

/** One answer card with all that its page says. */
export function useAnswer(id: string) {
  const { query } = useCustom<AnswerCardFacts>({
    url: 'answer_card_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: tables } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
