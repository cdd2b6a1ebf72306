import { type EventListQuery, eventTabs, readEventListQuery, toEventListRpc } from '../../../../domain/events/list-query.ts';
import type { SavedView } from '../../../../domain/shared/saved-view.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useViewCounts } from '../../../shared/views/use-view-counts.ts';
import type { Views } from '../../../shared/views/use-views.ts';
import { ViewTabs } from '../../../shared/views/view-tabs.tsx';
import { addressOf, viewTextOf } from './use-list-table.ts';

type ListTableTabsProps = { query: EventListQuery; isListThere: boolean; views: Views; view: SavedView | null };

/** What comes, what lacks something, one's own, what was; then the saved views, each with its count. */
export function ListTableTabs({ query, isListThere, views, view }: ListTableTabsProps) {
  const { t } = useWords();
  const { districts } = useReferences();
  const plain = readEventListQuery(new URLSearchParams());
  const saved = views.views.map((one) => ({ view: one, query: readEventListQuery(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([
    ...eventTabs.map((tab) => [tab, toEventListRpc({ ...plain, tab }, districts)]),
    ...saved.map((one) => [one.view.id, toEventListRpc(one.query, districts)]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts('events', asked, isListThere);
  const tabs = [
    ...eventTabs.map((tab) => ({
      key: tab,
      label: t(`event_list.tab_${tab}`),
      to: addressOf({ ...plain, tab, search: query.search }),
      isCurrent: !view && query.tab === tab,
      isUrgent: tab === 'attention',
    })),
    ...saved.map((one) => ({ key: one.view.id, label: one.view.name, to: addressOf(one.query), isCurrent: one.view.id === view?.id })),
  ];
  return <ViewTabs label={t('event_list.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} />;
}
