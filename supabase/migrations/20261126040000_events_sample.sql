-- Events of the sample office: loaded once, into a sample that has none.

-- The list of time zones is read from files each time it is asked, some milliseconds for every event that is written. The
-- office's own zone was checked when the settings were saved, and an event's own when it was given.
create or replace function private.stamp_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.title := btrim(new.title);
  if new.time_zone = '' then new.time_zone := private.office_zone(); end if;
  if (tg_op = 'INSERT' or new.time_zone <> old.time_zone) and new.time_zone <> private.office_zone()
    and not exists (select from pg_catalog.pg_timezone_names where name = new.time_zone) then
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

-- p_outreach: {residents: [{key, name, created_local}], series: {title, rule, starts_local, duration_minutes, skips_holidays},
-- events: [{…, staff, languages, organizations, topics, legislation, supplies, costs, registrations, attendances, tallies, issues}]},
-- with codes, addresses and keys in place of ids and local times in place of instants.
create function public.load_sample_events(p_outreach jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_zone text := private.office_zone();
  v_series uuid;
begin
  if not (select is_sample from public.settings) or exists (select from public.events) then
    raise sqlstate 'PT409' using message = 'Sample events are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  insert into public.event_series (title, rule, starts_local, time_zone, duration_minutes, skips_holidays)
  select s.title, s.rule, s.starts_local, v_zone, s.duration_minutes, s.skips_holidays
  from jsonb_to_record(p_outreach -> 'series') s (title text, rule text, starts_local timestamp, duration_minutes integer, skips_holidays boolean) returning id into v_series;

  create temporary table sample_events on commit drop as
  select gen_random_uuid() as id, e.* from jsonb_to_recordset(p_outreach -> 'events') e (title text, kind text, status text, cancelled_reason text, starts_local timestamp,
    ends_local timestamp, summary text, translations jsonb, plan text, outcome text, place_name text, address text, room text, district text, neighborhood text,
    accessibility text, programs text[], equipment text[], expected_count integer, published_local timestamp, slug text, takes_registrations boolean, capacity integer,
    is_weekly boolean, created_by text, created_local timestamp, updated_local timestamp, staff jsonb, languages jsonb, organizations jsonb, topics jsonb, legislation jsonb,
    supplies jsonb, costs jsonb, registrations jsonb, attendances jsonb, tallies jsonb, issues jsonb);
  insert into public.events (id, title, kind, status, cancelled_reason, starts_at, ends_at, summary, translations, plan, outcome, place_name, address, room, district_id,
    neighborhood, accessibility, programs, equipment, expected_count, published_at, slug, takes_registrations, capacity, series_id, occurrence_at, created_by, created_at, updated_at)
  select e.id, e.title, e.kind, e.status, e.cancelled_reason, e.starts_local at time zone v_zone, e.ends_local at time zone v_zone, e.summary, e.translations, e.plan, e.outcome,
    e.place_name, e.address, e.room, d.id, e.neighborhood, e.accessibility, e.programs, e.equipment, e.expected_count, e.published_local at time zone v_zone, e.slug,
    e.takes_registrations, e.capacity, case when e.is_weekly then v_series end, case when e.is_weekly then e.starts_local at time zone v_zone end, s.id,
    e.created_local at time zone v_zone, e.updated_local at time zone v_zone
  from pg_temp.sample_events e left join public.districts d on d.code = e.district left join public.staff s on s.email = e.created_by order by e.starts_local;

  insert into public.event_staff (event_id, staff_id, task, hours_planned, hours_worked)
  select e.id, s.id, p.task, p.hours_planned, p.hours_worked
  from pg_temp.sample_events e cross join jsonb_to_recordset(e.staff) p (email text, task text, hours_planned numeric, hours_worked numeric) join public.staff s on s.email = p.email;
  insert into public.event_languages (event_id, language, mode, interpreter, booking)
  select e.id, p.* from pg_temp.sample_events e cross join jsonb_to_recordset(e.languages) p (language text, mode text, interpreter text, booking text);
  insert into public.event_organizations (event_id, organization_id, part)
  select e.id, o.id, p.part from pg_temp.sample_events e cross join jsonb_to_recordset(e.organizations) p (code text, part text) join public.organizations o on o.code = p.code;
  insert into public.event_topics (event_id, topic_id)
  select e.id, t.id from pg_temp.sample_events e cross join jsonb_array_elements_text(e.topics) p (code) join public.topics t on t.code = p.code;
  insert into public.event_legislation (event_id, legislation_id)
  select e.id, l.id from pg_temp.sample_events e cross join jsonb_array_elements_text(e.legislation) p (file_number) join public.legislation l on l.file_number = p.file_number;
  insert into public.event_supplies (event_id, item, quantity, is_packed, sort_order)
  select e.id, p.item ->> 'item', (p.item ->> 'quantity')::integer, (p.item ->> 'is_packed')::boolean, p.n
  from pg_temp.sample_events e cross join jsonb_array_elements(e.supplies) with ordinality p (item, n);
  insert into public.event_costs (event_id, label, category, planned_cents, actual_cents, fund, sort_order)
  select e.id, p.item ->> 'label', p.item ->> 'category', (p.item ->> 'planned_cents')::bigint, (p.item ->> 'actual_cents')::bigint, p.item ->> 'fund', p.n
  from pg_temp.sample_events e cross join jsonb_array_elements(e.costs) with ordinality p (item, n);

  create temporary table sample_people on commit drop as
  select distinct on (p.key) p.key, r.id
  from jsonb_to_recordset(p_outreach -> 'residents') p (key integer, name text, created_local timestamp)
  join public.residents r on r.name = p.name and r.created_at = p.created_local at time zone v_zone;
  create temporary table sample_registrations on commit drop as
  select gen_random_uuid() as id, e.id as event_id, p.* from pg_temp.sample_events e
  cross join jsonb_to_recordset(e.registrations) p (key integer, name text, email text, phone text, language text, needs_interpreter boolean, seats smallint, minors smallint,
    status text, offered_until_local timestamp, cancelled_local timestamp, source text, resident integer, created_local timestamp);
  insert into public.registrations (id, event_id, name, email, phone, language, needs_interpreter, seats, minors, status, offered_until, cancelled_at, source, resident_id,
    created_at, updated_at)
  select p.id, p.event_id, p.name, p.email, p.phone, p.language, p.needs_interpreter, p.seats, p.minors, p.status, p.offered_until_local at time zone v_zone,
    p.cancelled_local at time zone v_zone, p.source, r.id, p.created_local at time zone v_zone, coalesce(p.cancelled_local, p.created_local) at time zone v_zone
  from pg_temp.sample_registrations p left join pg_temp.sample_people r on r.key = p.resident order by p.created_local, p.key;
  insert into public.attendances (event_id, registration_id, resident_id, name, people, language, postal_code, way, checked_in_at, client_key, created_at, updated_at)
  select e.id, g.id, r.id, p.name, p.people, p.language, p.postal_code, p.way, c.at, gen_random_uuid(), c.at, c.at
  from pg_temp.sample_events e
  cross join jsonb_to_recordset(e.attendances) p (registration integer, resident integer, name text, people smallint, language text, postal_code text, way text, minutes_after integer)
  cross join lateral (select (e.starts_local + make_interval(mins => p.minutes_after)) at time zone v_zone as at) c
  left join pg_temp.sample_registrations g on g.key = p.registration left join pg_temp.sample_people r on r.key = p.resident;
  insert into public.event_tallies (event_id, people, age_band, language, postal_code, counted_at, client_key, created_at, updated_at)
  select e.id, p.people, p.age_band, p.language, p.postal_code, c.at, gen_random_uuid(), c.at, c.at
  from pg_temp.sample_events e
  cross join jsonb_to_recordset(e.tallies) p (people smallint, age_band text, language text, postal_code text, minutes_after integer)
  cross join lateral (select (e.starts_local + make_interval(mins => p.minutes_after)) at time zone v_zone as at) c;
  insert into public.event_issues (event_id, words, topic_id, voices, inquiry_id, created_by, created_at, updated_at)
  select e.id, p.words, t.id, p.voices, i.id, s.id, p.created_local at time zone v_zone, p.created_local at time zone v_zone
  from pg_temp.sample_events e
  cross join jsonb_to_recordset(e.issues) p (words text, topic text, voices smallint, inquiry jsonb, created_by text, created_local timestamp)
  left join public.topics t on t.code = p.topic left join public.staff s on s.email = p.created_by
  left join public.inquiries i on i.subject = p.inquiry ->> 'subject' and i.opened_at = (p.inquiry ->> 'opened_local')::timestamp at time zone v_zone;
end $$;
revoke all on function public.load_sample_events(jsonb) from public, anon, authenticated;
grant execute on function public.load_sample_events(jsonb) to service_role;
