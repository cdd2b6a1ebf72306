import { useOne } from '@refinedev/core';
import { type Resident, residentColumns } from '../../../domain/residents/resident.ts';

/** One resident with all contacts. */
export function useResident(id: string) {
  const { query } = useOne<Resident>({ resource: 'residents', id, meta: { select: residentColumns }, errorNotification: false });
  // Whoever was taken into another is there again after an undo: while it is asked again, what was refused before does not stand.
  return { resident: query.data?.data ?? null, error: query.isFetching ? null : query.error, retry: () => void query.refetch() };
}
