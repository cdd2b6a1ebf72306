import { Link } from 'react-router';
import { useWords } from '../../../providers/i18n.tsx';
import { useNotify } from '../../../providers/notify.tsx';
import { RefusedLine } from '../../../shared/components/refused.tsx';
import { Tag, type Tone } from '../../../shared/components/tag.tsx';
import { campaignTones } from '../tones.ts';
import { usePauseWords } from '../use-pause-words.ts';
import { useDayWords } from './use-day-words.ts';
import { type Journey, type JourneyStep, type LetterCounts, useJourneyActs } from './use-journeys.ts';

type StepLineProps = { journey: Journey; step: JourneyStep; counts: LetterCounts | null; mayEdit: boolean; onMove: () => void };

/** One letter on the line of time: when it goes, how far it is, and how many have got it. */
export function StepLine({ journey, step, counts, mayEdit, onMove }: StepLineProps) {
  const { t, tn, format } = useWords();
  const { done } = useNotify();
  const acts = useJourneyActs();
  const day = useDayWords();
  const why = usePauseWords();
  const { campaign } = step;
  const { name } = campaign;
  // One that was taken back stands still while the others go.
  const isResting = journey.is_on && campaign.status === 'approved';
  const tone: Tone = campaign.status === 'sending' ? 'green' : isResting ? 'amber' : campaignTones[campaign.status];
  const state = isResting ? t('journeys.state.resting') : t(`journeys.state.${campaign.status}`);
  const remove = () =>
    acts.rpc('remove_journey_step', { p_id: step.id }, ({ act }) => done(t('journeys.removed', { name }), { undo: act }));
  const told =
    counts &&
    [
      counts.sent > 0 && tn('journeys.sent', counts.sent, { count: format.number(counts.sent) }),
      counts.waiting > 0 && tn('journeys.waiting', counts.waiting, { count: format.number(counts.waiting) }),
      counts.left_out > 0 && tn('journeys.left_out', counts.left_out, { count: format.number(counts.left_out) }),
    ].filter(Boolean);
  return (
    <li className={campaign.status === 'sending' ? 'journey-step journey-step-on' : 'journey-step'}>
      <p className="journey-day">{day(journey.kind, step.days)}</p>
      <div className="journey-letter">
        <p className="journey-name">
          <Link to={`/campaigns/${campaign.id}`}>{name}</Link> <Tag tone={tone}>{state}</Tag>
        </p>
        <p className="secondary">
          {t('campaign.to_list', { list: campaign.list.name })}
          {told && told.length > 0 && (
            <>
              {' · '}
              <Link to={`/campaigns/${campaign.id}?tab=results`} aria-label={t('journeys.results_of', { name, told: told.join(', ') })}>
                {told.join(' · ')}
              </Link>
            </>
          )}
        </p>
        {campaign.status === 'paused' && campaign.pause_reason && <p className="soon">{why(campaign.pause_reason)}</p>}
        <RefusedLine error={acts.error} />
      </div>
      {mayEdit && (
        <p className="journey-step-acts">
          <button type="button" className="link" aria-label={t('journeys.move_of', { name })} onClick={onMove}>
            {t('journeys.move')}
          </button>
          <button
            type="button"
            className="link"
            aria-label={t('journeys.remove_of', { name })}
            disabled={acts.isWorking}
            onClick={() => void remove()}
          >
            {t('journeys.remove')}
          </button>
        </p>
      )}
    </li>
  );
}
