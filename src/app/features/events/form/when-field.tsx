import { Input } from 'antd';
import { useRef, useState } from 'react';
import { readTime } from '../../../../domain/events/time-words.ts';
import { readDay } from '../../../../domain/tasks/due-words.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice, useToday } from '../../../providers/office.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { readWhen } from './patch.ts';
import type { EventValues } from './values.ts';

type WhenFieldProps = {
  values: EventValues;
  onChange: (patch: Partial<EventValues>) => void;
  errors: Readonly<Record<string, string>>;
};

/** Day, start and end in words: "sat", "10", "noon". What is understood is said below, in the office's time too where that differs. */
export function WhenField({ values, onChange, errors }: WhenFieldProps) {
  const { t, format, locale } = useWords();
  const today = useToday();
  const office = useOffice().connection.config.time_zone;
  const [isLong, setLong] = useState(values.end_day !== '');
  const [isElsewhere, setElsewhere] = useState(values.time_zone !== office);
  const when = readWhen(values, { today, locale });
  const { starts_at, ends_at } = when;
  const isRead = starts_at !== null && ends_at !== null && Date.parse(ends_at) > Date.parse(starts_at);
  return (
    <div className="when-field">
      <div className="when-row">
        <DayField label={t('event.form.day')} value={values.day} onChange={(day) => onChange({ day })} error={errors.day} />
        <TimeField
          label={t('event.form.starts')}
          value={values.starts}
          onChange={(starts) => onChange({ starts })}
          error={errors.starts_at}
        />
        <TimeField
          label={t('event.form.ends')}
          value={values.ends}
          after={isLong && values.end_day ? null : when.starts}
          onChange={(ends) => onChange({ ends })}
          error={errors.ends_at}
        />
        {isLong && (
          <DayField
            label={t('event.form.end_day')}
            value={values.end_day}
            onChange={(end_day) => onChange({ end_day })}
            error={errors.end_day}
          />
        )}
      </div>
      <p className="secondary" role="status">
        {isRead ? format.range(starts_at, ends_at, values.time_zone) : t('event.form.when_hint')}
        {isRead && values.time_zone !== office && (
          <>
            {' '}
            {format.zoneName(starts_at, values.time_zone)} ·{' '}
            {t('event.form.office_time', { when: format.range(starts_at, ends_at, office), zone: format.zoneName(starts_at, office) })}
          </>
        )}
      </p>
      <p className="when-ways">
        {!isLong && (
          <button type="button" className="link" onClick={() => setLong(true)}>
            {t('event.form.another_day')}
          </button>
        )}
        {!isElsewhere && (
          <button type="button" className="link" onClick={() => setElsewhere(true)}>
            {t('event.form.another_zone')}
          </button>
        )}
      </p>
      {isElsewhere && <ZoneField value={values.time_zone} onChange={(time_zone) => onChange({ time_zone })} error={errors.time_zone} />}
    </div>
  );
}

type WordFieldProps = { label: string; value: string; onChange: (text: string) => void; error?: string | undefined };

/** A day as it is typed; what was understood stands there when the field is left. A phone offers its own calendar. */
export function DayField({ label, value, onChange, error }: WordFieldProps) {
  const { t, format, locale } = useWords();
  const today = useToday();
  const [typing, setTyping] = useState<string | null>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const day = readDay(value, today, locale);
  return (
    <Field label={label} error={error}>
      {(control) => (
        <span className="day-box">
          <Input
            {...control}
            autoComplete="off"
            value={typing ?? (day ? format.numericDate(day) : value)}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setTyping(event.target.value);
              onChange(event.target.value);
            }}
            onBlur={() => {
              setTyping(null);
              // A day in words means another day tomorrow: what was understood is kept.
              if (day) onChange(day);
            }}
          />
          <button type="button" className="link" tabIndex={-1} onClick={() => calendar.current?.showPicker()}>
            {t('event.form.calendar')}
          </button>
          <input
            ref={calendar}
            type="date"
            className="day-picker"
            tabIndex={-1}
            aria-hidden="true"
            value={day ?? ''}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  );
}

/** A time as it is typed: "10", "6:30 pm", "18:30". */
export function TimeField({ label, value, onChange, error, after = null }: WordFieldProps & { after?: string | null }) {
  const { format } = useWords();
  const [typing, setTyping] = useState<string | null>(null);
  const time = readTime(value, after);
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          value={typing ?? (time ? format.clock(time) : value)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setTyping(event.target.value);
            onChange(event.target.value);
          }}
          onBlur={() => {
            setTyping(null);
            if (time) onChange(time);
          }}
        />
      )}
    </Field>
  );
}

function ZoneField({ value, onChange, error }: Omit<WordFieldProps, 'label'>) {
  const { t } = useWords();
  const zones = [...new Set([value, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
  return (
    <ChoiceField
      label={t('event.form.zone')}
      hint={t('event.form.zone_hint')}
      value={value}
      options={zones}
      onChange={(zone) => zone && onChange(zone)}
      error={error}
    />
  );
}
