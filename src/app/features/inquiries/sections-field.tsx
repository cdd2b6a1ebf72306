import { Select } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Field } from '../../shared/components/field.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import type { InquiryValues } from './form-values.ts';

type SectionsFieldProps = {
  values: InquiryValues;
  onChange: (patch: Partial<InquiryValues>) => void;
  error?: string | undefined;
};

/** The sections of the ordinance that this serves: one that totals count, and others. The topic gives them; a person may correct them. */
export function SectionsField({ values, onChange, error }: SectionsFieldProps) {
  const { t } = useWords();
  const { sections } = useReferences();
  const options = sections.map(({ section, title }) => ({ value: String(section), label: `§ ${section} ${title}` }));
  const others = values.sections.filter((section) => section !== values.primary_section).map(String);
  return (
    <div className="form-grid">
      <ChoiceField
        label={t('field.primary_section')}
        hint={t('inquiry.primary_hint')}
        value={String(values.primary_section)}
        options={options}
        error={error}
        onChange={(next) => next && onChange({ primary_section: Number(next), sections: [Number(next), ...others.map(Number)] })}
      />
      <Field label={t('field.other_sections')}>
        {(control) => (
          <Select
            {...control}
            className="wide"
            mode="multiple"
            optionFilterProp="label"
            value={others}
            options={options.filter((option) => option.value !== String(values.primary_section))}
            onChange={(next: string[]) => onChange({ sections: [values.primary_section, ...next.map(Number)].sort((a, b) => a - b) })}
          />
        )}
      </Field>
    </div>
  );
}
