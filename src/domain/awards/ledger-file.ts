import type { BudgetCategory, EntryKind, MoneyShare } from './budget-categories.ts';

/** A file of the city's ledger: what its columns are, and what taking it in would do. */

/** What a column can be. `amount`, or `debit` and `credit` where the ledger has two. */
export const ledgerFields = [
  'date',
  'amount',
  'debit',
  'credit',
  'kind',
  'category',
  'share',
  'award',
  'project',
  'account',
  'description',
  'payee',
  'reference',
  'subaward',
  'obligation',
] as const;
export type LedgerField = (typeof ledgerFields)[number];

/** Fields whose cells are words of the city's own that mean one of ours. */
export const wordFields = ['kind', 'category', 'share'] as const;
export type WordField = (typeof wordFields)[number];

export type LedgerMapping = {
  columns: Partial<Record<LedgerField, string>>;
  /** What a cell means that we do not know: {"category": {"105005": "personnel"}}. */
  words: Partial<Record<WordField, Record<string, string>>>;
  /** What holds where the file does not say. */
  defaults: { kind: EntryKind; share: MoneyShare; category: BudgetCategory | null };
  /** Drawdowns and income stand as credits, with a minus. */
  flips_receipts: boolean;
};

export const emptyMapping: LedgerMapping = {
  columns: {},
  words: {},
  defaults: { kind: 'expenditure', share: 'federal', category: null },
  flips_receipts: false,
};

export type WrongLine = { line: number; why: string; value: string };
type Here = { amount_cents: number; entry_on: string; category: string | null };

export type LedgerAnswer = {
  columns: string[];
  mapping: LedgerMapping;
  /** Whether a file like this one was taken in before. */
  remembered: boolean;
  /** Cells of the first lines, by column. */
  samples: Record<string, string>[];
  /** Words of the file that nobody has said the meaning of yet, with how many lines have each. */
  unknown: { field: WordField; value: string; count: number }[];
  /** Null while the columns do not say enough to read a line. */
  outcome: {
    rows: number;
    new: number;
    same: number;
    others: number;
    different: { count: number; rows: { line: number; reference: string; amount_cents: number; entry_on: string; here: Here[] }[] };
    wrong: { count: number; rows: WrongLine[] };
    awards: {
      id: string;
      award_number: string | null;
      title: string;
      new: number;
      obligated_cents: number;
      spent_cents: number;
      drawn_cents: number;
      income_cents: number;
    }[];
    import_id: string | null;
  } | null;
};

/** What a mapping still lacks before a line can be read with it. */
export function missingFields(mapping: LedgerMapping, isOfOneAward: boolean): LedgerField[] {
  const { columns } = mapping;
  const missing: LedgerField[] = [];
  if (!columns.date) missing.push('date');
  if (!columns.amount && !columns.debit && !columns.credit) missing.push('amount');
  if (!isOfOneAward && !columns.award && !columns.project && !columns.account) missing.push('award');
  return missing;
}
