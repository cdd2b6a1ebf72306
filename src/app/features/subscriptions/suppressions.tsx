import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { type SuppressionReason, type SuppressionRow, suppressionReasons } from '../../../domain/subscriptions/suppression.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { SearchField } from '../../shared/fields/search-field.tsx';
import { ListFrame } from '../../shared/lists/list-frame.tsx';
import { pageSize } from '../../shared/lists/use-keyset-list.ts';
import { SubscriptionsFrame } from './frame.tsx';
import { LiftDialog } from './lift-dialog.tsx';
import { SuppressDialog } from './suppress-dialog.tsx';
import { SuppressionLine } from './suppression-line.tsx';
import { useSuppressionList } from './use-suppression-list.ts';

/** Addresses that nobody writes to, why, and after which letter; lifted and entered by whoever may. */
export function SuppressionList() {
  const { t } = useWords();
  const mayEdit = useAllowed('suppressions', 'edit');
  const list = useSuppressionList();
  const [isAdding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<SuppressionRow | null>(null);
  const { query, change } = list;
  const isFiltered = query.search !== '' || query.reason.length > 0;
  return (
    <SubscriptionsFrame
      title={t('suppressions.title')}
      acts={mayEdit && <Button onClick={() => setAdding(true)}>{t('suppressions.add')}</Button>}
    >
      <p className="secondary subscriptions-lead">{t('suppressions.lead')}</p>
      <div className="filters filters-line filters-three">
        <SearchField label={t('suppressions.search')} value={query.search} onChange={(search) => change({ search })} />
        <Select
          aria-label={t('suppressions.reason')}
          placeholder={t('suppressions.reason')}
          mode="multiple"
          value={query.reason}
          options={suppressionReasons.map((value) => ({ value, label: t(`suppressions.reason.${value}`) }))}
          onChange={(reason: SuppressionReason[]) => change({ reason })}
        />
        <Segmented
          aria-label={t('suppressions.show')}
          value={query.isLifted ? 'lifted' : 'in_force'}
          options={[
            { value: 'in_force', label: t('suppressions.in_force') },
            { value: 'lifted', label: t('suppressions.lifted') },
          ]}
          onChange={(value) => change({ isLifted: value === 'lifted' })}
        />
      </div>
      <ListFrame
        list={list}
        waiting={pageSize}
        empty={t(isFiltered ? 'suppressions.empty_filtered' : query.isLifted ? 'suppressions.empty_lifted' : 'suppressions.empty')}
      >
        {(row) => <SuppressionLine key={row.id} row={row} onLift={mayEdit && !row.lifted_at ? () => setLifting(row) : null} />}
      </ListFrame>
      {isAdding && <SuppressDialog onClose={() => setAdding(false)} />}
      {lifting && <LiftDialog row={lifting} onClose={() => setLifting(null)} />}
    </SubscriptionsFrame>
  );
}
