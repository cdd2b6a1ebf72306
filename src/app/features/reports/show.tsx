import '../../styles/report.css';
import { useOne } from '@refinedev/core';
import { Link, useParams } from 'react-router';
import type { CompiledReport, Headline } from '../../../domain/reports/content.ts';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { type Figure, linkComparisons, linkGroupTable, linkTo, linkTrend } from './number-links.ts';
import { PdfButtons } from './pdf-buttons.tsx';
import { LinkedTable } from './report-table.tsx';
import { ReportSections } from './sections.tsx';
import { TrendChart } from './trend-chart.tsx';

type Report = {
  id: string;
  month: string;
  edition: number;
  content: CompiledReport;
  content_hash: string;
  data_as_of: string;
  created_at: string;
};

/** One frozen edition: the words and numbers of the PDF, each number a way to its rows. */
export function ReportShow() {
  const { id = '' } = useParams();
  const { query } = useOne<Report>({
    resource: 'reports',
    id,
    meta: { select: 'id,month,edition,content,content_hash,data_as_of,created_at' },
    errorNotification: false,
  });
  if (query.error) return <Refused error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowSkeleton rows={8} />;
  return <Edition report={query.data.data} />;
}

const headlineFigures: Record<Headline['key'], Figure> = {
  opened: 'opened',
  closed: 'closed',
  open_at_end: 'open_at_end',
  median: 'days',
  p90: 'days',
};
const groupTables = ['by_district', 'by_topic', 'by_channel', 'by_section'] as const;

function Edition({ report }: { report: Report }) {
  const { t, format } = useWords();
  const { content } = report;
  const name = t('reports.edition', { month: format.month(report.month), edition: report.edition });
  return (
    <article className="page report" lang={content.language}>
      <p className="record-back-always">
        <Link to="/reports">{t('nav.reports')}</Link>
      </p>
      <div className="page-head">
        <div>
          <PageTitle title={`${content.title}, ${format.month(report.month)}`}>{content.title}</PageTitle>
          <p className="report-subtitle">{content.subtitle}</p>
        </div>
        <PdfButtons id={report.id} name={name} />
      </div>
      <p className="secondary">
        {t('reports.frozen', { edition: report.edition, date: format.instant(report.created_at), hash: report.content_hash.slice(0, 6) })}{' '}
        {t('reports.rows_note')}
      </p>
      <p className="report-summary">{content.summary}</p>
      <ul className="headlines">
        {content.headlines.map((headline) => (
          <li key={headline.key}>
            <Link to={linkTo(headlineFigures[headline.key], content.period)} className="headline-value">
              {headline.value_text}
            </Link>
            <span className="headline-label">{headline.label}</span>
            {headline.notes.map((note) => (
              <span className="secondary" key={note}>
                {note}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <section>
        <h2>{content.asks.title}</h2>
        {content.asks.none && <p>{content.asks.none}</p>}
        <ul className="asks">
          {content.asks.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{content.tables.by_district.title}</h2>
        <LinkedTable table={content.tables.by_district} links={linkGroupTable(content, 'by_district')} />
      </section>
      <section>
        <h2>{content.tables.comparisons.title}</h2>
        <LinkedTable table={content.tables.comparisons} links={linkComparisons(content)} />
      </section>
      <section>
        <h2>{content.trend.title}</h2>
        <TrendChart report={content} />
        <LinkedTable table={content.tables.trend} links={linkTrend(content)} />
      </section>
      {groupTables.slice(1).map((key) => (
        <section key={key}>
          <h2>{content.tables[key].title}</h2>
          <LinkedTable table={content.tables[key]} links={linkGroupTable(content, key)} />
        </section>
      ))}
      <ReportSections report={content} />
      <section>
        <h2>{content.definitions.title}</h2>
        <dl className="definitions">
          {content.definitions.items.map((item) => (
            <div key={item.term}>
              <dt>{item.term}</dt>
              <dd>{item.meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
    </article>
  );
}
