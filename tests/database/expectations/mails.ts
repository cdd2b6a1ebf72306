import type { Lowest, Verbs } from '../expectations.ts';

/** Mail about inquiries: see `expectations.ts` for what these say. */
export const mailTables: Record<string, Verbs> = {
  mails: { select: 'viewer', insert: 'nobody', update: 'nobody', delete: 'nobody' },
  reply_templates: { select: 'viewer', insert: 'manager', update: 'manager', delete: 'nobody' },
};

export const mailRows: string[] = [`insert into mails (inquiry_id, direction, source) select id, 'in', 'file' from inquiries limit 1`];

export const mailFunctions: Record<string, Lowest> = {
  add_mail: 'staff',
  fitting_templates: 'viewer',
  mail_sender: 'viewer',
  name_mail_sender: 'staff',
  reply_letter_facts: 'nobody',
  reply_preview: 'viewer',
  reply_to_inquiry: 'staff',
};
