import type { HistoryChange } from './history.ts';

/** What became of a task, a file or a member of staff, as one deed; `to` is whom a task was given to, or the day that it was moved to. */
export type ThingTold = {
  what:
    | 'file_added'
    | 'file_removed'
    | 'file_restored'
    | 'task_added'
    | 'task_done'
    | 'task_dropped'
    | 'task_reopened'
    | 'task_given'
    | 'task_moved'
    | 'account_made';
  to?: string | null;
};

/** Reads a change of a task, a file or a member of staff; null for what is told field by field, like any other change. */
export function readThing({ table, action, after }: HistoryChange): ThingTold | null {
  if (table === 'staff') return action === 'update' && typeof after?.user_id === 'string' ? { what: 'account_made' } : null;
  if (table !== 'tasks' && table !== 'attachments') return null;
  if (action === 'insert') return { what: table === 'tasks' ? 'task_added' : 'file_added' };
  if (action === 'delete' || !after) return null;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  if (table === 'attachments') {
    return 'removed_at' in after ? { what: after.removed_at === null ? 'file_restored' : 'file_removed' } : null;
  }
  if ('done_at' in after) {
    return { what: after.done_at === null ? 'task_reopened' : after.outcome === 'dropped' ? 'task_dropped' : 'task_done' };
  }
  // A day that somebody chose no longer follows the event: that is part of the same deed.
  const fields = Object.keys(after).filter((field) => field !== 'due_days');
  if (fields.length === 1 && fields[0] === 'owner_id') return { what: 'task_given', to: textOf(after.owner_id) };
  return fields.length === 1 && fields[0] === 'due_on' ? { what: 'task_moved', to: textOf(after.due_on) } : null;
}
