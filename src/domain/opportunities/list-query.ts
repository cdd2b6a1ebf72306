import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type CouncilAction, type OpportunityStatus, opportunityStatuses } from './opportunity.ts';

/** The lists of opportunities: to be decided, the reader's own, what is applied for, what is over, everything. */
export const opportunityTabs = ['undecided', 'applying', 'mine', 'over', 'all'] as const;
export type OpportunityTab = (typeof opportunityTabs)[number];

/** One row of list_opportunities. */
export type OpportunityListRow = {
  id: string;
  opportunity_number: string | null;
  title: string;
  status: OpportunityStatus;
  agency: string | null;
  deadline_on: string | null;
  ceiling_cents: number | null;
  request_cents: number | null;
  match_needed_cents: number | null;
  council_action: CouncilAction;
  submitted_on: string | null;
  decided_on: string | null;
  award_id: string | null;
  owner_name: string | null;
  component: string | null;
  listing: string | null;
  departments: string[] | null;
};

export const opportunitySorts = ['deadline_on', 'title', 'ceiling_cents', 'created_at'] as const;
export type OpportunitySort = (typeof opportunitySorts)[number];

/** The list, as its address says it; departments by their codes. */
export type OpportunityQuery = {
  tab: OpportunityTab;
  search: string;
  status: string[];
  department: string[];
  needsCouncil: boolean;
  sort: OpportunitySort;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readOpportunityQuery(params: URLSearchParams): OpportunityQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as OpportunityTab;
  const sort = params.get('sort') as OpportunitySort;
  return {
    tab: opportunityTabs.includes(tab) ? tab : 'undecided',
    search: params.get('q') ?? '',
    status: list('status').filter((status) => opportunityStatuses.includes(status as OpportunityStatus)),
    department: list('department'),
    needsCouncil: params.get('council') === 'yes',
    sort: opportunitySorts.includes(sort) ? sort : 'deadline_on',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeOpportunityQuery(query: OpportunityQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'undecided') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['status', 'department'] as const) if (query[name].length > 0) params.set(name, query[name].join(','));
  if (query.needsCouncil) params.set('council', 'yes');
  if (query.sort !== 'deadline_on') params.set('sort', query.sort);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<OpportunityTab, Record<string, unknown>> = {
  undecided: { is_undecided: true },
  applying: { is_applied: true },
  mine: { mine: true, is_open: true },
  over: { is_open: false },
  all: {},
};

/** The argument of list_opportunities, but for the size of a page. */
export function toOpportunityRpc(query: OpportunityQuery, departments: { id: string; code: string }[]): Record<string, unknown> {
  const department = query.department.map((code) => departments.find((one) => one.code === code)?.id).filter((id) => id !== undefined);
  return {
    filters: {
      ...tabFilters[query.tab],
      ...(query.status.length > 0 ? { status: query.status } : {}),
      ...(department.length > 0 ? { department } : {}),
      ...(query.needsCouncil ? { needs_council: true } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: query.sort,
    // The largest and the latest first; what closes next first, but of what is over what closed last.
    descending: query.sort === 'ceiling_cents' || query.sort === 'created_at' || (query.sort === 'deadline_on' && query.tab === 'over'),
  };
}
