import { useActs } from '../../shared/hooks/use-acts.ts';

/** Acts on opportunities, and the awards that they become. */
export const useOpportunityActs = () => useActs(['opportunities', 'awards']);
