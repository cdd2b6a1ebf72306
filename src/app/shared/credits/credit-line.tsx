import '../../styles/credits.css';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { CreditedMeasure, CreditedRecord, CreditedTable, CreditsOf } from '../../../domain/awards/performance.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useNotify } from '../../providers/notify.tsx';
import { useAllowed } from '../../providers/office.tsx';
import { RefusedLine } from '../components/refused.tsx';
import { useCreditActs } from './use-credits.ts';

const CreditDialog = lazy(async () => ({ default: (await import('./credit-dialog.tsx')).CreditDialog }));

export const awardName = ({ award_number, award_title }: CreditedMeasure): string => award_number ?? award_title;

type CreditLineProps = { table: CreditedTable; record: CreditedRecord; measures: CreditsOf['measures'] };

/** The measures of grants that a record counts for, with how many; and the way to credit it to one more. */
export function CreditLine({ table, record, measures }: CreditLineProps) {
  const { t, format } = useWords();
  const { done } = useNotify();
  const acts = useCreditActs();
  const mayEdit = useAllowed('awards', 'edit');
  const [isAdding, setAdding] = useState(false);
  // In the order of the measures, award by award.
  const credited = measures.flatMap((measure) =>
    record.credits.filter(({ measure_id }) => measure_id === measure.id).map((credit) => ({ measure, credit })),
  );
  const mayAdd = mayEdit && record.offered.length > 0;
  if (credited.length === 0 && !mayAdd) return null;
  const takeBack = (id: string) => acts.rpc('uncredit', { p_id: id }, (act) => done(t('measure.taken_back'), { undo: act }));
  return (
    <div className="credits">
      {credited.map(({ measure, credit }) => (
        <p key={credit.id}>
          <span className="secondary">{t('credit.counts_for')}</span>{' '}
          <Link to={`/awards/${measure.award_id}?tab=performance&measure=${measure.id}`}>
            {t('credit.of', { measure: measure.name, award: awardName(measure) })}
          </Link>{' '}
          <span className="secondary">
            {credit.stands === 'counted'
              ? `(${format.number(credit.amount)})`
              : t(`measure.stands.${credit.stands}`, { day: credit.first_on ? format.dateWithYear(credit.first_on) : '' })}
          </span>{' '}
          {mayEdit && measure.award_status !== 'closed' && (
            <button
              type="button"
              className="link"
              disabled={acts.isWorking}
              aria-label={t('credit.take_back', { measure: measure.name })}
              onClick={() => void takeBack(credit.id)}
            >
              {t('measure.take_back')}
            </button>
          )}
        </p>
      ))}
      {mayAdd && (
        <button type="button" className="link" onClick={() => setAdding(true)}>
          {t('credit.add')}
        </button>
      )}
      {!isAdding && <RefusedLine error={acts.error} />}
      {isAdding && (
        <Suspense>
          <CreditDialog
            table={table}
            record={record}
            measures={measures}
            others={[...new Set(credited.map(({ measure }) => measure.award_id))]}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
