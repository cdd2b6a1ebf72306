import { Input } from 'antd';
import { useWords } from '../../providers/i18n.tsx';
import { Field } from '../../shared/components/field.tsx';
import { ChoiceField } from '../../shared/fields/choice-field.tsx';
import { useOptions } from '../../shared/fields/use-options.ts';
import { type CurriculumValues, newMaterial } from './use-curricula.ts';

type Lines = CurriculumValues['materials'];
type MaterialFieldsProps = { lines: Lines; disabled: boolean; error: string | undefined; onChange: (lines: Lines) => void };

/** The materials of a curriculum, a language version a line. */
export function MaterialFields({ lines, disabled, error, onChange }: MaterialFieldsProps) {
  const { t } = useWords();
  const { languages } = useOptions();
  const change = (key: string, patch: Partial<Lines[number]>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)));
  return (
    <fieldset disabled={disabled} className="materials">
      <legend className="field-label">{t('curricula.materials')}</legend>
      <ul>
        {lines.map((line) => (
          <li key={line.key}>
            <ChoiceField
              label={t('curricula.language')}
              value={line.language}
              options={languages}
              onChange={(language) => change(line.key, { language })}
            />
            <Field label={t('curricula.material')}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={200}
                  value={line.title}
                  onChange={({ target }) => change(line.key, { title: target.value })}
                />
              )}
            </Field>
            <Field label={t('curricula.link')}>
              {(control) => (
                <Input {...control} type="url" value={line.url} onChange={({ target }) => change(line.key, { url: target.value })} />
              )}
            </Field>
            {!disabled && (
              <button
                type="button"
                className="link"
                aria-label={t('curricula.remove_of', { title: line.title || t('curricula.material') })}
                onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
              >
                {t('curricula.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {error && <p className="field-error">{error}</p>}
      {!disabled && (
        <button type="button" className="link" onClick={() => onChange([...lines, newMaterial()])}>
          {t('curricula.add')}
        </button>
      )}
    </fieldset>
  );
}
