import { useState } from 'react';
import type { HistorySet } from '../../../domain/shared/history.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { useUndo } from './use-undo.ts';

/** The way back from an act, or why it is not offered. Who may only read sees neither. */
export function UndoLink({ act, what }: { act: HistorySet; what: string }) {
  const { t, format } = useWords();
  const { me } = useOffice();
  const undo = useUndo();
  const [isWorking, setWorking] = useState(false);
  if (act.undone) return <span className="secondary">{t('undo.was_undone', { at: format.instant(act.undone.created_at) })}</span>;
  if (act.kept_from === 'nothing' || me.role === 'viewer') return null;
  if (act.kept_from) return <span className="secondary">{t(`undo.kept_${act.kept_from}`)}</span>;
  const isUndo = act.reason === 'undo';
  return (
    <button
      type="button"
      className="link secondary"
      disabled={isWorking}
      aria-label={t(isUndo ? 'undo.redo_this' : 'undo.undo_this', { what })}
      onClick={async () => {
        setWorking(true);
        await undo(act.id, { isUndo });
        setWorking(false);
      }}
    >
      {t(isWorking ? 'undo.working' : isUndo ? 'undo.redo' : 'undo.undo')}
    </button>
  );
}
