-- Events: how one stands, and what it collides with. A person, an interpreter, a room or a projector cannot be at two places at
-- once; screens say so while an event is planned and afterwards. Warnings, not refusals: whoever plans may know better.

-- Names as people write them: "Luz  Vega" is "luz vega".
create function private.same_name(p_text text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select nullif(btrim(regexp_replace(private.fold(p_text), '\s+', ' ', 'g')), '')
$$;

-- Everything that an event takes for itself: {kind, name, staff_id}.
create function private.event_claims(p_event jsonb) returns table (kind text, key text, name text, staff_id uuid)
language sql stable security definer set search_path = '' as $$
  select 'staff', s ->> 'staff_id', (select name from public.staff where id::text = s ->> 'staff_id'), (s ->> 'staff_id')::uuid
  from jsonb_array_elements(coalesce(p_event -> 'staff', '[]')) s
  union all
  select 'interpreter', private.same_name(l ->> 'interpreter'), btrim(l ->> 'interpreter'), null
  from jsonb_array_elements(coalesce(p_event -> 'languages', '[]')) l where private.same_name(l ->> 'interpreter') is not null
  union all
  select 'equipment', private.same_name(e), btrim(e), null
  from jsonb_array_elements_text(coalesce(nullif(p_event -> 'equipment', 'null'), '[]')) e where private.same_name(e) is not null
  union all
  select 'room', private.same_name(p_event ->> 'place_name') || ' / ' || private.same_name(p_event ->> 'room'), btrim(p_event ->> 'room'), null
  where private.same_name(p_event ->> 'place_name') is not null and private.same_name(p_event ->> 'room') is not null
$$;

-- An event as save_event takes it, without what it has by itself: to copy it, to keep it as a template, to compare it.
create function private.event_as_json(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(e) - '{id,uid,sequence,search,version,created_at,updated_at,created_by,starts_on,slug,published_at,series_id,occurrence_at,is_override,sections_corrected,outcome,status,cancelled_reason}'::text[]
    || jsonb_build_object(
      'staff', coalesce((select jsonb_agg(jsonb_build_object('staff_id', staff_id, 'task', task, 'hours_planned', hours_planned) order by task <> 'lead', staff_id) from public.event_staff where event_id = e.id), '[]'),
      'organizations', coalesce((select jsonb_agg(jsonb_build_object('organization_id', organization_id, 'part', part) order by part, organization_id) from public.event_organizations where event_id = e.id), '[]'),
      'languages', coalesce((select jsonb_agg(jsonb_build_object('language', language, 'mode', mode, 'interpreter', interpreter, 'booking', booking) order by language, mode) from public.event_languages where event_id = e.id), '[]'),
      'topics', coalesce((select jsonb_agg(topic_id order by topic_id) from public.event_topics where event_id = e.id), '[]'),
      'legislation', coalesce((select jsonb_agg(legislation_id order by legislation_id) from public.event_legislation where event_id = e.id), '[]'),
      'supplies', coalesce((select jsonb_agg(jsonb_build_object('item', item, 'quantity', quantity, 'is_packed', is_packed) order by sort_order, id) from public.event_supplies where event_id = e.id), '[]'),
      'costs', coalesce((select jsonb_agg(jsonb_build_object('label', label, 'category', category, 'planned_cents', planned_cents, 'fund', fund) order by sort_order, id) from public.event_costs where event_id = e.id), '[]'))
  from public.events e where e.id = p_id
$$;

-- What an event collides with. p_event: as save_event takes it, saved (`id`) or not; what is not named is taken from the saved one.
-- Returns [{kind: staff | interpreter | room | equipment, name, staff_id, event: {id, title, starts_at, ends_at, time_zone}}], soonest first.
create function public.event_clashes(p_event jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_id uuid;
  v_event jsonb;
begin
  perform private.at_least('viewer');
  v_id := (p_event ->> 'id')::uuid;
  v_event := coalesce(private.event_as_json(v_id), '{}') || (p_event - 'id');
  -- What is cancelled takes nothing.
  if coalesce(p_event ->> 'status', (select status from public.events where id = v_id)) = 'cancelled' then return '[]'::jsonb; end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('kind', mine.kind, 'name', mine.name, 'staff_id', mine.staff_id,
      'event', jsonb_build_object('id', o.id, 'title', o.title, 'starts_at', o.starts_at, 'ends_at', o.ends_at, 'time_zone', o.time_zone)) order by o.starts_at, o.id, mine.kind, mine.name)
    from (select (v_event ->> 'starts_at')::timestamptz as starts_at, (v_event ->> 'ends_at')::timestamptz as ends_at) t
    join public.events o on o.starts_at < t.ends_at and o.starts_at > t.starts_at - interval '14 days' and o.ends_at > t.starts_at
      and o.status <> 'cancelled' and o.id is distinct from v_id
    cross join lateral (select distinct on (kind, key) * from private.event_claims(v_event)) mine
    where case mine.kind
      when 'staff' then exists (select from public.event_staff s where s.event_id = o.id and s.staff_id = mine.staff_id)
      when 'interpreter' then exists (select from public.event_languages l where l.event_id = o.id and private.same_name(l.interpreter) = mine.key)
      when 'equipment' then exists (select from unnest(o.equipment) e where private.same_name(e) = mine.key)
      else private.same_name(o.place_name) || ' / ' || private.same_name(o.room) = mine.key end), '[]');
end $$;

-- How an event stands, counted anew each time: places taken, people who wait, interpreters that were asked for, who came.
create function public.event_standing(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select jsonb_build_object(
      'taken', r.taken, 'offered', r.offered, 'waiting', r.waiting, 'interpreters', r.interpreters, 'needs', r.needs,
      'named', n.named, 'tallied', n.tallied, 'people', private.people_at(e.tally_counts, n.named, n.tallied))
    from public.events e
    cross join lateral (select
        coalesce(sum(seats) filter (where status = 'confirmed'), 0) as taken,
        coalesce(sum(seats) filter (where status = 'offered'), 0) as offered,
        coalesce(sum(seats) filter (where status = 'waitlisted'), 0) as waiting,
        coalesce(sum(1) filter (where status = 'confirmed' and accessibility_need <> ''), 0) as needs,
        coalesce((select jsonb_object_agg(i.language, i.n) from (select language, count(*) as n from public.registrations
          where event_id = e.id and status = 'confirmed' and needs_interpreter group by language) i), '{}') as interpreters
      from public.registrations where event_id = e.id) r
    cross join lateral (select (select coalesce(sum(people), 0) from public.attendances where event_id = e.id and undone_at is null) as named,
        (select coalesce(sum(people), 0) from public.event_tallies where event_id = e.id and undone_at is null) as tallied) n
    where e.id = p_id);
end $$;

revoke all on function public.event_clashes(jsonb), public.event_standing(uuid) from public, anon;
grant execute on function public.event_clashes(jsonb), public.event_standing(uuid) to authenticated;
