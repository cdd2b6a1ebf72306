-- The parts of an event are told by what they are about: a line of the roster by the person, a language by its name. Without
-- that the history would say that something was added, and not what.

create function private.names_parts(p_table text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select p_table in ('event_staff', 'event_organizations', 'event_languages', 'event_topics', 'event_legislation', 'event_supplies', 'event_tallies', 'event_issues')
$$;

-- What a part is called, by its row as it is or was.
create function private.part_name(p_table text, p_row jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select case p_table
    when 'event_staff' then (select name from public.staff where id = (p_row ->> 'staff_id')::uuid)
    when 'event_organizations' then (select name from public.organizations where id = (p_row ->> 'organization_id')::uuid)
    when 'event_languages' then (select name from public.languages where code = p_row ->> 'language')
    when 'event_topics' then (select name from public.topics where id = (p_row ->> 'topic_id')::uuid)
    when 'event_legislation' then (select coalesce(file_number, title) from public.legislation where id = (p_row ->> 'legislation_id')::uuid)
    when 'event_supplies' then p_row ->> 'item'
    when 'event_tallies' then p_row ->> 'people'
    when 'event_issues' then left(p_row ->> 'words', 80) end
$$;

-- As before, with the names of such parts; one that came and went is told by what it was.
create or replace function private.history_words(p_changes jsonb, p_readable text[]) returns jsonb
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
    where private.names_parts(v ->> 'table') and v ->> 'table' = any (p_readable) group by 1
  loop
    execute format($sql$
      select jsonb_object_agg(k.key, private.part_name(%1$L, k.image)) filter (where k.image is not null)
      from (select key, coalesce((select to_jsonb(r) from public.%1$I r where r.id::text = key),
          (select c.before from public.changes c where c.table_name = %1$L and c.record_id = key and c.action = 'delete' order by c.id desc limit 1)) as image
        from unnest($1) key) k $sql$, v_part.name) into v_found using v_part.keys;
    v_names := v_names || jsonb_build_object(v_part.name, coalesce(jsonb_strip_nulls(v_found), '{}'));
  end loop;
  return jsonb_build_object('names', v_names, 'references', v_references);
end $$;
