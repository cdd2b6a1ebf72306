import { useCustom, useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type ProgramFacets,
  type ProgramListRow,
  type ProgramQuery,
  readProgramQuery,
  toProgramRpc,
  writeProgramQuery,
} from '../../../../domain/programs/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useToday } from '../../../providers/office.tsx';
import { useCount } from '../../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The address of a query of programs. */
export function addressOf(query: ProgramQuery): string {
  const text = writeProgramQuery(query).toString();
  return text ? `/programs?${text}` : '/programs';
}

/** The page of programs that the address asks for, and what else could be chosen. */
export function useProgramList() {
  const [params] = useSearchParams();
  const today = useToday();
  const text = params.toString();
  const query = useMemo(() => readProgramQuery(new URLSearchParams(text)), [text]);
  const counted = toProgramRpc(query, today);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const kept = { placeholderData: (previous: unknown) => previous as never };
  const { query: list } = useList<ProgramListRow>({
    resource: 'programs',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: kept,
  });
  const { query: facets } = useCustom<ProgramFacets>({
    url: 'program_facets',
    method: 'post',
    config: { payload: { p_query: { filters: counted.filters, search: counted.search ?? '', on: today } } },
    errorNotification: false,
    queryOptions: { ...kept, meta: { live: ['programs'] } },
  });
  const count = useCount('programs', counted);
  const page = list.data as { data: ProgramListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  return {
    query,
    rows: page?.data ?? null,
    facets: facets.data?.data ?? null,
    count,
    error: list.error,
    retry: () => void list.refetch(),
    next: page?.next ? addressOf({ ...query, after: page.next, before: null }) : null,
    previous: page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null,
  };
}
