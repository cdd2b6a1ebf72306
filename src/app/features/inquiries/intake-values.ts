import type { Channel } from '../../../domain/inquiries/words.ts';
import type { Caller } from '../../shared/fields/caller-field.tsx';

/** What intake asks. Kept as a draft until it is saved. */
export type IntakeValues = {
  caller: Caller;
  channel: Channel;
  language: string;
  subject: string;
  body: string;
  topic_id: string | null;
  district_id: string | null;
  location: string;
  assigned_to: string | null;
};

export const intakeDraft = 'inquiry';

export function emptyIntake(me: string): IntakeValues {
  return {
    caller: { kind: 'unknown', text: '' },
    channel: 'phone',
    language: 'en',
    subject: '',
    body: '',
    topic_id: null,
    district_id: null,
    location: '',
    assigned_to: me,
  };
}

/** Whether anything was typed that would be missed. */
export function isWorthKeeping({ caller, subject, body, location }: IntakeValues): boolean {
  return (
    caller.kind === 'known' ||
    caller.kind === 'new' ||
    (caller.kind === 'unknown' && caller.text !== '') ||
    Boolean(subject || body || location)
  );
}

/** The row to insert; the caller's id is known by now. */
export function toInquiryInsert(values: IntakeValues, residentId: string | null): Record<string, unknown> {
  return {
    subject: values.subject.trim(),
    body: values.body.trim(),
    channel: values.channel,
    language: values.language,
    topic_id: values.topic_id,
    resident_id: residentId,
    district_id: values.district_id,
    location: values.location.trim() || null,
    assigned_to: values.assigned_to,
  };
}
