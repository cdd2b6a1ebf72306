-- Events: what the office holds or goes to, from a meeting in a library to a training. An event has a time in a zone, a place,
-- people, languages and things; what belongs to it lies in tables of its own, so that two people can plan two parts of it.
-- Whoever comes is told in registrations, attendances and tallies.

-- ---------------------------------------------------------------- series
-- A rule of RFC 5545 and where it starts, in the clock of its zone: 18:00 stays 18:00 when the clocks change. Each occurrence is an
-- event of its own; what differs from the rule lies in that event (an override) or is a day left out.
create table public.event_series (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint event_series_title_filled check (btrim(title) <> '' and length(title) <= 200),
  -- RFC 5545 RRULE without its name: "FREQ=WEEKLY;BYDAY=TU;COUNT=10".
  rule text not null constraint event_series_rule_form check (rule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$' and length(rule) <= 500),
  starts_local timestamp not null,
  time_zone text not null constraint event_series_zone_form check (time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$'),
  duration_minutes integer not null constraint event_series_duration_range check (duration_minutes between 5 and 20160),
  skips_holidays boolean not null default false,
  -- Days left out of the rule, in the clock of the zone.
  left_out date[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call private.protect('public.event_series');
grant select on table public.event_series to authenticated;
create policy event_series_select_viewer on public.event_series for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. A series is written with its events, in one act.
comment on table public.event_series is 'Rules of RFC 5545 by which events recur.';

-- ---------------------------------------------------------------- events
create table public.events (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint events_title_filled check (btrim(title) <> '' and length(title) <= 200),
  kind text not null constraint events_kind_known
    check (kind in ('neighborhood_meeting', 'tabling', 'training', 'workshop', 'clinic', 'hearing', 'media', 'other')),
  status text not null default 'planned' constraint events_status_known check (status in ('planned', 'confirmed', 'held', 'cancelled')),
  cancelled_reason text constraint events_cancelled_reason_length check (length(cancelled_reason) <= 500),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  time_zone text not null default '' constraint events_zone_form check (time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$'),
  -- The day on which it begins, in the clock of its zone. Stamped.
  starts_on date not null default '-infinity',
  -- For the public page; the plan itself is for the office.
  summary text not null default '' constraint events_summary_length check (length(summary) <= 4000),
  -- The same in other languages: {"es": {"title": "…", "summary": "…"}}.
  translations jsonb not null default '{}' constraint events_translations_object check (jsonb_typeof(translations) = 'object' and length(translations::text) <= 20000),
  plan text not null default '' constraint events_plan_length check (length(plan) <= 20000),
  -- What was noted when it was over.
  outcome text not null default '' constraint events_outcome_length check (length(outcome) <= 20000),
  place_name text constraint events_place_length check (length(place_name) <= 200),
  address text constraint events_address_length check (length(address) <= 500),
  room text constraint events_room_length check (length(room) <= 120),
  online_url text constraint events_online_form check (online_url ~ '^https://[^\s]+$' and length(online_url) <= 1000),
  district_id uuid references public.districts (id) on delete set null,
  neighborhood text constraint events_neighborhood_length check (length(neighborhood) <= 200),
  accessibility text not null default '' constraint events_accessibility_length check (length(accessibility) <= 2000),
  -- Names of programs that are presented, as people call them.
  programs text[] not null default '{}' constraint events_programs_few check (cardinality(programs) <= 30),
  -- Things of the office that cannot be at two places: "projector 1".
  equipment text[] not null default '{}' constraint events_equipment_few check (cardinality(equipment) <= 30),
  expected_count integer constraint events_expected_range check (expected_count between 0 and 100000),
  -- Whether tallies count only those without a name, or everybody who came, named ones too.
  tally_counts text not null default 'unnamed' constraint events_tally_counts_known check (tally_counts in ('unnamed', 'everyone')),
  -- ---- the public page
  published_at timestamptz,
  slug text unique constraint events_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  takes_registrations boolean not null default false,
  capacity integer constraint events_capacity_range check (capacity between 1 and 100000),
  has_waitlist boolean not null default true,
  -- How long an offered place waits for its answer.
  offer_minutes integer not null default 1440 constraint events_offer_range check (offer_minutes between 15 and 20160),
  registration_closes_at timestamptz,
  -- ---- where it comes from
  series_id uuid references public.event_series (id) on delete set null,
  -- Which occurrence of the series it is: when the rule lets it begin. Stays when the event is moved (RECURRENCE-ID).
  occurrence_at timestamptz,
  is_override boolean not null default false,
  -- ---- iCalendar: the name stays for ever, the number rises with what a calendar must show anew.
  uid text not null default '' constraint events_uid_once unique,
  sequence integer not null default 0,
  primary_section smallint not null default 4 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{4}',
  sections_corrected boolean not null default false,
  created_by uuid references public.staff (id) on delete set null,
  search tsvector not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint events_ends_after_start check (ends_at > starts_at),
  constraint events_not_endless check (ends_at <= starts_at + interval '14 days'),
  constraint events_occurrence_whole check (series_id is null or occurrence_at is not null),
  constraint events_occurrence_once unique (series_id, occurrence_at),
  constraint events_published_has_address check (published_at is null or slug is not null),
  constraint events_cancelled_whole check (cancelled_reason is null or status = 'cancelled'),
  constraint events_primary_among_sections check (primary_section = any (sections))
);
-- "What is on between these days?" No event is longer than fourteen days, so both ends are found in one range of this index.
create index events_starts on public.events (starts_at, id);
-- "… of this kind, district, state", in time.
create index events_kind on public.events (kind, starts_at, id);
create index events_district on public.events (district_id, starts_at, id);
create index events_status on public.events (status, starts_at, id);
create index events_section on public.events (primary_section, starts_at, id);
-- "What may the public see?"
create index events_published on public.events (starts_at, id) where published_at is not null;
create index events_created_by on public.events (created_by) where created_by is not null;
create index events_search on public.events using gin (search) with (fastupdate = off);

-- What a kind of event serves when nobody says otherwise: a training trains residents (8), all else reaches out (4).
create function private.event_section(p_kind text) returns smallint
language sql immutable parallel safe set search_path = '' as $$ select case p_kind when 'training' then 8 else 4 end::smallint $$;

create function private.stamp_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.title := btrim(new.title);
  if new.time_zone = '' then new.time_zone := private.office_zone(); end if;
  if not exists (select from pg_catalog.pg_timezone_names where name = new.time_zone) then
    raise sqlstate 'PT422' using message = 'That time zone is not known. Choose one such as America/Chicago.', hint = 'time_zone';
  end if;
  new.starts_on := (new.starts_at at time zone new.time_zone)::date;
  if new.uid = '' then new.uid := new.id || '@rotunda'; end if;
  if tg_op = 'INSERT' then
    new.created_by := coalesce(new.created_by, private.current_staff_id());
  else
    if (new.primary_section, new.sections) is distinct from (old.primary_section, old.sections) then
      new.sections := private.sections_of(new.primary_section, new.sections);
      perform private.guard_sections(new.primary_section, new.sections);
      new.sections_corrected := true;
    end if;
    if (new.title, new.starts_at, new.ends_at, new.place_name, new.address, new.room, new.online_url, new.status)
      is distinct from (old.title, old.starts_at, old.ends_at, old.place_name, old.address, old.room, old.online_url, old.status) then
      new.sequence := old.sequence + 1;
    end if;
  end if;
  if not new.sections_corrected and (tg_op = 'INSERT' or new.kind <> old.kind) then
    new.primary_section := private.event_section(new.kind);
    new.sections := array[new.primary_section];
  end if;
  if new.status <> 'cancelled' then new.cancelled_reason := null; end if;
  return new;
end $$;
create trigger _200_stamp_event before insert or update on public.events for each row execute function private.stamp_event();

-- Which state may follow which: what was held was held, what was cancelled can be planned anew.
create function private.guard_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'held' and new.starts_at > now() then
    raise sqlstate 'PT422' using message = 'This event has not begun. It can be marked as held when it has.', hint = 'status';
  elsif old.status = 'held' and new.status = 'cancelled' then
    raise sqlstate 'PT422' using message = 'This event was held. Mark it as confirmed first if that was a mistake.', hint = 'status';
  elsif old.status = 'cancelled' and new.status not in ('planned', 'confirmed', 'cancelled') then
    raise sqlstate 'PT422' using message = 'This event is cancelled. Plan it again first.', hint = 'status';
  end if;
  return new;
end $$;
create trigger _250_guard_event before update of status on public.events for each row when (new.status <> old.status) execute function private.guard_event();

create function private.stamp_event_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.search_document(concat_ws(' ', new.title, new.place_name, new.address, new.neighborhood, new.summary, new.plan,
    new.translations #>> '{es,title}', array_to_string(new.programs, ' ')));
  return new;
end $$;
create trigger _300_stamp_search before insert or update of title, place_name, address, neighborhood, summary, plan, translations, programs on public.events
  for each row execute function private.stamp_event_search();

call private.protect('public.events');
grant select on table public.events to authenticated;
create policy events_select_viewer on public.events for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. An event is saved with its parts, by one function; so is each verb.
comment on table public.events is 'Meetings, trainings and all else that the office holds or goes to.';
comment on column public.events.starts_on is 'The day on which it begins, in the clock of its zone.';

-- ---------------------------------------------------------------- parts
-- Who of the office is there, as what, and for how many hours.
create table public.event_staff (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  staff_id uuid not null references public.staff (id) on delete cascade,
  task text not null default 'help' constraint event_staff_task_known check (task in ('lead', 'help', 'present', 'interpret', 'register')),
  hours_planned numeric(5, 2) constraint event_staff_planned_range check (hours_planned between 0 and 400),
  hours_worked numeric(5, 2) constraint event_staff_worked_range check (hours_worked between 0 and 400),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_staff_once unique (event_id, staff_id)
);
create index event_staff_staff on public.event_staff (staff_id);

-- Who holds it with us.
create table public.event_organizations (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  part text not null default 'partner' constraint event_organizations_part_known check (part in ('organizer', 'partner', 'host')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_organizations_once unique (event_id, organization_id)
);
create index event_organizations_organization on public.event_organizations (organization_id);

-- In which languages it is held or interpreted, and by whom.
create table public.event_languages (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  language text not null references public.languages (code) on update cascade on delete cascade,
  mode text not null default 'spoken' constraint event_languages_mode_known check (mode in ('spoken', 'interpreted', 'signed', 'materials')),
  interpreter text constraint event_languages_interpreter_length check (length(interpreter) <= 200),
  booking text not null default 'wanted' constraint event_languages_booking_known check (booking in ('wanted', 'asked', 'booked')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_languages_once unique (event_id, language, mode)
);
create index event_languages_language on public.event_languages (language);

create table public.event_topics (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  topic_id uuid not null references public.topics (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_topics_once unique (event_id, topic_id)
);
create index event_topics_topic on public.event_topics (topic_id);

create table public.event_legislation (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  legislation_id uuid not null references public.legislation (id) on delete cascade,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_legislation_once unique (event_id, legislation_id)
);
create index event_legislation_legislation on public.event_legislation (legislation_id);

-- What has to be in the car.
create table public.event_supplies (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  item text not null constraint event_supplies_item_filled check (btrim(item) <> '' and length(item) <= 200),
  quantity integer not null default 1 constraint event_supplies_quantity_range check (quantity between 1 and 100000),
  is_packed boolean not null default false,
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index event_supplies_event on public.event_supplies (event_id, sort_order);

-- What it costs, in cents: as planned, and as it was.
create table public.event_costs (
  id uuid primary key default gen_random_uuid(),
  event_id uuid not null references public.events (id) on delete cascade,
  label text not null constraint event_costs_label_filled check (btrim(label) <> '' and length(label) <= 200),
  category text not null default 'other' constraint event_costs_category_known
    check (category in ('room', 'interpreting', 'food', 'printing', 'supplies', 'travel', 'staff', 'other')),
  planned_cents bigint constraint event_costs_planned_range check (planned_cents between 0 and 100000000000),
  actual_cents bigint constraint event_costs_actual_range check (actual_cents between 0 and 100000000000),
  -- Which fund or award pays, as the city's books name it.
  fund text constraint event_costs_fund_length check (length(fund) <= 120),
  sort_order smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index event_costs_event on public.event_costs (event_id, sort_order);

call private.protect('public.event_staff');
call private.protect('public.event_organizations');
call private.protect('public.event_languages');
call private.protect('public.event_topics');
call private.protect('public.event_legislation');
call private.protect('public.event_supplies');
call private.protect('public.event_costs');
do $$
declare v_part text;
begin
  foreach v_part in array array['event_staff', 'event_organizations', 'event_languages', 'event_topics', 'event_legislation', 'event_supplies', 'event_costs'] loop
    execute format('grant select on table public.%I to authenticated', v_part);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.at_least(''viewer'')))', v_part || '_select_viewer', v_part);
    insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values (v_part, 'events', 'event_id', 'coordinator')
    on conflict (table_name) do update set parent_table = 'events', parent_column = 'event_id', undo_role = 'coordinator';
  end loop;
end $$;
-- Deliberately not granted: writes, on any of them.
insert into private.audited_tables (table_name, undo_role) values ('events', 'coordinator'), ('event_series', 'coordinator')
on conflict (table_name) do update set undo_role = excluded.undo_role;
