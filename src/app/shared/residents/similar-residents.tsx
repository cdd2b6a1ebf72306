import '../../styles/people.css';
import { useId } from 'react';
import { Link } from 'react-router';
import type { ResidentDraft, SimilarResident } from '../../../domain/residents/likeness.ts';
import { formatPhone } from '../../../domain/shared/phone.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useSimilar } from './use-similar.ts';

type SimilarResidentsProps = {
  draft: ResidentDraft;
  /** Takes one of them instead of making a new resident. Without it their records are offered to be opened. */
  onTake?: (row: SimilarResident) => void;
  /** Nobody below this is shown: a record that stands there is asked for more than a name that is being typed. */
  least?: number;
  /** Only how many they are, until somebody asks who. */
  isFolded?: boolean;
};

/** Who may be the person that is being typed in, with why; nothing at all while there is nobody. */
export function SimilarResidents({ draft, onTake, least = 0, isFolded = false }: SimilarResidentsProps) {
  const { t } = useWords();
  const heading = useId();
  const rows = useSimilar(draft).filter(({ score }) => score >= least);
  const title = t(draft.id ? 'similar.of_record' : 'similar.title');
  const list = (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <b>{row.name}</b>{' '}
            <span className="secondary">{[row.phone && formatPhone(row.phone), row.email, row.district].filter(Boolean).join(' · ')}</span>
            <span className="similar-why">{row.reasons.map((reason) => t(`similar.${reason}`)).join(', ')}</span>
          </div>
          {onTake ? (
            <button type="button" className="link" aria-label={t('similar.take_name', { name: row.name })} onClick={() => onTake(row)}>
              {t('similar.take')}
            </button>
          ) : draft.id ? (
            <Link to={`/residents/merge?keep=${draft.id}&gone=${row.id}`} aria-label={t('similar.compare_name', { name: row.name })}>
              {t('similar.compare')}
            </Link>
          ) : (
            <Link to={`/residents/${row.id}`} target="_blank" aria-label={t('similar.open_name', { name: row.name })}>
              {t('similar.open')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <div aria-live="polite">
      {rows.length > 0 &&
        (isFolded ? (
          <details className="similar">
            <summary className="field-label">
              {title} ({rows.length})
            </summary>
            {list}
          </details>
        ) : (
          <section className="similar" aria-labelledby={heading}>
            <p className="field-label" id={heading}>
              {title}
            </p>
            {list}
          </section>
        ))}
    </div>
  );
}
