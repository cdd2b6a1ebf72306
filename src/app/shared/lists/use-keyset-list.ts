import { type BaseRecord, useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { isExportList } from '../exports/lists.ts';
import { useCount } from '../hooks/use-count.ts';

export const pageSize = 25;
type Paged = { after: Cursor | null; before: Cursor | null };

/** The addresses of a list by its queries; and what a view keeps of one, which has no page. */
export function addressesOf<Query extends Paged>(path: string, write: (query: Query) => URLSearchParams) {
  return {
    addressOf(query: Query): string {
      const text = write(query).toString();
      return text ? `${path}?${text}` : path;
    },
    viewTextOf: (query: Query): string => write({ ...query, after: null, before: null }).toString(),
  };
}

/** The query that stands in the address. */
export function useAddressQuery<Query>(read: (params: URLSearchParams) => Query): Query {
  const [params] = useSearchParams();
  const text = params.toString();
  return useMemo(() => read(new URLSearchParams(text)), [text, read]);
}

type KeysetList<Query> = {
  resource: string;
  query: Query;
  /** The query as the database is asked, without page. */
  counted: object;
  /** What only says in which order it comes. */
  order?: object;
  addressOf: (query: Query) => string;
  /** Tables that it is drawn from beside its own. */
  live?: readonly string[];
  /** False while something that it asks by is not known yet. */
  enabled?: boolean;
};

/** The page of a list that its query asks for, how many rows there are, and the ways to its neighbors. */
export function useKeysetList<Row extends BaseRecord, Query extends Paged>(asked: KeysetList<Query>) {
  const { resource, query, counted, order = {}, addressOf, live = [], enabled = true } = asked;
  const navigate = useNavigate();
  const at = { ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<Row>({
    resource,
    pagination: { pageSize },
    meta: { query: { ...counted, ...order, ...at } },
    errorNotification: false,
    queryOptions: { enabled, meta: { live }, placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount(resource, counted as Record<string, unknown>, enabled);
  const page = list.data as { data: Row[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  // An id may be a number; an address holds text.
  const cursor = ([value, id]: Cursor): Cursor => [String(value), String(id)];
  return {
    query,
    /** Null until the first page is there. */
    rows: page?.data ?? null,
    count,
    isStale: list.isPlaceholderData,
    error: list.error,
    retry: () => void list.refetch(),
    /** What is taken away as a file: all of it, in this order. */
    exported: isExportList(resource)
      ? { list: resource, query: { ...counted, ...order }, address: addressOf({ ...query, after: null, before: null }) }
      : undefined,
    next: page?.next ? addressOf({ ...query, after: cursor(page.next), before: null }) : null,
    previous: page?.previous ? addressOf({ ...query, before: cursor(page.previous), after: null }) : null,
    /** Asks otherwise, from the first page on. */
    change: (patch: Partial<Query>) => navigate(addressOf({ ...query, after: null, before: null, ...patch }), { replace: true }),
  };
}
