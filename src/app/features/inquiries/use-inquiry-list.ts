import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { type InquiryQuery, readInquiryQuery, writeInquiryQuery } from '../../../domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../domain/inquiries/rpc-query.ts';
import { tabQueries } from '../../../domain/inquiries/tabs.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';

export const pageSize = 25;

/**
 * The list that the address asks for. An address without anything is the first tab: my open inquiries, or for somebody who
 * takes none, all that are open.
 */
export function useInquiryList() {
  const [params] = useSearchParams();
  const { rpc } = useReferences();
  const takesInquiries = useAllowed('inquiries', 'edit');
  const text = params.toString();
  const query = useMemo<InquiryQuery>(() => {
    if (text === '') return tabQueries[takesInquiries ? 'my_open' : 'all_open'];
    return readInquiryQuery(new URLSearchParams(text));
  }, [text, takesInquiries]);

  const asked = toInquiryRpcQuery(query, rpc);
  const { query: list } = useList<InquiryRow>({
    resource: 'inquiries',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const { after: _after, before: _before, sort: _sort, descending: _descending, ...counted } = asked;
  const count = useCount('inquiries', counted);
  const page = list.data as { data: InquiryRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  return {
    query,
    /** The filters of the list, as the database is asked. */
    asked: counted,
    /** Null until the first page is there. */
    rows: page?.data ?? null,
    count,
    isStale: list.isPlaceholderData,
    error: list.error,
    retry: () => void list.refetch(),
    next: page?.next ? searchOf({ ...query, after: page.next, before: null }) : null,
    previous: page?.previous ? searchOf({ ...query, before: page.previous, after: null }) : null,
  };
}

/** The list as a view keeps it: its address without a page. */
export function viewTextOf(query: InquiryQuery): string {
  return writeInquiryQuery({ ...query, after: null, before: null }).toString();
}

/** The search part of the address of a query. "All" has to say so, because an empty address is the first tab. */
export function searchOf(query: InquiryQuery): string {
  const text = writeInquiryQuery(query).toString();
  return text === '' ? '?sort=-opened_at' : `?${text}`;
}
