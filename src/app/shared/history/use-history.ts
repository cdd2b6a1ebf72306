import { useList } from '@refinedev/core';
import { useState } from 'react';
import type { HistoryNames, HistorySet } from '../../../domain/shared/history.ts';

const step = 25;
const most = 200;
const nothing: HistoryNames = { names: {}, references: {} };

/** The acts that touched one record or its parts, newest first; `more` asks for earlier ones, null when these are all. */
export function useHistory(table: string, id: string) {
  const [size, setSize] = useState(step);
  const { query } = useList<HistorySet>({
    resource: 'changes',
    pagination: { pageSize: size },
    meta: { query: { table, id } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const page = query.data as ({ data: HistorySet[]; next?: unknown } & HistoryNames) | undefined;
  return {
    acts: page?.data ?? null,
    known: page ? { names: page.names, references: page.references } : nothing,
    error: query.error,
    retry: () => void query.refetch(),
    more: page?.next && size < most ? () => setSize(Math.min(size * 2, most)) : null,
  };
}
