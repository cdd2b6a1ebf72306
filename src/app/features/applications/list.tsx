import '../../styles/awards.css';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type ApplicationRow, type ApplicationStatus, applicationStatuses } from '../../../domain/applications/application.ts';
import {
  type ApplicationQuery,
  applicationTabs,
  readApplicationQuery,
  toApplicationRpc,
  writeApplicationQuery,
} from '../../../domain/applications/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useToday } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { ApplicationDialog } from '../../shared/applications/application-dialog.tsx';
import { ApplicationLine } from '../../shared/applications/application-line.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';
import { ListViews } from '../../shared/views/list-views.tsx';
import { ApplicationNarrowed, isNarrowed } from './narrowed.tsx';

const { addressOf } = addressesOf('/applications', writeApplicationQuery);

/** Applications that the office helped with: what is open, what waits for an answer too long, what came of them. */
export function ApplicationList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const today = useToday();
  const mayAdd = useAllowed('applications', 'create');
  const query = useAddressQuery(readApplicationQuery);
  const { districts } = useReferences();
  const list = useKeysetList<ApplicationRow, ApplicationQuery>({
    resource: 'applications',
    query,
    counted: toApplicationRpc(query, today, districts),
    addressOf,
  });
  const { change } = list;
  const [isAdding, setAdding] = useState(false);
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
        isListThere={list.rows !== null}
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
      <ListFrame list={list} empty={t(isFiltered ? 'application.empty_search' : `application.empty_${query.tab}`)}>
        {(row) => <ApplicationLine key={row.id} row={row} />}
      </ListFrame>
      {isAdding && <ApplicationDialog onClose={() => setAdding(false)} onMade={(id) => navigate(`/applications/${id}`)} />}
    </div>
  );
}
