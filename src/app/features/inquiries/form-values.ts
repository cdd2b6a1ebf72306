import type { Inquiry } from '../../../domain/inquiries/inquiry.ts';
import type { InquiryPatch } from './actions.ts';

/** The form of an inquiry: text as typed, ids or null. */
export type InquiryValues = {
  subject: string;
  body: string;
  channel: Inquiry['channel'];
  language: string;
  topic_id: string;
  department_id: string | null;
  resident_id: string | null;
  district_id: string | null;
  neighborhood: string;
  location: string;
  primary_section: number;
  sections: number[];
};

export type InquiryField = keyof InquiryValues;

export const inquiryFields: InquiryField[] = [
  'subject',
  'body',
  'resident_id',
  'topic_id',
  'department_id',
  'channel',
  'language',
  'district_id',
  'neighborhood',
  'location',
  'primary_section',
  'sections',
];

/** A row as the form shows it. */
export function toInquiryValues(row: Inquiry): InquiryValues {
  return {
    subject: row.subject,
    body: row.body,
    channel: row.channel,
    language: row.language,
    topic_id: row.topic_id,
    department_id: row.department_id,
    resident_id: row.resident_id,
    district_id: row.district_id,
    neighborhood: row.neighborhood ?? '',
    location: row.location ?? '',
    primary_section: row.primary_section,
    sections: [...row.sections].sort((a, b) => a - b),
  };
}

/** What a field becomes in the database: trimmed, and null where it is empty. */
function toColumn(field: InquiryField, values: InquiryValues): unknown {
  const value = values[field];
  if (field === 'neighborhood' || field === 'location') return String(value).trim() || null;
  if (field === 'subject' || field === 'body') return String(value).trim();
  return value;
}

export function isSameValue(field: InquiryField, a: InquiryValues, b: InquiryValues): boolean {
  return JSON.stringify(toColumn(field, a)) === JSON.stringify(toColumn(field, b));
}

/**
 * Only the columns that differ from what the person was shown: what they did not touch is not theirs to write. The sections
 * go together, because the one is among the others.
 */
export function toInquiryPatch(values: InquiryValues, shown: InquiryValues): InquiryPatch {
  const patch: Record<string, unknown> = {};
  for (const field of inquiryFields) if (!isSameValue(field, values, shown)) patch[field] = toColumn(field, values);
  if ('primary_section' in patch || 'sections' in patch) {
    patch.primary_section = values.primary_section;
    patch.sections = [...new Set([values.primary_section, ...values.sections])].sort((a, b) => a - b);
  }
  return patch as InquiryPatch;
}

/** The fields on which two people differ after a conflict: both from the same start, `mine` typed here and `theirs` saved meanwhile. */
export function listConflicts(start: InquiryValues, mine: InquiryValues, theirs: InquiryValues): InquiryField[] {
  return inquiryFields.filter((field) => !isSameValue(field, mine, theirs) && !isSameValue(field, mine, start));
}

/** Their record with my entries where I changed something and `keep` does not say theirs. */
export function mergeValues(
  start: InquiryValues,
  mine: InquiryValues,
  theirs: InquiryValues,
  takeTheirs: ReadonlySet<InquiryField>,
): InquiryValues {
  const merged: Record<string, unknown> = { ...theirs };
  for (const field of inquiryFields) {
    if (!takeTheirs.has(field) && !isSameValue(field, mine, start)) merged[field] = mine[field];
  }
  return merged as InquiryValues;
}
