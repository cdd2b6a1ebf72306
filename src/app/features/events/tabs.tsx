import { type ComponentType, lazy } from 'react';
import type { EventRecord } from '../../../domain/events/event.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { Overview } from './overview.tsx';
import { useStanding } from './use-event.ts';
import { useOpenTasks } from './use-open-tasks.ts';

const Letters = lazy(async () => ({ default: (await import('./letters/tab.tsx')).LettersTab }));
const TasksTab = lazy(async () => ({ default: (await import('./things-tabs.tsx')).TasksTab }));
const FilesTab = lazy(async () => ({ default: (await import('./things-tabs.tsx')).FilesTab }));
const HistoryTab = lazy(async () => ({ default: (await import('./things-tabs.tsx')).HistoryTab }));
const RegistrationsTab = lazy(async () => ({ default: (await import('./registrations/tab.tsx')).RegistrationsTab }));
const TrainingTab = lazy(async () => ({ default: (await import('./training/tab.tsx')).TrainingTab }));
const SeriesTab = lazy(async () => ({ default: (await import('./series/tab.tsx')).SeriesTab }));
const EventAfter = lazy(async () => ({ default: (await import('./after/after.tsx')).EventAfter }));

export type EventTabProps = { event: EventRecord };

export type EventTab = {
  /** As the address names it: `?tab=…`. */
  key: string;
  label: MessageKey;
  component: ComponentType<EventTabProps>;
  /** A hook that counts what lies behind it; null while it is not known, or where nothing is to be counted. */
  count?: (event: EventRecord) => number | null;
  /** For which events it is there; without it, for all. */
  isFor?: (event: EventRecord) => boolean;
};

/** Places that are taken or offered; none is no number. */
const useTakenSeats = ({ id }: EventRecord): number | null => useStanding(id)?.taken || null;

/** What an event's record shows, one line each; the first is shown at once. A tab that is large is lazy. */
export const eventTabs: EventTab[] = [
  { key: 'overview', label: 'event.tab.overview', component: Overview },
  { key: 'registrations', label: 'event.tab.registrations', component: RegistrationsTab, count: useTakenSeats },
  { key: 'training', label: 'training.tab', component: TrainingTab, isFor: ({ kind }) => kind === 'training' },
  { key: 'series', label: 'series.tab', component: SeriesTab, isFor: ({ series_id }) => series_id !== null },
  { key: 'after', label: 'event.tab.after', component: EventAfter },
  { key: 'letters', label: 'event.tab.letters', component: Letters },
  { key: 'tasks', label: 'event_things.tasks', component: TasksTab, count: useOpenTasks },
  { key: 'files', label: 'event_things.files', component: FilesTab },
  { key: 'history', label: 'event_things.history', component: HistoryTab },
];
