import { Link } from 'react-router';
import type { HomeReferral } from '../../../domain/home/tell.ts';
import { useWords } from '../../providers/i18n.tsx';

/** Referrals that are over due, ask something or were refused: nobody is left with a phone number. */
export function HomeReferrals({ referrals }: { referrals: HomeReferral[] }) {
  const { t, format } = useWords();
  if (referrals.length === 0) return null;
  return (
    <section className="home-events" aria-label={t('home.referrals')}>
      <div className="page-head">
        <h2 className="home-heading">{t('home.referrals')}</h2>
        <Link to="/referrals">{t('home.referrals_all')}</Link>
      </div>
      <ul className="home-campaigns">
        {referrals.map(({ id, number, organization, staff_name, is_late, is_asked, due_at }) => (
          <li key={id}>
            <span>
              <Link to={`/referrals/${id}`}>{organization}</Link>{' '}
              <span className="secondary">{[number, staff_name].filter(Boolean).join(' · ')}</span>
            </span>
            {is_late && due_at ? (
              <span className="late">{t('home.referral_late', { time: format.instant(due_at) })}</span>
            ) : (
              <span className="soon">{t(is_asked ? 'home.referral_asked' : 'home.referral_declined')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
