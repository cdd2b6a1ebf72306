import { useWords } from '../../../providers/i18n.tsx';
import { refusalText } from '../../../shared/refusal-text.ts';
import type { LettersState } from './use-letters.ts';

/** Whether what was typed is kept, in a word; and why not, in a sentence. */
export function SaveLine({ letters }: { letters: LettersState }) {
  const { t } = useWords();
  const { state, refusal, isRestored, takenOver } = letters;
  return (
    <div className="save-line">
      <p role="status" className={state === 'saved' ? 'done' : state === 'unsaved' || state === 'conflict' ? 'late' : 'secondary'}>
        {t(`write.state.${state}`)}
      </p>
      {state === 'unsaved' && refusal && (
        <p className="field-error" role="alert">
          {refusalText(refusal, t)} {t('write.kept_here')}
        </p>
      )}
      {isRestored && state === 'waiting' && <span className="secondary">{t('write.restored')}</span>}
      {takenOver > 0 && (
        <span className="secondary" role="status">
          {t('write.taken_over')}
        </span>
      )}
    </div>
  );
}
