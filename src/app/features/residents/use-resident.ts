import { useOne } from '@refinedev/core';
import { type Resident, residentColumns } from '../../../domain/residents/resident.ts';

/** One resident with all contacts. */
export function useResident(id: string) {
  const { query } = useOne<Resident>({ resource: 'residents', id, meta: { select: residentColumns }, errorNotification: false });
  return { resident: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}
