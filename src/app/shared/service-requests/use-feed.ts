import { useCustom } from '@refinedev/core';
import type { FeedState } from '../../../domain/service-requests/request.ts';

/** How far the 311 feed reaches; null while it is not known. */
export function useFeed() {
  const { query } = useCustom<FeedState>({
    url: 'service_request_feed',
    method: 'post',
    errorNotification: false,
    queryOptions: { staleTime: 30_000, meta: { live: ['feed_runs', 'settings'] } },
  });
  return { feed: query.data?.data ?? null, error: query.error, refetch: query.refetch };
}
