import { Input } from 'antd';
import { useId } from 'react';
import { Field } from '../components/field.tsx';

type TextFieldProps = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
  /** Lines of a longer text. */
  rows?: number;
  /** What was written here before. */
  suggestions?: string[] | undefined;
  placeholder?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'url';
  hint?: string | undefined;
  error?: string | undefined;
  onBlur?: () => void;
};

/** A line or more of text under its label. */
export function TextField({ label, value, onChange, maxLength, rows, suggestions, hint, error, ...rest }: TextFieldProps) {
  const list = useId();
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) =>
        rows ? (
          <Input.TextArea {...control} rows={rows} maxLength={maxLength} value={value} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <>
            <Input
              {...control}
              {...rest}
              autoComplete="off"
              maxLength={maxLength}
              list={suggestions?.length ? list : undefined}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
            {suggestions && suggestions.length > 0 && (
              <datalist id={list}>
                {suggestions.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Field>
  );
}
