-- The view that a list opens with: one's own choice, otherwise what a manager gave one's role, otherwise the team. One a list and scope.

alter table public.saved_views add column is_default boolean not null default false;
comment on column public.saved_views.is_default is 'Whether the list opens with it, for whomever it is.';
-- "Which one does this list open with?" And never two for the same people.
create unique index saved_views_default on public.saved_views (resource, scope, coalesce(role, owner_id::text)) nulls not distinct
  where is_default and not is_removed and scope <> 'team';
create unique index saved_views_default_team on public.saved_views (resource) where is_default and not is_removed and scope = 'team';
grant insert (is_default), update (is_default) on table public.saved_views to authenticated;

create or replace function private.stamp_view() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.name := btrim(new.name);
  if tg_op = 'INSERT' then
    new.owner_id := coalesce(private.current_staff_id(), new.owner_id);
    -- New views stand behind those that are there.
    new.position := coalesce((select max(v.position) + 1 from public.saved_views v where v.resource = new.resource and v.scope = new.scope), 1);
  elsif (new.scope, new.role) is distinct from (old.scope, old.role) then
    -- For other people it was not chosen.
    new.is_default := false;
  end if;
  if exists (select from public.saved_views v where v.id <> new.id and v.resource = new.resource and v.scope = new.scope and not v.is_removed and not new.is_removed
    and lower(v.name) = lower(new.name) and v.role is not distinct from new.role and (new.scope <> 'mine' or v.owner_id = new.owner_id)) then
    raise sqlstate 'PT422' using message = 'There is a view with this name already. Choose another name.', hint = 'name';
  end if;
  if new.is_removed then new.is_default := false; end if;
  if new.scope <> 'mine' and (select auth.uid()) is not null and not private.may_keep_view('role', null)
    and new.is_default is distinct from (case when tg_op = 'UPDATE' then old.is_default else false end) and not new.is_removed then
    raise sqlstate '42501' using message = 'A manager chooses what everybody’s list opens with.', hint = 'forbidden';
  end if;
  if new.is_default then
    update public.saved_views v set is_default = false where v.is_default and v.id <> new.id and v.resource = new.resource and v.scope = new.scope
      and v.role is not distinct from new.role and (new.scope <> 'mine' or v.owner_id = new.owner_id);
  end if;
  return new;
end $$;

-- As before, and the address that each list opens with: {"views": {"inquiries": "open=yes"}}.
create or replace function public.my_preferences() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_own public.preferences;
  v_staff uuid := private.own_staff_id();
begin
  select * into v_own from public.preferences where staff_id = v_staff;
  return jsonb_build_object('locale', coalesce(v_own.locale, 'en'), 'lists', coalesce(v_own.lists, '{}'), 'notify', coalesce(v_own.notify, '{}'),
    'wants_digest', coalesce(v_own.wants_digest, true), 'digest_hour', coalesce(v_own.digest_hour, 8),
    'views', (select coalesce(jsonb_object_agg(f.resource, f.query), '{}') from (
      select distinct on (v.resource) v.resource, v.query from public.saved_views v
      where v.is_default and not v.is_removed and case v.scope when 'mine' then v.owner_id = v_staff
        when 'role' then v.role = (select s.role from public.staff s where s.id = v_staff) else v_staff is not null end
      order by v.resource, array_position(array['mine', 'role', 'team'], v.scope)) f));
end $$;
