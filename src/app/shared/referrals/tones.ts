import type { ReferralStatus } from '../../../domain/referrals/referral.ts';

export const referralTones = {
  draft: 'plain',
  sent: 'river',
  asked: 'amber',
  accepted: 'river',
  declined: 'brick',
  closed: 'green',
  withdrawn: 'plain',
} as const satisfies Record<ReferralStatus, string>;
