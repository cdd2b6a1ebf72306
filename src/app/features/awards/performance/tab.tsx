import '../../../styles/reach.css';
import '../../../styles/report.css';
import '../../../styles/award-money.css';
import '../../../styles/award-performance.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Performance } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import type { AwardTabProps } from '../tabs.tsx';
import { MeasureLine } from './measure.tsx';
import { MeasureForm } from './measure-form.tsx';
import { ReportFigures } from './reports.tsx';
import { usePerformance } from './use-performance.ts';

/** What an award promised to do and did: its measures, what counts for each, and the figures of its performance reports. */
export function PerformanceTab({ facts: { id } }: AwardTabProps) {
  const { performance, error, retry } = usePerformance(id);
  if (error && !performance) return <Refused error={error} onRetry={retry} />;
  if (!performance) return <RowSkeleton rows={4} />;
  return (
    <div className="award-money award-performance">
      <Measures award={id} performance={performance} />
      <ReportFigures reports={performance.reports} hasMeasures={performance.measures.length > 0} />
    </div>
  );
}

function Measures({ award, performance }: { award: string; performance: Performance }) {
  const { t } = useWords();
  const sentence = useSentence(performance);
  const mayEdit = useAllowed('awards', 'edit') && !['applied', 'declined', 'closed'].includes(performance.award.status);
  const [editing, setEditing] = useState<string | null>(null);
  const [params, setParams] = useSearchParams();
  const { measures } = performance;
  // One alone is open from the start; of several the one that the address names.
  const open = params.get('measure') ?? (measures.length === 1 ? (measures[0]?.id ?? null) : null);
  const show = (measure: string) => {
    const next = new URLSearchParams(params);
    next.set('measure', measure === open ? '-' : measure);
    setParams(next, { replace: true });
  };
  return (
    <section aria-labelledby="measures">
      <div className="money-head">
        <h2 id="measures">{t('measure.heading')}</h2>
        {mayEdit && editing !== 'new' && <Button onClick={() => setEditing('new')}>{t('measure.add')}</Button>}
      </div>
      <p className={measures.length === 0 ? 'secondary' : undefined}>{sentence}</p>
      {editing === 'new' && <MeasureForm award={award} measure={null} performance={performance} onClose={() => setEditing(null)} />}
      {measures.length > 0 && (
        <ul className="measures">
          {measures.map((measure) => (
            <li key={measure.id}>
              {editing === measure.id ? (
                <MeasureForm award={award} measure={measure} performance={performance} onClose={() => setEditing(null)} />
              ) : (
                <MeasureLine
                  measure={measure}
                  performance={performance}
                  isOpen={measure.id === open}
                  mayEdit={mayEdit}
                  onOpen={() => show(measure.id)}
                  onEdit={() => setEditing(measure.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How they stand, in one sentence. */
function useSentence({ award, measures }: Performance): string {
  const { t, tn, format } = useWords();
  if (measures.length === 0) return t(award.status === 'applied' || award.status === 'declined' ? 'measure.not_awarded' : 'measure.none');
  const active = measures.filter(({ is_active }) => is_active);
  const count = (state: string) => active.filter((one) => one.state === state).length;
  return [
    tn('measure.count', active.length, { count: format.number(active.length) }),
    ...(['reached', 'on_course', 'behind', 'no_target'] as const)
      .filter((state) => count(state) > 0)
      .map((state) => tn(`measure.sum_${state}`, count(state), { count: format.number(count(state)) })),
  ].join(' ');
}
