-- Event series, third chapter: how they change. A change holds for an event and those that follow, which then are a series of their own, or
-- for all of it. What happened stays as it happened: an event that was held or has begun is not touched, one that people registered for is
-- not moved, one on which anything hangs is cancelled and not deleted. The answer counts each of these, so that nothing is silent.

-- ---------------------------------------------------------------- what may be touched
-- Of these events, those on which something hangs that is not a part of the plan: registrations, letters, tasks, files … whatever refers to them.
create function private.events_with_more(p_ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_found uuid[] := '{}';
  v_some uuid[];
  v_key record;
begin
  for v_key in
    select k.conrelid::regclass as referrer, a.attname as name from pg_catalog.pg_constraint k
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'public.events'::regclass and k.conparentid = 0 and k.conrelid not in (
      'public.event_staff'::regclass, 'public.event_organizations'::regclass, 'public.event_languages'::regclass, 'public.event_topics'::regclass,
      'public.event_legislation'::regclass, 'public.event_supplies'::regclass, 'public.event_costs'::regclass)
  loop
    execute format('select array_agg(distinct %1$I) from %2$s where %1$I = any ($1)', v_key.name, v_key.referrer) into v_some using p_ids;
    v_found := v_found || coalesce(v_some, '{}');
  end loop;
  return array(select distinct unnest(v_found));
end $$;

-- Those of them that somebody counts on or was at: they stay where they are.
create function private.events_with_people(p_ids uuid[]) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(e.id), '{}') from unnest(p_ids) e (id)
  where exists (select from public.registrations where event_id = e.id and status <> 'cancelled')
    or exists (select from public.attendances where event_id = e.id and undone_at is null)
    or exists (select from public.event_tallies where event_id = e.id and undone_at is null)
    or exists (select from public.event_issues where event_id = e.id)
$$;

-- The event, and the series that it belongs to, locked with all its events in one order.
create function private.open_series(p_event public.events) returns public.event_series
language plpgsql volatile security definer set search_path = '' as $$
declare v_series public.event_series;
begin
  if p_event.series_id is null then
    raise sqlstate 'PT422' using message = 'This event belongs to no series. Change it by itself.', hint = 'series';
  end if;
  select * into v_series from public.event_series where id = p_event.series_id for update;
  perform from public.events where series_id = v_series.id order by id for update;
  return v_series;
end $$;

-- The rule without its end, ending before an instant.
create function private.rule_until(p_rule text, p_before timestamptz) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(p_rule, ';(COUNT|UNTIL)=[^;]+', '', 'g') || ';UNTIL=' || to_char(p_before at time zone 'UTC' - interval '1 second', 'YYYYMMDD"T"HH24MISS"Z"')
$$;

-- For the question "this one, those that follow, or all?": how many events each would touch, and what would stay.
-- {series: {…}, place, of, this: {events, over, people, more}, following: {…}, all: {…}}.
create function public.series_scope(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event public.events;
  v_ids uuid[];
  v_more uuid[];
  v_people uuid[];
begin
  perform private.at_least('viewer');
  select * into v_event from public.events where id = p_event;
  if v_event.series_id is null then return null; end if;
  v_ids := array(select id from public.events where series_id = v_event.series_id);
  v_more := private.events_with_more(v_ids);
  v_people := private.events_with_people(v_ids);
  return (
    select jsonb_build_object('series', to_jsonb(s) - '{created_at,updated_at}'::text[],
      'place', (select count(*) from public.events where series_id = s.id and occurrence_at <= v_event.occurrence_at), 'of', cardinality(v_ids),
      'last_at', (select max(occurrence_at) from public.events where series_id = s.id))
    || (select jsonb_object_agg(scope, jsonb_build_object(
        'events', (select count(*) from public.events e where e.series_id = s.id and e.occurrence_at >= since and e.occurrence_at <= until),
        'over', (select count(*) from public.events e where e.series_id = s.id and e.occurrence_at >= since and e.occurrence_at <= until and (e.status = 'held' or e.starts_at <= now())),
        'people', (select count(*) from public.events e where e.series_id = s.id and e.occurrence_at >= since and e.occurrence_at <= until
          and e.status <> 'held' and e.starts_at > now() and e.id = any (v_people)),
        'more', (select count(*) from public.events e where e.series_id = s.id and e.occurrence_at >= since and e.occurrence_at <= until
          and e.status <> 'held' and e.starts_at > now() and e.id = any (v_more))))
      from (values ('this', v_event.occurrence_at, v_event.occurrence_at), ('following', v_event.occurrence_at, 'infinity'::timestamptz),
        ('all', '-infinity'::timestamptz, 'infinity'::timestamptz)) w (scope, since, until))
    from public.event_series s where s.id = v_event.series_id);
end $$;

-- ---------------------------------------------------------------- changing
-- The columns that a change of several events may carry; times come by the rule, and what was noted afterwards is each event's own.
create function private.patch_events(p_ids uuid[], p_patch jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_patch jsonb := p_patch - '{id,uid,sequence,starts_on,created_by,created_at,updated_at,version,search,sections_corrected,published_at,slug,status,cancelled_reason,
    outcome,starts_at,ends_at,time_zone,registration_closes_at,series_id,occurrence_at,is_override}'::text[];
  v_parts jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_patch)
    where key in ('staff', 'organizations', 'languages', 'topics', 'legislation', 'supplies', 'costs'));
  v_id uuid;
