import {
  type ReferralQuery,
  type ReferralRow,
  readReferralQuery,
  toReferralRpc,
  writeReferralQuery,
} from '../../../../domain/referrals/list-query.ts';
import { useReferences } from '../../../providers/references.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf, viewTextOf } = addressesOf('/referrals', writeReferralQuery);

/** The page of referrals that the address asks for. */
export function useReferralList() {
  const references = useReferences();
  const query = useAddressQuery(readReferralQuery);
  const counted = toReferralRpc(query, references);
  return useKeysetList<ReferralRow, ReferralQuery>({ resource: 'referrals', query, counted, addressOf });
}
