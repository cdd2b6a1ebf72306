import { useState } from 'react';
import type { Density, SavedView } from '../../../domain/shared/saved-view.ts';
import { useOwnPreferences } from '../../providers/own-preferences.ts';
import type { ViewResource, Views } from './use-views.ts';

export type Look = { columns: string[]; density: Density };

/**
 * How a list looks now: as its view says, otherwise as this person likes it, otherwise as usual. A change is kept where it
 * belongs: in a view of one's own, otherwise with the person.
 */
export function useLook(resource: ViewResource, view: SavedView | null, views: Views, usual: string[], offered: readonly string[]) {
  const { preferences, save } = useOwnPreferences();
  const mine = preferences.lists[resource] ?? {};
  // Another's view looks as they keep it, until this person wants it otherwise for themselves.
  const otherwise = view && !views.mayKeep(view.scope, view.owner_id) ? `${resource}.${view.id}` : null;
  const own = (otherwise && preferences.lists[otherwise]) || {};
  // What was just chosen is drawn at once; the database has the last word.
  const [pending, setPending] = useState<{ view: string | null; patch: Partial<Look> } | null>(null);
  const chosen = pending && pending.view === (view?.id ?? null) ? pending.patch : {};
  const columns = chosen.columns ?? own.columns ?? view?.columns ?? mine.columns ?? usual;
  const look: Look = {
    columns: columns.filter((column) => offered.includes(column)),
    density: chosen.density ?? own.density ?? view?.density ?? mine.density ?? 'comfortable',
  };
  return {
    look,
    change: async (patch: Partial<Look>): Promise<boolean> => {
      const whole = { ...chosen, ...patch };
      setPending({ view: view?.id ?? null, patch: whole });
      const isKept =
        view && !otherwise
          ? await views.change(view, whole)
          : await save({ lists: { ...preferences.lists, [otherwise ?? resource]: { ...(otherwise ? own : mine), ...whole } } });
      // Unless another choice was made while this one was kept: then that one still stands.
      setPending((now) => (now?.patch === whole ? null : now));
      return isKept;
    },
  };
}
