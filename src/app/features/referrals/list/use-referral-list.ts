import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type ReferralQuery,
  type ReferralRow,
  readReferralQuery,
  toReferralRpc,
  writeReferralQuery,
} from '../../../../domain/referrals/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useReferences } from '../../../providers/references.tsx';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export const viewTextOf = (query: ReferralQuery): string => writeReferralQuery({ ...query, after: null, before: null }).toString();

/** The address of a query of referrals. */
export function addressOf(query: ReferralQuery): string {
  const text = writeReferralQuery(query).toString();
  return text ? `/referrals?${text}` : '/referrals';
}

/** The page of referrals that the address asks for. */
export function useReferralList() {
  const [params] = useSearchParams();
  const references = useReferences();
  const text = params.toString();
  const query = useMemo(() => readReferralQuery(new URLSearchParams(text)), [text]);
  const counted = toReferralRpc(query, references);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<ReferralRow>({
    resource: 'referrals',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('referrals', counted);
  const page = list.data as { data: ReferralRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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
