import '../../styles/record.css';
import { useList } from '@refinedev/core';
import { Select } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import type { HistoryNames, HistorySet } from '../../../domain/shared/history.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ActLine } from '../../shared/history/act-line.tsx';
import { type HistoryQuery, readHistoryQuery, reasons, toHistoryRpc, writeHistoryQuery } from './query.ts';

type Page = { data: HistorySet[]; next?: Cursor | null } & HistoryNames;

/** Everything that was done in the office, for managers: by person, thing, reason and day. */
export function OfficeHistory() {
  const { t } = useWords();
  const mayRead = useAllowed('history', 'open');
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('history.office')} />
      </div>
      <p className="page-lead">{t(mayRead ? 'history.office_lead' : 'history.not_allowed')}</p>
      {mayRead && <Acts />}
    </div>
  );
}

function Acts() {
  const { t } = useWords();
  const [params] = useSearchParams();
  const text = params.toString();
  const asked = useMemo(() => readHistoryQuery(new URLSearchParams(text)), [text]);
  const { query } = useList<HistorySet>({
    resource: 'changes',
    pagination: { pageSize: 25 },
    meta: { query: toHistoryRpc(asked) },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const page = query.data as Page | undefined;
  return (
    <>
      <HistoryFilters asked={asked} />
      {query.error && <Refused error={query.error} onRetry={() => void query.refetch()} />}
      {!page && !query.error && <RowSkeleton rows={8} />}
      {page?.data.length === 0 && <p className="empty">{t('history.office_empty')}</p>}
      {page && page.data.length > 0 && (
        <ol className="timeline" aria-busy={query.isPlaceholderData}>
          {page.data.map((act) => (
            <ActLine key={act.id} act={act} known={page} />
          ))}
        </ol>
      )}
      <nav className="pager" aria-label={t('list.pages')}>
        {asked.after ? <Link to={writeHistoryQuery({ ...asked, after: null })}>{t('history.newest')}</Link> : <span />}
        {page?.next && <Link to={writeHistoryQuery({ ...asked, after: page.next })}>{t('history.older')}</Link>}
      </nav>
    </>
  );
}

/** The things that people change, in the order in which they are looked for. */
const tables = [
  'inquiries',
  'residents',
  'events',
  'registrations',
  'campaigns',
  'campaign_messages',
  'mailing_lists',
  'awards',
  'opportunities',
  'programs',
  'referrals',
  'applications',
  'language_encounters',
  'interpreter_invoices',
  'translation_requests',
  'meetings',
  'initiatives',
  'legislation',
  'answer_cards',
  'award_reports',
  'award_entries',
  'subawards',
  'award_report_rules',
  'subscriptions',
  'suppressions',
  'district_populations',
  'attendances',
  'interactions',
  'tasks',
  'attachments',
  'topics',
  'holidays',
  'districts',
  'languages',
  'organizations',
  'settings',
  'retention_rules',
  'staff',
  'imports',
] as const;

function HistoryFilters({ asked }: { asked: HistoryQuery }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { staff } = useReferences();
  const change = (patch: Partial<HistoryQuery>) => navigate(writeHistoryQuery({ ...asked, ...patch, after: null }), { replace: true });
  const people = [...staff.map(({ id, name }) => ({ value: id, label: name })), { value: 'program', label: t('timeline.program') }];
  const choices = [
    { field: 'staff', label: t('history.filter_staff'), all: t('history.anybody'), options: people },
    {
      field: 'table',
      label: t('history.filter_table'),
      all: t('history.anything'),
      options: tables.map((value) => ({ value, label: t(`noun.${value}`) })),
    },
    {
      field: 'reason',
      label: t('history.filter_reason'),
      all: t('history.any_reason'),
      options: reasons.map((value) => ({ value, label: t(`reason.${value}`) })),
    },
  ] as const;
  return (
    <div className="filters filters-line filters-three">
      {choices.map(({ field, label, all, options }) => (
        <Select
          key={field}
          aria-label={label}
          value={asked[field]}
          optionFilterProp="label"
          options={[{ value: '', label: all }, ...options]}
          onChange={(value: string) => change({ [field]: value })}
        />
      ))}
      <input
        type="date"
        className="native"
        aria-label={t('history.filter_day')}
        value={asked.day}
        onChange={(event) => change({ day: event.target.value })}
      />
    </div>
  );
}
