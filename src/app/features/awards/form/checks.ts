import { readCents, sumCents } from '../../../../domain/shared/money.ts';
import type { MessageKey } from '../../../i18n/translate.ts';
import { type AwardValues, type Reading, readDate } from './values.ts';

export type AwardSection = 'city' | 'roles' | 'shares' | 'details' | 'more';
/** What is wrong, at which field or line; and the parts of the form in which it is. */
export type Wrong = { errors: Record<string, MessageKey>; sections: AwardSection[] };

/** In which part of the form a field stands, also as the database names it; what is at the top has none. */
export const sectionOfField: Record<string, AwardSection> = {
  legislation_id: 'city',
  fund_code: 'city',
  project_code: 'city',
  award_department: 'city',
  lead_id: 'city',
  recipient_uei: 'city',
  roles: 'roles',
  roles_role: 'roles',
  roles_name: 'roles',
  roles_email: 'roles',
  shares: 'shares',
  shares_organization: 'shares',
  shares_amount: 'shares',
  shares_purpose: 'shares',
  component_id: 'details',
  instrument: 'details',
  uniform_guidance_version: 'details',
  ten_percent_floor_cents: 'details',
  performance_rule: 'details',
  award_notes: 'more',
  primary_section: 'more',
  sections: 'more',
};

/** The most that a field of money takes. */
const most = 100_000_000_000_000;

/** The sum of the three; null while one of them cannot be read, or none is typed. */
export function sumOf({ federal, match, program_income }: Pick<AwardValues, 'federal' | 'match' | 'program_income'>): number | null {
  const parts = [federal, match, program_income].map(readCents);
  return parts.includes(undefined) ? null : sumCents(parts);
}

/** What can be told before the database is asked. It decides; this only says it sooner. */
export function checkAward(values: AwardValues, reading: Reading): Wrong {
  const errors: Record<string, MessageKey> = {};
  if (!values.title.trim()) errors.title = 'refusal.award_title';
  for (const field of ['federal_award_on', 'accepted_on', 'starts_on', 'ends_on'] as const)
    if (readDate(values[field], reading) === undefined) errors[field] = 'award.wrong.day';
  const [starts, ends] = [readDate(values.starts_on, reading), readDate(values.ends_on, reading)];
  if (starts && ends && ends < starts) errors.ends_on = 'refusal.ends_on';
  if (starts && ends === null) errors.ends_on = 'refusal.starts_on';
  if (ends && starts === null) errors.starts_on = 'refusal.starts_on';
  for (const field of ['federal', 'match', 'program_income', 'total', 'ten_percent_floor'] as const) {
    const cents = readCents(values[field]);
    if (cents === undefined || (cents !== null && cents > most)) errors[field] = 'award.wrong.amount';
  }
  const total = readCents(values.total);
  if (typeof total === 'number' && total !== (sumOf(values) ?? 0)) errors.total = 'refusal.total_cents';
  if (values.recipient_uei.trim() && !/^[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}$/i.test(values.recipient_uei.trim()))
    errors.recipient_uei = 'refusal.recipient_uei';
  for (const { key, staff_id, name } of values.roles) if (!staff_id && !name.trim()) errors[key] = 'refusal.roles_name';
  for (const { key, organization_id, amount } of values.shares) {
    const cents = readCents(amount);
    if (!organization_id) errors[key] = 'refusal.shares_organization';
    else if (typeof cents !== 'number' || cents > most) errors[key] = 'refusal.shares_amount';
  }
  const shared = sumCents(values.shares.map(({ amount }) => readCents(amount)));
  if (shared !== null && shared > (sumOf(values) ?? 0)) errors.shares = 'refusal.shares';
  const sections = new Set<AwardSection>();
  if (values.roles.some(({ key }) => errors[key])) sections.add('roles');
  if (errors.shares || values.shares.some(({ key }) => errors[key])) sections.add('shares');
  if (errors.recipient_uei) sections.add('city');
  if (errors.ten_percent_floor) sections.add('details');
  return { errors, sections: [...sections] };
}

/** The field of the form at which a refusal of the database stands, by its hint. */
export const fieldOfHint: Record<string, string> = {
  award_title: 'title',
  award_number_taken: 'award_number',
  award_number_missing: 'award_number',
  federal_cents: 'federal',
  match_cents: 'match',
  program_income_cents: 'program_income',
  total_cents: 'total',
  starts_on_missing: 'starts_on',
  starts_on_year: 'starts_on',
  ends_on_year: 'ends_on',
  ends_on_terminated: 'ends_on',
  award_department: 'department_id',
  award_notes: 'notes',
  ten_percent_floor_cents: 'ten_percent_floor',
  roles_role: 'roles',
  roles_name: 'roles',
  roles_email: 'roles',
  shares_organization: 'shares',
  shares_amount: 'shares',
  shares_purpose: 'shares',
  sections: 'primary_section',
};
