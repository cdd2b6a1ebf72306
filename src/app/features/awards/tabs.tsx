import { type ComponentType, lazy } from 'react';
import type { AwardFacts } from '../../../domain/awards/award.ts';
import type { MessageKey } from '../../i18n/translate.ts';

const Overview = lazy(async () => ({ default: (await import('./overview/tab.tsx')).AwardOverview }));
const Schedule = lazy(async () => ({ default: (await import('./schedule/tab.tsx')).AwardSchedule }));
const Subawards = lazy(async () => ({ default: (await import('./subawards/tab.tsx')).SubawardsTab }));
const Changes = lazy(async () => ({ default: (await import('./changes/tab.tsx')).AwardChangesTab }));
const MoneyTab = lazy(async () => ({ default: (await import('./money/tab.tsx')).MoneyTab }));
const Performance = lazy(async () => ({ default: (await import('./performance/tab.tsx')).PerformanceTab }));
const Tasks = lazy(async () => ({ default: (await import('./things-tabs.tsx')).TasksTab }));
const Files = lazy(async () => ({ default: (await import('./things-tabs.tsx')).FilesTab }));
const History = lazy(async () => ({ default: (await import('./things-tabs.tsx')).HistoryTab }));

export type AwardTabProps = { facts: AwardFacts };

export type AwardTab = {
  /** As the address names it: `?tab=…`. */
  key: string;
  label: MessageKey;
  component: ComponentType<AwardTabProps>;
  /** A hook that counts what lies behind it; null while it is not known, or where nothing is to be counted. */
  count?: (facts: AwardFacts) => number | null;
};

/** What an award's record shows, one line each, in the order of the work; the first is shown at once. Each is lazy. */
export const awardTabs: AwardTab[] = [
  { key: 'overview', label: 'award.tab.overview', component: Overview },
  { key: 'schedule', label: 'award.tab.schedule', component: Schedule, count: ({ counts }) => counts.schedule },
  { key: 'money', label: 'money.tab', component: MoneyTab },
  { key: 'subawards', label: 'subaward.tab', component: Subawards, count: ({ counts }) => counts.subawards },
  { key: 'changes', label: 'award.tab.changes', component: Changes },
  { key: 'performance', label: 'measure.tab', component: Performance, count: ({ counts }) => counts.performance },
  { key: 'tasks', label: 'award.tab.tasks', component: Tasks },
  { key: 'files', label: 'award.tab.files', component: Files },
  { key: 'history', label: 'award.tab.history', component: History },
];
