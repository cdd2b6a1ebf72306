-- Sessions: a sign-out, a new password or a deactivation holds at the next request, not when the access token runs out an
-- hour later; and a forgotten password is made anew through a link that works once. Only the link's hash is kept.

-- Hosted Supabase keeps second factors; the embedded office and PostgreSQL have no such table. Whoever has one is let in by
-- the password alone nowhere: not by a screen that asks for the code, and not past the screens.
create function private.lacks_second_factor() returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare v_lacks boolean := false;
begin
  if to_regclass('auth.mfa_factors') is not null and coalesce((select auth.jwt()) ->> 'aal', 'aal1') = 'aal1' then
    execute $q$select exists (select from auth.mfa_factors where user_id = auth.uid() and status::text = 'verified')$q$ into v_lacks;
  end if;
  return v_lacks;
end $$;
revoke all on function private.lacks_second_factor() from public;

-- As before, and first of all: a token whose session was ended is nobody's any more.
create or replace function private.at_least(p_role text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role text;
  v_session text := (select auth.jwt()) ->> 'session_id';
begin
  if v_session is not null and not exists (select from auth.sessions where id = v_session::uuid) then
    raise sqlstate 'PT401' using message = 'Your session has ended. Sign in again; what you typed is still here.', hint = 'signed_out';
  end if;
  if private.lacks_second_factor() then
    raise sqlstate '42501' using message = 'Enter the code of your authenticator app first.', hint = 'second_factor';
  end if;
  select role into v_role from public.staff where user_id = (select auth.uid()) and is_active;
  if v_role is null then
    raise sqlstate '42501' using message = 'This account does not belong to an active member of the office. Ask an administrator.', hint = 'not_staff';
  elsif private.role_rank(v_role) < private.role_rank(p_role) then
    raise sqlstate '42501' using message = format('This needs the role "%s"; yours is "%s". Ask an administrator.', p_role, v_role), hint = 'role';
  end if;
  return true;
end $$;

-- Ends a person's sessions, all or all but one.
create function public.end_sessions(p_user_id uuid, p_except uuid default null) returns void
language sql volatile security definer set search_path = '' as $$
  delete from auth.sessions where user_id = p_user_id and id is distinct from p_except
$$;

-- ---------------------------------------------------------------- a forgotten password
create table private.password_resets (
  token_hash text primary key,
  user_id uuid not null unique references auth.users (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
alter table private.password_resets enable row level security;
-- Deliberately no policy and no grant: only the functions below touch it.

-- Whose address it is, or null: the server answers the same to both. A new link ends the one before it.
create function public.open_password_reset(p_email text, p_token_hash text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff;
begin
  select * into v_staff from public.staff where email = lower(btrim(p_email)) and is_active and user_id is not null;
  if not found then return null; end if;
  insert into private.password_resets (token_hash, user_id, expires_at) values (p_token_hash, v_staff.user_id, now() + interval '1 hour')
  on conflict (user_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at, used_at = null;
  return jsonb_build_object('name', v_staff.name, 'email', v_staff.email);
end $$;

create function public.find_password_reset(p_token_hash text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_found jsonb;
begin
  select jsonb_build_object('name', s.name, 'email', s.email, 'user_id', s.user_id) into v_found
  from private.password_resets r join public.staff s on s.user_id = r.user_id
  where r.token_hash = p_token_hash and r.used_at is null and r.expires_at > now() and s.is_active;
  if v_found is null then
    raise sqlstate 'PT409' using message = 'This link was used already or has expired. Ask for a new one on the sign-in page.', hint = 'password_reset';
  end if;
  return v_found;
end $$;

-- Taken before the password is changed and given back when that fails: of two at once, one gets it.
create function public.claim_password_reset(p_token_hash text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update private.password_resets set used_at = now() where token_hash = p_token_hash and used_at is null and expires_at > now();
  return found;
end $$;
create function public.release_password_reset(p_token_hash text) returns void
language sql volatile security definer set search_path = '' as $$
  update private.password_resets set used_at = null where token_hash = p_token_hash
$$;

revoke all on function public.end_sessions(uuid, uuid), public.open_password_reset(text, text), public.find_password_reset(text),
  public.claim_password_reset(text), public.release_password_reset(text) from public, anon, authenticated;
grant execute on function public.end_sessions(uuid, uuid), public.open_password_reset(text, text), public.find_password_reset(text),
  public.claim_password_reset(text), public.release_password_reset(text) to service_role;
