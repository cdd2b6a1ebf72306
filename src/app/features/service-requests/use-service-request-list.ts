import {
  readServiceRequestQuery,
  type ServiceRequestQuery,
  type ServiceRequestRow,
  toServiceRequestRpc,
  writeServiceRequestQuery,
} from '../../../domain/service-requests/list-query.ts';
import { useReferences } from '../../providers/references.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';

export const { addressOf } = addressesOf('/service-requests', writeServiceRequestQuery);

/** The page of 311 requests that the address asks for. */
export function useServiceRequestList() {
  const { districts } = useReferences();
  const query = useAddressQuery(readServiceRequestQuery);
  const counted = toServiceRequestRpc(query, districts);
  return useKeysetList<ServiceRequestRow, ServiceRequestQuery>({
    resource: 'service_requests',
    query,
    counted,
    addressOf,
    live: ['feed_runs', 'referrals'],
  });
}
