import { useWords } from '../../providers/i18n.tsx';
import { useToday } from '../../providers/office.tsx';
import { MonthSoFar } from './month-so-far.tsx';
import { ReportCard } from './report-card.tsx';
import { Sentence } from './sentence.tsx';
import { Urgent } from './urgent.tsx';

/** The first screen: what now. */
export function Home() {
  const { t, format } = useWords();
  const today = useToday();
  return (
    <div className="home">
      <div className="home-main">
        <p className="home-date">{format.longDate(today)}</p>
        <Sentence />
        <section aria-label={t('home.now')}>
          <Urgent />
        </section>
        <MonthSoFar />
      </div>
      <aside className="home-side" aria-label={t('nav.reports')}>
        <ReportCard />
      </aside>
    </div>
  );
}
