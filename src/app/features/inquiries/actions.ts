import { useCreate, useCustomMutation, useInvalidate, useUpdate } from '@refinedev/core';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import type { Inquiry } from '../../../domain/inquiries/inquiry.ts';
import type { ComposedKind, Resolution } from '../../../domain/inquiries/words.ts';

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
 * What a person may do to one inquiry. Each act answers whether it was done; if not, `error` says why, and on a conflict the
 * record is read again so that the next try is made with open eyes.
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

  async function act(deed: () => Promise<unknown>): Promise<boolean> {
    setWorking(true);
    setError(null);
    try {
      await deed();
      await refresh();
      return true;
    } catch (refused) {
      setError(refused);
      if (toRefusal(refused).kind === 'conflict') await refresh();
      return false;
    } finally {
      setWorking(false);
    }
  }

  const rpc = (name: string, values: Record<string, unknown>) =>
    call({ url: name, method: 'post', values: { p_id: inquiry.id, p_version: inquiry.version, ...values }, ...quiet });

  return {
    error,
    isWorking,
    clear: () => setError(null),
    refresh,
    save: (values: InquiryPatch) =>
      act(() => update({ resource: 'inquiries', id: inquiry.id, values, meta: { version: inquiry.version }, ...quiet })),
    close: (code: Resolution, note: string) => act(() => rpc('close_inquiry', { p_resolution_code: code, p_note: note || null })),
    reopen: (reason: string) => act(() => rpc('reopen_inquiry', { p_reason: reason })),
    add: (kind: ComposedKind, body: string, isPublic: boolean) =>
      act(() => create({ resource: 'interactions', values: { inquiry_id: inquiry.id, kind, body, is_public: isPublic }, ...quiet })),
  };
}
