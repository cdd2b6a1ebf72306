import '../../../styles/reach.css';
import '../../../styles/report.css';
import '../../../styles/campaign-results.css';
import { Link } from 'react-router';
import { type CampaignResults, tellResults, writeLetterQuery } from '../../../../domain/campaigns/results.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import type { CampaignTabProps } from '../tabs.tsx';
import { Archive } from './archive.tsx';
import { Clicks } from './clicks.tsx';
import { CourseChart } from './course-chart.tsx';
import { CutTables } from './cut-tables.tsx';
import { Letters } from './letters.tsx';
import { useResults } from './use-results.ts';

/** What became of a campaign: in a sentence, over time, by language, district and domain, and letter by letter. */
export function ResultsTab({ campaign }: CampaignTabProps) {
  const { t } = useWords();
  const { results, error, retry } = useResults(campaign.id);
  if (error && !results) return <Refused error={error} onRetry={retry} />;
  if (!results) return <RowSkeleton rows={5} />;
  if (results.total.letters === 0 && campaign.frozen_at === null) {
    return (
      <div className="campaign-results">
        <p>{t('results.none')}</p>
        <p className="secondary">{t('results.none_next')}</p>
      </div>
    );
  }
  return (
    <div className="campaign-results">
      <Summary results={results} />
      <CourseChart course={results.course} />
      <Bounces results={results} />
      <CutTables results={results} />
      {campaign.counts_clicks && <Clicks links={results.links} />}
      {campaign.kind === 'bulletin' && <Archive campaign={campaign} />}
      <Letters campaign={campaign} />
    </div>
  );
}

function Summary({ results }: { results: CampaignResults }) {
  const { t, tn, format } = useWords();
  const parts = tellResults(results.total);
  return (
    <section className="results-summary" aria-label={t('results.title')}>
      <p className="results-sentence">
        {parts.map(({ state, count }, index) => (
          <span key={state}>
            {index > 0 && (index === parts.length - 1 ? t('home.and') : ', ')}
            <Link to={{ search: writeLetterQuery({ state }).toString(), hash: '#results-letters' }} replace>
              {tn(`results.tell_${state}`, count)}
            </Link>
          </span>
        ))}
        {'.'}
      </p>
      {results.left_out.count > 0 && (
        <div>
          <Link to={{ search: 'tab=audience' }} replace>
            {tn('results.left_out', results.left_out.count)}
          </Link>
          <p className="secondary">
            {Object.entries(results.left_out.reasons)
              .sort(([, a], [, b]) => b - a)
              .map(([reason, count]) => `${t(`results.reason.${reason}` as 'results.reason.no_address')}: ${format.number(count)}`)
              .join(' · ')}
          </p>
        </div>
      )}
      {results.variants.length > 1 && (
        <ul className="results-variants">
          {results.variants.map(({ key, sent, replied, unsubscribed }) => (
            <li key={key}>
              <Link to={{ search: writeLetterQuery({ variant: key }).toString(), hash: '#results-letters' }} replace>
                {t('results.variant', { variant: key.toUpperCase() })}
              </Link>{' '}
              {t('results.variant_counts', {
                sent: format.number(sent),
                replied: format.number(replied),
                unsubscribed: format.number(unsubscribed),
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="secondary">{t('results.no_opens')}</p>
    </section>
  );
}

/** What came back, in plain words: what it means and what the office did. */
function Bounces({ results: { bounces } }: { results: CampaignResults }) {
  const { t, format } = useWords();
  if (bounces.length === 0) return null;
  return (
    <section aria-labelledby="results-bounces">
      <h2 id="results-bounces">{t('results.bounces')}</h2>
      <ul className="results-bounces">
        {bounces.map(({ kind, count }) => (
          <li key={kind}>
            <b>{format.number(count)}</b> {t(`results.bounce.${kind}`)}{' '}
            <span className="secondary">{t(`results.bounce_then.${kind}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
