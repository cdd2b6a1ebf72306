-- Calendar: everything dated between two instants, in one call. Events come with what the clock says where the office is, so that a
-- screen draws them right whatever zone its computer is in. What else has a date joins by a function of its own,
-- private.dated_<what>(from, to, filters), which answers one row for each day; nothing else has to be changed for it to be shown.

-- The statement that finds the events of a span, with its values in it, so that the planner sees them (and a test sees the plan).
-- No event is longer than fourteen days, so one range of events_starts holds both those that begin in the span and those that
-- reach into it. Filters: kind, status, district, language, staff (lists of values).
create function private.calendar_events(p_from timestamptz, p_to timestamptz, p_filters jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_filters, '{}');
  v_language text := private.filter_any('l.language', 'text', f -> 'language');
  v_staff text := private.filter_any('s.staff_id', 'uuid', f -> 'staff');
begin
  return format(
    'select t.* from public.events t where t.starts_at >= %1$L::timestamptz - interval ''14 days'' and t.starts_at < %2$L::timestamptz and t.ends_at > %1$L::timestamptz%3$s
     order by t.starts_at, t.id limit 5000',
    p_from, p_to,
    coalesce((select string_agg(' and ' || w, '') from unnest(array[
      private.filter_any('t.kind', 'text', f -> 'kind'),
      private.filter_any('t.status', 'text', f -> 'status'),
      private.filter_any('t.district_id', 'uuid', f -> 'district'),
      case when v_language is not null then format('exists (select from public.event_languages l where l.event_id = t.id and %s)', v_language) end,
      case when v_staff is not null then format('exists (select from public.event_staff s where s.event_id = t.id and %s)', v_staff) end]) w
      where w is not null), ''));
end $$;

-- How many open inquiries are due on a day: a number, not four hundred lines.
create function private.dated_inquiries(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', t.due_on, ''count'', count(*)) from public.inquiries t
     where t.closed_at is null and coalesce(t.due_on, ''infinity''::date) >= %L::date and coalesce(t.due_on, ''infinity''::date) < %L::date%s group by t.due_on',
    p_from, p_to,
    coalesce((select string_agg(' and ' || w, '') from unnest(array[
      private.filter_any('t.district_id', 'uuid', p_filters -> 'district'),
      private.filter_any('t.language', 'text', p_filters -> 'language'),
      private.filter_any('t.assigned_to', 'uuid', p_filters -> 'staff')]) w where w is not null), ''));
end $$;

-- Open tasks of a day; the only one by its name.
create function private.dated_tasks(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', t.due_on, ''count'', count(*), ''title'', case when count(*) = 1 then min(t.title) end) from public.tasks t
     where t.done_at is null and coalesce(t.due_on, ''infinity''::date) >= %L::date and coalesce(t.due_on, ''infinity''::date) < %L::date%s group by t.due_on',
    p_from, p_to, coalesce(' and ' || private.filter_any('t.owner_id', 'uuid', p_filters -> 'staff'), ''));
end $$;

