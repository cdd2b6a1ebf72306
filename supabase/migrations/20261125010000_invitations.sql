-- Invitations: how somebody becomes a member of the office. An administrator names them; a one-time link lets them choose
-- a password. Only the link's hash is kept. The account itself is refused unless its link is being used that moment.

create table private.invitations (
  staff_id uuid primary key references public.staff (id) on delete cascade,
  token_hash text not null unique,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Set for two minutes while the link's owner makes the account.
  claimed_until timestamptz
);
alter table private.invitations enable row level security;
-- Deliberately no policy and no grant: only the functions below touch it.

-- ---------------------------------------------------------------- what the staff page does
-- One administrator at a time: each sees what the one before did, so that two cannot remove each other.
create function private.staff_to_change(p_id uuid) returns public.staff
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff;
begin
  perform pg_advisory_xact_lock(hashtext('rotunda staff'));
  perform private.at_least('admin');
  select * into v_staff from public.staff where id = p_id;
  if not found then raise sqlstate 'PT404' using message = 'This person is not there any more.', hint = 'staff'; end if;
  return v_staff;
end $$;

create function private.guard_role(p_role text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if private.role_rank(p_role) is null then
    raise sqlstate 'PT422' using message = 'Choose one of the roles that are offered.', hint = 'role';
  end if;
end $$;

-- The last administrator stays one, and nobody acts on themselves: what an administrator may lose, another one decides.
create function private.guard_own_access(p_staff public.staff, p_field text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_staff.role = 'admin' and not exists (
    select from public.staff where role = 'admin' and is_active and user_id is not null and id <> p_staff.id) then
    raise sqlstate 'PT422' using message = format('%s is the only administrator. Make somebody else administrator first.', p_staff.name), hint = p_field;
  elsif p_staff.id = private.current_staff_id() then
    raise sqlstate 'PT422' using message = 'This is your own account. Another administrator can do this.', hint = p_field;
  end if;
end $$;

create function public.invite_staff(p_name text, p_email text, p_role text, p_token_hash text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_email text := lower(btrim(coalesce(p_email, '')));
  v_name text := btrim(coalesce(p_name, ''));
  v_known public.staff;
  v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtext('rotunda staff'));
  perform private.at_least('admin');
  perform private.guard_role(p_role);
  if v_name = '' or length(v_name) > 200 then
    raise sqlstate 'PT422' using message = 'Enter the person’s name.', hint = 'name';
  elsif length(v_email) > 200 or v_email !~ '^[^@\s<>(),;:"\\]+@[^@\s<>(),;:"\\]+\.[^@\s<>(),;:"\\]+$' then
    raise sqlstate 'PT422' using message = 'Enter an e-mail address, such as ana@city.gov.', hint = 'email';
  end if;
  select * into v_known from public.staff where email = v_email;
  if v_known.user_id is not null then
    raise sqlstate 'PT422' using message = format(case when v_known.is_active then 'This address belongs to %s already.'
      else 'This address belongs to %s, who is deactivated. Reactivate them instead.' end, v_known.name), hint = 'email';
  elsif v_known.is_active then
    raise sqlstate 'PT422' using message = format('%s has an invitation already. Send it again instead.', v_known.name), hint = 'email';
  elsif v_known.id is not null then
    -- A withdrawn invitation is made again on the same row: what was recorded about the person stays in one place.
    update public.staff set name = v_name, role = p_role, is_active = true where id = v_known.id returning id into v_id;
  else
    insert into public.staff (name, email, role) values (v_name, v_email, p_role) returning id into v_id;
  end if;
  return private.write_invitation(v_id, p_token_hash);
end $$;

create function private.write_invitation(p_id uuid, p_token_hash text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  with made as (
    insert into private.invitations (staff_id, token_hash, expires_at) values (p_id, p_token_hash, now() + interval '7 days')
    on conflict (staff_id) do update
      set token_hash = excluded.token_hash, expires_at = excluded.expires_at, invited_at = now(), claimed_until = null
    returning staff_id, expires_at)
  select jsonb_build_object('id', s.id, 'name', s.name, 'email', s.email, 'expires_at', made.expires_at)
  from made join public.staff s on s.id = made.staff_id
$$;

-- A new link; the one before it stops working.
create function public.renew_invitation(p_id uuid, p_token_hash text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff := private.staff_to_change(p_id);
begin
  if v_staff.user_id is not null or not v_staff.is_active then
    raise sqlstate 'PT409' using message = format('%s has no open invitation any more.', v_staff.name), hint = 'invitation';
  end if;
  return private.write_invitation(p_id, p_token_hash);
end $$;

create function public.withdraw_invitation(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff := private.staff_to_change(p_id);
begin
  if v_staff.user_id is not null or not v_staff.is_active then
    raise sqlstate 'PT409' using message = format('%s has no open invitation any more.', v_staff.name), hint = 'invitation';
  end if;
  delete from private.invitations where staff_id = p_id;
  update public.staff set is_active = false where id = p_id;
end $$;

create function public.set_staff_role(p_id uuid, p_role text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff := private.staff_to_change(p_id);
begin
  perform private.guard_role(p_role);
  if v_staff.role = p_role then return; end if;
  perform private.guard_own_access(v_staff, 'role');
  update public.staff set role = p_role where id = p_id;
end $$;

-- Everybody may write their own name as they want to be called; an administrator anybody's.
create function public.rename_staff(p_id uuid, p_name text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_id is distinct from private.current_staff_id() then perform private.at_least('admin'); else perform private.at_least('viewer'); end if;
  if btrim(coalesce(p_name, '')) = '' or length(p_name) > 200 then
    raise sqlstate 'PT422' using message = 'Enter a name of at most 200 characters.', hint = 'name';
  end if;
  update public.staff set name = btrim(p_name) where id = p_id and name <> btrim(p_name);
end $$;

-- What they could read ends with their next request, and their sessions with it. Hosted sign-in reads banned_until.
create function public.deactivate_staff(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff := private.staff_to_change(p_id);
begin
  if not v_staff.is_active then return; end if;
  perform private.guard_own_access(v_staff, 'staff');
  update public.staff set is_active = false where id = p_id;
  delete from private.invitations where staff_id = p_id;
  delete from auth.sessions where user_id = v_staff.user_id;
  update auth.users set banned_until = now() + interval '100 years' where id = v_staff.user_id;
end $$;

create function public.reactivate_staff(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_staff public.staff := private.staff_to_change(p_id);
begin
  if v_staff.user_id is null then
    raise sqlstate 'PT409' using message = format('%s has no account. Invite them again.', v_staff.name), hint = 'invitation';
  end if;
  update public.staff set is_active = true where id = p_id and not is_active;
  update auth.users set banned_until = null where id = v_staff.user_id;
end $$;

-- Who is there, for the staff page: with what only an administrator needs to know.
create function public.list_staff() returns table (
  id uuid, name text, email text, role text, state text,
  last_sign_in_at timestamptz, invited_at timestamptz, invitation_expires_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('admin');
  return query
    select s.id, s.name, s.email, s.role,
      case when s.user_id is not null and s.is_active then 'active' when s.user_id is not null then 'deactivated'
        when not s.is_active then 'withdrawn' when i.staff_id is null then 'without_account'
        when i.expires_at <= now() then 'expired' else 'invited' end,
      u.last_sign_in_at, i.invited_at, i.expires_at
    from public.staff s left join auth.users u on u.id = s.user_id left join private.invitations i on i.staff_id = s.id
    order by s.is_active desc, lower(s.name), s.id;
end $$;

-- ---------------------------------------------------------------- what the link does
create function public.find_invitation(p_token_hash text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_found jsonb;
begin
  select jsonb_build_object('id', s.id, 'name', s.name, 'email', s.email) into v_found
  from private.invitations i join public.staff s on s.id = i.staff_id
  where i.token_hash = p_token_hash and i.expires_at > now() and s.is_active and s.user_id is null;
  if v_found is null then
    raise sqlstate 'PT409' using message = 'This invitation was used already, was withdrawn or has expired. Ask an administrator for a new one.', hint = 'invitation';
  end if;
  return v_found;
end $$;

create function public.claim_invitation(p_token_hash text, p_name text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_found jsonb := public.find_invitation(p_token_hash);
begin
  if btrim(coalesce(p_name, '')) = '' or length(p_name) > 200 then
    raise sqlstate 'PT422' using message = 'Enter your name.', hint = 'name';
  end if;
  update private.invitations set claimed_until = now() + interval '2 minutes' where token_hash = p_token_hash;
  update public.staff set name = btrim(p_name) where id = (v_found ->> 'id')::uuid and name <> btrim(p_name);
  return v_found;
end $$;

-- An invited address alone makes no account: its link must be in use, or the city's own sign-in (SAML, OIDC) must vouch.
create or replace function private.refuse_uninvited() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.staff s left join private.invitations i on i.staff_id = s.id
    where s.email = lower(new.email) and s.is_active and s.user_id is null
      and (i.staff_id is null or i.claimed_until > now() or new.is_sso_user or coalesce(new.raw_app_meta_data ->> 'provider', 'email') <> 'email')) then
    raise sqlstate '42501' using message = 'This address has no invitation to the office.', hint = 'not_invited';
  end if;
  return new;
end $$;

create or replace function private.link_account() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_id uuid;
begin
  update public.staff set user_id = new.id where email = lower(new.email) and user_id is null returning id into v_id;
  delete from private.invitations where staff_id = v_id;
  update private.setup_links set used_at = now() where used_at is null;
  return null;
end $$;

-- ---------------------------------------------------------------- who may
revoke all on function private.staff_to_change(uuid), private.guard_role(text), private.guard_own_access(public.staff, text),
  private.write_invitation(uuid, text) from public;
revoke all on function public.invite_staff(text, text, text, text), public.renew_invitation(uuid, text), public.withdraw_invitation(uuid),
  public.set_staff_role(uuid, text), public.rename_staff(uuid, text), public.deactivate_staff(uuid), public.reactivate_staff(uuid),
  public.list_staff(), public.find_invitation(text), public.claim_invitation(text, text) from public, anon, authenticated;
grant execute on function public.invite_staff(text, text, text, text), public.renew_invitation(uuid, text), public.withdraw_invitation(uuid),
  public.set_staff_role(uuid, text), public.rename_staff(uuid, text), public.deactivate_staff(uuid), public.reactivate_staff(uuid),
  public.list_staff() to authenticated;
-- The links are opened by people who are nobody yet: only the server asks for them, after counting attempts.
grant execute on function public.find_invitation(text), public.claim_invitation(text, text) to service_role;
comment on function public.list_staff() is 'The people of the office with the state of their accounts; for administrators.';
