import { useCustom, useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import type { Choice, ConsentRecord } from '../../../domain/subscriptions/record.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

/** What an address gets and how that came. */
export function useConsentRecord(address: string, limit = 30) {
  const { query } = useCustom<ConsentRecord>({
    url: 'consent_record',
    method: 'post',
    config: { payload: { p_address: address, p_limit: limit } },
    errorNotification: false,
    queryOptions: {
      meta: { live: ['subscribers', 'subscriptions', 'suppressions', 'mailing_lists'] },
      placeholderData: (previous: unknown) => previous as never,
    },
  });
  return { record: query.data?.data ?? null, error: query.error, retry: () => void query.refetch() };
}

export type SaidHow = 'staff' | 'call' | 'form' | 'paper';

/** Records what somebody told the office, as one act; then the lists are read again. */
export function useRecordChoice() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  async function record(
    address: string,
    choice: Choice,
    { how, note, photo }: { how: SaidHow; note: string; photo: string | null },
    onDone: (act: string) => void,
  ): Promise<boolean> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({
        url: 'record_choice',
        method: 'post',
        values: { p_address: address, p_choice: choice, p_source: how, p_note: note, ...(photo ? { p_attachment: photo } : {}) },
        meta: { act },
        ...quiet,
      });
      onDone(act);
      void invalidate({ resource: 'subscribers', invalidates: ['list'] });
      void invalidate({ resource: 'changes', invalidates: ['list'] });
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setWorking(false);
    }
  }
  return { record, error, isWorking, clear: () => setError(null) };
}
