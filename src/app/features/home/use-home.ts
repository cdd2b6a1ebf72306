import { useCustom } from '@refinedev/core';
import type { HomeFacts } from '../../../domain/home/tell.ts';

/** What now, in one call; asked again when something that it counts changes. */
export function useHome() {
  const { query } = useCustom<HomeFacts>({
    url: 'home_facts',
    method: 'post',
    errorNotification: false,
    queryOptions: {
      queryKey: ['home_facts'],
      staleTime: 10_000,
      meta: {
        live: [
          'inquiries',
          'tasks',
          'reports',
          'staff',
          'notifications',
          'settings',
          'events',
          'event_staff',
          'event_languages',
          'registrations',
          'attendances',
          'event_tallies',
          'campaigns',
          'awards',
          'award_reports',
          'referrals',
          'organization_agreements',
          'programs',
          'language_encounters',
          'inquiry_escalations',
          'answer_cards',
        ],
      },
    },
  });
  return { facts: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
