import { Link } from 'react-router';
import { useWords } from '../../providers/i18n.tsx';
import { Refused } from '../components/refused.tsx';
import { RowSkeleton } from '../components/row-skeleton.tsx';
import { ScoreTable } from './score-table.tsx';
import { useScorecard } from './use-referrals.ts';

/** How one organization does with what is referred to it, and the way to its referrals. */
export function OrganizationReferrals({ id }: { id: string }) {
  const { t } = useWords();
  const { card, error, retry } = useScorecard(id);
  if (error && !card) return <Refused error={error} onRetry={retry} />;
  if (!card) return <RowSkeleton rows={4} />;
  if (!card.total?.sent)
    return (
      <div className="empty">
        <p>{t('score.empty_one')}</p>
      </div>
    );
  return (
    <div className="scores">
      <p>
        <Link to={`/referrals?tab=all&organization=${id}`}>{t('score.all_of_it')}</Link>
      </p>
      <ScoreTable title={t('score.total')} rows={[card.total]} name={() => t('score.all_topics')} />
      <ScoreTable title={t('field.topic_id')} rows={card.topics} name={(row) => row.name} />
      <ScoreTable title={t('field.language')} rows={card.languages} name={(row) => row.name} />
      <ScoreTable title={t('field.district_id')} rows={card.districts} name={(row) => row.name ?? t('value.none')} />
    </div>
  );
}
