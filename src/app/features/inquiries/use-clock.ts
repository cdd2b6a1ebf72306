import { useCustom } from '@refinedev/core';
import type { InquiryClock } from '../../../domain/inquiries/clock.ts';

/** The clocks of one inquiry with what made them; null while they are not known. */
export function useClock(id: string): InquiryClock | null {
  const { query } = useCustom<InquiryClock>({
    url: 'inquiry_clock',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: {
      meta: { live: ['inquiries', 'interactions', 'clock_pauses', 'topics', 'business_hours', 'business_exceptions', 'holidays'] },
    },
  });
  // Refine answers with an empty object while it waits.
  const told = query.data?.data;
  return told && 'pauses' in told ? told : null;
}
