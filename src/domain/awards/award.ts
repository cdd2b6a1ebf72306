/** Where an award stands, as the database says it. */
export const awardStatuses = ['applied', 'awarded', 'active', 'suspended', 'terminated', 'closeout', 'closed', 'declined'] as const;
export type AwardStatus = (typeof awardStatuses)[number];

export const awardInstruments = ['grant', 'cooperative_agreement'] as const;
export type AwardInstrument = (typeof awardInstruments)[number];

/** The roles of an entity in JustGrants. */
export const awardRoles = [
  'entity_administrator',
  'application_submitter',
  'authorized_representative',
  'grant_award_administrator',
  'alternate_grant_award_administrator',
  'financial_manager',
] as const;
export type AwardRole = (typeof awardRoles)[number];

/** The row of an award. All money is in whole cents, all days are ISO text. */
export type AwardRow = {
  id: string;
  award_number: string | null;
  award_key: string | null;
  title: string;
  status: AwardStatus;
  listing_id: string | null;
  component_id: string | null;
  instrument: AwardInstrument;
  federal_award_on: string | null;
  accepted_on: string | null;
  starts_on: string | null;
  ends_on: string | null;
  performance_ends_on: string | null;
  federal_cents: number;
  match_cents: number;
  program_income_cents: number;
  total_cents: number;
  uniform_guidance_version: '2020' | '2024';
  legislation_id: string | null;
  fund_code: string | null;
  project_code: string | null;
  department_id: string | null;
  lead_id: string | null;
  recipient_uei: string | null;
  performance_rule: string | null;
  watches_ten_percent: boolean;
  ten_percent_floor_cents: number | null;
  suspended_on: string | null;
  suspended_reason: string | null;
  resumed_on: string | null;
  terminated_on: string | null;
  termination_notice_on: string | null;
  termination_authority: string | null;
  termination_reason: string | null;
  appeal_due_on: string | null;
  appealed_on: string | null;
  claimable_cents: number | null;
  claimable_note: string | null;
  closed_on: string | null;
  outcome_note: string | null;
  legal_hold_since: string | null;
  legal_hold_reason: string | null;
  notes: string;
  primary_section: number;
  sections: number[];
  sections_corrected: boolean;
  created_by: string | null;
  created_at: string;
  updated_at: string;
  version: number;
};

export type AwardRoleRow = { id: string; role: AwardRole; staff_id: string | null; name: string; email: string | null };
export type AwardShareRow = {
  id: string;
  organization_id: string;
  organization: string;
  kind: string;
  amount_cents: number;
  purpose: string;
  account_string: string | null;
};

/** What the page of an award begins with: award_facts. */
export type AwardFacts = {
  id: string;
  award: AwardRow;
  number: ReadNumber | null;
  component: { id: string; code: string; name: string; entity: string } | null;
  listing: { id: string; number: string; title: string; is_formula: boolean } | null;
  legislation: { id: string; file_number: string; kind: string; title: string; passed_on: string | null } | null;
  department: { id: string; code: string; name: string } | null;
  lead: { id: string; name: string; is_active: boolean } | null;
  roles: AwardRoleRow[];
  shares: AwardShareRow[];
  counts: { schedule: number; money: number; changes: number; subawards: number; performance: number };
};

/** What an award number says. */
export type ReadNumber = {
  format: 'justgrants' | 'legacy_ojp' | 'legacy_cops' | 'unknown';
  prefix: string | null;
  component: string | null;
  fiscal_year: number | null;
  instrument: AwardInstrument | null;
  sequence: string | null;
  program: string | null;
  /** As it is kept. */
  number: string;
  /** Without dashes: the FAIN. */
  key: string;
  usaspending_id: string | null;
};

/** Whether work goes on under it, or what follows the work. */
export const isRunning = ({ status }: Pick<AwardRow, 'status'>): boolean => !['applied', 'declined', 'closed'].includes(status);

/** Whether nothing is expected of it any more. */
export const isOver = ({ status }: Pick<AwardRow, 'status'>): boolean => status === 'closed' || status === 'declined';
