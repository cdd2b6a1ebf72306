import { useList } from '@refinedev/core';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';

type LegislationRow = {
  id: string;
  file_number: string;
  kind: 'ordinance' | 'resolution' | 'communication';
  title: string;
  summary: string | null;
  passed_on: string | null;
};

/** Ordinances and resolutions that the office answers questions about. */
export function LegislationList() {
  const { t, format } = useWords();
  const { query } = useList<LegislationRow>({
    resource: 'legislation',
    meta: { select: 'id,file_number,kind,title,summary,passed_on' },
    sorters: [{ field: 'file_number', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
  });
  const rows = query.data?.data;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.legislation')} />
      </div>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={3} />}
      {rows?.length === 0 && <p className="empty">{t('legislation.empty')}</p>}
      <ul className="rows">
        {(rows ?? []).map((row) => (
          <li className="row" key={row.id} id={`file-${row.file_number}`}>
            <div className="row-main">
              <p className="row-title">{row.title}</p>
              {row.summary && <p>{row.summary}</p>}
              <p className="secondary row-facts">
                {[
                  t(`legislation.${row.kind}`),
                  row.file_number,
                  row.passed_on ? t('legislation.passed', { date: format.dateWithYear(row.passed_on) }) : t('legislation.no_date'),
                ].join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
