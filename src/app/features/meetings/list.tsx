import '../../styles/awards.css';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import {
  type MeetingListRow,
  type MeetingQuery,
  readMeetingQuery,
  toMeetingRpc,
  writeMeetingQuery,
} from '../../../domain/meetings/meeting.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';
import { ListViews } from '../../shared/views/list-views.tsx';

const { addressOf } = addressesOf('/meetings', writeMeetingQuery);

/** Meetings with departments and partners, the latest first. */
export function MeetingList() {
  const { t, tn, format } = useWords();
  const navigate = useNavigate();
  const query = useAddressQuery(readMeetingQuery);
  const mayCreate = useAllowed('meetings', 'create');
  const list = useKeysetList<MeetingListRow, MeetingQuery>({ resource: 'meetings', query, counted: toMeetingRpc(query), addressOf });
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
        isListThere={list.rows !== null}
      />
      <div className="filters filters-line award-filters">
        <SearchField label={t('meeting_list.search')} value={query.search} onChange={(search) => list.change({ search })} />
      </div>
      <ListFrame list={list} waiting={6} empty={t(query.search || query.isOpen ? 'meeting_list.empty_search' : 'meeting_list.empty')}>
        {(row) => (
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
        )}
      </ListFrame>
    </div>
  );
}
