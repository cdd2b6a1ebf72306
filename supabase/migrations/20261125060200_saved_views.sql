-- Saved views: a list as somebody wants to see it again, kept as its address. Mine are mine; a coordinator shares one with
-- the team; a manager gives one to everybody of a role. What a view shows is decided when it is opened, by who opens it.

create table public.saved_views (
  id uuid primary key default gen_random_uuid(),
  resource text not null constraint saved_views_resource_known check (resource in ('inquiries', 'residents')),
  name text not null constraint saved_views_name_filled check (btrim(name) <> '' and length(name) <= 60),
  -- The search part of the list's address, without "?" and without a page: codes, not ids, so that it can be read.
  query text not null constraint saved_views_query_length check (length(query) <= 2000),
  scope text not null default 'mine' constraint saved_views_scope_known check (scope in ('mine', 'team', 'role')),
  role text constraint saved_views_role_known check (role in ('viewer', 'staff', 'coordinator', 'manager', 'admin')),
  owner_id uuid references public.staff (id) on delete set null,
  -- Which facts a row shows, in their order; null for what the person shows anyway.
  columns text[] constraint saved_views_columns_length check (cardinality(columns) <= 12),
  density text constraint saved_views_density_known check (density in ('comfortable', 'compact')),
  position integer not null default 100,
  -- Removed is not gone: it can be taken back, and its name stays in the history.
  is_removed boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_views_role_whole check ((scope = 'role') = (role is not null))
);
-- "Which views stand above this list?"
create index saved_views_resource on public.saved_views (resource, scope, position) where not is_removed;
create index saved_views_owner on public.saved_views (owner_id);

-- Who may keep a view of this scope: everybody their own, a coordinator the team's, a manager a role's. Answers instead of
-- raising: in this small table the policy is tried on rows that the statement does not mean.
create function private.may_keep_view(p_scope text, p_owner uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select case p_scope
      when 'mine' then s.id = p_owner
      when 'team' then private.role_rank(s.role) >= private.role_rank('coordinator')
      else private.role_rank(s.role) >= private.role_rank('manager') end
    from public.staff s where s.user_id = (select auth.uid()) and s.is_active), false)
$$;
grant execute on function private.may_keep_view(text, uuid) to authenticated;

create function private.stamp_view() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.name := btrim(new.name);
  if tg_op = 'INSERT' then
    new.owner_id := coalesce(private.current_staff_id(), new.owner_id);
    -- New views stand behind those that are there.
    new.position := coalesce((select max(v.position) + 1 from public.saved_views v where v.resource = new.resource and v.scope = new.scope), 1);
  end if;
  if exists (select from public.saved_views v where v.id <> new.id and v.resource = new.resource and v.scope = new.scope and not v.is_removed and not new.is_removed
    and lower(v.name) = lower(new.name) and v.role is not distinct from new.role and (new.scope <> 'mine' or v.owner_id = new.owner_id)) then
    raise sqlstate 'PT422' using message = 'There is a view with this name already. Choose another name.', hint = 'name';
  end if;
  return new;
end $$;
create trigger _300_stamp_view before insert or update on public.saved_views for each row execute function private.stamp_view();

call private.protect('public.saved_views');
grant select on table public.saved_views to authenticated;
grant insert (resource, name, query, scope, role, columns, density), update (name, query, scope, role, columns, density, is_removed) on table public.saved_views to authenticated;
create policy saved_views_select_reader on public.saved_views for select to authenticated
  using ((select private.at_least('viewer')) and (scope <> 'mine' or owner_id = (select private.current_staff_id())));
create policy saved_views_insert_keeper on public.saved_views for insert to authenticated
  with check ((select private.at_least('viewer')) and private.may_keep_view(scope, owner_id));
create policy saved_views_update_keeper on public.saved_views for update to authenticated
  using ((select private.at_least('viewer')) and private.may_keep_view(scope, owner_id)) with check (private.may_keep_view(scope, owner_id));
-- Deliberately not granted: delete (a view is removed, and can be taken back), owner and position (order_views sets it).

-- Puts views in the order of their ids; what the caller may not keep is refused, and nothing is moved.
create function public.order_views(p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare v_view public.saved_views;
begin
  perform private.at_least('viewer');
  for v_view in select * from public.saved_views where id = any (p_ids) loop
    if not private.may_keep_view(v_view.scope, v_view.owner_id) then
      raise sqlstate '42501' using message = 'This view belongs to somebody else.', hint = 'forbidden';
    end if;
  end loop;
  update public.saved_views v set position = o.n from unnest(p_ids) with ordinality o (id, n) where v.id = o.id and v.position <> o.n;
end $$;

-- Many counts in one call, each exact to 10,000: {"name": the argument of the list} gives {"name": count}. What cannot be
-- counted (a filter of an old view that is not understood any more) is null, and the others are counted all the same.
create function public.count_views(p_resource text, p_queries jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_one record;
  v_count integer;
  v_all jsonb := '{}';
begin
  perform private.may_list();
  for v_one in select key, value from jsonb_each(p_queries) limit 40 loop
    begin
      v_count := case p_resource
        when 'inquiries' then private.list_count('public.inquiries', private.inquiry_filters(v_one.value))
        when 'residents' then private.list_count('public.residents', private.resident_filters(v_one.value)) end;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;
revoke all on function public.order_views(uuid[]), public.count_views(text, jsonb) from public, anon;
grant execute on function public.order_views(uuid[]), public.count_views(text, jsonb) to authenticated;
comment on table public.saved_views is 'Lists as somebody wants to see them again: an address with a name.';
