import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type OrganizationListRow,
  type OrganizationQuery,
  readOrganizationQuery,
  toOrganizationRpc,
  writeOrganizationQuery,
} from '../../../../domain/organizations/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The address of a query of organizations. */
export function addressOf(query: OrganizationQuery): string {
  const text = writeOrganizationQuery(query).toString();
  return text ? `/organizations?${text}` : '/organizations';
}

/** The page of the directory that the address asks for. */
export function useOrganizationList() {
  const [params] = useSearchParams();
  const today = useToday();
  const { districts } = useReferences();
  const text = params.toString();
  const query = useMemo(() => readOrganizationQuery(new URLSearchParams(text)), [text]);
  const counted = toOrganizationRpc(query, districts, today);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<OrganizationListRow>({
    resource: 'organizations',
    pagination: { pageSize },
    meta: { query: asked, live: ['organizations', 'organization_agreements', 'organization_languages'] },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('organizations', counted);
  const page = list.data as { data: OrganizationListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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
