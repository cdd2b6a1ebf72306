import { useOne } from '@refinedev/core';
import type { Tiles } from './base-map.ts';

/** What lies behind the map, as an administrator set it; undefined until that is known. */
export function useTiles(): Tiles | undefined {
  const { query } = useOne({ resource: 'settings', id: 1, errorNotification: false });
  const row = query.data?.data as { map_tiles_url?: string | null; map_attribution?: string } | undefined;
  if (!row) return query.isError ? null : undefined;
  return row.map_tiles_url ? { url: row.map_tiles_url, attribution: row.map_attribution ?? '' } : null;
}
