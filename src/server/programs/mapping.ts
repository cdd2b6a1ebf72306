import type { HsdsRow } from '../../domain/programs/hsds/fields.ts';

/** A column of ours, and the one of the standard that says the same. What cannot be read is what an empty one is. */
export type Mapped = { ours: string; hsds: string; read: (text: string | undefined) => unknown; write: (value: unknown) => string };

const say = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();
const field = (ours: string, hsds: string, read: Mapped['read'], write: Mapped['write'] = say): Mapped => ({ ours, hsds, read, write });
/** A text that is empty where nothing stands. */
const text = (name: string, most: number, hsds = name) => field(name, hsds, (value) => (value ?? '').slice(0, most));
const trimmed = (name: string, most: number, hsds = name) => field(name, hsds, (value) => (value ?? '').trim().slice(0, most));
/** A text of a form, else none. */
const formed = (name: string, form: RegExp, hsds = name) =>
  field(name, hsds, (value) => (value && form.test(value.trim()) ? value.trim() : null));
const optional = (name: string, most: number, hsds = name) => field(name, hsds, (value) => collapse(value ?? '').slice(0, most) || null);
const whole = (name: string, from: number, to: number, hsds = name) =>
  field(name, hsds, (value) => (value && /^\d{1,13}$/.test(value) && Number(value) >= from && Number(value) <= to ? Number(value) : null));
const yes = (name: string, hsds: string) => field(name, hsds, (value) => value === 'true');

const link = /^https?:\/\/[^\s]{1,990}$/;
const mail = /^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$/;
const day = /^(19[9]\d|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const byday = /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/;
const statuses = ['active', 'inactive', 'defunct', 'temporarily closed'];

export const organizationFields: Mapped[] = [
  field('name', 'name', (value) => collapse(value ?? '').slice(0, 160)),
  optional('alternate_name', 160),
  text('description', 10_000),
  formed('email', mail),
  formed('website', link),
  optional('legal_status', 120),
];

/** What the standard has no column for goes in columns of ours, which begin with x_. */
export const serviceFields: Mapped[] = [
  field('name', 'name', (value) => collapse(value ?? '').slice(0, 300)),
  field('alternate_name', 'alternate_name', (value) => (value ?? '').trim().slice(0, 300) || null),
  text('description', 20_000),
  formed('url', link),
  formed('email', mail),
  field('status', 'status', (value) => (value && statuses.includes(value) ? value : 'active')),
  text('interpretation_services', 2_000),
  text('application_process', 10_000),
  text('fees_description', 2_000),
  text('eligibility_description', 10_000),
  whole('minimum_age', 0, 130),
  whole('maximum_age', 0, 130),
  text('alert', 2_000),
  formed('opens_on', day, 'x_opens_on'),
  formed('closes_on', day, 'x_closes_on'),
  formed('income_basis', /^(poverty|median)$/, 'x_income_basis'),
  whole('income_percent', 1, 1000, 'x_income_percent'),
  formed('tenure', /^(renter|owner)$/, 'x_tenure'),
  whole('minimum_household', 1, 30, 'x_minimum_household'),
  yes('is_for_veterans', 'x_is_for_veterans'),
  yes('is_for_disabled', 'x_is_for_disabled'),
  whole('maximum_amount_cents', 0, 10_000_000_000_000, 'x_maximum_amount_cents'),
  field('primary_section', 'x_primary_section', (value) => (/^([1-9]|10)$/.test(value ?? '') ? Number(value) : 4)),
  field(
    'sections',
    'x_sections',
    (value) => (/^\d+(,\d+)*$/.test(value ?? '') ? (value ?? '').split(',').map(Number) : [4]),
    (value) => (value as number[]).join(','),
  ),
  field('translations', 'x_translations', readObject, (value) => (Object.keys(value as object).length > 0 ? JSON.stringify(value) : '')),
];

function readObject(value: string | undefined): unknown {
  try {
    const read: unknown = JSON.parse(value ?? '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : {};
  } catch {
    return {};
  }
}

const degrees = (name: string, most: number) =>
  field(name, name, (value) => (value && Number.isFinite(Number(value)) && Math.abs(Number(value)) <= most ? Number(value) : null));
export const locationFields: Mapped[] = [
  trimmed('name', 300),
  field('location_type', 'location_type', (value) => (value === 'postal' || value === 'virtual' ? value : 'physical')),
  text('transportation', 2_000),
  formed('url', link),
  degrees('latitude', 90),
  degrees('longitude', 180),
];
export const addressFields: Mapped[] = [
  trimmed('address_1', 300),
  trimmed('address_2', 300),
  trimmed('city', 120),
  trimmed('state_province', 60),
  trimmed('postal_code', 20),
  field('country', 'country', (value) => (/^[A-Za-z]{2}$/.test(value?.trim() ?? '') ? (value ?? '').trim().toUpperCase() : 'US')),
];
export const accessibilityFields: Mapped[] = [text('accessibility', 2_000, 'description')];
export const atLocationFields: Mapped[] = [text('description', 2_000)];

/** '09:00' or '09:00:00-06:00' is nine where it is; in UTC it is another hour, which is not guessed. */
const time = (name: string) =>
  field(name, name, (value) => /^((?:[01]\d|2[0-3]):[0-5]\d)(:\d{2})?([+-]\d{2}:?\d{2})?$/.exec(value?.trim() ?? '')?.[1] ?? null, say);
export const scheduleFields: Mapped[] = [
  formed('valid_from', day),
  formed('valid_to', day),
  formed('freq', /^(WEEKLY|MONTHLY)$/),
  whole('interval', 1, 52),
  formed('byday', byday),
  formed('bymonthday', /^-?\d{1,2}(,-?\d{1,2})*$/),
  time('opens_at'),
  time('closes_at'),
  text('description', 1_000),
];
export const costFields: Mapped[] = [
  text('option', 300),
  field(
    'amount_cents',
    'amount',
    (value) => (value && /^\d{1,11}(\.\d+)?$/.test(value) ? Math.round(Number(value) * 100) : null),
    (value) => (value === null ? '' : (Number(value) / 100).toFixed(2)),
  ),
  text('amount_description', 1_000),
];
export const documentFields: Mapped[] = [text('document', 300), field('uri', 'uri', (value) => (value ?? '').slice(0, 1_000) || null)];
export const fundingFields: Mapped[] = [
  trimmed('source', 300),
  field('level', 'x_level', (value) => (/^(federal|state|local|private)$/.test(value ?? '') ? value : 'unknown')),
];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A row as it came, with what somebody has changed since; where nobody did, every sign of it is as it was. */
export function overlay(fields: Mapped[], raw: HsdsRow, ours: Record<string, unknown>): HsdsRow {
  const row = { ...raw };
  for (const { ours: column, hsds, read, write } of fields) {
    if (same(ours[column] ?? null, read(raw[hsds]) ?? null)) continue;
    const words = write(ours[column]);
    if (words === '') delete row[hsds];
    else row[hsds] = words;
  }
  return row;
}

/** What a row says, column by column of ours; of one that came before, only what it says otherwise than it did. */
export function changesOf(fields: Mapped[], row: HsdsRow, before: HsdsRow | null): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter(({ hsds }) => before === null || row[hsds] !== before[hsds]).map(({ ours, hsds, read }) => [ours, read(row[hsds])]),
  );
}
