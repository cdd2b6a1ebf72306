/** What was done to the files and tasks of a record, for its story. `name` is the file, the task or the checklist. */
export type Deed = {
  key: string;
  at: string;
  who: string | null;
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
    | 'checklist_used';
  name: string;
  /** The tasks that a checklist made. */
  count?: number;
  /** Whom a task was given to (a staff id; null for nobody), or the day it was moved to. */
  to?: string | null;
};

type FileFacts = { id: string; name: string; created_at: string; created_by: string | null };
type TaskFacts = {
  id: string;
  title: string;
  created_at: string;
  created_by: string | null;
  checklist_id: string | null;
  checklist_name: string | null;
  done_at: string | null;
  done_by: string | null;
  outcome: 'done' | 'dropped' | null;
};
type ChangeFacts = {
  id: number;
  table_name: string;
  record_id: string;
  changed_at: string;
  staff_id: string | null;
  action: string;
  after: Record<string, unknown> | null;
};

/** Tells them from the rows (who made what, and when) and from the change log (what became of it), in no order. */
export function tellDeeds(files: FileFacts[], tasks: TaskFacts[], changes: ChangeFacts[]): Deed[] {
  const deeds: Deed[] = files.map((file) => ({
    key: `file-${file.id}`,
    at: file.created_at,
    who: file.created_by,
    what: 'file_added',
    name: file.name,
  }));
  const used = new Map<string, Deed>();
  for (const task of tasks) {
    const made = { at: task.created_at, who: task.created_by };
    if (task.checklist_id === null) {
      deeds.push({ key: `task-${task.id}`, ...made, what: 'task_added', name: task.title });
      continue;
    }
    // One act made them all: they share their instant.
    const key = `checklist-${task.checklist_id}-${task.created_at}`;
    const deed = used.get(key) ?? { key, ...made, what: 'checklist_used', name: task.checklist_name ?? '', count: 0 };
    used.set(key, { ...deed, count: (deed.count ?? 0) + 1 });
  }
  const told = new Set<string>();
  for (const change of changes) {
    const name = files.find((file) => file.id === change.record_id)?.name ?? tasks.find((task) => task.id === change.record_id)?.title;
    const what = change.action === 'update' && change.after && name !== undefined ? readChange(change.table_name, change.after) : null;
    if (!what || name === undefined) continue;
    if ('done_at' in (change.after ?? {})) told.add(change.record_id);
    deeds.push({ key: `change-${change.id}`, at: change.changed_at, who: change.staff_id, name, ...what });
  }
  for (const task of tasks) {
    // What was loaded already done has no change that says so.
    if (!task.done_at || told.has(task.id)) continue;
    const what = task.outcome === 'dropped' ? 'task_dropped' : 'task_done';
    deeds.push({ key: `done-${task.id}`, at: task.done_at, who: task.done_by, what, name: task.title });
  }
  return [...deeds, ...used.values()];
}

function readChange(table: string, after: Record<string, unknown>): Pick<Deed, 'what' | 'to'> | null {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  if (table === 'attachments') {
    return 'removed_at' in after ? { what: after.removed_at === null ? 'file_restored' : 'file_removed' } : null;
  }
  if ('done_at' in after) {
    return { what: after.done_at === null ? 'task_reopened' : after.outcome === 'dropped' ? 'task_dropped' : 'task_done' };
  }
  if ('owner_id' in after) return { what: 'task_given', to: textOf(after.owner_id) };
  return 'due_on' in after ? { what: 'task_moved', to: textOf(after.due_on) } : null;
}
