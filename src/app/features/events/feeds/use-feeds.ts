import { useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useState } from 'react';
import { askServerJson } from '../../../providers/ask-server.ts';
import { useOffice } from '../../../providers/office.tsx';

export type FeedKind = 'person' | 'team' | 'district';
export type NewFeed = {
  kind: FeedKind;
  district_id: string | null;
  has_tasks: boolean;
  has_inquiries: boolean;
  has_award_reports: boolean;
};
export type FeedRow = NewFeed & {
  id: string;
  staff_id: string;
  created_at: string;
  last_used_at: string | null;
  staff: { name: string };
};

/** The secret links that work, one's own first; an administrator sees everybody's. And what may be done to them. */
export function useFeeds() {
  const { connection, me } = useOffice();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const { query } = useList<FeedRow>({
    resource: 'calendar_feeds',
    meta: { select: 'id,kind,district_id,has_tasks,has_inquiries,has_award_reports,staff_id,created_at,last_used_at,staff(name)' },
    filters: [{ field: 'revoked_at', operator: 'null', value: true }],
    sorters: [{ field: 'created_at', order: 'desc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });

  async function act<T>(deed: () => Promise<T>): Promise<T | null> {
    setWorking(true);
    setError(null);
    try {
      const done = await deed();
      void invalidate({ resource: 'calendar_feeds', invalidates: ['list'] });
      return done;
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      setWorking(false);
    }
  }
  const rows = query.data?.data;
  return {
    mine: rows?.filter(({ staff_id }) => staff_id === me.id) ?? null,
    others: rows?.filter(({ staff_id }) => staff_id !== me.id) ?? [],
    loadError: query.error,
    retry: () => void query.refetch(),
    error,
    isWorking,
    /** Answers the link's address, which nobody can read again. */
    make: (feed: NewFeed) => act(() => askServerJson<{ id: string; url: string }>(connection, '/feeds', feed)),
    revoke: (id: string) =>
      act(() =>
        call({
          url: 'revoke_calendar_feed',
          method: 'post',
          values: { p_id: id },
          successNotification: false,
          errorNotification: false,
        }),
      ),
  };
}
