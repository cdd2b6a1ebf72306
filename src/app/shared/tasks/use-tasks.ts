import { useList } from '@refinedev/core';
import { type RecordRef, recordColumn } from '../../../domain/shared/record.ts';
import type { TaskRow } from '../../../domain/tasks/task.ts';

/** One page of tasks, by the query of list_tasks. */
export function useTaskRows(query: Record<string, unknown>, pageSize: number, enabled = true) {
  return useList<TaskRow>({
    resource: 'tasks',
    pagination: { pageSize },
    meta: { query },
    errorNotification: false,
    queryOptions: { enabled, placeholderData: (previous: unknown) => previous as never },
  }).query;
}

/** The tasks of a record in the order in which they were made; those of a checklist as it has them. */
export function useRecordTasks({ table, id }: RecordRef) {
  const query = useTaskRows({ filters: { [recordColumn(table).replace('_id', '')]: [id] }, sort: 'created_at' }, 200);
  const rows = query.data?.data ?? null;
  return {
    rows,
    open: rows?.filter((task) => task.done_at === null).sort(bySequence) ?? null,
    settled: rows?.filter((task) => task.done_at !== null) ?? [],
    error: query.error,
    retry: () => void query.refetch(),
  };
}

/** Tasks of one act share their instant; their place in the list decides. */
function bySequence(a: TaskRow, b: TaskRow): number {
  return a.created_at === b.created_at ? a.sort_order - b.sort_order : 0;
}
