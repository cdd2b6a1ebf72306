import { Link, useSearchParams } from 'react-router';
import type { CampaignRecord } from '../../../domain/campaigns/campaign.ts';
import { nextStep, stepsDone, stepsOf } from '../../../domain/campaigns/next-step.ts';
import { verbsFor } from '../../../domain/campaigns/status.ts';
import { isAtLeast } from '../../providers/access.ts';
import { useWords } from '../../providers/i18n.tsx';
import { useOffice } from '../../providers/office.tsx';
import { useReferences } from '../../providers/references.tsx';
import { campaignTabs } from './tabs.tsx';
import { usePauseWords } from './use-pause-words.ts';

/** The tab on which each step is done, where there is one. */
const tabOf = { write: 'letter', audience: 'audience', approval: 'sending', schedule: 'sending', send: 'results' } as const;

/** What to do next, in a sentence, and the whole way in one line with what lies behind. */
export function CampaignSteps({ campaign }: { campaign: CampaignRecord }) {
  const { t } = useWords();
  const [params] = useSearchParams();
  const sentence = useNextSentence(campaign);
  const done = stepsDone(campaign);
  const steps = stepsOf(campaign);
  const current = steps.find((step) => !done.has(step));
  const known = new Set(campaignTabs.map(({ key }) => key));
  const linkTo = (tab: string) => {
    const next = new URLSearchParams(params);
    if (tab === campaignTabs[0]?.key) next.delete('tab');
    else next.set('tab', tab);
    return { search: next.toString() };
  };
  return (
    <>
      <p className="event-sentence">{sentence}</p>
      {campaign.status !== 'cancelled' && campaign.status !== 'sent' && (
        <ol className="campaign-steps" aria-label={t('campaign.steps')}>
          {steps.map((step) => {
            const tab = tabOf[step];
            const label = t(`campaign.step.${step}`);
            return (
              <li key={step} className={done.has(step) ? 'step-done' : undefined} aria-current={step === current ? 'step' : undefined}>
                {known.has(tab) ? (
                  <Link to={linkTo(tab)} replace>
                    {label}
                  </Link>
                ) : (
                  label
                )}
                {done.has(step) && <span className="secondary">{t('campaign.step_done')}</span>}
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}

function useNextSentence(campaign: CampaignRecord): string {
  const { t, format } = useWords();
  const { languages } = useReferences();
  const { me } = useOffice();
  const why = usePauseWords();
  const next = nextStep(campaign);
  const when = (instant: string | null) => (instant ? format.instant(instant) : '');
  switch (next.step) {
    case 'write':
      return t(`campaign.next.write_${next.lacks}`, {
        language: languages.find(({ code }) => code === next.language)?.name ?? next.language,
      });
    case 'wait_approval': {
      const seen = { id: me.id, writes: isAtLeast(me.role, 'coordinator'), leads: isAtLeast(me.role, 'manager') };
      const isMine = verbsFor(campaign, seen).some(({ verb, not }) => verb === 'approve' && not === null);
      return t(isMine ? 'campaign.next.approve' : 'campaign.next.wait_approval');
    }
    case 'wait_start':
      return t('campaign.next.wait_start', { when: when(campaign.scheduled_at) });
    case 'go_on':
      return campaign.pause_reason ? t('campaign.next.go_on', { reason: why(campaign.pause_reason) }) : t('campaign.next.go_on_plain');
    case 'results':
      return t('campaign.next.results', { when: when(campaign.finished_at) });
    default:
      return t(`campaign.next.${next.step}`);
  }
}
