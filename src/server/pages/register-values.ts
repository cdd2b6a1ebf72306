import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { PageWords } from './words.ts';

/** What stands in the form, as it was typed: it comes back with the form when something is wrong. */
export type RegisterValues = {
  name: string;
  email: string;
  phone: string;
  language: string;
  interpreter: boolean;
  need: string;
  seats: string;
  minors: string;
};
export type RegisterField = 'name' | 'contact' | 'email' | 'phone' | 'language' | 'need' | 'seats' | 'minors';
/** What is wrong, by field: a sentence of `wrong` in the words of the pages. */
export type Problems = Partial<Record<RegisterField, keyof PageWords['wrong']>>;

export const emptyValues = (language: string): RegisterValues => ({
  name: '',
  email: '',
  phone: '',
  language,
  interpreter: false,
  need: '',
  seats: '1',
  minors: '0',
});

const EMAIL = /^[^@\s,;<>"]+@[^@\s,;<>"]+\.[^@\s,;<>"]+$/;

/** What a form sent, and what is wrong with it; `registration` is what the database takes. */
export function readRegistration(fields: ReadonlyMap<string, string>, choices: readonly { code: string }[], capacity: number | null) {
  const line = (name: string) => (fields.get(name) ?? '').replace(/\s+/g, ' ').trim().slice(0, 2000);
  const values: RegisterValues = {
    name: line('name'),
    email: line('email'),
    phone: line('phone'),
    language: line('language'),
    interpreter: fields.get('interpreter') === 'yes',
    need: (fields.get('need') ?? '').trim().slice(0, 4000),
    seats: line('seats'),
    minors: line('minors'),
  };
  const problems: Problems = {};
  if (values.name === '') problems.name = 'name';
  else if (values.name.length > 200) problems.name = 'name_long';
  if (values.email !== '' && (!EMAIL.test(values.email) || values.email.length > 254)) problems.email = 'email';
  const phone = values.phone === '' ? null : callable(values.phone);
  if (values.phone !== '' && phone === null) problems.phone = 'phone';
  if (values.email === '' && values.phone === '') problems.contact = 'contact';
  if (!choices.some(({ code }) => code === values.language)) problems.language = 'language';
  if (values.need.length > 1000) problems.need = 'need_long';
  const seats = wholeNumber(values.seats, 1, 20);
  if (seats === null) problems.seats = 'seats';
  else if (capacity !== null && seats > capacity) problems.seats = 'seats_capacity';
  const minors = wholeNumber(values.minors === '' ? '0' : values.minors, 0, 19);
  if (minors === null || (seats !== null && minors > 0 && minors >= seats)) problems.minors = 'minors';
  const registration = {
    name: values.name,
    email: values.email || null,
    phone,
    language: values.language,
    needs_interpreter: values.interpreter,
    accessibility_need: values.need || null,
    seats,
    minors,
  };
  return { values, problems, registration };
}

/** Seats and children of the form that changes a registration. */
export function readSeats(fields: ReadonlyMap<string, string>): { seats: number; minors: number } | keyof PageWords['wrong'] {
  const seats = wholeNumber((fields.get('seats') ?? '').trim(), 1, 20);
  if (seats === null) return 'seats';
  const minors = wholeNumber((fields.get('minors') ?? '0').trim() || '0', 0, 19);
  return minors === null || (minors > 0 && minors >= seats) ? 'minors' : { seats, minors };
}

/**
 * The key by which the same form sent twice is one registration: of the page that it stood on and of whom it names. So the
 * page that was gone back to, for a neighbor, makes another.
 */
export function keyOf(form: string, { name, email, phone }: { name: string; email: string | null; phone: string | null }): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([form, name.toLowerCase(), email?.toLowerCase() ?? '', phone ?? '']))
    .digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

/** A number as E.164; null when it cannot be called. Numbers without a country are read as American. */
function callable(text: string): string | null {
  const phone = parsePhoneNumberFromString(text.slice(0, 100), 'US');
  return phone?.isPossible() && /^\+[1-9][0-9]{6,14}$/.test(phone.number) ? phone.number : null;
}
