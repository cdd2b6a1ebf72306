import { useCreate, useUpdate } from '@refinedev/core';
import type { Inquiry } from '../../../domain/inquiries/inquiry.ts';
import type { ComposedKind, Resolution } from '../../../domain/inquiries/words.ts';
import { quiet, useActs } from '../../shared/hooks/use-acts.ts';

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

/**
 * What a person may do to one inquiry. Each act answers the name by which it can be undone; null when it was not done: then
 * `error` says why, and on a conflict the record is read again so that the next try is made with open eyes.
 */
export function useInquiryActs(inquiry: Pick<Inquiry, 'id' | 'version'>) {
  const { mutateAsync: update } = useUpdate();
  const { mutateAsync: create } = useCreate();
  const deeds = useActs(['inquiries', 'interactions']);
  const act = async (deed: (act: string) => Promise<unknown>): Promise<string | null> => (await deeds.run(deed))?.act ?? null;
  const rpc = async (name: string, values: Record<string, unknown>): Promise<string | null> =>
    (await deeds.rpc(name, { p_id: inquiry.id, p_version: inquiry.version, ...values }))?.act ?? null;

  return {
    error: deeds.error,
    isWorking: deeds.isWorking,
    clear: deeds.clear,
    refresh: deeds.refresh,
    save: (values: InquiryPatch) =>
      act((act) => update({ resource: 'inquiries', id: inquiry.id, values, meta: { version: inquiry.version, act }, ...quiet })),
    /** `told` is what residents read, and the same in other languages. */
    close: (code: Resolution, note: string, told: { sentence: string; translations: Record<string, string> }) =>
      rpc('close_inquiry', {
        p_resolution_code: code,
        p_note: note || null,
        p_public: told.sentence || null,
        p_translations: told.translations,
      }),
    nameSender: (resident: string | null, name: string) =>
      rpc('name_mail_sender', { p_resident: resident, p_name: resident ? null : name }),
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
