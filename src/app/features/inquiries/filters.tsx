import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { type InquiryQuery, type InquirySort, inquirySorts } from '../../../domain/inquiries/query.ts';
import { findTab } from '../../../domain/inquiries/tabs.ts';
import { readRange, writeRange } from '../../../domain/shared/day-range.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { LookPanel } from '../../shared/views/look-panel.tsx';
import type { Look } from '../../shared/views/use-look.ts';
import { FilterChips } from './filter-chips.tsx';
import { useFilterChoices } from './filter-choices.ts';
import { rowFactNames } from './row-facts.ts';
import { searchOf } from './use-inquiry-list.ts';

type InquiryFiltersProps = {
  query: InquiryQuery;
  look: Look;
  lookIsKept: boolean;
  keptBy: string | null;
  onLook: (patch: Partial<Look>) => void;
};

/** Search, filters and order of the list. All of it is in the address; this only writes another one. */
export function InquiryFilters({ query, look, lookIsKept, keptBy, onLook }: InquiryFiltersProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayImport = useAllowed('inquiries', 'import');
  const panel = useId();
  const [opened, setOpened] = useState<'filters' | 'look' | null>(null);
  const toggle = (which: 'filters' | 'look') => setOpened(opened === which ? null : which);
  const change = (patch: Partial<InquiryQuery>) =>
    navigate(`/inquiries${searchOf({ ...query, after: null, before: null, ...patch })}`, { replace: true });
  const inUse = findTab(query) === null;
  return (
    <div className="filters">
      <div className="filters-line">
        <SearchField label={t('inquiries.search')} value={query.search} onChange={(search) => change({ search })} />
        <SortField query={query} onChange={change} />
        <Button aria-expanded={opened === 'filters'} aria-controls={panel} onClick={() => toggle('filters')}>
          {t('filters.title')}
        </Button>
        <Button aria-expanded={opened === 'look'} aria-controls={panel} onClick={() => toggle('look')}>
          {t('look.title')}
        </Button>
        {mayImport && <Button onClick={() => navigate('/inquiries/import')}>{t('import.import')}</Button>}
      </div>
      <div id={panel} hidden={opened === null}>
        {opened === 'filters' && <FilterPanel query={query} onChange={change} />}
        {opened === 'look' && (
          <LookPanel
            look={look}
            offered={rowFactNames.map((value) => ({ value, label: t(`fact.${value}`) }))}
            onChange={onLook}
            keptBy={keptBy}
            isKept={lookIsKept}
          />
        )}
      </div>
      {inUse && <FilterChips query={query} onChange={change} />}
    </div>
  );
}

export type FilterChange = (patch: Partial<InquiryQuery>) => void;

function SortField({ query, onChange }: { query: InquiryQuery; onChange: FilterChange }) {
  const { t } = useWords();
  const options = inquirySorts.flatMap((sort) => [
    { value: `-${sort}`, label: t(`sort.${sort}_down`) },
    { value: sort, label: t(`sort.${sort}_up`) },
  ]);
  return (
    <Select
      aria-label={t('sort.label')}
      className="filters-sort"
      showSearch={false}
      value={`${query.descending ? '-' : ''}${query.sort}`}
      options={options}
      onChange={(value: string) => onChange({ descending: value.startsWith('-'), sort: value.replace(/^-/, '') as InquirySort })}
    />
  );
}

function FilterPanel({ query, onChange }: { query: InquiryQuery; onChange: FilterChange }) {
  const { t } = useWords();
  const id = useId();
  const choices = useFilterChoices();
  return (
    <div className="filter-panel">
      {choices.map(({ name, label, options }) => (
        <div key={name}>
          <label className="field-label" htmlFor={`${id}-${name}`}>
            {label}
          </label>
          <Select
            id={`${id}-${name}`}
            mode="multiple"
            allowClear
            optionFilterProp="label"
            value={query.lists[name] ?? []}
            options={options}
            onChange={(values: string[]) => {
              const { [name]: _old, ...others } = query.lists;
              onChange({ lists: values.length > 0 ? { ...others, [name]: values } : others });
            }}
          />
        </div>
      ))}
      {(['opened', 'closed'] as const).map((name) => (
        <div key={name}>
          <label className="field-label" htmlFor={`${id}-${name}`}>
            {t(`filters.${name}_month`)}
          </label>
          <input
            id={`${id}-${name}`}
            className="native"
            type="month"
            value={writeRange(query[name])?.slice(0, 7) ?? ''}
            onChange={(event) => onChange({ [name]: readRange(event.target.value) })}
          />
        </div>
      ))}
    </div>
  );
}
