import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../../data/refusals.ts';
import type { SubawardFacts, SubawardPage } from '../../../../domain/awards/subaward.ts';
import { nameAct } from '../../../providers/acts.ts';
import { useNotify } from '../../../providers/notify.tsx';

const live = [
  'subawards',
  'subaward_actions',
  'subaward_checks',
  'subaward_risks',
  'subaward_visits',
  'subaward_findings',
  'award_reports',
  'award_entries',
  'awards',
];

/** Subawards of one award, or of all of them. */
export function useSubawardPage(ask: Record<string, unknown>) {
  const { query } = useCustom<SubawardPage>({
    url: 'list_subawards',
    method: 'post',
    config: { payload: { p_query: ask } },
    errorNotification: false,
    queryOptions: { placeholderData: (before: unknown) => before as never, meta: { live } },
  });
  return { page: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** One subaward with all that belongs to it. */
export function useSubaward(id: string) {
  const { query } = useCustom<SubawardFacts>({
    url: 'subaward_facts',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live } },
  });
  return { subaward: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

const quiet = { successNotification: false, errorNotification: false } as const;

/** Calls a function of the database as one act that can be undone, says that it was done, and reads subawards again. */
export function useSubawardActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const { done } = useNotify();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ predicate: ({ queryKey }) => /subaward|award_/.test(JSON.stringify(queryKey)) }),
      ...['awards', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
    ]);
  };

  async function run<Answer = unknown>(url: string, values: Record<string, unknown>, told: string): Promise<{ answer: Answer } | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      // What was done is said before the lists are read again.
      done(told, { undo: act });
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
  return { error, isWorking, run };
}
