import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type Mode, modes, type Outcome, outcomes, type Qualification, type UnmetReason } from './encounter.ts';

/** The lists of encounters: all, what was not met, what is to be followed up, the reader's own, test calls. */
export const encounterTabs = ['all', 'unmet', 'follow_up', 'mine', 'tests'] as const;
export type EncounterTab = (typeof encounterTabs)[number];

/** One row of list_encounters. */
export type EncounterRow = {
  id: string;
  occurred_at: string;
  language: string;
  dialect: string | null;
  mode: Mode;
  outcome: Outcome;
  unmet_reason: UnmetReason | null;
  qualification: Qualification;
  is_qualified: boolean;
  used_family: boolean;
  used_minor: boolean;
  asked_for: string;
  wait_seconds: number | null;
  duration_minutes: number | null;
  cost_cents: number | null;
  is_invoiced: boolean;
  follow_up_on: string | null;
  followed_up_at: string | null;
  is_test: boolean;
  staff_name: string | null;
  interpreter_name: string | null;
  vendor_name: string | null;
  inquiry_id: string | null;
  inquiry_number: string | null;
  event_id: string | null;
  event_title: string | null;
  referral_id: string | null;
  referral_number: number | null;
};

/** What a number of the report counts: qualified help, a known wait, a document translated on the spot. */
export const encounterMarks = ['qualified', 'waited', 'written'] as const;
export type EncounterMark = (typeof encounterMarks)[number];

/** The list, as its address says it. */
export type EncounterQuery = {
  tab: EncounterTab;
  search: string;
  language: string[];
  mode: Mode[];
  outcome: Outcome[];
  /** Days of the office, both inclusive; '' for no bound. */
  from: string;
  to: string;
  /** Through the city's language office alone. */
  office: boolean;
  marks: EncounterMark[];
  after: Cursor | null;
  before: Cursor | null;
};

const isoDay = (text: string | null): string => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

/** Reads the list's address; what cannot be read is left out. */
export function readEncounterQuery(params: URLSearchParams): EncounterQuery {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const tab = params.get('tab') as EncounterTab;
  return {
    tab: encounterTabs.includes(tab) ? tab : 'all',
    search: params.get('q') ?? '',
    language: list('language'),
    mode: list('mode').filter((mode): mode is Mode => modes.includes(mode as Mode)),
    outcome: list('outcome').filter((outcome): outcome is Outcome => outcomes.includes(outcome as Outcome)),
    from: isoDay(params.get('from')),
    to: isoDay(params.get('to')),
    office: params.get('office') === 'yes',
    marks: encounterMarks.filter((name) => params.get(name) === 'yes'),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeEncounterQuery(query: EncounterQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'all') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  for (const name of ['language', 'mode', 'outcome'] as const) if (query[name].length > 0) params.set(name, query[name].join(','));
  if (query.from) params.set('from', query.from);
  if (query.to) params.set('to', query.to);
  if (query.office) params.set('office', 'yes');
  for (const name of query.marks) params.set(name, 'yes');
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<EncounterTab, Record<string, unknown>> = {
  all: { is_test: false },
  unmet: { is_test: false, unmet: true },
  follow_up: { is_test: false, follow_up: true },
  mine: { is_test: false, mine: true },
  tests: { is_test: true },
};

/** The argument of list_encounters, but for the size of a page. */
export function toEncounterRpc(query: EncounterQuery): Record<string, unknown> {
  return {
    filters: {
      ...tabFilters[query.tab],
      ...(query.language.length > 0 ? { language: query.language } : {}),
      ...(query.mode.length > 0 ? { mode: query.mode } : {}),
      ...(query.outcome.length > 0 ? { outcome: query.outcome } : {}),
      ...(query.from || query.to
        ? { occurred: { ...(query.from ? { from: query.from } : {}), ...(query.to ? { to: query.to } : {}) } }
        : {}),
      ...(query.office ? { office: true } : {}),
      ...Object.fromEntries(query.marks.map((name) => [name === 'qualified' ? 'is_qualified' : name, true])),
    },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    // What is promised next comes first; else what was last.
    ...(query.tab === 'follow_up' ? { sort: 'follow_up_on', descending: false } : { sort: 'occurred_at', descending: true }),
  };
}
