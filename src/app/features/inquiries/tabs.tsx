import type { InquiryQuery } from '../../../domain/inquiries/query.ts';
import { readInquiryQuery } from '../../../domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../domain/inquiries/rpc-query.ts';
import { findTab, inquiryTabs, tabQueries } from '../../../domain/inquiries/tabs.ts';
import type { SavedView } from '../../../domain/shared/saved-view.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import type { Look } from '../../shared/views/use-look.ts';
import { useViewCounts } from '../../shared/views/use-view-counts.ts';
import type { Views } from '../../shared/views/use-views.ts';
import { type ViewTab, ViewTabs } from '../../shared/views/view-tabs.tsx';
import { searchOf, viewTextOf } from './use-inquiry-list.ts';

type InquiryTabsProps = { query: InquiryQuery; isListThere: boolean; views: Views; view: SavedView | null; look: Look };

/** The ready-made views and the saved ones, each an address with its count. The counts wait for the list, which people wait for. */
export function InquiryTabs({ query, isListThere, views, view, look }: InquiryTabsProps) {
  const { t } = useWords();
  const { rpc } = useReferences();
  const current = view ? null : findTab(query);
  const takesInquiries = useAllowed('inquiries', 'edit');
  const builtIn = inquiryTabs.filter((tab) => tab !== 'my_open' || takesInquiries);
  const saved = views.views.map((one) => ({ view: one, query: readInquiryQuery(new URLSearchParams(one.query)) }));
  const asked: Record<string, Record<string, unknown>> = {};
  const count = (key: string, what: InquiryQuery) => {
    const { sort: _sort, descending: _descending, after: _after, before: _before, ...filters } = toInquiryRpcQuery(what, rpc);
    asked[key] = filters;
  };
  for (const tab of builtIn) count(tab, tabQueries[tab]);
  for (const one of saved) count(one.view.id, one.query);
  const counts = useViewCounts('inquiries', asked, isListThere);
  const tabs: ViewTab[] = [
    ...builtIn.map((tab) => ({
      key: tab,
      label: t(`tab.${tab}`),
      to: `/inquiries${searchOf({ ...tabQueries[tab], search: query.search })}`,
      isCurrent: tab === current,
      isUrgent: tab === 'due',
    })),
    ...saved.map((one) => ({
      key: one.view.id,
      label: one.view.name,
      to: `/inquiries${searchOf(one.query)}`,
      isCurrent: one.view.id === view?.id,
    })),
  ];
  return <ViewTabs label={t('inquiries.views')} tabs={tabs} counts={counts} views={views} present={viewTextOf(query)} look={look} />;
}
