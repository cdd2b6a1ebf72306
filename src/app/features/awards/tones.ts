import type { AwardStatus } from '../../../domain/awards/award.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const awardTones: Record<AwardStatus, Tone> = {
  applied: 'plain',
  awarded: 'amber',
  active: 'green',
  suspended: 'brick',
  terminated: 'brick',
  closeout: 'river',
  closed: 'plain',
  declined: 'plain',
};
