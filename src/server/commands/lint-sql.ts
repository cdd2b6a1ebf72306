import type { RawSql } from '../backend/index.ts';

/** What the linter finds in one function, as lines to read. */
export type SqlFinding = { name: string; level: string; line: number | null; message: string; hint: string | null };

/** Whether this PostgreSQL has the linter (Debian: postgresql-15-plpgsql-check, of the server's own version). */
export async function hasSqlLinter(query: RawSql['query']): Promise<boolean> {
  return (await query(`select 1 from pg_available_extensions where name = 'plpgsql_check'`)).length > 0;
}

/**
 * What the linter says without reason, as SQL over its findings: it reads a function without running it. Tables that a
 * function makes for itself; what exists on Supabase alone and is asked for first; the gate, which raises for a reader of
 * functions as for any stranger; a declared default such as '{}', which PostgreSQL reads as the variable's type.
 */
const UNFOUNDED = `
  f.message like 'relation "pg\\_temp.%'
  or (f.sqlstate in ('42P01', '3F000') and f.message ~ '"(auth\\.mfa_factors|realtime)"')
  or (f.sqlstate = '42501' and f.hint = 'not_staff')
  or (f.sqlstate = '42804' and f.detail like 'cast "text" value%' and f.context like '%statement block%')`;

/**
 * Reads every PL/pgSQL function of ours as the server would run it: names that are not there, types that do not fit, code
 * that cannot work, variables that nobody reads. A trigger function is read on each table
 * that it stands on, once for each set of transition tables.
 */
export async function lintSql(query: RawSql['query']): Promise<SqlFinding[]> {
  await query('create extension if not exists plpgsql_check with schema extensions');
  return query<SqlFinding>(`
    with ours as (
      select p.oid, p.oid::regprocedure::text as name, p.prorettype = 'trigger'::regtype as is_trigger
      from pg_proc p join pg_language l on l.oid = p.prolang
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and l.lanname = 'plpgsql'
    ), placed as (
      -- A function that serves insert, update and delete names both transition tables, though each trigger has its own.
      select tgfoid, min(tgrelid::oid)::regclass as relid, max(tgoldtable) as oldtable, max(tgnewtable) as newtable
      from pg_trigger where not tgisinternal group by tgfoid
    )
    select o.name || case when t.relid is not null then ' on ' || t.relid::text else '' end as name, f.level, f.lineno as line, f.message, f.hint
    from ours o left join placed t on t.tgfoid = o.oid
    cross join lateral extensions.plpgsql_check_function_tb(o.oid, coalesce(t.relid, 0), oldtable := t.oldtable, newtable := t.newtable) f
    where (not o.is_trigger or t.relid is not null) and f.level in ('error', 'warning') and not coalesce(${UNFOUNDED}, false)
    order by 1, 3`);
}
