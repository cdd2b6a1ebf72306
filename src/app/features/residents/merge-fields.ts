import type { Resident } from '../../../domain/residents/resident.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';

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

/** What is kept of both: the phones of one and of the other, and so on, as they are written. */
export type Joined = { field: 'phones' | 'emails' | 'addresses' | 'tags'; sides: [string[], string[]]; isSame: boolean };

/** The lists that a merge joins, side by side; those of which nobody has anything are left out. */
export function listJoined(keep: Resident, gone: Resident): Joined[] {
  const read: Record<Joined['field'], (row: Resident) => string[]> = {
    phones: (row) => row.phones.map((one) => formatPhone(one.number)),
    emails: (row) => row.emails.map((one) => one.address),
    addresses: (row) => row.addresses.map((one) => [one.lines, one.postal_code].filter(Boolean).join(', ')),
    tags: (row) => row.tags,
  };
  return (Object.keys(read) as Joined['field'][])
    .map((field) => {
      const sides: [string[], string[]] = [read[field](keep), read[field](gone)];
      return { field, sides, isSame: [...sides[0]].sort().join('\n') === [...sides[1]].sort().join('\n') };
    })
    .filter(({ sides }) => sides[0].length + sides[1].length > 0);
}
