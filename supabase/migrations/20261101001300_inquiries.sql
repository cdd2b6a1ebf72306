-- Inquiries: what residents ask of the office, from the first word to the close. The number can be read out on the
-- phone. States, dates, sections and due days are ruled here and only here; screens hint.

-- One row a year: the last number given. Updating it queues writers, so numbers are unique under concurrency.
create table private.inquiry_numbers (
  year integer primary key,
  last integer not null
);
alter table private.inquiry_numbers enable row level security;
-- Deliberately no policy and no grant: only reserve_inquiry_numbers touches it.

-- Takes p_count numbers of a year and answers the first. A bulk load takes its block at once.
create function private.reserve_inquiry_numbers(p_year integer, p_count integer) returns integer
language sql volatile security definer set search_path = '' as $$
  insert into private.inquiry_numbers (year, last) values (p_year, p_count)
  on conflict (year) do update set last = private.inquiry_numbers.last + p_count
  returning last - p_count + 1
$$;
create function private.inquiry_number(p_year integer, p_n integer) returns text
language sql immutable parallel safe set search_path = '' as $$
  select p_year || '-' || case when p_n < 1000000 then lpad(p_n::text, 6, '0') else p_n::text end
$$;

create table public.inquiries (
  id uuid primary key default gen_random_uuid(),
  -- The defaults of number and sections only let a writer leave them out: the stamps below fill them.
  number text not null default '' unique constraint inquiries_number_form check (number ~ '^[0-9]{4}-[0-9]{6,}$'),
  subject text not null constraint inquiries_subject_filled check (btrim(subject) <> '' and length(subject) <= 300),
  body text not null default '' constraint inquiries_body_length check (length(body) <= 20000),
  status text not null default 'new' constraint inquiries_status_known
    check (status in ('new', 'assigned', 'in_progress', 'waiting_resident', 'waiting_other', 'closed')),
  channel text not null constraint inquiries_channel_known
    check (channel in ('phone', 'voicemail', 'walk_in', 'email', 'web', 'app', 'social', 'chat', 'mail', 'fax', 'event', 'staff', 'system', 'other')),
  language text not null default 'en' references public.languages (code) on update cascade on delete restrict,
  topic_id uuid not null references public.topics (id) on delete restrict,
  department_id uuid references public.organizations (id) on delete set null,
  resident_id uuid references public.residents (id) on delete set null,
  district_id uuid references public.districts (id) on delete set null,
  neighborhood text constraint inquiries_neighborhood_length check (length(neighborhood) <= 200),
  location text constraint inquiries_location_length check (length(location) <= 500),
  latitude double precision constraint inquiries_latitude_range check (latitude between -90 and 90),
  longitude double precision constraint inquiries_longitude_range check (longitude between -180 and 180),
  assigned_to uuid references public.staff (id) on delete set null,
  opened_at timestamptz not null default now(),
  due_on date,
  closed_at timestamptz,
  resolution_code text constraint inquiries_resolution_known
    check (resolution_code in ('answered', 'resolved', 'referred', 'no_response', 'duplicate', 'cancelled')),
  resolution_note text constraint inquiries_resolution_note_length check (length(resolution_note) <= 5000),
  primary_section smallint not null default 1 references public.directives (section) on delete restrict,
  sections smallint[] not null default '{1}',
  sections_corrected boolean not null default false,
  -- Where it was first recorded, when not here: "kc311" and its case number.
  source_system text,
  source_key text,
  created_by uuid references public.staff (id) on delete set null,
  search tsvector not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint inquiries_source_once unique (source_system, source_key),
  constraint inquiries_source_whole check ((source_system is null) = (source_key is null)),
  constraint inquiries_closed_whole check ((status = 'closed') = (closed_at is not null) and (closed_at is not null) = (resolution_code is not null)),
  constraint inquiries_closed_after_opened check (closed_at >= opened_at),
  constraint inquiries_primary_among_sections check (primary_section = any (sections))
);
-- "Which contain these words?"
create index inquiries_search on public.inquiries using gin (search) with (fastupdate = off);
-- The four orders that the list offers. Ids make each total, so a page can start where the last one ended.
-- closed_at rides along so that "open when that day ended" is answered inside the index: of all opened before, few were.
create index inquiries_opened on public.inquiries (opened_at, id, closed_at);
create index inquiries_updated on public.inquiries (updated_at, id);
create index inquiries_due on public.inquiries ((coalesce(due_on, 'infinity'::date)), id);
create index inquiries_closed on public.inquiries (closed_at, id);
-- "What is still open, newest first", by state, by person, by due day: a small part of the table.
create index inquiries_open on public.inquiries (opened_at, id) where closed_at is null;
create index inquiries_open_status on public.inquiries (status, opened_at, id) where closed_at is null;
create index inquiries_open_due on public.inquiries ((coalesce(due_on, 'infinity'::date)), id) where closed_at is null;
-- "All of this topic, district, section …", in the order of opening.
create index inquiries_topic on public.inquiries (topic_id, opened_at, id);
create index inquiries_district on public.inquiries (district_id, opened_at, id);
create index inquiries_section on public.inquiries (primary_section, opened_at, id);
create index inquiries_channel on public.inquiries (channel, opened_at, id);
create index inquiries_language on public.inquiries (language, opened_at, id);
create index inquiries_department on public.inquiries (department_id, opened_at, id);
create index inquiries_resolution on public.inquiries (resolution_code, opened_at, id);
-- Most rows of a loaded history have nobody here: the indexes leave those out.
create index inquiries_assigned on public.inquiries (assigned_to, opened_at, id) where assigned_to is not null;
create index inquiries_resident on public.inquiries (resident_id, opened_at, id) where resident_id is not null;
create index inquiries_created_by on public.inquiries (created_by) where created_by is not null;

