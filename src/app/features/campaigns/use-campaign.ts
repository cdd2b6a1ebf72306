import { useList, useOne } from '@refinedev/core';
import { type CampaignRecord, campaignRecordSelect } from '../../../domain/campaigns/campaign.ts';

/** One campaign with what it says. */
export function useCampaign(id: string) {
  const { query } = useOne<CampaignRecord>({
    resource: 'campaigns',
    id,
    meta: { select: campaignRecordSelect },
    errorNotification: false,
    queryOptions: { meta: { live: ['campaign_messages', 'mailing_lists', 'journeys', 'journey_steps'] } },
  });
  return { campaign: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

export type MailingList = {
  id: string;
  code: string;
  name: string;
  description: string;
  needs_consent: boolean;
  is_active: boolean;
};

/** What people subscribe to, in the office's order; null until it is known. */
export function useMailingLists(): MailingList[] | null {
  const { query } = useList<MailingList>({
    resource: 'mailing_lists',
    meta: { select: 'id,code,name,description,needs_consent,is_active' },
    sorters: [
      { field: 'sort_order', order: 'asc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 60_000 },
  });
  return query.data?.data ?? null;
}
