import type { RawSql } from '../backend/index.ts';

/** For each person the ids among those asked that they may see; null where the table is not for them at all. */
export type Visible = (people: string[], table: string, ids: string[] | null) => Promise<Map<string, string[] | null>>;

/** Asks the database, in one statement for all, as each of them. */
export function askVisible(raw: RawSql): Visible {
  return (people, table, ids) =>
    raw.transaction('write', async (query) => {
      await query('set local role authenticated');
      const rows = await query<{ person: string; seen: string[] | null }>(
        `select p.person::text as person, private.visible_ids(p.person, $2, $3::text[]) as seen from unnest($1::uuid[]) as p (person)`,
        [people, table, ids],
      );
      return new Map(rows.map(({ person, seen }) => [person, seen]));
    });
}
