import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';

/** What can be done to many inquiries at once. */
export const bulkFields = [
  'assigned_to',
  'status',
  'topic_id',
  'department_id',
  'district_id',
  'parent_id',
  'language',
  'resolution_code',
] as const;
export type BulkField = (typeof bulkFields)[number];
export type BulkPatch = { field: BulkField; value: string | null; note: string };

export type BulkTarget = { rows: { id: string; version: number }[] } | { query: Record<string, unknown> };
export type BulkRow = { id: string; number: string | null; subject: string | null; was: string | null; skip: string | null };

/** What a bulk edit would do, or did: see bulk_edit_inquiries. */
export type BulkAnswer = {
  total: number;
  changing: number;
  skipped: { reason: string; count: number }[];
  from: { was: string | null; count: number }[];
  /** The first 200. */
  rows: BulkRow[];
  as_of: string;
  change_set: string | null;
  refused: { id: string; number: string; message: string }[];
};

const toPatch = ({ field, value, note }: BulkPatch) => ({
  [field]: value,
  ...(field === 'resolution_code' && note.trim() ? { note } : {}),
});

/** The preview of an act on many inquiries, and the act itself, done only to what the preview showed. */
export function useBulk(target: BulkTarget, patch: BulkPatch | null) {
  const asked = patch && toPatch({ ...patch, note: '' });
  const { query } = useCustom<BulkAnswer>({
    url: 'bulk_edit_inquiries',
    method: 'post',
    config: { payload: { p_target: target, p_patch: asked, p_dry_run: true } },
    errorNotification: false,
    queryOptions: { queryKey: ['bulk', target, asked], enabled: asked !== null, staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
  });
  const { mutateAsync } = useCustomMutation<BulkAnswer>();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const preview = patch && query.isSuccess && !query.isFetching ? query.data.data : null;

  async function apply(): Promise<BulkAnswer | null> {
    if (!patch || !preview) return null;
    setWorking(true);
    setError(null);
    try {
      const { data } = await mutateAsync({
        url: 'bulk_edit_inquiries',
        method: 'post',
        values: { p_target: { ...target, as_of: preview.as_of }, p_patch: toPatch(patch), p_dry_run: false },
        successNotification: false,
        errorNotification: false,
      });
      return data;
    } catch (refused) {
      setError(refused);
      return null;
    } finally {
      await Promise.all([
        invalidate({ resource: 'inquiries', invalidates: ['resourceAll'] }),
        invalidate({ resource: 'interactions', invalidates: ['list'] }),
        invalidate({ resource: 'changes', invalidates: ['list'] }),
      ]);
      setWorking(false);
    }
  }
  return { preview, isLooking: patch !== null && query.isFetching, error: error ?? (patch ? query.error : null), isWorking, apply };
}
