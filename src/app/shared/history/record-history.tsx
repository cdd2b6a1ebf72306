import { useId } from 'react';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { ActLine } from './act-line.tsx';
import { useHistory } from './use-history.ts';

/** What was done to a record and its parts, newest first, in words, with the way back. For a record of any table. */
export function RecordHistory({ table, id }: { table: string; id: string }) {
  const { t } = useWords();
  const heading = useId();
  const { acts, known, error, retry, more } = useHistory(table, id);
  return (
    <section className="history" aria-labelledby={heading}>
      <h2 id={heading}>{t('history.title')}</h2>
      {error && <Refused error={error} onRetry={retry} />}
      {!acts && !error && <RowSkeleton rows={2} />}
      {acts?.length === 0 && <p className="secondary">{t('history.empty')}</p>}
      {acts && acts.length > 0 && (
        <ol className="timeline">
          {acts.map((act) => (
            <ActLine key={act.id} act={act} known={known} own={{ table, id }} />
          ))}
        </ol>
      )}
      {more && (
        <button type="button" className="link" onClick={more}>
          {t('history.earlier')}
        </button>
      )}
    </section>
  );
}
