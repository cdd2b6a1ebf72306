import {
  type OrganizationListRow,
  type OrganizationQuery,
  readOrganizationQuery,
  toOrganizationRpc,
  writeOrganizationQuery,
} from '../../../../domain/organizations/list-query.ts';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';

export const { addressOf } = addressesOf('/organizations', writeOrganizationQuery);

/** The page of the directory that the address asks for. */
export function useOrganizationList() {
  const today = useToday();
  const { districts } = useReferences();
  const query = useAddressQuery(readOrganizationQuery);
  const counted = toOrganizationRpc(query, districts, today);
  return useKeysetList<OrganizationListRow, OrganizationQuery>({
    resource: 'organizations',
    query,
    counted,
    addressOf,
    live: ['organization_agreements', 'organization_languages'],
  });
}
