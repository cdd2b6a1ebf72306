-- Residents: people the office serves. Any number of phones, e-mail addresses and postal addresses, or none; a
-- household may share any of them, so nothing here is unique but the row itself.

create table public.residents (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint residents_name_filled check (btrim(name) <> '' and length(name) <= 200),
  preferred_name text constraint residents_preferred_name_length check (length(preferred_name) <= 200),
  preferred_language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  needs_interpreter boolean not null default false,
  accessibility_need text constraint residents_accessibility_length check (length(accessibility_need) <= 2000),
  district_id uuid references public.districts (id) on delete set null,
  neighborhood text constraint residents_neighborhood_length check (length(neighborhood) <= 200),
  -- Names, phones and mails in one folded line, kept by triggers: one index answers every fragment a person types.
  search text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table public.resident_phones (
  id uuid primary key default gen_random_uuid(),
  resident_id uuid not null references public.residents (id) on delete cascade,
  number text not null constraint resident_phones_e164 check (number ~ '^\+[1-9][0-9]{6,14}$'),
  label text constraint resident_phones_label_length check (length(label) <= 60),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint resident_phones_once unique (resident_id, number)
);
create table public.resident_emails (
  id uuid primary key default gen_random_uuid(),
  resident_id uuid not null references public.residents (id) on delete cascade,
  address text not null constraint resident_emails_form check (address ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(address) <= 254),
  label text constraint resident_emails_label_length check (length(label) <= 60),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint resident_emails_once unique (resident_id, address)
);
create table public.resident_addresses (
  id uuid primary key default gen_random_uuid(),
  resident_id uuid not null references public.residents (id) on delete cascade,
  lines text not null constraint resident_addresses_filled check (btrim(lines) <> '' and length(lines) <= 500),
  postal_code text constraint resident_addresses_postal_length check (length(postal_code) <= 12),
  label text constraint resident_addresses_label_length check (length(label) <= 60),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "Who is called …, or has … in a number?" Any fragment of three characters or more.
create index residents_search on public.residents using gin (search extensions.gin_trgm_ops) with (fastupdate = off);
-- "The list, by name", "the newest", "the last touched".
create index residents_name on public.residents (name, id);
create index residents_created on public.residents (created_at, id);
create index residents_updated on public.residents (updated_at, id);
-- "Who lives in district …", "who speaks …", by name.
create index residents_district on public.residents (district_id, name, id);
create index residents_language on public.residents (preferred_language, name, id);
create index resident_addresses_resident on public.resident_addresses (resident_id);

create function private.resident_document(p_id uuid, p_name text, p_preferred text) returns text
language sql stable security definer set search_path = '' as $$
  select private.fold(concat_ws(' ', p_name, p_preferred,
    (select string_agg(number, ' ') from public.resident_phones where resident_id = p_id),
    (select string_agg(address, ' ') from public.resident_emails where resident_id = p_id)))
$$;
create function private.stamp_resident() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.name := btrim(new.name);
  new.search := private.resident_document(new.id, new.name, new.preferred_name);
  return new;
end $$;
create trigger _300_stamp_search before insert or update of name, preferred_name on public.residents
  for each row execute function private.stamp_resident();

-- A phone or a mail that comes, changes or goes refreshes the line of its resident, without making a new version of them.
create function private.refresh_resident_search() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  update public.residents r set search = private.resident_document(r.id, r.name, r.preferred_name)
  where r.id in (select resident_id from changed_rows);
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;
create trigger _500_refresh_insert after insert on public.resident_phones referencing new table as changed_rows for each statement execute function private.refresh_resident_search();
create trigger _500_refresh_update after update on public.resident_phones referencing new table as changed_rows for each statement execute function private.refresh_resident_search();
create trigger _500_refresh_delete after delete on public.resident_phones referencing old table as changed_rows for each statement execute function private.refresh_resident_search();
create trigger _500_refresh_insert after insert on public.resident_emails referencing new table as changed_rows for each statement execute function private.refresh_resident_search();
create trigger _500_refresh_update after update on public.resident_emails referencing new table as changed_rows for each statement execute function private.refresh_resident_search();
create trigger _500_refresh_delete after delete on public.resident_emails referencing old table as changed_rows for each statement execute function private.refresh_resident_search();

call private.protect('public.residents');
call private.protect('public.resident_phones');
call private.protect('public.resident_emails');
call private.protect('public.resident_addresses');
grant select on table public.residents, public.resident_phones, public.resident_emails, public.resident_addresses to authenticated;
-- Deliberately not granted: direct writes. A resident and their contacts are saved together, by save_resident.
create policy residents_select_viewer on public.residents for select to authenticated using ((select private.at_least('viewer')));
create policy resident_phones_select_viewer on public.resident_phones for select to authenticated using ((select private.at_least('viewer')));
create policy resident_emails_select_viewer on public.resident_emails for select to authenticated using ((select private.at_least('viewer')));
create policy resident_addresses_select_viewer on public.resident_addresses for select to authenticated using ((select private.at_least('viewer')));

-- Saves a resident with all contacts in one act; p_id null makes a new one. Contacts not named any more are removed.
-- p_resident: {name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood,
-- phones: [{number, label}], emails: [{address, label}], addresses: [{lines, postal_code, label}]}. Returns the id.
create function public.save_resident(p_resident jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := p_id;
  v_version integer;
begin
  perform private.at_least('staff');
  if nullif(btrim(p_resident ->> 'name'), '') is null then
    raise sqlstate 'PT422' using message = 'Enter a name, or save the inquiry without a resident.', hint = 'name';
  end if;
  if v_id is null then
    insert into public.residents (name, preferred_name, preferred_language, needs_interpreter, accessibility_need, district_id, neighborhood)
    select btrim(r.name), nullif(btrim(r.preferred_name), ''), coalesce(r.preferred_language, 'en'), coalesce(r.needs_interpreter, false),
      nullif(btrim(r.accessibility_need), ''), r.district_id, nullif(btrim(r.neighborhood), '')
    from jsonb_populate_record(null::public.residents, p_resident - 'id') r returning id into v_id;
  else
    select version into v_version from public.residents where id = v_id for update;
    if v_version is null then
      raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
    elsif v_version is distinct from p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this resident since you opened it. Your entries are still here: compare, then save again.', hint = 'conflict';
    end if;
    update public.residents u set name = btrim(r.name), preferred_name = nullif(btrim(r.preferred_name), ''), preferred_language = coalesce(r.preferred_language, 'en'),
      needs_interpreter = coalesce(r.needs_interpreter, false), accessibility_need = nullif(btrim(r.accessibility_need), ''),
      district_id = r.district_id, neighborhood = nullif(btrim(r.neighborhood), '')
    from jsonb_populate_record(null::public.residents, p_resident - 'id') r where u.id = v_id;
  end if;

  delete from public.resident_phones p where p.resident_id = v_id
    and p.number not in (select c.number from jsonb_to_recordset(coalesce(p_resident -> 'phones', '[]')) c (number text));
  insert into public.resident_phones (resident_id, number, label)
    select distinct on (c.number) v_id, c.number, nullif(btrim(c.label), '') from jsonb_to_recordset(coalesce(p_resident -> 'phones', '[]')) c (number text, label text)
    on conflict (resident_id, number) do update set label = excluded.label where resident_phones.label is distinct from excluded.label;
  delete from public.resident_emails e where e.resident_id = v_id
    and e.address not in (select lower(btrim(c.address)) from jsonb_to_recordset(coalesce(p_resident -> 'emails', '[]')) c (address text));
  insert into public.resident_emails (resident_id, address, label)
    select distinct on (lower(btrim(c.address))) v_id, lower(btrim(c.address)), nullif(btrim(c.label), '') from jsonb_to_recordset(coalesce(p_resident -> 'emails', '[]')) c (address text, label text)
    on conflict (resident_id, address) do update set label = excluded.label where resident_emails.label is distinct from excluded.label;
  delete from public.resident_addresses a where a.resident_id = v_id
    and (a.lines, coalesce(a.postal_code, '')) not in (select btrim(c.lines), coalesce(btrim(c.postal_code), '') from jsonb_to_recordset(coalesce(p_resident -> 'addresses', '[]')) c (lines text, postal_code text));
  insert into public.resident_addresses (resident_id, lines, postal_code, label)
    select v_id, btrim(c.lines), nullif(btrim(c.postal_code), ''), nullif(btrim(c.label), '')
    from jsonb_to_recordset(coalesce(p_resident -> 'addresses', '[]')) c (lines text, postal_code text, label text)
    where not exists (select from public.resident_addresses a where a.resident_id = v_id and a.lines = btrim(c.lines) and coalesce(a.postal_code, '') = coalesce(btrim(c.postal_code), ''));
  return v_id;
end $$;
revoke all on function public.save_resident(jsonb, uuid, integer) from public, anon;
grant execute on function public.save_resident(jsonb, uuid, integer) to authenticated;
comment on table public.residents is 'People the office serves.';
comment on table public.resident_phones is 'Phone numbers of residents, E.164.';
comment on table public.resident_emails is 'E-mail addresses of residents, lower case.';
comment on table public.resident_addresses is 'Postal addresses of residents.';
