import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readRange, writeRange } from '../shared/day-range.ts';
import { type EventKind, type EventStatus, eventKinds, eventStatuses } from './event.ts';

/** The lists of events: what comes, what lacks something, the reader's own, what was, everything. */
export const eventTabs = ['coming', 'attention', 'mine', 'past', 'all'] as const;
export type EventTab = (typeof eventTabs)[number];

/** What an event still lacks, as the database says it. */
export const eventGaps = ['not_held', 'attendance', 'lead', 'interpreter', 'published', 'offers'] as const;
export type EventGap = (typeof eventGaps)[number];

/** One row of list_events. Counts are of people: places taken, those who wait, who came (null until it was held). */
export type EventListRow = {
  id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  starts_at: string;
  ends_at: string;
  time_zone: string;
  starts_on: string;
  place_name: string | null;
  address: string | null;
  room: string | null;
  neighborhood: string | null;
  is_online: boolean;
  district_id: string | null;
  district_name: string | null;
  series_id: string | null;
  published_at: string | null;
  takes_registrations: boolean;
  capacity: number | null;
  expected_count: number | null;
  gaps: EventGap[];
  staff: string[] | null;
  languages: string[] | null;
  taken: number;
  waiting: number;
  people: number | null;
};

/** The list, as its address says it: codes, not ids; `none` for no district. */
export type EventListQuery = {
  tab: EventTab;
  search: string;
  kind: string[];
  district: string[];
  language: string[];
  status: string[];
  /** Sections of the ordinance that they serve first. */
  section: string[];
  /** Days on which they begin. */
  when: DayRange | null;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readEventListQuery(params: URLSearchParams): EventListQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as EventTab;
  return {
    tab: eventTabs.includes(tab) ? tab : 'coming',
    search: params.get('q') ?? '',
    kind: list('kind').filter((kind) => eventKinds.includes(kind as EventKind)),
    district: list('district'),
    language: list('language'),
    status: list('status').filter((status) => eventStatuses.includes(status as EventStatus)),
    section: list('section').filter((section) => /^([1-9]|10)$/.test(section)),
    when: readRange(params.get('when')),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeEventListQuery(query: EventListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'coming') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['kind', 'district', 'language', 'status', 'section'] as const)
    if (query[name].length > 0) params.set(name, query[name].join(','));
  const when = writeRange(query.when);
  if (when) params.set('when', when);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<EventTab, Record<string, unknown>> = {
  coming: { is_coming: true },
  attention: { needs_attention: true },
  mine: { mine: true, is_coming: true },
  past: { is_coming: false },
  all: {},
};

/** The argument of list_events, but for the size of a page. `districts`: ids by code. */
export function toEventListRpc(query: EventListQuery, districts: { id: string; code: string }[]): Record<string, unknown> {
  const ids = query.district
    .map((code) => (code === 'none' ? null : districts.find((one) => one.code === code)?.id))
    .filter((id) => id !== undefined);
  return {
    filters: {
      ...tabFilters[query.tab],
      ...(query.kind.length > 0 ? { kind: query.kind } : {}),
      ...(query.language.length > 0 ? { language: query.language } : {}),
      ...(ids.length > 0 ? { district: ids } : {}),
      ...(query.status.length > 0 ? { status: query.status } : {}),
      ...(query.section.length > 0 ? { section: query.section.map(Number) } : {}),
      ...(query.when ? { when: query.when } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: 'starts_at',
    // What was is read backwards, what comes forwards.
    ...(query.tab === 'past' || query.tab === 'all' ? { descending: true } : {}),
  };
}
