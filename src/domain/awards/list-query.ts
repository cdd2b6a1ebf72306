import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type AwardStatus, awardStatuses } from './award.ts';

/** The lists of awards: what runs, the reader's own, what is applied for, what is over, everything. */
export const awardListTabs = ['running', 'mine', 'applied', 'over', 'all'] as const;
export type AwardListTab = (typeof awardListTabs)[number];

/** One row of list_awards. */
export type AwardListRow = {
  id: string;
  award_number: string | null;
  title: string;
  status: AwardStatus;
  federal_award_on: string | null;
  accepted_on: string | null;
  starts_on: string | null;
  ends_on: string | null;
  performance_ends_on: string | null;
  terminated_on: string | null;
  federal_cents: number;
  total_cents: number;
  legal_hold_since: string | null;
  department_id: string | null;
  department_name: string | null;
  lead_id: string | null;
  lead_name: string | null;
  component: string | null;
  listing: string | null;
  listing_title: string | null;
  /** The first that is neither filed nor waived. */
  next_report: { id: string; kind: string; title: string; is_final: boolean; due_on: string } | null;
  created_at: string;
  updated_at: string;
  version: number;
};

export const awardSorts = ['ends_on', 'title', 'award_number', 'federal_cents', 'created_at'] as const;
export type AwardSort = (typeof awardSorts)[number];

/** The list, as its address says it; departments and components by their codes. */
export type AwardListQuery = {
  tab: AwardListTab;
  search: string;
  status: string[];
  component: string[];
  department: string[];
  isHeld: boolean;
  sort: AwardSort;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readAwardListQuery(params: URLSearchParams): AwardListQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as AwardListTab;
  const sort = params.get('sort') as AwardSort;
  return {
    tab: awardListTabs.includes(tab) ? tab : 'running',
    search: params.get('q') ?? '',
    status: list('status').filter((status) => awardStatuses.includes(status as AwardStatus)),
    component: list('component'),
    department: list('department'),
    isHeld: params.get('held') === 'yes',
    sort: awardSorts.includes(sort) ? sort : 'ends_on',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeAwardListQuery(query: AwardListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'running') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['status', 'component', 'department'] as const) if (query[name].length > 0) params.set(name, query[name].join(','));
  if (query.isHeld) params.set('held', 'yes');
  if (query.sort !== 'ends_on') params.set('sort', query.sort);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<AwardListTab, Record<string, unknown>> = {
  running: { is_running: true },
  mine: { mine: true, is_open: true },
  applied: { is_applied: true },
  over: { is_open: false },
  all: {},
};

type Coded = { id: string; code: string };

/** The argument of list_awards, but for the size of a page. */
export function toAwardListRpc(query: AwardListQuery, components: Coded[], departments: Coded[]): Record<string, unknown> {
  const idsOf = (codes: string[], rows: Coded[]) =>
    codes.map((code) => rows.find((one) => one.code === code)?.id).filter((id) => id !== undefined);
  const component = idsOf(query.component, components);
  const department = idsOf(query.department, departments);
  return {
    filters: {
      ...tabFilters[query.tab],
      ...(query.status.length > 0 ? { status: query.status } : {}),
      ...(component.length > 0 ? { component } : {}),
      ...(department.length > 0 ? { department } : {}),
      ...(query.isHeld ? { is_held: true } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: query.sort,
    // The largest and the latest first; what ends next first.
    descending: query.sort === 'federal_cents' || query.sort === 'created_at',
  };
}
