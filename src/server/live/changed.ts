/** What the database says of one statement. `ids` is null when there were more than it names. */
export type Said = { table: string; verb: 'insert' | 'update' | 'delete'; ids: string[] | null };

/** What a table went through since screens were last told. `ids` is null for "many, or gone". */
export type Changed = { ids: Set<string> | null; wasUpdated: boolean };

const MOST_IDS = 20;

/** Reads a message of the database; null for anything else. */
export function readSaid(message: string): Said | null {
  try {
    const { table, verb, ids } = JSON.parse(message) as Partial<Said>;
    if (typeof table !== 'string' || (verb !== 'insert' && verb !== 'update' && verb !== 'delete')) return null;
    return { table, verb, ids: Array.isArray(ids) ? ids.map(String) : null };
  } catch {
    return null;
  }
}

/** Adds what was said to what is waiting to be told. A row that is gone can be shown to nobody, so its id is not kept. */
export function gather(waiting: Map<string, Changed>, { table, verb, ids }: Said): void {
  lay(waiting, table, { ids: ids === null || verb === 'delete' ? null : new Set(ids), wasUpdated: verb === 'update' });
}

/** Lays one thing that a table went through over what it went through before. */
export function lay(waiting: Map<string, Changed>, table: string, { ids, wasUpdated }: Changed): void {
  const before = waiting.get(table) ?? { ids: new Set<string>(), wasUpdated: false };
  const all = before.ids === null || ids === null ? null : new Set([...before.ids, ...ids]);
  waiting.set(table, { ids: all && all.size <= MOST_IDS ? all : null, wasUpdated: before.wasUpdated || wasUpdated });
}

/** What one person is told: the table, with ids where all that changed can be seen; null for nothing. */
export type Told = { table: string; ids?: string[] };

export function tell(table: string, { ids, wasUpdated }: Changed, seen: string[] | null): Told | null {
  if (seen === null) return null;
  if (ids === null) return { table };
  if (seen.length === ids.size) return { table, ids: seen };
  // An update can take a row out of somebody's sight: then they are told to look, without being told at what.
  if (wasUpdated) return { table };
  return seen.length > 0 ? { table, ids: seen } : null;
}
