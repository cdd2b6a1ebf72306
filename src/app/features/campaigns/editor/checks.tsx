import type { Block } from '../../../../domain/campaigns/blocks.ts';
import type { Check } from '../../../../domain/campaigns/checks.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { useCheckWords } from '../check-words.ts';

type ChecksProps = { checks: Check[]; blocks: Block[]; onGo: (check: Check) => void };

const fields = ['subject', 'subject_b', 'preheader', 'text_part', 'mjml'];

/** What stands in the way of sending, then what somebody should look at: each in a sentence, with the way to where it is. */
export function Checks({ checks, blocks, onGo }: ChecksProps) {
  const { t, tn } = useWords();
  const say = useCheckWords();
  const errors = checks.filter(({ level }) => level === 'error');
  const sorted = [...errors, ...checks.filter(({ level }) => level === 'warning')];
  const canGo = ({ where, language }: Check) =>
    language !== undefined || (where !== undefined && (fields.includes(where) || blocks.some(({ id }) => id === where)));
  return (
    <section className="letter-checks" aria-label={t('check.heading')}>
      <h2>{t('check.heading')}</h2>
      <p role="status" className={errors.length > 0 ? 'late' : checks.length > 0 ? 'soon' : 'done'}>
        {errors.length > 0 ? tn('check.errors', errors.length) : checks.length > 0 ? tn('check.warnings', checks.length) : t('check.none')}
      </p>
      {sorted.length > 0 && (
        <ul>
          {sorted.map((check) => (
            <li key={JSON.stringify(check)} className={`check-line check-${check.level}`}>
              <span>
                <span className="visually-hidden">{t(`check.level_${check.level}`)}: </span>
                {say(check)}
              </span>
              {canGo(check) && (
                <button type="button" className="link" aria-label={t('check.go_to', { what: say(check) })} onClick={() => onGo(check)}>
                  {t('check.go')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
