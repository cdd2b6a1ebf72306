import { type ComponentType, lazy } from 'react';
import type { ProgramFacts } from '../../../domain/programs/program.ts';
import type { MessageKey } from '../../i18n/translate.ts';

const Overview = lazy(async () => ({ default: (await import('./overview.tsx')).ProgramOverview }));
const Places = lazy(async () => ({ default: (await import('./places.tsx')).ProgramPlaces }));
const Applications = lazy(async () => ({ default: (await import('./things-tabs.tsx')).ApplicationsTab }));
const Tasks = lazy(async () => ({ default: (await import('./things-tabs.tsx')).TasksTab }));
const Files = lazy(async () => ({ default: (await import('./things-tabs.tsx')).FilesTab }));
const History = lazy(async () => ({ default: (await import('./things-tabs.tsx')).HistoryTab }));

export type ProgramTabProps = { facts: ProgramFacts };
export type ProgramTabEntry = {
  /** As the address names it: `?tab=…`. */
  key: string;
  label: MessageKey;
  component: ComponentType<ProgramTabProps>;
  count?: (facts: ProgramFacts) => number;
};

/** What a program's record shows, one line each; the first is shown at once. Each is lazy. */
export const programTabs: ProgramTabEntry[] = [
  { key: 'overview', label: 'program.tab.overview', component: Overview },
  { key: 'places', label: 'program.tab.places', component: Places, count: ({ locations }) => locations.length },
  { key: 'applications', label: 'application.title', component: Applications },
  { key: 'tasks', label: 'award.tab.tasks', component: Tasks },
  { key: 'files', label: 'award.tab.files', component: Files },
  { key: 'history', label: 'award.tab.history', component: History },
];
