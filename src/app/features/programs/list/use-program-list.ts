import { useCustom } from '@refinedev/core';
import {
  type ProgramFacets,
  type ProgramListRow,
  type ProgramQuery,
  readProgramQuery,
  toProgramRpc,
  writeProgramQuery,
} from '../../../../domain/programs/list-query.ts';
import { useToday } from '../../../providers/office.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf } = addressesOf('/programs', writeProgramQuery);

/** The page of programs that the address asks for, and what else could be chosen. */
export function useProgramList() {
  const today = useToday();
  const query = useAddressQuery(readProgramQuery);
  const counted = toProgramRpc(query, today);
  const { query: facets } = useCustom<ProgramFacets>({
    url: 'program_facets',
    method: 'post',
    config: { payload: { p_query: { filters: counted.filters, search: counted.search ?? '', on: today } } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never, meta: { live: ['programs'] } },
  });
  return {
    ...useKeysetList<ProgramListRow, ProgramQuery>({ resource: 'programs', query, counted, addressOf }),
    facets: facets.data?.data ?? null,
  };
}
