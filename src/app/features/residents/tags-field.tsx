import { Select } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { useResidentWords } from '../../shared/where/use-where-names.ts';

type TagsFieldProps = { value: string[]; error?: string | undefined; onChange: (tags: string[]) => void };

/** Tags: those that are known, most used first, or new ones. */
export function TagsField({ value, error, onChange }: TagsFieldProps) {
  const { t } = useWords();
  const words = useResidentWords();
  return (
    <Field label={t('field.tags')} hint={t('tags.hint')} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          mode="tags"
          tokenSeparators={[',', ';']}
          status={error ? 'error' : ''}
          notFoundContent={t('where.nothing_known')}
          value={value}
          options={(words?.tags ?? []).map(({ name }) => ({ value: name, label: name }))}
          onChange={(tags: string[]) => onChange([...new Set(tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean))])}
        />
      )}
    </Field>
  );
}
