import { useCustom } from '@refinedev/core';
import { type CampaignResults, type LetterQuery, type LetterRow, toLetterRpc } from '../../../../domain/campaigns/results.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';

/** What became of a campaign; asked again while letters go and when something comes back. */
export function useResults(id: string) {
  const { query } = useCustom<CampaignResults>({
    url: 'campaign_results',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { queryKey: ['campaign_results', id], meta: { live: ['deliveries', 'bounces'] } },
  });
  return { results: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

const PAGE = 25;
type Page = { rows: LetterRow[]; next: Cursor | null; previous: Cursor | null; count: number };

/** A page of its letters, what did not arrive first. */
export function useLetters(id: string, letters: LetterQuery) {
  const { query } = useCustom<Page>({
    url: 'campaign_letters',
    method: 'post',
    config: { payload: { p_id: id, p_query: toLetterRpc(letters, PAGE) } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['campaign_letters', id, letters],
      placeholderData: (before: unknown) => before as never,
      meta: { live: ['deliveries', 'bounces'] },
    },
  });
  return {
    page: query.data?.data ?? null,
    isOld: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
