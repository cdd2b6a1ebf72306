-- Undo: one change set, exactly, or nothing. It works from the log for every table that is kept by private.protect, so a new
-- table needs nothing. An undo is itself a set and can be undone. What changed since is never overwritten: each such row is
-- answered with its reason, and then nothing is changed.

-- Where no policy says who writes, because functions do: whoever may call those.
insert into private.audited_tables (table_name, undo_role, is_undoable)
values ('settings', 'admin', true), ('staff', 'admin', true), ('directives', 'admin', true), ('districts', 'admin', true), ('languages', 'admin', true),
  ('holiday_rules', 'admin', true), ('organizations', 'admin', true), ('topics', 'admin', true), ('legislation', 'admin', true), ('residents', 'staff', true),
  ('imports', 'manager', true), ('reports', 'admin', false)
on conflict (table_name) do update set undo_role = excluded.undo_role, is_undoable = excluded.is_undoable;
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role)
select name, 'residents', 'resident_id', 'staff' from unnest(array['resident_phones', 'resident_emails', 'resident_addresses']) name
on conflict (table_name) do update set undo_role = excluded.undo_role;

-- The least rank that may write a table: the lowest role that one of its policies for writing names, otherwise what its
-- chapter says, otherwise the role that did it.
create function private.undo_rank(p_table text, p_role text) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select min(private.role_rank(named[1])) from pg_catalog.pg_policy p
      cross join lateral regexp_matches(concat(pg_get_expr(p.polqual, p.polrelid), ' ', pg_get_expr(p.polwithcheck, p.polrelid)), 'private\.at_least\(''(\w+)''', 'g') named
      where p.polrelid = to_regclass(format('public.%I', p_table)) and p.polcmd in ('a', 'w', 'd', '*')),
    (select private.role_rank(undo_role) from private.audited_tables where table_name = p_table),
    private.role_rank(p_role), 5)
$$;

-- Why the caller may not undo a set; null when they may. The word is stable, screens say it.
create function private.undo_refusal(p_set public.change_sets) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when p_set.reason in ('reading', 'service') or cardinality(p_set.tables) = 0 then 'nothing'
    when p_set.undone_by is not null then 'undone'
    when exists (select from private.audited_tables where table_name = any (p_set.tables) and not is_undoable) then 'frozen'
    when p_set.staff_id is distinct from private.current_staff_id() and (private.my_rank() < 4 or not p_set.tables <@ private.readable_tables()) then 'not_yours'
    when private.my_rank() < (select max(private.undo_rank(name, p_set.role)) from unnest(p_set.tables) name) then 'role' end
$$;

-- Tables in the order of their references: what is referred to comes first.
create function private.in_reference_order(p_tables text[]) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_left text[] := (select coalesce(array_agg(name order by name), '{}') from (select distinct unnest(p_tables) as name) n);
  v_ordered text[] := '{}';
  v_next text;
begin
  while cardinality(v_left) > 0 loop
    -- A ring of references has no first: any will do, and what does not fit is refused by the reference itself.
    select coalesce(
      (select name from unnest(v_left) name where not exists (
        select from pg_catalog.pg_constraint k where k.contype = 'f' and k.conrelid = format('public.%I', name)::regclass and k.confrelid <> k.conrelid
          and k.confrelid in (select format('public.%I', other)::regclass from unnest(v_left) other)) limit 1),
      v_left[1]) into v_next;
    v_ordered := v_ordered || v_next;
    v_left := array_remove(v_left, v_next);
  end loop;
  return v_ordered;
end $$;

