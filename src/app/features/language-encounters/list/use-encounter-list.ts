import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type EncounterQuery,
  type EncounterRow,
  readEncounterQuery,
  toEncounterRpc,
  writeEncounterQuery,
} from '../../../../domain/language-encounters/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The address of a query of encounters. */
export function addressOf(query: EncounterQuery): string {
  const text = writeEncounterQuery(query).toString();
  return text ? `/language-encounters?${text}` : '/language-encounters';
}

/** The page of encounters that the address asks for. */
export function useEncounterList() {
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readEncounterQuery(new URLSearchParams(text)), [text]);
  const counted = toEncounterRpc(query);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<EncounterRow>({
    resource: 'language_encounters',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('language_encounters', counted);
  const page = list.data as { data: EncounterRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
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