-- The first business day of a month is the day of the report on the month before; an office that began later has none.
create function private.dated_reports(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('on', d.on_day, 'month', m.month, 'id', r.id)
  from public.settings s
  cross join lateral (select (g - interval '1 month')::date as month, g::date as first_on
    from generate_series(date_trunc('month', p_from::timestamp), date_trunc('month', p_to::timestamp), interval '1 month') g) m
  cross join lateral (select private.add_business_days(m.first_on - 1, 1, s.holiday_calendar) as on_day) d
  left join lateral (select e.id from public.reports e where e.month = m.month order by e.edition desc limit 1) r on true
  where d.on_day >= p_from and d.on_day < p_to and (m.month >= date_trunc('month', private.local_date(s.created_at)) or r.id is not null)
$$;

create function private.dated_holidays(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('on', h.observed_on, 'title', h.name)
  from public.settings s join public.holidays h on h.calendar = s.holiday_calendar and not h.is_cancelled
  where h.observed_on >= p_from and h.observed_on < p_to
$$;

-- What Council passed.
create function private.dated_legislation(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('on', l.passed_on, 'count', count(*), 'title', case when count(*) = 1 then min(l.title) end,
    'number', case when count(*) = 1 then min(l.file_number) end)
  from public.legislation l where l.passed_on >= p_from and l.passed_on < p_to group by l.passed_on
$$;

-- p_what: 'events', and the names of what else is wanted. Answers {"events": […] in time, "dated": [{what, on, count, title, …}] by day}.
-- A place, a zone and what else is empty is left out. Runs as the owner, like the lists and for the same reason.
create function public.calendar_between(p_from timestamptz, p_to timestamptz, p_what text[] default '{events}', p_filters jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  f jsonb := coalesce(p_filters, '{}');
  v_zone text := private.office_zone();
  -- The days of the office that the span touches.
  v_first date := private.local_date(p_from);
  v_after date := private.local_date(p_to - interval '1 microsecond') + 1;
  v_what text;
  v_events jsonb := '[]';
  v_some jsonb;
  v_dated jsonb := '[]';
begin
  perform private.may_list();
  if p_to <= p_from or p_to > p_from + interval '100 days' then
    raise sqlstate 'PT422' using message = 'A calendar shows up to 100 days at once. Choose a shorter span.', hint = 'span';
  end if;
  if 'events' = any (p_what) then
    execute format(
      'select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(''id'', t.id, ''title'', t.title, ''kind'', t.kind, ''status'', t.status, ''version'', t.version,
         ''starts'', to_char(t.starts_at at time zone %1$L, ''YYYY-MM-DD"T"HH24:MI''), ''ends'', to_char(t.ends_at at time zone %1$L, ''YYYY-MM-DD"T"HH24:MI''),
         ''zone'', nullif(t.time_zone, %1$L), ''district_id'', t.district_id, ''place'', coalesce(t.place_name, t.address), ''room'', t.room,
         ''online'', nullif(t.online_url is not null, false), ''published'', nullif(t.published_at is not null, false), ''series'', nullif(t.series_id is not null, false),
         ''languages'', (select jsonb_agg(distinct l.language) from public.event_languages l where l.event_id = t.id),
         ''staff'', (select jsonb_agg(s.staff_id order by s.task = ''lead'' desc, s.created_at) from public.event_staff s where s.event_id = t.id)))
         order by t.starts_at, t.id), ''[]'') from (%2$s) t',
      v_zone, private.calendar_events(p_from, p_to, f)) into v_events;
  end if;
  for v_what in
    select w from unnest(p_what) w join pg_catalog.pg_proc p on p.pronamespace = 'private'::regnamespace and p.proname = 'dated_' || w group by w order by w
  loop
    execute format('select coalesce(jsonb_agg(jsonb_strip_nulls(d || jsonb_build_object(''what'', %L)) order by d ->> ''on''), ''[]'') from private.%I($1, $2, $3) d',
      v_what, 'dated_' || v_what) into v_some using v_first, v_after, f;
    v_dated := v_dated || v_some;
  end loop;
  return jsonb_build_object('events', v_events, 'dated', v_dated);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function public.calendar_between(timestamptz, timestamptz, text[], jsonb) from public, anon;
grant execute on function public.calendar_between(timestamptz, timestamptz, text[], jsonb) to authenticated;
comment on function public.calendar_between(timestamptz, timestamptz, text[], jsonb) is 'Events, and whatever has a private.dated_<what>, between two instants.';

-- "What is due on this day?": the list behind the number of a day. due: {from, to}, days; both inclusive, open ones only.
create or replace function private.inquiry_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    -- States other than closed are open: saying so lets the small partial indexes answer.
    case when jsonb_typeof(f -> 'status') = 'array' and jsonb_array_length(f -> 'status') > 0 and not f -> 'status' ? 'closed' then 't.closed_at is null' end,
    private.filter_any('t.channel', 'text', f -> 'channel'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.department_id', 'uuid', f -> 'department'),
    private.filter_any('t.assigned_to', 'uuid', f -> 'assigned_to'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    private.filter_any('t.resolution_code', 'text', f -> 'resolution'),
    case f ->> 'is_open' when 'true' then 't.closed_at is null' when 'false' then 't.closed_at is not null' end,
    private.filter_days('t.opened_at', f -> 'opened'),
    private.filter_days('t.closed_at', f -> 'closed'),
    case when f #>> '{due,from}' is not null and f #>> '{due,to}' is not null then
      format('coalesce(t.due_on, ''infinity''::date) >= %L::date and coalesce(t.due_on, ''infinity''::date) <= %L::date and t.closed_at is null',
        (f #>> '{due,from}')::date, (f #>> '{due,to}')::date) end,
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.closed_at is null', (f ->> 'due_before')::date) end,
    case when f ->> 'open_on' is not null then format('t.opened_at < %1$L::timestamptz and (t.closed_at is null or t.closed_at >= %1$L::timestamptz)', private.day_start((f ->> 'open_on')::date + 1)) end,
    private.filter_words('public.inquiries', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
