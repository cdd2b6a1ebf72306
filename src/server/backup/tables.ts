import type { RawSql } from '../backend/index.ts';

/** `identity` is the column that counts by itself, where there is one. */
export type Table = { name: string; columns: string[]; identity: string | null };

/** A table that is kept by month is one table here. Accounts and sessions come along with what is ours; lite's caches and Supabase's own bookkeeping do not. */
const LISTED = `
  select n.nspname || '.' || c.relname as name, c.oid,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
    max(a.attname::text) filter (where a.attidentity <> '') as identity
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition and (n.nspname in ('public', 'private') or (n.nspname = 'auth' and c.relname in ('users', 'identities')))
  group by 1, 2`;

/** Every table of the office, parents before children, as foreign keys point. */
export async function listTables(query: RawSql['query']): Promise<Table[]> {
  const tables = await query<Table & { oid: number }>(LISTED);
  const references = await query<{ child: number; parent: number }>(
    `select conrelid::oid as child, confrelid::oid as parent from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  const ordered: (Table & { oid: number })[] = [];
  const visit = (table: Table & { oid: number }, path: number[]) => {
    if (ordered.includes(table) || path.includes(table.oid)) return;
    for (const { parent } of references.filter((one) => one.child === table.oid)) {
      const needed = tables.find((one) => one.oid === parent);
      if (needed) visit(needed, [...path, table.oid]);
    }
    ordered.push(table);
  };
  for (const table of tables.sort((a, b) => a.name.localeCompare(b.name))) visit(table, []);
  return ordered.map(({ name, columns, identity }) => ({ name, columns, identity }));
}

/** `public.inquiries` as SQL. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
