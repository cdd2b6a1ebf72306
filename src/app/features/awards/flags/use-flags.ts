import { useCustom } from '@refinedev/core';
import type { Flag } from '../../../../domain/awards/flags.ts';

/** The tables from which the flags of awards are made. */
export const flagTables = [
  'awards',
  'award_reports',
  'award_entries',
  'award_budgets',
  'award_budget_moves',
  'award_conditions',
  'subawards',
  'subaward_checks',
  'subaward_risks',
  'subaward_findings',
];

/** What is risky about some awards, by their ids; null while it is not known. An award without a flag is not named. */
export function useFlags(awards: string[]): Record<string, Flag[]> | null {
  const { query } = useCustom<Record<string, Flag[]>>({
    url: 'award_flags',
    method: 'post',
    config: { payload: { p_awards: awards } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['award_flags', awards],
      enabled: awards.length > 0,
      placeholderData: (before: unknown) => before as never,
      meta: { live: flagTables },
    },
  });
  return query.data?.data ?? null;
}
