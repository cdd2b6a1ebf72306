import { useCustom, useInvalidate } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';

import type { SubawardFacts, SubawardPage } from '../../../../domain/awards/subaward.ts';
import { useNotify } from '../../../providers/notify.tsx';
import { useDeeds } from '../../../shared/hooks/use-acts.ts';

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

/** Calls a function of the database as one act that can be undone, says that it was done, and reads subawards again. */
export function useSubawardActs() {
  const invalidate = useInvalidate();
  const { done } = useNotify();
  const client = useQueryClient();
  const { error, isWorking, rpc } = useDeeds(() =>
    Promise.all([
      client.invalidateQueries({ predicate: ({ queryKey }) => /subaward|award_/.test(JSON.stringify(queryKey)) }),
      ...['awards', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
    ]),
  );
  const run = <Answer = unknown>(url: string, values: Record<string, unknown>, told: string) =>
    rpc<Answer>(url, values, ({ act }) => done(told, { undo: act }));
  return { error, isWorking, run };
}
