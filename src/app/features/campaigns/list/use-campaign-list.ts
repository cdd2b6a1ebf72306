import {
  type CampaignListQuery,
  type CampaignListRow,
  readCampaignListQuery,
  toCampaignListRpc,
  writeCampaignListQuery,
} from '../../../../domain/campaigns/list-query.ts';
import { addressesOf, useAddressQuery, useKeysetList } from '../../../shared/lists/use-keyset-list.ts';
import type { MailingList } from '../use-campaign.ts';

export const { addressOf, viewTextOf } = addressesOf('/campaigns', writeCampaignListQuery);

/** The page of campaigns that the address asks for. Where it names lists, these are waited for. */
export function useCampaignList(lists: MailingList[] | null) {
  const query = useAddressQuery(readCampaignListQuery);
  const counted = toCampaignListRpc(query, lists ?? []);
  const enabled = query.list.length === 0 || lists !== null;
  return useKeysetList<CampaignListRow, CampaignListQuery>({ resource: 'campaigns', query, counted, addressOf, enabled });
}
