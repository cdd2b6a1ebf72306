import { type CampaignListQuery, campaignTabs, readCampaignListQuery, toCampaignListRpc } from '../../../../domain/campaigns/list-query.ts';
import type { SavedView } from '../../../../domain/shared/saved-view.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useViewCounts } from '../../../shared/views/use-view-counts.ts';
import type { Views } from '../../../shared/views/use-views.ts';
import { ViewTabs } from '../../../shared/views/view-tabs.tsx';
import type { MailingList } from '../use-campaign.ts';
import { addressOf, viewTextOf } from './use-campaign-list.ts';

type CampaignListTabsProps = {
  query: CampaignListQuery;
  isListThere: boolean;
  views: Views;
  view: SavedView | null;
  lists: MailingList[] | null;
};

/** What is under way, what waits for the reader, one's own, what was sent; then the saved views, each with its count. */
export function CampaignListTabs({ query, isListThere, views, view, lists }: CampaignListTabsProps) {
  const { t } = useWords();
  const plain = readCampaignListQuery(new URLSearchParams());
  const saved = views.views.map((one) => ({ view: one, query: readCampaignListQuery(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([
    ...campaignTabs.map((tab) => [tab, toCampaignListRpc({ ...plain, tab }, lists ?? [])]),
    ...saved.map((one) => [one.view.id, toCampaignListRpc(one.query, lists ?? [])]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts('campaigns', asked, isListThere && lists !== null);
  const tabs = [
    ...campaignTabs.map((tab) => ({
      key: tab,
      label: t(`campaign_list.tab_${tab}`),
      to: addressOf({ ...plain, tab, search: query.search }),
      isCurrent: !view && query.tab === tab,
      isUrgent: tab === 'to_approve',
    })),
    ...saved.map((one) => ({ key: one.view.id, label: one.view.name, to: addressOf(one.query), isCurrent: one.view.id === view?.id })),
  ];
  return <ViewTabs label={t('campaign_list.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} />;
}
