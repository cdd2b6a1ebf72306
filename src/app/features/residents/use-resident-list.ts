import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type ResidentQuery, readResidentQuery, toResidentRpcQuery, writeResidentQuery } from '../../../domain/residents/query.ts';
import type { ResidentRow } from '../../../domain/residents/resident.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useReferences } from '../../providers/references.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export function viewTextOf(query: ResidentQuery): string {
  return writeResidentQuery({ ...query, after: null, before: null }).toString();
}

/** The page of residents that the address asks for. */
export function useResidentList() {
  const [params] = useSearchParams();
  const { districts } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readResidentQuery(new URLSearchParams(text)), [text]);
  const counted = toResidentRpcQuery(query, districts);
  const asked = {
    ...counted,
    sort: query.sort,
    descending: query.descending,
    ...(query.after ? { after: query.after } : {}),
    ...(query.before ? { before: query.before } : {}),
  };
  const { query: list } = useList<ResidentRow>({
    resource: 'residents',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('residents', counted);
  const page = list.data as { data: ResidentRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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

/** The address of a query of residents. */
export function addressOf(query: ResidentQuery): string {
  const text = writeResidentQuery(query).toString();
  return text ? `/residents?${text}` : '/residents';
}
