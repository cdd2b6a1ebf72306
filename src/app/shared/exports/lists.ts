import type { MessageKey } from '../../i18n/translate.ts';
import { isAtLeast, type Role } from '../../providers/access.ts';
import type { Translate } from '../../providers/i18n.tsx';

/** The lists that can be taken away as files, with their names. */
const names = {
  inquiries: 'nav.inquiries',
  residents: 'nav.residents',
  tasks: 'nav.tasks',
  legislation: 'nav.legislation',
  answer_cards: 'answers.title',
  records_requests: 'records.title',
  events: 'nav.calendar',
  registrations: 'registrations.heading',
  programs: 'nav.programs',
  organizations: 'nav.organizations',
  referrals: 'nav.referrals',
  applications: 'application.title',
  language_encounters: 'nav.language_encounters',
  translation_requests: 'translations.title',
  interpreter_invoice_lines: 'invoices.title',
  service_requests: 'nav.service_requests',
  initiatives: 'initiative_list.title',
  meetings: 'meeting_list.title',
  opportunities: 'opportunity_list.title',
  awards: 'nav.awards',
  subawards: 'subaward.all',
  award_entries: 'money.ledger',
  campaigns: 'nav.campaigns',
  deliveries: 'exports.letters',
  subscribers: 'mailing.subscribers',
  suppressions: 'suppressions.title',
  exports: 'exports.log',
} as const satisfies Record<string, MessageKey>;

export type ExportList = keyof typeof names;
export const exportLists = Object.keys(names) as ExportList[];
export const isExportList = (list: string): list is ExportList => Object.hasOwn(names, list);

/** Who may take a list away, where that is not everybody who may write; the database has the say. */
const lowest: Partial<Record<ExportList, Role>> = {
  deliveries: 'coordinator',
  subscribers: 'coordinator',
  suppressions: 'coordinator',
  exports: 'manager',
};
export const mayTake = (role: Role, list: ExportList): boolean => isAtLeast(role, lowest[list] ?? 'staff');

/** What a list is called; one that is not known any more by its own name. */
export const listName = (list: string, t: Translate): string => (isExportList(list) ? t(names[list]) : list);
