import { useCustom } from '@refinedev/core';
import type { MeetingFacts } from '../../../domain/meetings/meeting.ts';

/** One meeting with who was there. */
export function useMeeting(id: string) {
  const { query } = useCustom<MeetingFacts>({
    url: 'meeting_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: id !== '', meta: { live: ['meetings', 'meeting_organizations'] } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
