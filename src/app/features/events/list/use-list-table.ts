import {
  type EventListQuery,
  type EventListRow,
  readEventListQuery,
  toEventListRpc,
  writeEventListQuery,
} from '../../../../domain/events/list-query.ts';
import { useReferences } from '../../../providers/references.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf, viewTextOf } = addressesOf('/events/list', writeEventListQuery);

/** The page of events that the address asks for. */
export function useListTable() {
  const { districts } = useReferences();
  const query = useAddressQuery(readEventListQuery);
  const counted = toEventListRpc(query, districts);
  return useKeysetList<EventListRow, EventListQuery>({ resource: 'events', query, counted, addressOf });
}
