import '../../styles/awards.css';
import { useList } from '@refinedev/core';
import { Select } from 'antd';
import { Link } from 'react-router';
import {
  readServiceRequestQuery,
  type ServiceRequestQuery,
  serviceRequestViews,
  toServiceRequestRpc,
  writeServiceRequestQuery,
} from '../../../domain/service-requests/list-query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { FeedLag } from '../../shared/service-requests/lag.tsx';
import { useFeed } from '../../shared/service-requests/use-feed.ts';
import { ListViews } from '../../shared/views/list-views.tsx';
import { isNarrowed, RequestNarrowed } from './narrowed.tsx';
import { ServiceRequestLine } from './row.tsx';
import { addressOf, useServiceRequestList } from './use-service-request-list.ts';

/** What the office filed with 311 beside what the feed says of it, and the whole feed. */
export function ServiceRequestList() {
  const { t } = useWords();
  const list = useServiceRequestList();
  const { query, change } = list;
  const isFiltered =
    query.search !== '' ||
    query.type.length + query.district.length + query.neighborhood.length > 0 ||
    query.state !== null ||
    isNarrowed(query);
  return (
    <div className="page-list">
      <div className="page-head">
        <PageTitle title={t('service_request_list.title')} />
        <div className="page-acts">
          <Link to="/service-requests/feed">{t('feed.open')}</Link>
        </div>
      </div>
      <FeedLag />
      <RequestViews query={query} isListThere={list.rows !== null} />
      <Filters query={query} onChange={change} />
      <RequestNarrowed query={query} onChange={change} />
      <ListFrame list={list} empty={t(isFiltered ? 'service_request_list.empty_search' : `service_request_list.empty_${query.view}`)}>
        {(row) => <ServiceRequestLine key={row.number} row={row} />}
      </ListFrame>
    </div>
  );
}

function RequestViews({ query, isListThere }: { query: ServiceRequestQuery; isListThere: boolean }) {
  const { t } = useWords();
  const { districts } = useReferences();
  const plain = readServiceRequestQuery(new URLSearchParams());
  return (
    <ListViews
      resource="service_requests"
      label={t('service_request_list.views')}
      query={query}
      read={readServiceRequestQuery}
      write={writeServiceRequestQuery}
      addressOf={addressOf}
      toRpc={(one) => toServiceRequestRpc(one, districts)}
      tabs={serviceRequestViews.map((view) => ({
        key: view,
        label: t(`service_request_list.view_${view}`),
        query: { ...plain, view },
        isCurrent: query.view === view,
        isUrgent: view === 'late',
        // Of a million only that there are more than ten thousand would be said.
        isCounted: view !== 'all',
      }))}
      isListThere={isListThere}
    />
  );
}

function Filters({ query, onChange }: { query: ServiceRequestQuery; onChange: (patch: Partial<ServiceRequestQuery>) => void }) {
  const { t } = useWords();
  const { districts } = useReferences();
  const { feed } = useFeed();
  const neighborhoods = useNeighborhoods();
  return (
    <div className="filters filters-line award-filters">
      <SearchField
        label={t(query.view === 'all' ? 'service_request_list.search_all' : 'service_request_list.search')}
        value={query.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        aria-label={t('service_request.type')}
        placeholder={t('service_request.type')}
        mode="multiple"
        maxTagCount="responsive"
        value={query.type}
        options={(feed?.types ?? []).map((type) => ({ value: type, label: type }))}
        onChange={(type: string[]) => onChange({ type })}
      />
      <Select
        aria-label={t('service_request.district')}
        placeholder={t('service_request.district')}
        mode="multiple"
        optionFilterProp="label"
        value={query.district}
        options={[
          ...districts.map(({ code, name }) => ({ value: code, label: name })),
          { value: 'none', label: t('narrowed.no_district') },
        ]}
        onChange={(district: string[]) => onChange({ district })}
      />
      {(neighborhoods.length > 0 || query.neighborhood.length > 0) && (
        <Select
          aria-label={t('service_request.neighborhood')}
          placeholder={t('service_request.neighborhood')}
          mode="multiple"
          maxTagCount="responsive"
          optionFilterProp="label"
          value={query.neighborhood}
          options={neighborhoods.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(neighborhood: string[]) => onChange({ neighborhood })}
        />
      )}
      {query.view === 'all' && (
        <Select
          aria-label={t('service_request.state')}
          value={query.state ?? 'any'}
          options={(['any', 'open', 'closed'] as const).map((state) => ({ value: state, label: t(`service_request.state_${state}`) }))}
          onChange={(state) => onChange({ state: state === 'open' || state === 'closed' ? state : null })}
        />
      )}
    </div>
  );
}

/** The neighborhoods that shapes brought; none where nobody took them in. */
function useNeighborhoods() {
  const { query } = useList<{ id: string; code: string; name: string }>({
    resource: 'neighborhoods',
    meta: { select: 'id,code,name' },
    sorters: [{ field: 'name', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 300_000 },
  });
  return query.data?.data ?? [];
}
