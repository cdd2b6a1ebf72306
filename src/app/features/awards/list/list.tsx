import '../../../styles/awards.css';
import { Button, Select } from 'antd';
import { useNavigate } from 'react-router';
import { awardStatuses } from '../../../../domain/awards/award.ts';
import { type AwardListQuery, awardSorts } from '../../../../domain/awards/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { type GrantComponent, useComponents } from '../../../shared/grants/use-grant-references.ts';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { pageSize } from '../../../shared/lists/use-keyset-list.ts';
import { useViews } from '../../../shared/views/use-views.ts';
import { useFlags } from '../flags/use-flags.ts';
import { AwardPages } from '../pages.tsx';
import { AwardRow } from './row.tsx';
import { AwardListTabs } from './tabs.tsx';
import { useAwardList, viewTextOf } from './use-award-list.ts';

/** The register of awards: what the Department of Justice awards to the city. */
export function AwardList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('awards', 'create');
  const components = useComponents();
  const list = useAwardList(components);
  const flags = useFlags((list.rows ?? []).map(({ id }) => id));
  const views = useViews('awards');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { change } = list;
  const { search, status, component, department, isHeld } = list.query;
  const isFiltered = search !== '' || status.length + component.length + department.length > 0 || isHeld;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('award_list.title')} />
        <div className="page-acts">
          <AwardPages />
          {mayCreate && <Button onClick={() => navigate('/awards/create')}>{t('award.new')}</Button>}
        </div>
      </div>
      <AwardListTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} components={components} />
      <AwardFilters query={list.query} components={components ?? []} onChange={change} />
      <ListFrame list={list} waiting={pageSize} empty={t(isFiltered ? 'award_list.empty_search' : `award_list.empty_${list.query.tab}`)}>
        {(row) => <AwardRow key={row.id} row={row} flags={flags?.[row.id] ?? []} />}
      </ListFrame>
    </div>
  );
}

type AwardFiltersProps = {
  query: AwardListQuery;
  components: GrantComponent[];
  onChange: (patch: Partial<AwardListQuery>) => void;
};

function AwardFilters({ query, components, onChange }: AwardFiltersProps) {
  const { t } = useWords();
  const { organizations } = useReferences();
  const choices: { field: 'status' | 'component' | 'department'; label: string; options: { value: string; label: string }[] }[] = [
    {
      field: 'status',
      label: t('award_list.status'),
      options: awardStatuses.map((status) => ({ value: status, label: t(`award.status.${status}`) })),
    },
    {
      field: 'component',
      label: t('award.component'),
      options: components.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    },
    {
      field: 'department',
      label: t('award.department'),
      options: organizations.filter(({ kind }) => kind === 'department').map(({ code, name }) => ({ value: code, label: name })),
    },
  ];
  return (
    <div className="filters filters-line award-filters">
      <SearchField label={t('award_list.search')} value={query.search} onChange={(search) => onChange({ search })} />
      {choices.map(({ field, label, options }) => (
        <Select
          key={field}
          aria-label={label}
          placeholder={label}
          mode="multiple"
          optionFilterProp="label"
          value={query[field]}
          options={options}
          onChange={(values: string[]) => onChange({ [field]: values })}
        />
      ))}
      <Select
        aria-label={t('award_list.sort')}
        value={query.sort}
        options={awardSorts.map((sort) => ({ value: sort, label: t(`award_list.sort_${sort}`) }))}
        onChange={(sort: AwardListQuery['sort']) => onChange({ sort })}
      />
    </div>
  );
}
