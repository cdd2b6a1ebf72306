/** What an award owes, as the database lists it. */
export const reportKinds = [
  'ffr',
  'performance',
  'pmt',
  'closeout',
  'subaward_final',
  'ffata',
  'single_audit',
  'sam_registration',
  'retention',
  'other',
] as const;
export type ReportKind = (typeof reportKinds)[number];

export type ReportState = 'upcoming' | 'open' | 'due' | 'late' | 'filed' | 'waived';
export type Consequence = 'suspension' | 'asap_lock' | 'administrative_closeout';

/** Why a day is that day, as the schedule keeps it beside the day. */
export type DueReason = {
  rule?: string;
  basis?:
    | 'period_end'
    | 'performance_end'
    | 'subaward_end'
    | 'action'
    | 'final_ffr'
    | 'fiscal_year_end'
    | 'auditor_report'
    | 'sam_expiry'
    | 'hand';
  /** The day from which it is counted. */
  from?: string;
  days?: number;
  months_end?: number;
  years?: number;
  /** Due on acceptance, because its day had passed by then; and that day. */
  accepted_late?: string;
  normal?: string;
  /** To be compared with JustGrants. */
  confirm?: boolean;
  /** A final report over a period that was reported already. */
  again?: boolean;
  cents?: number;
  source?: string;
  /** When the auditor handed in the report, which brought the day forward. */
  reported_on?: string;
};

/** A line of a schedule: award_schedule_of. */
export type ScheduleRow = {
  id: string;
  kind: ReportKind;
  schedule_key: string;
  title: string;
  is_final: boolean;
  period_start: string | null;
  period_end: string | null;
  opens_on: string | null;
  due_on: string;
  file_by: string;
  computed_due_on: string;
  due_reason: DueReason;
  override_due_on: string | null;
  override_source: string | null;
  look_again: boolean;
  owner_id: string | null;
  owner_name: string | null;
  state: ReportState;
  days_to_due: number | null;
  filed_on: string | null;
  filed_by_name: string | null;
  filed_days_late: number | null;
  confirmation: string | null;
  filed_note: string | null;
  is_frozen: boolean;
  waived_on: string | null;
  waived_reason: string | null;
  acknowledged_at: string | null;
  acknowledged_by_name: string | null;
  consequence: Consequence | null;
  consequence_on: string | null;
  /** The first day on which the consequence holds, and whether it does. */
  holds_from: string | null;
  is_holding: boolean;
  /** What the award may still draw: it cannot while the consequence holds. */
  to_draw_cents: number | null;
  /** Due although nothing was spent in its period. */
  is_unspent: boolean;
  blocked_by: string | null;
  /** The days of those that can only be filed after it. */
  behind: string[];
  auditor_reported_on: string | null;
  rule_name: string | null;
  rule_source: string | null;
  is_by_hand: boolean;
  is_unasked: boolean;
  subaward_title: string | null;
  subaward_organization: string | null;
};

/** A line of what would come of an award that is being typed: preview_schedule. */
export type PreviewRow = Pick<
  ScheduleRow,
  'kind' | 'schedule_key' | 'is_final' | 'period_start' | 'period_end' | 'opens_on' | 'due_on' | 'file_by' | 'due_reason' | 'rule_name'
>;

/** Whether nothing is to be done about it any more. */
export const isSettled = ({ state }: Pick<ScheduleRow, 'state'>): boolean => state === 'filed' || state === 'waived';

/** A rule that makes schedules, as a manager keeps it. */
export type ReportRule = {
  id: string;
  code: string;
  kind: Exclude<ReportKind, 'other'>;
  name: string;
  period_months: number | null;
  period_anchor_month: number | null;
  opens_days_before_end: number | null;
  due_days: number | null;
  due_months_end: number | null;
  due_years: number | null;
  final_due_days: number | null;
  audit_days: number | null;
  consequence: Consequence | null;
  consequence_days: number | null;
  is_in_sequence: boolean;
  component_codes: string[] | null;
  listing_numbers: string[] | null;
  federal_from_cents: number | null;
  federal_below_cents: number | null;
  threshold_cents: number | null;
  needs_confirming: boolean;
  valid_from: string;
  valid_until: string | null;
  source: string;
  is_active: boolean;
  version: number;
};
