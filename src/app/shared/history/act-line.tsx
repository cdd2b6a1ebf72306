import type { HistoryNames, HistorySet } from '../../../domain/shared/history.ts';
import { useWords } from '../../providers/i18n.tsx';
import { initials } from '../format.ts';
import { useActWords } from './act-words.ts';
import { UndoLink } from './undo-link.tsx';

type ActLineProps = {
  act: HistorySet;
  known: HistoryNames;
  /** The record whose history this is: it is not named again in each sentence. */
  own?: { table: string; id: string };
};

/** One act in a line: who, what, when, and the way back. */
export function ActLine({ act, known, own }: ActLineProps) {
  const { t, format } = useWords();
  const words = useActWords(known);
  const who = words.who(act.staff_id);
  const headline = words.headline(act);
  const total = act.counts.reduce((sum, one) => sum + one.count, 0);
  const isTold = total <= act.changes.length;
  const told = isTold
    ? act.changes.flatMap((change) => words.sentences(change, change.table === own?.table && change.record === own.id))
    : words.counted(act);
  const what = [headline, told.join('; ')].filter(Boolean).join(': ') || t('history.nothing_told');
  return (
    <li className={act.undone ? 'happened happened-undone' : 'happened'}>
      <span className="who" aria-hidden="true">
        {initials(who) || '·'}
      </span>
      <p className="told told-line">
        <span>
          <b>{who}</b> {what}
        </span>{' '}
        <span className="told-foot">
          <span className="secondary">{format.instant(act.created_at)}</span> <UndoLink act={act} what={what} />
        </span>
      </p>
    </li>
  );
}
