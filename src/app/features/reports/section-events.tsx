import { Link } from 'react-router';
import type { CompiledReport, ReportTable, SectionEvents } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';
import { linkEvents, linkEventTable, linkLanguageTable } from './event-links.ts';
import { LinkedTable } from './report-table.tsx';

type SectionEventTablesProps = { report: CompiledReport; section: number; events: SectionEvents };

/** A section's events in tables, each number a way to the events that it counts. */
export function SectionEventTables({ report, section, events }: SectionEventTablesProps) {
  const { tn } = useWords();
  const { tables, figures, issues, cancelled, unsettled } = events;
  const link = (status: 'held' | 'cancelled' | 'unsettled') => linkEvents(report.period, { status, section: String(section) });
  const parts: [ReportTable, (string | null)[][]][] = [
    [tables.by_kind, linkEventTable(report, section, events, 'by_kind')],
    [tables.by_district, linkEventTable(report, section, events, 'by_district')],
    [tables.languages, linkLanguageTable(report, section, events)],
  ];
  return (
    <>
      {parts
        .filter(([table]) => table.rows.length > 0)
        .map(([table, links]) => (
          <div className="report-part" key={table.title}>
            <h4>{table.title}</h4>
            <LinkedTable table={table} links={links} />
          </div>
        ))}
      <p className="report-links">
        <Link to={link('held')}>{tn('reports.held', figures.month.held)}</Link>
        {issues.heard > 0 && <Link to={link('held')}>{tn('reports.issues', issues.heard)}</Link>}
        {cancelled > 0 && <Link to={link('cancelled')}>{tn('reports.cancelled', cancelled)}</Link>}
        {unsettled > 0 && <Link to={link('unsettled')}>{tn('reports.unsettled', unsettled)}</Link>}
      </p>
    </>
  );
}
