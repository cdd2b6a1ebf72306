import type { MessageKey } from '../../i18n/translate.ts';

/** A page of settings: where it is, what it is called, and what it is for in a sentence. */
export type SettingsEntry = { to: string; title: MessageKey; lead: MessageKey };

/** Every page of settings, in the order of the overview, in groups. A feature that brings one adds a line here. */
export const settingsGroups: { title: MessageKey; entries: SettingsEntry[] }[] = [
  {
    title: 'settings.group_office',
    entries: [
      { to: '/settings/office', title: 'settings.office', lead: 'settings.office_lead' },
      { to: '/settings/staff', title: 'staff.title', lead: 'staff.settings_lead' },
      { to: '/settings/mail', title: 'settings.mail', lead: 'settings.mail_lead' },
      { to: '/settings/pace', title: 'send_settings.title', lead: 'send_settings.lead' },
      { to: '/settings/retention', title: 'settings.retention', lead: 'settings.retention_lead' },
      { to: '/settings/dispositions', title: 'dispositions.title', lead: 'dispositions.lead' },
      { to: '/settings/exports', title: 'exports.log', lead: 'exports.lead' },
      { to: '/settings/transfer', title: 'settings.transfer', lead: 'settings.transfer_lead' },
      { to: '/settings/running', title: 'settings.running', lead: 'settings.running_lead' },
      { to: '/settings/history', title: 'history.office', lead: 'history.office_lead' },
    ],
  },
  {
    title: 'settings.group_work',
    entries: [
      { to: '/settings/topics', title: 'nav.topics', lead: 'settings.topics_lead' },
      { to: '/settings/departments', title: 'settings.departments', lead: 'settings.departments_lead' },
      { to: '/settings/districts', title: 'settings.districts', lead: 'settings.districts_lead' },
      { to: '/settings/map', title: 'settings.map', lead: 'settings.map_lead' },
      { to: '/settings/languages', title: 'settings.languages', lead: 'settings.languages_lead' },
      { to: '/settings/qualified', title: 'qualified.title', lead: 'qualified.lead' },
      { to: '/settings/hours', title: 'hours.title', lead: 'hours.lead' },
      { to: '/settings/escalation', title: 'escalation.title', lead: 'escalation.lead' },
      { to: '/settings/referral-times', title: 'referral_times.title', lead: 'referral_times.lead' },
      { to: '/settings/holidays', title: 'settings.holidays', lead: 'settings.holidays_lead' },
      { to: '/settings/checklists', title: 'checklists.title', lead: 'checklists.lead' },
      { to: '/settings/replies', title: 'reply_settings.title', lead: 'reply_settings.lead' },
      { to: '/settings/macros', title: 'macro.title', lead: 'macro.lead' },
      { to: '/settings/copies', title: 'packet_profile.title', lead: 'packet_profile.lead' },
      { to: '/settings/needs', title: 'needs.title', lead: 'needs.lead' },
      { to: '/settings/income-limits', title: 'incomes.title', lead: 'incomes.lead' },
      { to: '/settings/grants', title: 'grants.settings', lead: 'grants.settings_lead' },
      { to: '/settings/grant-components', title: 'grants.components', lead: 'grants.components_lead' },
      { to: '/settings/assistance-listings', title: 'grants.listings', lead: 'grants.listings_lead' },
      { to: '/settings/award-rules', title: 'rules.title', lead: 'rules.settings_lead' },
      { to: '/events/curricula', title: 'curricula.title', lead: 'curricula.lead' },
    ],
  },
];
