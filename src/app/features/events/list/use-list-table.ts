import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type EventListQuery,
  type EventListRow,
  readEventListQuery,
  toEventListRpc,
  writeEventListQuery,
} from '../../../../domain/events/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useReferences } from '../../../providers/references.tsx';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export const viewTextOf = (query: EventListQuery): string => writeEventListQuery({ ...query, after: null, before: null }).toString();

/** The address of a query of events. */
export function addressOf(query: EventListQuery): string {
  const text = writeEventListQuery(query).toString();
  return text ? `/events/list?${text}` : '/events/list';
}

/** The page of events that the address asks for. */
export function useListTable() {
  const [params] = useSearchParams();
  const { districts } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readEventListQuery(new URLSearchParams(text)), [text]);
  const counted = toEventListRpc(query, districts);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<EventListRow>({
    resource: 'events',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('events', counted);
  const page = list.data as { data: EventListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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
