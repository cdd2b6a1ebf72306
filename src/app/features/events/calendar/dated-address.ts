import type { DatedThing } from '../../../../domain/events/calendar-item.ts';
import type { CalendarQuery } from '../../../../domain/events/calendar-query.ts';

/** The list behind the number of a day, narrowed as the calendar is; null where there is none. */
export function datedAddress({ what, on, id }: DatedThing, { lists }: CalendarQuery): string | null {
  if (what === 'inquiries') {
    const params = new URLSearchParams({ open: 'yes', due: on, sort: 'due_on' });
    for (const [ours, theirs] of [
      ['district', 'district'],
      ['language', 'language'],
      ['staff', 'assigned'],
    ] as const) {
      const values = lists[ours];
      if (values?.length) params.set(theirs, values.join(','));
    }
    return `/inquiries?${params}`;
  }
  if (what === 'records_requests') return id ? `/inquiries/${id}` : '/records-requests';
  if (what === 'tasks') return lists.staff?.join() === 'me' ? '/tasks' : '/tasks?tab=office';
  if (what === 'reports') return id ? `/reports/${id}` : '/reports';
  if (what === 'legislation') return '/legislation';
  if (what === 'campaigns') return id ? `/campaigns/${id}` : `/campaigns?tab=all&scheduled=${on}..${on}`;
  if (what === 'award_reports') return id ? `/awards/${id}?tab=schedule` : '/awards/radar';
  if (what === 'programs') return id ? `/programs/${id}` : '/programs?sort=closes_on';
  if (what === 'agreements') return id ? `/organizations/${id}?tab=agreements` : '/organizations?tab=ending';
  if (what === 'opportunities') return id ? `/opportunities/${id}` : '/opportunities?tab=all';
  return null;
}
