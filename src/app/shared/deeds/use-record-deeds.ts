import { useList } from '@refinedev/core';
import { useMemo } from 'react';
import { type Deed, tellDeeds } from '../../../domain/shared/deeds.ts';
import type { RecordRef } from '../../../domain/shared/record.ts';
import { useAttachments } from '../attachments/use-attachments.ts';
import { useRecordTasks } from '../tasks/use-tasks.ts';

type DeedChange = Parameters<typeof tellDeeds>[2][number] & { id: number };

/** What was done to the files and tasks of a record; an empty list until it is known, for the story stands without. */
export function useRecordDeeds(record: RecordRef): Deed[] {
  const { rows: files } = useAttachments(record);
  const { rows: tasks } = useRecordTasks(record);
  const ids = [...(files ?? []), ...(tasks ?? [])].map((row) => row.id);
  const { query } = useList<DeedChange>({
    resource: 'changes',
    meta: { select: 'id,table_name,record_id,changed_at,staff_id,action,after' },
    filters: [
      { field: 'table_name', operator: 'in', value: ['attachments', 'tasks'] },
      { field: 'record_id', operator: 'in', value: ids },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { enabled: ids.length > 0, placeholderData: (previous: unknown) => previous as never },
  });
  const changes = query.data?.data;
  return useMemo(() => tellDeeds(files ?? [], tasks ?? [], changes ?? []), [files, tasks, changes]);
}
