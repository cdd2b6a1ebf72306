import { useCustom, useList } from '@refinedev/core';
import type { ReferralRow } from '../../../domain/referrals/list-query.ts';
import type { ReferralChoices, ReferralFacts, Scorecard } from '../../../domain/referrals/referral.ts';
import { useActs } from '../hooks/use-acts.ts';

const live = ['referrals', 'referral_events', 'deliveries'];

/** Acts on referrals. */
export const useReferralActs = () => useActs(['referrals']);

/** One referral with all that its page says; null while it is not known. */
export function useReferral(id: string | null) {
  const { query } = useCustom<ReferralFacts>({
    url: 'referral_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: Boolean(id), meta: { live } },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

export type ReferralSource = { table: 'inquiries' | 'events'; id: string };
/** Referrals are made from an inquiry or an event; a resident has those that are for them. */
export type RecordOfReferrals = ReferralSource | { table: 'residents'; id: string };

/** What could be told of a record, field by field. */
export function useChoices(table: ReferralSource['table'] | 'referrals', id: string | null): ReferralChoices | null {
  const { query } = useCustom<ReferralChoices>({
    url: 'referral_choices',
    method: 'post',
    config: { payload: { p_table: table, p_record: id } },
    errorNotification: false,
    queryOptions: { enabled: Boolean(id), meta: { live: ['referrals', 'residents', 'inquiries', 'attachments'] } },
  });
  return query.data?.data ?? null;
}

/** The referrals of one record, newest first; null while they are not known. */
export function useRecordReferrals({ table, id }: RecordOfReferrals): ReferralRow[] | null {
  const { query } = useList<ReferralRow>({
    resource: 'referrals',
    pagination: { pageSize: 20 },
    meta: { query: { filters: { [{ inquiries: 'inquiry', events: 'event', residents: 'resident' }[table]]: [id] } } },
    errorNotification: false,
  });
  return query.data?.data ?? null;
}

/** How receivers do; of one organization, or of all. */
export function useScorecard(organization: string | null) {
  const { query } = useCustom<Scorecard>({
    url: 'referral_scorecard',
    method: 'post',
    config: { payload: organization ? { p_organization: organization } : {} },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return { card: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
