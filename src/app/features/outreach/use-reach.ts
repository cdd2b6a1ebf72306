import { useCustom } from '@refinedev/core';
import { useSearchParams } from 'react-router';
import type { Reach } from '../../../domain/events/reach.ts';
import { addDays, addMonths } from '../../../domain/shared/dates.ts';
import { useToday } from '../../providers/office.tsx';

/** Spans that can be looked at, in months up to today. */
export const spans = [3, 6, 12, 24] as const;
export type Span = (typeof spans)[number];

/** Whom events reached in the months that the address names; a year when it names none. */
export function useReach() {
  const today = useToday();
  const [params, setParams] = useSearchParams();
  const span = spans.find((one) => String(one) === params.get('months')) ?? 12;
  const from = addDays(addMonths(today, -span), 1);
  const { query } = useCustom<Reach>({
    url: 'outreach_reach',
    method: 'post',
    config: { payload: { p_from: from, p_to: today } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['outreach_reach', from, today],
      staleTime: 60_000,
      placeholderData: (previous: unknown) => previous as never,
      meta: { live: ['district_populations'] },
    },
  });
  return {
    span,
    choose: (next: Span) => setParams(next === 12 ? {} : { months: String(next) }, { replace: true }),
    reach: query.data?.data ?? null,
    isOld: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
