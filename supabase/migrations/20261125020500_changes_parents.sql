-- Changes, whose part a row is: a task or a file belongs to an inquiry or to a resident, by one of two columns. Its changes are
-- told in the history of the one that it belongs to.

alter table private.audited_tables add column other_parent_table text, add column other_parent_column text;
insert into private.audited_tables (table_name, parent_table, parent_column, other_parent_table, other_parent_column)
values ('tasks', 'inquiries', 'inquiry_id', 'residents', 'resident_id'), ('attachments', 'inquiries', 'inquiry_id', 'residents', 'resident_id')
on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column,
  other_parent_table = excluded.other_parent_table, other_parent_column = excluded.other_parent_column;

create function private.parent_of(p_table private.audited_tables, p_row jsonb, out parent_table text, out parent_id text)
language sql immutable set search_path = '' as $$
  select case when p_row ->> p_table.parent_column is not null then coalesce(p_table.parent_table, p_row ->> p_table.parent_table_column)
      when p_row ->> p_table.other_parent_column is not null then p_table.other_parent_table end,
    coalesce(p_row ->> p_table.parent_column, p_row ->> p_table.other_parent_column)
$$;

-- As before, but for whose part a row is.
create or replace function private.record_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_staff uuid;
  v_set uuid;
  v_reason text;
  v_table private.audited_tables;
begin
  if tg_op = 'INSERT' then
    if not exists (select from new_rows) then return null; end if;
  elsif tg_op = 'DELETE' then
    if not exists (select from old_rows) then return null; end if;
  elsif current_setting('rotunda.refreshing', true) = 'on' or not exists (
    select from new_rows n join old_rows o on o.id = n.id
    where to_jsonb(n) - '{updated_at,version,search}'::text[] <> to_jsonb(o) - '{updated_at,version,search}'::text[]) then
    return null;
  end if;
  v_staff := private.current_staff_id();
  v_set := private.note_change(tg_table_name);
  v_reason := private.change_reason();
  v_table := private.audited_table(tg_table_name);
  if tg_op = 'INSERT' and v_table.parent_column is null then
    insert into public.changes (change_set, staff_id, table_name, record_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id::text, 'insert', v_reason from new_rows n;
  elsif tg_op = 'INSERT' then
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id, p.parent_table, p.parent_id, 'insert', v_reason
    from (select id::text, to_jsonb(r) as image from new_rows r) n cross join lateral private.parent_of(v_table, n.image) p;
  elsif tg_op = 'DELETE' then
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason, before)
    select v_set, v_staff, tg_table_name, o.id, p.parent_table, p.parent_id, 'delete', v_reason, o.image - 'search'
    from (select id::text, to_jsonb(r) as image from old_rows r) o cross join lateral private.parent_of(v_table, o.image) p;
  else
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason, before, after)
    select v_set, v_staff, tg_table_name, x.id, p.parent_table, p.parent_id, 'update', v_reason, d.before, d.after
    from (select n.id::text, to_jsonb(n) as image, to_jsonb(o) as old_image from new_rows n join old_rows o on o.id = n.id offset 0) x
    cross join lateral (
      select jsonb_object_agg(f.key, x.old_image -> f.key) as before, jsonb_object_agg(f.key, f.value) as after
      from jsonb_each(x.image) f where f.value is distinct from x.old_image -> f.key and f.key not in ('updated_at', 'version', 'search')) d
    cross join lateral private.parent_of(v_table, x.image) p
    where d.after is not null;
  end if;
  return null;
end $$;
