-- The history as screens tell it: acts, newest first, of one record with its parts or of the whole office. Ids come with
-- their names, and each act says whether the reader may undo it. Runs as the owner and checks the reader once, as lists do.

-- What a record is called: the first of these columns that its table has.
create function private.name_column(p_table text) returns text
language sql stable security definer set search_path = '' as $$
  select n.name from unnest(array['number', 'name', 'title', 'address', 'lines', 'subject', 'file_number', 'file_name', 'label', 'office_name', 'month']) with ordinality n (name, rank)
  join pg_catalog.pg_attribute a on a.attrelid = to_regclass(format('public.%I', p_table)) and a.attname = n.name and not a.attisdropped
  order by n.rank limit 1
$$;

-- The names of all that some changes speak of, and which columns refer to what: {names: {table: {id: name}}, references:
-- {table: {column: table}}}.
create function private.history_words(p_changes jsonb, p_readable text[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_names jsonb := '{}';
  v_found jsonb;
  v_references jsonb;
  v_wanted record;
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
  return jsonb_build_object('names', v_names, 'references', v_references);
end $$;

-- One act with what it did: all that it did to the record p_table, p_id, or, without one, the first of all that it did.
create function private.tell_change_set(p_set public.change_sets, p_table text, p_id text, p_readable text[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  with did as (
    select c.* from public.changes c
    where c.change_set = p_set.id and c.changed_at >= p_set.created_at and c.changed_at < p_set.created_at + interval '1 hour' and c.table_name = any (p_readable)
      and (p_id is null or (c.table_name = p_table and c.record_id = p_id) or (c.parent_table = p_table and c.parent_id = p_id))
    order by c.id limit 1001)
  select jsonb_build_object('id', p_set.id, 'created_at', p_set.created_at, 'staff_id', p_set.staff_id, 'reason', p_set.reason, 'tables', p_set.tables,
    'detail', p_set.detail, 'kept_from', private.undo_refusal(p_set),
    'undone', (select jsonb_build_object('staff_id', u.staff_id, 'created_at', u.created_at) from public.change_sets u where u.id = p_set.undone_by limit 1),
    'undoes', (select jsonb_build_object('staff_id', u.staff_id, 'created_at', u.created_at, 'reason', u.reason) from public.change_sets u where u.id = p_set.undoes limit 1),
    'counts', (select coalesce(jsonb_agg(jsonb_build_object('table', n.table_name, 'action', n.action, 'count', n.n) order by n.first), '[]')
      from (select table_name, action, count(*) as n, min(id) as first from did group by 1, 2) n),
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'table', d.table_name, 'record', d.record_id, 'parent_table', d.parent_table, 'parent', d.parent_id,
        'action', d.action, 'before', d.before, 'after', d.after) order by d.id), '[]')
      from (select * from did order by id limit case when p_id is null then 6 else 40 end) d))
$$;

-- p_query: {table, id} for one record, with its parts; otherwise the office, for managers, by {staff (null: the program),
-- table, reason, from, to}. {after} is the cursor of the page before, {limit} at most 200.
-- Answers {rows, next, previous: null, names, references}.
create function public.list_history(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := least(coalesce((p_query ->> 'limit')::integer, 25), 200);
  v_table text := p_query ->> 'table';
  v_id text := p_query ->> 'id';
  v_after jsonb := nullif(p_query -> 'after', 'null');
  v_readable text[];
  v_page jsonb;
  v_rows jsonb;
begin
  perform private.at_least(case when v_id is null then 'manager' else 'viewer' end);
  v_readable := private.readable_tables();
  if v_id is not null then
    select coalesce(jsonb_agg(jsonb_build_object('id', p.change_set, 'from', p.first_at - interval '3 minutes', 'to', p.first_at, 'cursor', jsonb_build_array(p.last, p.change_set)) order by p.last desc), '[]') into v_page
    from (
      select c.change_set, min(c.changed_at) as first_at, max(c.id) as last
      from (
        select change_set, changed_at, id from public.changes where table_name = v_table and record_id = v_id and table_name = any (v_readable)
        union all
        select change_set, changed_at, id from public.changes where parent_table = v_table and parent_id = v_id and table_name = any (v_readable)) c
      group by c.change_set having v_after is null or max(c.id) < (v_after ->> 0)::bigint
      order by max(c.id) desc limit v_limit + 1) p;
  else
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'from', p.created_at, 'to', p.created_at, 'cursor', jsonb_build_array(p.created_at, p.id)) order by p.created_at desc, p.id desc), '[]') into v_page
    from (
      select s.id, s.created_at from public.change_sets s
      where (cardinality(s.tables) > 0 or s.reason = 'reading')
        and (not p_query ? 'staff' or s.staff_id is not distinct from (p_query ->> 'staff')::uuid)
        and (v_table is null or v_table = any (s.tables)) and (p_query ->> 'reason' is null or s.reason = p_query ->> 'reason')
        and (p_query ->> 'from' is null or s.created_at >= private.day_start((p_query ->> 'from')::date))
        and (p_query ->> 'to' is null or s.created_at < private.day_start((p_query ->> 'to')::date + 1))
        and (v_after is null or (s.created_at, s.id) < ((v_after ->> 0)::timestamptz, (v_after ->> 1)::uuid))
      order by s.created_at desc, s.id desc limit v_limit + 1) p;
  end if;
  select coalesce(jsonb_agg(private.tell_change_set(s, v_table, v_id, v_readable) order by p.n), '[]') into v_rows
  from jsonb_array_elements(v_page) with ordinality p (set, n)
  join public.change_sets s on s.id = (p.set ->> 'id')::uuid and s.created_at between (p.set ->> 'from')::timestamptz and (p.set ->> 'to')::timestamptz
  where p.n <= v_limit;
  return jsonb_build_object('rows', v_rows, 'previous', null, 'next', case when jsonb_array_length(v_page) > v_limit then v_page -> (v_limit - 1) -> 'cursor' end)
    || private.history_words((select coalesce(jsonb_agg(c.value), '[]') from jsonb_array_elements(v_rows) r, jsonb_array_elements(r.value -> 'changes') c), v_readable);
end $$;
revoke all on function public.list_history(jsonb) from public, anon;
grant execute on function public.list_history(jsonb) to authenticated;
