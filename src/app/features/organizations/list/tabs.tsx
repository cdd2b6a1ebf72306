import {
  type OrganizationQuery,
  organizationTabs,
  readOrganizationQuery,
  toOrganizationRpc,
  writeOrganizationQuery,
} from '../../../../domain/organizations/list-query.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useToday } from '../../../providers/office.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { ListViews } from '../../../shared/views/list-views.tsx';
import { addressOf } from './use-organization-list.ts';

/** Partners, departments, the reader's own, those with an agreement to see to, everything; then the saved views. */
export function OrganizationTabs({ query, isListThere }: { query: OrganizationQuery; isListThere: boolean }) {
  const { t } = useWords();
  const today = useToday();
  const { districts } = useReferences();
  const plain = readOrganizationQuery(new URLSearchParams());
  return (
    <ListViews
      resource="organizations"
      label={t('organization_list.views')}
      query={query}
      read={readOrganizationQuery}
      write={writeOrganizationQuery}
      addressOf={addressOf}
      toRpc={(one) => toOrganizationRpc(one, districts, today)}
      tabs={organizationTabs.map((tab) => ({
        key: tab,
        label: t(`organization_list.tab_${tab}`),
        query: { ...plain, tab, search: query.search },
        isCurrent: query.tab === tab,
        isUrgent: tab === 'ended' || tab === 'ending',
      }))}
      isListThere={isListThere}
    />
  );
}
