import type { LegislationState } from '../../../domain/legislation/legislation.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const lawTones: Record<LegislationState, Tone> = {
  introduced: 'river',
  held: 'amber',
  passed: 'green',
  filed: 'plain',
  failed: 'plain',
  amended: 'amber',
  repealed: 'brick',
};
