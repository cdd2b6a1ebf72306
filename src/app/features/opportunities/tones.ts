import type { OpportunityStatus } from '../../../domain/opportunities/opportunity.ts';
import type { Tone } from '../../shared/components/tag.tsx';

export const opportunityTones: Record<OpportunityStatus, Tone> = {
  found: 'plain',
  deciding: 'amber',
  applying: 'river',
  submitted: 'river',
  won: 'green',
  lost: 'plain',
  declined: 'plain',
};
