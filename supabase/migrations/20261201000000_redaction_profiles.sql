-- What of an inquiry goes out when somebody asks for a copy of it, and what is withheld on which ground. A record of the office is open
-- unless a law closes it (RSMo 610.011): closed parts are taken out and the rest is given (610.024), and what is refused names its
-- law (610.023). Which law that is, is data of the office: profiles are kept in the settings, each kind of content with its rule.

-- The kinds of content that a rule speaks of. What belongs to the program and not to an office's data; the screens name them alike.
create function private.packet_kinds() returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select array['name', 'contact', 'personal', 'others', 'staff',
    'question', 'location', 'closing', 'closing_note',
    'told', 'notes', 'calls', 'visits', 'letters', 'mails_in', 'mails_out', 'answers', 'files', 'tasks', 'referrals', 'encounters', 'requests', 'states',
    'phones', 'mail_addresses', 'birth', 'ssn', 'cards']
$$;

create table public.redaction_profiles (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint redaction_profiles_name_filled check (btrim(name) <> '' and length(name) <= 120),
  description text not null default '' constraint redaction_profiles_description_length check (length(description) <= 1000),
  -- [{key, cite, words: {en, es}}], in the order in which they are numbered.
  grounds jsonb not null default '[]' constraint redaction_profiles_grounds_list check (jsonb_typeof(grounds) = 'array' and octet_length(grounds::text) <= 40000),
  -- {kind: {act: release, list (a file: its name alone) or withhold, ground: the key of one}}
  rules jsonb not null default '{}' constraint redaction_profiles_rules_object check (jsonb_typeof(rules) = 'object' and octet_length(rules::text) <= 20000),
  -- Who looked at the grounds: a lawyer of the city; null until somebody did.
  confirmed_by text constraint redaction_profiles_confirmed_length check (length(confirmed_by) <= 200),
  -- With one of them one begins. No index says that there is one: an undo puts two rows back in an order of its own.
  is_default boolean not null default false,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index redaction_profiles_name on public.redaction_profiles (lower(name));
call private.protect('public.redaction_profiles');
call private.show('redaction_profiles', 'manager');
-- Deliberately not granted: writes, which save_redaction_profile checks, and delete: copies were made by it; it is retired instead.
comment on table public.redaction_profiles is 'What of an inquiry goes out as a copy for the public, and on which ground the rest is withheld.';

-- A profile as it is kept: rules and grounds in one form, or refused with what is missing.
create function private.check_redaction_profile(p_profile public.redaction_profiles) returns public.redaction_profiles
language plpgsql stable set search_path = '' as $$
declare
  v_keys text[];
  v_rule record;
begin
  p_profile.name := regexp_replace(btrim(coalesce(p_profile.name, '')), '\s+', ' ', 'g');
  p_profile.description := btrim(coalesce(p_profile.description, ''));
  p_profile.confirmed_by := nullif(btrim(p_profile.confirmed_by), '');
  if p_profile.name = '' or length(p_profile.name) > 120 then
    raise sqlstate 'PT422' using message = 'Give the profile a name, in at most 120 characters.', hint = 'profile_name';
  elsif exists (select from public.redaction_profiles where lower(name) = lower(p_profile.name) and id is distinct from p_profile.id) then
    raise sqlstate 'PT422' using message = 'There is a profile of this name already. Choose another name.', hint = 'profile_name';
  elsif length(p_profile.description) > 1000 or length(p_profile.confirmed_by) > 200 then
    raise sqlstate 'PT422' using message = 'Say it shorter: 1,000 characters for what it is for, 200 for who confirmed it.', hint = 'profile_description';
  elsif jsonb_typeof(p_profile.grounds) is distinct from 'array' or jsonb_typeof(p_profile.rules) is distinct from 'object' or jsonb_array_length(p_profile.grounds) > 30 then
    raise sqlstate 'PT422' using message = 'A profile has at most thirty grounds, and a rule for each kind of content.', hint = 'profile_rules';
  end if;
  p_profile.grounds := (select coalesce(jsonb_agg(jsonb_build_object('key', g ->> 'key', 'cite', btrim(coalesce(g ->> 'cite', '')),
      'words', jsonb_build_object('en', btrim(coalesce(g #>> '{words,en}', '')), 'es', btrim(coalesce(g #>> '{words,es}', '')))) order by n), '[]')
    from jsonb_array_elements(p_profile.grounds) with ordinality x (g, n));
  v_keys := array(select g ->> 'key' from jsonb_array_elements(p_profile.grounds) g);
  if exists (select from jsonb_array_elements(p_profile.grounds) g where coalesce(g ->> 'key', '') !~ '^[a-z0-9_]{1,40}$')
    or cardinality(v_keys) <> (select count(distinct k) from unnest(v_keys) k) then
    raise sqlstate 'PT422' using message = 'The grounds cannot be read. Load the page again.', hint = 'profile_rules';
  elsif exists (select from jsonb_array_elements(p_profile.grounds) g where g ->> 'cite' = '' or g #>> '{words,en}' = '' or length(g ->> 'cite') > 200
      or length(g #>> '{words,en}') > 500 or length(g #>> '{words,es}') > 500) then
    raise sqlstate 'PT422' using message = 'Each ground says in words why, in at most 500 characters, and which law, in at most 200.', hint = 'profile_grounds';
  end if;
  p_profile.rules := (select coalesce(jsonb_object_agg(k, case when p_profile.rules #>> array[k, 'act'] = 'withhold'
      then jsonb_build_object('act', 'withhold', 'ground', p_profile.rules #>> array[k, 'ground'])
      else jsonb_build_object('act', coalesce(p_profile.rules #>> array[k, 'act'], '')) end), '{}')
    from unnest(private.packet_kinds()) k);
  for v_rule in select key as kind, value ->> 'act' as act, value ->> 'ground' as ground from jsonb_each(p_profile.rules) order by key loop
    if v_rule.act not in ('release', 'withhold') and not (v_rule.kind = 'files' and v_rule.act = 'list') then
      raise sqlstate 'PT422' using message = 'Say of each kind of content whether it goes out.', hint = 'profile_rules';
    elsif v_rule.act = 'withhold' and coalesce(v_rule.ground, '') <> all (v_keys) then
      raise sqlstate 'PT422' using message = 'What is withheld needs a ground: choose one for each.', hint = 'profile_ground';
    end if;
  end loop;
  return p_profile;
end $$;

-- Saves a profile: {name, description, grounds, rules, confirmed_by, is_default, is_archived}. What is not named stays. Returns the id.
create function public.save_redaction_profile(p_profile jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.redaction_profiles;
  v_new public.redaction_profiles;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_profile) where key in ('name', 'description', 'grounds', 'rules', 'confirmed_by', 'is_default'));
begin
  perform private.at_least('manager');
  perform pg_advisory_xact_lock(hashtext('redaction_profiles'));
  if p_id is not null then
    select * into v_old from public.redaction_profiles where id = p_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This profile is not there any more.', hint = 'missing';
    elsif v_old.version is distinct from p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this profile since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
    v_new := jsonb_populate_record(v_old, v_given);
  else
    v_new := jsonb_populate_record(null::public.redaction_profiles, '{"grounds": [], "rules": {}, "is_default": false}' || v_given);
  end if;
  v_new := private.check_redaction_profile(v_new);
  if p_profile ? 'is_archived' then
    v_new.archived_at := case when (p_profile ->> 'is_archived')::boolean then coalesce(v_old.archived_at, now()) end;
  end if;
  v_new.is_default := coalesce(v_new.is_default, false) and v_new.archived_at is null;
  if v_new.is_default then
    update public.redaction_profiles set is_default = false where is_default and id is distinct from p_id;
  end if;
  if p_id is null then
    insert into public.redaction_profiles (name, description, grounds, rules, confirmed_by, is_default, archived_at)
    values (v_new.name, v_new.description, v_new.grounds, v_new.rules, v_new.confirmed_by, v_new.is_default, v_new.archived_at) returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.redaction_profiles set name = v_new.name, description = v_new.description, grounds = v_new.grounds, rules = v_new.rules,
      confirmed_by = v_new.confirmed_by, is_default = v_new.is_default, archived_at = v_new.archived_at
    where id = p_id;
  end if;
  return v_new.id;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'The rules of the profile cannot be read. Load the page again.', hint = 'profile_rules';
end $$;

revoke all on function private.packet_kinds(), private.check_redaction_profile(public.redaction_profiles) from public, anon, authenticated;
revoke all on function public.save_redaction_profile(jsonb, uuid, integer) from public, anon, authenticated;
grant execute on function public.save_redaction_profile(jsonb, uuid, integer) to authenticated, service_role;
comment on function public.save_redaction_profile(jsonb, uuid, integer) is 'Saves what goes out with copies for the public; needs the role manager.';
