import { Link } from 'react-router';
import type { InquiryQuery } from '../../../domain/inquiries/query.ts';
import { findTab, tabQueries } from '../../../domain/inquiries/tabs.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { searchOf } from './use-inquiry-list.ts';

/** An empty list says why it is empty, and what the next step is. */
export function EmptyInquiries({ query }: { query: InquiryQuery }) {
  const { t } = useWords();
  const mayCreate = useAllowed('inquiries', 'create');
  const tab = query.search ? null : findTab(query);
  const quiet = tab === 'my_open' || tab === 'due' || tab === 'unassigned' || tab === 'waiting' ? tab : null;
  return (
    <div className="empty">
      <p>
        {query.search
          ? t('inquiries.empty_search', { search: query.search })
          : quiet
            ? t(`inquiries.empty_${quiet}`)
            : t('inquiries.empty')}
      </p>
      <p>
        {tab !== 'all' && <Link to={`/inquiries${searchOf(tabQueries.all)}`}>{t('inquiries.see_all')}</Link>}
        {tab !== 'all' && mayCreate && ' · '}
        {mayCreate && <Link to="/inquiries/create">{t('action.new_inquiry')}</Link>}
      </p>
    </div>
  );
}
