import { useCreate, useCustomMutation, useInvalidate, useList, useUpdate } from '@refinedev/core';
import { useState } from 'react';
import {
  type Density,
  listAddresses,
  moveView,
  type SavedView,
  savedViewColumns,
  sortViews,
  type ViewScope,
} from '../../../domain/shared/saved-view.ts';
import { roles } from '../../providers/access.ts';
import { useOffice } from '../../providers/office.tsx';
import { useOwnPreferences } from '../../providers/own-preferences.ts';

const quiet = { successNotification: false, errorNotification: false } as const;
export type ViewResource =
  | 'inquiries'
  | 'residents'
  | 'events'
  | 'campaigns'
  | 'subscribers'
  | 'awards'
  | 'opportunities'
  | 'organizations'
  | 'programs'
  | 'referrals'
  | 'applications'
  | 'language_encounters'
  | 'meetings'
  | 'initiatives'
  | 'service_requests';
export type NewView = { name: string; query: string; scope: ViewScope; role: string | null; columns?: string[]; density?: Density };

/** The views above a list, and what may be done to them. Each act answers whether it was done; if not, `error` says why. */
export function useViews(resource: ViewResource) {
  const { me } = useOffice();
  const { again } = useOwnPreferences();
  const { query } = useList<SavedView>({
    resource: 'saved_views',
    meta: { select: savedViewColumns },
    filters: [
      { field: 'resource', operator: 'eq', value: resource },
      { field: 'is_removed', operator: 'eq', value: false },
    ],
    sorters: [{ field: 'position', order: 'asc' }],
    pagination: { mode: 'off' },
    errorNotification: false,
    queryOptions: { staleTime: 60_000 },
  });
  const { mutateAsync: create } = useCreate();
  const { mutateAsync: update } = useUpdate();
  const { mutateAsync: call } = useCustomMutation();
  const invalidate = useInvalidate();
  const [error, setError] = useState<unknown>(null);
  const [isWorking, setWorking] = useState(false);
  const all = sortViews(query.data?.data ?? []);
  const rank = roles.indexOf(me.role);

  async function act(deed: () => Promise<unknown>): Promise<boolean> {
    setWorking(true);
    setError(null);
    try {
      await deed();
      // What the lists open with may be another one now.
      await Promise.all([invalidate({ resource: 'saved_views', invalidates: ['list'] }), again()]);
      return true;
    } catch (refused) {
      setError(refused);
      return false;
    } finally {
      setWorking(false);
    }
  }
  const write = (view: Pick<SavedView, 'id'>, values: Partial<SavedView> & { is_removed?: boolean }) =>
    act(() => update({ resource: 'saved_views', id: view.id, values, ...quiet }));

  return {
    /** Those that stand above this person's list. */
    views: all.filter((view) => view.scope !== 'role' || view.role === me.role),
    /** Those that this person may also see to: a manager sees to the views of each role. */
    all,
    error,
    isWorking,
    clear: () => setError(null),
    mayKeep: (scope: ViewScope, ownerId: string | null = me.id) =>
      scope === 'mine' ? ownerId === me.id : rank >= roles.indexOf(scope === 'team' ? 'coordinator' : 'manager'),
    /** Whether this person chooses what the list opens with: a manager for others, where something leads to the list. */
    mayOpenWith: (view: SavedView) =>
      resource in listAddresses && (view.scope === 'mine' ? view.owner_id === me.id : rank >= roles.indexOf('manager')),
    add: (view: NewView) => act(() => create({ resource: 'saved_views', values: { resource, ...view }, ...quiet })),
    change: write,
    remove: (view: SavedView) => write(view, { is_removed: true }),
    takeBack: (view: SavedView) => write(view, { is_removed: false }),
    move: async (view: SavedView, step: 1 | -1) => {
      const ids = moveView(all, view.id, step);
      return ids !== null && act(() => call({ url: 'order_views', method: 'post', values: { p_ids: ids }, ...quiet }));
    },
  };
}

export type Views = ReturnType<typeof useViews>;
