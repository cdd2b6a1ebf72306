import type { CampaignRecord } from './campaign.ts';

/** The way of a campaign, as the line above its record has it. */
export const campaignSteps = ['write', 'audience', 'approval', 'schedule', 'send'] as const;
export type CampaignStep = (typeof campaignSteps)[number];

/** The steps that a campaign has: a letter of a journey is not scheduled, and only that of a deadline has readers who are chosen. */
export const stepsOf = ({ kind, step }: Pick<CampaignRecord, 'kind' | 'step'>): readonly CampaignStep[] =>
  kind === 'bulletin'
    ? campaignSteps
    : campaignSteps.filter((one) => one !== 'schedule' && (one !== 'audience' || step?.journey.kind === 'deadline'));

/** What to do next, why, and where: a tab of its record. */
export type NextStep =
  | { step: 'write'; lacks: 'subject' | 'content'; language: string }
  | { step: 'audience' | 'approval' | 'wait_approval' | 'schedule' | 'wait_start' | 'wait_end' | 'choose' | 'go_on' | 'results' | 'none' }
  // Of a letter of a journey: it waits for the switch, it was taken back, it goes to each when their time has come.
  | { step: 'switch' | 'begin' | 'runs' };

type Known = Pick<CampaignRecord, 'status' | 'kind' | 'step' | 'fallback_language' | 'audience' | 'ab_share' | 'ab_winner'> & {
  messages: Pick<CampaignRecord['messages'][number], 'language' | 'subject' | 'format' | 'blocks' | 'mjml'>[];
};

const isEmpty = ({ format, blocks, mjml }: Known['messages'][number]): boolean =>
  format === 'blocks' ? blocks.length === 0 : mjml.trim() === '';

/** Nobody was chosen: an audience of everybody is chosen on purpose, and then has its search or its filters. */
const isWithoutAudience = (audience: Record<string, unknown>): boolean => Object.keys(audience).length === 0;

/** What a campaign waits for. Languages are looked at with the fallback first: it is the one that nobody may lack. */
export function nextStep({ status, kind, step, fallback_language, audience, messages, ab_share, ab_winner }: Known): NextStep {
  if (status === 'draft') {
    const inOrder = [
      ...messages.filter(({ language }) => language === fallback_language),
      ...messages.filter(({ language }) => language !== fallback_language),
    ];
    if (inOrder[0]?.language !== fallback_language) return { step: 'write', lacks: 'content', language: fallback_language };
    for (const message of inOrder) {
      if (isEmpty(message)) return { step: 'write', lacks: 'content', language: message.language };
      if (message.subject.trim() === '') return { step: 'write', lacks: 'subject', language: message.language };
    }
    return { step: kind === 'bulletin' && isWithoutAudience(audience) ? 'audience' : 'approval' };
  }
  if (kind === 'journey') {
    if (status === 'approved') return { step: step?.journey.is_on ? 'begin' : 'switch' };
    if (status === 'sending') return { step: 'runs' };
  }
  // At half and half nobody waits for the choice.
  if (status === 'sending' && ab_share !== null && ab_share < 50 && ab_winner === null) return { step: 'choose' };
  const steps = {
    in_review: 'wait_approval',
    approved: 'schedule',
    scheduled: 'wait_start',
    sending: 'wait_end',
    paused: 'go_on',
    sent: 'results',
    cancelled: 'none',
  } as const;
  return { step: steps[status] };
}

/** Where it stands on its way; null once all of it lies behind, or it leads nowhere any more. */
const standsAt: Record<NextStep['step'], CampaignStep | null> = {
  write: 'write',
  audience: 'audience',
  approval: 'approval',
  wait_approval: 'approval',
  schedule: 'schedule',
  switch: 'send',
  begin: 'send',
  runs: 'send',
  wait_start: 'send',
  wait_end: 'send',
  choose: 'send',
  go_on: 'send',
  results: null,
  none: null,
};

/** Which of the steps are behind it. */
export function stepsDone(campaign: Known): ReadonlySet<CampaignStep> {
  const { step } = nextStep(campaign);
  const steps = stepsOf(campaign);
  const at = standsAt[step];
  return new Set(step === 'none' ? [] : at === null ? steps : steps.slice(0, steps.indexOf(at)));
}
