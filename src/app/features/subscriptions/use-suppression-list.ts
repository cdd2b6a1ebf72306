import { useCustomMutation, useInvalidate } from '@refinedev/core';
import { useState } from 'react';
import {
  readSuppressionQuery,
  type SuppressionQuery,
  type SuppressionRow,
  toSuppressionRpc,
  writeSuppressionQuery,
} from '../../../domain/subscriptions/suppression.ts';
import { nameAct } from '../../providers/acts.ts';
import { addressesOf, useAddressQuery, useKeysetList } from '../../shared/lists/use-keyset-list.ts';

export const { addressOf } = addressesOf('/mailing-lists/suppressions', writeSuppressionQuery);

/** The page of suppressed addresses that the address asks for, the newest first. */
export function useSuppressionList() {
  const query = useAddressQuery(readSuppressionQuery);
  const counted = toSuppressionRpc(query);
  return useKeysetList<SuppressionRow, SuppressionQuery>({ resource: 'suppressions', query, counted, addressOf });
}

/** Suppresses or lifts, as one act that can be undone; then the lists are read again. */
export function useSuppressionActs() {
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  async function act(
    url: 'suppress_address' | 'lift_suppression',
    values: Record<string, string>,
    onDone: (act: string) => void,
  ): Promise<boolean> {
    const name = nameAct();
    setWorking(true);
    setError(null);
    try {
      await call({ url, method: 'post', values, meta: { act: name }, successNotification: false, errorNotification: false });
      onDone(name);
      void invalidate({ resource: 'suppressions', invalidates: ['list'] });
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
  return {
    suppress: (address: string, reason: string, onDone: (act: string) => void) =>
      act('suppress_address', { p_address: address, p_reason: reason }, onDone),
    lift: (id: string, reason: string, onDone: (act: string) => void) => act('lift_suppression', { p_id: id, p_reason: reason }, onDone),
    error,
    isWorking,
  };
}
