import { useActs } from '../../shared/hooks/use-acts.ts';

/** Acts on programs: one of them is read again, and the counts beside the list. */
export const useProgramActs = () => useActs(['programs']);
