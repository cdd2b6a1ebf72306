/** Subawards as the database answers them (`list_subawards`, `subaward_facts`), and their words' keys. */

export const subawardStatuses = ['draft', 'active', 'suspended', 'terminated', 'closeout', 'closed'] as const;
export type SubawardStatus = (typeof subawardStatuses)[number];
export const riskLevels = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];
export type Determination = 'subaward' | 'contract';
export const visitKinds = ['desk_review', 'site_visit', 'single_audit', 'call'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** What a subaward can lack; `private.subaward_gaps` says which. */
export const gapCodes = [
  'determination',
  'period',
  'amount',
  'recipient_uei',
  'recipient_name',
  'description',
  'indirect_rate',
  'budget_period',
  'contact',
  'award_data',
  'authorization',
  'sam_missing',
  'sam_excluded',
  'sam_old',
  'risk_missing',
  'risk_old',
  'monitoring',
  'audit_unknown',
  'audit_missing',
  'period_outside',
  'overpaid',
  'visit_overdue',
  'action_overdue',
  'decision_due',
  'decision_overdue',
  'ffata_due',
  'ffata_overdue',
  'ffata_changed',
  'pay_untested',
  'pay_missing',
  'final_overdue',
] as const;
export type GapCode = (typeof gapCodes)[number];
/** `needed`: without it the subaward cannot be active. `since`: the day from which it counts. */
export type Gap = { code: GapCode; needed: boolean; since?: string; count?: number };

/** Whether it is late or refused, not only missing. */
export const isUrgent = ({ code }: Gap): boolean => /overdue$|excluded$|^overpaid$/.test(code);

export type SubawardRow = {
  id: string;
  version: number;
  award_id: string;
  award_number: string | null;
  award_title: string;
  organization_id: string;
  organization_name: string;
  title: string;
  subaward_number: string | null;
  status: SubawardStatus;
  determination: Determination | null;
  starts_on: string | null;
  ends_on: string | null;
  total_cents: number;
  paid_cents: number;
  risk: RiskLevel | null;
  checked_on: string | null;
  next_visit_on: string | null;
  open_findings: number;
  gaps: Gap[];
};
export type SubawardPage = { rows: SubawardRow[]; count: number; totals: { obligated_cents: number; paid_cents: number } };

export type Answers = Record<string, { answer: 'yes' | 'no'; note?: string }>;
export type Factors = Record<string, { level: 1 | 2 | 3; note?: string }>;
export type ExecutivePay = {
  gross_cents: number;
  federal_cents: number;
  is_public: boolean;
  executives?: { name: string; cents: number }[];
};
export type SubawardAction = {
  id: string;
  version: number;
  action_on: string;
  amount_cents: number;
  note: string;
  file_number: string | null;
  running_cents: number;
};
export type SubawardVisit = {
  id: string;
  version: number;
  kind: VisitKind;
  planned_on: string | null;
  held_on: string | null;
  notes: string;
  by: string | null;
  audit_accepted_on: string | null;
  decision_due_on: string | null;
};
export type SubawardFinding = {
  id: string;
  version: number;
  visit_id: string | null;
  text: string;
  corrective_action: string;
  action_due_on: string | null;
  action_done_on: string | null;
  decision: 'sustained' | 'not_sustained' | null;
  decision_on: string | null;
  decision_note: string | null;
  questioned_cents: number;
  decision_due_on: string | null;
};

export type SubawardFacts = SubawardRow & {
  today: string;
  determination_answers: Answers;
  determination_reason: string | null;
  determined_on: string | null;
  determined_by_name: string | null;
  recipient_uei: string | null;
  recipient_name: string | null;
  budget_starts_on: string | null;
  budget_ends_on: string | null;
  description: string;
  contact_name: string | null;
  contact_email: string | null;
  is_research: boolean;
  indirect_rate_bp: number | null;
  match_cents: number;
  committed_cents: number | null;
  authorized_on: string | null;
  authorization_source: string | null;
  expects_audit: boolean | null;
  terms: string;
  issued_on: string | null;
  suspended_on: string | null;
  terminated_on: string | null;
  closed_on: string | null;
  status_reason: string | null;
  executive_pay: ExecutivePay | null;
  needs_executive_pay: boolean;
  monitoring_plan: string;
  award: {
    award_number: string | null;
    title: string;
    status: string;
    federal_award_on: string | null;
    federal_cents: number;
    starts_on: string | null;
    ends_on: string | null;
    guidance: string;
    listing_number: string | null;
    listing_title: string | null;
    component_code: string | null;
    component_name: string | null;
    lead_name: string | null;
    lead_email: string | null;
    subawarded_cents: number;
  };
  passer: { office_name: string; city_name: string; address: string; uei: string | null };
  actions: SubawardAction[];
  checks: { id: string; checked_on: string; result: 'clear' | 'excluded'; note: string; by: string | null }[];
  risks: {
    id: string;
    assessed_on: string;
    level: RiskLevel;
    proposed: RiskLevel | null;
    factors: Factors;
    reason: string;
    by: string | null;
  }[];
  visits: SubawardVisit[];
  findings: SubawardFinding[];
  payments: {
    id: string;
    entry_on: string;
    share: 'federal' | 'match' | 'program_income';
    amount_cents: number;
    description: string;
    reference: string | null;
  }[];
  reports: { id: string; kind: string; due_on: string; filed_on: string | null; waived_on: string | null }[];
  ffata: { reportable_on: string; due_on: string; total_cents: number; filed_on: string | null; waived_on: string | null } | null;
  ffata_from_cents: number;
};

/** The verbs that follow from a state, in the order in which they are offered. */
export const nextStatuses: Record<SubawardStatus, readonly Exclude<SubawardStatus, 'draft'>[]> = {
  draft: [],
  active: ['closeout', 'suspended', 'terminated'],
  suspended: ['active', 'closeout', 'terminated'],
  terminated: ['closeout', 'closed'],
  closeout: ['closed', 'active'],
  closed: ['closeout'],
};
