import { useWords } from '../../../providers/i18n.tsx';
import type { Outcome } from './use-training.ts';

/** Medians before and after and what came of it, from five answers on; of fewer only how many there are. */
export function TrainingResult({ outcome }: { outcome: Outcome }) {
  const { t, tn, format } = useWords();
  const { ratings, answers, before, after, better, comments = [], used, words = [] } = outcome;
  const isTold = before !== undefined && after !== undefined;
  return (
    <div className="training-result">
      {isTold ? (
        <>
          <p className="training-change">{t('training.change', { before: format.decimal(before), after: format.decimal(after) })}</p>
          <p className="secondary">{tn('training.of_ratings', ratings, { better: format.number(better ?? 0) })}</p>
        </>
      ) : (
        <p className="secondary">{ratings === 0 ? t('training.no_ratings') : tn('training.few_ratings', ratings)}</p>
      )}
      {comments.length > 0 && <Said title={t('training.comments')} lines={comments} />}
      {answers > 0 && (
        <p>{used === undefined ? tn('training.few_answers', answers) : tn('training.used', answers, { used: format.number(used) })}</p>
      )}
      {words.length > 0 && <Said title={t('training.words')} lines={words} />}
    </div>
  );
}

function Said({ title, lines }: { title: string; lines: string[] }) {
  return (
    <details>
      <summary>{title}</summary>
      <ul className="training-said">
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
