import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import type { Registration, useRegistrationActs } from './use-registrations.ts';

type MatchProps = { row: Registration; mayWrite: boolean; acts: ReturnType<typeof useRegistrationActs> };

/** Whose registration it is: a resident, or somebody whom it may be. Nothing is decided without a person, unless it is sure. */
export function RegistrationMatch({ row, mayWrite, acts }: MatchProps) {
  const { t } = useWords();
  const { name } = row;
  if (row.resident_id) {
    const resident = row.resident_id;
    return (
      <p className="registration-match">
        {t('registrations.is')} <Link to={`/residents/${resident}`}>{row.resident_name}</Link>
        {mayWrite && (
          <button
            type="button"
            className="link"
            disabled={acts.isWorking}
            onClick={() => void acts.match(row.id, resident, false, t('registrations.done_unlinked', { name }))}
            aria-label={t('registrations.unlink_of', { name })}
          >
            {t('registrations.unlink')}
          </button>
        )}
      </p>
    );
  }
  return (
    <>
      {row.maybe.map((one) => (
        <p key={one.id} className="registration-match registration-maybe">
          <span>
            {t('registrations.maybe')} <Link to={`/residents/${one.id}`}>{one.name}</Link>: {t(`registrations.same_${one.reason}`)}
            {one.name.trim().toLowerCase() === name.trim().toLowerCase() ? '' : `, ${t('registrations.another_name')}`}
          </span>
          {mayWrite && (
            <>
              <button
                type="button"
                className="link"
                disabled={acts.isWorking}
                onClick={() => void acts.match(row.id, one.id, true, t('registrations.done_linked', { name, resident: one.name }))}
                aria-label={t('registrations.link_of', { name, resident: one.name })}
              >
                {t('registrations.link')}
              </button>
              <button
                type="button"
                className="link"
                disabled={acts.isWorking}
                onClick={() => void acts.match(row.id, one.id, false, t('registrations.done_not', { name, resident: one.name }))}
                aria-label={t('registrations.not_of', { name, resident: one.name })}
              >
                {t('registrations.not')}
              </button>
            </>
          )}
        </p>
      ))}
    </>
  );
}
