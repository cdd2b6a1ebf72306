import { Link } from 'react-router';
import type { LegislationKind, LegislationState, LegistarAnswer } from '../../../domain/legislation/legislation.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useLawWords } from '../../shared/answers/use-law-words.ts';

const shown = 20;
const labels = {
  title: 'law.title',
  state: 'law.state',
  kind: 'law.kind',
  introduced_on: 'law.introduced_on',
  passed_on: 'law.passed_on',
  url: 'law.url',
  legistar_id: 'law.legistar_id',
} as const;

/** What a file of Legistar would bring: what is new, what is different there, what cannot be read, line by line. */
export function LegistarOutcome({ answer }: { answer: LegistarAnswer }) {
  const { t, tn, format } = useWords();
  const { law } = useLawWords();
  const said = (field: string, value: string | number | null): string => {
    if (value === null) return t('value.none');
    if (field === 'state') return t(`law.state.${value as LegislationState}`);
    if (field === 'kind') return t(`legislation.${value as LegislationKind}`);
    return field.endsWith('_on') ? format.dateWithYear(String(value)) : String(value);
  };
  const more = (count: number) => count > shown && <p className="secondary">{tn('import.more', count - shown)}</p>;
  return (
    <div aria-live="polite" className="import-outcome">
      <p>{[tn('law.found_new', answer.new_count), answer.same > 0 && tn('law.found_same', answer.same)].filter(Boolean).join(' ')}</p>
      {answer.doubtful.length > 0 && (
        <p className="notice notice-amber">{t('law.found_doubtful', { numbers: answer.doubtful.slice(0, 10).join(', ') })}</p>
      )}
      {answer.new.length > 0 && (
        <>
          <ul>
            {answer.new.slice(0, shown).map((one) => (
              <li key={one.file_number}>
                <b>{law(one)}</b> {one.title}
              </li>
            ))}
          </ul>
          {more(answer.new_count)}
        </>
      )}
      {answer.changed_count > 0 && (
        <>
          <h3>{tn('law.found_changed', answer.changed_count)}</h3>
          <ul>
            {answer.changed.slice(0, shown).map((one) => (
              <li key={one.id}>
                <Link to={`/legislation/${one.id}`}>{one.file_number}</Link>:{' '}
                {one.changes
                  .map(({ field, ours, theirs }) =>
                    t('found.becomes', {
                      field: t(labels[field as keyof typeof labels] ?? 'law.title'),
                      ours: said(field, ours),
                      theirs: said(field, theirs),
                    }),
                  )
                  .join('; ')}
              </li>
            ))}
          </ul>
          {more(answer.changed_count)}
        </>
      )}
      {answer.wrong.length > 0 && (
        <>
          <p className="field-error">{tn('law.found_wrong', answer.wrong.length)}</p>
          <ul>
            {answer.wrong.slice(0, shown).map(({ line, why, value }) => (
              <li key={line}>
                {t('law.matter', { line: format.number(line) })} {t(`law.wrong.${why}`)} {value}
              </li>
            ))}
          </ul>
          {more(answer.wrong.length)}
        </>
      )}
    </div>
  );
}
