import type { AwardFacts, AwardInstrument, AwardRole } from '../../../../domain/awards/award.ts';
import { readCents, writeCents } from '../../../../domain/shared/money.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';

/** A line of a list has a key for the screen; `id` where it is saved already. */
type Line = { key: string; id?: string };
export type RoleLine = Line & { role: AwardRole; staff_id: string | null; name: string; email: string };
export type ShareLine = Line & { organization_id: string | null; amount: string; purpose: string; account_string: string };

/** The form of an award: text as typed, days in words, ids or null. Null of what the number says: as it says. */
export type AwardValues = {
  award_number: string;
  title: string;
  listing_id: string | null;
  component_id: string | null;
  instrument: AwardInstrument | null;
  federal_award_on: string;
  accepted_on: string;
  starts_on: string;
  ends_on: string;
  federal: string;
  match: string;
  program_income: string;
  /** Empty: the sum. What is typed is compared with it. */
  total: string;
  uniform_guidance_version: '2020' | '2024' | null;
  legislation_id: string | null;
  fund_code: string;
  project_code: string;
  department_id: string | null;
  lead_id: string | null;
  recipient_uei: string;
  performance_rule: string | null;
  watches_ten_percent: boolean;
  ten_percent_floor: string;
  notes: string;
  roles: RoleLine[];
  shares: ShareLine[];
  primary_section: number;
  sections: number[];
};

export type Reading = { today: string; locale: 'en' | 'es' };
export type Columns = Record<string, unknown>;

let made = 0;
const newKey = (): string => `new-${++made}-${crypto.randomUUID().slice(0, 8)}`;
export const emptyRole = (role: AwardRole): RoleLine => ({ key: newKey(), role, staff_id: null, name: '', email: '' });
export const emptyShare = (): ShareLine => ({ key: newKey(), organization_id: null, amount: '', purpose: '', account_string: '' });

/** A form in which nothing is typed yet. */
export const emptyAward = (me: string, uei: string): AwardValues => ({
  award_number: '',
  title: '',
  listing_id: null,
  component_id: null,
  instrument: null,
  federal_award_on: '',
  accepted_on: '',
  starts_on: '',
  ends_on: '',
  federal: '',
  match: '',
  program_income: '',
  total: '',
  uniform_guidance_version: null,
  legislation_id: null,
  fund_code: '',
  project_code: '',
  department_id: null,
  lead_id: me,
  recipient_uei: uei,
  performance_rule: null,
  watches_ten_percent: true,
  ten_percent_floor: '',
  notes: '',
  roles: [],
  shares: [],
  primary_section: 6,
  sections: [6],
});

const text = (value: string | null): string => value ?? '';
/** 0 stands in a field as nothing. */
const amount = (cents: number): string => (cents === 0 ? '' : writeCents(cents));

/** A saved award as the form shows it. */
export function toAwardValues({ award, roles, shares }: AwardFacts): AwardValues {
  return {
    award_number: text(award.award_number),
    title: award.title,
    listing_id: award.listing_id,
    component_id: award.component_id,
    instrument: award.instrument,
    federal_award_on: text(award.federal_award_on),
    accepted_on: text(award.accepted_on),
    starts_on: text(award.starts_on),
    ends_on: text(award.ends_on),
    federal: amount(award.federal_cents),
    match: amount(award.match_cents),
    program_income: amount(award.program_income_cents),
    total: '',
    uniform_guidance_version: award.uniform_guidance_version,
    legislation_id: award.legislation_id,
    fund_code: text(award.fund_code),
    project_code: text(award.project_code),
    department_id: award.department_id,
    lead_id: award.lead_id,
    recipient_uei: text(award.recipient_uei),
    performance_rule: award.performance_rule,
    watches_ten_percent: award.watches_ten_percent,
    ten_percent_floor: award.ten_percent_floor_cents === null ? '' : writeCents(award.ten_percent_floor_cents),
    notes: award.notes,
    roles: roles.map(({ id, role, staff_id, name, email }) => ({
      key: id,
      id,
      role,
      staff_id,
      name: staff_id ? '' : name,
      email: text(email),
    })),
    shares: shares.map(({ id, organization_id, amount_cents, purpose, account_string }) => ({
      key: id,
      id,
      organization_id,
      amount: writeCents(amount_cents),
      purpose,
      account_string: text(account_string),
    })),
    primary_section: award.primary_section,
    sections: [...award.sections].sort((a, b) => a - b),
  };
}

/** The day that some words mean; null for none, undefined for words that mean no day. */
export function readDate(words: string, { today, locale }: Reading): string | null | undefined {
  return words.trim() === '' ? null : (readDay(words, today, locale) ?? undefined);
}

const dayFields = ['federal_award_on', 'accepted_on', 'starts_on', 'ends_on'] as const;

/** What the form says, as save_award takes it. Only of values that passed the checks. */
export function toColumns(values: AwardValues, reading: Reading): Columns {
  const { federal, match, program_income, total, ten_percent_floor, roles, shares, ...rest } = values;
  const days = Object.fromEntries(dayFields.map((field) => [field, readDate(values[field], reading) ?? null]));
  return {
    ...rest,
    ...days,
    award_number: values.award_number.trim() || null,
    title: values.title.trim(),
    fund_code: values.fund_code.trim() || null,
    project_code: values.project_code.trim() || null,
    recipient_uei: values.recipient_uei.trim() || null,
    federal_cents: readCents(federal) ?? 0,
    match_cents: readCents(match) ?? 0,
    program_income_cents: readCents(program_income) ?? 0,
    ten_percent_floor_cents: readCents(ten_percent_floor) ?? null,
    roles: roles.map(({ id, role, staff_id, name, email }) => ({
      ...(id ? { id } : {}),
      role,
      staff_id,
      name: staff_id ? '' : name.trim(),
      email: email.trim() || null,
    })),
    shares: shares.map(({ id, organization_id, amount: typed, purpose, account_string }) => ({
      ...(id ? { id } : {}),
      organization_id,
      amount_cents: readCents(typed) ?? null,
      purpose: purpose.trim(),
      account_string: account_string.trim() || null,
    })),
    ...(total.trim() ? { total_cents: readCents(total) ?? null } : {}),
  };
}

/** The columns in which two forms differ; the sum is compared, not kept. */
export function toPatch(values: AwardValues, start: AwardValues, reading: Reading): Columns {
  const [now, before] = [toColumns(values, reading), toColumns(start, reading)];
  return Object.fromEntries(
    Object.entries(now).filter(([column, value]) => column !== 'total_cents' && JSON.stringify(value) !== JSON.stringify(before[column])),
  );
}
