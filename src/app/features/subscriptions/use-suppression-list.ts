import { useCustomMutation, useInvalidate, useList } from '@refinedev/core';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Cursor } from '../../../domain/shared/cursor.ts';
import {
  readSuppressionQuery,
  type SuppressionQuery,
  type SuppressionRow,
  toSuppressionRpc,
  writeSuppressionQuery,
} from '../../../domain/subscriptions/suppression.ts';
import { nameAct } from '../../providers/acts.ts';
import { useCount } from '../../shared/hooks/use-count.ts';

export const pageSize = 25;

/** The page of suppressed addresses that the address asks for, the newest first. */
export function useSuppressionList() {
  const [params] = useSearchParams();
  const text = params.toString();
  const query = useMemo(() => readSuppressionQuery(new URLSearchParams(text)), [text]);
  const counted = toSuppressionRpc(query);
  const asked = { ...counted, ...(query.after ? { after: query.after } : {}), ...(query.before ? { before: query.before } : {}) };
  const { query: list } = useList<SuppressionRow>({
    resource: 'suppressions',
    pagination: { pageSize },
    meta: { query: asked },
    errorNotification: false,
    queryOptions: { placeholderData: (previous: unknown) => previous as never },
  });
  const count = useCount('suppressions', counted);
  const page = list.data as { data: SuppressionRow[]; next?: Cursor | null; previous?: Cursor | null } | undefined;
  return {
    query,
    rows: page?.data ?? null,
    count,
    error: list.error,
    retry: () => void list.refetch(),
    next: page?.next ? addressOf({ ...query, after: page.next, before: null }) : null,
    previous: page?.previous ? addressOf({ ...query, before: page.previous, after: null }) : null,
  };
}

export function addressOf(query: SuppressionQuery): string {
  const text = writeSuppressionQuery(query).toString();
  return text ? `/mailing-lists/suppressions?${text}` : '/mailing-lists/suppressions';
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
