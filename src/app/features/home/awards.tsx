import { Link } from 'react-router';
import type { HomeAwards as Facts, HomeAwardReport } from '../../../domain/home/tell.ts';
import { useWords } from '../../providers/i18n.tsx';
import { reportName } from '../../shared/report-name.ts';

/** Reports of awards that are late or near, with what follows. */
export function HomeAwards({ awards: { next } }: { awards: Facts }) {
  const { t } = useWords();
  if (next.length === 0) return null;
  return (
    <section className="home-events" aria-label={t('home.awards')}>
      <div className="page-head">
        <h2 className="home-heading">{t('home.awards')}</h2>
        <Link to="/awards/radar">{t('home.awards_all')}</Link>
      </div>
      <ul className="home-campaigns">
        {next.map((report) => (
          <Report key={report.id} report={report} />
        ))}
      </ul>
    </section>
  );
}

function Report({ report }: { report: HomeAwardReport }) {
  const { t, tn, format } = useWords();
  const { award_id, award_title, state, days_to_due, consequence, consequence_on } = report;
  const day = format.dateWithYear(report.file_by < report.due_on && state !== 'late' ? report.file_by : report.due_on);
  return (
    <li>
      <span>
        <Link to={award_id ? `/awards/${award_id}?tab=schedule` : '/awards/radar'}>{reportName(t, report)}</Link>{' '}
        <span className="secondary">{[award_title ?? t('home.award_city'), report.owner_name].filter(Boolean).join(' · ')}</span>
      </span>
      {state === 'late' ? (
        <span className="late">
          {tn('schedule.state.late', -days_to_due)}
          {consequence && consequence_on && ` · ${t(`schedule.consequence.${consequence}`, { day: format.dateWithYear(consequence_on) })}`}
        </span>
      ) : (
        <span className={state === 'due' ? 'soon' : 'secondary'}>{t('home.award_file_by', { day })}</span>
      )}
    </li>
  );
}
