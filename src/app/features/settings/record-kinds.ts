import type { DisposableKind } from '../../../domain/residents/dispositions.ts';
import type { MessageKey } from '../../i18n/translate.ts';

/**
 * Kinds of records as the retention rules name them, and how they go: by two persons, with the record that they belong to, never, by a
 * rule of their own that a person follows, or with a part of the log that is archived.
 */
export const recordKinds: Record<string, { name: MessageKey; goes: 'two' | 'with' | 'never' | 'awards' | 'hand' | 'log' }> = {
  inquiries: { name: 'nav.inquiries', goes: 'two' },
  residents: { name: 'nav.residents', goes: 'two' },
  attachments: { name: 'settings.kind_attachments', goes: 'with' },
  mails: { name: 'settings.kind_mails', goes: 'with' },
  records_requests: { name: 'records.title', goes: 'with' },
  packets: { name: 'settings.kind_packets', goes: 'with' },
  tasks: { name: 'nav.tasks', goes: 'with' },
  reports: { name: 'settings.kind_reports', goes: 'never' },
  changes: { name: 'settings.kind_changes', goes: 'log' },
  events: { name: 'checklists.for_events', goes: 'never' },
  registrations: { name: 'settings.kind_registrations', goes: 'two' },
  deliveries: { name: 'settings.kind_deliveries', goes: 'with' },
  campaigns: { name: 'settings.kind_campaigns', goes: 'two' },
  consents: { name: 'settings.kind_consents', goes: 'hand' },
  awards: { name: 'settings.kind_awards', goes: 'awards' },
  opportunities: { name: 'checklists.for_opportunities', goes: 'hand' },
  organizations: { name: 'checklists.for_organizations', goes: 'hand' },
  programs: { name: 'checklists.for_programs', goes: 'hand' },
  referrals: { name: 'checklists.for_referrals', goes: 'hand' },
  applications: { name: 'palette.applications', goes: 'hand' },
  screenings: { name: 'settings.kind_screenings', goes: 'two' },
  language_encounters: { name: 'palette.encounters', goes: 'hand' },
  initiatives: { name: 'checklists.for_initiatives', goes: 'never' },
  meetings: { name: 'checklists.for_meetings', goes: 'hand' },
  service_requests: { name: 'nav.service_requests', goes: 'never' },
  legislation: { name: 'settings.kind_legislation', goes: 'never' },
};

/** Where a record of a kind that is disposed of is looked at; null where it has no page of its own. */
export function pageOf(kind: DisposableKind, id: string): string | null {
  if (kind === 'screenings') return null;
  return `/${kind === 'registrations' ? 'events' : kind}/${id}`;
}