-- Sets the stamps, guards and effects of a table aside while rows are put back, and back again: what was right then is
-- right again, a number is not given anew, and what an act caused was remembered with it. Derived columns (triggers whose
-- name ends in _search, and _500_refresh_…) are still worked out, and everything from 900 on still sees what happens.
create function private.set_restoring(p_table regclass, p_on boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_name name;
begin
  for v_name in select tgname from pg_catalog.pg_trigger
    where tgrelid = p_table and not tgisinternal and tgenabled = case when p_on then 'O' else 'D' end
      and tgname < '_9' and tgname !~ '(^_500_refresh_|_search$)'
  loop
    execute format('alter table %s %s trigger %I', p_table, case when p_on then 'disable' else 'enable' end, v_name);
  end loop;
end $$;

-- What a set did in the end, row by row: remove what it added, restore what it deleted, revert what it changed. `before`
-- is the row, or its changed columns, as the set found them; `after` the changed columns as it left them. Rows are there
-- only while an undo runs, so they are not logged.
create unlogged table private.undo_plan (
  set_id uuid not null,
  table_name text not null,
  record_id text not null,
  kind text not null constraint undo_plan_kind_known check (kind in ('remove', 'restore', 'revert', 'nothing')),
  last_id bigint not null,
  before jsonb,
  after jsonb,
  primary key (set_id, table_name, record_id)
);
create unlogged table private.undo_refused (
  set_id uuid not null,
  table_name text not null,
  record_id text not null,
  why text not null,
  fields text[],
  last_id bigint not null
);
create index undo_refused_set on private.undo_refused (set_id);
alter table private.undo_plan enable row level security;
alter table private.undo_refused enable row level security;
-- Deliberately no policy and no grant: only the functions below.

create function private.plan_undo(p_set public.change_sets) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.undo_plan (set_id, table_name, record_id, last_id, before, after, kind)
  with did as (
    select c.* from public.changes c
    where c.change_set = p_set.id and c.changed_at >= p_set.created_at and c.changed_at < p_set.created_at + interval '1 hour'),
  ends as (
    select table_name, record_id, (array_agg(action order by id))[1] as first_action, (array_agg(action order by id desc))[1] as last_action,
      bool_or(action = 'delete') as was_deleted, max(id) as last_id
    from did group by table_name, record_id),
  befores as (
    select d.table_name, d.record_id, jsonb_object_agg(b.key, b.value order by d.id desc) as image
    from did d cross join lateral jsonb_each(d.before) b group by d.table_name, d.record_id),
  afters as (
    select d.table_name, d.record_id, jsonb_object_agg(a.key, a.value order by d.id) as image
    from did d cross join lateral jsonb_each(d.after) a group by d.table_name, d.record_id)
  select p_set.id, e.table_name, e.record_id, e.last_id, b.image as before, case when e.was_deleted then null else a.image end as after,
    case when e.first_action = 'insert' and e.last_action = 'delete' then 'nothing' when e.first_action = 'insert' then 'remove'
      when e.last_action = 'delete' then 'restore' else 'revert' end as kind
  from ends e left join befores b using (table_name, record_id) left join afters a using (table_name, record_id);
  analyze private.undo_plan;
end $$;

-- The columns of a row that are different now from what they were after a change: what came and went back is no change.
create function private.net_changes(p_table text, p_record text, p_last_id bigint) returns setof text
language sql stable security definer set search_path = '' as $$
  select a.key from public.changes c cross join lateral jsonb_each(c.after) a
  where c.table_name = p_table and c.record_id = p_record and c.id > p_last_id
  group by a.key
  having (array_agg(c.before -> a.key order by c.id))[1] is distinct from (array_agg(a.value order by c.id desc))[1]
$$;

-- Notes the rows of one table that are not as the set left them.
create function private.find_refused(p_set uuid, p_table text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := format('public.%I', p_table)::regclass;
  v_id text := (select format_type(atttypid, atttypmod) from pg_catalog.pg_attribute where attrelid = v_table and attname = 'id');
begin
  execute format($sql$
    insert into private.undo_refused
    select p.set_id, p.table_name, p.record_id, case when t.id is null then 'gone' else 'changed' end, d.fields, p.last_id
    from private.undo_plan p left join %1$s t on t.id = p.record_id::%2$s
    cross join lateral (
      select array_agg(n.key order by n.key) as fields from jsonb_each(to_jsonb(t)) n
      where p.after ? n.key and n.value is distinct from to_jsonb(jsonb_populate_record(t, p.after)) -> n.key) d
    where p.set_id = $1 and p.table_name = %3$L and p.kind = 'revert' and (t.id is null or d.fields is not null)
    union all
    select p.set_id, p.table_name, p.record_id, case when t.id is null then 'gone' else 'changed' end, null, p.last_id
    from private.undo_plan p left join %1$s t on t.id = p.record_id::%2$s
    where p.set_id = $1 and p.table_name = %3$L and (p.kind = 'remove' or p.kind = 'revert' and p.after is null) and (t.id is null or exists (
      select from private.net_changes(p.table_name, p.record_id, p.last_id)))
    union all
    select p.set_id, p.table_name, p.record_id, 'there', null, p.last_id
    from private.undo_plan p join %1$s t on t.id = p.record_id::%2$s
    where p.set_id = $1 and p.table_name = %3$L and p.kind = 'restore' $sql$, v_table, v_id, p_table) using p_set;
end $$;

-- Puts the rows of one table back that are of one kind. The version goes forward, never back: a screen that still shows
-- the row as it was in between must not be taken for one that has seen it now.
create function private.put_back(p_set uuid, p_table text, p_kind text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := format('public.%I', p_table)::regclass;
  v_id text := (select format_type(atttypid, atttypmod) from pg_catalog.pg_attribute where attrelid = v_table and attname = 'id');
  v_columns text[];
  v_rows bigint;
  v_planned bigint := (select count(*) from private.undo_plan where set_id = p_set and table_name = p_table and kind = p_kind);
begin
  if v_planned = 0 then return; end if;
  if p_kind = 'remove' then
    execute format('delete from %s t using private.undo_plan p where p.set_id = $1 and p.table_name = %L and p.kind = ''remove'' and t.id = p.record_id::%s', v_table, p_table, v_id) using p_set;
  else
    select array_agg(quote_ident(a.attname)) into v_columns from pg_catalog.pg_attribute a
    where a.attrelid = v_table and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname not in ('version', 'updated_at')
      and (p_kind = 'restore' or a.attname <> 'id')
      and a.attname in (select jsonb_object_keys(before) from private.undo_plan where set_id = p_set and table_name = p_table and kind = p_kind);
    if p_kind = 'restore' then
      execute format($sql$
        insert into %1$s (%2$s, version, updated_at) overriding system value
        select %3$s, (p.before ->> 'version')::integer + 1, now()
        from private.undo_plan p cross join lateral jsonb_populate_record(null::%1$s, p.before) r
        where p.set_id = $1 and p.table_name = %4$L and p.kind = 'restore' $sql$,
        v_table, array_to_string(v_columns, ', '), (select string_agg('r.' || c, ', ') from unnest(v_columns) c), p_table) using p_set;
    else
      execute format($sql$
        update %1$s t set %2$s, version = t.version + 1, updated_at = now()
        from private.undo_plan p join %1$s b on b.id = p.record_id::%3$s cross join lateral jsonb_populate_record(b, p.before) r
        where p.set_id = $1 and p.table_name = %4$L and p.kind = 'revert' and t.id = b.id $sql$,
        v_table, (select string_agg(c || ' = r.' || c, ', ') from unnest(v_columns) c), v_id, p_table) using p_set;
    end if;
  end if;
  get diagnostics v_rows = row_count;
  if v_rows <> v_planned then raise sqlstate 'PT500' using message = format('Undo of %s put %s of %s rows back.', p_table, v_rows, v_planned); end if;
end $$;

-- Notes the rows that are about to go although others still point at them: to go would take those along, or empty them.
create function private.find_referred(p_set uuid, p_table text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := format('public.%I', p_table)::regclass;
  v_id text := (select format_type(atttypid, atttypmod) from pg_catalog.pg_attribute where attrelid = v_table and attname = 'id');
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as referrer, c.relname as name, n.nspname = 'public' as is_public, k.conrelid = k.confrelid as is_own,
      (select string_agg(format('r.%I = t.%I', a.attname, f.attname), ' and ') from unnest(k.conkey, k.confkey) as pair (mine, theirs)
        join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
        join pg_catalog.pg_attribute f on f.attrelid = k.confrelid and f.attnum = pair.theirs) as is_joined
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.confrelid = v_table and k.conparentid = 0 and (n.nspname = 'public' or k.confdeltype <> 'c')
  loop
    execute format($sql$
      insert into private.undo_refused
      select distinct p.set_id, p.table_name, p.record_id, 'referred', array[%4$L], p.last_id
      from private.undo_plan p join %1$s t on t.id = p.record_id::%2$s join %3$s r on %5$s
      where p.set_id = $1 and p.table_name = %6$L and p.kind = 'remove' %7$s $sql$,
      v_table, v_id, v_key.referrer, v_key.name, v_key.is_joined, p_table,
      case when v_key.is_own then 'and not exists (select from private.undo_plan o where o.set_id = p.set_id and o.table_name = p.table_name and o.kind = ''remove'' and o.record_id = r.id::text)' else '' end) using p_set;
  end loop;
end $$;

-- The refused rows with a sentence each; at most 50 are told, `count` is all of them.
create function private.tell_refused(p_set uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('count', (select count(*) from private.undo_refused where set_id = p_set), 'rows', coalesce(jsonb_agg(jsonb_build_object(
    'table', r.table_name, 'id', r.record_id, 'why', r.why, 'fields', r.fields, 'by', s.name, 'at', c.changed_at,
    'message', case r.why
      when 'gone' then 'It is not there any more.'
      when 'there' then 'It is there again already.'
      when 'referred' then 'Something else points to it since.'
      when 'taken' then 'Another record has taken its place since.'
      else concat_ws(' ', case when s.name is null then 'It was changed since.' else format('%s changed it since.', s.name) end, 'That would be lost.') end)
    order by r.table_name, r.record_id), '[]'))
  from (select * from private.undo_refused where set_id = p_set order by table_name, record_id limit 50) r
  left join lateral (select changed_at, staff_id from public.changes where table_name = r.table_name and record_id = r.record_id and id > r.last_id order by id desc limit 1) c on true
  left join public.staff s on s.id = c.staff_id
$$;

-- Clears the plan away and answers for it.
create function private.end_undo(p_set uuid, p_refused jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from private.undo_plan where set_id = p_set;
  delete from private.undo_refused where set_id = p_set;
  return jsonb_strip_nulls(jsonb_build_object('refused', p_refused));
end $$;

-- Undoes one set. Answers {change_set, undone}, or {refused: {count, rows: [{table, id, why, …}]}} when
-- something is not as the set left it; then nothing was changed.
create function public.undo_change_set(p_change_set uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_set public.change_sets;
  v_tables text[];
  v_table text;
  v_undo uuid;
  v_had_admin boolean;
  v_undone bigint;
  v_refused jsonb;
  v_at text;
begin
  perform private.at_least('staff');
  select * into v_set from public.change_sets where id = p_change_set for update;
  if v_set.id is null then
    raise sqlstate 'PT404' using message = 'This is too old to be undone here: its month is in the archive.', hint = 'undo_archived';
  end if;
  case private.undo_refusal(v_set)
    when 'undone' then raise sqlstate 'PT409' using message = 'This was undone already.', hint = 'undo_undone';
    when 'not_yours' then raise sqlstate '42501' using message = 'Only the person who did this, or a manager, can undo it.', hint = 'undo_not_yours';
    when 'role' then raise sqlstate '42501' using message = 'To undo this needs the role that may do it. Ask an administrator.', hint = 'undo_role';
    when 'frozen' then raise sqlstate 'PT422' using message = 'What is frozen stays: a compiled report is not undone.', hint = 'undo_frozen';
    when 'nothing' then raise sqlstate 'PT422' using message = 'There is nothing to undo in this.', hint = 'undo_nothing';
    else null;
  end case;
  perform private.plan_undo(v_set);
  v_tables := private.in_reference_order((select array_agg(distinct table_name) from private.undo_plan where set_id = p_change_set and kind <> 'nothing'));
  if cardinality(v_tables) = 0 then
    raise sqlstate 'PT422' using message = 'There is nothing to undo in this.', hint = 'undo_nothing';
  end if;
  -- In the order in which the office writes, so that two never wait for each other in a ring.
  foreach v_table in array v_tables loop execute format('lock table public.%I in share row exclusive mode', v_table); end loop;
  foreach v_table in array v_tables loop perform private.find_refused(p_change_set, v_table); end loop;
  v_refused := private.tell_refused(p_change_set);
  if (v_refused ->> 'count')::integer > 0 then return private.end_undo(p_change_set, v_refused); end if;

  v_had_admin := exists (select from public.staff where role = 'admin' and is_active);
  begin
    v_undo := private.begin_change_set('undo', null, p_change_set);
    foreach v_table in array v_tables loop perform private.set_restoring(format('public.%I', v_table)::regclass, true); end loop;
    foreach v_table in array v_tables loop perform private.put_back(p_change_set, v_table, 'restore'); end loop;
    foreach v_table in array v_tables loop perform private.put_back(p_change_set, v_table, 'revert'); end loop;
    for n in reverse cardinality(v_tables) .. 1 loop
      perform private.find_referred(p_change_set, v_tables[n]);
      v_refused := private.tell_refused(p_change_set);
      if (v_refused ->> 'count')::integer > 0 then raise sqlstate 'PT998' using message = 'referred'; end if;
      perform private.put_back(p_change_set, v_tables[n], 'remove');
    end loop;
    foreach v_table in array v_tables loop perform private.set_restoring(format('public.%I', v_table)::regclass, false); end loop;
    if v_had_admin and not exists (select from public.staff where role = 'admin' and is_active) then
      raise sqlstate 'PT422' using message = 'The office would be without an administrator. Give somebody else the role first.', hint = 'undo_last_admin';
    end if;
    update public.change_sets set undone_by = v_undo where id = p_change_set;
  exception
    when sqlstate 'PT998' then
      return private.end_undo(p_change_set, v_refused);
    when foreign_key_violation or unique_violation or exclusion_violation then
      get stacked diagnostics v_at = table_name;
      insert into private.undo_refused (set_id, table_name, record_id, why, last_id)
      select set_id, table_name, record_id, 'taken', last_id from private.undo_plan
      where set_id = p_change_set and table_name = v_at and kind <> 'nothing' order by record_id limit 50;
      return private.end_undo(p_change_set, private.tell_refused(p_change_set));
  end;
  v_undone := (select count(*) from private.undo_plan where set_id = p_change_set and kind <> 'nothing');
  return private.end_undo(p_change_set, null) || jsonb_build_object('change_set', v_undo, 'undone', v_undone);
exception
  when lock_not_available then
    raise sqlstate 'PT409' using message = 'The office is writing a lot just now. Nothing was undone; try again in a moment.', hint = 'undo_busy';
end $$;
revoke all on function public.undo_change_set(uuid) from public, anon;
grant execute on function public.undo_change_set(uuid) to authenticated;
