import { Link } from 'react-router';
import type { CompiledReport, PartnerCount, SectionPartners } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';
import { linkCount, linkPartnerTable, monthBefore, monthYearBefore } from './partner-links.ts';
import { LinkedTable } from './report-table.tsx';

type Props = { report: CompiledReport; section: number; partners: SectionPartners };

/** What is made with partners under a section, in tables, and the ways to the rows behind its sentences. */
export function SectionPartnerTables({ report, section, partners }: Props) {
  const { tn, format } = useWords();
  const months: Partial<Record<PartnerCount, string>> = {
    referrals_before: format.month(monthBefore(report)),
    referrals_year_ago: format.month(monthYearBefore(report)),
  };
  return (
    <>
      {partners.tables.map((one) => (
        <div className="report-part" key={one.key}>
          <h4>{one.table.title}</h4>
          <LinkedTable table={one.table} links={linkPartnerTable(one, report.period, section)} />
        </div>
      ))}
      {partners.counts.length > 0 && (
        <p className="report-links">
          {partners.counts.map(({ key, count }) => (
            <Link key={key} to={linkCount(key, report, section)}>
              {tn(`reports.count.${key}`, count, { when: months[key] ?? '' })}
            </Link>
          ))}
        </p>
      )}
    </>
  );
}
