import '../../styles/awards.css';
import { useList } from '@refinedev/core';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import {
  type InitiativeListRow,
  type InitiativeQuery,
  initiativeStatuses,
  initiativeTabs,
  readInitiativeQuery,
  toInitiativeRpc,
  writeInitiativeQuery,
} from '../../../domain/initiatives/initiative.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';
import { initiativeTones } from '../../shared/initiative-tones.ts';
import { ListViews } from '../../shared/views/list-views.tsx';
import { InitiativeNarrowed } from './narrowed.tsx';

const addressOf = (query: InitiativeQuery): string => `/initiatives?${writeInitiativeQuery(query)}`.replace(/\?$/, '');

/** What the office proposes, in the order of its way to the Council. */
export function InitiativeList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readInitiativeQuery(new URLSearchParams(text)), [text]);
  const mayCreate = useAllowed('initiatives', 'create');
  const counted = toInitiativeRpc(query);
  const { query: list } = useList<InitiativeListRow>({
    resource: 'initiatives',
    pagination: { pageSize: 25 },
    meta: { query: { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('initiatives', counted);
  const page = list.data as { data: InitiativeListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const rows = page?.data ?? null;
  const change = (patch: Partial<InitiativeQuery>) =>
    navigate(addressOf({ ...query, after: null, before: null, ...patch }), { replace: true });
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/organizations">{t('organization.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('initiative_list.title')} />
        {mayCreate && (
          <div className="page-acts">
            <Button onClick={() => navigate('/initiatives/create')}>{t('initiative.new')}</Button>
          </div>
        )}
      </div>
      <ListViews
        resource="initiatives"
        label={t('initiative_list.views')}
        query={query}
        read={readInitiativeQuery}
        write={writeInitiativeQuery}
        addressOf={addressOf}
        toRpc={toInitiativeRpc}
        tabs={initiativeTabs.map((tab) => ({
          key: tab,
          label: t(`initiative_list.tab_${tab}`),
          query: { ...readInitiativeQuery(new URLSearchParams({ tab })), search: query.search },
          isCurrent: query.tab === tab,
        }))}
        isListThere={rows !== null}
      />
      <div className="filters filters-line award-filters">
        <SearchField label={t('initiative_list.search')} value={query.search} onChange={(search) => change({ search })} />
        <Select
          aria-label={t('initiative_list.status')}
          placeholder={t('initiative_list.status')}
          mode="multiple"
          optionFilterProp="label"
          value={query.status}
          options={initiativeStatuses.map((status) => ({ value: status, label: t(`initiative.status.${status}`) }))}
          onChange={(status: string[]) => change({ status })}
        />
      </div>
      <InitiativeNarrowed query={query} onChange={change} />
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : rows === null ? (
        <RowSkeleton rows={6} />
      ) : rows.length === 0 ? (
        <div className="empty">
          <p>
            {t(query.search || query.status.length > 0 || query.tab !== 'open' ? 'initiative_list.empty_search' : 'initiative_list.empty')}
          </p>
        </div>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <InitiativeLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      <Pager
        count={count}
        shown={rows?.length ?? 0}
        previous={page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null}
        next={page?.next ? addressOf({ ...query, after: page.next, before: null }) : null}
      />
    </div>
  );
}

function InitiativeLine({ row }: { row: InitiativeListRow }) {
  const { t, format } = useWords();
  const today = useToday();
  const isLate = row.next_on !== null && row.next_on < today && row.decided_on === null;
  const next = [row.next_step, row.next_on && format.dateWithYear(row.next_on)].filter(Boolean).join(', ');
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/initiatives/${row.id}`} className="row-title">
          {row.title}
        </Link>
        <p className="row-facts">
          {[
            t(row.capability ? `initiative.capability.${row.capability}` : `initiative.kind.${row.kind}`),
            row.program_name,
            ...(row.organizations ?? []),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {next && !row.decided_on && <p className={isLate ? 'row-facts late' : 'secondary'}>{t('initiative.next', { next })}</p>}
        {row.decided_on && <p className="secondary">{t('initiative.decided_day', { day: format.dateWithYear(row.decided_on) })}</p>}
      </div>
      <div className="row-end">
        <Tag tone={initiativeTones[row.status]}>{t(`initiative.status.${row.status}`)}</Tag>
        {row.file_number && <span className="award-number">{row.file_number}</span>}
        {row.owner_name && <span className="secondary">{row.owner_name}</span>}
      </div>
    </li>
  );
}
