import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readRange, writeRange } from '../shared/day-range.ts';

/** Where an initiative stands. */
export const initiativeStatuses = ['idea', 'drafting', 'with_department', 'with_council', 'adopted', 'declined', 'dropped'] as const;
export type InitiativeStatus = (typeof initiativeStatuses)[number];
export const initiativeKinds = ['program', 'app', 'other'] as const;
export type InitiativeKind = (typeof initiativeKinds)[number];
/** The six parts of the city's app that the ordinance names. */
export const capabilities = ['bill_payment', 'reporting', 'feedback', 'maps', 'events', 'communications'] as const;
export type Capability = (typeof capabilities)[number];

type Named = { id: string; name: string };
export type InitiativeRow = {
  id: string;
  title: string;
  kind: InitiativeKind;
  capability: Capability | null;
  status: InitiativeStatus;
  problem: string;
  proposal: string;
  program_id: string | null;
  legislation_id: string | null;
  owner_id: string | null;
  proposed_on: string;
  decided_on: string | null;
  next_step: string;
  next_on: string | null;
  primary_section: number;
  sections: number[];
  version: number;
};

/** What initiative_facts answers. */
export type InitiativeFacts = {
  id: string;
  initiative: InitiativeRow;
  owner: Named | null;
  program: Named | null;
  legislation: { id: string; file_number: string; title: string; passed_on: string | null } | null;
  organizations: Named[];
  /** Where it may go from here. */
  ways: InitiativeStatus[];
};

/** One row of list_initiatives. */
export type InitiativeListRow = {
  id: string;
  title: string;
  kind: InitiativeKind;
  capability: Capability | null;
  status: InitiativeStatus;
  proposed_on: string;
  decided_on: string | null;
  next_step: string;
  next_on: string | null;
  owner_name: string | null;
  file_number: string | null;
  program_name: string | null;
  organizations: string[] | null;
};

/** Whether the Council's file number is asked for before it goes there. */
export const needsFile = ({ kind, legislation_id }: Pick<InitiativeRow, 'kind' | 'legislation_id'>, to: InitiativeStatus): boolean =>
  kind === 'program' && legislation_id === null && (to === 'with_council' || to === 'adopted');
export const isDecided = (status: InitiativeStatus): boolean => ['adopted', 'declined', 'dropped'].includes(status);

export const initiativeTabs = ['open', 'mine', 'app', 'decided', 'all'] as const;
export type InitiativeTab = (typeof initiativeTabs)[number];
export type InitiativeQuery = {
  tab: InitiativeTab;
  search: string;
  status: string[];
  section: number[];
  /** Proposed or decided in these days: what a report tells of. */
  told: DayRange | null;
  after: Cursor | null;
  before: Cursor | null;
};

/** Reads the list's address; what cannot be read is left out. */
export function readInitiativeQuery(params: URLSearchParams): InitiativeQuery {
  const tab = params.get('tab') as InitiativeTab;
  return {
    tab: initiativeTabs.includes(tab) ? tab : 'open',
    search: params.get('q') ?? '',
    status: (params.get('status') ?? '').split(',').filter((one) => initiativeStatuses.includes(one as InitiativeStatus)),
    section: (params.get('section') ?? '')
      .split(',')
      .map(Number)
      .filter((one) => Number.isInteger(one) && one >= 1 && one <= 10),
    told: readRange(params.get('told')),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeInitiativeQuery(query: InitiativeQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'open') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.status.length > 0) params.set('status', query.status.join(','));
  if (query.section.length > 0) params.set('section', query.section.join(','));
  const told = writeRange(query.told);
  if (told) params.set('told', told);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<InitiativeTab, Record<string, unknown>> = {
  open: { is_open: true },
  mine: { is_open: true, mine: true },
  app: { is_open: true, kind: ['app'] },
  decided: { is_open: false },
  all: {},
};

/** The argument of list_initiatives, but for the size of a page: in the order of their way to the Council. */
export function toInitiativeRpc(query: InitiativeQuery): Record<string, unknown> {
  return {
    filters: {
      ...tabFilters[query.tab],
      ...(query.status.length > 0 ? { status: query.status } : {}),
      ...(query.section.length > 0 ? { section: query.section } : {}),
      ...(query.told ? { told: query.told } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: 'status',
  };
}
