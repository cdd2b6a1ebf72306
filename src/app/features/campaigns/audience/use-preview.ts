import { useCustom } from '@refinedev/core';
import type { ResidentRpcQuery } from '../../../../domain/residents/query.ts';
import { useSettled } from '../../../shared/hooks/use-settled.ts';

export const reasons = [
  'no_address',
  'same_address',
  'unsubscribed',
  'suppressed',
  'no_consent',
  'paused',
  'frequency',
  'open_inquiry',
  'protected',
] as const;
export type Reason = (typeof reasons)[number];

export type Meant = { resident_id: string | null; name: string | null; address: string | null; language: string; reason: Reason | null };

/** What preview_audience answers. */
export type Preview = {
  total: number;
  count: number;
  /** Subscribers whom no resident is known to be, among those who get it. */
  others: number;
  reasons: Partial<Record<Reason, number>>;
  languages: Record<string, number>;
  districts: { id: string | null; name: string | null; count: number }[];
  sample: Meant[];
  left_out: Partial<Record<Reason, Meant[]>>;
};

/** What is chosen and not saved yet. */
export type AudienceDraft = { audience: ResidentRpcQuery; list_id: string; topic_id: string | null; skips_open_inquiries: boolean };

/** Who an audience is, asked again when choosing rests; what was known stays until then. */
export function usePreview(campaign: string, draft: AudienceDraft) {
  const text = JSON.stringify(draft);
  const asked = useSettled(text, 350);
  const { audience, list_id, topic_id, skips_open_inquiries } = JSON.parse(asked) as AudienceDraft;
  const { query } = useCustom<Preview>({
    url: 'preview_audience',
    method: 'post',
    config: {
      payload: {
        p_campaign: campaign,
        p_audience: audience,
        p_list: list_id,
        p_draft: { skips_open_inquiries, ...(topic_id ? { topic_id } : {}) },
      },
    },
    errorNotification: false,
    queryOptions: {
      queryKey: ['preview_audience', campaign, asked],
      staleTime: 30_000,
      placeholderData: (previous: unknown) => previous as never,
      // What it counts changes all day long; it is asked again when somebody chooses, or comes back.
      meta: { live: false },
    },
  });
  return {
    preview: query.data?.data ?? null,
    isCounting: query.isFetching || asked !== text,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
