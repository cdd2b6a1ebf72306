import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type AwardListQuery,
  type AwardListRow,
  readAwardListQuery,
  toAwardListRpc,
  writeAwardListQuery,
} from '../../../../domain/awards/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useReferences } from '../../../providers/references.tsx';
import type { GrantComponent } from '../../../shared/grants/use-grant-references.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export const viewTextOf = (query: AwardListQuery): string => writeAwardListQuery({ ...query, after: null, before: null }).toString();

/** The address of a query of awards. */
export function addressOf(query: AwardListQuery): string {
  const text = writeAwardListQuery(query).toString();
  return text ? `/awards?${text}` : '/awards';
}

/** The page of awards that the address asks for. Where it names components, these are waited for. */
export function useAwardList(components: GrantComponent[] | null) {
  const [params] = useSearchParams();
  const { organizations } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readAwardListQuery(new URLSearchParams(text)), [text]);
  const counted = toAwardListRpc(query, components ?? [], organizations);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const enabled = query.component.length === 0 || components !== null;
  const { query: list } = useList<AwardListRow>({
    resource: 'awards',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { enabled, placeholderData: (previous: unknown) => previous as never, meta: { live: ['award_reports'] } },
  });
  const count = useCount('awards', counted, enabled);
  const page = list.data as { data: AwardListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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
