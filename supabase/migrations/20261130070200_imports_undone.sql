-- Undoing an import: a file brought many, and somebody worked on a few of them since. Those stay as they are now, with all that belongs
-- to them, and are told; everything else goes back, as it does when a merge is undone.

-- Later work that only points to what an import added: it is in the way of taking that away. Rows of the set itself go with it.
create function private.find_pointed_at(p_set uuid, p_table text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := format('public.%I', p_table)::regclass;
  v_id text := (select format_type(atttypid, atttypmod) from pg_catalog.pg_attribute where attrelid = v_table and attname = 'id');
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as referrer, c.relname as name, a.attname as column_name,
      n.nspname = 'public' and exists (select from pg_catalog.pg_attribute i where i.attrelid = k.conrelid and i.attname = 'id' and not i.attisdropped) as is_public
    from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = v_table and k.conparentid = 0 and cardinality(k.conkey) = 1 and (n.nspname = 'public' or k.confdeltype <> 'c')
  loop
    execute format($sql$
      insert into private.undo_refused
      select distinct p.set_id, p.table_name, p.record_id, 'referred', array[%4$L], p.last_id
      from %3$s r join private.undo_plan p on p.set_id = $1 and p.table_name = %6$L and p.kind = 'remove' and p.record_id::%2$s = r.%5$I
      where r.%5$I is not null %7$s $sql$,
      v_table, v_id, v_key.referrer, v_key.name, v_key.column_name, p_table,
      case when v_key.is_public then format('and not exists (select from private.undo_plan o where o.set_id = $1 and o.table_name = %L and o.kind = ''remove'' and o.record_id = r.id::text)', v_key.name) else '' end) using p_set;
  end loop;
end $$;

-- Takes out of the plan what was worked on since. A record that stays keeps what came with it, and what came with a record keeps that record.
create function private.let_imported_stay(p_set uuid, p_tables text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_told jsonb;
  v_table text;
  v_parent private.audited_tables;
begin
  if exists (select from private.undo_refused where set_id = p_set and table_name = 'imports') then return null; end if;
  foreach v_table in array p_tables loop perform private.find_pointed_at(p_set, v_table); end loop;
  v_told := private.tell_refused(p_set);
  if (v_told ->> 'count')::integer = 0 then return null; end if;
  -- Values that were changed since stay; the others of the row go back.
  update private.undo_plan p set before = p.before - r.fields, after = p.after - r.fields
  from private.undo_refused r where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and r.why = 'changed' and r.fields is not null and p.kind = 'revert';
  delete from private.undo_plan p using private.undo_refused r
  where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and (p.kind <> 'revert' or r.fields is null or p.before = '{}') and r.why <> 'gone';
  delete from private.undo_plan p using private.undo_refused r
  where r.set_id = p_set and p.set_id = p_set and p.table_name = r.table_name and p.record_id = r.record_id and r.why = 'gone';
  -- Parts and wholes: one level, as imports bring them.
  for v_parent in select * from private.audited_tables where table_name = any (p_tables) and parent_table = any (p_tables) and parent_column is not null loop
    execute format($sql$
      delete from private.undo_plan w using private.undo_refused r join public.%1$I t on t.id::text = r.record_id
      where r.set_id = $1 and r.table_name = %2$L and r.why <> 'gone' and w.set_id = $1 and w.table_name = %3$L and w.kind = 'remove' and w.record_id = t.%4$I::text $sql$,
      v_parent.table_name, v_parent.table_name, v_parent.parent_table, v_parent.parent_column) using p_set;
  end loop;
  for v_parent in select * from private.audited_tables where table_name = any (p_tables) and parent_table = any (p_tables) and parent_column is not null loop
    execute format($sql$
      delete from private.undo_plan p using public.%1$I t
      where p.set_id = $1 and p.table_name = %2$L and p.kind = 'remove' and t.id::text = p.record_id
        and exists (select from public.changes c where c.change_set = $1 and c.table_name = %3$L and c.record_id = t.%4$I::text and c.action = 'insert')
        and not exists (select from private.undo_plan w where w.set_id = $1 and w.table_name = %3$L and w.record_id = t.%4$I::text) $sql$,
      v_parent.table_name, v_parent.table_name, v_parent.parent_table, v_parent.parent_column) using p_set;
  end loop;
  delete from private.undo_refused where set_id = p_set;
  return v_told;
end $$;
revoke all on function private.find_pointed_at(uuid, text), private.let_imported_stay(uuid, text[]) from public, anon, authenticated;

-- Notes the rows of one table that are not as the set left them. As before, but who has no later change at all is not asked further.
create or replace function private.find_refused(p_set uuid, p_table text) returns void
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
    where p.set_id = $1 and p.table_name = %3$L and (p.kind = 'remove' or p.kind = 'revert' and p.after is null) and (t.id is null
      or exists (select from public.changes c where c.table_name = p.table_name and c.record_id = p.record_id and c.id > p.last_id)
        and exists (select from private.net_changes(p.table_name, p.record_id, p.last_id)))
    union all
    select p.set_id, p.table_name, p.record_id, 'there', null, p.last_id
    from private.undo_plan p join %1$s t on t.id = p.record_id::%2$s
    where p.set_id = $1 and p.table_name = %3$L and p.kind = 'restore' $sql$, v_table, v_id, p_table) using p_set;
end $$;

-- As before, but the line of a resident who goes in the same undo is not written once more.
create or replace function private.refresh_resident_search() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_before text := current_setting('rotunda.refreshing', true);
  v_undoing text := nullif(current_setting('rotunda.undoing', true), '');
  v_ids uuid[] := array(select resident_id from changed_rows);
begin
  if tg_op = 'UPDATE' then v_ids := v_ids || array(select resident_id from old_rows); end if;
  if v_undoing is not null then
    v_ids := array(select distinct i.id from unnest(v_ids) i (id)
      left join private.undo_plan p on p.set_id = v_undoing::uuid and p.table_name = 'residents' and p.kind = 'remove' and p.record_id = i.id::text where p.set_id is null);
  end if;
  perform set_config('rotunda.refreshing', 'on', true);
  update public.residents r set search = private.resident_document(r.id, r.name, r.preferred_name) where r.id = any (v_ids);
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;

-- Undoes one set. Answers {change_set, undone}, or {refused: {count, rows: [{table, id, why, …}]}} when
-- something is not as the set left it; then nothing was changed. Of a merge or an import, `stayed` tells in the same form what was left as it is now.
create or replace function public.undo_change_set(p_change_set uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_set public.change_sets;
  v_tables text[];
  v_table text;
  v_undo uuid;
  v_had_admin boolean;
  v_undone bigint;
  v_refused jsonb;
  v_stayed jsonb;
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
    when 'erased' then raise sqlstate 'PT422' using message = 'What was erased does not come back.', hint = 'undo_erased';
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
  if v_set.reason = 'merge' then
    v_stayed := private.let_stay(p_change_set);
  elsif v_set.reason = 'import' and v_set.tables && array['residents', 'inquiries'] then
    v_stayed := private.let_imported_stay(p_change_set, v_tables);
  end if;
  v_refused := private.tell_refused(p_change_set);
  if (v_refused ->> 'count')::integer > 0 then return private.end_undo(p_change_set, v_refused); end if;

  v_had_admin := exists (select from public.staff where role = 'admin' and is_active);
  begin
    v_undo := private.begin_change_set('undo', null, p_change_set);
    perform set_config('rotunda.undoing', p_change_set::text, true);
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
  return private.end_undo(p_change_set, null) || jsonb_strip_nulls(jsonb_build_object('change_set', v_undo, 'undone', v_undone, 'stayed', v_stayed));
exception
  when lock_not_available then
    raise sqlstate 'PT409' using message = 'The office is writing a lot just now. Nothing was undone; try again in a moment.', hint = 'undo_busy';
end $$;
