import '../../../styles/awards-subawards.css';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import type { AwardTabProps } from '../tabs.tsx';
import { SubawardLine } from './row.tsx';
import { useSubawardPage } from './use-subawards.ts';

const DetailsDialog = lazy(async () => ({ default: (await import('./details-dialog.tsx')).DetailsDialog }));

/** What of an award goes to others: each with what it came to, what was paid and what is missing. */
export function SubawardsTab({ facts: { award } }: AwardTabProps) {
  const { t, format } = useWords();
  const navigate = useNavigate();
  const mayEdit = useAllowed('subawards', 'edit');
  const { page, error, retry } = useSubawardPage({ award: award.id, limit: 200 });
  const [isAdding, setAdding] = useState(false);
  if (error) return <Refused error={error} onRetry={retry} />;
  if (!page) return <RowSkeleton rows={3} />;
  return (
    <section className="subawards-tab" aria-label={t('subaward.tab')}>
      <div className="subawards-head">
        <p>
          {page.count === 0
            ? t('subaward.none')
            : t('subaward.sums', {
                obligated: format.money(page.totals.obligated_cents),
                federal: format.money(award.federal_cents),
                paid: format.money(page.totals.paid_cents),
              })}
        </p>
        {mayEdit && <Button onClick={() => setAdding(true)}>{t('subaward.add')}</Button>}
      </div>
      {page.rows.length > 0 && (
        <ul className="rows">
          {page.rows.map((row) => (
            <SubawardLine key={row.id} row={row} withAward={false} />
          ))}
        </ul>
      )}
      {isAdding && (
        <Suspense>
          <DetailsDialog
            award={award.id}
            subaward={null}
            onClose={() => setAdding(false)}
            onMade={(id) => navigate(`/awards/${award.id}/subawards/${id}`)}
          />
        </Suspense>
      )}
    </section>
  );
}
