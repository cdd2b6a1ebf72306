import type { ContactWay, Resident } from '../../../domain/residents/resident.ts';
import { isMailAddress } from '../../../domain/shared/mail-address.ts';

/** A contact while it is typed: `key` tells rows apart, `value` is as typed. */
export type ContactValues = { key: string; value: string; label: string; postal_code: string };

export type ResidentValues = {
  name: string;
  preferred_name: string;
  preferred_language: string;
  needs_interpreter: boolean;
  accessibility_need: string;
  district_id: string | null;
  neighborhood: string;
  contact_by: ContactWay;
  contact_note: string;
  tags: string[];
  phones: ContactValues[];
  emails: ContactValues[];
  addresses: ContactValues[];
};

export type ContactKind = 'phones' | 'emails' | 'addresses';

// Begins later than every key of a draft that was kept before.
let keys = Date.now();
/** An empty contact row with a key of its own. */
export function emptyContact(value = '', label: string | null = null, postal_code: string | null = null): ContactValues {
  keys += 1;
  return { key: `contact-${keys}`, value, label: label ?? '', postal_code: postal_code ?? '' };
}

/** A resident of whom nothing is known, with a row for the first phone number. */
export const emptyResident = (): ResidentValues => ({
  name: '',
  preferred_name: '',
  preferred_language: 'en',
  needs_interpreter: false,
  accessibility_need: '',
  district_id: null,
  neighborhood: '',
  contact_by: 'any',
  contact_note: '',
  tags: [],
  phones: [emptyContact()],
  emails: [],
  addresses: [],
});

export function toResidentValues(row: Resident): ResidentValues {
  return {
    name: row.name,
    preferred_name: row.preferred_name ?? '',
    preferred_language: row.preferred_language,
    needs_interpreter: row.needs_interpreter,
    accessibility_need: row.accessibility_need ?? '',
    district_id: row.district_id,
    neighborhood: row.neighborhood ?? '',
    contact_by: row.contact_by,
    contact_note: row.contact_note ?? '',
    tags: row.tags,
    phones: row.phones.map((one) => emptyContact(one.number, one.label)),
    emails: row.emails.map((one) => emptyContact(one.address, one.label)),
    addresses: row.addresses.map((one) => emptyContact(one.lines, one.label, one.postal_code)),
  };
}

export type ResidentErrors = Partial<Record<string, string>>;

/** What is wrong, by field or by the key of a contact, as keys of messages. */
export type ResidentProblem = { at: string; problem: 'name' | 'phone' | 'email' };

/**
 * The argument of save_resident, or what is wrong. Empty contacts are left out. `normalize` gives a phone number as E.164, or
 * null when it cannot be called.
 */
export async function toSavedResident(values: ResidentValues, normalize: (text: string) => Promise<string | null>) {
  const problems: ResidentProblem[] = [];
  if (!values.name.trim()) problems.push({ at: 'name', problem: 'name' });
  const filled = (rows: ContactValues[]) => rows.filter((row) => row.value.trim() !== '');
  const phones: { number: string; label: string | null }[] = [];
  for (const row of filled(values.phones)) {
    const number = await normalize(row.value);
    if (number) phones.push({ number, label: row.label.trim() || null });
    else problems.push({ at: row.key, problem: 'phone' });
  }
  const emails = filled(values.emails).map((row) => {
    if (!isMailAddress(row.value)) problems.push({ at: row.key, problem: 'email' });
    return { address: row.value.trim().toLowerCase(), label: row.label.trim() || null };
  });
  const addresses = filled(values.addresses).map((row) => ({
    lines: row.value.trim(),
    postal_code: row.postal_code.trim() || null,
    label: row.label.trim() || null,
  }));
  const text = (value: string) => value.trim() || null;
  const resident = {
    name: values.name.trim(),
    preferred_name: text(values.preferred_name),
    preferred_language: values.preferred_language,
    needs_interpreter: values.needs_interpreter,
    accessibility_need: text(values.accessibility_need),
    district_id: values.district_id,
    neighborhood: text(values.neighborhood),
    contact_by: values.contact_by,
    contact_note: text(values.contact_note),
    tags: values.tags,
    phones,
    emails,
    addresses,
  };
  return { resident, problems };
}
