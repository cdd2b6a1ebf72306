-- Changes: acts of one moment are in order for certain. A clock has a resolution (the database that comes with the program counts
-- milliseconds), and two acts within it came in the order of their names, which is chance. Each act has its place in line now.
create sequence private.change_sets_place;
-- What was remembered before stays as it is, at place 0: nothing is written anew, however long the log.
alter table public.change_sets add column place bigint not null default 0;
alter table public.change_sets alter column place set default nextval('private.change_sets_place');
do $$
declare v_name text;
begin
  -- Partitions keep a default of their own, for what is written to them directly.
  for v_name in select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid where i.inhparent = 'public.change_sets'::regclass loop
    execute format('alter table private.%I alter column place set default nextval(''private.change_sets_place'')', v_name);
  end loop;
end $$;
drop index public.change_sets_created, public.change_sets_staff;
-- "What was done lately?", by the office, by one person.
create index change_sets_created on public.change_sets (created_at, place, id);
create index change_sets_staff on public.change_sets (staff_id, created_at, place, id);

-- p_query: {table, id} for one record, with its parts; otherwise the office, for managers, by {staff (null: the program),
-- table, reason, from, to}. {after} is the cursor of the page before, {limit} at most 200.
-- Answers {rows, next, previous: null, names, references}.
create or replace function public.list_history(p_query jsonb default '{}') returns jsonb
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
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'from', p.created_at, 'to', p.created_at, 'cursor', jsonb_build_array(p.created_at, p.place, p.id)) order by p.created_at desc, p.place desc, p.id desc), '[]') into v_page
    from (
      select s.id, s.created_at, s.place from public.change_sets s
      where (cardinality(s.tables) > 0 or s.reason = 'reading')
        and (not p_query ? 'staff' or s.staff_id is not distinct from (p_query ->> 'staff')::uuid)
        and (v_table is null or v_table = any (s.tables)) and (p_query ->> 'reason' is null or s.reason = p_query ->> 'reason')
        and (p_query ->> 'from' is null or s.created_at >= private.day_start((p_query ->> 'from')::date))
        and (p_query ->> 'to' is null or s.created_at < private.day_start((p_query ->> 'to')::date + 1))
        and (v_after is null or (s.created_at, s.place, s.id) < ((v_after ->> 0)::timestamptz, (v_after ->> 1)::bigint, (v_after ->> 2)::uuid))
      order by s.created_at desc, s.place desc, s.id desc limit v_limit + 1) p;
  end if;
  select coalesce(jsonb_agg(private.tell_change_set(s, v_table, v_id, v_readable) order by p.n), '[]') into v_rows
  from jsonb_array_elements(v_page) with ordinality p (set, n)
  join public.change_sets s on s.id = (p.set ->> 'id')::uuid and s.created_at between (p.set ->> 'from')::timestamptz and (p.set ->> 'to')::timestamptz
  where p.n <= v_limit;
  return jsonb_build_object('rows', v_rows, 'previous', null, 'next', case when jsonb_array_length(v_page) > v_limit then v_page -> (v_limit - 1) -> 'cursor' end)
    || private.history_words((select coalesce(jsonb_agg(c.value), '[]') from jsonb_array_elements(v_rows) r, jsonb_array_elements(r.value -> 'changes') c), v_readable);
end $$;
