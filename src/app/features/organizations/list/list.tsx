import '../../../styles/awards.css';
import { Button, Select } from 'antd';
import { useNavigate } from 'react-router';
import { type OrganizationQuery, organizationSorts } from '../../../../domain/organizations/list-query.ts';
import { organizationKinds } from '../../../../domain/organizations/organization.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { OrganizationPages } from '../pages.tsx';
import { OrganizationLine } from './row.tsx';
import { OrganizationTabs } from './tabs.tsx';
import { useOrganizationList } from './use-organization-list.ts';

/** The directory: who helps residents beside the office, and the city's own departments. */
export function OrganizationList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('organizations', 'create');
  const list = useOrganizationList();
  const { change } = list;
  const { search, kind, language, district, takesReferrals } = list.query;
  const isFiltered = search !== '' || kind.length + language.length + district.length > 0 || takesReferrals;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('organization_list.title')} />
        <div className="page-acts">
          <OrganizationPages />
          {mayCreate && <Button onClick={() => navigate('/organizations/create')}>{t('organization.new')}</Button>}
        </div>
      </div>
      <OrganizationTabs query={list.query} isListThere={list.rows !== null} />
      <OrganizationFilters query={list.query} onChange={change} />
      <ListFrame list={list} empty={t(isFiltered ? 'organization_list.empty_search' : `organization_list.empty_${list.query.tab}`)}>
        {(row) => <OrganizationLine key={row.id} row={row} />}
      </ListFrame>
    </div>
  );
}

type OrganizationFiltersProps = { query: OrganizationQuery; onChange: (patch: Partial<OrganizationQuery>) => void };

function OrganizationFilters({ query, onChange }: OrganizationFiltersProps) {
  const { t } = useWords();
  const { languages, districts } = useReferences();
  const choices = [
    { name: 'kind' as const, options: organizationKinds.map((value) => ({ value, label: t(`organization.kind.${value}`) })) },
    { name: 'language' as const, options: languages.map(({ code, name }) => ({ value: code, label: name })) },
    { name: 'district' as const, options: districts.map(({ code, name }) => ({ value: code, label: name })) },
  ];
  return (
    <div className="filters filters-line award-filters">
      <SearchField label={t('organization_list.search')} value={query.search} onChange={(search) => onChange({ search })} />
      {choices.map(({ name, options }) => (
        <Select
          key={name}
          aria-label={t(`organization_list.${name}`)}
          placeholder={t(`organization_list.${name}`)}
          mode="multiple"
          optionFilterProp="label"
          value={query[name]}
          options={options}
          onChange={(values: string[]) => onChange({ [name]: values })}
        />
      ))}
      <Select
        aria-label={t('organization_list.sort')}
        value={query.sort}
        options={organizationSorts.map((sort) => ({ value: sort, label: t(`organization_list.sort_${sort}`) }))}
        onChange={(sort: OrganizationQuery['sort']) => onChange({ sort })}
      />
      <label className="check">
        <input type="checkbox" checked={query.takesReferrals} onChange={({ target }) => onChange({ takesReferrals: target.checked })} />
        {t('organization.takes_referrals')}
      </label>
      <label className="check">
        <input type="checkbox" checked={query.retired} onChange={({ target }) => onChange({ retired: target.checked })} />
        {t('organization_list.retired')}
      </label>
    </div>
  );
}
