import type { CompiledReport, PartnerCount, PartnerTable } from '../../../domain/reports/content.ts';
import { addMonths, dateOfInstant, lastDayOfMonth } from '../../../domain/shared/dates.ts';
import { type DayRange, writeRange } from '../../../domain/shared/day-range.ts';

type Parts = Record<string, string>;
const addressOf = (path: string, parts: Parts): string => `${path}?${new URLSearchParams(parts)}`;

/** The ways from the numbers of a period to the rows that each counts. */
function waysOf(period: DayRange, section: number) {
  const days = writeRange(period) ?? '';
  const { from, to } = period;
  const referrals = (parts: Parts) => addressOf('/referrals', { tab: 'all', section: String(section), filed: 'no', ...parts });
  const programs = (parts: Parts) => addressOf('/programs', { status: 'active', ...parts });
  const applications = (parts: Parts) => addressOf('/applications', { tab: 'all', section: String(section), ...parts });
  return {
    days,
    made: (parts: Parts = {}) => referrals({ sent: days, ...parts }),
    accepted: (parts: Parts = {}) => referrals({ accepted: days, ...parts }),
    served: (parts: Parts = {}) => referrals({ closed: days, outcome: 'served,partly_served', ...parts }),
    declined: () => referrals({ declined: days }),
    programs,
    /** Who pays is told over all sections. */
    paidPrograms: (payer: string) => addressOf('/programs', { there: days, payer }),
    paidReferrals: (payer: string) => addressOf('/referrals', { tab: 'all', filed: 'no', sent: days, payer }),
    started: () => applications({ since: from, until: to }),
    approved: () => applications({ status: 'approved', 'decided-since': from, 'decided-until': to }),
    encounters: (parts: Parts = {}) => addressOf('/language-encounters', { from, to, ...parts }),
    requests: (parts: Parts) => addressOf('/service-requests', parts),
  };
}
const unmet = { outcome: 'partial,failed' };

/** What of a report says which days its numbers are of. */
export type ReportDays = Pick<CompiledReport, 'month' | 'period' | 'data_as_of'> & {
  office: Pick<CompiledReport['office'], 'time_zone'>;
  comparisons: { fiscal_year_to_date: { period: DayRange } };
};
export const monthBefore = ({ month }: Pick<CompiledReport, 'month'>): string => addMonths(month, -1);
export const monthYearBefore = ({ month }: Pick<CompiledReport, 'month'>): string => addMonths(month, -12);
const daysOf = (month: string): DayRange => ({ from: month, to: lastDayOfMonth(month) });

/** The address of the rows behind a number that stands for the whole section; of a median, those that it is taken over. */
export function linkCount(key: PartnerCount, report: ReportDays, section: number): string {
  const { period, comparisons } = report;
  const ways = waysOf(period, section);
  const madeIn = (range: DayRange) => waysOf({ from: range.from, to: range.to }, section).made();
  const { days } = ways;
  const ways_of: Record<PartnerCount, () => string> = {
    programs: () => ways.programs({ there: days }),
    programs_added: () => ways.programs({ added: days }),
    programs_reviewed: () => ways.programs({ there: days, reviewed: days }),
    // As it stood on the day on which the report was compiled.
    programs_overdue: () => ways.programs({ there: days, due: dateOfInstant(report.data_as_of, report.office.time_zone) }),
    referrals: ways.made,
    referrals_accepted: ways.accepted,
    referrals_served: ways.served,
    referrals_declined: ways.declined,
    referrals_before: () => madeIn(daysOf(monthBefore(report))),
    referrals_year_ago: () => madeIn(daysOf(monthYearBefore(report))),
    referrals_fiscal_year: () => madeIn(comparisons.fiscal_year_to_date.period),
    applications: ways.started,
    applications_approved: ways.approved,
    encounters: ways.encounters,
    encounters_unmet: () => ways.encounters(unmet),
    encounters_qualified: () => ways.encounters({ qualified: 'yes' }),
    encounters_waited: () => ways.encounters({ waited: 'yes' }),
    encounters_written: () => ways.encounters({ written: 'yes' }),
    translations: () => addressOf('/language-encounters/translations', { tab: 'done', done: days }),
    requests: () => ways.requests({ filed: days }),
    requests_found: () => ways.requests({ filed: days, found: 'yes' }),
    requests_closed: () => ways.requests({ done: days }),
    requests_city: () => ways.requests({ view: 'all', done: days }),
    requests_late: () => ways.requests({ view: 'late', by: period.to }),
    initiatives: () => addressOf('/initiatives', { tab: 'all', section: String(section), told: days }),
  };
  return ways_of[key]();
}

/** For each cell of a table the address behind it; a median has that of what it is taken over, ours or of the whole city. */
export function linkPartnerTable({ key, rows, table }: PartnerTable, period: DayRange, section: number): (string | null)[][] {
  const ways = waysOf(period, section);
  const { days } = ways;
  const addresses = (row: string): string[] => {
    if (key === 'districts') {
      const where: Parts = row === '' ? {} : { district: row === 'unknown' ? 'none' : row };
      return [ways.made(where), ways.accepted(where), ways.served(where)];
    }
    if (key === 'languages') return [ways.made({ language: row })];
    if (key === 'levels') return [ways.paidPrograms(row), ways.paidReferrals(row)];
    if (key === 'spoken') return [{}, { outcome: 'served' }, unmet].map((outcome) => ways.encounters({ language: row, ...outcome }));
    const what: Parts = key === 'types' ? { type: row } : { district: row === 'unknown' ? 'none' : row };
    const done = ways.requests({ done: days, ...what });
    return [ways.requests({ filed: days, ...what }), done, done, ways.requests({ view: 'all', done: days, ...what })];
  };
  // Nothing opens nothing; where there is nothing, there is no median.
  const isNothing = (cell: string | undefined) =>
    cell === undefined || cell === '0' || ((key === 'requests' || key === 'types') && !/\d/.test(cell));
  return rows.map((row, index) => {
    const cells = table.rows[index]?.cells ?? [];
    const to = row === null ? [] : addresses(row);
    return table.columns.map((_, column) => (column === 0 || isNothing(cells[column]) ? null : (to[column - 1] ?? null)));
  });
}
