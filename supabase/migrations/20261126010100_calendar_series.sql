-- Calendar: one of a series says when its rule lets it begin, so that moving it can ask whether that holds for the others too.

-- p_what: 'events', and the names of what else is wanted. Answers {"events": […] in time, "dated": [{what, on, count, title, …}] by day}.
-- A place, a zone and what else is empty is left out. Runs as the owner, like the lists and for the same reason.
create or replace function public.calendar_between(p_from timestamptz, p_to timestamptz, p_what text[] default '{events}', p_filters jsonb default '{}') returns jsonb
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
         ''online'', nullif(t.online_url is not null, false), ''published'', nullif(t.published_at is not null, false), ''occurrence_at'', case when t.series_id is not null then t.occurrence_at end,
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
