import type { Office } from '../office.ts';

/** From where a browser may fetch the pictures behind the map: the origin of the address in the settings; null when there is none. */
export async function tileOrigin({ backend }: Pick<Office, 'backend'>): Promise<string | null> {
  const { data, error } = await backend.service.from('settings').select('map_tiles_url').maybeSingle();
  // A page without its background is better than no page: what is wrong with the database is told elsewhere.
  if (error || !data?.map_tiles_url) return null;
  try {
    return new URL(data.map_tiles_url.replaceAll(/[{}]/g, '')).origin;
  } catch {
    return null;
  }
}
