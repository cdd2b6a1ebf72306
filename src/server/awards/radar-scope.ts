import type { DataClient } from '../../data/client.ts';
import { UUID } from '../http/caller.ts';
import type { RadarOffice } from './radar-pdf.ts';

const tables = [
  ['department', 'organizations', 'name'],
  ['component', 'grant_components', 'code'],
  ['owner', 'staff', 'name'],
] as const;

/** Whose radar it is, and in words what it is narrowed to; an empty word stands for "without one". */
export async function readScope(caller: DataClient, query: { filters?: unknown }): Promise<RadarOffice> {
  const settings = await caller.from('settings').select('office_name, city_name').single();
  if (settings.error) throw settings.error;
  const filters = (query.filters ?? {}) as Record<string, unknown>;
  const scope: string[] = [];
  for (const [filter, table, name] of tables) {
    const values = Array.isArray(filters[filter]) ? filters[filter] : [];
    const ids = values.filter((id): id is string => typeof id === 'string' && UUID.test(id));
    if (ids.length > 0) {
      const { data, error } = await caller.from(table).select(name).in('id', ids).order(name);
      if (error) throw error;
      scope.push(...(data as unknown as Record<string, string>[]).map((row) => row[name] ?? ''));
    }
    if (values.includes(null)) scope.push('');
  }
  return { name: settings.data.office_name, city: settings.data.city_name, scope };
}
