import { type ResidentQuery, readResidentQuery, toResidentRpcQuery, writeResidentQuery } from '../../../domain/residents/query.ts';
import type { ResidentRow } from '../../../domain/residents/resident.ts';
import { useReferences } from '../../providers/references.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';

export const { addressOf, viewTextOf } = addressesOf('/residents', writeResidentQuery);

/** The page of residents that the address asks for. */
export function useResidentList() {
  const { districts } = useReferences();
  const query = useAddressQuery(readResidentQuery);
  const counted = toResidentRpcQuery(query, districts);
  return useKeysetList<ResidentRow, ResidentQuery>({
    resource: 'residents',
    query,
    counted,
    addressOf,
    order: { sort: query.sort, descending: query.descending },
  });
}
