import { useList } from '@refinedev/core';
import { Link } from 'react-router';
import type { InquiryRow } from '../../../domain/inquiries/inquiry.ts';
import { toInquiryRpcQuery } from '../../../domain/inquiries/rpc-query.ts';
import { standsStill } from '../../../domain/inquiries/status.ts';
import { tabQueries } from '../../../domain/inquiries/tabs.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { DueWords } from '../../shared/components/deadline.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';

const shownRows = 6;

/** What to do now: my inquiries in the order in which they are due; for somebody without any, the office's. */
export function Urgent() {
  const { t } = useWords();
  const { rpc } = useReferences();
  const takesInquiries = useAllowed('inquiries', 'edit');
  const mine = useUrgentRows('my_open', takesInquiries, rpc);
  const isMine = takesInquiries && (mine.data?.data.length ?? 1) > 0;
  const ours = useUrgentRows('all_open', !isMine, rpc);
  const query = isMine ? mine : ours;
  const rows = query.data?.data;
  return (
    <>
      <h2 className="home-heading">{t(isMine ? 'home.mine' : 'home.ours')}</h2>
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!rows && !query.error && <RowSkeleton rows={shownRows} />}
      {rows?.length === 0 && <p className="secondary">{t('home.nothing_open')}</p>}
      <ul className="urgent">
        {(rows ?? []).map((row) => (
          <li key={row.id}>
            <DueWords due_on={row.due_on} closed_at={row.closed_at} due_at={row.resolution_due_at} stands={standsStill(row.status)} />
            <span className="urgent-main">
              <Link to={`/inquiries/${row.id}`} className="row-title">
                {row.subject}
              </Link>
              <span className="secondary">
                {[row.number, row.resident_name ?? t('inquiry.anonymous'), row.assigned_name ?? t('filters.nobody')].join(' · ')}
              </span>
            </span>
            <span className="secondary">{t(`status.${row.status}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function useUrgentRows(tab: 'my_open' | 'all_open', enabled: boolean, rpc: Parameters<typeof toInquiryRpcQuery>[1]) {
  return useList<InquiryRow>({
    resource: 'inquiries',
    pagination: { pageSize: shownRows },
    meta: { query: toInquiryRpcQuery(tabQueries[tab], rpc) },
    errorNotification: false,
    queryOptions: { enabled },
  }).query;
}
