import { InputNumber, Select } from 'antd';
import { type Choice, type Unit, units, weekdays } from '../../../../domain/events/rule.ts';
import { sayChoice, weekdayOf } from '../../../../domain/events/rule-words.ts';
import { addDays } from '../../../../domain/shared/dates.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { choicesFor, keyOf } from './recurrence-values.ts';

/** Every how many days, weeks, months or years, and on which days of them. */
export function RecurrenceCustom({ choice, day, onChange }: { choice: Choice; day: string; onChange: (choice: Choice) => void }) {
  const { t, locale, format } = useWords();
  const places = choicesFor(day).filter(({ unit, on }) => unit === 'month' && on !== null);
  function turn(unit: Unit) {
    onChange({
      ...choice,
      unit,
      days: unit === 'week' ? (choice.days.length > 0 ? choice.days : [weekdayOf(day)]) : [],
      on: unit === 'month' ? (places[0]?.on ?? null) : null,
    });
  }
  return (
    <>
      <div className="recurrence-row">
        <Field label={t('series.every')}>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={99}
              precision={0}
              value={choice.interval}
              onChange={(interval) => onChange({ ...choice, interval: interval ?? 1 })}
            />
          )}
        </Field>
        <Field label={t('series.unit')}>
          {(control) => (
            <Select
              {...control}
              className="wide"
              value={choice.unit}
              options={units.map((value) => ({ value, label: t(`series.unit.${value}`) }))}
              onChange={turn}
            />
          )}
        </Field>
      </div>
      {choice.unit === 'week' && (
        <fieldset className="recurrence-days">
          <legend className="field-label">{t('series.on_days')}</legend>
          <div>
            {weekdays.map((weekday, n) => (
              <label key={weekday} className="check">
                <input
                  type="checkbox"
                  checked={choice.days.includes(weekday)}
                  onChange={({ target }) =>
                    onChange({
                      ...choice,
                      days: weekdays.filter((one) => (one === weekday ? target.checked : choice.days.includes(one))),
                    })
                  }
                />
                {/* 2024-01-01 was a Monday. */}
                {format.weekday(addDays('2024-01-01', n))}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {choice.unit === 'month' && (
        <Field label={t('series.on_day')}>
          {(control) => (
            <Select
              {...control}
              className="wide"
              value={keyOf({ ...choice, interval: 1 })}
              options={places.map((place) => ({
                value: keyOf(place),
                label: sayChoice({ ...place, ending: { kind: 'never' } }, day, locale),
              }))}
              onChange={(key) => onChange({ ...choice, on: places.find((place) => keyOf(place) === key)?.on ?? null })}
            />
          )}
        </Field>
      )}
    </>
  );
}
