import '../styles/undo.css';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useWords } from '../providers/i18n.tsx';
import { offerUndo, type UndoOffer, useUndoOffer } from '../providers/undo-offers.ts';
import { KeyHint } from '../shared/components/key-hint.tsx';
import { useUndo } from '../shared/history/use-undo.ts';
import { isSwitchedOff, isTyping } from '../shared/hooks/use-shortcut.ts';

/** How long an act can be undone from here; afterwards its history offers it. */
const LASTS = 10_000;

/** What was done, and for ten seconds the way back: the button, Z, or Ctrl+Z outside of fields. It takes no focus. */
export function UndoNotice() {
  const { t } = useWords();
  const offer = useUndoOffer();
  const isOffer = offer !== null && 'act' in offer;
  return (
    <section className="undo" aria-label={t('undo.label')} hidden={offer === null}>
      <div role="status">{isOffer && <p>{offer.text}</p>}</div>
      <div role="alert">{offer && !isOffer && offer.refused.map((line) => <p key={line}>{line}</p>)}</div>
      {isOffer && <Way key={offer.act} offer={offer} />}
      {offer && !isOffer && (
        <button type="button" className="link" onClick={() => offerUndo(null)}>
          {t('undo.dismiss')}
        </button>
      )}
    </section>
  );
}

function Way({ offer }: { offer: UndoOffer }) {
  const { t } = useWords();
  const undo = useUndo();
  const [isHeld, setHeld] = useState(false);
  const [isWorking, setWorking] = useState(false);
  useEffect(() => {
    if (isHeld || isWorking) return;
    const timer = setTimeout(() => offerUndo(null), LASTS);
    return () => clearTimeout(timer);
  }, [isHeld, isWorking]);
  const run = () => {
    if (isWorking) return;
    setWorking(true);
    void undo(offer.act, { isUndo: offer.isUndo ?? false, onUndone: offer.onUndone });
  };
  // Before it is painted: the key works from when the words can be read.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey || isTyping(event)) return;
      if (!event.ctrlKey && !event.metaKey && isSwitchedOff(event)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
  return (
    <div className="undo-way">
      <button
        type="button"
        onClick={run}
        disabled={isWorking}
        aria-keyshortcuts="z Control+z"
        // Whoever points at it or stands on it is still reading: the time waits.
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <span>{t(isWorking ? 'undo.working' : offer.isUndo ? 'undo.redo' : 'undo.undo')}</span>
        <KeyHint keys="Z" />
      </button>
      {!isHeld && !isWorking && <span className="undo-left" aria-hidden="true" />}
    </div>
  );
}
