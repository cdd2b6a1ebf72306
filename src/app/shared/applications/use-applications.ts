import { useList } from '@refinedev/core';
import type { ApplicationRow } from '../../../domain/applications/application.ts';
import type { Tone } from '../components/tag.tsx';
import { useActs } from '../hooks/use-acts.ts';

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

/** Acts on applications, and on what a resident agreed to have kept. */
export const useApplicationActs = () => useActs(['applications', 'screenings']);
