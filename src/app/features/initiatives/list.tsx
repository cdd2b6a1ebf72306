import '../../styles/awards.css';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import {
  type InitiativeListRow,
  type InitiativeQuery,
  initiativeStatuses,
  initiativeTabs,
  readInitiativeQuery,
  toInitiativeRpc,
  writeInitiativeQuery,
} from '../../../domain/initiatives/initiative.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { initiativeTones } from '../../shared/initiative-tones.ts';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';
import { ListViews } from '../../shared/views/list-views.tsx';
import { InitiativeNarrowed } from './narrowed.tsx';

const { addressOf } = addressesOf('/initiatives', writeInitiativeQuery);

/** What the office proposes, in the order of its way to the Council. */
export function InitiativeList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const query = useAddressQuery(readInitiativeQuery);
  const mayCreate = useAllowed('initiatives', 'create');
  const list = useKeysetList<InitiativeListRow, InitiativeQuery>({
    resource: 'initiatives',
    query,
    counted: toInitiativeRpc(query),
    addressOf,
  });
  const { change } = list;
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
        isListThere={list.rows !== null}
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
      <ListFrame
        list={list}
        waiting={6}
        empty={t(
          query.search || query.status.length > 0 || query.tab !== 'open' ? 'initiative_list.empty_search' : 'initiative_list.empty',
        )}
      >
        {(row) => <InitiativeLine key={row.id} row={row} />}
      </ListFrame>
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
