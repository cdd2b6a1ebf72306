import '../../styles/awards.css';
import { useList } from '@refinedev/core';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type ApplicationRow, type ApplicationStatus, applicationStatuses } from '../../../domain/applications/application.ts';
import {
  type ApplicationQuery,
  applicationTabs,
  readApplicationQuery,
  toApplicationRpc,
  writeApplicationQuery,
} from '../../../domain/applications/list-query.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { ApplicationDialog } from '../../shared/applications/application-dialog.tsx';
import { ApplicationLine } from '../../shared/applications/application-line.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';
import { ListViews } from '../../shared/views/list-views.tsx';
import { ApplicationNarrowed, isNarrowed } from './narrowed.tsx';

const pageSize = 25;
const addressOf = (query: ApplicationQuery): string => {
  const text = writeApplicationQuery(query).toString();
  return text ? `/applications?${text}` : '/applications';
};

/** Applications that the office helped with: what is open, what waits for an answer too long, what came of them. */
export function ApplicationList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const today = useToday();
  const [params] = useSearchParams();
  const mayAdd = useAllowed('applications', 'create');
  const query = readApplicationQuery(params);
  const { districts } = useReferences();
  const counted = toApplicationRpc(query, today, districts);
  const { query: list } = useList<ApplicationRow>({
    resource: 'applications',
    pagination: { pageSize },
    meta: { query: { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('applications', counted);
  const page = list.data as { data: ApplicationRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const rows = page?.data ?? null;
  const [isAdding, setAdding] = useState(false);
  const change = (patch: Partial<ApplicationQuery>) =>
    navigate(addressOf({ ...query, after: null, before: null, ...patch }), { replace: true });
  const isFiltered = isNarrowed(query) || query.search !== '' || query.status.length > 0;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/programs">{t('application.programs')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('application.title')} />
        <div className="page-acts">
          <Link to="/programs/screener">{t('screener.title')}</Link>
          {mayAdd && <Button onClick={() => setAdding(true)}>{t('application.add')}</Button>}
        </div>
      </div>
      <ListViews
        resource="applications"
        label={t('application.views')}
        query={query}
        read={readApplicationQuery}
        write={writeApplicationQuery}
        addressOf={addressOf}
        toRpc={(one) => toApplicationRpc(one, today, districts)}
        tabs={applicationTabs
          .filter((tab) => tab !== 'mine' || mayAdd)
          .map((tab) => ({
            key: tab,
            label: t(`application.tab_${tab}`),
            query: { ...readApplicationQuery(new URLSearchParams()), tab },
            isCurrent: query.tab === tab,
            isUrgent: tab === 'waiting',
          }))}
        isListThere={rows !== null}
      />
      <div className="filters filters-line award-filters">
        <SearchField label={t('application.search')} value={query.search} onChange={(search) => change({ search })} />
        <Select
          aria-label={t('application.status')}
          placeholder={t('application.status')}
          mode="multiple"
          optionFilterProp="label"
          value={query.status}
          options={applicationStatuses.map((status) => ({ value: status, label: t(`application.status.${status}`) }))}
          onChange={(status: ApplicationStatus[]) => change({ status })}
        />
      </div>
      <ApplicationNarrowed query={query} onChange={change} />
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : rows === null ? (
        <RowSkeleton rows={8} />
      ) : rows.length === 0 ? (
        <div className="empty">
          <p>{t(isFiltered ? 'application.empty_search' : `application.empty_${query.tab}`)}</p>
        </div>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <ApplicationLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        shown={rows?.length ?? 0}
        previous={page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null}
        next={page?.next ? addressOf({ ...query, after: page.next, before: null }) : null}
      />
      {isAdding && <ApplicationDialog onClose={() => setAdding(false)} onMade={(id) => navigate(`/applications/${id}`)} />}
    </div>
  );
}
