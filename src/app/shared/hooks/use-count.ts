import { useList } from '@refinedev/core';

/** How many rows a list has: exact to 10,000, and 10,001 for more; null until it is known. */
export function useCount(resource: string, query: Record<string, unknown>, enabled = true): number | null {
  const { query: asked } = useList({ resource, meta: { count: true, query }, errorNotification: false, queryOptions: { enabled } });
  return asked.data?.total ?? null;
}
