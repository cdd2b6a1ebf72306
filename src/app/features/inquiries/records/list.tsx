import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { RecordsRequest } from '../../../../domain/inquiries/records-request.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { ExportButton } from '../../../shared/exports/export-button.tsx';
import { RecordsStand } from './stand.tsx';

type Row = RecordsRequest & { inquiry: { number: string; subject: string } };

/** Requests for public records: the open ones by their day, then those that ended last. */
export function RecordsRequestList() {
  const { t, format } = useWords();
  const today = useToday();
  const ask = (isOpen: boolean) => ({
    resource: 'records_requests',
    meta: { select: '*,inquiry:inquiries(number,subject)' },
    filters: [{ field: 'ended_on', operator: isOpen ? ('null' as const) : ('nnull' as const), value: true }],
    sorters: isOpen
      ? [
          { field: 'safe_due_on', order: 'asc' as const },
          { field: 'id', order: 'asc' as const },
        ]
      : [
          { field: 'ended_on', order: 'desc' as const },
          { field: 'id', order: 'asc' as const },
        ],
    pagination: { currentPage: 1, pageSize: isOpen ? 200 : 50 },
    errorNotification: false as const,
  });
  const open = useList<Row>(ask(true)).query;
  const ended = useList<Row>(ask(false)).query;
  const count = open.data && ended.data ? open.data.total + ended.data.total : null;
  const error = open.error ?? ended.error;
  const parts = [
    { key: 'open', rows: open.data?.data },
    { key: 'ended', rows: ended.data?.data },
  ] as const;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/inquiries">{t('action.back_to_list')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('records.title')} />
        <div className="page-acts">
          <ExportButton of={{ list: 'records_requests', query: {}, address: '/records-requests' }} count={count} />
        </div>
      </div>
      <p className="page-lead">{t('records.lead')}</p>
      {error && <Refused error={error} onRetry={() => void Promise.all([open.refetch(), ended.refetch()])} />}
      {parts.map(({ key, rows }) => (
        <section key={key} aria-label={t(`records.${key}`)}>
          <h2 className="home-heading">{t(`records.${key}`)}</h2>
          {!rows && !error && <RowSkeleton rows={3} />}
          {rows?.length === 0 && <p className="secondary">{t(`records.${key}_empty`)}</p>}
          <ul className="rows">
            {(rows ?? []).map((row) => (
              <li key={row.id} className="row">
                <div className="row-main">
                  <Link to={`/inquiries/${row.inquiry_id}`} className="row-title">
                    {row.inquiry.subject}
                  </Link>
                  <p className="secondary row-facts">
                    {[row.inquiry.number, row.custodian, t('records.received', { date: format.date(row.received_by_office_on, today) })]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                <div className="row-end">
                  <RecordsStand request={row} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
