import '../../../styles/event-list.css';
import { Button, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { eventKinds } from '../../../../domain/events/event.ts';
import type { EventListQuery } from '../../../../domain/events/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { EventLine } from '../../../shared/events/event-line.tsx';
import { SearchField } from '../../../shared/fields/search-field.tsx';
import { hasPage } from '../../../shared/has-page.ts';
import { ListFrame } from '../../../shared/lists/list-frame.tsx';
import { pageSize } from '../../../shared/lists/use-keyset-list.ts';
import { useViews } from '../../../shared/views/use-views.ts';
import { SubscribeButton } from '../feeds/subscribe-button.tsx';
import { isNarrowed, ListTableNarrowed } from './narrowed.tsx';
import { ListTableTabs } from './tabs.tsx';
import { useListTable, viewTextOf } from './use-list-table.ts';

/** Every event in a list: found by words, place and kind, with what each still lacks. */
export function EventListTable() {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayCreate = useAllowed('events', 'create');
  const list = useListTable();
  const views = useViews('events');
  const present = viewTextOf(list.query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const { change } = list;
  const isFiltered =
    list.query.search !== '' ||
    list.query.kind.length + list.query.district.length + list.query.language.length > 0 ||
    isNarrowed(list.query);
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('event_list.title')} />
        <div className="page-acts">
          <Link to="/events">{t('event_list.to_calendar')}</Link>
          {hasPage('/events/reach') && <Link to="/events/reach">{t('event_list.to_reach')}</Link>}
          <SubscribeButton />
          {mayCreate && <Button onClick={() => navigate('/events/create')}>{t('palette.new_event')}</Button>}
        </div>
      </div>
      <ListTableTabs query={list.query} isListThere={list.rows !== null} views={views} view={view} />
      <ListTableFilters query={list.query} onChange={change} />
      <ListTableNarrowed query={list.query} onChange={change} />
      <ListFrame list={list} waiting={pageSize} empty={t(isFiltered ? 'event_list.empty_search' : `event_list.empty_${list.query.tab}`)}>
        {(row) => <EventLine key={row.id} row={row} />}
      </ListFrame>
    </div>
  );
}

function ListTableFilters({ query, onChange }: { query: EventListQuery; onChange: (patch: Partial<EventListQuery>) => void }) {
  const { t } = useWords();
  const { languages, districts } = useReferences();
  const choices: { field: 'kind' | 'district' | 'language'; label: string; options: { value: string; label: string }[] }[] = [
    {
      field: 'kind',
      label: t('event_list.kind'),
      options: eventKinds.map((kind) => ({ value: kind, label: t(`event.kind.${kind}`) })),
    },
    {
      field: 'district',
      label: t('field.district_id'),
      options: [...districts.map(({ code, name }) => ({ value: code, label: name })), { value: 'none', label: t('filters.none') }],
    },
    { field: 'language', label: t('field.language'), options: languages.map(({ code, name }) => ({ value: code, label: name })) },
  ];
  return (
    <div className="filters filters-line filters-three">
      <SearchField label={t('event_list.search')} value={query.search} onChange={(search) => onChange({ search })} />
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
    </div>
  );
}
