import '../../styles/referrals.css';
import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { PageTitle } from '../../shared/components/page-title.tsx';
import { Refused } from '../../shared/components/refused.tsx';
import { RowSkeleton } from '../../shared/components/row-skeleton.tsx';
import { ScoreTable } from '../../shared/referrals/score-table.tsx';
import { useScorecard } from '../../shared/referrals/use-referrals.ts';

/** How all receivers do, those with most referrals first. */
export function ReferralScorecard() {
  const { t } = useWords();
  const { card, error, retry } = useScorecard(null);
  return (
    <div className="page-list">
      <p className="record-back-always">
        <Link to="/referrals">{t('referrals.back')}</Link>
      </p>
      <div className="page-head">
        <PageTitle title={t('referrals.scorecard')} />
      </div>
      <p className="secondary">{t('score.hint')}</p>
      {error && !card ? (
        <Refused error={error} onRetry={retry} />
      ) : !card ? (
        <RowSkeleton rows={6} />
      ) : !card.total?.sent ? (
        <div className="empty">
          <p>{t('score.empty')}</p>
        </div>
      ) : (
        <>
          <ScoreTable
            title={t('referral.receiver')}
            rows={card.organizations}
            name={(row) => <Link to={`/referrals?tab=all&organization=${row.id}`}>{row.name}</Link>}
          />
          <ScoreTable title={t('field.topic_id')} rows={card.topics} name={(row) => row.name} />
          <ScoreTable title={t('field.language')} rows={card.languages} name={(row) => row.name} />
          <ScoreTable title={t('field.district_id')} rows={card.districts} name={(row) => row.name ?? t('value.none')} />
        </>
      )}
    </div>
  );
}
