import type { AccessControlProvider } from '@refinedev/core';

export const roles = ['viewer', 'staff', 'coordinator', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The least role for what is more than reading. A hint for screens: row level security decides. */
export const needed: Record<string, Role> = {
  // Taking a list away as a file.
  'exports.create': 'staff',
  'inquiries.create': 'staff',
  'inquiries.edit': 'staff',
  'inquiries.import': 'coordinator',
  // Copies for the public: seeing and fetching them, making one, ruling what they withhold.
  'packets.open': 'staff',
  'packets.create': 'coordinator',
  'redaction_profiles.edit': 'manager',
  'residents.create': 'staff',
  'residents.edit': 'staff',
  // Taking a file of them in.
  'residents.import': 'coordinator',
  // Holding records for the law's sake, erasing residents, disposing of what is past its time.
  'legal_holds.edit': 'manager',
  'reports.compile': 'manager',
  'history.open': 'manager',
  'topics.create': 'manager',
  'topics.edit': 'manager',
  'districts.create': 'admin',
  'districts.edit': 'admin',
  'holidays.create': 'admin',
  'holidays.edit': 'admin',
  'languages.create': 'admin',
  'languages.edit': 'admin',
  'organizations.create': 'coordinator',
  'organizations.edit': 'coordinator',
  // Those of them that are the city's own.
  'departments.create': 'admin',
  'departments.edit': 'admin',
  'organization_notes.create': 'staff',
  'meetings.create': 'staff',
  'meetings.edit': 'staff',
  'legislation.create': 'coordinator',
  'legislation.edit': 'coordinator',
  'answer_cards.create': 'coordinator',
  'answer_cards.edit': 'coordinator',
  'macros.edit': 'coordinator',
  'initiatives.create': 'coordinator',
  'initiatives.edit': 'coordinator',
  'grant_components.create': 'admin',
  'grant_components.edit': 'admin',
  'assistance_listings.create': 'admin',
  'assistance_listings.edit': 'admin',
  'retention_rules.edit': 'admin',
  'settings.edit': 'admin',
  'settings.import': 'admin',
  'staff.create': 'admin',
  'staff.edit': 'admin',
  'tasks.create': 'staff',
  'attendances.create': 'staff',
  'attendances.edit': 'coordinator',
  'event_follow_ups.edit': 'coordinator',
  'attachments.create': 'staff',
  'checklists.edit': 'manager',
  'reply_templates.create': 'manager',
  'reply_templates.edit': 'manager',
  'events.create': 'coordinator',
  'events.edit': 'coordinator',
  // The door of an event: check in, count.
  'events.open': 'staff',
  'registrations.create': 'staff',
  'campaigns.create': 'coordinator',
  'campaigns.edit': 'coordinator',
  'email_layouts.edit': 'admin',
  'journeys.edit': 'coordinator',
  // Switching one on or off.
  'journeys.approve': 'manager',
  // Reports of awards: filing them, saying that one knows of one, waiving one.
  'award_reports.edit': 'coordinator',
  'award_reports.open': 'staff',
  'award_reports.approve': 'manager',
  'award_report_rules.edit': 'manager',
  'mailing_lists.create': 'manager',
  'mailing_lists.edit': 'manager',
  'subscribers.edit': 'coordinator',
  'suppressions.edit': 'coordinator',
  'awards.create': 'coordinator',
  'awards.edit': 'coordinator',
  // Terminating, closing and holding one for the law's sake.
  'awards.close': 'manager',
  'subawards.edit': 'coordinator',
  'language_encounters.create': 'staff',
  'language_encounters.edit': 'staff',
  'programs.create': 'coordinator',
  'programs.edit': 'coordinator',
  // Taking an interpreters’ invoice in, and matching its lines.
  'interpreter_invoices.import': 'coordinator',
  'translation_requests.edit': 'staff',
  'staff_languages.edit': 'coordinator',
  // Handing a resident's matter over, answering who has it, entering the outcome.
  'referrals.create': 'staff',
  'referrals.edit': 'staff',
  'service_requests.import': 'coordinator',
  'opportunities.create': 'coordinator',
  'opportunities.edit': 'coordinator',
  'applications.create': 'staff',
  'applications.edit': 'staff',
  // Keeping what a resident answered, and sending them the sheet.
  'screenings.create': 'staff',
  'needs.create': 'admin',
  'needs.edit': 'admin',
  'income_limits.edit': 'admin',
};

export type Act = 'create' | 'edit' | 'compile' | 'import' | 'open' | 'approve' | 'close';

/** Whether a role may do something to a resource. Everybody of the office may read. */
export function isAllowed(role: Role, resource: string, action: string): boolean {
  if (action === 'list' || action === 'show') return true;
  const least = needed[`${resource}.${action}`];
  return least !== undefined && roles.indexOf(role) >= roles.indexOf(least);
}

/** Whether a role is this one or above it. */
export const isAtLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);

/** Refine's question, answered by the same rule. */
export function createAccessProvider(role: Role): AccessControlProvider {
  return { can: async ({ resource, action }) => ({ can: isAllowed(role, resource ?? '', action) }) };
}
