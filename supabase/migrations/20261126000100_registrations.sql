-- Registrations, attendances and tallies: who means to come to an event, who came by name, and how many came without one.
-- Numbers are counted from these rows and stored nowhere. Of minors there are only counts: a child is never a row with a name.

create table public.registrations (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  name text not null constraint registrations_name_filled check (btrim(name) <> '' and length(name) <= 200),
  email text constraint registrations_email_form check (email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and length(email) <= 254),
  phone text constraint registrations_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  needs_interpreter boolean not null default false,
  accessibility_need text constraint registrations_need_length check (length(accessibility_need) <= 1000),
  -- People for whom places are taken, this one included.
  seats smallint not null default 1 constraint registrations_seats_range check (seats between 1 and 20),
  -- Of those seats, children: counted, never named.
  minors smallint not null default 0 constraint registrations_minors_range check (minors between 0 and 19),
  status text not null default 'confirmed' constraint registrations_status_known check (status in ('confirmed', 'waitlisted', 'offered', 'cancelled')),
  -- The order of arrival: who waits longest is offered first.
  position bigint generated always as identity,
  offered_until timestamptz,
  cancelled_at timestamptz,
  source text not null default 'public' constraint registrations_source_known check (source in ('public', 'staff', 'walk_in')),
  resident_id uuid references public.residents (id) on delete set null,
  -- The sender's own key: the same form sent twice is one registration.
  client_key uuid,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint registrations_once unique (event_id, client_key),
  constraint registrations_offer_whole check ((status = 'offered') = (offered_until is not null)),
  constraint registrations_cancelled_whole check ((status = 'cancelled') = (cancelled_at is not null)),
  constraint registrations_minors_among_seats check (minors < seats or (minors = 0))
);
-- "Who comes to this event, and who waits, in order?"
create index registrations_event on public.registrations (event_id, status, position);
-- "Which offers have run out?"
create index registrations_offered on public.registrations (offered_until) where status = 'offered';
-- "What did this resident register for?", "Is this mail registered already?"
create index registrations_resident on public.registrations (resident_id) where resident_id is not null;
create index registrations_email on public.registrations (event_id, lower(email)) where email is not null;
create index registrations_language on public.registrations (language);
create index registrations_created_by on public.registrations (created_by) where created_by is not null;
-- "How many registered this month?"
create index registrations_created on public.registrations (created_at, id);

