import { InputNumber } from 'antd';
import { useId } from 'react';
import { type Ending, MOST } from '../../../../domain/events/rule.ts';
import { addMonths } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';

type RecurrenceEndingProps = { ending: Ending; day: string; onChange: (ending: Ending) => void };

/** When a series ends: after so many times, with a day, or not of itself. */
export function RecurrenceEnding({ ending, day, onChange }: RecurrenceEndingProps) {
  const { t } = useWords();
  const id = useId();
  const radio = (kind: Ending['kind'], next: () => Ending) => (
    <input type="radio" id={`${id}-${kind}`} name={id} checked={ending.kind === kind} onChange={() => onChange(next())} />
  );
  return (
    <fieldset className="recurrence-ending">
      <legend className="field-label">{t('series.ends')}</legend>
      <div>
        {radio('count', () => ({ kind: 'count', count: 10 }))}
        <label htmlFor={`${id}-count`}>{t('series.ends_after')}</label>
        {ending.kind === 'count' && (
          <>
            <InputNumber
              aria-label={t('series.times')}
              min={1}
              max={MOST}
              precision={0}
              value={ending.count}
              onChange={(count) => onChange({ kind: 'count', count: count ?? 1 })}
            />
            <span aria-hidden="true">{t('series.times')}</span>
          </>
        )}
      </div>
      <div>
        {radio('until', () => ({ kind: 'until', on: addMonths(day, 3) }))}
        <label htmlFor={`${id}-until`}>{t('series.ends_on')}</label>
        {ending.kind === 'until' && (
          <input
            className="native"
            type="date"
            aria-label={t('series.last_day')}
            min={day}
            value={ending.on}
            onChange={({ target }) => onChange({ kind: 'until', on: target.value })}
          />
        )}
      </div>
      <div>
        {radio('never', () => ({ kind: 'never' }))}
        <label htmlFor={`${id}-never`}>{t('series.ends_never')}</label>
      </div>
    </fieldset>
  );
}
