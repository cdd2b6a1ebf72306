import type { Resident } from '../../../domain/residents/resident.ts';

/** The fields of which a merge keeps one of two; phones, mails, addresses and tags are those of both. */
export const mergeFields = [
  'name',
  'preferred_name',
  'preferred_language',
  'needs_interpreter',
  'accessibility_need',
  'contact_by',
  'contact_note',
  'district_id',
  'neighborhood',
] as const;
export type MergeField = (typeof mergeFields)[number];

/** What nobody has to choose between: both say the same. */
export const isSame = (keep: Resident, gone: Resident, field: MergeField): boolean => (keep[field] ?? '') === (gone[field] ?? '');

const isPlain = (row: Resident, field: MergeField): boolean =>
  [null, '', false].includes(row[field] as never) || (field === 'contact_by' && row[field] === 'any');

/** What is likely meant: whatever the one who is kept has, and what they lack from the other. */
export function likelyChoices(keep: Resident, gone: Resident): Set<MergeField> {
  return new Set(mergeFields.filter((field) => !isSame(keep, gone, field) && isPlain(keep, field) && !isPlain(gone, field)));
}

/** Things of both, each once. */
export const both = <Thing>(keep: Thing[], gone: Thing[], key: (one: Thing) => string): Thing[] => [
  ...new Map([...gone, ...keep].map((one) => [key(one), one])).values(),
];
