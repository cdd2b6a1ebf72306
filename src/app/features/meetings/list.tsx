import '../../styles/awards.css';
import { useList } from '@refinedev/core';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import {
  type MeetingListRow,
  type MeetingQuery,
  readMeetingQuery,
  toMeetingRpc,
  writeMeetingQuery,
} from '../../../domain/meetings/meeting.ts';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Pager } from '../../shared/components/pager.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { useCount } from '../../shared/hooks/use-count.ts';
import { ListViews } from '../../shared/views/list-views.tsx';

const addressOf = (query: MeetingQuery): string => `/meetings?${writeMeetingQuery(query)}`.replace(/\?$/, '');

/** Meetings with departments and partners, the latest first. */
export function MeetingList() {
  const { t, tn, format } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readMeetingQuery(new URLSearchParams(text)), [text]);
  const mayCreate = useAllowed('meetings', 'create');
  const counted = toMeetingRpc(query);
  const { query: list } = useList<MeetingListRow>({
    resource: 'meetings',
    pagination: { pageSize: 25 },
    meta: { query: { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) } },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('meetings', counted);
  const page = list.data as { data: MeetingListRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  const rows = page?.data ?? null;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/organizations">{t('organization.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('meeting_list.title')} />
        {mayCreate && (
          <div className="page-acts">
            <Button onClick={() => navigate('/meetings/create')}>{t('meeting.new')}</Button>
          </div>
        )}
      </div>
      <ListViews
        resource="meetings"
        label={t('meeting_list.views')}
        query={query}
        read={readMeetingQuery}
        write={writeMeetingQuery}
        addressOf={addressOf}
        toRpc={toMeetingRpc}
        tabs={[false, true].map((isOpen) => ({
          key: isOpen ? 'open' : 'all',
          label: t(isOpen ? 'meeting_list.tab_open' : 'meeting_list.tab_all'),
          query: { ...query, isOpen, after: null, before: null },
          isCurrent: query.isOpen === isOpen,
        }))}
        isListThere={rows !== null}
      />
      <div className="filters filters-line award-filters">
        <SearchField
          label={t('meeting_list.search')}
          value={query.search}
          onChange={(search) => navigate(addressOf({ ...query, search, after: null, before: null }), { replace: true })}
        />
      </div>
      {list.error ? (
        <Refused error={list.error} onRetry={() => void list.refetch()} />
      ) : rows === null ? (
        <RowSkeleton rows={6} />
      ) : rows.length === 0 ? (
        <div className="empty">
          <p>{t(query.search || query.isOpen ? 'meeting_list.empty_search' : 'meeting_list.empty')}</p>
        </div>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <div className="row-main">
                <Link to={`/meetings/${row.id}`} className="row-title">
                  {row.title}
                </Link>
                <p className="row-facts">
                  {[format.dateWithYear(row.held_on), ...(row.organizations ?? []).map(({ name }) => name)].join(' · ')}
                </p>
                {row.decisions && <p className="secondary">{row.decisions}</p>}
              </div>
              {row.open_actions > 0 && (
                <div className="row-end">
                  <Tag tone="amber">{tn('meeting.open_actions', row.open_actions)}</Tag>
                </div>
              )}
            </li>
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
