import type { CampaignRecord } from './campaign.ts';

/** What a person can do to where a campaign stands. */
export const campaignVerbs = [
  'submit',
  'withdraw',
  'approve',
  'give_back',
  'schedule',
  'unschedule',
  'pause',
  'resume',
  'choose',
  // Of a letter of a journey: to its writers, and out again.
  'rest',
  'begin',
  'cancel',
] as const;
export type CampaignVerb = (typeof campaignVerbs)[number];

/** Why a verb is not for this person: their role, or because they wrote or submitted it. */
export type NotForYou = 'role' | 'wrote' | 'submitted';
export type OfferedVerb = { verb: CampaignVerb; not: NotForYou | null };

type Known = Pick<
  CampaignRecord,
  'status' | 'kind' | 'step' | 'written_by' | 'submitted_by' | 'writers' | 'ab_share' | 'ab_winner' | 'started_at' | 'frozen_at'
>;
type Person = { id: string; writes: boolean; leads: boolean };

/** Why this person cannot be the second one; null when they can. */
export function ownPart({ written_by, submitted_by, writers }: Known, person: string): 'wrote' | 'submitted' | null {
  if (written_by === person || writers.includes(person)) return 'wrote';
  return submitted_by === person ? 'submitted' : null;
}

/** What may follow, with the reason where it is not for this person. The database decides in the end. */
export function verbsFor(campaign: Known, person: Person): OfferedVerb[] {
  const { status } = campaign;
  const isBulletin = campaign.kind === 'bulletin';
  const byWriters = (verb: CampaignVerb): OfferedVerb => ({ verb, not: person.writes ? null : 'role' });
  const byLeaders = (verb: CampaignVerb): OfferedVerb => ({ verb, not: person.leads ? null : 'role' });
  const bySecond = (verb: CampaignVerb): OfferedVerb => ({ verb, not: person.leads ? ownPart(campaign, person.id) : 'role' });
  const choose = campaign.ab_share !== null && campaign.ab_winner === null && campaign.started_at !== null ? [byWriters('choose')] : [];
  // A letter of a journey is taken out where its journey is: it is not cancelled by itself.
  const cancel = (by: (verb: CampaignVerb) => OfferedVerb): OfferedVerb[] => (isBulletin ? [by('cancel')] : []);
  const rest = isBulletin ? [] : [byWriters('rest')];
  switch (status) {
    case 'draft':
      return [byWriters('submit'), ...cancel(byWriters)];
    case 'in_review':
      return [
        bySecond('approve'),
        campaign.submitted_by === person.id && person.writes ? byWriters('withdraw') : byLeaders('give_back'),
        ...cancel(byWriters),
      ];
    case 'approved':
      return [
        ...(isBulletin ? [bySecond('schedule')] : campaign.step?.journey.is_on ? [byLeaders('begin')] : []),
        byLeaders('give_back'),
        ...cancel(byWriters),
      ];
    case 'scheduled':
      return [byLeaders('unschedule'), byWriters('pause'), byLeaders('cancel')];
    case 'sending':
      return [byWriters('pause'), ...choose, ...rest, ...cancel(byLeaders)];
    case 'paused':
      return [
        byLeaders('resume'),
        ...choose,
        ...rest,
        ...(isBulletin && campaign.started_at === null ? [byLeaders('unschedule')] : []),
        ...cancel(byLeaders),
      ];
    default:
      return [];
  }
}

/** Above so many people the number is typed before it is scheduled. */
export const typedAbove = 500;

/** What somebody typed as the number of people: '1,234', '1 234' and '1.234' are 1234. */
export function readCount(typed: string): number | null {
  const digits = typed.trim().replace(/[\s.,’']/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
