import { type Cursor, readCursor } from '../../../domain/shared/cursor.ts';
import type { HistoryReason } from '../../../domain/shared/history.ts';

export const reasons: readonly HistoryReason[] = ['screen', 'bulk', 'merge', 'undo', 'reading', 'service', 'import'];

/** What the history of the office shows, as its address says it. `program` for what nobody of the office did. */
export type HistoryQuery = { staff: string; table: string; reason: string; day: string; after: Cursor | null };

/** Reads the address; what cannot be read is left out. */
export function readHistoryQuery(params: URLSearchParams): HistoryQuery {
  const text = (name: string, form: RegExp) => (form.test(params.get(name) ?? '') ? String(params.get(name)) : '');
  return {
    staff: text('who', /^(program|[0-9a-f-]{36})$/),
    table: text('what', /^[a-z_]{1,60}$/),
    reason: text('why', /^[a-z]+$/),
    day: text('on', /^\d{4}-\d{2}-\d{2}$/),
    after: readCursor(params.get('after')),
  };
}

export function writeHistoryQuery({ staff, table, reason, day, after }: HistoryQuery): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ who: staff, what: table, why: reason, on: day })) if (value) params.set(name, value);
  if (after) params.set('after', JSON.stringify(after));
  const text = params.toString();
  return text ? `/settings/history?${text}` : '/settings/history';
}

/** The argument of list_history. */
export function toHistoryRpc({ staff, table, reason, day, after }: HistoryQuery): Record<string, unknown> {
  return {
    ...(staff ? { staff: staff === 'program' ? null : staff } : {}),
    ...(table ? { table } : {}),
    ...(reason ? { reason } : {}),
    ...(day ? { from: day, to: day } : {}),
    ...(after ? { after } : {}),
  };
}
