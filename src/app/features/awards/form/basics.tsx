import { useWords } from '../../../providers/i18n.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { NumberField } from './number-field.tsx';
import type { AwardPartProps } from './part.ts';

/** Which award it is, and for when. */
export function FormBasics(props: AwardPartProps) {
  const { values, onChange, errors, listings, id, isAccepted } = props;
  const { t } = useWords();
  return (
    <>
      <NumberField {...props} />
      <TextField
        label={t('award.form.title')}
        maxLength={300}
        value={values.title}
        onChange={(title) => onChange({ title })}
        error={errors.title}
      />
      <ChoiceField
        label={t('award.listing')}
        placeholder={t('award.form.listing_placeholder')}
        emptyLabel={t('award.form.listing_none')}
        value={values.listing_id}
        options={listings.map((one) => ({ value: one.id, label: `${one.number} · ${one.title}` }))}
        onChange={(listing_id) => onChange({ listing_id })}
        error={errors.listing_id}
      />
      <div className="form-grid">
        <DayField
          label={t('award.federal_award_on')}
          value={values.federal_award_on}
          onChange={(federal_award_on) => onChange({ federal_award_on })}
          error={errors.federal_award_on}
        />
        {(id === null || isAccepted) && (
          <DayField
            label={t('award.form.accepted_on')}
            hint={id === null ? t('award.form.accepted_hint') : undefined}
            value={values.accepted_on}
            onChange={(accepted_on) => onChange({ accepted_on })}
            error={errors.accepted_on}
          />
        )}
      </div>
      <div className="form-grid">
        <DayField
          label={t('award.form.starts_on')}
          value={values.starts_on}
          onChange={(starts_on) => onChange({ starts_on })}
          error={errors.starts_on}
        />
        <DayField
          label={t('award.form.ends_on')}
          hint={id === null ? t('award.form.period_hint') : t('award.form.extension_hint')}
          value={values.ends_on}
          onChange={(ends_on) => onChange({ ends_on })}
          error={errors.ends_on}
        />
      </div>
    </>
  );
}
