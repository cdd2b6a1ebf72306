import { useCustom } from '@refinedev/core';
import type { AwardChanges, Watch } from '../../../../domain/awards/changes.ts';

const live = [
  'awards',
  'award_modifications',
  'award_conditions',
  'award_budget_moves',
  'award_budgets',
  'award_budget_lines',
  'award_entries',
];

/** Modifications, conditions, moves and the watch of an award. */
export function useChanges(id: string) {
  const { query } = useCustom<AwardChanges>({
    url: 'award_changes',
    method: 'post',
    config: { payload: { p_award: id } },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return { changes: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** How the watch would stand after a move; null until there is one to ask about. */
export function useMovePreview(
  award: string,
  move: { from_category: string; to_category: string; amount_cents: number } | null,
): Watch | null {
  const { query } = useCustom<Watch>({
    url: 'preview_move',
    method: 'post',
    config: { payload: { p_award: award, p_move: move } },
    errorNotification: false,
    queryOptions: {
      enabled: move !== null,
      placeholderData: (before: unknown) => before as never,
      meta: { live },
    },
  });
  return move ? (query.data?.data ?? null) : null;
}