-- ---------------------------------------------------------------- triggers
-- Which state may follow which. A closed inquiry goes on only by being reopened.
create function private.may_follow(p_from text, p_to text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select p_from = p_to or case p_from
    when 'new' then p_to in ('assigned', 'in_progress', 'waiting_resident', 'waiting_other', 'closed')
    when 'assigned' then p_to in ('new', 'in_progress', 'waiting_resident', 'waiting_other', 'closed')
    when 'closed' then p_to in ('in_progress')
    else p_to in ('assigned', 'in_progress', 'waiting_resident', 'waiting_other', 'closed') end
$$;

create function private.guard_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.opened_at > now() + interval '5 minutes' then
    raise sqlstate 'PT422' using message = 'The day of opening lies in the future. Enter when the inquiry reached the office.', hint = 'opened_at';
  end if;
  if tg_op = 'UPDATE' and not private.may_follow(old.status, new.status) then
    raise sqlstate 'PT422' using hint = 'status', message = case
      when old.status = 'closed' then 'This inquiry is closed. Reopen it first.'
      else format('An inquiry that is "%s" cannot become "%s".', replace(old.status, '_', ' '), replace(new.status, '_', ' ')) end;
  end if;
  if new.status = 'closed' and new.resolution_code is null then
    raise sqlstate 'PT422' using message = 'Choose how this inquiry was resolved before closing it.', hint = 'resolution_code';
  end if;
  if new.closed_at < new.opened_at then
    raise sqlstate 'PT422' using message = 'An inquiry cannot be closed before it was opened.', hint = 'closed_at';
  end if;
  if new.status <> 'new' and tg_op = 'UPDATE' and new.assigned_to is distinct from old.assigned_to and new.assigned_to is not null
    and not exists (select from public.staff where id = new.assigned_to and is_active) then
    raise sqlstate 'PT422' using message = 'Assign it to somebody who is active.', hint = 'assigned_to';
  end if;
  return new;
end $$;

create function private.stamp_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_year integer;
begin
  new.subject := btrim(new.subject);
  if tg_op = 'INSERT' then
    new.created_by := coalesce(new.created_by, private.current_staff_id());
    if new.number = '' then
      v_year := extract(year from private.local_date(new.opened_at));
      new.number := private.inquiry_number(v_year, private.reserve_inquiry_numbers(v_year, 1));
    end if;
  end if;
  if tg_op = 'UPDATE' and (new.primary_section, new.sections) is distinct from (old.primary_section, old.sections) then
    new.sections := private.sections_of(new.primary_section, new.sections);
    perform private.guard_sections(new.primary_section, new.sections);
    new.sections_corrected := true;
  end if;
  if tg_op = 'INSERT' or new.topic_id is distinct from old.topic_id then
    select * into v_topic from public.topics where id = new.topic_id;
    if not new.sections_corrected then
      new.primary_section := v_topic.primary_section;
      new.sections := private.sections_of(v_topic.primary_section, v_topic.sections);
    end if;
    new.department_id := coalesce(new.department_id, v_topic.department_id);
    -- Another system's clock is not ours: only what is recorded here gets a due day.
    if new.source_system is null then
      new.due_on := private.add_business_days(private.local_date(new.opened_at), v_topic.target_business_days,
        (select holiday_calendar from public.settings));
    end if;
  end if;
  if new.assigned_to is not null and new.status = 'new' then new.status := 'assigned'; end if;
  if new.assigned_to is null and new.status = 'assigned' then new.status := 'new'; end if;
  if new.status = 'closed' then
    new.closed_at := coalesce(new.closed_at, now());
  else
    new.closed_at := null;
    new.resolution_code := null;
    new.resolution_note := null;
  end if;
  return new;
end $$;

-- The number counts as typed, without its zeros, and as its two halves.
create function private.inquiry_document(p_number text, p_subject text, p_body text, p_resident text) returns tsvector
language sql immutable parallel safe set search_path = '' as $$
  select private.search_document(concat_ws(' ', p_number, ltrim(split_part(p_number, '-', 2), '0'), p_subject, p_body, p_resident))
$$;
create function private.stamp_inquiry_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.inquiry_document(new.number, new.subject, new.body, (select name from public.residents where id = new.resident_id));
  return new;
end $$;
-- A resident who is renamed is found under the new name in their inquiries; that is no new version of those.
create function private.refresh_inquiry_search() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_before text := current_setting('rotunda.refreshing', true);
begin
  perform set_config('rotunda.refreshing', 'on', true);
  update public.inquiries set search = private.inquiry_document(number, subject, body, new.name) where resident_id = new.id;
  perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
  return null;
end $$;

create trigger _200_stamp_inquiry before insert or update of subject, topic_id, department_id, assigned_to, status, resolution_code, primary_section, sections, opened_at, closed_at
  on public.inquiries for each row execute function private.stamp_inquiry();
create trigger _250_guard_inquiry before insert or update of status, resolution_code, opened_at, closed_at, assigned_to
  on public.inquiries for each row execute function private.guard_inquiry();
create trigger _300_stamp_search before insert or update of number, subject, body, resident_id on public.inquiries
  for each row execute function private.stamp_inquiry_search();
create trigger _500_refresh_inquiries after update of name on public.residents
  for each row when (old.name is distinct from new.name) execute function private.refresh_inquiry_search();

-- ---------------------------------------------------------------- who may
call private.protect('public.inquiries');
grant select on table public.inquiries to authenticated;
grant insert (subject, body, channel, language, topic_id, department_id, resident_id, district_id, neighborhood, location, assigned_to, opened_at),
  update (subject, body, channel, language, topic_id, department_id, resident_id, district_id, neighborhood, location, assigned_to, status, primary_section, sections)
  on table public.inquiries to authenticated;
create policy inquiries_select_viewer on public.inquiries for select to authenticated using ((select private.at_least('viewer')));
create policy inquiries_insert_staff on public.inquiries for insert to authenticated with check ((select private.at_least('staff')));
create policy inquiries_update_staff on public.inquiries for update to authenticated
  using ((select private.at_least('staff'))) with check ((select private.at_least('staff')));
-- Deliberately not granted: delete (a public record is closed, never removed) and the columns that the rules stamp:
-- number, dates, resolution (close_inquiry sets it), search.
comment on table public.inquiries is 'What residents ask of the office.';
comment on column public.inquiries.due_on is 'Last business day of the topic''s target, by the office''s calendar.';
comment on column public.inquiries.primary_section is 'The section that totals count this inquiry under.';
