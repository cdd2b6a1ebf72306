import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type CampaignListQuery,
  type CampaignListRow,
  readCampaignListQuery,
  toCampaignListRpc,
  writeCampaignListQuery,
} from '../../../../domain/campaigns/list-query.ts';
import type { Cursor } from '../../../../domain/shared/cursor.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';
import type { MailingList } from '../use-campaign.ts';

export const pageSize = 25;

/** The list as a view keeps it: its address without a page. */
export const viewTextOf = (query: CampaignListQuery): string => writeCampaignListQuery({ ...query, after: null, before: null }).toString();

/** The address of a query of campaigns. */
export function addressOf(query: CampaignListQuery): string {
  const text = writeCampaignListQuery(query).toString();
  return text ? `/campaigns?${text}` : '/campaigns';
}

/** The page of campaigns that the address asks for. Where it names lists, these are waited for. */
export function useCampaignList(lists: MailingList[] | null) {
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readCampaignListQuery(new URLSearchParams(text)), [text]);
  const counted = toCampaignListRpc(query, lists ?? []);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const enabled = query.list.length === 0 || lists !== null;
  const { query: list } = useList<CampaignListRow>({
    resource: 'campaigns',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { enabled, placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('campaigns', counted, enabled);
  const page = list.data as { data: CampaignListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  return {
    query,
    rows: page?.data ?? null,
    count,
    error: list.error,
    retry: () => void list.refetch(),
    next: page?.next ? addressOf({ ...query, after: page.next, before: null }) : null,
    previous: page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null,
  };
}
