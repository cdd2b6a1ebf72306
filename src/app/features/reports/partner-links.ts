import type { PartnerCount, PartnerTable } from '../../../domain/reports/content.ts';
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

/** The address of the rows behind a number that stands for the whole section. */
export function linkCount(key: PartnerCount, period: DayRange, section: number): string {
  const ways = waysOf(period, section);
  const { days } = ways;
  const ways_of: Record<PartnerCount, () => string> = {
    programs: () => ways.programs({ there: days }),
    programs_added: () => ways.programs({ added: days }),
    programs_reviewed: () => ways.programs({ there: days, reviewed: days }),
    referrals: ways.made,
    referrals_accepted: ways.accepted,
    referrals_served: ways.served,
    referrals_declined: ways.declined,
    applications: ways.started,
    applications_approved: ways.approved,
    encounters: ways.encounters,
    encounters_unmet: () => ways.encounters(unmet),
    requests: () => ways.requests({ filed: days }),
    requests_found: () => ways.requests({ filed: days, found: 'yes' }),
    requests_closed: () => ways.requests({ done: days }),
    requests_late: () => ways.requests({ view: 'late', by: period.to }),
    initiatives: () => addressOf('/initiatives', { tab: 'all', section: String(section), told: days }),
  };
  return ways_of[key]();
}

/** For each cell of a table the address behind it; medians and what the whole city did lead nowhere. */
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
    return [ways.requests({ filed: days, ...what }), ways.requests({ done: days, ...what })];
  };
  // Nothing opens nothing.
  return rows.map((row, index) => {
    const cells = table.rows[index]?.cells ?? [];
    const to = row === null ? [] : addresses(row);
    return table.columns.map((_, column) => (column === 0 || cells[column] === '0' ? null : (to[column - 1] ?? null)));
  });
}
