import type { Channel } from '../../../domain/inquiries/words.ts';
import type { Caller } from '../../shared/fields/caller-field.tsx';

/** What intake asks. Kept as a draft until it is saved. */
export type IntakeValues = {
  /** Who asks. */
  caller: Caller;
  /** For whom they ask, when it is not for themselves; null while it is. */
  forWhom: Caller | null;
  /** What the caller is to that person. */
  relation: string;
  needsInterpreter: boolean;
  channel: Channel;
  language: string;
  subject: string;
  body: string;
  topic_id: string | null;
  district_id: string | null;
  location: string;
  assigned_to: string | null;
};

export function emptyIntake(me: string): IntakeValues {
  return {
    caller: { kind: 'unknown', text: '' },
    forWhom: null,
    relation: '',
    needsInterpreter: false,
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

const isNamed = (caller: Caller): boolean =>
  caller.kind === 'known' || caller.kind === 'new' || (caller.kind === 'unknown' && caller.text !== '');

/** Whether anything was typed that would be missed. */
export function isWorthKeeping({ caller, forWhom, subject, body, location }: IntakeValues): boolean {
  return isNamed(caller) || (forWhom !== null && isNamed(forWhom)) || Boolean(subject || body || location);
}

/** Somebody as take_inquiry takes them; `phone` is a number that can be called, or null. */
function toWho(caller: Caller, phone: string | null): Record<string, unknown> | null {
  if (caller.kind === 'known') return { id: caller.id };
  if (caller.kind !== 'new') return null;
  const address = caller.email.trim().toLowerCase();
  return {
    name: caller.name.trim(),
    phones: phone ? [{ number: phone, label: null }] : [],
    emails: address ? [{ address, label: null }] : [],
  };
}

/** What take_inquiry takes. */
export function toTaken(values: IntakeValues, phones: { caller: string | null; forWhom: string | null }): Record<string, unknown> {
  return {
    subject: values.subject.trim(),
    body: values.body.trim(),
    channel: values.channel,
    language: values.language,
    topic_id: values.topic_id,
    district_id: values.district_id,
    location: values.location.trim() || null,
    assigned_to: values.assigned_to,
    needs_interpreter: values.needsInterpreter,
    caller: toWho(values.caller, phones.caller),
    resident: values.forWhom ? toWho(values.forWhom, phones.forWhom) : null,
    relation: values.forWhom ? values.relation.trim() || null : null,
  };
}
