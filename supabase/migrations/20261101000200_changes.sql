-- Changes: who changed what, when, from what to what. Written by triggers only; nobody writes here from outside,
-- the service key included. One statement makes one write here however many rows it touched.

create table public.changes (
  id bigint generated always as identity primary key,
  changed_at timestamptz not null default now(),
  change_set uuid not null,
  staff_id uuid,
  table_name text not null,
  record_id text not null,
  action text not null constraint changes_action_known check (action in ('insert', 'update', 'delete')),
  reason text not null constraint changes_reason_known check (reason in ('screen', 'bulk', 'import', 'merge', 'service', 'undo')),
  before jsonb,
  after jsonb
);
-- "What happened to this record?"
create index changes_record on public.changes (table_name, record_id, id);
-- "What did this act change?"
create index changes_change_set on public.changes (change_set);

-- All that one transaction does is one change set.
create function private.change_set() returns uuid
language plpgsql volatile set search_path = '' as $$
declare v_set text := nullif(current_setting('rotunda.change_set', true), '');
begin
  if v_set is null then
    v_set := gen_random_uuid()::text;
    perform set_config('rotunda.change_set', v_set, true);
  end if;
  return v_set::uuid;
end $$;

-- Why it happens: a function that imports or merges says so with set_config('rotunda.reason', …, true).
create function private.change_reason() returns text
language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('rotunda.reason', true), ''),
    case when (select auth.uid()) is null then 'service' else 'screen' end)
$$;

-- Updates keep only the columns that changed, deletes the whole row; an insert is told by the row itself.
create function private.record_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_staff uuid := private.current_staff_id();
  v_set uuid := private.change_set();
  v_reason text := private.change_reason();
begin
  if tg_op = 'INSERT' then
    insert into public.changes (change_set, staff_id, table_name, record_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id::text, 'insert', v_reason from new_rows n;
  elsif tg_op = 'DELETE' then
    insert into public.changes (change_set, staff_id, table_name, record_id, action, reason, before)
    select v_set, v_staff, tg_table_name, o.id::text, 'delete', v_reason, to_jsonb(o) - 'search' from old_rows o;
  else
    insert into public.changes (change_set, staff_id, table_name, record_id, action, reason, before, after)
    select v_set, v_staff, tg_table_name, d.id, 'update', v_reason, d.before, d.after
    from (
      select n.id::text as id, jsonb_object_agg(f.key, b.value) as before, jsonb_object_agg(f.key, f.value) as after
      from new_rows n join old_rows o on o.id = n.id
      cross join lateral jsonb_each(to_jsonb(n)) f
      join lateral jsonb_each(to_jsonb(o)) b on b.key = f.key
      where f.value is distinct from b.value and f.key not in ('updated_at', 'version', 'search')
      group by n.id
    ) d;
  end if;
  return null;
end $$;

alter table public.changes enable row level security;
revoke all on table public.changes from public, anon, authenticated, service_role;
grant select on table public.changes to authenticated, service_role;
comment on table public.changes is 'The audit log: one row for each record that a statement changed. Kept by triggers.';
