import '../../../styles/series.css';
import { Select } from 'antd';
import { useId } from 'react';
import { sayChoice, sayProblem } from '../../../../domain/events/rule-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { RecurrenceCustom } from './recurrence-custom.tsx';
import { RecurrenceEnding } from './recurrence-ending.tsx';
import { choicesFor, keyOf, problemOfChoice, type Recurrence, type Start } from './recurrence-values.ts';
import { usePreview } from './use-series-dates.ts';

type RecurrenceFieldProps = {
  value: Recurrence | null;
  onChange: (value: Recurrence | null) => void;
  /** Null while day and time are not known. */
  start: Start | null;
  error?: string | undefined;
  /** Without it "does not repeat" is offered. */
  mustRecur?: boolean;
};

/** How often an event repeats: a list of the usual ways, or part by part; and what that comes to, in days. */
export function RecurrenceField({ value, onChange, start, error, mustRecur = false }: RecurrenceFieldProps) {
  const { t, locale } = useWords();
  const id = useId();
  const day = start?.local.slice(0, 10) ?? null;
  const offered = day ? choicesFor(day, value?.choice.ending) : [];
  const known = value && !value.isCustom ? offered.find((choice) => keyOf(choice) === keyOf(value.choice)) : undefined;
  const options = [
    ...(mustRecur ? [] : [{ value: 'once', label: t('series.once') }]),
    ...offered.map((choice) => ({
      value: keyOf(choice),
      label: capital(sayChoice({ ...choice, ending: { kind: 'never' } }, day ?? '', locale)),
    })),
    { value: 'custom', label: t('series.custom') },
  ];
  const problem = value && problemOfChoice(value.choice);
  function choose(key: string) {
    if (key === 'once') return onChange(null);
    const first = offered[0];
    const choice = offered.find((one) => keyOf(one) === key) ?? value?.choice ?? first;
    if (choice) onChange({ choice, isCustom: key === 'custom', skipsHolidays: value?.skipsHolidays ?? true });
  }
  return (
    <div className="recurrence">
      <Field label={t('series.repeats')} hint={day ? undefined : t('series.day_first')} error={error}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            disabled={!day}
            value={value === null ? (mustRecur ? undefined : 'once') : known ? keyOf(known) : 'custom'}
            options={options}
            onChange={choose}
          />
        )}
      </Field>
      {value && day && (
        <>
          {!known && (
            <RecurrenceCustom choice={value.choice} day={day} onChange={(choice) => onChange({ ...value, choice, isCustom: true })} />
          )}
          <RecurrenceEnding
            ending={value.choice.ending}
            day={day}
            onChange={(ending) => onChange({ ...value, choice: { ...value.choice, ending } })}
          />
          <label className="check" htmlFor={`${id}-holidays`}>
            <input
              id={`${id}-holidays`}
              type="checkbox"
              checked={value.skipsHolidays}
              onChange={({ target }) => onChange({ ...value, skipsHolidays: target.checked })}
            />
            {t('series.skip_holidays')}
          </label>
          {problem ? <p className="field-error">{sayProblem(problem, locale)}</p> : <PreviewLine recurrence={value} start={start} />}
        </>
      )}
    </div>
  );
}

/** "Every Tuesday, 10 times: Nov 24, Dec 1, … and 5 more." Said again whenever it changes. */
function PreviewLine({ recurrence, start }: { recurrence: Recurrence; start: Start | null }) {
  const { t, tn, locale, format } = useWords();
  const preview = usePreview(recurrence, start);
  const day = start?.local.slice(0, 10) ?? '';
  const five = preview?.days.slice(0, 5) ?? [];
  const more = (preview?.days.length ?? 0) - five.length;
  return (
    <div className="recurrence-preview" aria-live="polite" aria-busy={preview === null}>
      <p>
        <strong>{capital(sayChoice(recurrence.choice, day, locale))}</strong>
      </p>
      {preview && (
        <p>
          {five.length === 0
            ? t('series.no_day')
            : [five.map((one) => format.date(one, day)).join(' · '), more > 0 ? tn('series.and_more', more) : ''].filter(Boolean).join(' ')}
        </p>
      )}
      {preview?.days[0] && preview.days[0] !== day && (
        <p className="secondary">{t('series.begins_later', { date: format.longDate(preview.days[0]) })}</p>
      )}
      {preview && preview.skipped.length > 0 && (
        <p className="secondary">
          {t('series.skipped', {
            days: preview.skipped
              .slice(0, 4)
              .map(({ day: one, name }) => `${format.date(one, day)} (${name})`)
              .join(', '),
          })}
          {preview.skipped.length > 4 && ` ${tn('series.and_more', preview.skipped.length - 4)}`}
        </p>
      )}
      {recurrence.choice.ending.kind === 'never' && <p className="secondary">{t('series.open_ended')}</p>}
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
