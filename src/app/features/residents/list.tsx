import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type ResidentQuery, type ResidentSort, residentSorts } from '../../../domain/residents/query.ts';
import type { ResidentRow } from '../../../domain/residents/resident.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { pageSize } from '../../shared/lists/use-keyset-list.ts';
import { LookPanel } from '../../shared/views/look-panel.tsx';
import { type Look, useLook } from '../../shared/views/use-look.ts';
import { useViews } from '../../shared/views/use-views.ts';
import { OfConditions } from './of-conditions.tsx';
import { isOfEvent, OfEvent } from './of-event.tsx';
import { factFields, type ResidentFact, residentFactNames, usualResidentFacts } from './row-facts.ts';
import { ResidentTabs } from './tabs.tsx';
import { useResidentList, viewTextOf } from './use-resident-list.ts';

/** Everybody whom the office has served, found by a piece of a name, number or address. */
export function ResidentList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('residents', 'create');
  const mayImport = useAllowed('residents', 'import');
  const list = useResidentList();
  const views = useViews('residents');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { look, change: changeLook } = useLook('residents', view, views, usualResidentFacts, residentFactNames);
  const [isLooking, setLooking] = useState(false);
  const [lookIsKept, setLookIsKept] = useState(true);
  const panel = useId();
  const { change } = list;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('nav.residents')} />
        <div className="page-acts">
          <Button aria-expanded={isLooking} aria-controls={panel} onClick={() => setLooking(!isLooking)}>
            {t('look.title')}
          </Button>
          <Button onClick={() => navigate('/residents/duplicates')}>{t('duplicates.title')}</Button>
          {mayImport && <Button onClick={() => navigate('/residents/import')}>{t('import.import')}</Button>}
          {mayCreate && <Button onClick={() => navigate('/residents/create')}>{t('residents.new')}</Button>}
        </div>
      </div>
      <ResidentTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} look={look} />
      <div id={panel} hidden={!isLooking}>
        {isLooking && (
          <LookPanel
            look={look}
            offered={residentFactNames.map((value) => ({ value, label: t(`field.${factFields[value]}`) }))}
            onChange={async (patch) => setLookIsKept(await changeLook(patch))}
            keptBy={view && views.mayKeep(view.scope, view.owner_id) ? view.name : null}
            isKept={lookIsKept}
          />
        )}
      </div>
      <ResidentFilters query={list.query} onChange={change} />
      <OfEvent query={list.query} onClear={() => change({ attended: [], registered: [] })} />
      <OfConditions where={list.query.where} onChange={(where) => change({ where })} />
      <ListFrame
        list={list}
        waiting={pageSize}
        empty={
          list.query.search
            ? t('residents.empty_search', { search: list.query.search })
            : t(list.query.where ? 'residents.where_empty' : isOfEvent(list.query) ? 'residents.event_empty' : 'residents.empty')
        }
      >
        {(row) => <ResidentListRow key={row.id} row={row} look={look} />}
      </ListFrame>
    </div>
  );
}

function ResidentFilters({ query, onChange }: { query: ResidentQuery; onChange: (patch: Partial<ResidentQuery>) => void }) {
  const { t } = useWords();
  const { languages, districts } = useReferences();
  return (
    <div className="filters filters-line filters-three">
      <SearchField label={t('residents.search')} value={query.search} onChange={(search) => onChange({ search })} />
      <Select
        aria-label={t('field.language')}
        placeholder={t('field.language')}
        mode="multiple"
        optionFilterProp="label"
        value={query.language}
        options={languages.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(language: string[]) => onChange({ language })}
      />
      <Select
        aria-label={t('field.district_id')}
        placeholder={t('field.district_id')}
        mode="multiple"
        optionFilterProp="label"
        value={query.district}
        options={[...districts.map(({ code, name }) => ({ value: code, label: name })), { value: 'none', label: t('filters.none') }]}
        onChange={(district: string[]) => onChange({ district })}
      />
      <Select
        aria-label={t('sort.label')}
        showSearch={false}
        value={`${query.descending ? '-' : ''}${query.sort}`}
        options={residentSorts.map((sort) => ({ value: sort === 'name' ? sort : `-${sort}`, label: t(`residents.sort_${sort}`) }))}
        onChange={(value: string) => onChange({ descending: value.startsWith('-'), sort: value.replace(/^-/, '') as ResidentSort })}
      />
    </div>
  );
}

function ResidentListRow({ row, look }: { row: ResidentRow; look: Look }) {
  const { t, tn } = useWords();
  const values: Record<ResidentFact, string | null | undefined> = {
    phone: row.phones?.[0] && formatPhone(row.phones[0]),
    email: row.emails?.[0],
    neighborhood: row.neighborhood,
    district: row.district_name,
  };
  const facts = residentFactNames.filter((name) => look.columns.includes(name)).map((name) => values[name]);
  return (
    <li className={look.density === 'compact' ? 'row row-compact' : 'row'}>
      <div className="row-main">
        <Link to={`/residents/${row.id}`} className="row-title">
          {row.name}
        </Link>
        <p className="secondary row-facts">
          {facts.filter(Boolean).join(' · ') || (look.columns.length > 0 ? t('resident.no_contact') : '')}
        </p>
      </div>
      <div className="row-end">
        <span className="secondary">{tn('resident.inquiries', row.inquiry_count)}</span>
        <span className="row-tags">
          {row.needs_interpreter && <Tag tone="violet">{t('resident.interpreter')}</Tag>}
          {row.preferred_language !== 'en' && row.language_name && (
            <Tag tone="violet" lang={row.preferred_language}>
              {row.language_name}
            </Tag>
          )}
        </span>
      </div>
    </li>
  );
}
