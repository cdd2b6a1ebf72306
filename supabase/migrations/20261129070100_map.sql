-- The map: areas with their shapes, what was counted in each and how much that is for those who live there, and the points of partners
-- and events. Inquiries are told by area alone: a point could be somebody's home.

-- The shapes of districts or neighborhoods, for the map to draw once.
create function public.map_shapes(p_kind text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  if p_kind is null or p_kind not in ('districts', 'neighborhoods') then
    raise sqlstate 'PT422' using message = 'Shapes are of districts or of neighborhoods.', hint = 'kind';
  end if;
  return coalesce((select jsonb_agg(jsonb_build_object('id', coalesce(s.district_id, s.neighborhood_id), 'geometry', s.geometry))
    from public.area_shapes s where case p_kind when 'districts' then s.district_id is not null else s.neighborhood_id is not null end), '[]');
end $$;

-- What was counted between two days, by area: {areas: [{id, code, name, people, source, square_km, count}], elsewhere}. Measures:
-- inquiries opened, people who came to events, referrals sent, applications begun, 311 requests opened, partners there now.
create function public.map_areas(p_kind text, p_measure text, p_from date, p_to date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_from timestamptz := private.day_start(p_from);
  v_to timestamptz := private.day_start(p_to + 1);
  v_counts jsonb;
begin
  perform private.may_list();
  if p_kind is null or p_kind not in ('districts', 'neighborhoods') then
    raise sqlstate 'PT422' using message = 'Shapes are of districts or of neighborhoods.', hint = 'kind';
  elsif p_from is null or p_to is null or p_to < p_from or p_to > p_from + 1830 then
    raise sqlstate 'PT422' using message = 'Choose a first and a last day, at most five years apart.', hint = 'span';
  elsif p_measure = 'inquiries' then
    v_counts := case p_kind
      when 'districts' then (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (select i.district_id::text as area, count(*) as n from public.inquiries i where i.opened_at >= v_from and i.opened_at < v_to group by 1) c)
      else (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (
        select n.id::text as area, sum(t.n) as n from (select i.neighborhood, count(*) as n from public.inquiries i where i.opened_at >= v_from and i.opened_at < v_to group by 1) t
        left join public.neighborhoods n on n.name = t.neighborhood group by 1) c) end;
  elsif p_measure = 'attendance' then
    v_counts := (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (
      select (case p_kind when 'districts' then e.district_id else (select n.id from public.neighborhoods n where n.name = e.neighborhood limit 1) end)::text as area,
        sum(private.people_at(e.tally_counts, (select coalesce(sum(a.people), 0) from public.attendances a where a.event_id = e.id and a.undone_at is null),
          (select coalesce(sum(t.people), 0) from public.event_tallies t where t.event_id = e.id and t.undone_at is null))) as n
      from public.events e where e.status = 'held' and e.starts_at >= v_from and e.starts_at < v_to group by 1) c);
  elsif p_measure = 'referrals' and p_kind = 'districts' then
    v_counts := (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (
      select r.district_id::text as area, count(*) as n from public.referrals r where r.sent_at >= v_from and r.sent_at < v_to group by 1) c);
  elsif p_measure = 'applications' and p_kind = 'districts' then
    v_counts := (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (
      select a.district_id::text as area, count(*) as n from public.applications a where a.started_on >= p_from and a.started_on <= p_to group by 1) c);
  elsif p_measure = 'service_requests' then
    v_counts := (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (
      select (case p_kind when 'districts' then r.district_id else r.neighborhood_id end)::text as area, count(*) as n
      from public.service_requests r where r.opened_at >= v_from and r.opened_at < v_to group by 1) c);
  elsif p_measure = 'organizations' then
    v_counts := (select jsonb_object_agg(coalesce(c.area, ''), c.n) from (
      select (case p_kind when 'districts' then o.district_id else (select n.id from public.neighborhoods n where n.name = o.neighborhood limit 1) end)::text as area, count(*) as n
      from public.organizations o where o.is_active and o.kind <> 'department' group by 1) c);
  else
    raise sqlstate 'PT422' using message = 'This is not counted by this kind of area.', hint = 'measure';
  end if;
  v_counts := coalesce(v_counts, '{}');
  return jsonb_build_object('areas', case p_kind
      when 'districts' then (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'code', d.code, 'name', d.name, 'people', p.people, 'source', p.source || ', ' || p.as_of, 'square_km', s.square_km,
          'count', coalesce((v_counts ->> d.id::text)::bigint, 0)) order by d.sort_order, d.code), '[]')
        from public.districts d left join public.district_populations p on p.district_id = d.id and p.language is null left join public.area_shapes s on s.district_id = d.id where d.is_active)
      else (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'code', n.code, 'name', n.name, 'people', n.people, 'source', n.people_source, 'square_km', s.square_km,
          'count', coalesce((v_counts ->> n.id::text)::bigint, 0)) order by n.name, n.code), '[]')
        from public.neighborhoods n left join public.area_shapes s on s.neighborhood_id = n.id where n.is_active) end,
    'elsewhere', coalesce((v_counts ->> '')::bigint, 0),
    'shapes', (select count(*) from public.area_shapes s where case p_kind when 'districts' then s.district_id is not null else s.neighborhood_id is not null end));
end $$;

-- Partners, the places where programs are given, and events between two days, as points. At most 3,000 of a kind, the nearest days first.
create function public.map_points(p_from date, p_to date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
begin
  perform private.at_least('viewer');
  return jsonb_build_object(
    'organizations', (select coalesce(jsonb_agg(to_jsonb(t) order by t.name, t.id), '[]') from (
      select o.id, o.name, o.kind, o.latitude, o.longitude from public.organizations o where o.latitude is not null and o.is_active order by o.name, o.id limit 3000) t),
    'locations', (select coalesce(jsonb_agg(to_jsonb(t) order by t.name, t.id), '[]') from (
      select l.id, l.organization_id, coalesce(nullif(l.name, ''), o.name) as name, l.latitude, l.longitude
      from public.locations l join public.organizations o on o.id = l.organization_id
      where l.latitude is not null and o.is_active and l.location_type = 'physical' order by l.name, l.id limit 3000) t),
    'events', (select coalesce(jsonb_agg(to_jsonb(t) order by t.starts_at, t.id), '[]') from (
      select e.id, e.title as name, e.status, e.starts_at, e.latitude, e.longitude from public.events e
      where e.latitude is not null and e.status <> 'cancelled' and e.starts_at >= private.day_start(p_from) and e.starts_at < private.day_start(p_to + 1)
      order by e.starts_at, e.id limit 3000) t));
end $$;
revoke all on function public.map_shapes(text), public.map_areas(text, text, date, date), public.map_points(date, date) from public, anon;
grant execute on function public.map_shapes(text), public.map_areas(text, text, date, date), public.map_points(date, date) to authenticated, service_role;
