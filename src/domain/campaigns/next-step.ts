import type { CampaignRecord } from './campaign.ts';

/** The way of a campaign, as the line above its record has it. */
export const campaignSteps = ['write', 'audience', 'approval', 'schedule', 'send'] as const;
export type CampaignStep = (typeof campaignSteps)[number];

/** What to do next, why, and where: a tab of its record. */
export type NextStep =
  | { step: 'write'; lacks: 'subject' | 'content'; language: string }
  | { step: 'audience' | 'approval' | 'wait_approval' | 'schedule' | 'wait_start' | 'wait_end' | 'go_on' | 'results' | 'none' };

type Known = Pick<CampaignRecord, 'status' | 'fallback_language' | 'audience'> & {
  messages: Pick<CampaignRecord['messages'][number], 'language' | 'subject' | 'format' | 'blocks' | 'mjml'>[];
};

const isEmpty = ({ format, blocks, mjml }: Known['messages'][number]): boolean =>
  format === 'blocks' ? blocks.length === 0 : mjml.trim() === '';

/** Nobody was chosen: an audience of everybody is chosen on purpose, and then has its search or its filters. */
const isWithoutAudience = (audience: Record<string, unknown>): boolean => Object.keys(audience).length === 0;

/** What a campaign waits for. Languages are looked at with the fallback first: it is the one that nobody may lack. */
export function nextStep({ status, fallback_language, audience, messages }: Known): NextStep {
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
    return { step: isWithoutAudience(audience) ? 'audience' : 'approval' };
  }
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

/** Which of the steps are behind it. */
export function stepsDone(campaign: Known): ReadonlySet<CampaignStep> {
  const next = nextStep(campaign);
  const at: Record<NextStep['step'], number> = {
    write: 0,
    audience: 1,
    approval: 2,
    wait_approval: 2,
    schedule: 3,
    wait_start: 4,
    wait_end: 4,
    go_on: 4,
    results: 5,
    none: 0,
  };
  return new Set(campaignSteps.slice(0, at[next.step]));
}
