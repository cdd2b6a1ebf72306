import { useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { ApplicationRow } from '../../../domain/applications/application.ts';
import { nameAct } from '../../providers/acts.ts';
import type { Tone } from '../components/tag.tsx';

const quiet = { successNotification: false, errorNotification: false } as const;

export const applicationTones: Record<ApplicationRow['status'], Tone> = {
  started: 'river',
  submitted: 'amber',
  waitlisted: 'amber',
  approved: 'green',
  denied: 'brick',
  withdrawn: 'plain',
};

/** The applications of one record, what began last first. */
export function useApplicationsOf(filter: 'inquiry' | 'resident' | 'program' | 'event', id: string) {
  const { query } = useList<ApplicationRow>({
    resource: 'applications',
    pagination: { pageSize: 20 },
    meta: { query: { filters: { [filter]: [id] }, sort: 'started_on', descending: true } },
    errorNotification: false,
  });
  return { rows: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** Whether an answer is about applications or what a resident agreed to have kept. */
const isAbout = (query: { meta?: Record<string, unknown> | undefined }): boolean =>
  Array.isArray(query.meta?.live) && query.meta.live.some((table) => table === 'applications' || table === 'screenings');

/** Calls a function of the database as one act and reads applications again. Null when it was refused: then `error` says why. */
export function useApplicationActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  const refresh = () =>
    Promise.all([
      ...['applications', 'screenings', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
      queries.invalidateQueries({ predicate: isAbout }),
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
