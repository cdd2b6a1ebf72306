import { useCustom } from '@refinedev/core';

/** To whom the address of a resident leads who is not there any more; null while it is not known, and when nobody is known. */
export function useMergedInto(id: string, isAsked: boolean): { keptId: string | null; isLooking: boolean } {
  const { query } = useCustom({
    url: 'find_merged_resident',
    method: 'post',
    config: { payload: { p_id: id } },
    errorNotification: false,
    queryOptions: { enabled: isAsked },
  });
  const data: unknown = query.data?.data;
  // An answer about another resident stays on the screen until the next one is there: it is not about this one.
  return { keptId: isAsked && typeof data === 'string' ? data : null, isLooking: isAsked && query.isPending };
}
