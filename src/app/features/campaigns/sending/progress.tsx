import { Link } from 'react-router';
import type { CampaignRecord } from '../../../../domain/campaigns/campaign.ts';
import { nextStep } from '../../../../domain/campaigns/next-step.ts';
import { endAtPace, estimateEnd } from '../../../../domain/campaigns/pace.ts';
import { useWords } from '../../../providers/i18n.tsx';
import { Refused } from '../../../shared/components/refused.tsx';
import { RowSkeleton } from '../../../shared/components/row-skeleton.tsx';
import { usePauseWords } from '../use-pause-words.ts';
import { type Progress, useProgress, useSendSettings } from './use-sending.ts';

/** How it goes while it goes out: what has gone, how fast, and when the last leaves. Counted anew every few seconds. */
export function ProgressPart({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const { progress, error, retry } = useProgress(campaign);
  const why = usePauseWords();
  if (error && !progress) return <Refused error={error} onRetry={retry} />;
  if (!progress) return <RowSkeleton rows={3} />;
  return (
    <section className="sending-part" aria-label={t('sending.progress')}>
      <h2>{t('sending.progress')}</h2>
      {campaign.status === 'paused' && (
        <div className="notice notice-amber">
          <p>{campaign.pause_reason ? t('sending.paused', { reason: why(campaign.pause_reason) }) : t('sending.paused_plain')}</p>
          {progress.failed > 0 && (
            <p>
              {t('sending.paused_what')} <Link to="?tab=results">{t('sending.to_results')}</Link>
            </p>
          )}
        </div>
      )}
      <Sentence campaign={campaign} progress={progress} />
      {progress.sent > 0 && (
        <progress className="sending-bar" max={progress.total} value={progress.sent} aria-label={t('sending.progress.bar')} />
      )}
      <Counts progress={progress} />
    </section>
  );
}

function Sentence({ campaign, progress }: { campaign: CampaignRecord; progress: Progress }) {
  const { t, tn, format } = useWords();
  const pace = useSendSettings();
  if (campaign.status === 'scheduled' && campaign.frozen_at)
    return <p>{tn('sending.progress.frozen', progress.waiting, { when: format.instant(campaign.frozen_at) })}</p>;
  const parts = [t('sending.progress.sentence', { sent: format.number(progress.sent), total: format.number(progress.total) })];
  if (campaign.status === 'sending' && progress.waiting > 0) {
    // Outside of its hours it waits for the next morning: that is where a letter that takes a moment would leave.
    const next = campaign.in_business_hours && pace ? estimateEnd(progress.now, 1, pace.hours) : null;
    if (next && Date.parse(next) > Date.parse(progress.now) + 60_000) {
      parts.push(t('sending.progress.hours', { when: format.instant(next) }));
    } else if (progress.per_minute > 0) {
      const ends = endAtPace(progress.now, progress.waiting, progress.per_minute);
      parts.push(t('sending.progress.pace', { count: format.number(Math.round(progress.per_minute)) }));
      if (ends && campaign.ab_share === null) parts.push(t('sending.progress.ends', { when: format.instant(ends) }));
    } else if (nextStep(campaign).step !== 'choose') parts.push(t('sending.progress.still'));
  }
  return <p>{parts.join(' ')}</p>;
}

/** Where the letters stand; what is nought is not told, but for what has gone. */
function Counts({ progress }: { progress: Progress }) {
  const { t, format } = useWords();
  const shown = (['sent', 'waiting', 'deferred', 'failed', 'cancelled'] as const).filter((key) => key === 'sent' || progress[key] > 0);
  return (
    <dl className="sending-counts">
      {shown.map((key) => (
        <div key={key}>
          <dt>{t(`sending.count.${key}`)}</dt>
          <dd>{format.number(key === 'waiting' ? progress.waiting - progress.deferred : progress[key])}</dd>
        </div>
      ))}
    </dl>
  );
}
