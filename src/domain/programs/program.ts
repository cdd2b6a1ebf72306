export const programStatuses = ['active', 'temporarily closed', 'inactive', 'defunct'] as const;
export type ProgramStatus = (typeof programStatuses)[number];
export const fundingLevels = ['federal', 'state', 'local', 'private', 'unknown'] as const;
export type FundingLevel = (typeof fundingLevels)[number];
export type IncomeBasis = 'poverty' | 'median';

/** Whether one can apply on the day that was asked for. */
export type ProgramWindow = {
  state: 'always' | 'open' | 'upcoming' | 'closed' | 'gone';
  opens_on: string | null;
  closes_on: string | null;
  days_left: number | null;
};

/** When something is given, in the columns of HSDS (RFC 5545). */
export type Schedule = {
  id: string;
  freq: 'WEEKLY' | 'MONTHLY' | null;
  interval: number | null;
  byday: string | null;
  bymonthday: string | null;
  opens_at: string | null;
  closes_at: string | null;
  valid_from: string | null;
  valid_to: string | null;
  description: string;
};

export type ProgramLocation = {
  id: string;
  organization_id: string;
  organization_name: string;
  name: string;
  location_type: 'physical' | 'postal' | 'virtual';
  address_1: string;
  address_2: string;
  city: string;
  state_province: string;
  postal_code: string;
  latitude: number | null;
  longitude: number | null;
  transportation: string;
  accessibility: string;
  url: string | null;
  district_name: string | null;
  neighborhood_name: string | null;
  description: string;
  schedules: Schedule[];
  hours: Schedule[];
};

export type Program = {
  id: string;
  organization_id: string;
  name: string;
  alternate_name: string | null;
  description: string;
  translations: Record<string, ProgramTranslation>;
  url: string | null;
  email: string | null;
  phone: string | null;
  status: ProgramStatus;
  application_process: string;
  fees_description: string;
  interpretation_services: string;
  eligibility_description: string;
  alert: string;
  opens_on: string | null;
  closes_on: string | null;
  minimum_age: number | null;
  maximum_age: number | null;
  income_basis: IncomeBasis | null;
  income_percent: number | null;
  tenure: 'renter' | 'owner' | null;
  minimum_household: number | null;
  is_for_veterans: boolean;
  is_for_disabled: boolean;
  maximum_amount_cents: number | null;
  is_free: boolean | null;
  review_by: string | null;
  reviewed_on: string | null;
  owner_id: string | null;
  primary_section: number;
  sections: number[];
  hsds_id: string | null;
  version: number;
};
export type ProgramTranslation = {
  name?: string;
  description?: string;
  application_process?: string;
  eligibility_description?: string;
  fees_description?: string;
};

/** What program_facts answers. */
export type ProgramFacts = {
  id: string;
  program: Program;
  words: Required<ProgramTranslation> & { language: string };
  organization: { id: string; name: string; kind: string; email: string | null; phone: string | null; website: string | null };
  needs: { id: string; code: string; name: string }[];
  languages: { language: string; name: string; endonym: string; note: string }[];
  districts: { id: string; code: string; name: string }[];
  locations: ProgramLocation[];
  schedules: Schedule[];
  costs: { id: string; option: string; amount_cents: number | null; amount_description: string }[];
  documents: { id: string; document: string; uri: string | null }[];
  fundings: { id: string; source: string; level: FundingLevel; award_id: string | null; award: string | null }[];
  owner: { id: string; name: string } | null;
  reviewed_by: { id: string; name: string } | null;
  window: ProgramWindow;
  is_stale: boolean;
  applications: Record<string, number>;
};

/** The window of a program on a day, as private.program_window has it. */
export function windowOf(one: { status: ProgramStatus; opens_on: string | null; closes_on: string | null }, today: string): ProgramWindow {
  const { opens_on, closes_on } = one;
  const state =
    one.status !== 'active'
      ? 'gone'
      : opens_on && opens_on > today
        ? 'upcoming'
        : closes_on && closes_on < today
          ? 'closed'
          : closes_on
            ? 'open'
            : 'always';
  return { state, opens_on, closes_on, days_left: null };
}

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** 'MO,1SA' as weekdays with their place in the month: 0 is every week, -1 the last. */
export const readByday = (byday: string | null): { weekday: Weekday; nth: number }[] =>
  (byday ?? '')
    .split(',')
    .map((one) => /^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one.trim()))
    .filter((match) => match !== null)
    .map((match) => ({ weekday: match[2] as Weekday, nth: Number(match[1] ?? 0) }));
