import type { BudgetCategory } from './budget-categories.ts';
import type { Consequence, ReportKind } from './report.ts';

/** What can be risky about an award, in the order in which it is told; the database says which, with its reason. */
export const flagCodes = [
  'report_late',
  'funds_stopped',
  'funds_stop',
  'cash_old',
  'over_ten',
  'near_ten',
  'burn_ahead',
  'burn_behind',
  'condition_withholds',
  'condition_late',
  'sub_excluded',
  'sub_ffata',
  'sub_finding',
  'sub_final',
  'sub_sam',
  'sub_risk',
  'appeal_due',
  'ends_soon',
] as const;
export type FlagCode = (typeof flagCodes)[number];

/** 3: wrong now; 2: will be, or somebody has to look; 1: to know. */
export type Severity = 1 | 2 | 3;
type Named = { kind: ReportKind; title?: string; is_final?: boolean };
type Raised<Code extends FlagCode, Facts> = { code: Code; severity: Severity } & Facts;

/** A flag with what its sentence names: award_flags. */
export type Flag =
  | Raised<'report_late', Named & { count: number; since: string }>
  | Raised<'funds_stopped', Named & { what: Consequence; on: string }>
  | Raised<'funds_stop', Named & { what: Consequence; on: string; days: number }>
  | Raised<'cash_old', { cents: number; since: string; days: number }>
  | Raised<'over_ten' | 'near_ten', { moved_cents: number; limit_cents: number; fresh: BudgetCategory[] }>
  | Raised<'burn_ahead' | 'burn_behind', { spent_bp: number; elapsed_bp: number }>
  | Raised<'condition_withholds', { count: number; cents: number }>
  | Raised<'condition_late' | 'sub_excluded' | 'sub_ffata' | 'sub_finding' | 'sub_final', { count: number; since: string }>
  | Raised<'sub_sam' | 'sub_risk', { count: number }>
  | Raised<'appeal_due' | 'ends_soon', { on: string; days: number }>;

/** Which part of an award's record a flag is dealt with in: the key of its tab. */
export function tabOf(code: FlagCode): string {
  if (code === 'report_late' || code.startsWith('funds')) return 'schedule';
  if (code === 'cash_old' || code.startsWith('burn')) return 'money';
  if (code.startsWith('sub_')) return 'subawards';
  if (code.endsWith('_ten') || code.startsWith('condition')) return 'changes';
  return 'overview';
}

/** How bad it is with an award: that of its worst flag, 0 without any. */
export const worstOf = (flags: Flag[]): 0 | Severity => flags[0]?.severity ?? 0;

/** Tells the flags of an award apart: those of one code differ by what would stop. */
export const keyOf = (flag: Flag): string => ('what' in flag ? `${flag.code} ${flag.what}` : flag.code);
