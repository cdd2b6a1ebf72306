import { useCustom } from '@refinedev/core';
import type { Candidate, CreditedTable, CreditRows, Performance } from '../../../../domain/awards/performance.ts';

const live = [
  'award_measures',
  'award_targets',
  'award_credits',
  'award_reports',
  'awards',
  'events',
  'attendances',
  'event_tallies',
  'interactions',
  'language_encounters',
];

/** The measures of an award with what was promised and done. */
export function usePerformance(award: string) {
  const { query } = useCustom<Performance>({
    url: 'award_performance',
    method: 'post',
    config: { payload: { p_award: award } },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return { performance: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** Which rows of a measure: of a period, of no period, or all. */
export type Behind = { from?: string; to?: string; outside?: true };

/** The rows behind a figure. */
export function useMeasureCredits(measure: string, behind: Behind) {
  const { query } = useCustom<CreditRows>({
    url: 'measure_credits',
    method: 'post',
    config: { payload: { p_measure: measure, p_query: behind } },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return { page: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

export type CandidateQuery = { table: CreditedTable; from: string; to: string; search: string };

/** What could be credited to a measure and is not yet. */
export function useCandidates(measure: string, ask: CandidateQuery) {
  const { query } = useCustom<{ count: number; rows: Candidate[] }>({
    url: 'credit_candidates',
    method: 'post',
    config: { payload: { p_measure: measure, p_query: ask } },
    errorNotification: false,
    queryOptions: { placeholderData: (before: unknown) => before as never, meta: { live } },
  });
  return { page: query.data?.data ?? null, isOld: query.isPlaceholderData, error: query.error, retry: () => void query.refetch() };
}
