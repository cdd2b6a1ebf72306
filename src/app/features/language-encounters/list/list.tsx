import '../../../styles/language.css';
import { Button, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { type Mode, modes, type Outcome, outcomes } from '../../../../domain/language-encounters/encounter.ts';
import {
  type EncounterQuery,
  encounterTabs,
  readEncounterQuery,
  toEncounterRpc,
  writeEncounterQuery,
} from '../../../../domain/language-encounters/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Narrowed } from '../../../shared/components/narrowed.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { useOptions } from '../../../shared/fields/use-options.ts';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { ListViews } from '../../../shared/views/list-views.tsx';
import { PartsNav } from '../parts-nav.tsx';
import { EncounterLine } from './row.tsx';
import { addressOf, useEncounterList } from './use-encounter-list.ts';

const EncounterDialog = lazy(async () => ({ default: (await import('../../../shared/encounters/encounter-dialog.tsx')).EncounterDialog }));

/** Who was helped in another language, the latest first; what was not met, and what is promised. */
export function EncounterList() {
  const { t } = useWords();
  const mayLog = useAllowed('language_encounters', 'create');
  const [isLogging, setLogging] = useState(false);
  const list = useEncounterList();
  const { change } = list;
  const { search, language, mode, outcome, from, to, office, marks } = list.query;
  const isFiltered =
    search !== '' || language.length + mode.length + outcome.length > 0 || from !== '' || to !== '' || office || marks.length > 0;
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('encounters.title')} />
        <div className="page-acts">{mayLog && <Button onClick={() => setLogging(true)}>{t('encounter.log')}</Button>}</div>
      </div>
      <PartsNav />
      <Tabs query={list.query} isListThere={list.rows !== null} />
      <Filters query={list.query} onChange={change} />
      <Narrowed
        parts={marks.map((key) => ({ key, text: t(`narrowed.${key}`), without: { marks: marks.filter((one) => one !== key) } }))}
        onChange={change}
      />
      <ListFrame list={list} empty={t(isFiltered ? 'encounters.empty_search' : `encounters.empty_${list.query.tab}`)}>
        {(row) => <EncounterLine key={row.id} row={row} />}
      </ListFrame>
      {isLogging && (
        <Suspense>
          <EncounterDialog onClose={() => setLogging(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Tabs({ query, isListThere }: { query: EncounterQuery; isListThere: boolean }) {
  const { t } = useWords();
  const plain = readEncounterQuery(new URLSearchParams());
  return (
    <ListViews
      resource="language_encounters"
      label={t('encounters.lists')}
      query={query}
      read={readEncounterQuery}
      write={writeEncounterQuery}
      addressOf={addressOf}
      toRpc={toEncounterRpc}
      tabs={encounterTabs.map((tab) => ({
        key: tab,
        label: t(`encounters.tab_${tab}`),
        query: { ...plain, tab, search: query.search },
        isCurrent: query.tab === tab,
      }))}
      isListThere={isListThere}
    />
  );
}

function Filters({ query, onChange }: { query: EncounterQuery; onChange: (patch: Partial<EncounterQuery>) => void }) {
  const { t } = useWords();
  const options = useOptions();
  const many = <Value extends string>(name: 'language' | 'mode' | 'outcome', label: string, values: { value: Value; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      mode="multiple"
      optionFilterProp="label"
      value={query[name] as Value[]}
      options={values}
      onChange={(chosen: Value[]) => onChange({ [name]: chosen })}
    />
  );
  return (
    <div className="filters filters-line language-filters">
      <SearchField label={t('encounters.search')} value={query.search} onChange={(search) => onChange({ search })} />
      {many(
        'language',
        t('field.language'),
        options.languages.filter(({ value }) => value !== 'en'),
      )}
      {many<Mode>(
        'mode',
        t('encounter.mode'),
        modes.map((one) => ({ value: one, label: t(`encounter.mode.${one}`) })),
      )}
      {many<Outcome>(
        'outcome',
        t('encounter.outcome'),
        outcomes.map((one) => ({ value: one, label: t(`encounter.outcome.${one}`) })),
      )}
      <label className="check">
        {t('encounters.from')}
        <input type="date" className="native" value={query.from} onChange={({ target }) => onChange({ from: target.value })} />
      </label>
      <label className="check">
        {t('encounters.to')}
        <input type="date" className="native" value={query.to} onChange={({ target }) => onChange({ to: target.value })} />
      </label>
      <label className="check">
        <input type="checkbox" checked={query.office} onChange={({ target }) => onChange({ office: target.checked })} />
        {t('encounters.office')}
      </label>
    </div>
  );
}
