import { Checkbox, Input } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField, TimeField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { FormPartProps } from './part.ts';

/** What the public reads, in English and in Spanish, and whether it does. */
export function FormPublic({ values, onChange, errors }: FormPartProps) {
  const { t } = useWords();
  const spanish = values.translations.es ?? {};
  const translate = (patch: { title?: string; summary?: string }) =>
    onChange({ translations: { ...values.translations, es: { ...spanish, ...patch } } });
  return (
    <div className="form-stack">
      <TextField
        label={t('event.form.summary')}
        hint={t('event.form.summary_hint')}
        rows={3}
        value={values.summary}
        onChange={(summary) => onChange({ summary })}
        maxLength={4000}
        error={errors.summary}
      />
      <TextField
        label={t('event.form.title_es')}
        value={spanish.title ?? ''}
        onChange={(title) => translate({ title })}
        maxLength={200}
        error={errors.translations}
      />
      <TextField
        label={t('event.form.summary_es')}
        rows={3}
        value={spanish.summary ?? ''}
        onChange={(summary) => translate({ summary })}
        maxLength={4000}
      />
      <Checkbox checked={values.is_published} onChange={(event) => onChange({ is_published: event.target.checked })}>
        {t('event.form.publish')}
      </Checkbox>
      <Field label={t('event.form.slug')} hint={t('event.form.slug_hint')} error={errors.slug}>
        {(control) => (
          <Input
            {...control}
            addonBefore="/e/"
            autoComplete="off"
            spellCheck={false}
            maxLength={120}
            value={values.slug}
            onChange={(event) => onChange({ slug: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

const offers = [60, 240, 720, 1440, 2880, 4320, 10_080];

/** Whether people register, for how many places, until when. */
export function FormRegistration({ values, onChange, errors }: FormPartProps) {
  const { t, tn } = useWords();
  const said = (minutes: number) => (minutes % 1440 === 0 ? tn('event.form.days', minutes / 1440) : tn('event.form.hours', minutes / 60));
  return (
    <div className="form-stack">
      <Checkbox checked={values.takes_registrations} onChange={(event) => onChange({ takes_registrations: event.target.checked })}>
        {t('event.form.takes')}
      </Checkbox>
      {values.takes_registrations && (
        <div className="form-grid">
          <TextField
            label={t('event.form.capacity')}
            hint={t('event.form.capacity_hint')}
            inputMode="numeric"
            value={values.capacity}
            onChange={(capacity) => onChange({ capacity })}
            maxLength={6}
            error={errors.capacity}
          />
          <div className="when-row when-two">
            <DayField
              label={t('event.form.closes_day')}
              value={values.closes_day}
              onChange={(closes_day) => onChange({ closes_day })}
              error={errors.registration_closes_at}
            />
            <TimeField
              label={t('event.form.closes_time')}
              value={values.closes_time}
              onChange={(closes_time) => onChange({ closes_time })}
            />
          </div>
          <Checkbox checked={values.has_waitlist} onChange={(event) => onChange({ has_waitlist: event.target.checked })}>
            {t('event.form.waitlist')}
          </Checkbox>
          {values.has_waitlist && (
            <ChoiceField
              label={t('event.form.offer')}
              value={String(values.offer_minutes)}
              options={[...new Set([...offers, values.offer_minutes])]
                .sort((a, b) => a - b)
                .map((minutes) => ({ value: String(minutes), label: said(minutes) }))}
              onChange={(minutes) => minutes && onChange({ offer_minutes: Number(minutes) })}
              error={errors.offer_minutes}
            />
          )}
        </div>
      )}
    </div>
  );
}
