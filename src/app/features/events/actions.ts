import type { EventStatus } from '../../../domain/events/event.ts';
import { useActs } from '../../shared/hooks/use-acts.ts';
import type { Columns } from './form/patch.ts';

/** What a person may do to events. What else is drawn from them hears of it live. */
export function useEventActs() {
  const { rpc, ...acts } = useActs(['events', 'event_templates'], () => false);
  return {
    ...acts,
    create: (event: Columns) => rpc<string>('save_event', { p_event: event }),
    save: (id: string, version: number | null, event: Columns) =>
      rpc<string>('save_event', { p_event: event, p_id: id, p_version: version }),
    setStatus: (id: string, status: EventStatus, reason: string | null = null) =>
      rpc<number>('set_event_status', { p_id: id, p_status: status, p_reason: reason }),
    publish: (id: string, isPublished: boolean) => rpc<string>('publish_event', { p_id: id, p_is_published: isPublished }),
    keepTemplate: (event: string, name: string, id: string | null) =>
      rpc<string>('save_event_template', { p_event: event, p_name: name, p_id: id }),
    changeTemplate: (id: string, name: string, isActive: boolean) =>
      rpc<null>('change_event_template', { p_id: id, p_name: name, p_is_active: isActive }),
  };
}
