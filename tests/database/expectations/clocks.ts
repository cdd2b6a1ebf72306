import type { Lowest, Verbs } from '../expectations.ts';

/** Read by whoever is in the office, written by functions alone. */
const readOnly: Verbs = { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' };

/** Clocks of inquiries, who is told when one runs out, requests for records: see `expectations.ts` for what these say. */
export const clockTables: Record<string, Verbs> = {
  clock_pauses: readOnly,
  escalation_steps: readOnly,
  inquiry_escalations: readOnly,
  records_requests: readOnly,
};

export const clockRows: string[] = [
  `insert into clock_pauses (inquiry_id, reason, started_at) select id, 'waiting', now() from inquiries limit 1`,
  `insert into inquiry_escalations (inquiry_id, clock, due_at, after_minutes, told_at, told_to) select id, 'first', now(), 0, now(), '{}' from inquiries limit 1`,
  `insert into records_requests (inquiry_id, received_by_office_on) select id, '2026-11-02' from inquiries limit 1`,
];

export const clockFunctions: Record<string, Lowest> = {
  inquiry_clock: 'viewer',
  save_escalation_steps: 'manager',
  escalate_inquiries: 'nobody',
  acknowledge_escalation: 'staff',
  save_records_request: 'staff',
  records_letter: 'viewer',
  send_records_letter: 'staff',
  remind_records_requests: 'nobody',
};
