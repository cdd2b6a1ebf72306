import { useCreate, useCustomMutation, useInvalidate, useUpdate } from '@refinedev/core';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { Inquiry } from '../../../domain/inquiries/inquiry.ts';
import type { ComposedKind, Resolution } from '../../../domain/inquiries/words.ts';
import { nameAct } from '../../providers/acts.ts';

/** The columns of an inquiry that a person may write. */
export type InquiryPatch = Partial<
  Pick<
    Inquiry,
    | 'subject'
    | 'body'
    | 'channel'
    | 'language'
    | 'topic_id'
    | 'department_id'
    | 'resident_id'
    | 'district_id'
    | 'neighborhood'
    | 'location'
    | 'assigned_to'
    | 'status'
    | 'primary_section'
    | 'sections'
  >
>;

const quiet = { successNotification: false, errorNotification: false } as const;

/**
 * What a person may do to one inquiry. Each act answers the name by which it can be undone; null when it was not done: then
 * `error` says why, and on a conflict the record is read again so that the next try is made with open eyes.
 */
export function useInquiryActs(inquiry: Pick<Inquiry, 'id' | 'version'>) {
  const { mutateAsync: update } = useUpdate();
  const { mutateAsync: call } = useCustomMutation();
  const { mutateAsync: create } = useCreate();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function refresh() {
    await Promise.all([
      invalidate({ resource: 'inquiries', id: inquiry.id, invalidates: ['detail', 'list'] }),
      invalidate({ resource: 'interactions', invalidates: ['list'] }),
      invalidate({ resource: 'changes', invalidates: ['list'] }),
    ]);
  }

  async function act(deed: (act: string) => Promise<unknown>): Promise<string | null> {
    const name = nameAct();
    setWorking(true);
    setError(null);
    try {
      await deed(name);
      await refresh();
      return name;
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return null;
    } finally {
      setWorking(false);
    }
  }

  const rpc = (name: string, values: Record<string, unknown>) =>
    act((act) =>
      call({ url: name, method: 'post', values: { p_id: inquiry.id, p_version: inquiry.version, ...values }, meta: { act }, ...quiet }),
    );

  return {
    error,
    isWorking,
    clear: () => setError(null),
    refresh,
    save: (values: InquiryPatch) =>
      act((act) => update({ resource: 'inquiries', id: inquiry.id, values, meta: { version: inquiry.version, act }, ...quiet })),
    close: (code: Resolution, note: string) => rpc('close_inquiry', { p_resolution_code: code, p_note: note || null }),
    reopen: (reason: string) => rpc('reopen_inquiry', { p_reason: reason }),
    add: (kind: ComposedKind, body: string, isPublic: boolean) =>
      act((act) =>
        create({
          resource: 'interactions',
          values: { inquiry_id: inquiry.id, kind, body, is_public: isPublic },
          meta: { act },
          ...quiet,
        }),
      ),
  };
}
