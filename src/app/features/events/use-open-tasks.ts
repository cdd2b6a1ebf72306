import type { EventRecord } from '../../../domain/events/event.ts';
import { useCount } from '../../shared/hooks/use-count.ts';

/** How many tasks of an event are open; null while it is not known, and for none. */
export function useOpenTasks(event: EventRecord): number | null {
  return useCount('tasks', { filters: { event: [event.id], is_open: true } }) || null;
}
