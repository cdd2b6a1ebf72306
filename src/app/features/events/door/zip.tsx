import { useEffect, useRef, useState } from 'react';
import { useDoorWords } from './words.tsx';

const LENGTH = 5;
const KEPT = 4;
const figures = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** The ZIP code of those who are counted next, by keys as large as a thumb; the last ones are one tap away. */
export function DoorZip({ value, onChange }: { value: string; onChange: (zip: string) => void }) {
  const { t } = useDoorWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [recent, setRecent] = useState<string[]>([]);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  function choose(zip: string) {
    onChange(zip);
    if (zip) setRecent([zip, ...recent.filter((one) => one !== zip)].slice(0, KEPT));
    setOpen(false);
  }
  function press(figure: string) {
    const next = (typed + figure).slice(0, LENGTH);
    setTyped(next);
    if (next.length === LENGTH) choose(next);
  }
  return (
    <>
      <button
        type="button"
        className="door-second"
        onClick={() => {
          setTyped('');
          setOpen(true);
        }}
      >
        {value ? t('door.tally_zip', { zip: value }) : t('door.tally_no_zip')}
      </button>
      <dialog
        ref={dialog}
        className="door-keypad"
        aria-label={t('door.tally_zip_set')}
        onClose={() => setOpen(false)}
        onKeyDown={(event) => {
          if (/^\d$/.test(event.key)) press(event.key);
          if (event.key === 'Backspace') setTyped(typed.slice(0, -1));
        }}
      >
        <p className="door-label">{t('door.tally_zip_set')}</p>
        <output aria-live="polite">{typed.padEnd(LENGTH, '·')}</output>
        {recent.length > 0 && (
          <p className="door-choices">
            {recent.map((zip) => (
              <button type="button" key={zip} aria-pressed={zip === value} onClick={() => choose(zip)}>
                {zip}
              </button>
            ))}
          </p>
        )}
        <div className="door-keys">
          {figures.map((figure) => (
            <button type="button" key={figure} onClick={() => press(figure)}>
              {figure}
            </button>
          ))}
          <button type="button" onClick={() => choose('')}>
            {t('door.tally_zip_clear')}
          </button>
          <button type="button" onClick={() => press('0')}>
            0
          </button>
          <button type="button" onClick={() => setTyped(typed.slice(0, -1))}>
            {t('door.tally_zip_delete')}
          </button>
        </div>
        <button type="button" className="door-second" onClick={() => setOpen(false)}>
          {t('door.tally_zip_done')}
        </button>
      </dialog>
    </>
  );
}
