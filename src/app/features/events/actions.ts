import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { EventStatus } from '../../../domain/events/event.ts';
import { nameAct } from '../../providers/acts.ts';
import type { Columns } from './form/patch.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

/** What was done: the name by which it can be undone, and what the database answered. */
export type Done<Answer> = { act: string; answer: Answer };

/**
 * What a person may do to events. Each act answers what was done; null when it was not: then `error` says why, and on a
 * conflict the record is read again so that the next try is made with open eyes.
 */
export function useEventActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function refresh() {
    await Promise.all([
      ...['events', 'event_templates', 'changes'].map((resource) => invalidate({ resource, invalidates: ['resourceAll'] })),
    ]);
  }

  async function rpc<Answer>(url: string, values: Record<string, unknown>): Promise<Done<Answer> | null> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      const { data } = await call({ url, method: 'post', values, meta: { act }, ...quiet });
      await refresh();
      return { act, answer: data as Answer };
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }

  return {
    error,
    isWorking,
    clear: () => setError(null),
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
