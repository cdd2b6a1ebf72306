import { readSubscriberQuery, type SubscriberQuery, toSubscriberRpc, writeSubscriberQuery } from '../../../domain/subscriptions/query.ts';
import type { SubscriberRow } from '../../../domain/subscriptions/record.ts';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';

export const { addressOf, viewTextOf } = addressesOf('/mailing-lists/subscribers', writeSubscriberQuery);

/** The page of subscribers that the address asks for. */
export function useSubscriberList() {
  const query = useAddressQuery(readSubscriberQuery);
  const counted = toSubscriberRpc(query);
  return useKeysetList<SubscriberRow, SubscriberQuery>({
    resource: 'subscribers',
    query,
    counted,
    addressOf,
    order: { sort: query.sort, descending: query.sort === 'created_at' },
    live: ['subscriptions', 'suppressions'],
  });
}
