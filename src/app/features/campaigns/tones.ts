import type { CampaignStatus } from '../../../domain/campaigns/campaign.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const campaignTones: Record<CampaignStatus, Tone> = {
  draft: 'plain',
  in_review: 'amber',
  approved: 'river',
  scheduled: 'river',
  sending: 'river',
  paused: 'amber',
  sent: 'green',
  cancelled: 'brick',
};
