import { useCustom, useOne } from '@refinedev/core';
import { type EventRecord, eventRecordSelect } from '../../../domain/events/event.ts';
import type { Standing } from '../../../domain/events/readiness.ts';

/** The tables that a record draws from beside its own row. */
export const partTables = [
  'event_staff',
  'event_organizations',
  'event_languages',
  'event_topics',
  'event_legislation',
  'event_supplies',
  'event_costs',
];

/** One event with its parts. */
export function useEvent(id: string) {
  const { query } = useOne<EventRecord>({
    resource: 'events',
    id,
    meta: { select: eventRecordSelect },
    errorNotification: false,
    queryOptions: { meta: { live: partTables } },
  });
  return { event: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

/** How it stands: places, people who wait, who came. */
export function useStanding(id: string): Standing | null {
  const { query } = useCustom<Standing>({
    url: 'event_standing',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { meta: { live: ['events', 'registrations', 'attendances', 'event_tallies'] } },
  });
  return query.data?.data ?? null;
}
