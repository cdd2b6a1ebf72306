import { type ComponentType, lazy } from 'react';
import type { CampaignRecord } from '../../../domain/campaigns/campaign.ts';
import type { MessageKey } from '../../i18n/translate.ts';

const AudienceTab = lazy(async () => ({ default: (await import('./audience/tab.tsx')).AudienceTab }));
const MessageTab = lazy(async () => ({ default: (await import('./editor/tab.tsx')).MessageTab }));
const SendingTab = lazy(async () => ({ default: (await import('./sending/tab.tsx')).SendingTab }));
const ResultsTab = lazy(async () => ({ default: (await import('./results/tab.tsx')).ResultsTab }));
const TasksTab = lazy(async () => ({ default: (await import('./things-tabs.tsx')).TasksTab }));
const FilesTab = lazy(async () => ({ default: (await import('./things-tabs.tsx')).FilesTab }));
const HistoryTab = lazy(async () => ({ default: (await import('./things-tabs.tsx')).HistoryTab }));

export type CampaignTabProps = { campaign: CampaignRecord };

export type CampaignTab = {
  /** As the address names it: `?tab=…`. */
  key: string;
  label: MessageKey;
  component: ComponentType<CampaignTabProps>;
  /** A hook that counts what lies behind it; null while it is not known, or where nothing is to be counted. */
  count?: (campaign: CampaignRecord) => number | null;
  /** For which campaigns it is there; without it, for all. */
  isFor?: (campaign: CampaignRecord) => boolean;
};

/** Whom a journey writes to is decided by what happens, but for deadlines. */
const hasAudience = ({ kind, step }: CampaignRecord): boolean => kind === 'bulletin' || step?.journey.kind === 'deadline';

/** What a campaign's record shows, one line each, in the order of the work; the first is shown at once. Each is lazy. */
export const campaignTabs: CampaignTab[] = [
  { key: 'letter', label: 'campaign.tab.message', component: MessageTab },
  { key: 'audience', label: 'campaign.tab.audience', component: AudienceTab, isFor: hasAudience },
  { key: 'sending', label: 'campaign.tab.sending', component: SendingTab },
  {
    key: 'results',
    label: 'campaign.tab.results',
    component: ResultsTab,
    isFor: ({ frozen_at, kind }) => frozen_at !== null || kind === 'journey',
  },
  { key: 'tasks', label: 'campaign.tab.tasks', component: TasksTab },
  { key: 'files', label: 'campaign.tab.files', component: FilesTab },
  { key: 'history', label: 'campaign.tab.history', component: HistoryTab },
];