create table public.attendances (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  registration_id uuid references public.registrations (id) on delete restrict,
  resident_id uuid references public.residents (id) on delete set null,
  name text not null constraint attendances_name_filled check (btrim(name) <> '' and length(name) <= 200),
  -- With a name come people without: family, neighbors. Counted, this one included.
  people smallint not null default 1 constraint attendances_people_range check (people between 1 and 20),
  language text references public.languages (code) on update cascade on delete restrict,
  postal_code text constraint attendances_postal_form check (postal_code ~ '^[0-9A-Z -]{3,10}$'),
  way text not null default 'list' constraint attendances_way_known check (way in ('list', 'code', 'walk_in', 'paper')),
  checked_in_at timestamptz not null default now(),
  checked_in_by uuid references public.staff (id) on delete set null,
  -- Made by the phone at the door: what is sent twice is here once.
  client_key uuid not null constraint attendances_once unique,
  -- Taken back at the door. The row stays, so that a late copy of the same act brings nothing back.
  undone_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "Who came?"; a registration is there once.
create index attendances_event on public.attendances (event_id, checked_in_at, id);
create unique index attendances_registration on public.attendances (registration_id) where registration_id is not null and undone_at is null;
create index attendances_registration_all on public.attendances (registration_id) where registration_id is not null;
create index attendances_resident on public.attendances (resident_id) where resident_id is not null;
create index attendances_language on public.attendances (language);
create index attendances_checked_in_by on public.attendances (checked_in_by) where checked_in_by is not null;

create table public.event_tallies (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  people smallint not null default 1 constraint event_tallies_people_range check (people between 1 and 500),
  age_band text not null default 'unknown' constraint event_tallies_age_known check (age_band in ('0-12', '13-17', '18-24', '25-44', '45-64', '65+', 'unknown')),
  language text references public.languages (code) on update cascade on delete restrict,
  postal_code text constraint event_tallies_postal_form check (postal_code ~ '^[0-9A-Z -]{3,10}$'),
  counted_at timestamptz not null default now(),
  counted_by uuid references public.staff (id) on delete set null,
  client_key uuid not null constraint event_tallies_once unique,
  undone_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index event_tallies_event on public.event_tallies (event_id, counted_at, id);
create index event_tallies_language on public.event_tallies (language);
create index event_tallies_counted_by on public.event_tallies (counted_by) where counted_by is not null;

-- What people said there. One click makes an inquiry of it, which then belongs to it.
create table public.event_issues (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete restrict,
  words text not null constraint event_issues_words_filled check (btrim(words) <> '' and length(words) <= 4000),
  topic_id uuid references public.topics (id) on delete set null,
  -- How many said the same.
  voices smallint not null default 1 constraint event_issues_voices_range check (voices between 1 and 10000),
  attendance_id uuid references public.attendances (id) on delete set null,
  inquiry_id uuid references public.inquiries (id) on delete set null,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index event_issues_event on public.event_issues (event_id, created_at, id);
create index event_issues_inquiry on public.event_issues (inquiry_id) where inquiry_id is not null;
create index event_issues_topic on public.event_issues (topic_id) where topic_id is not null;
create index event_issues_attendance on public.event_issues (attendance_id) where attendance_id is not null;
create index event_issues_created_by on public.event_issues (created_by) where created_by is not null;

call private.protect('public.registrations');
call private.protect('public.attendances');
call private.protect('public.event_tallies');
call private.protect('public.event_issues');
do $$
declare v_part text;
begin
  foreach v_part in array array['registrations', 'attendances', 'event_tallies', 'event_issues'] loop
    execute format('grant select on table public.%I to authenticated', v_part);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.at_least(''viewer'')))', v_part || '_select_viewer', v_part);
    insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values (v_part, 'events', 'event_id', 'staff')
    on conflict (table_name) do update set parent_table = 'events', parent_column = 'event_id', undo_role = 'staff';
  end loop;
end $$;
-- Deliberately not granted: writes, on any of them. Functions register, check in, count and note.
comment on table public.registrations is 'Who means to come to an event, or waits for a place.';
comment on table public.attendances is 'Who came to an event, by name.';
comment on table public.event_tallies is 'Who came to an event and gave no name: counts.';
comment on table public.event_issues is 'What people said at an event.';

-- How many came, and how: {named, tallied, people}. Named and tallied are not summed where the tally counted everybody.
create function public.event_attendance(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if (select auth.role()) is distinct from 'service_role' then perform private.at_least('viewer'); end if;
  return (select jsonb_build_object('named', n.named, 'tallied', n.tallied, 'people', private.people_at(e.tally_counts, n.named, n.tallied))
    from public.events e cross join lateral (
      select (select coalesce(sum(people), 0) from public.attendances where event_id = e.id and undone_at is null) as named,
        (select coalesce(sum(people), 0) from public.event_tallies where event_id = e.id and undone_at is null) as tallied) n
    where e.id = p_event);
end $$;
create function private.people_at(p_tally_counts text, p_named bigint, p_tallied bigint) returns bigint
language sql immutable parallel safe set search_path = '' as $$
  select case p_tally_counts when 'everyone' then greatest(p_named, p_tallied) else p_named + p_tallied end
$$;
revoke all on function public.event_attendance(uuid) from public, anon;
grant execute on function public.event_attendance(uuid) to authenticated, service_role;
comment on function public.event_attendance(uuid) is 'How many came to an event: named, tallied, and together without counting anybody twice.';
