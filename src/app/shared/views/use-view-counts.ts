import { useList } from '@refinedev/core';
import type { ViewResource } from './use-views.ts';

/** How many rows each view has, asked in one call, after the list that people wait for; empty until it is known. */
export function useViewCounts(
  resource: ViewResource,
  queries: Record<string, Record<string, unknown>>,
  enabled: boolean,
): Record<string, number | null> {
  const { query } = useList({
    resource,
    meta: { counts: queries },
    errorNotification: false,
    queryOptions: { enabled: enabled && Object.keys(queries).length > 0, placeholderData: (previous: unknown) => previous as never },
  });
  return (query.data as { counts?: Record<string, number | null> } | undefined)?.counts ?? {};
}
