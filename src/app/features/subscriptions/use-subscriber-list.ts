import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { readSubscriberQuery, type SubscriberQuery, toSubscriberRpc, writeSubscriberQuery } from '../../../domain/subscriptions/query.ts';
import type { SubscriberRow } from '../../../domain/subscriptions/record.ts';
import { useCount } from '../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export const viewTextOf = (query: SubscriberQuery): string => writeSubscriberQuery({ ...query, after: null, before: null }).toString();

/** The page of subscribers that the address asks for. */
export function useSubscriberList() {
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readSubscriberQuery(new URLSearchParams(text)), [text]);
  const counted = toSubscriberRpc(query);
  const asked = {
    ...counted,
    sort: query.sort,
    descending: query.sort === 'created_at',
    ...(query.after ? { after: query.after } : {}),
    ...(query.before ? { before: query.before } : {}),
  };
  const { query: list } = useList<SubscriberRow>({
    resource: 'subscribers',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never, meta: { live: ['subscriptions', 'suppressions'] } },
  });
  const count = useCount('subscribers', counted);
  const page = list.data as { data: SubscriberRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  return {
    query,
    rows: page?.data ?? null,
    count,
    error: list.error,
    retry: () => void list.refetch(),
    next: page?.next ? addressOf({ ...query, after: page.next, before: null }) : null,
    previous: page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null,
  };
}

/** The address of a query of subscribers. */
export function addressOf(query: SubscriberQuery): string {
  const text = writeSubscriberQuery(query).toString();
  return text ? `/mailing-lists/subscribers?${text}` : '/mailing-lists/subscribers';
}
