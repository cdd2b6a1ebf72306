import { type ResidentQuery, readResidentQuery, toResidentRpcQuery } from '../../../domain/residents/query.ts';
import type { SavedView } from '../../../domain/shared/saved-view.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import type { Look } from '../../shared/views/use-look.ts';
import { useViewCounts } from '../../shared/views/use-view-counts.ts';
import type { Views } from '../../shared/views/use-views.ts';
import { ViewTabs } from '../../shared/views/view-tabs.tsx';
import { addressOf, viewTextOf } from './use-resident-list.ts';

type ResidentTabsProps = { query: ResidentQuery; isListThere: boolean; views: Views; view: SavedView | null; look: Look };

/** Everybody, and the saved views of residents, each an address with its count. */
export function ResidentTabs({ query, isListThere, views, view, look }: ResidentTabsProps) {
  const { t } = useWords();
  const { districts } = useReferences();
  const saved = views.views.map((one) => ({ view: one, query: readResidentQuery(new URLSearchParams(one.query)) }));
  const everybody = readResidentQuery(new URLSearchParams());
  const asked = Object.fromEntries([
    ['all', toResidentRpcQuery(everybody, districts)],
    ...saved.map((one) => [one.view.id, toResidentRpcQuery(one.query, districts)]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts('residents', asked, isListThere);
  const isPlain = !query.where && [query.language, query.district, query.attended, query.registered].every((some) => some.length === 0);
  const tabs = [
    { key: 'all', label: t('residents.tab_all'), to: addressOf({ ...everybody, search: query.search }), isCurrent: !view && isPlain },
    ...saved.map((one) => ({ key: one.view.id, label: one.view.name, to: addressOf(one.query), isCurrent: one.view.id === view?.id })),
  ];
  return <ViewTabs label={t('residents.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} look={look} />;
}
