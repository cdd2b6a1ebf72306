import { useActs } from '../../shared/hooks/use-acts.ts';

/** Acts on awards: everything that is drawn from one of their tables is read again. */
export const useAwardActs = () => useActs(['awards'], (table) => /^(sub)?awards?(_|$)/.test(table));

export type AwardActs = ReturnType<typeof useAwardActs>;
