import { type Cursor, readCursor } from '../shared/cursor.ts';
import { addDays } from '../shared/dates.ts';
import { type DayRange, readDay, readRange, writeRange } from '../shared/day-range.ts';
import { type FundingLevel, fundingLevels, type ProgramStatus, programStatuses } from './program.ts';

/** The lists of programs: all, those whose window closes within a month, those to be looked at, the reader's own. */
export const programTabs = ['all', 'closing', 'stale', 'mine'] as const;
export type ProgramTab = (typeof programTabs)[number];
export const programSorts = ['name', 'closes_on', 'review_by', 'updated_at'] as const;
export type ProgramSort = (typeof programSorts)[number];

/** One row of list_programs. */
export type ProgramListRow = {
  id: string;
  name: string;
  organization_id: string;
  organization_name: string;
  status: ProgramStatus;
  opens_on: string | null;
  closes_on: string | null;
  is_free: boolean | null;
  income_basis: 'poverty' | 'median' | null;
  income_percent: number | null;
  maximum_amount_cents: number | null;
  tenure: 'renter' | 'owner' | null;
  review_by: string | null;
  alert: string;
  owner_name: string | null;
  needs: { code: string; name: string; translations: Record<string, { name?: string }> }[] | null;
  languages: string[] | null;
  districts: { code: string; name: string }[] | null;
};

/** What program_facets answers. */
export type ProgramFacets = {
  need: { id: string; code: string; name: string; translations: Record<string, { name?: string }>; count: number }[];
  district: { id: string; code: string; name: string; count: number }[];
  language: { code: string; name: string; endonym: string; count: number }[];
  organization: { id: string; name: string; count: number }[];
  status: { code: ProgramStatus; count: number }[];
  free: number;
  open: number;
  total: number;
};

/** Days: when it was put in, when it was looked at, and when residents could be sent to it. */
export const programDays = ['added', 'reviewed', 'there'] as const;

/** The list, as its address says it: needs and districts by code, organizations by id. */
export type ProgramQuery = {
  tab: ProgramTab;
  search: string;
  need: string[];
  district: string[];
  language: string[];
  organization: string[];
  status: string[];
  level: string[];
  /** Who pays first: each program has one. */
  payer: string[];
  section: number[];
  isFree: boolean;
  isOpen: boolean;
  sort: ProgramSort | null;
  after: Cursor | null;
  before: Cursor | null;
  /** To be looked at again by this day. */
  due: string | null;
} & Record<(typeof programDays)[number], DayRange | null>;
export const programLists = ['need', 'district', 'language', 'organization', 'status', 'level'] as const;
export type ProgramListFilter = (typeof programLists)[number];

const usualSort: Record<ProgramTab, ProgramSort> = { all: 'name', closing: 'closes_on', stale: 'review_by', mine: 'name' };
export const sortOf = ({ sort, tab }: ProgramQuery): ProgramSort => sort ?? usualSort[tab];
export const isFiltered = (query: ProgramQuery): boolean =>
  query.search.trim() !== '' || query.isFree || query.isOpen || programLists.some((name) => query[name].length > 0) || isNarrowed(query);
/** Narrowed to what a number of a report counted. */
export const isNarrowed = (query: ProgramQuery): boolean =>
  query.payer.length + query.section.length > 0 || query.due !== null || programDays.some((name) => query[name]);

/** Reads the list's address; what cannot be read is left out. */
export function readProgramQuery(params: URLSearchParams): ProgramQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as ProgramTab;
  const sort = params.get('sort') as ProgramSort;
  return {
    tab: programTabs.includes(tab) ? tab : 'all',
    search: params.get('q') ?? '',
    need: list('need'),
    district: list('district'),
    language: list('language'),
    organization: list('organization').filter((id) => /^[0-9a-f-]{36}$/.test(id)),
    status: list('status').filter((status) => programStatuses.includes(status as ProgramStatus)),
    level: list('level').filter((level) => fundingLevels.includes(level as FundingLevel)),
    payer: list('payer').filter((level) => fundingLevels.includes(level as FundingLevel)),
    section: list('section')
      .map(Number)
      .filter((one) => Number.isInteger(one) && one >= 1 && one <= 10),
    added: readRange(params.get('added')),
    reviewed: readRange(params.get('reviewed')),
    there: readRange(params.get('there')),
    due: readDay(params.get('due')),
    isFree: params.get('free') === 'yes',
    isOpen: params.get('open') === 'yes',
    sort: programSorts.includes(sort) ? sort : null,
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeProgramQuery(query: ProgramQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'all') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of programLists) if (query[name].length > 0) params.set(name, query[name].join(','));
  for (const name of ['payer', 'section'] as const) if (query[name].length > 0) params.set(name, query[name].join(','));
  for (const name of programDays) {
    const range = writeRange(query[name]);
    if (range) params.set(name, range);
  }
  if (query.due) params.set('due', query.due);
  if (query.isFree) params.set('free', 'yes');
  if (query.isOpen) params.set('open', 'yes');
  if (query.sort && query.sort !== usualSort[query.tab]) params.set('sort', query.sort);
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The argument of list_programs, count_programs and program_facets, but for the page. */
export function toProgramRpc(query: ProgramQuery, today: string): Record<string, unknown> {
  const tabs: Record<ProgramTab, Record<string, unknown>> = {
    all: {},
    closing: { open: true, closes: { from: today, to: addDays(today, 30) } },
    stale: { stale: true },
    mine: { mine: true },
  };
  const lists = Object.fromEntries(programLists.filter((name) => query[name].length > 0).map((name) => [name, query[name]]));
  const narrowed = Object.fromEntries(
    [
      ...programDays.map((name) => [name, query[name]]),
      ...(['payer', 'section'] as const).map((name) => [name, query[name].length > 0 && query[name]]),
    ].filter(([, value]) => value),
  );
  return {
    filters: {
      ...lists,
      ...narrowed,
      ...(query.due ? { review: { to: query.due } } : {}),
      ...(query.isFree ? { free: true } : {}),
      ...(query.isOpen ? { open: true } : {}),
      ...tabs[query.tab],
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    on: today,
    sort: sortOf(query),
    descending: sortOf(query) === 'updated_at',
  };
}
