import type { InitiativeStatus } from '../../domain/initiatives/initiative.ts';
import type { Tone } from './components/tag.tsx';

/** The colour of each state of an initiative; its word stands beside it. */
export const initiativeTones: Record<InitiativeStatus, Tone> = {
  idea: 'plain',
  drafting: 'river',
  with_department: 'amber',
  with_council: 'amber',
  adopted: 'green',
  declined: 'brick',
  dropped: 'plain',
};
