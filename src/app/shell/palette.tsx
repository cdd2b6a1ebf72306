import '../styles/palette.css';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { toRefusal } from '../../data/refusals.ts';
import { useWords } from '../providers/i18n.tsx';
import { refusalText } from '../shared/refusal-text.ts';
import type { PaletteGroup, PaletteItem } from './palette-results.ts';
import { usePalette } from './use-palette.ts';

type PaletteProps = { onClose: () => void; onHelp: () => void };

/** One box for a person, a number, an ordinance, a page or an action: opened by Ctrl+K, left by Escape, all by keyboard. */
export function Palette({ onClose, onHelp }: PaletteProps) {
  const { t, tn } = useWords();
  const navigate = useNavigate();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [activeKey, setActiveKey] = useState<string | null>(null);
  // Who types a number and presses Enter at once means the answer, also when it is not there yet.
  const [isWaiting, setWaiting] = useState(false);
  const { groups, isLooking, error } = usePalette(text, onHelp);
  const items = groups.flatMap((group) => group.items);
  const active = items.find((item) => item.key === activeKey) ?? items[0];
  const results = groups.filter(({ key }) => key !== 'more').reduce((sum, group) => sum + group.items.length, 0);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closing it, rather than only removing it, gives the focus back to where it was.
    return () => element?.close();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${active?.key}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active?.key]);
  useEffect(() => {
    if (!isWaiting || isLooking) return;
    setWaiting(false);
    if (active) take(active, false);
  });

  function take(item: PaletteItem, inNewTab: boolean) {
    if (item.to && inNewTab) {
      window.open(item.to, '_blank', 'noopener');
      return;
    }
    onClose();
    if (item.to) navigate(item.to);
    else item.act?.();
  }
  function onKeyDown(event: KeyboardEvent) {
    const at = active ? items.indexOf(active) : -1;
    const to = (index: number) => setActiveKey(items[(index + items.length) % items.length]?.key ?? null);
    if (event.key === 'ArrowDown') to(at + 1);
    else if (event.key === 'ArrowUp') to(at - 1);
    else if (event.key === 'Home' && event.ctrlKey) to(0);
    else if (event.key === 'End' && event.ctrlKey) to(items.length - 1);
    else if (event.key === 'Enter' && isLooking && activeKey === null) setWaiting(true);
    else if (event.key === 'Enter' && active) take(active, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  }

  const told = isLooking ? t('search.looking') : text.trim() === '' ? '' : tn('palette.count', results);
  return (
    // A click beside the box falls on the dialog itself; the keyboard has Escape for it.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('search.label')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="palette-box">
        <div className="palette-line">
          <input
            role="combobox"
            aria-label={t('search.label')}
            aria-expanded={items.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={active ? `${id}-${active.key}` : undefined}
            autoComplete="off"
            spellCheck={false}
            inputMode="search"
            enterKeyHint="go"
            placeholder={t('search.placeholder')}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setActiveKey(null);
              setWaiting(false);
            }}
            onKeyDown={onKeyDown}
          />
          <button type="button" className="link" onClick={onClose}>
            {t('palette.close')}
          </button>
        </div>
        <p className="visually-hidden" role="status">
          {told}
        </p>
        {error ? <p className="notice notice-brick">{refusalText(toRefusal(error), t)}</p> : null}
        <PaletteList id={id} groups={groups} active={active} onPoint={setActiveKey} onTake={take} />
        {!isLooking && text.trim().length >= 2 && results === 0 && !error && <p className="palette-note">{t('palette.nothing')}</p>}
        <p className="palette-foot secondary" aria-hidden="true">
          {t('palette.foot')}
        </p>
      </div>
    </dialog>
  );
}

type PaletteListProps = {
  id: string;
  groups: PaletteGroup[];
  active: PaletteItem | undefined;
  onPoint: (key: string) => void;
  onTake: (item: PaletteItem, inNewTab: boolean) => void;
};

function PaletteList({ id, groups, active, onPoint, onTake }: PaletteListProps) {
  const { t } = useWords();
  return (
    <div id={`${id}-list`} role="listbox" aria-label={t('search.label')} className="palette-list">
      {groups.map((group) => (
        <fieldset key={group.key} aria-labelledby={`${id}-group-${group.key}`}>
          <p id={`${id}-group-${group.key}`} className="palette-group" role="presentation">
            {group.title}
          </p>
          {group.items.map((item) => (
            <div
              key={item.key}
              id={`${id}-${item.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={item.key === active?.key}
              className="palette-option"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => onPoint(item.key)}
              onClick={(event) => onTake(item, event.ctrlKey || event.metaKey)}
              onKeyDown={() => undefined}
            >
              <span className="palette-main">{item.main}</span>
              {item.second && <span className="secondary">{item.second}</span>}
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
