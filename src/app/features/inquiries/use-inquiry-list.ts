import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { type InquiryQuery, readInquiryQuery, writeInquiryQuery } from '../../../domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../domain/inquiries/rpc-query.ts';
import { tabQueries } from '../../../domain/inquiries/tabs.ts';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { pageSize, useKeysetList } from '../../shared/lists/use-keyset-list.ts';

export { pageSize };

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
  const { after: _after, before: _before, sort, descending, ...counted } = asked;
  const list = useKeysetList<InquiryRow, InquiryQuery>({
    resource: 'inquiries',
    query,
    counted,
    order: { sort, descending },
    addressOf: searchOf,
  });
  // The address that the log keeps names who "me" was, and is whole.
  const address = `/inquiries${searchOf({ ...namingMe(query, rpc.me), after: null, before: null })}`;
  /** `asked`: the filters of the list, as the database is asked. */
  return { ...list, asked: counted, exported: list.exported && { ...list.exported, address } };
}

function namingMe(query: InquiryQuery, me: string): InquiryQuery {
  const { assigned } = query.lists;
  return assigned ? { ...query, lists: { ...query.lists, assigned: assigned.map((one) => (one === 'me' ? me : one)) } } : query;
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
