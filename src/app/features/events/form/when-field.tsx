import { useState } from 'react';
import { useWords } from '../../../providers/i18n.tsx';
import { useOffice, useToday } from '../../../providers/office.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField, TimeField } from '../../../shared/fields/day-field.tsx';
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

type ZoneFieldProps = { value: string; onChange: (zone: string) => void; error?: string | undefined };

function ZoneField({ value, onChange, error }: ZoneFieldProps) {
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
