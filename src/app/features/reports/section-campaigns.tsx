import { Link } from 'react-router';
import { writeLetterQuery } from '../../../domain/campaigns/results.ts';
import type { CompiledReport, SectionCampaigns } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';
import { LinkedTable } from './report-table.tsx';

type SectionCampaignTablesProps = { report: CompiledReport; campaigns: SectionCampaigns };

/** A section's letters to many in tables, each number a way to the letters that it counts. */
export function SectionCampaignTables({ report, campaigns }: SectionCampaignTablesProps) {
  const { tn } = useWords();
  const { rows, tables, figures, languages } = campaigns;
  const all = `/campaigns?tab=all&scheduled=${report.period.from}..${report.period.to}`;
  const links = rows.map(({ id }) => {
    const to = (state: 'sent' | 'bounced' | 'unsubscribed' | 'replied') => `/campaigns/${id}?${writeLetterQuery({ state })}`;
    return [null, `/campaigns/${id}`, to('sent'), to('bounced'), to('unsubscribed'), to('replied')];
  });
  return (
    <>
      <div className="report-part">
        <h4>{tables.rows.title}</h4>
        <LinkedTable table={tables.rows} links={[...links, [null, null, all, all, all, all]]} />
      </div>
      {languages.length > 1 && (
        <div className="report-part">
          <h4>{tables.languages.title}</h4>
          <LinkedTable table={tables.languages} links={tables.languages.rows.map(() => [null, all])} />
        </div>
      )}
      <p className="report-links">
        <Link to={all}>{tn('reports.campaigns', figures.month.campaigns)}</Link>
      </p>
    </>
  );
}
