import { type Cursor, readCursor } from '../shared/cursor.ts';
import { addDays } from '../shared/dates.ts';
import { type ApplicationStatus, applicationStatuses } from './application.ts';

/** Applications without an answer, those that wait too long for one, the reader's own, what was answered, everything. */
export const applicationTabs = ['open', 'waiting', 'mine', 'over', 'all'] as const;
export type ApplicationTab = (typeof applicationTabs)[number];

/** After so many days without an answer somebody asks. */
export const patience = 30;

/** The list, as its address says it; `program`, `resident` and the days narrow it from elsewhere. */
export type ApplicationQuery = {
  tab: ApplicationTab;
  search: string;
  status: ApplicationStatus[];
  program: string;
  resident: string;
  startedFrom: string;
  startedTo: string;
  decidedFrom: string;
  decidedTo: string;
  section: number[];
  /** Codes; 'none' is where none is known. */
  district: string[];
  after: Cursor | null;
  before: Cursor | null;
};
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text);
const texts = [
  ['program', 'program', isId],
  ['resident', 'resident', isId],
  ['startedFrom', 'since', isDay],
  ['startedTo', 'until', isDay],
  ['decidedFrom', 'decided-since', isDay],
  ['decidedTo', 'decided-until', isDay],
] as const;

/** Reads the list's address; what cannot be read is left out. */
export function readApplicationQuery(params: URLSearchParams): ApplicationQuery {
  const tab = params.get('tab') as ApplicationTab;
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const read = Object.fromEntries(
    texts.map(([field, name, isGood]) => [field, isGood(params.get(name) ?? '') ? (params.get(name) ?? '') : '']),
  ) as Record<(typeof texts)[number][0], string>;
  return {
    tab: applicationTabs.includes(tab) ? tab : 'open',
    search: params.get('q') ?? '',
    status: list('status').filter((one) => applicationStatuses.includes(one as never)) as ApplicationStatus[],
    ...read,
    section: list('section')
      .map(Number)
      .filter((one) => Number.isInteger(one) && one >= 1 && one <= 10),
    district: list('district'),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeApplicationQuery(query: ApplicationQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'open') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['status', 'section', 'district'] as const) if (query[name].length > 0) params.set(name, query[name].join(','));
  for (const [field, name] of texts) if (query[field]) params.set(name, query[field]);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** What a tab narrows the list to, on a day. */
export function applicationTabFilters(tab: ApplicationTab, today: string): Record<string, unknown> {
  if (tab === 'open') return { is_open: true };
  if (tab === 'waiting') return { waits_since: addDays(today, -patience) };
  if (tab === 'mine') return { mine: true, is_open: true };
  return tab === 'over' ? { is_open: false } : {};
}

const span = (from: string, to: string) => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) });

/** The argument of list_applications, but for the size of a page. */
export function toApplicationRpc(
  query: ApplicationQuery,
  today: string,
  districts: { id: string; code: string }[],
): Record<string, unknown> {
  const { tab, status, program, resident, startedFrom, startedTo, decidedFrom, decidedTo, section } = query;
  const district: (string | null)[] = districts.filter(({ code }) => query.district.includes(code)).map(({ id }) => id);
  if (query.district.includes('none')) district.push(null);
  return {
    filters: {
      ...applicationTabFilters(tab, today),
      ...(status.length > 0 ? { status } : {}),
      ...(section.length > 0 ? { section } : {}),
      ...(district.length > 0 ? { district } : {}),
      ...(program ? { program: [program] } : {}),
      ...(resident ? { resident: [resident] } : {}),
      ...(startedFrom || startedTo ? { started: span(startedFrom, startedTo) } : {}),
      ...(decidedFrom || decidedTo ? { decided: span(decidedFrom, decidedTo) } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: tab === 'over' ? 'decided_on' : 'started_on',
    // What waits longest first; of the rest what is newest.
    descending: tab === 'over' || tab === 'all',
  };
}
