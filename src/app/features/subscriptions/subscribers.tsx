import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { dateOfInstant } from '../../../domain/shared/dates.ts';
import {
  type SubscriberMark,
  type SubscriberQuery,
  type SubscriberSort,
  type SubscriptionStatus,
  subscriberMarks,
  subscriberSorts,
  subscriptionStatuses,
} from '../../../domain/subscriptions/query.ts';
import type { SubscriberRow } from '../../../domain/subscriptions/record.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed, useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Tag } from '../../shared/components/tag.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { pageSize } from '../../shared/lists/use-keyset-list.ts';
import { AddDialog } from './add-dialog.tsx';
import { SubscriptionsFrame } from './frame.tsx';
import { type MailingList, useLists } from './use-lists.ts';
import { useSubscriberList } from './use-subscriber-list.ts';
import { SubscriberViews } from './views.tsx';

/** Addresses that chose something: found by a piece of the address, by list and by how they stand. */
export function SubscriberList() {
  const { t } = useWords();
  const mayEdit = useAllowed('subscribers', 'edit');
  const list = useSubscriberList();
  const { lists } = useLists();
  const [isAdding, setAdding] = useState(false);
  const { query, change } = list;
  const isFiltered = query.search !== '' || query.list.length + query.status.length > 0 || query.mark !== null;
  return (
    <SubscriptionsFrame
      title={t('mailing.subscribers')}
      acts={mayEdit && <Button onClick={() => setAdding(true)}>{t('subscribers.add')}</Button>}
    >
      <SubscriberViews query={query} isListThere={list.rows !== null} />
      <Filters query={query} lists={lists ?? []} onChange={change} />
      <ListFrame list={list} waiting={pageSize} empty={t(isFiltered ? 'subscribers.empty_filtered' : 'subscribers.empty')}>
        {(row) => <Row key={row.id} row={row} lists={lists ?? []} />}
      </ListFrame>
      {isAdding && <AddDialog lists={(lists ?? []).filter((one) => one.is_active)} onClose={() => setAdding(false)} />}
    </SubscriptionsFrame>
  );
}

type FiltersProps = { query: SubscriberQuery; lists: MailingList[]; onChange: (patch: Partial<SubscriberQuery>) => void };

function Filters({ query, lists, onChange }: FiltersProps) {
  const { t } = useWords();
  return (
    <div className="filters filters-line filters-three">
      <SearchField label={t('subscribers.search')} value={query.search} onChange={(search) => onChange({ search })} />
      <Select
        aria-label={t('subscribers.list')}
        placeholder={t('subscribers.list')}
        mode="multiple"
        optionFilterProp="label"
        value={query.list}
        options={lists.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(list: string[]) => onChange({ list })}
      />
      <Select
        aria-label={t('subscribers.status')}
        placeholder={t('subscribers.status')}
        mode="multiple"
        value={query.status}
        options={subscriptionStatuses.map((value) => ({ value, label: t(`consent.status.${value}`) }))}
        onChange={(status: SubscriptionStatus[]) => onChange({ status })}
      />
      <Select
        aria-label={t('subscribers.mark')}
        showSearch={false}
        value={query.mark ?? ''}
        options={[
          { value: '', label: t('subscribers.mark_any') },
          ...subscriberMarks.map((value) => ({ value, label: t(`subscribers.mark.${value}`) })),
        ]}
        onChange={(mark: string) => onChange({ mark: (mark || null) as SubscriberMark | null })}
      />
      <Select
        aria-label={t('sort.label')}
        showSearch={false}
        value={query.sort}
        options={subscriberSorts.map((value) => ({ value, label: t(`subscribers.sort_${value}`) }))}
        onChange={(sort: SubscriberSort) => onChange({ sort })}
      />
    </div>
  );
}

function Row({ row, lists }: { row: SubscriberRow; lists: MailingList[] }) {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const { time_zone } = useOffice().connection.config;
  const named = (status: SubscriptionStatus) =>
    (row.lists ?? []).filter((one) => one.status === status).map(({ id }) => lists.find((list) => list.id === id)?.name ?? '…');
  const language = languages.find(({ code }) => code === row.language);
  const parts = subscriptionStatuses
    .map((status) => ({ status, names: named(status) }))
    .filter(({ names }) => names.length > 0)
    .map(({ status, names }) => t(`subscribers.${status}`, { lists: names.join(', ') }));
  return (
    <li className="row">
      <div className="row-main">
        <Link to={`/mailing-lists/subscribers/${row.id}`} className="row-title">
          {row.address}
        </Link>
        <p className="row-facts">{parts.join(' · ') || t('subscribers.nothing')}</p>
        <p className="secondary row-facts">
          {[
            (row.residents ?? []).map(({ name }) => name).join(', ') || t('subscribers.no_resident'),
            row.frequency !== 'every' && t(`consent.frequency.${row.frequency}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="row-end">
        <span className="row-tags">
          {row.suppressed && <Tag tone="brick">{t('subscribers.mark.suppressed')}</Tag>}
          {row.left_all_at && <Tag tone="plain">{t('subscribers.mark.left_all')}</Tag>}
          {row.paused_until && <Tag tone="amber">{t('subscribers.paused', { day: format.dateWithYear(row.paused_until) })}</Tag>}
          {language && (
            <Tag tone="violet" lang={language.code}>
              {language.endonym}
            </Tag>
          )}
        </span>
        <span className="secondary">{t('subscribers.since', { when: format.dateWithYear(dateOfInstant(row.created_at, time_zone)) })}</span>
      </div>
    </li>
  );
}