begin
  if v_patch ? 'sections' or v_patch ? 'primary_section' then
    perform private.guard_sections(n.primary_section, n.sections)
    from public.events e cross join lateral jsonb_populate_record(e, v_patch) n where e.id = any (p_ids);
  end if;
  perform private.check_event(private.trim_event(jsonb_populate_record(e, v_patch))) from public.events e where e.id = p_ids[1];
  update public.events e set title = n.title, kind = n.kind, summary = n.summary, translations = n.translations, plan = n.plan, place_name = n.place_name,
    address = n.address, room = n.room, online_url = n.online_url, district_id = n.district_id, neighborhood = n.neighborhood, accessibility = n.accessibility,
    programs = n.programs, equipment = n.equipment, expected_count = n.expected_count, tally_counts = n.tally_counts,
    takes_registrations = n.takes_registrations, capacity = n.capacity, has_waitlist = n.has_waitlist, offer_minutes = n.offer_minutes,
    primary_section = n.primary_section, sections = n.sections,
    status = case when e.status in ('planned', 'confirmed') and p_patch ->> 'status' in ('planned', 'confirmed') then p_patch ->> 'status' else e.status end
  from public.events o cross join lateral private.trim_event(jsonb_populate_record(o, v_patch)) n
  where o.id = e.id and e.id = any (p_ids) and (to_jsonb(n) is distinct from to_jsonb(e) or p_patch ? 'status');
  foreach v_id in array p_ids loop
    if p_patch ? 'is_published' then
      perform private.write_event(v_parts || jsonb_build_object('is_published', p_patch -> 'is_published'), v_id);
    elsif v_parts <> '{}' then
      perform private.write_event_parts(v_id, v_parts);
    end if;
  end loop;
end $$;

