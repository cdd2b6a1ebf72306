import { Link } from 'react-router';
import type { InquiryQuery } from '../../../domain/inquiries/query.ts';
import { toInquiryRpcQuery } from '../../../domain/inquiries/rpc-query.ts';
import { findTab, type InquiryTab, inquiryTabs, tabQueries } from '../../../domain/inquiries/tabs.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { formatCount } from '../../shared/format.ts';
import { useCount } from '../../shared/hooks/use-count.ts';
import { searchOf } from './use-inquiry-list.ts';

/** The ready-made views, each an address with its count. The counts wait for the list, which people wait for. */
export function InquiryTabs({ query, isListThere }: { query: InquiryQuery; isListThere: boolean }) {
  const { t } = useWords();
  const current = findTab(query);
  const takesInquiries = useAllowed('inquiries', 'edit');
  return (
    <nav className="tabs" aria-label={t('inquiries.views')}>
      <ul>
        {inquiryTabs
          .filter((tab) => tab !== 'my_open' || takesInquiries)
          .map((tab) => (
            <Tab key={tab} tab={tab} isCurrent={tab === current} search={query.search} isCounted={isListThere} />
          ))}
      </ul>
    </nav>
  );
}

type TabProps = { tab: InquiryTab; isCurrent: boolean; search: string; isCounted: boolean };

function Tab({ tab, isCurrent, search, isCounted }: TabProps) {
  const { t, format } = useWords();
  const { rpc } = useReferences();
  const { sort: _sort, descending: _descending, ...asked } = toInquiryRpcQuery(tabQueries[tab], rpc);
  const count = useCount('inquiries', asked, isCounted);
  return (
    <li>
      <Link to={`/inquiries${searchOf({ ...tabQueries[tab], search })}`} aria-current={isCurrent ? 'page' : undefined}>
        {t(`tab.${tab}`)}
        <span className={tab === 'due' && count ? 'tab-count late' : 'tab-count'}>{count === null ? '' : formatCount(count, format)}</span>
      </Link>
    </li>
  );
}
