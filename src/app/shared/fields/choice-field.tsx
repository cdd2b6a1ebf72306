import { Select } from 'antd';
import { Field } from '../components/field.tsx';

type ChoiceFieldProps = {
  label: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
  /** Offers to choose nothing, in these words. */
  emptyLabel?: string;
  placeholder?: string;
  error?: string | undefined;
  hint?: string | undefined;
};

/** One of a list, found by typing. */
export function ChoiceField({ label, value, options, onChange, emptyLabel, placeholder, error, hint }: ChoiceFieldProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          optionFilterProp="label"
          placeholder={placeholder}
          status={error ? 'error' : ''}
          value={value ?? (emptyLabel ? '' : undefined)}
          options={emptyLabel ? [{ value: '', label: emptyLabel }, ...options] : options}
          onChange={(next: string) => onChange(next || null)}
        />
      )}
    </Field>
  );
}
