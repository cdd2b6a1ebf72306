import type { MessageKey } from '../../i18n/translate.ts';
import type { Translate } from '../../providers/i18n.tsx';

/** The lists that can be taken away as files, with their names. Who may take which, the database says. */
const names = {
  inquiries: 'nav.inquiries',
  residents: 'nav.residents',
  tasks: 'nav.tasks',
  events: 'nav.calendar',
  programs: 'nav.programs',
  organizations: 'nav.organizations',
  referrals: 'nav.referrals',
  applications: 'application.title',
  language_encounters: 'nav.language_encounters',
  service_requests: 'nav.service_requests',
  initiatives: 'initiative_list.title',
  meetings: 'meeting_list.title',
  opportunities: 'opportunity_list.title',
  awards: 'nav.awards',
  campaigns: 'nav.campaigns',
  subscribers: 'mailing.subscribers',
  suppressions: 'suppressions.title',
} as const satisfies Record<string, MessageKey>;

export type ExportList = keyof typeof names;
export const exportLists = Object.keys(names) as ExportList[];
export const isExportList = (list: string): list is ExportList => Object.hasOwn(names, list);

/** What a list is called; one that is not known any more by its own name. */
export const listName = (list: string, t: Translate): string => (isExportList(list) ? t(names[list]) : list);
