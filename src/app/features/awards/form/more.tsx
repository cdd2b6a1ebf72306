import { useWords } from '../../../providers/i18n.tsx';
import { SectionsField } from '../../../shared/fields/sections-field.tsx';
import { TextField } from '../../../shared/fields/text-field.tsx';
import type { AwardPartProps } from './part.ts';

/** Notes, and which sections of the ordinance it serves. */
export function FormMore({ values, onChange, errors }: AwardPartProps) {
  const { t } = useWords();
  return (
    <>
      <TextField
        label={t('award.form.notes')}
        rows={4}
        maxLength={20000}
        value={values.notes}
        onChange={(notes) => onChange({ notes })}
        error={errors.notes}
      />
      <SectionsField
        values={{ primary_section: values.primary_section, sections: values.sections }}
        onChange={onChange}
        error={errors.primary_section}
      />
    </>
  );
}
