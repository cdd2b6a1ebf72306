import type { InitiativeStatus } from '../../../domain/initiatives/initiative.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const initiativeTones: Record<InitiativeStatus, Tone> = {
  idea: 'plain',
  drafting: 'river',
  with_department: 'amber',
  with_council: 'amber',
  adopted: 'green',
  declined: 'brick',
  dropped: 'plain',
};
