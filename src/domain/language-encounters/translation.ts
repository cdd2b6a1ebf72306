import { type Cursor, readCursor } from '../shared/cursor.ts';
import { type DayRange, readRange, writeRange } from '../shared/day-range.ts';

/** Where a written translation stands. */
export const translationStatuses = ['requested', 'translating', 'in_review', 'done', 'cancelled'] as const;
export type TranslationStatus = (typeof translationStatuses)[number];

/** The lists of translations: what is open, what waits for the reader to read it, the reader's own, what is done, all. */
export const translationTabs = ['open', 'to_read', 'mine', 'done', 'all'] as const;
export type TranslationTab = (typeof translationTabs)[number];

export const translationFilters: Record<TranslationTab, Record<string, unknown>> = {
  open: { is_open: true },
  to_read: { to_read: true },
  mine: { is_open: true, mine: true },
  done: { status: ['done'] },
  all: {},
};

/** The list, as its address says it. `done`: what was done in those days, of those that are done. */
export type TranslationQuery = { tab: TranslationTab; done: DayRange | null; after: Cursor | null; before: Cursor | null };

/** Reads the list's address; what cannot be read is left out. */
export function readTranslationQuery(params: URLSearchParams): TranslationQuery {
  const tab = translationTabs.find((one) => one === params.get('tab')) ?? 'open';
  return {
    tab,
    done: tab === 'done' ? readRange(params.get('done')) : null,
    after: readCursor(params.get('after')),
    before: readCursor(params.get('before')),
  };
}

export function writeTranslationQuery({ tab, done, after, before }: TranslationQuery): URLSearchParams {
  const params = new URLSearchParams({ tab });
  const days = tab === 'done' ? writeRange(done) : null;
  if (days) params.set('done', days);
  if (after) params.set('after', JSON.stringify(after));
  if (before) params.set('before', JSON.stringify(before));
  return params;
}

/** The argument of list_translations and count_translations, but for the page. */
export const toTranslationRpc = ({ tab, done }: TranslationQuery): { filters: Record<string, unknown> } => ({
  filters: { ...translationFilters[tab], ...(done ? { done } : {}) },
});

/** One row of list_translations. */
export type TranslationRow = {
  id: string;
  title: string;
  language: string;
  status: TranslationStatus;
  source_words: number | null;
  is_vital: boolean;
  due_on: string | null;
  done_on: string | null;
  translator_name: string | null;
  reviewer_name: string | null;
  versions: number | null;
};

type Named = { id: string; name: string };

/** The answer of translation_facts. */
export type TranslationFacts = {
  id: string;
  translation: {
    title: string;
    language: string;
    status: TranslationStatus;
    source_words: number | null;
    is_vital: boolean;
    translator_staff_id: string | null;
    vendor_id: string | null;
    reviewer_id: string | null;
    inquiry_id: string | null;
    event_id: string | null;
    program_id: string | null;
    due_on: string | null;
    done_on: string | null;
    cost_cents: number | null;
    note: string;
    version: number;
  };
  translator: Named | null;
  reviewer: Named | null;
  vendor: Named | null;
  requested_by: Named | null;
  inquiry: { id: string; number: string; subject: string } | null;
  event: { id: string; title: string } | null;
  program: Named | null;
  /** The reader of this page may say whether the latest version is right. */
  may_review: boolean;
  versions: {
    id: string;
    number: number;
    body: string;
    words: number;
    review: 'approved' | 'changes' | null;
    review_note: string | null;
    reviewed_at: string | null;
    created_at: string;
    written_by: string | null;
    reviewed_by: string | null;
  }[];
};
