import {
  type OpportunityListRow,
  type OpportunityQuery,
  readOpportunityQuery,
  toOpportunityRpc,
  writeOpportunityQuery,
} from '../../../../domain/opportunities/list-query.ts';
import { useReferences } from '../../../providers/references.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf, viewTextOf } = addressesOf('/opportunities', writeOpportunityQuery);

/** The page of opportunities that the address asks for. */
export function useOpportunityList() {
  const { organizations } = useReferences();
  const query = useAddressQuery(readOpportunityQuery);
  const counted = toOpportunityRpc(query, organizations);
  return useKeysetList<OpportunityListRow, OpportunityQuery>({ resource: 'opportunities', query, counted, addressOf });
}
