import type { RiskLevel, SubawardStatus } from '../../../../domain/awards/subaward.ts';
import type { Tone } from '../../../shared/components/tag.tsx';

export const statusTones: Record<SubawardStatus, Tone> = {
  draft: 'plain',
  active: 'green',
  suspended: 'amber',
  terminated: 'brick',
  closeout: 'river',
  closed: 'plain',
};
export const riskTones: Record<RiskLevel, Tone> = { low: 'green', medium: 'amber', high: 'brick' };
