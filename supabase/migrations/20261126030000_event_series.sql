-- Event series, second chapter: how they are made. The dates of a rule are worked out by the program, which has the library for it;
-- here they are checked against the rule's own clock before they become events, all in one act.

-- A series that moves by a week puts each event where its neighbor was: looked at when the statement is done, not row by row.
alter table public.events drop constraint events_occurrence_once;
alter table public.events add constraint events_occurrence_once unique (series_id, occurrence_at) deferrable initially immediate;

-- What a calendar counts only goes forward, as a version does, so it is no change of its own: otherwise an undo, which counts too, would
-- stand in the way of undoing what was done before.
create or replace function private.record_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_staff uuid;
  v_set uuid;
  v_reason text;
  v_table private.audited_tables;
begin
  if tg_op = 'INSERT' then
    if not exists (select from new_rows) then return null; end if;
  elsif tg_op = 'DELETE' then
    if not exists (select from old_rows) then return null; end if;
  elsif current_setting('rotunda.refreshing', true) = 'on' or not exists (
    select from new_rows n join old_rows o on o.id = n.id
    where to_jsonb(n) - '{updated_at,version,search,sequence}'::text[] <> to_jsonb(o) - '{updated_at,version,search,sequence}'::text[]) then
    return null;
  end if;
  v_staff := private.current_staff_id();
  v_set := private.note_change(tg_table_name);
  v_reason := private.change_reason();
  v_table := private.audited_table(tg_table_name);
  if tg_op = 'INSERT' and v_table.parent_column is null then
    insert into public.changes (change_set, staff_id, table_name, record_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id::text, 'insert', v_reason from new_rows n;
  elsif tg_op = 'INSERT' then
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason)
    select v_set, v_staff, tg_table_name, n.id, p.parent_table, p.parent_id, 'insert', v_reason
    from (select id::text, to_jsonb(r) as image from new_rows r) n cross join lateral private.parent_of(v_table, n.image) p;
  elsif tg_op = 'DELETE' then
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason, before)
    select v_set, v_staff, tg_table_name, o.id, p.parent_table, p.parent_id, 'delete', v_reason, o.image - 'search'
    from (select id::text, to_jsonb(r) as image from old_rows r) o cross join lateral private.parent_of(v_table, o.image) p;
  else
    insert into public.changes (change_set, staff_id, table_name, record_id, parent_table, parent_id, action, reason, before, after)
    select v_set, v_staff, tg_table_name, x.id, p.parent_table, p.parent_id, 'update', v_reason, d.before, d.after
    from (select n.id::text, to_jsonb(n) as image, to_jsonb(o) as old_image from new_rows n join old_rows o on o.id = n.id offset 0) x
    cross join lateral (
      select jsonb_object_agg(f.key, x.old_image -> f.key) as before, jsonb_object_agg(f.key, f.value) as after
      from jsonb_each(x.image) f where f.value is distinct from x.old_image -> f.key and f.key not in ('updated_at', 'version', 'search', 'sequence')) d
    cross join lateral private.parent_of(v_table, x.image) p
    where d.after is not null;
  end if;
  return null;
end $$;

-- ---------------------------------------------------------------- rules
-- p_series {rule, starts_local, time_zone, duration_minutes, skips_holidays, left_out} as it would be kept.
create function private.read_series(p_series jsonb, p_title text, p_id uuid default null) returns public.event_series
language plpgsql stable security definer set search_path = '' as $$
declare v_series public.event_series;
begin
  select * into v_series from jsonb_populate_record(
    (select s from public.event_series s where s.id = p_id), coalesce(p_series, '{}') - '{id,title,version,created_at,updated_at}'::text[]);
  v_series.id := coalesce(p_id, gen_random_uuid());
  v_series.title := coalesce(nullif(btrim(p_title), ''), v_series.title);
  v_series.time_zone := coalesce(nullif(v_series.time_zone, ''), private.office_zone());
  v_series.skips_holidays := coalesce(v_series.skips_holidays, false);
  v_series.left_out := coalesce(v_series.left_out, '{}');
  if v_series.rule is null or v_series.rule !~ '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*$' or length(v_series.rule) > 500 then
    raise sqlstate 'PT422' using message = 'This rule cannot be read. Choose how often the event repeats.', hint = 'rule';
  elsif v_series.starts_local is null then
    raise sqlstate 'PT422' using message = 'Say when it begins.', hint = 'starts_at';
  elsif not exists (select from pg_catalog.pg_timezone_names where name = v_series.time_zone) then
    raise sqlstate 'PT422' using message = 'That time zone is not known. Choose one such as America/Chicago.', hint = 'time_zone';
  elsif v_series.duration_minutes is null or v_series.duration_minutes not between 5 and 20160 then
    raise sqlstate 'PT422' using message = 'An event of a series is between five minutes and 14 days long.', hint = 'ends_at';
  elsif cardinality(v_series.left_out) > 500 then
    raise sqlstate 'PT422' using message = 'More than 500 days are left out. Make a new series instead.', hint = 'rule';
  end if;
  return v_series;
