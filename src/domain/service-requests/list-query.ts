import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readDay, readRange, writeRange } from '../shared/day-range.ts';
import type { Stand } from './request.ts';

/** What the office filed, in four lists, and the whole feed. */
export const serviceRequestViews = ['ours', 'unmatched', 'late', 'to_close', 'all'] as const;
export type ServiceRequestView = (typeof serviceRequestViews)[number];

/** One row of list_service_requests: of the first four lists one of our referrals, of the last a request of the feed. */
export type ServiceRequestRow = {
  id: string | number;
  number: string;
  is_open: boolean | null;
  status_text: string | null;
  opened_at: string | null;
  closed_at: string | null;
  days_to_close: number | null;
  issue_type: string | null;
  organization_name: string | null;
  district_name: string | null;
  neighborhood_name: string | null;
  referral_number: number | null;
  stand?: Stand;
  filed_at?: string;
  subject?: string | null;
  request?: string;
  inquiry_id?: string | null;
  inquiry_number?: string | null;
  usual_days?: number | null;
  issue_sub_type?: string;
  address?: string;
  work_group?: string;
};

/** The list, as its address says it; districts by their codes. */
export type ServiceRequestQuery = {
  view: ServiceRequestView;
  search: string;
  type: string[];
  district: string[];
  /** By their codes. */
  neighborhood: string[];
  /** Only of the whole feed. */
  state: 'open' | 'closed' | null;
  /** Opened, of the whole feed. */
  opened: DayRange | null;
  /** When 311 closed it and said how long it took: of what we filed, and of all that residents asked for. */
  done: DayRange | null;
  /** Of what we filed: when, what the feed knows, and how it stood at the end of a day. */
  filed: DayRange | null;
  isFound: boolean;
  by: string | null;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readServiceRequestQuery(params: URLSearchParams): ServiceRequestQuery {
  const list = (name: string) => params.getAll(name).filter(Boolean);
  const view = params.get('view') as ServiceRequestView;
  const state = params.get('state');
  return {
    // Whoever comes with a number alone looks for it everywhere.
    view: serviceRequestViews.includes(view) ? view : params.get('q') ? 'all' : 'ours',
    search: params.get('q') ?? '',
    type: list('type'),
    district: list('district'),
    neighborhood: list('neighborhood'),
    state: state === 'open' || state === 'closed' ? state : null,
    opened: readRange(params.get('opened')),
    filed: readRange(params.get('filed')),
    done: readRange(params.get('done')),
    isFound: params.get('found') === 'yes',
    by: readDay(params.get('by')),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. Types hold commas: each has a place of its own. */
export function writeServiceRequestQuery(query: ServiceRequestQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.view !== 'ours' || query.search.trim()) params.set('view', query.view);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['type', 'district', 'neighborhood'] as const) for (const value of query[name]) params.append(name, value);
  for (const name of ['opened', 'filed', 'done'] as const) {
    const range = writeRange(query[name]);
    if (range) params.set(name, range);
  }
  if (query.isFound) params.set('found', 'yes');
  if (query.by) params.set('by', query.by);
  if (query.state) params.set('state', query.state);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The argument of list_service_requests, but for the size of a page. */
export function toServiceRequestRpc(query: ServiceRequestQuery, districts: { id: string; code: string }[]): Record<string, unknown> {
  const isOurs = query.view !== 'all';
  const { opened, filed, done, isFound, by } = query;
  const district: (string | null)[] = districts.filter(({ code }) => query.district.includes(code)).map(({ id }) => id);
  // Where none is known.
  if (query.district.includes('none')) district.push(null);
  return {
    view: query.view,
    filters: {
      ...(query.type.length > 0 ? { type: query.type } : {}),
      ...(district.length > 0 ? { district } : {}),
      ...(query.neighborhood.length > 0 ? { neighborhood: query.neighborhood } : {}),
      ...(isOurs && filed ? { filed } : {}),
      ...(done ? { done } : {}),
      ...(isOurs && isFound ? { is_found: true } : {}),
      ...(isOurs && by ? { by } : {}),
      ...(!isOurs && opened ? { opened } : {}),
      ...(query.view === 'all' && query.state ? { is_open: query.state === 'open' } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
  };
}
