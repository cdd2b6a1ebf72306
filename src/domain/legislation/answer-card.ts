import { type Cursor, readCursor } from '../shared/cursor.ts';
import type { LegislationKind, LegislationState } from './legislation.ts';

export type AnswerState = 'draft' | 'current' | 'review' | 'retired';
export type ReviewReason = 'amended' | 'repealed' | 'asked';

export type Citation = {
  legislation_id: string;
  file_number: string;
  kind: LegislationKind;
  title: string;
  state: LegislationState;
  url: string | null;
  section_id: string | null;
  section: string | null;
  section_title: string | null;
};
export type AnswerText = { language: string; body: string };

/** What answer_card_facts answers. */
export type AnswerCardFacts = {
  id: string;
  card: {
    id: string;
    title: string;
    topic_id: string | null;
    state: AnswerState;
    edition: number;
    owner_id: string | null;
    checked_on: string | null;
    review_by: string | null;
    review_reason: ReviewReason | null;
    review_note: string | null;
    review_since: string | null;
    version: number;
  };
  is_due: boolean;
  owner: string | null;
  checked_by: string | null;
  topic: string | null;
  review_law: { id: string; file_number: string; kind: LegislationKind; amended_on: string | null; amended_note: string | null } | null;
  citations: Citation[];
  texts: (AnswerText & { text_from: number; is_older: boolean })[];
  editions: { number: number; on: string; by: string | null; texts: AnswerText[] }[];
};

/** One row of list_answer_cards. */
export type AnswerCardRow = {
  id: string;
  title: string;
  state: AnswerState;
  edition: number;
  owner_name: string | null;
  checked_on: string | null;
  review_by: string | null;
  review_reason: ReviewReason | null;
  review_law: string | null;
  is_due: boolean;
  citations: Citation[];
  languages: string[] | null;
  /** How many were given what is not right any more. */
  old: number;
};

/** One card of find_answer_cards. */
export type FoundAnswer = {
  id: string;
  title: string;
  state: AnswerState;
  checked_on: string | null;
  review_by: string | null;
  review_reason: ReviewReason | null;
  is_due: boolean | null;
  language: string;
  body: string;
  is_other_language: boolean;
  is_older: boolean;
  citations: Citation[];
};

/** What use_answer_card answers. */
export type TakenAnswer = { use: string; text: string; body: string; language: string; citations: Citation[] };

/** One row of answer_receivers. */
export type AnswerReceiver = {
  id: string;
  inquiry_id: string;
  inquiry_number: string;
  subject: string;
  resident_id: string | null;
  resident_name: string | null;
  language: string;
  number: number;
  given_at: string;
  staff_name: string | null;
  is_old: boolean;
};

export const answerTabs = ['current', 'review', 'draft', 'retired', 'all'] as const;
export type AnswerTab = (typeof answerTabs)[number];
export type AnswerQuery = { tab: AnswerTab; search: string; topic: string[]; after: Cursor | null; before: Cursor | null };

/** Reads the list's address; what cannot be read is left out. */
export function readAnswerQuery(params: URLSearchParams): AnswerQuery {
  const tab = params.get('tab') as AnswerTab;
  return {
    tab: answerTabs.includes(tab) ? tab : 'current',
    search: params.get('q') ?? '',
    topic: (params.get('topic') ?? '').split(',').filter(Boolean),
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

/** Writes the list's address, without what is usual. */
export function writeAnswerQuery(query: AnswerQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.tab !== 'current') params.set('tab', query.tab);
  if (query.search.trim()) params.set('q', query.search.trim());
  if (query.topic.length > 0) params.set('topic', query.topic.join(','));
  if (query.after) params.set('after', JSON.stringify(query.after));
  if (query.before) params.set('before', JSON.stringify(query.before));
  return params;
}

const tabFilters: Record<AnswerTab, Record<string, unknown>> = {
  current: { state: ['current'] },
  review: { to_review: true },
  draft: { state: ['draft'] },
  retired: { state: ['retired'] },
  all: {},
};

/** The argument of list_answer_cards, but for the size of a page: what waits longest first where things wait. */
export function toAnswerRpc(query: AnswerQuery): Record<string, unknown> {
  return {
    filters: { ...tabFilters[query.tab], ...(query.topic.length > 0 ? { topic: query.topic } : {}) },
    ...(query.search.trim() ? { search: query.search.trim() } : {}),
    sort: query.tab === 'review' ? 'review_by' : 'title',
  };
}
