import { useList } from '@refinedev/core';

export type EventTemplate = { id: string; name: string; is_active: boolean; version: number; updated_at: string };

/** The templates of events, by name. */
export function useTemplates() {
  const { query } = useList<EventTemplate>({
    resource: 'event_templates',
    meta: { select: 'id,name,is_active,version,updated_at' },
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  return { rows: query.data?.data ?? [], isThere: query.data !== undefined, error: query.error, retry: () => void query.refetch() };
}
