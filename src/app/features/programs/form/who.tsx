import { Select } from 'antd';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { FormSection } from '../../../shared/fields/form-section.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { ProgramFormProps } from './form.tsx';
import type { ProgramValues } from './values.ts';

const fields = ['income_basis', 'income_percent', 'tenure', 'minimum_age', 'maximum_age', 'minimum_household', 'districts'] as const;

/** Who can have it: what the screener asks. Nothing said means anybody. */
export function ProgramWho({ values, onChange, errors }: ProgramFormProps) {
  const { t } = useWords();
  const { districts } = useReferences();
  const limits = fields.filter((field) => (Array.isArray(values[field]) ? values[field].length > 0 : Boolean(values[field]))).length;
  return (
    <FormSection
      name="who"
      title={t('program.section.who')}
      summary={limits === 0 ? t('program.anybody') : t('program.section.limited', { count: limits })}
      isWanted={fields.some((field) => errors[field])}
    >
      <p className="secondary">{t('program.who_hint')}</p>
      <div className="form-grid">
        <ChoiceField
          label={t('program.income_basis')}
          emptyLabel={t('program.income_any')}
          value={values.income_basis}
          options={(['poverty', 'median'] as const).map((basis) => ({ value: basis, label: t(`program.basis.${basis}`) }))}
          onChange={(basis) => onChange({ income_basis: basis as ProgramValues['income_basis'], ...(basis ? {} : { income_percent: '' }) })}
          error={errors.income_basis}
        />
        <TextField
          label={t('program.income_percent')}
          inputMode="numeric"
          maxLength={6}
          value={values.income_percent}
          onChange={(income_percent) => onChange({ income_percent })}
          error={errors.income_percent}
        />
        <ChoiceField
          label={t('program.tenure_label')}
          emptyLabel={t('program.tenure_any')}
          value={values.tenure}
          options={(['renter', 'owner'] as const).map((tenure) => ({ value: tenure, label: t(`program.tenure.${tenure}`) }))}
          onChange={(tenure) => onChange({ tenure: tenure as ProgramValues['tenure'] })}
          error={errors.tenure}
        />
        <Field label={t('program.where')} hint={t('program.where_hint')} error={errors.districts}>
          {(control) => (
            <Select
              {...control}
              className="wide"
              mode="multiple"
              optionFilterProp="label"
              value={values.districts}
              options={districts.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(next: string[]) => onChange({ districts: next })}
            />
          )}
        </Field>
        {(['minimum_age', 'maximum_age', 'minimum_household'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`program.${field}`)}
            inputMode="numeric"
            maxLength={4}
            value={values[field]}
            onChange={(text) => onChange({ [field]: text })}
            error={errors[field]}
          />
        ))}
      </div>
      {(['is_for_veterans', 'is_for_disabled'] as const).map((field) => (
        <label key={field} className="check">
          <input type="checkbox" checked={values[field]} onChange={({ target }) => onChange({ [field]: target.checked })} />
          {t(`program.${field}`)}
        </label>
      ))}
      <TextField
        label={t('program.eligibility_description')}
        hint={t('program.eligibility_hint')}
        rows={3}
        maxLength={10000}
        value={values.eligibility_description}
        onChange={(eligibility_description) => onChange({ eligibility_description })}
      />
    </FormSection>
  );
}
