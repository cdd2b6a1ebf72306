import { Select } from 'antd';
import { programStatuses } from '../../../../domain/programs/program.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useReferences } from '../../../providers/references.tsx';
import { Field } from '../../../shared/components/field.tsx';
import { ChoiceField } from '../../../shared/fields/choice-field.tsx';
import { DayField } from '../../../shared/fields/day-field.tsx';
import { FormSection } from '../../../shared/fields/form-section.tsx';
import { SectionsField } from '../../../shared/fields/sections-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import { ProgramParts } from './parts.tsx';
import { useNeeds } from './use-needs.ts';
import type { ProgramValues } from './values.ts';
import { ProgramWho } from './who.tsx';

export type ProgramFormProps = {
  values: ProgramValues;
  onChange: (patch: Partial<ProgramValues>) => void;
  errors: Readonly<Record<string, string>>;
};

/** What it is, from whom and for what; then parts that open. */
export function ProgramForm({ values, onChange, errors }: ProgramFormProps) {
  const { t } = useWords();
  const { organizations, languages, staff } = useReferences();
  const needs = useNeeds();
  const many = (field: 'needs' | 'languages', label: string, hint: string, options: { value: string; label: string }[]) => (
    <Field label={label} hint={hint} error={errors[field]}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          mode="multiple"
          optionFilterProp="label"
          value={values[field]}
          options={options}
          onChange={(next: string[]) => onChange({ [field]: next })}
        />
      )}
    </Field>
  );
  return (
    <div className="event-form award-form">
      <TextField
        label={t('program.name')}
        maxLength={300}
        value={values.name}
        onChange={(name) => onChange({ name })}
        error={errors.name}
      />
      <div className="form-grid">
        <ChoiceField
          label={t('program.organization')}
          placeholder={t('program.organization_placeholder')}
          value={values.organization_id}
          options={organizations
            .filter(({ id, is_active }) => is_active || id === values.organization_id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(organization_id) => onChange({ organization_id })}
          error={errors.organization_id}
        />
        <ChoiceField
          label={t('program.status_label')}
          value={values.status}
          options={programStatuses.map((status) => ({ value: status, label: t(`program.status.${status}`) }))}
          onChange={(status) => onChange({ status: (status ?? 'active') as ProgramValues['status'] })}
          error={errors.status}
        />
        {many(
          'needs',
          t('program.needs'),
          t('program.needs_hint'),
          needs.map(({ code, label }) => ({ value: code, label })),
        )}
        {many(
          'languages',
          t('program.languages'),
          t('program.languages_hint'),
          languages.map(({ code, name }) => ({ value: code, label: name })),
        )}
      </div>
      <TextField
        label={t('program.description')}
        rows={4}
        maxLength={20000}
        value={values.description}
        onChange={(description) => onChange({ description })}
        error={errors.description}
      />
      <div className="form-grid">
        {(['opens_on', 'closes_on'] as const).map((field) => (
          <DayField
            key={field}
            label={t(`program.${field}`)}
            hint={field === 'closes_on' ? t('program.closes_hint') : undefined}
            value={values[field]}
            onChange={(day) => onChange({ [field]: day })}
            error={errors[field]}
          />
        ))}
      </div>
      <TextField
        label={t('program.application_process')}
        rows={3}
        maxLength={10000}
        value={values.application_process}
        onChange={(application_process) => onChange({ application_process })}
      />
      <TextField
        label={t('program.interpretation_services')}
        maxLength={2000}
        value={values.interpretation_services}
        onChange={(interpretation_services) => onChange({ interpretation_services })}
      />
      <div className="form-grid">
        {(['phone', 'email', 'url'] as const).map((field) => (
          <TextField
            key={field}
            label={t(`program.${field}`)}
            maxLength={field === 'url' ? 1000 : 254}
            value={values[field]}
            onChange={(text) => onChange({ [field]: text })}
            error={errors[field]}
          />
        ))}
      </div>
      <div className="form-sections">
        <ProgramWho values={values} onChange={onChange} errors={errors} />
        <ProgramParts values={values} onChange={onChange} errors={errors} />
        <SpanishSection values={values} onChange={onChange} errors={errors} />
        <FormSection
          name="kept"
          title={t('program.section.kept')}
          summary={values.review_by}
          isWanted={Boolean(errors.review_by || errors.owner_id)}
        >
          <div className="form-grid">
            <DayField
              label={t('program.review_by')}
              hint={t('program.review_hint')}
              value={values.review_by}
              onChange={(review_by) => onChange({ review_by })}
              error={errors.review_by}
            />
            <ChoiceField
              label={t('program.owner')}
              emptyLabel={t('changes.nobody')}
              value={values.owner_id}
              options={staff
                .filter(({ id, is_active }) => is_active || id === values.owner_id)
                .map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(owner_id) => onChange({ owner_id })}
              error={errors.owner_id}
            />
          </div>
          <SectionsField values={values} onChange={onChange} error={errors.primary_section} />
          <TextField
            label={t('program.alternate_name')}
            maxLength={300}
            value={values.alternate_name}
            onChange={(alternate_name) => onChange({ alternate_name })}
            error={errors.alternate_name}
          />
          <TextField
            label={t('program.alert')}
            hint={t('program.alert_hint')}
            maxLength={2000}
            value={values.alert}
            onChange={(alert) => onChange({ alert })}
          />
        </FormSection>
      </div>
    </div>
  );
}

function SpanishSection({ values: { spanish }, onChange }: ProgramFormProps) {
  const { t } = useWords();
  return (
    <FormSection name="spanish" title={t('program.section.spanish')} summary={spanish.name} isWanted={false}>
      <TextField
        label={t('program.spanish_name')}
        maxLength={300}
        value={spanish.name}
        onChange={(name) => onChange({ spanish: { ...spanish, name } })}
      />
      {(['description', 'application_process'] as const).map((field) => (
        <TextField
          key={field}
          label={t(`program.spanish_${field}`)}
          rows={3}
          maxLength={10000}
          value={spanish[field]}
          onChange={(text) => onChange({ spanish: { ...spanish, [field]: text } })}
        />
      ))}
    </FormSection>
  );
}
