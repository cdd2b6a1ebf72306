import { type Cursor, readCursor } from '../shared/cursor.ts';

export const legislationKinds = ['ordinance', 'resolution', 'communication', 'other'] as const;
export type LegislationKind = (typeof legislationKinds)[number];
/** Where a file stands. The last two of them by an act of their own, which sends its answer cards to be checked. */
export const legislationStates = ['introduced', 'held', 'passed', 'filed', 'failed', 'amended', 'repealed'] as const;
export type LegislationState = (typeof legislationStates)[number];

export type LegislationRef = { id: string; file_number: string; kind: LegislationKind };
export type LegislationSection = { id: string; number: string; title: string; body: string };
export type LegislationRow = {
  id: string;
  file_number: string;
  kind: LegislationKind;
  title: string;
  summary: string | null;
  state: LegislationState;
  introduced_on: string | null;
  passed_on: string | null;
  url: string | null;
  legistar_id: number | null;
  amended_on: string | null;
  amended_note: string | null;
  version: number;
};

/** What legislation_facts answers. */
export type LegislationFacts = {
  id: string;
  legislation: LegislationRow;
  amended_by: LegislationRef | null;
  amends: LegislationRef[];
  sections: LegislationSection[];
  cards: { id: string; title: string; state: 'draft' | 'current' | 'review' | 'retired'; sections: string[]; given: number }[];
};

/** One row of list_legislation. */
export type LegislationListRow = Pick<
  LegislationRow,
  'id' | 'file_number' | 'kind' | 'title' | 'summary' | 'state' | 'passed_on' | 'amended_on'
> & { amended_by: string | null; cards: number };

/** What find_legislation answers. */
export type LegislationFound = LegislationRef & { title: string; sections: { id: string; number: string; title: string }[] };

/** Whether the counting part of a number is higher than the City comes to in a year: more likely a slip. */
export const isDoubtfulNumber = (number: string): boolean => /^\d{6}$/.test(number) && Number(number.slice(2)) > 1500;

/** What taking a file of Legistar in would do, or did: see import_legislation. */
export type LegistarAnswer = {
  rows: number;
  new_count: number;
  changed_count: number;
  same: number;
  new: { file_number: string; kind: LegislationKind; title: string; state: LegislationState | null }[];
  changed: {
    id: string;
    file_number: string;
    title: string;
    changes: { field: string; ours: string | number | null; theirs: string | number }[];
  }[];
  wrong: { line: number; why: 'number' | 'title' | 'days' | 'taken'; value: string }[];
  doubtful: string[];
  taken: number;
  corrected: number;
};

export type LegislationQuery = {
  search: string;
  kind: LegislationKind[];
  state: LegislationState[];
  cited: boolean;
  after: Cursor | null;
  before: Cursor | null;
};

const listed = <Word extends string>(text: string | null, known: readonly Word[]): Word[] =>
  (text ?? '').split(',').filter((one): one is Word => known.includes(one as Word));

/** Reads the list's address; what cannot be read is left out. */
export function readLegislationQuery(params: URLSearchParams): LegislationQuery {
  return {
    search: params.get('q') ?? '',
    kind: listed(params.get('kind'), legislationKinds),
    state: listed(params.get('state'), legislationStates),
    cited: params.get('cited') === 'true',
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeLegislationQuery(query: LegislationQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.kind.length > 0) params.set('kind', query.kind.join(','));
  if (query.state.length > 0) params.set('state', query.state.join(','));
  if (query.cited) params.set('cited', 'true');
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

/** The argument of list_legislation, but for the size of a page. */
export function toLegislationRpc(query: LegislationQuery): Record<string, unknown> {
  return {
    filters: {
      ...(query.kind.length > 0 ? { kind: query.kind } : {}),
      ...(query.state.length > 0 ? { state: query.state } : {}),
      ...(query.cited ? { cited: true } : {}),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
  };
}
