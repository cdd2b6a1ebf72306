import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

/** Merging two residents, or saying that they are two; each is one act. Null when it was refused: then `error` says why. */
export function useMerge() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  async function act(url: string, values: Record<string, unknown>, onDone: (act: string) => void): Promise<boolean> {
    const name = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({ url, method: 'post', values, meta: { act: name }, ...quiet });
      onDone(name);
      void invalidate({ resource: 'residents', invalidates: ['resourceAll'] });
      void invalidate({ resource: 'inquiries', invalidates: ['list'] });
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setWorking(false);
    }
  }
  return { act, error, isWorking };
}

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
  return { keptId: typeof data === 'string' ? data : null, isLooking: isAsked && query.isPending };
}
