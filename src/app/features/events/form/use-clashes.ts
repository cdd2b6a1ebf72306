import { useCustom } from '@refinedev/core';

/** Something that is taken for another event at the same time. */
export type Clash = {
  kind: 'staff' | 'interpreter' | 'room' | 'equipment';
  name: string;
  staff_id: string | null;
  event: { id: string; title: string; starts_at: string; ends_at: string; time_zone: string };
};

/** What an event collides with, saved or not: as save_event takes it, with its `id` where it has one. Null: nothing to ask yet. */
export function useClashes(event: Record<string, unknown> | null): Clash[] {
  const { query } = useCustom<Clash[]>({
    url: 'event_clashes',
    method: 'post',
    config: { payload: { p_event: event } },
    errorNotification: false,
    queryOptions: {
      enabled: event !== null,
      placeholderData: (before) => before,
      meta: { live: ['events', 'event_staff', 'event_languages'] },
    },
  });
  return event === null ? [] : (query.data?.data ?? []);
}
