import { useList } from '@refinedev/core';
import type { RecordRef } from '../../../domain/shared/record.ts';

type Hold = { id: string; reason: string; placed_by: string | null; created_at: string };

/** The legal hold that a record is under now, if there is one; `isKnown` once that has been asked. */
export function useHold(record: RecordRef): { hold: Hold | undefined; isKnown: boolean } {
  const { query } = useList<Hold>({
    resource: 'legal_holds',
    pagination: { pageSize: 1 },
    filters: [
      { field: 'record_table', operator: 'eq', value: record.table },
      { field: 'record_id', operator: 'eq', value: record.id },
      { field: 'lifted_at', operator: 'null', value: true },
    ],
    meta: { select: 'id,reason,placed_by,created_at' },
    errorNotification: false,
  });
  return { hold: query.data?.data[0], isKnown: query.isSuccess };
}
