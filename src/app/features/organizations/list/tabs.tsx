import '../../../styles/views.css';
import { Link } from 'react-router';
import {
  type OrganizationQuery,
  type OrganizationTab,
  organizationTabs,
  readOrganizationQuery,
  toOrganizationRpc,
} from '../../../../domain/organizations/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { formatCount } from '../../../shared/format.ts';
import { useCount } from '../../../shared/hooks/use-count.ts';
import { addressOf } from './use-organization-list.ts';

/** Partners, departments, the reader's own, those with an agreement to see to, everything; each with its count. */
export function OrganizationTabs({ query, isListThere }: { query: OrganizationQuery; isListThere: boolean }) {
  const { t } = useWords();
  const plain = readOrganizationQuery(new URLSearchParams());
  return (
    <div className="tabs-line">
      <nav className="tabs" aria-label={t('organization_list.views')}>
        <ul>
          {organizationTabs.map((tab) => (
            <li key={tab}>
              <Link to={addressOf({ ...plain, tab, search: query.search })} aria-current={query.tab === tab ? 'page' : undefined}>
                {t(`organization_list.tab_${tab}`)}
                <TabCount tab={tab} isAsked={isListThere} />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function TabCount({ tab, isAsked }: { tab: OrganizationTab; isAsked: boolean }) {
  const { format } = useWords();
  const today = useToday();
  const { districts } = useReferences();
  const plain = readOrganizationQuery(new URLSearchParams());
  const count = useCount('organizations', toOrganizationRpc({ ...plain, tab }, districts, today), isAsked);
  const isUrgent = (tab === 'ended' || tab === 'ending') && count;
  return <span className={isUrgent ? 'tab-count late' : 'tab-count'}>{count === null ? '' : formatCount(count, format)}</span>;
}
