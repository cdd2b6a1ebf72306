import { Button } from 'antd';
import { useState } from 'react';
import { type Measure, type MeasureState, type Performance, percentOf } from '../../../../domain/awards/performance.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { Tag, type Tone } from '../../../shared/components/tag.tsx';
import { useAwardActs } from '../actions.ts';
import { CandidatesDialog } from './candidates-dialog.tsx';
import { Credits } from './credits.tsx';
import { HandForm } from './hand-form.tsx';
import { Periods } from './periods.tsx';
import type { Behind } from './use-performance.ts';

const tones: Record<MeasureState, Tone> = { reached: 'green', on_course: 'river', behind: 'amber', no_target: 'plain' };

type MeasureLineProps = {
  measure: Measure;
  performance: Performance;
  isOpen: boolean;
  mayEdit: boolean;
  onOpen: () => void;
  onEdit: () => void;
};

/** One measure: what is done of what was promised; opened, period by period, with the rows behind each figure. */
export function MeasureLine({ measure, performance, isOpen, mayEdit, onOpen, onEdit }: MeasureLineProps) {
  const { t, format } = useWords();
  const { name, code, unit, counts, is_active, target, done, due, state } = measure;
  const percent = target === null ? null : percentOf(done, target);
  return (
    <section aria-label={name}>
      <button type="button" className="measure-line" aria-expanded={isOpen} onClick={onOpen}>
        <span className="measure-name">
          <b>{name}</b>
          <span className="secondary">{[code, t(`measure.counts_short.${counts}`)].filter(Boolean).join(' · ')}</span>
        </span>
        <span className="measure-figure">
          <span>
            <b>{format.number(done)}</b>{' '}
            {[target === null ? null : t('measure.of_target', { target: format.number(target) }), unit].filter(Boolean).join(' ')}
          </span>
          {percent !== null && (
            <span className="measure-bar" aria-hidden="true">
              <span style={{ inlineSize: `${Math.min(100, percent)}%` }} />
            </span>
          )}
        </span>
        <span className="measure-state">
          {is_active ? <Tag tone={tones[state]}>{t(`measure.state.${state}`)}</Tag> : <Tag tone="plain">{t('measure.aside')}</Tag>}
          {percent !== null && <span className="secondary">{t('money.percent', { value: format.number(percent) })}</span>}
        </span>
      </button>
      {state === 'behind' && is_active && (
        <p className="measure-behind secondary">
          {t('measure.behind_by', { due: format.number(due), done: format.number(done), missing: format.number(due - done) })}
        </p>
      )}
      {isOpen && <Opened measure={measure} performance={performance} mayEdit={mayEdit} onEdit={onEdit} />}
    </section>
  );
}

type OpenedProps = Pick<MeasureLineProps, 'measure' | 'performance' | 'mayEdit' | 'onEdit'>;

function Opened({ measure, performance, mayEdit, onEdit }: OpenedProps) {
  const { t } = useWords();
  const { done } = useNotify();
  const acts = useAwardActs();
  const current = measure.periods.find(({ is_now }) => is_now);
  const [behind, setBehind] = useState<Behind>({});
  const [dialog, setDialog] = useState<'hand' | 'records' | null>(null);
  const setAside = (isActive: boolean) =>
    acts.rpc(
      'save_measure',
      { p_award: performance.award.id, p_measure: { is_active: isActive }, p_id: measure.id, p_version: measure.version },
      ({ act }) => done(t(isActive ? 'measure.taken_up' : 'measure.set_aside_done'), { undo: act }),
    );
  const remove = () => acts.rpc('remove_measure', { p_id: measure.id }, ({ act }) => done(t('measure.removed'), { undo: act }));
  return (
    <div className="measure-open">
      {mayEdit && (
        <div className="measure-acts">
          {measure.is_active && (
            <>
              <Button type="primary" onClick={() => setDialog('records')}>
                {t('measure.credit_records')}
              </Button>
              <Button onClick={() => setDialog('hand')}>{t('measure.by_hand')}</Button>
            </>
          )}
          <button type="button" className="link" onClick={onEdit}>
            {t('measure.edit')}
          </button>
          {measure.rows === 0 ? (
            <button type="button" className="link" disabled={acts.isWorking} onClick={() => void remove()}>
              {t('measure.remove')}
            </button>
          ) : (
            <button type="button" className="link" disabled={acts.isWorking} onClick={() => void setAside(!measure.is_active)}>
              {t(measure.is_active ? 'measure.set_aside' : 'measure.take_up')}
            </button>
          )}
        </div>
      )}
      <RefusedLine error={acts.error} />
      {dialog === 'hand' && <HandForm measure={measure} award={performance.award} credit={null} onClose={() => setDialog(null)} />}
      <Periods measure={measure} behind={behind} onBehind={setBehind} />
      <Credits
        key={`${behind.from} ${behind.outside}`}
        measure={measure}
        award={performance.award}
        behind={behind}
        mayEdit={mayEdit}
        onAll={() => setBehind({})}
      />
      {dialog === 'records' && (
        <CandidatesDialog
          measure={measure}
          award={performance.award}
          first={current ?? null}
          today={performance.today}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
