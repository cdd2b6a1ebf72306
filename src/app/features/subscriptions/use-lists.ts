import { useCreate, useCustom, useCustomMutation, useInvalidate, useList, useUpdate } from '@refinedev/core';
import { useState } from 'react';
import { toRefusal } from '../../../data/refusals.ts';
import { nameAct } from '../../providers/acts.ts';

const quiet = { successNotification: false, errorNotification: false } as const;

export type MailingList = {
  id: string;
  code: string;
  name: string;
  description: string;
  translations: Record<string, { name?: string; description?: string }>;
  needs_consent: boolean;
  is_public: boolean;
  is_active: boolean;
  sort_order: number;
  version: number;
};
export type ListCounts = { subscribed: number; pending: number; unsubscribed: number; campaigns: number; has_gone: boolean };
export type ListColumns = Omit<MailingList, 'id' | 'version' | 'sort_order'> & { sort_order?: number };

/** All lists in the office's order, with how many have each. */
export function useLists() {
  const lists = useList<MailingList>({
    resource: 'mailing_lists',
    sorters: [
      { field: 'sort_order', order: 'asc' },
      { field: 'name', order: 'asc' },
    ],
    pagination: { mode: 'off' },
    errorNotification: false,
  }).query;
  const counts = useCustom<Record<string, ListCounts>>({
    url: 'mailing_list_counts',
    method: 'post',
    errorNotification: false,
    queryOptions: { meta: { live: ['subscriptions', 'mailing_lists', 'campaigns'] } },
  }).query;
  return {
    lists: lists.data?.data ?? null,
    counts: counts.data?.data ?? null,
    error: lists.error ?? counts.error,
    retry: () => void Promise.all([lists.refetch(), counts.refetch()]),
  };
}

/** Making, changing and ordering lists: each one act, undone by the name that `onDone` gets. */
export function useListActs() {
  const { mutateAsync: create } = useCreate();
  const { mutateAsync: update } = useUpdate();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);

  async function run(deed: (act: string) => Promise<unknown>, onDone: (act: string) => void): Promise<boolean> {
    const act = nameAct();
    setWorking(true);
    setError(null);
    try {
      await deed(act);
      onDone(act);
      void invalidate({ resource: 'mailing_lists', invalidates: ['list'] });
      return true;
    } catch (refused) {
      setError(refused);
      // What somebody else saved meanwhile is read, so that the next save is made knowingly.
      if (toRefusal(refused).kind === 'conflict') void invalidate({ resource: 'mailing_lists', invalidates: ['list'] });
      return false;
    } finally {
      setWorking(false);
    }
  }

  return {
    error,
    isWorking,
    create: (variables: ListColumns, onDone: (act: string) => void) =>
      run((act) => create({ resource: 'mailing_lists', values: variables, invalidates: [], meta: { act }, ...quiet }), onDone),
    change: ({ id, version }: MailingList, variables: Partial<ListColumns>, onDone: (act: string) => void) =>
      run((act) => update({ resource: 'mailing_lists', id, values: variables, invalidates: [], meta: { act, version }, ...quiet }), onDone),
    order: (ids: string[], onDone: (act: string) => void) =>
      run((act) => call({ url: 'order_mailing_lists', method: 'post', values: { p_ids: ids }, meta: { act }, ...quiet }), onDone),
  };
}
