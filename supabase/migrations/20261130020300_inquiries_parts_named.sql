-- What the parts of a record are called in its history: a noun that has parts says so with a row here instead of remaking the function
-- for all of them.
create table private.part_names (
  table_name text primary key,
  -- An expression over the row as JSON: p.image ->> 'name'.
  name_sql text not null
);
alter table private.part_names enable row level security;
revoke all on table private.part_names from public, anon, authenticated;
-- Deliberately no policy and no grant: migrations write it, functions read it.
comment on table private.part_names is 'How the history calls the rows of tables that are parts of others.';

insert into private.part_names (table_name, name_sql) values
  ('inquiry_people', $q$(select coalesce(r.preferred_name, r.name) from public.residents r where r.id = (p.image ->> 'resident_id')::uuid)$q$),
  ('inquiry_links', $q$(select string_agg(i.number, ' – ' order by i.number) from public.inquiries i where i.id in ((p.image ->> 'inquiry_id')::uuid, (p.image ->> 'other_id')::uuid))$q$);

create function private.other_part_name(p_table text, p_row jsonb) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_sql text := (select name_sql from private.part_names where table_name = p_table);
  v_name text;
begin
  if v_sql is null then return null; end if;
  execute format('select %s from (select $1 as image) p', v_sql) into v_name using p_row;
  return v_name;
end $$;
revoke all on function private.other_part_name(text, jsonb) from public, anon, authenticated;

create or replace function private.history_column_words(p_changes jsonb, p_readable text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_names jsonb := '{}';
  v_found jsonb;
  v_references jsonb;
  v_wanted record;
  v_part record;
begin
  select coalesce(jsonb_object_agg(t.name, t.fields), '{}') into v_references from (
    select c.relname as name, jsonb_object_agg(a.attname, f.relname) as fields
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
    join pg_catalog.pg_class f on f.oid = k.confrelid and f.relnamespace = 'public'::regnamespace
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1 and c.relname in (select v ->> 'table' from jsonb_array_elements(p_changes) v)
    group by c.relname) t;
  for v_wanted in
    select w.target, w.field, format_type(t.atttypid, null) as type, private.name_column(w.target) as name, array_agg(distinct w.value) as keys
    from (
      select v ->> 'table' as target, 'id' as field, v ->> 'record' as value from jsonb_array_elements(p_changes) v
      union select v ->> 'parent_table', 'id', v ->> 'parent' from jsonb_array_elements(p_changes) v where v ->> 'parent' is not null
      union select v_references -> (v ->> 'table') ->> e.key, f.attname, e.value
      from jsonb_array_elements(p_changes) v
      cross join lateral (select * from jsonb_each_text(nullif(v -> 'before', 'null')) union select * from jsonb_each_text(nullif(v -> 'after', 'null'))) e
      join pg_catalog.pg_constraint k on k.contype = 'f' and k.conrelid = to_regclass(format('public.%I', v ->> 'table')) and cardinality(k.conkey) = 1
      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = e.key
      join pg_catalog.pg_attribute f on f.attrelid = k.confrelid and f.attnum = k.confkey[1]
      where e.value is not null and v_references -> (v ->> 'table') ? e.key) w
    join pg_catalog.pg_attribute t on t.attrelid = to_regclass(format('public.%I', w.target)) and t.attname = w.field
    where w.target = any (p_readable)
    group by w.target, w.field, t.atttypid
  loop
    continue when v_wanted.name is null;
    execute format('select jsonb_object_agg(%1$I::text, %2$I::text) from public.%3$I where %1$I = any ($1::%4$s[])', v_wanted.field, v_wanted.name, v_wanted.target, v_wanted.type)
      into v_found using v_wanted.keys;
    v_names := v_names || jsonb_build_object(v_wanted.target, coalesce(v_names -> v_wanted.target, '{}') || coalesce(v_found, '{}'));
  end loop;
  for v_part in
    select v ->> 'table' as name, array_agg(distinct v ->> 'record') as keys from jsonb_array_elements(p_changes) v
    where (private.names_parts(v ->> 'table') or exists (select from private.part_names n where n.table_name = v ->> 'table')) and v ->> 'table' = any (p_readable) group by 1
  loop
    execute format($sql$
      select jsonb_object_agg(k.key, coalesce(private.part_name(%1$L, k.image), private.other_part_name(%1$L, k.image))) filter (where k.image is not null)
      from (select key, coalesce((select to_jsonb(r) from public.%1$I r where r.id::text = key),
          (select c.before from public.changes c where c.table_name = %1$L and c.record_id = key and c.action = 'delete' order by c.id desc limit 1)) as image
        from unnest($1) key) k $sql$, v_part.name) into v_found using v_part.keys;
    v_names := v_names || jsonb_build_object(v_part.name, coalesce(jsonb_strip_nulls(v_found), '{}'));
  end loop;
  return jsonb_build_object('names', v_names, 'references', v_references);
end $$;
