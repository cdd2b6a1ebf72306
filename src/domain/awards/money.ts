import type { Cursor } from '../shared/cursor.ts';
import type { BudgetCategory, EntryKind, MoneyShare, ObjectClass } from './budget-categories.ts';
import { objectClasses } from './budget-categories.ts';

/** The money of an award as the database counts it. All amounts are whole cents. */

export const spanKinds = ['quarter', 'month', 'city_fy', 'federal_fy'] as const;
export type SpanKind = (typeof spanKinds)[number];

type Shares<Name extends string> = Record<`${Name}_federal_cents` | `${Name}_match_cents` | `${Name}_income_cents`, number>;
export type Balance = Shares<'approved'> & Shares<'obligated'> & Shares<'open'> & Shares<'spent'> & Shares<'left'>;
export type CategoryBalance = Balance & { category: BudgetCategory; class: ObjectClass };

export type BudgetLine = {
  category: BudgetCategory;
  federal_cents: number;
  match_cents: number;
  program_income_cents: number;
  note: string;
};
export type Budget = {
  id: string;
  version_number: number | null;
  status: 'draft' | 'approved' | 'replaced' | 'rejected';
  approved_on: string | null;
  note: string;
  version: number;
};

export type Span = {
  from: string;
  to: string;
  year: number;
  quarter: number;
  obligated_cents: number;
  federal_cents: number;
  match_cents: number;
  income_spent_cents: number;
  income_earned_cents: number;
  drawn_cents: number;
};

export type BurnPoint = { on: string; elapsed_bp: number; spent_cents: number; drawn_cents: number; spent_bp: number | null };
export type Burn = { elapsed_bp: number | null; spent_bp: number | null; days_left: number | null; points: BurnPoint[] };
export type CashLayer = { id: string; drawn_on: string; amount_cents: number; left_cents: number; days: number };
export type FfrReport = {
  id: string;
  period_start: string;
  period_end: string;
  due_on: string;
  filed_on: string | null;
  waived_on: string | null;
  is_final: boolean;
};

export type AwardMoney = {
  until: string;
  by: SpanKind;
  award: {
    federal_cents: number;
    match_cents: number;
    program_income_cents: number;
    total_cents: number;
    starts_on: string | null;
    ends_on: string | null;
    status: string;
    program_income_method: 'addition' | 'deduction';
    indirect_type: string | null;
    indirect_rate_bp: number | null;
  };
  budget: (Budget & { matches: boolean }) | null;
  budgets: (Budget & { lines: BudgetLine[] })[];
  categories: CategoryBalance[];
  spans: Span[];
  burn: Burn;
  cash: { on_hand_cents: number; old_cents: number; layers: CashLayer[] };
  to_draw: { federal_cents: number; withheld_cents: number; drawn_cents: number; available_cents: number };
  income: { earned_cents: number; spent_cents: number };
  entries: number;
  later: number;
  reports: FfrReport[];
};

export type EntryRow = {
  id: string;
  award_id: string;
  kind: EntryKind;
  share: MoneyShare;
  category: BudgetCategory | null;
  amount_cents: number;
  entry_on: string;
  description: string;
  payee: string | null;
  reference: string | null;
  account_string: string | null;
  obligation_id: string | null;
  obligation_reference: string | null;
  subaward_id: string | null;
  subaward_name: string | null;
  paid_cents: number | null;
  /** The end of the period of the filed report that counted it. */
  filed_until: string | null;
  import_id: string | null;
  version: number;
};
export type EntryPage = { rows: EntryRow[]; next: Cursor | null; previous: Cursor | null };
export type EntryCount = { count: number; sums: { kind: EntryKind; share: MoneyShare; n: number; cents: number }[] };

/** The lines of SF-425 that are amounts, in its order; 11a to 11c stand beside them in words. */
export const ffrLines = [
  '10a',
  '10b',
  '10c',
  '10d',
  '10e',
  '10f',
  '10g',
  '10h',
  '10i',
  '10j',
  '10k',
  '10l',
  '10m',
  '10n',
  '10o',
  '11d',
  '11e',
  '11f',
] as const;
export type FfrLine = (typeof ffrLines)[number];

export type FfrSheet = {
  until: string;
  is_final: boolean;
  is_frozen: boolean;
  lines: Record<FfrLine, number>;
  in_period: Record<FfrLine, number>;
  behind: Partial<Record<FfrLine, number>>;
  since: Partial<Record<FfrLine, number>>;
  indirect: { type: string | null; rate_bp: number | null; from: string | null; to: string };
  warnings: string[];
  entries: number;
  report: FfrReport & { confirmation: string | null };
};

const balanceKeys = (['approved', 'obligated', 'open', 'spent', 'left'] as const).flatMap((part) =>
  (['federal', 'match', 'income'] as const).map((share) => `${part}_${share}_cents` as keyof Balance),
);

/** What some balances come to. */
export function sumBalances(rows: Balance[]): Balance {
  return Object.fromEntries(balanceKeys.map((key) => [key, rows.reduce((sum, row) => sum + row[key], 0)])) as Balance;
}

/** The same by SF-424A's object classes, in its order. */
export function byObjectClass(rows: CategoryBalance[]): (Balance & { class: ObjectClass })[] {
  return objectClasses.map((name) => ({ ...sumBalances(rows.filter((row) => row.class === name)), class: name }));
}

/** The three shares of one part of a balance together. */
export const wholeOf = (row: Balance, part: 'approved' | 'obligated' | 'open' | 'spent' | 'left'): number =>
  row[`${part}_federal_cents`] + row[`${part}_match_cents`] + row[`${part}_income_cents`];
