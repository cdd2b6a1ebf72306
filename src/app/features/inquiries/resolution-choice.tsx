import { useId } from 'react';
import type { Resolution } from '../../../domain/inquiries/words.ts';
import { useWords } from '../../providers/i18n.tsx';

type ResolutionChoiceProps = {
  value: Resolution | null;
  options: readonly Resolution[];
  onChange: (value: Resolution) => void;
  error: string | null;
};

/** How an inquiry ended: one of a few words. */
export function ResolutionChoice({ value, options, onChange, error }: ResolutionChoiceProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <fieldset className="choices" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="field-label">{t('field.resolution_code')}</legend>
      {options.map((option) => (
        <label key={option}>
          <input type="radio" name={id} value={option} checked={value === option} onChange={() => onChange(option)} />
          <span>{t(`resolution.${option}`)}</span>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
