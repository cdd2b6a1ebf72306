import {
  type AwardListQuery,
  type AwardListRow,
  readAwardListQuery,
  toAwardListRpc,
  writeAwardListQuery,
} from '../../../../domain/awards/list-query.ts';
import { useReferences } from '../../../providers/references.tsx';
import type { GrantComponent } from '../../../shared/grants/use-grant-references.ts';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf, viewTextOf } = addressesOf('/awards', writeAwardListQuery);

/** The page of awards that the address asks for. Where it names components, these are waited for. */
export function useAwardList(components: GrantComponent[] | null) {
  const { organizations } = useReferences();
  const query = useAddressQuery(readAwardListQuery);
  const counted = toAwardListRpc(query, components ?? [], organizations);
  const enabled = query.component.length === 0 || components !== null;
  return useKeysetList<AwardListRow, AwardListQuery>({ resource: 'awards', query, counted, addressOf, live: ['award_reports'], enabled });
}
