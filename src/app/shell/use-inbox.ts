import { useCustom } from '@refinedev/core';
import type { Inbox } from '../../domain/notifications/notification.ts';

/** How many notifications nobody has looked at yet. Live where the office is live, otherwise asked each minute. */
export function useUnread(): number {
  const { query } = useCustom<Inbox>({
    url: 'my_notifications',
    method: 'post',
    config: { payload: { p_limit: 0 } },
    errorNotification: false,
    queryOptions: {
      queryKey: ['my_notifications', 'unread'],
      staleTime: 30_000,
      refetchInterval: 60_000,
      meta: { live: ['notifications'] },
    },
  });
  return query.data?.data?.unread ?? 0;
}
