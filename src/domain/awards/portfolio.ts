import type { AwardStatus } from './award.ts';
import type { Flag, FlagCode } from './flags.ts';
import { worstOf } from './flags.ts';
import type { Consequence, ReportKind, ReportState } from './report.ts';

/** An award as the portfolio has it. All money is in whole cents, shares are in basis points. */
export type PortfolioRow = {
  id: string;
  title: string;
  award_number: string | null;
  status: AwardStatus;
  component: string | null;
  listing: string | null;
  department_id: string | null;
  department_name: string | null;
  lead_name: string | null;
  starts_on: string;
  ends_on: string;
  federal_cents: number;
  total_cents: number;
  spent_cents: number;
  drawn_cents: number;
  withheld_cents: number;
  available_cents: number;
  elapsed_bp: number;
  spent_bp: number | null;
  late: number;
  next_report: { id: string; kind: ReportKind; title: string; is_final: boolean; due_on: string; file_by: string } | null;
  flags: Flag[];
};

export type PortfolioTotals = {
  awards: number;
  federal_cents: number;
  total_cents: number;
  spent_cents: number;
  drawn_cents: number;
  withheld_cents: number;
  available_cents: number;
  late: number;
  /** Awards whose worst flag is that something is wrong now, or that somebody has to look. */
  wrong: number;
  watched: number;
};

export type DepartmentLine = {
  /** Null: the awards that no department has. */
  id: string | null;
  name: string | null;
  awards: number;
  federal_cents: number;
  spent_cents: number;
  late: number;
  wrong: number;
  next_due_on: string | null;
};

export type Portfolio = { today: string; rows: PortfolioRow[]; totals: PortfolioTotals; departments: DepartmentLine[] };

/** A line of what a department owes: a report of one of its awards, or a condition with a day. */
export type Owed = {
  what: 'report' | 'condition';
  id: string;
  award_id: string;
  award_title: string;
  award_number: string | null;
  kind: ReportKind | null;
  title: string;
  is_final: boolean | null;
  period_start: string | null;
  period_end: string | null;
  due_on: string;
  file_by: string;
  state: Extract<ReportState, 'late' | 'due' | 'open' | 'upcoming'>;
  owner_name: string | null;
  withheld_cents: number | null;
  consequence: Consequence | null;
  consequence_on: string | null;
};

export type DepartmentAwards = {
  today: string;
  department: { id: string; name: string } | null;
  rows: PortfolioRow[];
  totals: PortfolioTotals;
  owes: Owed[];
  shares: { id: string; award_id: string; award_title: string; award_number: string | null; amount_cents: number; purpose: string }[];
};

/** The portfolio as its address asks for it: departments and components by their codes. */
export type PortfolioQuery = { search: string; department: string[]; component: string[]; flag: FlagCode | null };

type Coded = { id: string; code: string };

/** The argument of award_portfolio. A flag is chosen among the rows that came. */
export function toPortfolioRpc(query: PortfolioQuery, departments: Coded[], components: Coded[]): Record<string, unknown> {
  const idsOf = (codes: string[], rows: Coded[]) =>
    codes.map((code) => rows.find((one) => one.code === code)?.id).filter((id) => id !== undefined);
  const department = idsOf(query.department, departments);
  const component = idsOf(query.component, components);
  return {
    filters: { ...(department.length > 0 ? { department } : {}), ...(component.length > 0 ? { component } : {}) },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
  };
}

/** Rows by how bad it is: 3 and 2, then what is quiet. Each keeps its order; a group without rows is left out. */
export function bySeverity(rows: PortfolioRow[], flag: FlagCode | null): { severity: 3 | 2 | 0; rows: PortfolioRow[] }[] {
  const shown = flag === null ? rows : rows.filter(({ flags }) => flags.some(({ code }) => code === flag));
  return ([3, 2, 0] as const)
    .map((severity) => ({
      severity,
      rows: shown.filter(({ flags }) => (severity === 0 ? worstOf(flags) < 2 : worstOf(flags) === severity)),
    }))
    .filter((group) => group.rows.length > 0);
}
