import { Input } from 'antd';
import { channels } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { type Caller, CallerField } from '../../shared/fields/caller-field.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { SectionsField } from '../../shared/fields/sections-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import type { InquiryField, InquiryValues } from './form-values.ts';

type InquiryFormProps = {
  values: InquiryValues;
  onChange: (patch: Partial<InquiryValues>) => void;
  caller: Caller;
  onCaller: (caller: Caller) => void;
  errors: Partial<Record<InquiryField, string>>;
};

/** The facts of an inquiry that a person may correct. */
export function InquiryForm({ values, onChange, caller, onCaller, errors }: InquiryFormProps) {
  const { t } = useWords();
  const options = useOptions(values);
  const text = (field: 'subject' | 'neighborhood' | 'location', maxLength: number) => (
    <Field label={t(`field.${field}`)} error={errors[field]}>
      {(control) => (
        <Input {...control} maxLength={maxLength} value={values[field]} onChange={(event) => onChange({ [field]: event.target.value })} />
      )}
    </Field>
  );
  return (
    <div className="form-grid">
      <div className="form-wide">{text('subject', 300)}</div>
      <div className="form-wide">
        <Field label={t('field.body')} error={errors.body}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={5}
              maxLength={20_000}
              value={values.body}
              onChange={(event) => onChange({ body: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="form-wide">
        <CallerField label={t('field.resident_id')} value={caller} onChange={onCaller} mayBeNew={false} />
      </div>
      <ChoiceField
        label={t('field.topic_id')}
        value={values.topic_id}
        options={options.topics}
        onChange={(topic_id) => topic_id && onChange({ topic_id })}
        error={errors.topic_id}
      />
      <ChoiceField
        label={t('field.department_id')}
        value={values.department_id}
        options={options.organizations}
        emptyLabel={t('value.none')}
        onChange={(department_id) => onChange({ department_id })}
        error={errors.department_id}
      />
      <ChoiceField
        label={t('field.channel')}
        value={values.channel}
        options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        onChange={(channel) => channel && onChange({ channel: channel as InquiryValues['channel'] })}
        error={errors.channel}
      />
      <ChoiceField
        label={t('field.language')}
        value={values.language}
        options={options.languages}
        onChange={(language) => language && onChange({ language })}
        error={errors.language}
      />
      <ChoiceField
        label={t('field.district_id')}
        value={values.district_id}
        options={options.districts}
        emptyLabel={t('value.unknown')}
        onChange={(district_id) => onChange({ district_id })}
        error={errors.district_id}
      />
      {text('neighborhood', 200)}
      <div className="form-wide">{text('location', 500)}</div>
      <div className="form-wide">
        <SectionsField values={values} onChange={onChange} error={errors.sections ?? errors.primary_section} />
      </div>
    </div>
  );
}
