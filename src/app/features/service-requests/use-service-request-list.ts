import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  readServiceRequestQuery,
  type ServiceRequestQuery,
  type ServiceRequestRow,
  toServiceRequestRpc,
  writeServiceRequestQuery,
} from '../../../domain/service-requests/list-query.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useReferences } from '../../providers/references.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The address of a query of 311 requests. */
export function addressOf(query: ServiceRequestQuery): string {
  const text = writeServiceRequestQuery(query).toString();
  return text ? `/service-requests?${text}` : '/service-requests';
}

/** The page of 311 requests that the address asks for. */
export function useServiceRequestList() {
  const [params] = useSearchParams();
  const { districts } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readServiceRequestQuery(new URLSearchParams(text)), [text]);
  const counted = toServiceRequestRpc(query, districts);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<ServiceRequestRow>({
    resource: 'service_requests',
    pagination: { pageSize },
    meta: { query: asked, live: ['feed_runs', 'referrals'] },
    errorNotification: false,
    queryOptions: { meta: { live: ['feed_runs', 'referrals'] }, placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('service_requests', counted);
  const page = list.data as { data: ServiceRequestRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  // The id of a request of the feed is a number; an address holds text.
  const cursor = (at: Cursor): Cursor => [String(at[0]), String(at[1])];
  return {
    query,
    rows: page?.data ?? null,
    count,
    error: list.error,
    retry: () => void list.refetch(),
    next: page?.next ? addressOf({ ...query, after: cursor(page.next), before: null }) : null,
    previous: page?.previous ? addressOf({ ...query, before: cursor(page.previous), after: null }) : null,
  };
}
