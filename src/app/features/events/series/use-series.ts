import { useCustom, useList } from '@refinedev/core';
import type { Scope, Series } from '../../../../domain/events/series-change.ts';

/** How many events an answer would touch: in all, over (held or begun), with people registered, with anything that hangs on them. */
export type ScopeCount = { events: number; over: number; people: number; more: number };

export type SeriesScope = Record<Scope, ScopeCount> & {
  series: Series & { id: string; title: string };
  /** Which one it is, of how many. */
  place: number;
  of: number;
  last_at: string;
};

/** The series of an event, and what a change of one, those that follow, or all would touch. */
export function useSeriesScope(event: string | null) {
  const { query } = useCustom<SeriesScope>({
    url: 'series_scope',
    method: 'post',
    config: { payload: { p_event: event } },
    errorNotification: false,
    queryOptions: { enabled: event !== null, meta: { live: ['events', 'event_series', 'registrations'] } },
  });
  return { scope: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

export type SeriesDate = {
  id: string;
  title: string;
  status: 'planned' | 'confirmed' | 'held' | 'cancelled';
  starts_at: string;
  occurrence_at: string;
  time_zone: string;
  is_override: boolean;
};

/** All events of a series, in the order of its rule. */
export function useSeriesDates(series: string) {
  const { query } = useList<SeriesDate>({
    resource: 'events',
    meta: { select: 'id,title,status,starts_at,occurrence_at,time_zone,is_override' },
    filters: [{ field: 'series_id', operator: 'eq', value: series }],
    sorters: [{ field: 'occurrence_at', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return { dates: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
