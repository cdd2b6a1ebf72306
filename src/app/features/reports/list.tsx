import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { CompileForm } from './compile-form.tsx';
import { PdfButtons } from './pdf-buttons.tsx';

export type ReportRow = { id: string; month: string; edition: number; data_as_of: string; created_at: string; summary: string | null };

/** Every edition of the report to Council, newest month first. */
export function ReportList() {
  const { t, format } = useWords();
  const mayCompile = useAllowed('reports', 'compile');
  const { query } = useList<ReportRow>({
    resource: 'reports',
    meta: { select: 'id,month,edition,data_as_of,created_at,summary:content->>summary' },
    sorters: [
      { field: 'month', order: 'desc' },
      { field: 'edition', order: 'desc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.reports')} />
      </div>
      <p className="page-lead">{t('reports.lead')}</p>
      {mayCompile ? <CompileForm /> : <p className="secondary page-lead">{t('reports.not_allowed')}</p>}
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={4} />}
      {rows?.length === 0 && <p className="empty">{t('reports.empty')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id}>
            <div className="row-main">
              <Link to={`/reports/${row.id}`} className="row-title">
                {t('reports.edition', { month: format.month(row.month), edition: row.edition })}
              </Link>
              {row.summary && <p className="secondary row-facts">{row.summary}</p>}
              <p className="secondary row-facts">{t('reports.as_of', { date: format.instant(row.data_as_of) })}</p>
            </div>
            <div className="row-end">
              <PdfButtons id={row.id} name={t('reports.edition', { month: format.month(row.month), edition: row.edition })} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
