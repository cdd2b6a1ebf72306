import { Button, Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { type InquiryQuery, type InquirySort, inquirySorts, readRange, writeRange } from '../../../domain/inquiries/query.ts';
import { findTab } from '../../../domain/inquiries/tabs.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useSettled } from '../../shared/hooks/use-settled.ts';
import { FilterChips } from './filter-chips.tsx';
import { useFilterChoices } from './filter-choices.ts';
import { searchOf } from './use-inquiry-list.ts';

/** Search, filters and order of the list. All of it is in the address; this only writes another one. */
export function InquiryFilters({ query }: { query: InquiryQuery }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const panel = useId();
  const [isOpen, setOpen] = useState(false);
  const change = (patch: Partial<InquiryQuery>) =>
    navigate(`/inquiries${searchOf({ ...query, after: null, before: null, ...patch })}`, { replace: true });
  const inUse = findTab(query) === null;
  return (
    <div className="filters">
      <div className="filters-line">
        <SearchField value={query.search} onChange={(search) => change({ search })} />
        <SortField query={query} onChange={change} />
        <Button aria-expanded={isOpen} aria-controls={panel} onClick={() => setOpen(!isOpen)}>
          {t('filters.title')}
        </Button>
      </div>
      <div id={panel} hidden={!isOpen}>
        {isOpen && <FilterPanel query={query} onChange={change} />}
      </div>
      {inUse && <FilterChips query={query} onChange={change} />}
    </div>
  );
}

export type FilterChange = (patch: Partial<InquiryQuery>) => void;

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const settled = useSettled(text, 250);
  // The address may change under the field (back, another view): then the field follows; otherwise the address follows the field.
  if (value !== sent) {
    setSent(value);
    setText(value);
  }
  useEffect(() => {
    if (settled !== sent && settled === text) {
      setSent(settled);
      onChange(settled);
    }
  });
  return (
    <Input
      aria-label={t('inquiries.search')}
      placeholder={t('inquiries.search')}
      value={text}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onChange(text)}
    />
  );
}

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
