import { useId } from 'react';

type CheckProps = { label: string; value: boolean; onChange: (value: boolean) => void; hint?: string; error?: string | undefined };

/** Yes or no, with what it means. */
export function Check({ label, value, onChange, hint, error }: CheckProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={value}
          aria-describedby={hint || error ? id : undefined}
          aria-invalid={Boolean(error)}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
      </label>
      {(hint || error) && (
        <p id={id} className={error ? 'field-error' : 'secondary'}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
