import { Select } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { useReferences } from '../../providers/references.tsx';
import { Field } from '../components/field.tsx';
import { ChoiceField } from './choice-field.tsx';

type Sections = { primary_section: number; sections: number[] };

type SectionsFieldProps = {
  values: Sections;
  onChange: (patch: Sections) => void;
  error?: string | undefined;
};

/** The sections of the ordinance that this serves: one that totals count, and others. The topic or kind gives them; a person may correct them. */
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
            onChange={(next: string[]) =>
              onChange({
                primary_section: values.primary_section,
                sections: [values.primary_section, ...next.map(Number)].sort((a, b) => a - b),
              })
            }
          />
        )}
      </Field>
    </div>
  );
}
