import { useCustom, useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { ReferralRow } from '../../../domain/referrals/list-query.ts';
import type { ReferralChoices, ReferralFacts, Scorecard } from '../../../domain/referrals/referral.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;
const live = ['referrals', 'referral_events', 'deliveries'];

/** Calls a function of the database as one act, and reads referrals again. Null when it was refused: then `error` says why. */
export function useReferralActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const refresh = () =>
    Promise.all([
      ...['referrals', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      queries.invalidateQueries({ predicate: ({ meta }) => Array.isArray(meta?.live) && meta.live.includes('referrals') }),
    ]);

  async function rpc<Answer>(
    url: string,
    values: Record<string, unknown>,
    onDone?: (done: { act: string; answer: Answer }) => void,
  ): Promise<{ answer: Answer } | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      // What was done is said before everything is read again.
      onDone?.({ act, answer: data as Answer });
      await refresh();
      return { answer: data as Answer };
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, clear: () => setError(null), rpc };
}

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
