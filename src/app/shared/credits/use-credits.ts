import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreditsOf } from '../../../domain/awards/performance.ts';
import { nameAct } from '../../providers/acts.ts';

const live = ['award_credits', 'award_measures', 'awards', 'events', 'interactions', 'language_encounters'];
const quiet = { successNotification: false, errorNotification: false } as const;

/** What an event or the contacts of an inquiry count for, and what else they could; null while it is not known. */
export function useCredits(table: 'events' | 'inquiries' | 'language_encounters', id: string): CreditsOf | null {
  const { query } = useCustom<CreditsOf>({
    url: 'credits_of',
    method: 'post',
    config: { payload: { p_table: table, p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return query.data?.data ?? null;
}

/** Whether an answer is about what is credited: it says so itself, by the tables that it draws from. */
const isAboutCredits = (query: { meta?: Record<string, unknown> | undefined }): boolean =>
  Array.isArray(query.meta?.live) && query.meta.live.includes('award_credits');

/** Credits a record or takes it back as one act; false when it was not done: then `error` says why. */
export function useCreditActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function rpc(url: 'credit_record' | 'uncredit', values: Record<string, unknown>, onDone: (act: string) => void): Promise<boolean> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({ url, method: 'post', values, meta: { act }, ...quiet });
      // What was done is said before everything is read again.
      onDone(act);
      await Promise.all([
        queries.invalidateQueries({ predicate: isAboutCredits }),
        invalidate({ resource: 'changes', invalidates: ['resourceAll'] }),
      ]);
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setWorking(false);
    }
  }
  return { error, isWorking, clear: () => setError(null), rpc };
}