end $$;

-- Occurrences [{occurrence_at?, starts_at, ends_at, was?}] that are none of this series' rule are refused: 1 to 500, each on a day of its own
-- that is not left out, at the time of day and for as long as the rule has it, none before it begins. `was`: which one it was before.
create function private.check_occurrences(p_series public.event_series, p_occurrences jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare v_count integer;
begin
  if p_occurrences is null or jsonb_typeof(p_occurrences) <> 'array' or jsonb_array_length(p_occurrences) = 0 then
    raise sqlstate 'PT422' using message = 'The rule names no day. Choose how often the event repeats.', hint = 'rule';
  elsif jsonb_array_length(p_occurrences) > 500 then
    raise sqlstate 'PT422' using message = 'A series has 500 events at most. Let it end earlier.', hint = 'rule';
  end if;
  select count(*) into v_count from jsonb_to_recordset(p_occurrences) o (occurrence_at timestamptz, starts_at timestamptz, ends_at timestamptz)
  cross join lateral (select o.starts_at at time zone p_series.time_zone as local) l
  where o.starts_at is null or o.ends_at is null or o.occurrence_at is distinct from o.starts_at
    or l.local::time <> p_series.starts_local::time or l.local < p_series.starts_local
    or o.ends_at - o.starts_at <> make_interval(mins => p_series.duration_minutes)
    or l.local::date = any (p_series.left_out);
  if v_count > 0 then
    raise sqlstate 'PT422' using message = format('%s of the dates are not at the time of the series. Open it anew and save again.', v_count), hint = 'occurrences';
  elsif (select count(*) <> count(distinct (o.starts_at at time zone p_series.time_zone)::date) from jsonb_to_recordset(p_occurrences) o (starts_at timestamptz)) then
    raise sqlstate 'PT422' using message = 'Two of the dates are on the same day. Open the series anew and save again.', hint = 'occurrences';
  end if;
end $$;

-- ---------------------------------------------------------------- one event, many times
-- Makes events of a series as another is, with its parts. What happens on the day alone is not carried along: who worked how long, what was
-- packed, what was paid. p_is_later: made long after, so nothing is booked and nothing confirmed yet.
create function private.copy_event(p_from uuid, p_series uuid, p_occurrences jsonb, p_is_later boolean default false) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_from public.events := (select e from public.events e where e.id = p_from);
  v_ids uuid[];
begin
  with o as materialized (
    select gen_random_uuid() as id, r.starts_at, r.ends_at, (r.starts_at at time zone v_from.time_zone)::date as starts_on
    from jsonb_to_recordset(p_occurrences) r (starts_at timestamptz, ends_at timestamptz)),
  made as (
    insert into public.events (id, title, kind, status, starts_at, ends_at, time_zone, summary, translations, plan, place_name, address, room, online_url, district_id,
      neighborhood, accessibility, programs, equipment, expected_count, tally_counts, published_at, slug, takes_registrations, capacity, has_waitlist, offer_minutes,
      registration_closes_at, series_id, occurrence_at, primary_section, sections, sections_corrected)
    select o.id, v_from.title, v_from.kind, case when p_is_later or v_from.status <> 'confirmed' then 'planned' else 'confirmed' end, o.starts_at, o.ends_at,
      v_from.time_zone, v_from.summary, v_from.translations, v_from.plan, v_from.place_name, v_from.address, v_from.room, v_from.online_url, v_from.district_id,
      v_from.neighborhood, v_from.accessibility, v_from.programs, v_from.equipment, v_from.expected_count, v_from.tally_counts,
      case when v_from.published_at is not null then now() end,
      case when v_from.published_at is not null then private.event_slug(jsonb_populate_record(v_from, jsonb_build_object('id', o.id, 'starts_on', o.starts_on))) end,
      v_from.takes_registrations, v_from.capacity, v_from.has_waitlist, v_from.offer_minutes,
      -- As long before by the clock as there: the evening before stays the evening before.
      (o.starts_at at time zone v_from.time_zone + (v_from.registration_closes_at at time zone v_from.time_zone - v_from.starts_at at time zone v_from.time_zone)) at time zone v_from.time_zone,
      p_series, o.starts_at, v_from.primary_section, v_from.sections, v_from.sections_corrected
    from o returning id)
  select coalesce(array_agg(id), '{}') into v_ids from made;
  if cardinality(v_ids) = 0 then return v_ids; end if;
  insert into public.event_staff (event_id, staff_id, task, hours_planned)
  select n, p.staff_id, p.task, p.hours_planned from public.event_staff p cross join unnest(v_ids) n where p.event_id = p_from;
  insert into public.event_organizations (event_id, organization_id, part)
  select n, p.organization_id, p.part from public.event_organizations p cross join unnest(v_ids) n where p.event_id = p_from;
  insert into public.event_languages (event_id, language, mode, interpreter, booking)
  select n, p.language, p.mode, p.interpreter, case when p_is_later then 'wanted' else p.booking end
  from public.event_languages p cross join unnest(v_ids) n where p.event_id = p_from;
  insert into public.event_topics (event_id, topic_id) select n, p.topic_id from public.event_topics p cross join unnest(v_ids) n where p.event_id = p_from;
  insert into public.event_legislation (event_id, legislation_id)
  select n, p.legislation_id from public.event_legislation p cross join unnest(v_ids) n where p.event_id = p_from;
  insert into public.event_supplies (event_id, item, quantity, sort_order)
  select n, p.item, p.quantity, p.sort_order from public.event_supplies p cross join unnest(v_ids) n where p.event_id = p_from;
  insert into public.event_costs (event_id, label, category, planned_cents, fund, sort_order)
  select n, p.label, p.category, p.planned_cents, p.fund, p.sort_order from public.event_costs p cross join unnest(v_ids) n where p.event_id = p_from;
  return v_ids;
end $$;

-- ---------------------------------------------------------------- making one
-- Makes a series: p_event as save_event takes it (its own times are not read), the rule, and its dates. An `id` in p_event (with `version`)
-- makes an event that is there the first of the series. Answers {series_id, event_id, count, change_set}.
create function public.create_series(p_event jsonb, p_series jsonb, p_occurrences jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_series public.event_series;
  v_first jsonb;
  v_old public.events;
  v_id uuid;
begin
  perform private.at_least('coordinator');
  if nullif(btrim(p_event ->> 'title'), '') is null and not p_event ? 'id' then
    raise sqlstate 'PT422' using message = 'Give the event a title, such as “Budget in plain words”.', hint = 'title';
  elsif p_event ->> 'status' in ('cancelled', 'held') then
    raise sqlstate 'PT422' using message = 'A new series is planned or confirmed. Each event is marked as held or cancelled by itself.', hint = 'status';
  end if;
  if p_event ? 'id' then
    v_old := private.open_event((p_event ->> 'id')::uuid, (p_event ->> 'version')::integer);
    if v_old.series_id is not null then
      raise sqlstate 'PT422' using message = 'This event belongs to a series already. Change that one.', hint = 'series';
    elsif v_old.status in ('held', 'cancelled') then
      raise sqlstate 'PT422' using message = 'This event is over. Plan a new one for the series.', hint = 'status';
    end if;
  end if;
  v_series := private.read_series(p_series, coalesce(p_event ->> 'title', v_old.title));
  perform private.check_occurrences(v_series, p_occurrences);
  insert into public.event_series (id, title, rule, starts_local, time_zone, duration_minutes, skips_holidays, left_out)
  values (v_series.id, left(v_series.title, 200), v_series.rule, v_series.starts_local, v_series.time_zone, v_series.duration_minutes, v_series.skips_holidays, v_series.left_out);
  select value into v_first from jsonb_array_elements(p_occurrences) order by (value ->> 'starts_at')::timestamptz limit 1;
  v_id := private.write_event((p_event - '{id,version}'::text[]) || jsonb_build_object('starts_at', v_first -> 'starts_at', 'ends_at', v_first -> 'ends_at',
    'time_zone', v_series.time_zone, 'series_id', v_series.id, 'occurrence_at', v_first -> 'starts_at', 'is_override', false), v_old.id);
  perform private.copy_event(v_id, v_series.id, (select coalesce(jsonb_agg(value), '[]') from jsonb_array_elements(p_occurrences) where value <> v_first));
  return jsonb_build_object('series_id', v_series.id, 'event_id', v_id, 'count', jsonb_array_length(p_occurrences), 'change_set', private.change_set());
end $$;
revoke all on function public.create_series(jsonb, jsonb, jsonb) from public, anon;
grant execute on function public.create_series(jsonb, jsonb, jsonb) to authenticated;
comment on function public.create_series(jsonb, jsonb, jsonb) is 'Makes a series of events by a rule of RFC 5545, in one act.';
