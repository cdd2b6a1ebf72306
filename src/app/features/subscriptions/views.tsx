import { readSubscriberQuery, type SubscriberQuery, toSubscriberRpc } from '../../../domain/subscriptions/query.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useViewCounts } from '../../shared/views/use-view-counts.ts';
import { useViews } from '../../shared/views/use-views.ts';
import { ViewTabs } from '../../shared/views/view-tabs.tsx';
import { addressOf, viewTextOf } from './use-subscriber-list.ts';

/** All subscribers, those who have not confirmed, and the saved views, each with its count. */
export function SubscriberViews({ query, isListThere }: { query: SubscriberQuery; isListThere: boolean }) {
  const { t } = useWords();
  const views = useViews('subscribers');
  const present = viewTextOf(query);
  const view = views.views.find((one) => one.query === present) ?? null;
  const all = readSubscriberQuery(new URLSearchParams());
  const fixed = [
    { key: 'all', label: t('subscribers.tab_all'), query: all },
    { key: 'pending', label: t('subscribers.tab_pending'), query: { ...all, status: ['pending' as const] } },
  ];
  const saved = views.views.map((one) => ({ key: one.id, label: one.name, query: readSubscriberQuery(new URLSearchParams(one.query)) }));
  const asked = Object.fromEntries([...fixed, ...saved].map((one) => [one.key, toSubscriberRpc(one.query)]));
  const counts = useViewCounts('subscribers', asked, isListThere);
  const tabs = [
    ...fixed.map((one) => ({
      key: one.key,
      label: one.label,
      to: addressOf({ ...one.query, search: query.search }),
      isCurrent: !view && present === viewTextOf({ ...one.query, search: query.search }),
    })),
    ...saved.map((one) => ({ key: one.key, label: one.label, to: addressOf(one.query), isCurrent: one.key === view?.id })),
  ];
  return <ViewTabs label={t('subscribers.views')} tabs={tabs} counts={counts} views={views} present={present} />;
}
