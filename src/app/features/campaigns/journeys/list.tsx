import '../../../styles/campaigns.css';
import '../../../styles/journeys.css';
import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useAllowed } from '../../../providers/office.tsx';
import { PageTitle } from '../../../shared/components/page-title.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { DeadlinePart } from './deadlines.tsx';
import { JourneyPart } from './journey.tsx';
import { useJourneys } from './use-journeys.ts';
import { useTemplates } from './use-templates.ts';

/** The four journeys, each with its switch and its letters; and the days that the last of them writes about. */
export function JourneyList() {
  const { t } = useWords();
  const { journeys, counts, error, retry } = useJourneys();
  const ours = useTemplates(useAllowed('journeys', 'edit'));
  return (
    <div className="page journeys">
      <p className="record-back-always">
        <Link to="/campaigns">{t('campaign.back')}</Link>
      </p>
      <PageTitle title={t('journeys.title')} />
      <p className="page-lead">{t('journeys.lead')}</p>
      {error && <Refused error={error} onRetry={retry} />}
      {!journeys && !error && <RowSkeleton rows={6} />}
      {journeys?.map((journey) => (
        <JourneyPart key={journey.kind} journey={journey} counts={counts} ours={ours}>
          {journey.kind === 'deadline' && <DeadlinePart />}
        </JourneyPart>
      ))}
    </div>
  );
}
