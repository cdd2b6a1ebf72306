-- Preferences: what a person chose for themselves, wherever they sign in: how lists look, their language, what reaches
-- them and how. One row a person, made when they first choose; without it the defaults hold.

-- The caller's own staff id, for policies of rows that are one person's. Raises for whoever is not of the office, like
-- at_least: comparing with nothing would only find nothing.
create function private.own_staff_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return private.current_staff_id();
end $$;
grant execute on function private.own_staff_id() to authenticated;

create table public.preferences (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null unique references public.staff (id) on delete cascade,
  locale text not null default 'en' constraint preferences_locale_known check (locale in ('en', 'es')),
  -- How each list looks: {"inquiries": {"columns": ["number", …], "density": "compact"}}.
  lists jsonb not null default '{}' constraint preferences_lists_object check (jsonb_typeof(lists) = 'object' and length(lists::text) <= 10000),
  -- What reaches them: each kind of notification "app", "digest" or "none".
  notify jsonb not null default '{}' constraint preferences_notify_object check (jsonb_typeof(notify) = 'object' and length(notify::text) <= 2000),
  wants_digest boolean not null default true,
  digest_hour smallint not null default 8 constraint preferences_digest_hour_range check (digest_hour between 0 and 23),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.preferences');
grant select on table public.preferences to authenticated;
create policy preferences_select_own on public.preferences for select to authenticated
  using (staff_id = (select private.own_staff_id()));
-- Deliberately not granted: writes. save_preferences knows whose row it is.

-- Answers the caller's own preferences, with the defaults where nothing was chosen.
create function public.my_preferences() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_own public.preferences;
begin
  select * into v_own from public.preferences where staff_id = private.own_staff_id();
  return jsonb_build_object('locale', coalesce(v_own.locale, 'en'), 'lists', coalesce(v_own.lists, '{}'), 'notify', coalesce(v_own.notify, '{}'),
    'wants_digest', coalesce(v_own.wants_digest, true), 'digest_hour', coalesce(v_own.digest_hour, 8));
end $$;

-- Changes what is named and leaves the rest. Lists and notify are merged key by key.
create function public.save_preferences(p_patch jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_staff uuid := private.current_staff_id();
  v_kind record;
begin
  perform private.at_least('viewer');
  for v_kind in select key, value from jsonb_each_text(coalesce(p_patch -> 'notify', '{}')) loop
    if v_kind.key not in ('mentioned', 'assigned', 'changed') or v_kind.value not in ('app', 'digest', 'none') then
      raise sqlstate 'PT422' using message = 'Choose for each kind: in the office, only in the morning mail, or not at all.', hint = 'notify';
    end if;
  end loop;
  if (p_patch ->> 'locale') not in ('en', 'es') then
    raise sqlstate 'PT422' using message = 'Choose English or Spanish.', hint = 'locale';
  elsif (p_patch -> 'digest_hour') is not null and (p_patch ->> 'digest_hour')::integer not between 0 and 23 then
    raise sqlstate 'PT422' using message = 'Choose an hour of the day.', hint = 'digest_hour';
  end if;
  insert into public.preferences (staff_id) values (v_staff) on conflict (staff_id) do nothing;
  update public.preferences p set
    locale = coalesce(p_patch ->> 'locale', p.locale),
    lists = p.lists || coalesce(p_patch -> 'lists', '{}'),
    notify = p.notify || coalesce(p_patch -> 'notify', '{}'),
    wants_digest = coalesce((p_patch ->> 'wants_digest')::boolean, p.wants_digest),
    digest_hour = coalesce((p_patch ->> 'digest_hour')::smallint, p.digest_hour)
  where p.staff_id = v_staff;
  return public.my_preferences();
end $$;
revoke all on function public.my_preferences(), public.save_preferences(jsonb) from public, anon;
grant execute on function public.my_preferences(), public.save_preferences(jsonb) to authenticated;
comment on table public.preferences is 'What each person chose for themselves: language, how lists look, what reaches them.';
