import { type ComponentType, lazy } from 'react';
import type { OrganizationFacts } from '../../../domain/organizations/organization.ts';
import type { MessageKey } from '../../i18n/translate.ts';

const Overview = lazy(async () => ({ default: (await import('./tabs/overview.tsx')).OverviewTab }));
const People = lazy(async () => ({ default: (await import('./tabs/people.tsx')).PeopleTab }));
const Agreements = lazy(async () => ({ default: (await import('./tabs/agreements.tsx')).AgreementsTab }));
const Programs = lazy(async () => ({ default: (await import('./tabs/programs.tsx')).ProgramsTab }));
const Referrals = lazy(async () => ({ default: (await import('./tabs/referrals.tsx')).ReferralsTab }));
const Meetings = lazy(async () => ({ default: (await import('./tabs/together.tsx')).MeetingsTab }));
const Initiatives = lazy(async () => ({ default: (await import('./tabs/together.tsx')).InitiativesTab }));
const Notes = lazy(async () => ({ default: (await import('./tabs/notes.tsx')).NotesTab }));
const Tasks = lazy(async () => ({ default: (await import('./tabs/things.tsx')).TasksTab }));
const Files = lazy(async () => ({ default: (await import('./tabs/things.tsx')).FilesTab }));
const History = lazy(async () => ({ default: (await import('./tabs/things.tsx')).HistoryTab }));

export type OrganizationTabProps = { facts: OrganizationFacts };

export type OrganizationTab = {
  /** As the address names it: `?tab=…`. */
  key: string;
  label: MessageKey;
  component: ComponentType<OrganizationTabProps>;
  /** What lies behind it; null where nothing is to be counted. */
  count?: (facts: OrganizationFacts) => number | null;
};

/** What an organization's record shows, one line each, in the order of the work; the first is shown at once. Each is lazy. */
export const organizationTabs: OrganizationTab[] = [
  { key: 'overview', label: 'organization.tab.overview', component: Overview },
  { key: 'people', label: 'organization.tab.people', component: People, count: ({ counts }) => counts.people },
  { key: 'agreements', label: 'organization.tab.agreements', component: Agreements, count: ({ counts }) => counts.agreements },
  { key: 'programs', label: 'organization.tab.programs', component: Programs, count: ({ counts }) => counts.programs },
  { key: 'referrals', label: 'referrals.heading', component: Referrals },
  { key: 'meetings', label: 'meeting_list.title', component: Meetings, count: ({ counts }) => counts.meetings },
  { key: 'initiatives', label: 'initiative_list.title', component: Initiatives, count: ({ counts }) => counts.initiatives },
  { key: 'notes', label: 'organization.tab.notes', component: Notes, count: ({ counts }) => counts.notes },
  { key: 'tasks', label: 'award.tab.tasks', component: Tasks },
  { key: 'files', label: 'award.tab.files', component: Files },
  { key: 'history', label: 'organization.tab.history', component: History },
];
