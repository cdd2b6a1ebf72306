-- Staff: the people of the office, each with one role. A row is the invitation: an account can exist only for an
-- address that has an active row here, whatever way it is made. Roles rise: viewer, staff, coordinator, manager, admin.

create table public.staff (
  id uuid primary key default gen_random_uuid(),
  user_id uuid unique references auth.users (id) on delete set null,
  email text not null constraint staff_email_form check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'),
  name text not null constraint staff_name_filled check (btrim(name) <> '' and length(name) <= 200),
  role text not null constraint staff_role_known check (role in ('viewer', 'staff', 'coordinator', 'manager', 'admin')),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index staff_email on public.staff (email);

create function private.role_rank(p_role text) returns integer
language sql immutable parallel safe set search_path = '' as $$
  select array_position(array['viewer', 'staff', 'coordinator', 'manager', 'admin'], p_role)
$$;

-- The caller's own row, or null for nobody of this office (the worker, say).
create function private.current_staff_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.staff where user_id = (select auth.uid()) and is_active
$$;

-- The gate of every policy. It raises instead of answering false: a policy that is merely false is tried on every row
-- of a large table, and its refusal looks like an empty list; an exception stops at once and says why.
create function private.at_least(p_role text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare v_role text;
begin
  select role into v_role from public.staff where user_id = (select auth.uid()) and is_active;
  if v_role is null then
    raise sqlstate '42501' using message = 'This account does not belong to an active member of the office. Ask an administrator.', hint = 'not_staff';
  elsif private.role_rank(v_role) < private.role_rank(p_role) then
    raise sqlstate '42501' using message = format('This needs the role "%s"; yours is "%s". Ask an administrator.', p_role, v_role), hint = 'role';
  end if;
  return true;
end $$;
grant execute on function private.at_least(text), private.current_staff_id() to authenticated, service_role;

-- ---------------------------------------------------------------- accounts
create function private.refuse_uninvited() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.staff where email = lower(new.email) and is_active and user_id is null) then
    raise sqlstate '42501' using message = 'This address has no invitation to the office.', hint = 'not_invited';
  end if;
  return new;
end $$;
create trigger _200_refuse_uninvited before insert on auth.users
  for each row execute function private.refuse_uninvited();

create function private.link_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.staff set user_id = new.id where email = lower(new.email) and user_id is null;
  update private.setup_links set used_at = now() where used_at is null;
  return null;
end $$;
create trigger _500_link_account after insert on auth.users
  for each row execute function private.link_account();

-- ---------------------------------------------------------------- the first administrator
-- An empty office prints a one-time link. Only its hash is kept.
create table private.setup_links (
  token_hash text primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);
alter table private.setup_links enable row level security;
-- Deliberately no policy and no grant: only the two functions below touch it.

create function public.open_setup(p_token_hash text, p_expires_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.staff where user_id is not null) then return false; end if;
  delete from private.setup_links;
  insert into private.setup_links (token_hash, expires_at) values (p_token_hash, p_expires_at);
  return true;
end $$;

create function public.claim_setup(p_token_hash text, p_name text, p_email text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare v_id uuid;
begin
  if exists (select from public.staff where user_id is not null)
    or not exists (select from private.setup_links where token_hash = p_token_hash and used_at is null and expires_at > now()) then
    raise sqlstate 'PT409' using message = 'This set-up link was used already or has expired. Start the program again to get a new one.', hint = 'setup_link';
  end if;
  delete from public.staff where user_id is null and role = 'admin';
  insert into public.staff (email, name, role) values (lower(btrim(p_email)), btrim(p_name), 'admin') returning id into v_id;
  return v_id;
end $$;
revoke all on function public.open_setup(text, timestamptz), public.claim_setup(text, text, text) from public, anon, authenticated;
grant execute on function public.open_setup(text, timestamptz), public.claim_setup(text, text, text) to service_role;

-- ---------------------------------------------------------------- who may
call private.protect('public.staff');
call private.protect('public.settings');
grant select on table public.staff, public.settings to authenticated;
create policy staff_select_viewer on public.staff for select to authenticated using ((select private.at_least('viewer')));
create policy settings_select_viewer on public.settings for select to authenticated using ((select private.at_least('viewer')));
create policy changes_select_viewer on public.changes for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted here: insert, update and delete of staff and settings. Their screens bring their own verbs.

-- Who am I? The browser's first question after sign-in.
create function public.whoami() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select to_jsonb(s) from (select id, name, email, role from public.staff where user_id = (select auth.uid()) and is_active) s
$$;
revoke all on function public.whoami() from public, anon;
grant execute on function public.whoami() to authenticated;
comment on table public.staff is 'The people of the office. A row is the invitation; user_id is set when the account exists.';
