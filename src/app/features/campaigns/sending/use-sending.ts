import { useCustom, useOne } from '@refinedev/core';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import type { CampaignDifference } from '../../../../domain/campaigns/difference.ts';
import type { Hours } from '../../../../domain/campaigns/pace.ts';
import { useReferences } from '../../../providers/references.tsx';

/** What was changed since it was approved; null until it is known. */
export function useDifference(id: string) {
  const { query } = useCustom<CampaignDifference>({
    url: 'campaign_difference',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live: ['campaigns', 'campaign_messages'] } },
  });
  return { difference: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** Who an audience is, before it is fixed; see preview_audience. */
export type Preview = {
  total: number;
  count: number;
  reasons: Record<string, number>;
  languages: Record<string, number>;
  domains: { domain: string; count: number }[];
};

export function usePreview(id: string) {
  const { query } = useCustom<Preview>({
    url: 'preview_audience',
    method: 'post',
    config: { payload: { p_campaign: id } },
    errorNotification: false,
    // What is looked at here is what is confirmed: it stays while the dialog is open.
    queryOptions: { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, meta: { live: false } },
  });
  return { preview: query.data?.data ?? null, error: query.error, refetch: query.refetch, isAsking: query.isFetching };
}

export type Trial = { variant: 'a' | 'b' | null; letters: number; sent: number; replied: number; unsubscribed: number };
export type Progress = {
  total: number;
  sent: number;
  failed: number;
  waiting: number;
  deferred: number;
  cancelled: number;
  largest_domain: number;
  per_minute: number;
  now: string;
  trial: Trial[];
};

/** Every so often, while letters go out. */
const everyMs = 5_000;

/** How a campaign does that is fixed; asked again and again while it goes out. */
export function useProgress({ id, status, frozen_at }: Pick<CampaignRecord, 'id' | 'status' | 'frozen_at'>) {
  const { query } = useCustom<Progress>({
    url: 'campaign_progress',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: {
      enabled: frozen_at !== null,
      refetchInterval: status === 'sending' || status === 'scheduled' ? everyMs : false,
      meta: { live: ['campaigns'] },
    },
  });
  return { progress: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

type MailSettings = {
  time_zone: string;
  office_name: string;
  email: string | null;
  mail_rate_per_second: number;
  mail_domain_rate_per_second: number;
  mail_hours_from: string;
  mail_hours_until: string;
};

/** The office's pace, and the hours in which it works. */
export function useSendSettings(): { settings: MailSettings; hours: Hours } | null {
  const { holidayDates } = useReferences();
  const { query } = useOne<MailSettings & { id: number }>({ resource: 'settings', id: 1, errorNotification: false });
  const settings = query.data?.data;
  if (!settings) return null;
  const isWorkday = (date: string) => ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay()) && !holidayDates.has(date);
  return {
    settings,
    hours: {
      zone: settings.time_zone,
      from: settings.mail_hours_from.slice(0, 5),
      until: settings.mail_hours_until.slice(0, 5),
      isWorkday,
    },
  };
}
