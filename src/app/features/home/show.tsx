import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice, useToday } from '../../providers/office.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { DueTasks } from '../../shared/tasks/due-tasks.tsx';
import { HomeAwards } from './awards.tsx';
import { HomeCampaigns } from './campaigns.tsx';
import { HomeEvents } from './events.tsx';
import { FirstSteps } from './first-steps.tsx';
import { FollowUps } from './follow-ups.tsx';
import { MonthSoFar } from './month-so-far.tsx';
import { OfficeNotes } from './office-notes.tsx';
import { HomeReferrals } from './referrals.tsx';
import { ReportCard } from './report-card.tsx';
import { Sentence } from './sentence.tsx';
import { Urgent } from './urgent.tsx';
import { useHome } from './use-home.ts';

/** The first screen: what now, for whoever reads it. */
export function Home() {
  const { t, tn, format } = useWords();
  const today = useToday();
  const { me } = useOffice();
  const { facts, error, retry } = useHome();
  return (
    <div className="home">
      <div className="home-main">
        <p className="home-date">
          {format.longDate(today)}
          {facts !== null && facts.unread > 0 && (
            <>
              {' · '}
              <Link to="/notifications">{tn('home.unread', facts.unread)}</Link>
            </>
          )}
        </p>
        {error ? <Refused error={error} onRetry={retry} /> : <Sentence facts={facts} />}
        {me.role === 'admin' && <FirstSteps />}
        <section aria-label={t('home.now')}>
          <Urgent />
          <DueTasks />
          <HomeEvents />
          {facts && <HomeReferrals referrals={facts.partners.next} />}
          {facts && <HomeAwards awards={facts.awards} />}
          {facts && <HomeCampaigns campaigns={facts.campaigns} />}
          <FollowUps />
        </section>
        <MonthSoFar outreach={facts?.events ?? null} />
      </div>
      <aside className="home-side" aria-label={t('nav.reports')}>
        <ReportCard />
        {facts && <OfficeNotes facts={facts} />}
      </aside>
    </div>
  );
}
