import { type AwardListQuery, awardListTabs, readAwardListQuery, toAwardListRpc } from '../../../../domain/awards/list-query.ts';
import type { SavedView } from '../../../../domain/shared/saved-view.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import type { GrantComponent } from '../../../shared/grants/use-grant-references.ts';
import { useViewCounts } from '../../../shared/views/use-view-counts.ts';
import type { Views } from '../../../shared/views/use-views.ts';
import { ViewTabs } from '../../../shared/views/view-tabs.tsx';
import { addressOf, viewTextOf } from './use-award-list.ts';

type AwardListTabsProps = {
  query: AwardListQuery;
  isListThere: boolean;
  views: Views;
  view: SavedView | null;
  components: GrantComponent[] | null;
};

/** What runs, the reader's own, what is applied for, what is over; then the saved views, each with its count. */
export function AwardListTabs({ query, isListThere, views, view, components }: AwardListTabsProps) {
  const { t } = useWords();
  const { organizations } = useReferences();
  const plain = readAwardListQuery(new URLSearchParams());
  const saved = views.views.map((one) => ({ view: one, query: readAwardListQuery(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([
    ...awardListTabs.map((tab) => [tab, toAwardListRpc({ ...plain, tab }, components ?? [], organizations)]),
    ...saved.map((one) => [one.view.id, toAwardListRpc(one.query, components ?? [], organizations)]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts('awards', asked, isListThere && components !== null);
  const tabs = [
    ...awardListTabs.map((tab) => ({
      key: tab,
      label: t(`award_list.tab_${tab}`),
      to: addressOf({ ...plain, tab, search: query.search }),
      isCurrent: !view && query.tab === tab,
    })),
    ...saved.map((one) => ({ key: one.view.id, label: one.view.name, to: addressOf(one.query), isCurrent: one.view.id === view?.id })),
  ];
  return <ViewTabs label={t('award_list.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} />;
}
