import {
  type EncounterQuery,
  type EncounterRow,
  readEncounterQuery,
  toEncounterRpc,
  writeEncounterQuery,
} from '../../../../domain/language-encounters/list-query.ts';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf } = addressesOf('/language-encounters', writeEncounterQuery);

/** The page of encounters that the address asks for. */
export function useEncounterList() {
  const query = useAddressQuery(readEncounterQuery);
  const counted = toEncounterRpc(query);
  return useKeysetList<EncounterRow, EncounterQuery>({ resource: 'language_encounters', query, counted, addressOf });
}
