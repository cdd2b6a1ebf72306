import type { PartnerCount, PartnerTable } from '../../../domain/reports/content.ts';
import type { DayRange } from '../../../domain/shared/day-range.ts';

/** The address of referrals that were sent, or that ended, in a period. */
const linkReferrals = ({ from, to }: DayRange, section: number, more: Record<string, string> = {}): string =>
  `/referrals?${new URLSearchParams({ tab: 'all', section: String(section), delivery: 'mail,in_person', from, to, ...more })}`;

/** The address of the rows behind a number that stands for the whole section. */
export function linkCount(key: PartnerCount, period: DayRange, section: number): string {
  const { from, to } = period;
  if (key === 'referrals') return linkReferrals(period, section);
  if (key === 'referrals_served') {
    const closed = { tab: 'over', section: String(section), delivery: 'mail,in_person', outcome: 'served,partly_served' };
    return `/referrals?${new URLSearchParams({ ...closed, closed_from: from, closed_to: to })}`;
  }
  if (key === 'applications') return `/applications?${new URLSearchParams({ tab: 'all', from, to })}`;
  if (key === 'encounters') return `/language-encounters?${new URLSearchParams({ from, to })}`;
  return { programs: '/programs', requests: '/service-requests', initiatives: '/initiatives' }[key];
}

/** For each cell of a table the address behind it; only numbers of what happened lead somewhere. */
export function linkPartnerTable({ key, rows, table }: PartnerTable, period: DayRange, section: number): (string | null)[][] {
  const { from, to } = period;
  const address = (row: string | null): string | null => {
    if (row === null) return null;
    if (key === 'districts') return linkReferrals(period, section, row === '' ? {} : { district: row === 'unknown' ? 'none' : row });
    if (key === 'languages') return linkReferrals(period, section, { language: row });
    if (key === 'spoken') return `/language-encounters?${new URLSearchParams({ language: row, from, to })}`;
    if (key === 'levels') return `/programs?${new URLSearchParams({ level: row })}`;
    if (key === 'requests') return `/service-requests?${new URLSearchParams(row === 'unknown' ? {} : { district: row })}`;
    return `/service-requests?${new URLSearchParams({ type: row })}`;
  };
  // The first number is the one that the list shows; the others are said of the same rows.
  return rows.map((row) => [null, address(row), ...table.columns.slice(2).map(() => null)]);
}
