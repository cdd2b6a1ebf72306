-- Events, second chapter: how they are written. An event is saved with its parts in one act, so that it can be undone as one;
-- a part that is not named stays as it is. Moving, publishing and each change of state are verbs of their own, with their rules.

-- A number that a calendar has seen never comes again: undoing a move is news for it, too. The name keeps this one awake while
-- rows are put back.
create function private.refresh_event_sequence() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.sequence <= old.sequence then new.sequence := old.sequence + 1; end if;
  return new;
end $$;
create trigger _500_refresh_sequence before update on public.events for each row
  when ((new.title, new.starts_at, new.ends_at, new.place_name, new.address, new.room, new.online_url, new.status)
    is distinct from (old.title, old.starts_at, old.ends_at, old.place_name, old.address, old.room, old.online_url, old.status))
  execute function private.refresh_event_sequence();

-- ---------------------------------------------------------------- the words of an address
-- "English & español: ¿Qué?" becomes "english-espanol-que".
create function private.slug(p_text text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select btrim(left(regexp_replace(private.fold(p_text), '[^a-z0-9]+', '-', 'g'), 100), '-')
$$;

-- The address of an event that has none: its title and day; with a number where that is taken.
create function private.event_slug(p_event public.events) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_base text := concat_ws('-', coalesce(nullif(private.slug(p_event.title), ''), 'event'), p_event.starts_on);
  v_slug text := v_base;
begin
  for n in 2 .. 1000 loop
    exit when not exists (select from public.events where slug = v_slug and id <> p_event.id);
    v_slug := v_base || '-' || n;
  end loop;
  return v_slug;
end $$;

-- ---------------------------------------------------------------- rules
-- What is wrong with an event as it would be saved, in the words of whoever fills in the form.
create function private.check_event(p_event public.events) returns void
language plpgsql stable set search_path = '' as $$
begin
  if nullif(btrim(p_event.title), '') is null then
    raise sqlstate 'PT422' using message = 'Give the event a title, such as “Budget in plain words”.', hint = 'title';
  elsif length(btrim(p_event.title)) > 200 then
    raise sqlstate 'PT422' using message = 'The title is longer than 200 characters. Shorten it.', hint = 'title';
  elsif p_event.kind is null or p_event.kind not in ('neighborhood_meeting', 'tabling', 'training', 'workshop', 'clinic', 'hearing', 'media', 'other') then
    raise sqlstate 'PT422' using message = 'Choose what kind of event this is.', hint = 'kind';
  elsif p_event.status is null or p_event.status not in ('planned', 'confirmed', 'held', 'cancelled') then
    raise sqlstate 'PT422' using message = 'Choose one of the states that are offered.', hint = 'status';
  elsif p_event.starts_at is null then
    raise sqlstate 'PT422' using message = 'Say when it begins.', hint = 'starts_at';
  elsif p_event.ends_at is null or p_event.ends_at <= p_event.starts_at then
    raise sqlstate 'PT422' using message = 'It ends before it begins. Choose a later end.', hint = 'ends_at';
  elsif p_event.ends_at > p_event.starts_at + interval '14 days' then
    raise sqlstate 'PT422' using message = 'An event lasts 14 days at most. Let it recur instead, or make several.', hint = 'ends_at';
  elsif p_event.status = 'held' and p_event.starts_at > now() then
    raise sqlstate 'PT422' using message = 'An event that was held began in the past. Choose an earlier time, or mark it as planned.', hint = 'starts_at';
  elsif p_event.online_url !~ '^https://[^\s]+$' then
    raise sqlstate 'PT422' using message = 'Enter the whole link, beginning with https://.', hint = 'online_url';
  elsif p_event.slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or length(p_event.slug) > 120 then
    raise sqlstate 'PT422' using message = 'Use small letters, digits and hyphens for the address, at most 120.', hint = 'slug';
  elsif exists (select from public.events where slug = p_event.slug and id <> p_event.id) then
    raise sqlstate 'PT422' using message = 'Another event has this address already. Choose another.', hint = 'slug';
  elsif p_event.registration_closes_at > p_event.ends_at then
    raise sqlstate 'PT422' using message = 'Registration closes after the event is over. Choose an earlier time.', hint = 'registration_closes_at';
  elsif p_event.capacity < 1 then
    raise sqlstate 'PT422' using message = 'Leave the number of places empty for no limit; otherwise there is one at least.', hint = 'capacity';
  end if;
  perform private.guard_sections(p_event.primary_section, p_event.sections);
end $$;

-- ---------------------------------------------------------------- parts
-- What the parts refer to has to be there still.
create function private.check_event_parts(p_event jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare v_part jsonb;
begin
  for v_part in select value from jsonb_each(p_event) where key in ('staff', 'organizations', 'languages', 'topics', 'legislation', 'supplies', 'costs') loop
    if jsonb_typeof(v_part) <> 'array' or jsonb_array_length(v_part) > 100 then
      raise sqlstate 'PT422' using message = 'One of the lists has more than 100 lines. Shorten it.', hint = 'parts';
    end if;
  end loop;
  if exists (select from jsonb_array_elements(p_event -> 'staff') s where not exists (select from public.staff where id::text = s ->> 'staff_id')) then
    raise sqlstate 'PT422' using message = 'One of the people is not of the office any more. Remove them.', hint = 'staff';
  elsif exists (select from jsonb_array_elements(p_event -> 'organizations') o where not exists (select from public.organizations where id::text = o ->> 'organization_id')) then
    raise sqlstate 'PT422' using message = 'One of the organizations is not there any more. Remove it.', hint = 'organizations';
  elsif exists (select from jsonb_array_elements(p_event -> 'languages') l where not exists (select from public.languages where code = l ->> 'language')) then
    raise sqlstate 'PT422' using message = 'Choose a language in each line.', hint = 'languages';
  elsif exists (select from jsonb_array_elements_text(p_event -> 'topics') t where not exists (select from public.topics where id::text = t)) then
    raise sqlstate 'PT422' using message = 'One of the topics is not there any more. Remove it.', hint = 'topics';
  elsif exists (select from jsonb_array_elements_text(p_event -> 'legislation') l where not exists (select from public.legislation where id::text = l)) then
    raise sqlstate 'PT422' using message = 'One of the ordinances or resolutions is not there any more. Remove it.', hint = 'legislation';
  elsif exists (select from jsonb_array_elements(p_event -> 'supplies') s where nullif(btrim(s ->> 'item'), '') is null) then
    raise sqlstate 'PT422' using message = 'One of the lines says nothing. Write what is needed, or remove it.', hint = 'supplies';
  elsif exists (select from jsonb_array_elements(p_event -> 'costs') c where nullif(btrim(c ->> 'label'), '') is null) then
    raise sqlstate 'PT422' using message = 'One of the lines has no name. Write what is paid for, or remove it.', hint = 'costs';
  elsif exists (select from jsonb_array_elements(p_event -> 'costs') c where (c ->> 'planned_cents')::numeric < 0 or (c ->> 'actual_cents')::numeric < 0) then
    raise sqlstate 'PT422' using message = 'An amount is below zero. Enter what is paid, without a sign.', hint = 'costs';
  elsif exists (select from jsonb_array_elements(p_event -> 'staff') s
    where (s ->> 'hours_planned')::numeric not between 0 and 400 or (s ->> 'hours_worked')::numeric not between 0 and 400) then
    raise sqlstate 'PT422' using message = 'Hours of one person are 0 to 400.', hint = 'staff';
  end if;
end $$;

-- Writes the parts that are named, each line only where it differs, so that the log tells what was changed and no more.
create function private.write_event_parts(p_id uuid, p_event jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.check_event_parts(p_event);
  if p_event ? 'staff' then
    delete from public.event_staff e where e.event_id = p_id
      and e.staff_id::text not in (select s ->> 'staff_id' from jsonb_array_elements(p_event -> 'staff') s);
    insert into public.event_staff (event_id, staff_id, task, hours_planned, hours_worked)
    select distinct on (s.staff_id) p_id, s.staff_id, coalesce(s.task, 'help'), s.hours_planned, s.hours_worked
    from jsonb_to_recordset(p_event -> 'staff') s (staff_id uuid, task text, hours_planned numeric, hours_worked numeric)
    on conflict (event_id, staff_id) do update set task = excluded.task, hours_planned = excluded.hours_planned, hours_worked = excluded.hours_worked
    where (event_staff.task, event_staff.hours_planned, event_staff.hours_worked) is distinct from (excluded.task, excluded.hours_planned, excluded.hours_worked);
  end if;
  if p_event ? 'organizations' then
    delete from public.event_organizations e where e.event_id = p_id
      and e.organization_id::text not in (select o ->> 'organization_id' from jsonb_array_elements(p_event -> 'organizations') o);
    insert into public.event_organizations (event_id, organization_id, part)
    select distinct on (o.organization_id) p_id, o.organization_id, coalesce(o.part, 'partner')
    from jsonb_to_recordset(p_event -> 'organizations') o (organization_id uuid, part text)
    on conflict (event_id, organization_id) do update set part = excluded.part where event_organizations.part <> excluded.part;
  end if;
  if p_event ? 'languages' then
    delete from public.event_languages e where e.event_id = p_id
      and (e.language, e.mode) not in (select l ->> 'language', coalesce(l ->> 'mode', 'spoken') from jsonb_array_elements(p_event -> 'languages') l);
    insert into public.event_languages (event_id, language, mode, interpreter, booking)
    select distinct on (l.language, coalesce(l.mode, 'spoken')) p_id, l.language, coalesce(l.mode, 'spoken'), nullif(btrim(l.interpreter), ''), coalesce(l.booking, 'wanted')
    from jsonb_to_recordset(p_event -> 'languages') l (language text, mode text, interpreter text, booking text)
    on conflict (event_id, language, mode) do update set interpreter = excluded.interpreter, booking = excluded.booking
    where (event_languages.interpreter, event_languages.booking) is distinct from (excluded.interpreter, excluded.booking);
  end if;
  if p_event ? 'topics' then
    delete from public.event_topics e where e.event_id = p_id and e.topic_id::text not in (select jsonb_array_elements_text(p_event -> 'topics'));
    insert into public.event_topics (event_id, topic_id) select distinct p_id, t::uuid from jsonb_array_elements_text(p_event -> 'topics') t
    on conflict (event_id, topic_id) do nothing;
  end if;
  if p_event ? 'legislation' then
    delete from public.event_legislation e where e.event_id = p_id and e.legislation_id::text not in (select jsonb_array_elements_text(p_event -> 'legislation'));
    insert into public.event_legislation (event_id, legislation_id) select distinct p_id, l::uuid from jsonb_array_elements_text(p_event -> 'legislation') l
    on conflict (event_id, legislation_id) do nothing;
  end if;
  if p_event ? 'supplies' then perform private.write_event_supplies(p_id, p_event -> 'supplies'); end if;
  if p_event ? 'costs' then perform private.write_event_costs(p_id, p_event -> 'costs'); end if;
end $$;

-- Lines without a key of their own are known by their id, or by being the first of that name.
create function private.write_event_supplies(p_id uuid, p_lines jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_kept uuid[] := '{}'; v_line record; v_id uuid;
begin
  for v_line in select l.id, btrim(l.item) as item, coalesce(l.quantity, 1) as quantity, coalesce(l.is_packed, false) as is_packed, n::smallint as n
    from jsonb_array_elements(p_lines) with ordinality e (line, n) cross join lateral jsonb_to_record(e.line) l (id uuid, item text, quantity integer, is_packed boolean)
  loop
    v_id := (select id from public.event_supplies where event_id = p_id and id <> all (v_kept) and (id = v_line.id or (v_line.id is null and lower(item) = lower(v_line.item)))
      order by sort_order, id limit 1);
    if v_id is null then
      insert into public.event_supplies (event_id, item, quantity, is_packed, sort_order) values (p_id, v_line.item, v_line.quantity, v_line.is_packed, v_line.n) returning id into v_id;
    else
      update public.event_supplies set item = v_line.item, quantity = v_line.quantity, is_packed = v_line.is_packed, sort_order = v_line.n
      where id = v_id and (item, quantity, is_packed, sort_order) is distinct from (v_line.item, v_line.quantity, v_line.is_packed, v_line.n);
    end if;
    v_kept := v_kept || v_id;
  end loop;
  delete from public.event_supplies where event_id = p_id and id <> all (v_kept);
end $$;

create function private.write_event_costs(p_id uuid, p_lines jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_kept uuid[] := '{}'; v_line record; v_id uuid;
begin
  for v_line in select l.id, btrim(l.label) as label, coalesce(l.category, 'other') as category, l.planned_cents, l.actual_cents, nullif(btrim(l.fund), '') as fund, n::smallint as n
    from jsonb_array_elements(p_lines) with ordinality e (line, n)
    cross join lateral jsonb_to_record(e.line) l (id uuid, label text, category text, planned_cents bigint, actual_cents bigint, fund text)
  loop
    v_id := (select id from public.event_costs where event_id = p_id and id <> all (v_kept) and (id = v_line.id or (v_line.id is null and lower(label) = lower(v_line.label)))
      order by sort_order, id limit 1);
    if v_id is null then
      insert into public.event_costs (event_id, label, category, planned_cents, actual_cents, fund, sort_order)
      values (p_id, v_line.label, v_line.category, v_line.planned_cents, v_line.actual_cents, v_line.fund, v_line.n) returning id into v_id;
    else
      update public.event_costs set label = v_line.label, category = v_line.category, planned_cents = v_line.planned_cents, actual_cents = v_line.actual_cents,
        fund = v_line.fund, sort_order = v_line.n
      where id = v_id and (label, category, planned_cents, actual_cents, fund, sort_order)
        is distinct from (v_line.label, v_line.category, v_line.planned_cents, v_line.actual_cents, v_line.fund, v_line.n);
    end if;
    v_kept := v_kept || v_id;
  end loop;
  delete from public.event_costs where event_id = p_id and id <> all (v_kept);
end $$;

-- ---------------------------------------------------------------- the whole
-- A text that a person left empty is nothing where nothing is allowed, and an empty text elsewhere.
create function private.trim_event(p_event public.events) returns public.events
language plpgsql immutable set search_path = '' as $$
begin
  p_event.title := btrim(p_event.title);
  p_event.summary := coalesce(btrim(p_event.summary), '');
  p_event.plan := coalesce(btrim(p_event.plan), '');
  p_event.outcome := coalesce(btrim(p_event.outcome), '');
  p_event.accessibility := coalesce(btrim(p_event.accessibility), '');
  p_event.translations := coalesce(p_event.translations, '{}');
  p_event.place_name := nullif(btrim(p_event.place_name), '');
  p_event.address := nullif(btrim(p_event.address), '');
  p_event.room := nullif(btrim(p_event.room), '');
  p_event.online_url := nullif(btrim(p_event.online_url), '');
  p_event.neighborhood := nullif(btrim(p_event.neighborhood), '');
  p_event.slug := nullif(btrim(p_event.slug), '');
  p_event.programs := array(select btrim(p) from unnest(p_event.programs) with ordinality u (p, n) where btrim(p) <> '' order by n);
  p_event.equipment := array(select btrim(e) from unnest(p_event.equipment) with ordinality u (e, n) where btrim(e) <> '' order by n);
  p_event.tally_counts := coalesce(p_event.tally_counts, 'unnamed');
  p_event.takes_registrations := coalesce(p_event.takes_registrations, false);
  p_event.has_waitlist := coalesce(p_event.has_waitlist, true);
  p_event.offer_minutes := coalesce(p_event.offer_minutes, 1440);
  p_event.cancelled_reason := nullif(btrim(p_event.cancelled_reason), '');
  return p_event;
end $$;

-- Writes an event and its parts for functions of this office, which have asked before who it is and whether the version is right.
-- p_event may hold any column of an event, `is_published`, and the parts.
create function private.write_event(p_event jsonb, p_id uuid default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_new public.events;
  v_own constant text[] := '{id,uid,sequence,starts_on,created_by,created_at,updated_at,version,search,sections_corrected,published_at}';
  v_corrects boolean := p_event ?| array['primary_section', 'sections'];
begin
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.events,
      '{"status": "planned", "programs": [], "equipment": [], "primary_section": 4, "sections": [], "is_override": false}'::jsonb || (p_event - v_own));
    v_new.id := gen_random_uuid();
    v_new.time_zone := coalesce(nullif(v_new.time_zone, ''), private.office_zone());
    if not v_corrects then
      v_new.primary_section := private.event_section(v_new.kind);
      v_new.sections := array[v_new.primary_section];
    end if;
  else
    select * into v_new from jsonb_populate_record((select e from public.events e where e.id = p_id), p_event - v_own);
  end if;
  v_new := private.trim_event(v_new);
  if v_corrects then v_new.sections := private.sections_of(v_new.primary_section, v_new.sections); end if;
  if p_event ? 'is_published' then
    v_new.published_at := case when (p_event ->> 'is_published')::boolean then coalesce(v_new.published_at, now()) end;
  end if;
  perform private.check_event(v_new);
  if v_new.published_at is not null and v_new.slug is null then
    v_new.starts_on := (v_new.starts_at at time zone v_new.time_zone)::date;
    v_new.slug := private.event_slug(v_new);
  end if;
  if p_id is null then
    insert into public.events (id, title, kind, status, cancelled_reason, starts_at, ends_at, time_zone, summary, translations, plan, outcome, place_name, address, room,
      online_url, district_id, neighborhood, accessibility, programs, equipment, expected_count, tally_counts, published_at, slug, takes_registrations, capacity,
      has_waitlist, offer_minutes, registration_closes_at, series_id, occurrence_at, is_override, primary_section, sections, sections_corrected)
    values (v_new.id, v_new.title, v_new.kind, v_new.status, v_new.cancelled_reason, v_new.starts_at, v_new.ends_at, v_new.time_zone, v_new.summary, v_new.translations,
      v_new.plan, v_new.outcome, v_new.place_name, v_new.address, v_new.room, v_new.online_url, v_new.district_id, v_new.neighborhood, v_new.accessibility, v_new.programs,
      v_new.equipment, v_new.expected_count, v_new.tally_counts, v_new.published_at, v_new.slug, v_new.takes_registrations, v_new.capacity, v_new.has_waitlist,
      v_new.offer_minutes, v_new.registration_closes_at, v_new.series_id, v_new.occurrence_at, v_new.is_override, v_new.primary_section, v_new.sections, v_corrects);
  else
    update public.events set title = v_new.title, kind = v_new.kind, status = v_new.status, cancelled_reason = v_new.cancelled_reason, starts_at = v_new.starts_at,
      ends_at = v_new.ends_at, time_zone = v_new.time_zone, summary = v_new.summary, translations = v_new.translations, plan = v_new.plan, outcome = v_new.outcome,
      place_name = v_new.place_name, address = v_new.address, room = v_new.room, online_url = v_new.online_url, district_id = v_new.district_id,
      neighborhood = v_new.neighborhood, accessibility = v_new.accessibility, programs = v_new.programs, equipment = v_new.equipment,
      expected_count = v_new.expected_count, tally_counts = v_new.tally_counts, published_at = v_new.published_at, slug = v_new.slug,
      takes_registrations = v_new.takes_registrations, capacity = v_new.capacity, has_waitlist = v_new.has_waitlist, offer_minutes = v_new.offer_minutes,
      registration_closes_at = v_new.registration_closes_at, series_id = v_new.series_id, occurrence_at = v_new.occurrence_at, is_override = v_new.is_override,
      primary_section = v_new.primary_section, sections = v_new.sections
    where id = p_id;
  end if;
  perform private.write_event_parts(v_new.id, p_event);
  return v_new.id;
end $$;

-- The event, locked, for whoever may write it and saw it as it is. p_version null: whoever does not mind.
create function private.open_event(p_id uuid, p_version integer) returns public.events
language plpgsql volatile security definer set search_path = '' as $$
declare v_event public.events;
begin
  perform private.at_least('coordinator');
  select * into v_event from public.events where id = p_id for update;
  if v_event.id is null then
    raise sqlstate 'PT404' using message = 'This event is not there any more.', hint = 'missing';
  elsif v_event.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this event since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_event;
end $$;

-- Saves an event with those of its parts that are named; p_id null makes a new one. p_event: columns of events, `is_published`,
-- staff [{staff_id, task, hours_planned, hours_worked}], organizations [{organization_id, part}],
-- languages [{language, mode, interpreter, booking}], topics [id], legislation [id], supplies [{id?, item, quantity, is_packed}],
-- costs [{id?, label, category, planned_cents, actual_cents, fund}]. What is not named stays; an empty list empties. Returns the id.
create function public.save_event(p_event jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events;
  v_given jsonb := p_event - '{series_id,occurrence_at,is_override}'::text[];
begin
  perform private.at_least('coordinator');
  if p_id is null then
    if p_event ->> 'status' = 'cancelled' then
      raise sqlstate 'PT422' using message = 'A new event is planned or confirmed. It can be cancelled later.', hint = 'status';
    end if;
    return private.write_event(v_given);
  end if;
  v_event := private.open_event(p_id, p_version);
  if p_event ->> 'status' = 'cancelled' and v_event.status <> 'cancelled' and nullif(btrim(p_event ->> 'cancelled_reason'), '') is null then
    raise sqlstate 'PT422' using message = 'Say why it is cancelled: whoever meant to come will ask.', hint = 'cancelled_reason';
  end if;
  -- One of a series that was changed by hand stays as it is when the series changes. What was noted afterwards is no such change.
  if v_event.series_id is not null and exists (select from jsonb_object_keys(v_given) k
    where k not in ('outcome', 'tally_counts', 'staff', 'costs', 'supplies', 'status', 'cancelled_reason')) then
    v_given := v_given || '{"is_override": true}';
  end if;
  return private.write_event(v_given, p_id);
end $$;

-- Moves one event. In a series it is from then on one that differs. When registration closes moves along. Returns the version.
create function public.move_event(p_id uuid, p_starts_at timestamptz, p_ends_at timestamptz, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_event public.events := private.open_event(p_id, p_version);
begin
  if v_event.status = 'cancelled' then
    raise sqlstate 'PT422' using message = 'This event is cancelled. Plan it again first.', hint = 'event_cancelled';
  end if;
  perform private.write_event(jsonb_build_object('starts_at', p_starts_at, 'ends_at', p_ends_at, 'is_override', v_event.series_id is not null,
    'registration_closes_at', v_event.registration_closes_at + (p_starts_at - v_event.starts_at)), p_id);
  return (select version from public.events where id = p_id);
end $$;

-- Planned, confirmed, held or cancelled. p_reason: why it is cancelled. Returns the version.
create function public.set_event_status(p_id uuid, p_status text, p_reason text default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_event public.events := private.open_event(p_id, null);
begin
  if p_status is null or p_status not in ('planned', 'confirmed', 'held', 'cancelled') then
    raise sqlstate 'PT422' using message = 'Choose one of the states that are offered.', hint = 'status';
  elsif p_status = v_event.status then
    return v_event.version;
  elsif p_status = 'cancelled' and nullif(btrim(p_reason), '') is null then
    raise sqlstate 'PT422' using message = 'Say why it is cancelled: whoever meant to come will ask.', hint = 'cancelled_reason';
  elsif length(btrim(p_reason)) > 500 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 500 characters. Shorten it.', hint = 'cancelled_reason';
  end if;
  update public.events set status = p_status, cancelled_reason = case p_status when 'cancelled' then btrim(p_reason) end where id = p_id;
  return (select version from public.events where id = p_id);
end $$;

-- Shows an event to the public, or takes it back. p_slug: its address; without one it is made of title and day, and stays when the
-- event is taken back. Returns the address.
create function public.publish_event(p_id uuid, p_is_published boolean, p_slug text default null) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_event public.events := private.open_event(p_id, null);
begin
  if p_is_published and v_event.status = 'cancelled' and v_event.published_at is null then
    raise sqlstate 'PT422' using message = 'This event is cancelled. Plan it again before it is published.', hint = 'event_cancelled';
  end if;
  perform private.write_event(jsonb_build_object('is_published', p_is_published)
    || case when nullif(btrim(p_slug), '') is null then '{}'::jsonb else jsonb_build_object('slug', p_slug) end, p_id);
  return (select slug from public.events where id = p_id);
end $$;

revoke all on function public.save_event(jsonb, uuid, integer), public.move_event(uuid, timestamptz, timestamptz, integer), public.set_event_status(uuid, text, text),
  public.publish_event(uuid, boolean, text) from public, anon;
grant execute on function public.save_event(jsonb, uuid, integer), public.move_event(uuid, timestamptz, timestamptz, integer), public.set_event_status(uuid, text, text),
  public.publish_event(uuid, boolean, text) to authenticated;
