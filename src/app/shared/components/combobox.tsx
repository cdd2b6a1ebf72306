import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react';

export type ComboboxOption = { key: string; content: ReactNode; onPick: () => void };

type ComboboxProps = {
  label: string;
  /** Shown above the input; otherwise the label is for screen readers only. */
  labelVisible?: boolean;
  value: string;
  onChange: (text: string) => void;
  options: ComboboxOption[];
  /** Said instead of options: nothing found, still looking. */
  note?: string;
  placeholder?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  inputMode?: 'text' | 'search';
  /** Enter without a chosen option. */
  onEnter?: () => void;
  suffix?: ReactNode;
  className?: string;
};

/** A text field with a list of suggestions below it, after the ARIA combobox pattern: arrows move, Enter takes, Escape closes. */
export function Combobox(props: ComboboxProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  // By its key: suggestions that arrive meanwhile move the places, and Enter must take what was seen.
  const [active, setActive] = useState<string | null>(null);
  const shown = open && (props.options.length > 0 || Boolean(props.note));
  const current = props.options.findIndex(({ key }) => key === active);

  function take(option: ComboboxOption) {
    setOpen(false);
    setActive(null);
    option.onPick();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const count = props.options.length;
      const next = props.options[(current + (event.key === 'ArrowDown' ? 1 : current < 0 ? 0 : -1) + count) % count];
      if (next) setActive(next.key);
    } else if (event.key === 'Enter') {
      const option = shown ? props.options[current] : undefined;
      if (option) {
        event.preventDefault();
        take(option);
      } else if (props.onEnter) {
        event.preventDefault();
        setOpen(false);
        props.onEnter();
      }
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
      setActive(null);
    }
  }

  return (
    <div className={`combobox ${props.className ?? ''}`}>
      <label htmlFor={`${id}-input`} className={props.labelVisible ? 'field-label' : 'visually-hidden'}>
        {props.label}
      </label>
      <div className="combobox-box">
        <input
          ref={props.inputRef}
          id={`${id}-input`}
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && current >= 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          inputMode={props.inputMode ?? 'text'}
          placeholder={props.placeholder}
          value={props.value}
          onChange={(event) => {
            setOpen(true);
            setActive(null);
            props.onChange(event.target.value);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {props.suffix}
      </div>
      <div className="combobox-list" hidden={!shown}>
        <div id={`${id}-list`} role="listbox" aria-label={props.label}>
          {props.options.map((option, index) => (
            // The keyboard stays in the input; the pointer must not take the focus from it, or the list would close first.
            <div
              key={option.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              className="combobox-option"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(option.key)}
              onClick={() => take(option)}
              onKeyDown={() => undefined}
            >
              {option.content}
            </div>
          ))}
        </div>
        {props.note && (
          <p className="combobox-note" role="status">
            {props.note}
          </p>
        )}
      </div>
    </div>
  );
}
