import {
  type OpportunityQuery,
  opportunityTabs,
  readOpportunityQuery,
  toOpportunityRpc,
} from '../../../../domain/opportunities/list-query.ts';
import type { SavedView } from '../../../../domain/shared/saved-view.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useViewCounts } from '../../../shared/views/use-view-counts.ts';
import type { Views } from '../../../shared/views/use-views.ts';
import { ViewTabs } from '../../../shared/views/view-tabs.tsx';
import { addressOf, viewTextOf } from './use-opportunity-list.ts';

type OpportunityTabsProps = { query: OpportunityQuery; isListThere: boolean; views: Views; view: SavedView | null };

/** What is to be decided, what is applied for, the reader's own, what is over; then the saved views, each with its count. */
export function OpportunityTabs({ query, isListThere, views, view }: OpportunityTabsProps) {
  const { t } = useWords();
  const { organizations } = useReferences();
  const plain = readOpportunityQuery(new URLSearchParams());
  const saved = views.views.map((one) => ({ view: one, query: readOpportunityQuery(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([
    ...opportunityTabs.map((tab) => [tab, toOpportunityRpc({ ...plain, tab }, organizations)]),
    ...saved.map((one) => [one.view.id, toOpportunityRpc(one.query, organizations)]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts('opportunities', asked, isListThere);
  const tabs = [
    ...opportunityTabs.map((tab) => ({
      key: tab,
      label: t(`opportunity_list.tab_${tab}`),
      to: addressOf({ ...plain, tab, search: query.search }),
      isCurrent: !view && query.tab === tab,
    })),
    ...saved.map((one) => ({ key: one.view.id, label: one.view.name, to: addressOf(one.query), isCurrent: one.view.id === view?.id })),
  ];
  return <ViewTabs label={t('opportunity_list.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} />;
}
