import { Select } from 'antd';
import { Field } from '../../../shared/components/field.tsx';

type ManyFieldProps = {
  label: string;
  value: string[];
  options: { value: string; label: string }[];
  onChange: (value: string[]) => void;
  /** Takes words that are no option yet; a comma or Enter ends one. */
  free?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  onSearch?: (text: string) => void;
};

/** Several of a list, found by typing. */
export function ManyField({ label, value, options, onChange, free = false, hint, error, onSearch }: ManyFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          className="wide"
          mode={free ? 'tags' : 'multiple'}
          {...(free ? { tokenSeparators: [','] } : {})}
          {...(onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' })}
          status={error ? 'error' : ''}
          value={value}
          options={options}
          onChange={onChange}
          notFoundContent={null}
        />
      )}
    </Field>
  );
}
