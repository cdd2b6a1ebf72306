import '../../../styles/awards.css';
import '../../../styles/opportunities.css';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { type OpportunityQuery, opportunitySorts } from '../../../../domain/opportunities/list-query.ts';
import { opportunityStatuses } from '../../../../domain/opportunities/opportunity.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { useViews } from '../../../shared/views/use-views.ts';
import { OpportunityLine } from './row.tsx';
import { OpportunityTabs } from './tabs.tsx';
import { useOpportunityList, viewTextOf } from './use-opportunity-list.ts';

/** Grants that the city could apply for, what closes next first. */
export function OpportunityList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('opportunities', 'create');
  const list = useOpportunityList();
  const views = useViews('opportunities');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { change } = list;
  const { search, status, department, needsCouncil } = list.query;
  const isFiltered = search !== '' || status.length + department.length > 0 || needsCouncil;
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/awards">{t('award.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('opportunity_list.title')} />
        <div className="page-acts">
          {mayCreate && <Link to="/opportunities/found">{t('opportunity_list.found')}</Link>}
          {mayCreate && <Button onClick={() => navigate('/opportunities/create')}>{t('opportunity.new')}</Button>}
        </div>
      </div>
      <OpportunityTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} />
      <OpportunityFilters query={list.query} onChange={change} />
      <ListFrame list={list} empty={t(isFiltered ? 'opportunity_list.empty_search' : `opportunity_list.empty_${list.query.tab}`)}>
        {(row) => <OpportunityLine key={row.id} row={row} />}
      </ListFrame>
    </div>
  );
}

type OpportunityFiltersProps = { query: OpportunityQuery; onChange: (patch: Partial<OpportunityQuery>) => void };

function OpportunityFilters({ query, onChange }: OpportunityFiltersProps) {
  const { t } = useWords();
  const { organizations } = useReferences();
  return (
    <div className="filters filters-line award-filters">
      <SearchField label={t('opportunity_list.search')} value={query.search} onChange={(search) => onChange({ search })} />
      <Select
        aria-label={t('opportunity_list.status')}
        placeholder={t('opportunity_list.status')}
        mode="multiple"
        optionFilterProp="label"
        value={query.status}
        options={opportunityStatuses.map((status) => ({ value: status, label: t(`opportunity.status.${status}`) }))}
        onChange={(status: string[]) => onChange({ status })}
      />
      <Select
        aria-label={t('opportunity.department')}
        placeholder={t('opportunity.department')}
        mode="multiple"
        optionFilterProp="label"
        value={query.department}
        options={organizations.filter(({ kind }) => kind === 'department').map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(department: string[]) => onChange({ department })}
      />
      <Select
        aria-label={t('opportunity_list.sort')}
        value={query.sort}
        options={opportunitySorts.map((sort) => ({ value: sort, label: t(`opportunity_list.sort_${sort}`) }))}
        onChange={(sort: OpportunityQuery['sort']) => onChange({ sort })}
      />
      <label className="check">
        <input type="checkbox" checked={query.needsCouncil} onChange={({ target }) => onChange({ needsCouncil: target.checked })} />
        {t('opportunity_list.needs_council')}
      </label>
    </div>
  );
}
