import { useCustom, useCustomMutation } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Inbox } from '../../../domain/notifications/notification.ts';

const pageSize = 25;
const largest = 100;

/** The inbox, and marking what was read. Marking draws at once what it will be, and asks again. */
export function useNotifications(unreadOnly: boolean) {
  const [limit, setLimit] = useState(pageSize);
  const { query } = useCustom<Inbox>({
    url: 'my_notifications',
    method: 'post',
    config: { payload: { p_unread_only: unreadOnly, p_limit: limit } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['my_notifications', unreadOnly, limit],
      placeholderData: (previous: unknown) => previous as never,
      meta: { live: ['notifications'] },
    },
  });
  const { mutateAsync } = useCustomMutation();
  const client = useQueryClient();
  const [refused, setRefused] = useState<unknown>(null);
  const inbox = query.data?.data;
  return {
    unread: inbox?.unread ?? 0,
    rows: inbox?.rows ?? null,
    hasMore: (inbox?.rows.length ?? 0) >= limit && limit < largest,
    more: () => setLimit(largest),
    error: query.error,
    refused,
    retry: () => void query.refetch(),
    /** All of them when `ids` is null. */
    mark: (ids: string[] | null, isRead: boolean) => act('read_notifications', { ...(ids ? { p_ids: ids } : {}), p_is_read: isRead }),
    /** Says that one knows of a report; what reminded of it is read by that. */
    know: (report: string) => act('acknowledge_report', { p_id: report }),
  };

  async function act(url: string, values: Record<string, unknown>) {
    setRefused(null);
    try {
      await mutateAsync({ url, method: 'post', values, successNotification: false, errorNotification: false });
      // The count in the bar is asked under the same name.
      await client.invalidateQueries({ queryKey: ['my_notifications'] });
    } catch (error) {
      setRefused(error);
    }
  }
}
