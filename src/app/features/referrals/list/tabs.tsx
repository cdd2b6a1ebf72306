import { type ReferralQuery, readReferralQuery, referralTabs, toReferralRpc } from '../../../../domain/referrals/list-query.ts';
import type { SavedView } from '../../../../domain/shared/saved-view.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { useViewCounts } from '../../../shared/views/use-view-counts.ts';
import type { Views } from '../../../shared/views/use-views.ts';
import { ViewTabs } from '../../../shared/views/view-tabs.tsx';
import { addressOf, viewTextOf } from './use-referral-list.ts';

type ReferralTabsProps = { query: ReferralQuery; isListThere: boolean; views: Views; view: SavedView | null };

/** What waits, what is late, what the office is asked, the drafts; then the saved views, each with its count. */
export function ReferralTabs({ query, isListThere, views, view }: ReferralTabsProps) {
  const { t } = useWords();
  const references = useReferences();
  const plain = readReferralQuery(new URLSearchParams());
  const saved = views.views.map((one) => ({ view: one, query: readReferralQuery(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([
    ...referralTabs.map((tab) => [tab, toReferralRpc({ ...plain, tab }, references)]),
    ...saved.map((one) => [one.view.id, toReferralRpc(one.query, references)]),
  ]) as Record<string, Record<string, unknown>>;
  const counts = useViewCounts('referrals', asked, isListThere);
  const tabs = [
    ...referralTabs.map((tab) => ({
      key: tab,
      label: t(`referrals.tab_${tab}`),
      to: addressOf({ ...plain, tab, search: query.search }),
      isCurrent: !view && query.tab === tab,
    })),
    ...saved.map((one) => ({ key: one.view.id, label: one.view.name, to: addressOf(one.query), isCurrent: one.view.id === view?.id })),
  ];
  return <ViewTabs label={t('referrals.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} />;
}
