import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { findTypedMention, matchPeople } from '../../../domain/shared/mentions.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';

type MentionAreaProps = {
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Ctrl+Enter. */
  onSend: () => void;
  rows: number;
  maxLength: number;
};

const most = 6;

/** A text in which people of the office can be named: @ opens the list, arrows move, Enter or Tab takes, Escape closes. */
export function MentionArea({ id, label, value, onChange, onSend, rows, maxLength }: MentionAreaProps) {
  const { t } = useWords();
  const { staff } = useReferences();
  const { me } = useOffice();
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const typed = caret === null ? null : findTypedMention(value, caret);
  const found = typed
    ? matchPeople(
        staff.filter((one) => one.is_active && one.id !== me.id),
        typed.typed,
      ).slice(0, most)
    : [];
  // A name that stands there whole is no question any more.
  const isDone = found.length === 1 && found[0]?.name === typed?.typed;
  const options = isDone ? [] : found;
  const current = Math.min(active, options.length - 1);

  function take(name: string) {
    if (!typed || caret === null) return;
    const before = `${value.slice(0, typed.from)}@${name} `;
    onChange(before + value.slice(caret));
    setCaret(null);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(before.length, before.length);
    });
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      onSend();
      return;
    }
    if (options.length === 0) return;
    if (event.key === 'ArrowDown') setActive((current + 1) % options.length);
    else if (event.key === 'ArrowUp') setActive((current - 1 + options.length) % options.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(options[current]?.name ?? '');
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className="mention-area">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={rows}
        maxLength={maxLength}
        placeholder={label}
        aria-describedby={`${listId}-hint`}
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? listId : undefined}
        aria-activedescendant={options.length > 0 ? `${listId}-${current}` : undefined}
        value={value}
        onChange={(event) => {
          setActive(0);
          setCaret(event.target.selectionStart);
          onChange(event.target.value);
        }}
        onBlur={() => setCaret(null)}
        onKeyDown={onKeyDown}
      />
      <p id={`${listId}-hint`} className="visually-hidden">
        {t('mention.hint')}
      </p>
      {options.length > 0 && (
        <div id={listId} role="listbox" aria-label={t('mention.people')} className="mention-list">
          {options.map((one, index) => (
            <div
              key={one.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              className="combobox-option"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => take(one.name)}
              onKeyDown={() => undefined}
            >
              {one.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
