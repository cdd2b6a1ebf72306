import type { Lowest, Verbs } from '../expectations.ts';

/** Read by whoever is in the office, written by functions alone. */
const readOnly: Verbs = { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' };

/** Clocks of inquiries, who is told when one runs out, requests for records: see `expectations.ts` for what these say. */
export const clockTables: Record<string, Verbs> = {
  clock_pauses: readOnly,
};

export const clockRows: string[] = [
  `insert into clock_pauses (inquiry_id, reason, started_at) select id, 'waiting', now() from inquiries limit 1`,
];

export const clockFunctions: Record<string, Lowest> = {
  inquiry_clock: 'viewer',
};
