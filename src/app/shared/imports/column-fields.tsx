import type { ReactNode } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';

type Mapping<Field extends string> = Partial<Record<Field, string>>;
type ColumnFieldsProps<Field extends string> = {
  fields: readonly Field[];
  label: (field: Field) => string;
  mapping: Mapping<Field>;
  /** Of the file: its columns, some of its lines, and whether one like it was read before. */
  file: { columns: string[]; samples: Record<string, string>[]; remembered: boolean };
  /** The fields without which nothing can be read. */
  missing: readonly Field[];
  isOpen?: boolean;
  onChange: (mapping: Mapping<Field>) => void;
  /** What else decides how it is read. */
  children?: ReactNode;
};

/** Which column of a file is what, each with what stands in it. */
export function ColumnFields<Field extends string>(props: ColumnFieldsProps<Field>) {
  const { fields, label, mapping, file, missing, isOpen = false, onChange, children } = props;
  const { t } = useWords();
  const sampleOf = (column: string) => file.samples.map((sample) => sample[column]).find(Boolean) ?? '';
  return (
    <>
      {file.remembered && <p className="secondary">{t('import.remembered')}</p>}
      {missing.length > 0 && <p className="notice notice-amber">{t('import.missing', { columns: missing.map(label).join(', ') })}</p>}
      <details open={isOpen || missing.length > 0}>
        <summary>{t('import.columns')}</summary>
        <div className="import-columns">
          {fields.map((field) => {
            const column = mapping[field] ?? null;
            return (
              <ChoiceField
                key={field}
                label={label(field)}
                value={column}
                emptyLabel={t('import.no_column')}
                options={file.columns.map((name) => ({ value: name, label: name }))}
                hint={column ? sampleOf(column) : undefined}
                onChange={(next) => {
                  const { [field]: _before, ...others } = mapping;
                  onChange((next ? { ...others, [field]: next } : others) as Mapping<Field>);
                }}
              />
            );
          })}
        </div>
        {children}
      </details>
    </>
  );
}