-- Which event goes to which date: the one that the program says it was; where it says nothing, the one of that day; the rest in order.
-- Dates of events that stay are taken. Answers {event, starts_at, ends_at} for moves, without event for new ones; events that are
-- not named have no date any more.
create function private.match_occurrences(p_movable uuid[], p_fixed uuid[], p_occurrences jsonb, p_zone text, p_after timestamptz)
returns table (event uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with e as (
    select id, occurrence_at, (occurrence_at at time zone p_zone)::date as day, id = any (p_fixed) as is_fixed
    from public.events where id = any (p_movable || p_fixed)),
  o as (
    select r.starts_at, r.ends_at, r.was, (r.starts_at at time zone p_zone)::date as day
    from jsonb_to_recordset(p_occurrences) r (starts_at timestamptz, ends_at timestamptz, was timestamptz)),
  named as (select e.id, e.is_fixed, o.starts_at, o.ends_at from o join e on e.occurrence_at = o.was),
  -- An event that the program named elsewhere is not looked for by its day.
  same_day as (
    select e.id, e.is_fixed, o.starts_at, o.ends_at from o join e on e.day = o.day
    where o.was is null and e.id not in (select id from named) and o.starts_at not in (select n.starts_at from named n)),
  sure as (select * from named union all select * from same_day),
  left_events as (select id, row_number() over (order by occurrence_at) as n from e where not is_fixed and id not in (select id from sure)),
  left_dates as (
    select o.starts_at, o.ends_at, row_number() over (order by o.starts_at) as n from o
    where o.starts_at > p_after and o.was is null and o.starts_at not in (select s.starts_at from sure s)),
  -- A date that the program says is of an event which is gone since is a new one.
  gone as (select o.starts_at, o.ends_at from o where o.starts_at > p_after and o.was is not null and o.starts_at not in (select s.starts_at from sure s))
  select id, starts_at, ends_at from sure where not is_fixed
  union all select l.id, d.starts_at, d.ends_at from left_dates d left join left_events l using (n)
  union all select null, starts_at, ends_at from gone
$$;

-- Changes a series from an event on, or all of it. p_patch: columns and parts as save_event takes them, only those that change. p_series and
-- p_occurrences: the rule and its dates as they are to be; without dates no event moves. 'following' cuts the series: p_series is then the
-- rule of the second part. Answers {series_id, changed, moved, added, removed, cancelled, over, people, change_set}: `over` were held or have
-- begun and stay as they are, `people` stay at their time because people registered.
create function public.change_series(p_event uuid, p_scope text, p_patch jsonb, p_series jsonb default null, p_occurrences jsonb default null, p_version integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events := private.open_event(p_event, p_version);
  v_old public.event_series := private.open_series(v_event);
  v_new public.event_series;
  v_is_cut boolean := p_scope = 'following' and exists (select from public.events where series_id = v_event.series_id and occurrence_at < v_event.occurrence_at);
  v_over uuid[];
  v_targets uuid[];
  v_people uuid[] := '{}';
  v_answer jsonb := jsonb_build_object('moved', 0, 'added', 0, 'removed', 0, 'cancelled', 0);
begin
  if p_scope is null or p_scope not in ('following', 'all') then
    raise sqlstate 'PT422' using message = 'Choose whether the change holds for those that follow or for all.', hint = 'scope';
  elsif v_is_cut and p_series is null then
    raise sqlstate 'PT422' using message = 'Say by which rule those that follow recur.', hint = 'rule';
  end if;
  select coalesce(array_agg(id order by id <> p_event, occurrence_at) filter (where id = p_event or not is_over), '{}'), coalesce(array_agg(id) filter (where id <> p_event and is_over), '{}')
  into v_targets, v_over
  from (select id, occurrence_at, status = 'held' or starts_at <= now() as is_over from public.events
    where series_id = v_old.id and (p_scope = 'all' or occurrence_at >= v_event.occurrence_at)) e;
  perform private.patch_events(v_targets, coalesce(p_patch, '{}'));
  v_new := private.read_series(p_series, (select title from public.events where id = p_event), v_old.id);
  if v_is_cut then
    v_new.id := gen_random_uuid();
    update public.event_series set rule = private.rule_until(rule, v_event.occurrence_at) where id = v_old.id;
    insert into public.event_series (id, title, rule, starts_local, time_zone, duration_minutes, skips_holidays, left_out)
    values (v_new.id, v_new.title, v_new.rule, v_new.starts_local, v_new.time_zone, v_new.duration_minutes, v_new.skips_holidays, v_new.left_out);
    update public.events set series_id = v_new.id where id = any (v_targets);
  else
    update public.event_series s set title = v_new.title, rule = v_new.rule, starts_local = v_new.starts_local, time_zone = v_new.time_zone,
      duration_minutes = v_new.duration_minutes, skips_holidays = v_new.skips_holidays, left_out = v_new.left_out
    where s.id = v_old.id and (s.title, s.rule, s.starts_local, s.time_zone, s.duration_minutes, s.skips_holidays, s.left_out)
      is distinct from (v_new.title, v_new.rule, v_new.starts_local, v_new.time_zone, v_new.duration_minutes, v_new.skips_holidays, v_new.left_out);
  end if;
  if p_occurrences is not null then
    v_people := private.events_with_people(v_targets);
    v_answer := private.move_series(v_event, v_old, v_new, p_occurrences, v_targets, v_over, v_people);
  end if;
  return v_answer || jsonb_build_object('series_id', v_new.id, 'changed', cardinality(v_targets), 'over', cardinality(v_over), 'people', cardinality(v_people), 'change_set', private.change_set());
end $$;

-- Brings the events of a series to the dates of its new rule. An event that was moved by hand keeps its day where the day stays, and its
-- time where the time stays; what the change touches it takes.
create function private.move_series(p_event public.events, p_old public.event_series, p_new public.event_series, p_occurrences jsonb, p_targets uuid[], p_over uuid[], p_people uuid[])
returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_is_same_clock boolean := (p_old.starts_local::time, p_old.duration_minutes, p_old.time_zone) = (p_new.starts_local::time, p_new.duration_minutes, p_new.time_zone);
  v_fixed uuid[] := p_over || p_people || array(select id from public.events where id = any (p_targets) and (status = 'held' or starts_at <= now()));
  v_movable uuid[] := array(select unnest(p_targets) except select unnest(v_fixed));
  v_kept uuid[];
  v_left uuid[];
  v_added uuid[];
  v_moved integer;
  v_cancelled integer;
  v_new jsonb;
begin
  perform private.check_occurrences(p_new, p_occurrences);
  select coalesce(jsonb_agg(jsonb_build_object('event', event, 'starts_at', starts_at, 'ends_at', ends_at)), '[]') into v_new
  from private.match_occurrences(v_movable, v_fixed, p_occurrences, p_new.time_zone, now());
  v_kept := array(select (value ->> 'event')::uuid from jsonb_array_elements(v_new) where value ->> 'event' is not null);
  with plan as (
    select e.id, r.starts_at as occurrence_at, r.ends_at - r.starts_at as length, e.id <> p_event.id and (e.starts_at <> e.occurrence_at
        or e.ends_at - e.starts_at <> make_interval(mins => p_old.duration_minutes)) as was_moved,
      e.starts_at at time zone e.time_zone as own, e.ends_at - e.starts_at as own_length, e.occurrence_at at time zone p_old.time_zone as old, r.starts_at at time zone p_new.time_zone as new
    from public.events e join jsonb_to_recordset(v_new) r (event uuid, starts_at timestamptz, ends_at timestamptz) on r.event = e.id),
  times as (
    select id, occurrence_at, case when was_moved then (case when old::date = new::date then own::date else new::date end + case when v_is_same_clock then own::time else new::time end)
        at time zone p_new.time_zone else occurrence_at end as starts_at, case when was_moved and v_is_same_clock then own_length else length end as length
    from plan),
  done as (
    update public.events e set occurrence_at = t.occurrence_at, starts_at = t.starts_at, ends_at = t.starts_at + t.length, time_zone = p_new.time_zone,
      registration_closes_at = e.registration_closes_at + (t.starts_at - e.starts_at)
    from times t where t.id = e.id and (e.occurrence_at, e.starts_at, e.ends_at, e.time_zone) is distinct from (t.occurrence_at, t.starts_at, t.starts_at + t.length, p_new.time_zone)
    returning 1)
  select count(*) into v_moved from done;
  v_left := array(select unnest(v_movable) except select unnest(v_kept));
  v_cancelled := private.drop_events(v_left, 'The series was changed.');
  update public.events set is_override = true where id = any (p_people) and not is_override;
  v_added := private.copy_event(p_event.id, p_new.id, (select coalesce(jsonb_agg(value), '[]') from jsonb_array_elements(v_new) where value ->> 'event' is null));
  return jsonb_build_object('moved', v_moved, 'added', cardinality(v_added), 'removed', cardinality(v_left) - v_cancelled, 'cancelled', v_cancelled);
end $$;

-- Deletes events; one that the public has seen, or on which something hangs, is cancelled instead. Answers how many were cancelled.
create function private.drop_events(p_ids uuid[], p_reason text) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_stay uuid[] := array(select id from public.events where id = any (p_ids) and (published_at is not null or id = any (private.events_with_more(p_ids))));
begin
  update public.events set status = 'cancelled', cancelled_reason = p_reason where id = any (v_stay) and status <> 'cancelled';
  delete from public.events where id = any (p_ids) and id <> all (v_stay);
  return cardinality(v_stay);
end $$;

-- ---------------------------------------------------------------- ending
-- Cancels or removes an event of a series, those from it on, or all of them; an event of no series by itself. What was held or has begun
-- stays. p_remove: deletes what nothing hangs on and the public has not seen; the rest is cancelled, for which a reason is needed. The series
-- ends before the event, or leaves its day out. Answers {cancelled, removed, over, change_set}.
create function public.cancel_series(p_event uuid, p_scope text, p_reason text default null, p_remove boolean default false) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_event public.events := private.open_event(p_event, null);
  v_reason text := nullif(btrim(p_reason), '');
  v_series public.event_series;
  v_ids uuid[];
  v_over integer;
  v_cancelled integer;
  v_since timestamptz;
begin
  if p_scope is null or p_scope not in ('this', 'following', 'all') then
    raise sqlstate 'PT422' using message = 'Choose whether it holds for this event, those that follow, or all.', hint = 'scope';
  elsif not p_remove and v_reason is null then
    raise sqlstate 'PT422' using message = 'Say why it is cancelled: whoever meant to come will ask.', hint = 'cancelled_reason';
  elsif length(v_reason) > 500 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 500 characters. Shorten it.', hint = 'cancelled_reason';
  end if;
  if v_event.series_id is not null then v_series := private.open_series(v_event); end if;
  v_since := case p_scope when 'all' then '-infinity'::timestamptz else v_event.occurrence_at end;
  select coalesce(array_agg(id) filter (where not is_over), '{}'), count(*) filter (where is_over) into v_ids, v_over
  from (select id, status = 'held' or starts_at <= now() as is_over from public.events
    where id = p_event or (p_scope <> 'this' and series_id = v_series.id and occurrence_at >= v_since)) e;
  -- One by itself is meant, even when it has begun; only what was held stays.
  if p_scope = 'this' and v_event.status <> 'held' then v_ids := array[p_event]; v_over := 0; end if;
  if cardinality(v_ids) = 0 then
    raise sqlstate 'PT422' using message = 'What was held stays. There is nothing to cancel.', hint = 'event_held';
  end if;
  if p_remove then
    if v_reason is null and exists (select from public.events where id = any (v_ids) and status <> 'cancelled' and (published_at is not null or id = any (private.events_with_more(v_ids)))) then
      raise sqlstate 'PT422' using message = 'People know of it, or something hangs on it, so it is cancelled and stays to be seen. Say why.', hint = 'cancelled_reason';
    end if;
    v_cancelled := private.drop_events(v_ids, v_reason);
  else
    update public.events set status = 'cancelled', cancelled_reason = v_reason where id = any (v_ids) and status <> 'cancelled';
    v_cancelled := cardinality(v_ids);
  end if;
  if p_scope = 'this' and v_series.id is not null and cardinality(v_ids) > v_cancelled then
    update public.event_series set left_out = array(select distinct unnest(left_out || (v_event.occurrence_at at time zone time_zone)::date) order by 1) where id = v_series.id;
  elsif p_scope <> 'this' and exists (select from public.events where series_id = v_series.id) then
    -- It goes on no more: nothing is made of it for the months to come.
    update public.event_series set rule = private.rule_until(rule, case p_scope when 'following' then v_event.occurrence_at
      else coalesce((select max(occurrence_at) + interval '1 second' from public.events where series_id = v_series.id and status <> 'cancelled'), v_event.occurrence_at) end) where id = v_series.id;
  end if;
  if v_series.id is not null then
    delete from public.event_series s where s.id = v_series.id and not exists (select from public.events where series_id = s.id);
  end if;
  return jsonb_build_object('cancelled', v_cancelled, 'removed', cardinality(v_ids) - v_cancelled, 'over', v_over, 'change_set', private.change_set());
end $$;

-- ---------------------------------------------------------------- going on
-- Rules without an end, and the last date that was made of each: the worker makes the next ones.
create function public.open_ended_series() returns table (id uuid, rule text, starts_local timestamp, time_zone text, duration_minutes integer, skips_holidays boolean, left_out date[], last_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select s.id, s.rule, s.starts_local, s.time_zone, s.duration_minutes, s.skips_holidays, s.left_out, (select max(occurrence_at) from public.events where series_id = s.id)
  from public.event_series s where s.rule !~ ';(COUNT|UNTIL)=' order by s.id
$$;

-- Makes the next events of a series, as its latest one is that was not cancelled or changed by hand. Dates up to the last one that is there
-- are not made again. Answers how many were made.
create function public.extend_series(p_series uuid, p_occurrences jsonb) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_series public.event_series;
  v_last timestamptz;
  v_from uuid;
begin
  select * into v_series from public.event_series where id = p_series for update;
  if v_series.id is null or v_series.rule ~ ';(COUNT|UNTIL)=' then return 0; end if;
  perform private.check_occurrences(v_series, p_occurrences);
  v_last := (select max(occurrence_at) from public.events where series_id = p_series);
  v_from := (select id from public.events where series_id = p_series order by status = 'cancelled', is_override, occurrence_at desc limit 1);
  if v_from is null then return 0; end if;
  return cardinality(private.copy_event(v_from, p_series, (select coalesce(jsonb_agg(value), '[]') from jsonb_array_elements(p_occurrences)
    where (value ->> 'starts_at')::timestamptz > v_last), true));
end $$;

revoke all on function public.series_scope(uuid), public.change_series(uuid, text, jsonb, jsonb, jsonb, integer), public.cancel_series(uuid, text, text, boolean),
  public.open_ended_series(), public.extend_series(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.series_scope(uuid), public.change_series(uuid, text, jsonb, jsonb, jsonb, integer), public.cancel_series(uuid, text, text, boolean) to authenticated;
grant execute on function public.open_ended_series(), public.extend_series(uuid, jsonb) to service_role;
comment on function public.series_scope(uuid) is 'How many events of a series a change of one, those that follow, or all would touch.';
comment on function public.change_series(uuid, text, jsonb, jsonb, jsonb, integer) is 'Changes a series from an event on, or all of it, in one act.';
comment on function public.cancel_series(uuid, text, text, boolean) is 'Cancels or removes an event, those that follow in its series, or all of them.';
