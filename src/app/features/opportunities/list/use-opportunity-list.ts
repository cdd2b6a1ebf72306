import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type OpportunityListRow,
  type OpportunityQuery,
  readOpportunityQuery,
  toOpportunityRpc,
  writeOpportunityQuery,
} from '../../../../domain/opportunities/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useReferences } from '../../../providers/references.tsx';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export const viewTextOf = (query: OpportunityQuery): string => writeOpportunityQuery({ ...query, after: null, before: null }).toString();

/** The address of a query of opportunities. */
export function addressOf(query: OpportunityQuery): string {
  const text = writeOpportunityQuery(query).toString();
  return text ? `/opportunities?${text}` : '/opportunities';
}

/** The page of opportunities that the address asks for. */
export function useOpportunityList() {
  const [params] = useSearchParams();
  const { organizations } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readOpportunityQuery(new URLSearchParams(text)), [text]);
  const counted = toOpportunityRpc(query, organizations);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<OpportunityListRow>({
    resource: 'opportunities',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('opportunities', counted);
  const page = list.data as { data: OpportunityListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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
