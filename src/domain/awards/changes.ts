import type { BudgetCategory } from './budget-categories.ts';

/** Modifications (GAM), Award Conditions and the ten percent watch of an award, as the database tells them. Amounts are whole cents. */

export const modificationSubtypes = [
  'budget_modification',
  'budget_reduction',
  'sole_source',
  'cost_change',
  'scope_change',
  'period_extension',
] as const;
export type ModificationSubtype = (typeof modificationSubtypes)[number];
export type ModificationStatus = 'draft' | 'submitted' | 'change_requested' | 'approved' | 'denied' | 'withdrawn';

/** The watch: what moved between categories since the last approved budget, against a tenth of it (2 CFR 200.308). */
export type Watch = {
  baseline_version: number | null;
  total_cents: number;
  moved_cents: number;
  limit_cents: number;
  /** Hundredths of a percent. */
  share_bp: number;
  new_categories: BudgetCategory[];
  state: 'ok' | 'amber' | 'needed' | 'not_watched' | 'no_budget';
};

export type WatchLine = {
  category: BudgetCategory;
  approved_cents: number;
  moved_cents: number;
  spent_cents: number;
  delta_cents: number;
};

export type BudgetMove = {
  id: string;
  from_category: BudgetCategory;
  to_category: BudgetCategory;
  amount_cents: number;
  moved_on: string;
  reason: string;
  created_by_name: string | null;
};

export type AskedLine = { category: BudgetCategory; federal_cents: number; match_cents: number; program_income_cents: number };

export type Modification = {
  id: string;
  kind: 'programmatic' | 'financial' | 'extension';
  subtype: ModificationSubtype;
  gam_number: string | null;
  status: ModificationStatus;
  reason: string;
  submitted_on: string | null;
  decided_on: string | null;
  decision_note: string | null;
  new_ends_on: string | null;
  former_ends_on: string | null;
  federal_change_cents: number;
  budget_version: number | null;
  lines: AskedLine[] | null;
  watch: Watch | null;
  version: number;
};

export type Condition = {
  id: string;
  number: string | null;
  text: string;
  withheld_cents: number;
  due_on: string | null;
  owner_id: string | null;
  owner_name: string | null;
  evidence: string;
  submitted_on: string | null;
  cleared_on: string | null;
  cleared_by_name: string | null;
  version: number;
};

export type AwardChanges = {
  award: {
    id: string;
    status: string;
    starts_on: string | null;
    ends_on: string | null;
    federal_cents: number;
    match_cents: number;
    program_income_cents: number;
    terminated_on: string | null;
    component: string | null;
  };
  watch: Watch;
  lines: WatchLine[];
  moves: BudgetMove[];
  modifications: Modification[];
  conditions: Condition[];
  withheld_cents: number;
};

/** Whether a modification asks for a budget. */
export const asksForBudget = (subtype: ModificationSubtype): boolean => subtype === 'budget_modification' || subtype === 'budget_reduction';

/** What a person can still do to a modification in this state. */
export function modificationActs(status: ModificationStatus): ('edit' | 'submit' | 'decide' | 'withdraw')[] {
  if (status === 'draft' || status === 'change_requested') return ['edit', 'submit', 'withdraw'];
  if (status === 'submitted') return ['decide', 'edit', 'withdraw'];
  return [];
}
