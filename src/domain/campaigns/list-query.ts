import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readRange, writeRange } from '../shared/day-range.ts';
import { type CampaignStatus, campaignStatuses } from './campaign.ts';

/** The lists of campaigns: what is under way, what waits for the reader's approval, the reader's own, what went out, everything. */
export const campaignTabs = ['open', 'to_approve', 'mine', 'sent', 'all'] as const;
export type CampaignListTab = (typeof campaignTabs)[number];

/** One row of list_campaigns. `recipients` are letters, counted to 10,001; null before the audience is frozen. */
export type CampaignListRow = {
  id: string;
  name: string;
  kind: 'bulletin' | 'journey';
  status: CampaignStatus;
  subject: string | null;
  list_id: string;
  list_name: string;
  languages: string[] | null;
  fallback_language: string;
  recipients: number | null;
  scheduled_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  pause_reason: string | null;
  written_by: string | null;
  created_at: string;
  updated_at: string;
};

/** The list, as its address says it; mailing lists by their codes. */
export type CampaignListQuery = {
  tab: CampaignListTab;
  search: string;
  status: string[];
  list: string[];
  language: string[];
  /** Sections of the ordinance, by number. */
  section: string[];
  /** Days on which they go out, or went. */
  scheduled: DayRange | null;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readCampaignListQuery(params: URLSearchParams): CampaignListQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as CampaignListTab;
  return {
    tab: campaignTabs.includes(tab) ? tab : 'open',
    search: params.get('q') ?? '',
    status: list('status').filter((status) => campaignStatuses.includes(status as CampaignStatus)),
    list: list('list'),
    language: list('language'),
    section: list('section').filter((section) => /^([1-9]|10)$/.test(section)),
    scheduled: readRange(params.get('scheduled')),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeCampaignListQuery(query: CampaignListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'open') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['status', 'list', 'language', 'section'] as const)
    if (query[name].length > 0) params.set(name, query[name].join(','));
  const scheduled = writeRange(query.scheduled);
  if (scheduled) params.set('scheduled', scheduled);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<CampaignListTab, Record<string, unknown>> = {
  open: { is_open: true },
  to_approve: { to_approve: true },
  mine: { mine: true, is_open: true },
  sent: { is_open: false },
  all: {},
};

/** The argument of list_campaigns, but for the size of a page. `lists`: ids by code. Journeys have a page of their own. */
export function toCampaignListRpc(query: CampaignListQuery, lists: { id: string; code: string }[]): Record<string, unknown> {
  const ids = query.list.map((code) => lists.find((one) => one.code === code)?.id).filter((id) => id !== undefined);
  return {
    filters: {
      kind: ['bulletin'],
      ...tabFilters[query.tab],
      ...(query.status.length > 0 ? { status: query.status } : {}),
      ...(query.language.length > 0 ? { language: query.language } : {}),
      ...(ids.length > 0 ? { list: ids } : {}),
      ...(query.section.length > 0 ? { section: query.section.map(Number) } : {}),
      ...(query.scheduled ? { scheduled: query.scheduled } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: query.tab === 'sent' ? 'dated' : 'created_at',
    descending: true,
  };
}
