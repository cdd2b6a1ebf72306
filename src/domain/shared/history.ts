/** What one act did to one row, as list_history tells it: an update has the columns that changed, a deletion the row. */
export type HistoryChange = {
  id: number;
  table: string;
  record: string;
  parent_table: string | null;
  parent: string | null;
  action: 'insert' | 'update' | 'delete';
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

export type HistoryReason = 'screen' | 'bulk' | 'import' | 'merge' | 'service' | 'undo' | 'reading';

/** One act. `kept_from` says why the reader may not undo it; null when they may. Large acts tell their first changes only. */
export type HistorySet = {
  id: string;
  created_at: string;
  staff_id: string | null;
  reason: HistoryReason;
  tables: string[];
  detail: Record<string, unknown> | null;
  kept_from: 'nothing' | 'undone' | 'frozen' | 'not_yours' | 'role' | null;
  undone: { staff_id: string | null; created_at: string } | null;
  undoes: { staff_id: string | null; created_at: string; reason: HistoryReason } | null;
  /** All that it did, counted to 1,001. */
  counts: { table: string; action: HistoryChange['action']; count: number }[];
  changes: HistoryChange[];
};

/** Which columns refer to which table, and what the rows are called that are spoken of. */
export type HistoryNames = { names: Record<string, Record<string, string>>; references: Record<string, Record<string, string>> };

export type FieldChange = { field: string; before: unknown; after: unknown };

/** Columns that follow from others, or that only the program reads. */
const silent = new Set([
  'id',
  'created_at',
  'updated_at',
  'version',
  'search',
  'source_fingerprint',
  'sections_corrected',
  'is_edited',
  'created_by',
  'user_id',
  'uid',
  'sequence',
  'starts_on',
  'occurrence_at',
  'client_key',
  'record_table',
  'record_id',
  'due_days',
]);

/** The columns of an update, in the given order first, then as they come. */
export function listFieldChanges({ before, after }: Pick<HistoryChange, 'before' | 'after'>, order: readonly string[] = []): FieldChange[] {
  const fields = Object.keys(after ?? {}).filter((field) => !silent.has(field));
  const rank = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  return fields
    .sort((a, b) => rank(a) - rank(b))
    .map((field) => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }));
}
