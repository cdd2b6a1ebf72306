import { Link } from 'react-router';
import type { HomeCampaigns as Facts } from '../../../domain/home/tell.ts';
import { useWords } from '../../providers/i18n.tsx';

/** Letters to many that stopped, and those that go out in a week. */
export function HomeCampaigns({ campaigns: { paused, next } }: { campaigns: Facts }) {
  const { t, format } = useWords();
  if (paused.length + next.length === 0) return null;
  return (
    <section className="home-events" aria-label={t('home.campaigns')}>
      <div className="page-head">
        <h2 className="home-heading">{t('home.campaigns')}</h2>
        <Link to="/campaigns">{t('campaign.back')}</Link>
      </div>
      <ul className="home-campaigns">
        {paused.map(({ id, name, reason }) => (
          <li key={id}>
            <Link to={`/campaigns/${id}`}>{name}</Link>
            <span className="late">{reason ? t('home.campaign_paused', { reason }) : t('home.campaign_paused_plain')}</span>
          </li>
        ))}
        {next.map(({ id, name, status, at }) => (
          <li key={id}>
            <Link to={`/campaigns/${id}`}>{name}</Link>
            <span className="secondary">
              {status === 'sending' ? t('home.campaign_going') : t('home.campaign_goes', { when: format.instant(at) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
