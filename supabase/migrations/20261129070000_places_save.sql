-- Places in use: a file of shapes is taken in whole, records with coordinates find their district and neighborhood, and the map is
-- told counts and rates. Where nobody knows how many live in an area, the map tells no rate of it.

alter table public.neighborhoods
  add column people integer constraint neighborhoods_people_range check (people between 0 and 20000000),
  add column people_source text constraint neighborhoods_people_source_length check (length(people_source) <= 300);
alter table public.events
  add column latitude double precision constraint events_latitude_range check (latitude between -90 and 90),
  add column longitude double precision constraint events_longitude_range check (longitude between -180 and 180),
  add constraint events_coordinates_whole check ((latitude is null) = (longitude is null));
-- "What of it is on the map?"
create index organizations_placed on public.organizations (id) where latitude is not null;
create index locations_placed on public.locations (id) where latitude is not null;
create index events_placed on public.events (starts_at, id) where latitude is not null;
-- "Which have a place, but no area yet?" Asked when shapes came.
create index inquiries_unplaced on public.inquiries (id) where latitude is not null and district_id is null;

-- An address of map tiles, with {z}, {x} and {y}; none: shapes on paper, which need no network.
alter table public.settings
  add column map_tiles_url text constraint settings_map_tiles_form check (map_tiles_url ~ '^https://[a-z0-9.-]+(:[0-9]+)?/[^\s"''<>]*\{z\}[^\s"''<>]*$' and map_tiles_url ~ '\{x\}' and map_tiles_url ~ '\{y\}' and length(map_tiles_url) <= 500),
  add column map_attribution text not null default '' constraint settings_map_attribution_length check (length(map_attribution) <= 300),
  add constraint settings_map_tiles_attributed check (map_tiles_url is null or btrim(map_attribution) <> '');
grant update (map_tiles_url, map_attribution) on table public.settings to authenticated;

-- ---------------------------------------------------------------- where a record is
-- What a person chose in the same write stays; otherwise the area follows the point. A point in no known area changes nothing.
create function private.stamp_area_by_name() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_area record;
begin
  select a.district_id, n.name as neighborhood into v_area from private.area_of(new.latitude, new.longitude) a left join public.neighborhoods n on n.id = a.neighborhood_id;
  if tg_op = 'INSERT' then
    new.district_id := coalesce(new.district_id, v_area.district_id);
    new.neighborhood := coalesce(new.neighborhood, v_area.neighborhood);
    return new;
  end if;
  if new.district_id is not distinct from old.district_id then new.district_id := coalesce(v_area.district_id, new.district_id); end if;
  if new.neighborhood is not distinct from old.neighborhood then new.neighborhood := coalesce(v_area.neighborhood, new.neighborhood); end if;
  return new;
end $$;
create function private.stamp_area_by_id() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_area record;
begin
  select * into v_area from private.area_of(new.latitude, new.longitude);
  if tg_op = 'INSERT' then
    new.district_id := coalesce(new.district_id, v_area.district_id);
    new.neighborhood_id := coalesce(new.neighborhood_id, v_area.neighborhood_id);
    return new;
  end if;
  if new.district_id is not distinct from old.district_id then new.district_id := coalesce(v_area.district_id, new.district_id); end if;
  if new.neighborhood_id is not distinct from old.neighborhood_id then new.neighborhood_id := coalesce(v_area.neighborhood_id, new.neighborhood_id); end if;
  return new;
end $$;
-- A loaded history names its district and neighborhood itself: such rows are not asked about.
create trigger _300_stamp_area_new before insert on public.inquiries for each row
  when (new.latitude is not null and (new.district_id is null or new.neighborhood is null)) execute function private.stamp_area_by_name();
create trigger _300_stamp_area before update of latitude, longitude on public.inquiries for each row
  when (new.latitude is not null and (new.latitude is distinct from old.latitude or new.longitude is distinct from old.longitude)) execute function private.stamp_area_by_name();
create trigger _300_stamp_area_new before insert on public.organizations for each row
  when (new.latitude is not null and (new.district_id is null or new.neighborhood is null)) execute function private.stamp_area_by_name();
create trigger _300_stamp_area before update of latitude, longitude on public.organizations for each row
  when (new.latitude is not null and (new.latitude is distinct from old.latitude or new.longitude is distinct from old.longitude)) execute function private.stamp_area_by_name();
create trigger _300_stamp_area_new before insert on public.locations for each row
  when (new.latitude is not null and (new.district_id is null or new.neighborhood_id is null)) execute function private.stamp_area_by_id();
create trigger _300_stamp_area before update of latitude, longitude on public.locations for each row
  when (new.latitude is not null and (new.latitude is distinct from old.latitude or new.longitude is distinct from old.longitude)) execute function private.stamp_area_by_id();
create trigger _300_stamp_area_new before insert on public.events for each row
  when (new.latitude is not null and (new.district_id is null or new.neighborhood is null)) execute function private.stamp_area_by_name();
create trigger _300_stamp_area before update of latitude, longitude on public.events for each row
  when (new.latitude is not null and (new.latitude is distinct from old.latitude or new.longitude is distinct from old.longitude)) execute function private.stamp_area_by_name();

-- Puts a record on the map, or takes it off (both null). The area follows.
create function public.place_record(p_table text, p_id uuid, p_version integer, p_latitude double precision, p_longitude double precision) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_version integer;
  v_answer jsonb;
begin
  perform private.at_least('staff');
  if p_table is null or p_table not in ('inquiries', 'organizations', 'events', 'locations') then
    raise sqlstate 'PT422' using message = 'Inquiries, partners, events and locations have a place on the map.', hint = 'record';
  elsif (p_latitude is null) <> (p_longitude is null) then
    raise sqlstate 'PT422' using message = 'Give latitude and longitude, or neither.', hint = 'longitude';
  elsif p_latitude not between -90 and 90 then
    raise sqlstate 'PT422' using message = 'A latitude is between -90 and 90.', hint = 'latitude';
  elsif p_longitude not between -180 and 180 then
    raise sqlstate 'PT422' using message = 'A longitude is between -180 and 180.', hint = 'longitude';
  end if;
  if p_table <> 'inquiries' then perform private.at_least('coordinator'); end if;
  execute format('select version from public.%I where id = $1 for update', p_table) into v_version using p_id;
  if v_version is null then raise sqlstate 'PT404' using message = 'This record is not there any more.', hint = 'missing'; end if;
  if p_version is not null and v_version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this record since you opened it. Look at it again, then put it on the map.', hint = 'version';
  end if;
  -- The neighborhood of an event is among its words to search by: naming the column has them written again.
  execute format('update public.%I set latitude = $2, longitude = $3%s where id = $1 and (latitude, longitude) is distinct from ($2, $3)
    returning jsonb_build_object(''district_id'', district_id, ''version'', version)', p_table, case when p_table = 'events' then ', neighborhood = neighborhood' else '' end) into v_answer using p_id, p_latitude, p_longitude;
  return coalesce(v_answer, jsonb_build_object('version', v_version));
end $$;

-- Which area a point is in, for a form that asks before it saves.
create function public.find_area(p_latitude double precision, p_longitude double precision) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select jsonb_build_object('district', (select jsonb_build_object('id', d.id, 'code', d.code, 'name', d.name) from public.districts d where d.id = a.district_id),
      'neighborhood', (select jsonb_build_object('id', n.id, 'code', n.code, 'name', n.name) from public.neighborhoods n where n.id = a.neighborhood_id))
    from private.area_of(p_latitude, p_longitude) a);
end $$;

-- ---------------------------------------------------------------- a file of shapes
-- What stands in the way of a geometry, as a word; null when it can be taken. GeoJSON, RFC 7946: rings of four positions and more, the
-- last of them the first, longitude before latitude, both in degrees.
create function private.geometry_problem(p_geometry jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_ring jsonb;
  v_point jsonb;
begin
  if coalesce(p_geometry ->> 'type', '') not in ('Polygon', 'MultiPolygon') or jsonb_typeof(p_geometry -> 'coordinates') is distinct from 'array' or jsonb_array_length(p_geometry -> 'coordinates') = 0 then return 'no_polygon'; end if;
  for v_ring in
    select r from jsonb_array_elements(case p_geometry ->> 'type' when 'Polygon' then jsonb_build_array(p_geometry -> 'coordinates') else p_geometry -> 'coordinates' end) p
    cross join lateral jsonb_array_elements(case when jsonb_typeof(p) = 'array' then p else '[null]' end) r
  loop
    if jsonb_typeof(v_ring) is distinct from 'array' or jsonb_array_length(v_ring) < 4 or v_ring -> 0 is distinct from v_ring -> -1 then return 'open_ring'; end if;
    for v_point in select c from jsonb_array_elements(v_ring) c loop
      if jsonb_typeof(v_point) is distinct from 'array' or jsonb_typeof(v_point -> 0) is distinct from 'number' or jsonb_typeof(v_point -> 1) is distinct from 'number' then return 'no_polygon'; end if;
      if (v_point ->> 0)::numeric not between -180 and 180 or (v_point ->> 1)::numeric not between -90 and 90 then return 'not_degrees'; end if;
    end loop;
  end loop;
  return null;
end $$;

-- Square kilometers of a shape, on a sphere (6,371.0088 km): enough for a rate by area, not for a deed.
create function private.square_km(p_geometry jsonb) returns numeric
language sql immutable set search_path = '' as $$
  with rings as (
    select p.n as part, r.n as ring, r.ring as line from jsonb_array_elements(case p_geometry ->> 'type' when 'Polygon' then jsonb_build_array(p_geometry -> 'coordinates') else p_geometry -> 'coordinates' end) with ordinality p (rings, n)
    cross join jsonb_array_elements(p.rings) with ordinality r (ring, n)),
  points as (
    select r.part, r.ring, c.n, radians((c.point ->> 0)::double precision) as x, radians((c.point ->> 1)::double precision) as y,
      lead(radians((c.point ->> 0)::double precision)) over w as x2, lead(radians((c.point ->> 1)::double precision)) over w as y2
    from rings r cross join jsonb_array_elements(r.line) with ordinality c (point, n) window w as (partition by r.part, r.ring order by c.n)),
  areas as (select points.ring, abs(sum((x2 - x) * (2 + sin(y) + sin(y2)))) / 2 * 6371.0088 ^ 2 as area from points where x2 is not null group by points.part, points.ring)
  select round(sum(case when ring = 1 then area else -area end)::numeric, 4) from areas
$$;

-- Those with a place and no area get theirs. Answers how many.
create function private.assign_areas() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_n integer;
  v_all integer := 0;
begin
  update public.organizations o set district_id = coalesce(o.district_id, a.district_id), neighborhood = coalesce(o.neighborhood, n.name)
  from public.organizations w cross join lateral private.area_of(w.latitude, w.longitude) a left join public.neighborhoods n on n.id = a.neighborhood_id
  where o.id = w.id and w.latitude is not null and ((w.district_id is null and a.district_id is not null) or (w.neighborhood is null and n.name is not null));
  get diagnostics v_n = row_count; v_all := v_all + v_n;
  update public.locations o set district_id = coalesce(o.district_id, a.district_id), neighborhood_id = coalesce(o.neighborhood_id, a.neighborhood_id)
  from public.locations w cross join lateral private.area_of(w.latitude, w.longitude) a
  where o.id = w.id and w.latitude is not null and ((w.district_id is null and a.district_id is not null) or (w.neighborhood_id is null and a.neighborhood_id is not null));
  get diagnostics v_n = row_count; v_all := v_all + v_n;
  update public.events o set district_id = coalesce(o.district_id, a.district_id), neighborhood = coalesce(o.neighborhood, n.name)
  from public.events w cross join lateral private.area_of(w.latitude, w.longitude) a left join public.neighborhoods n on n.id = a.neighborhood_id
  where o.id = w.id and w.latitude is not null and ((w.district_id is null and a.district_id is not null) or (w.neighborhood is null and n.name is not null));
  get diagnostics v_n = row_count; v_all := v_all + v_n;
  update public.inquiries o set district_id = a.district_id, neighborhood = coalesce(o.neighborhood, n.name)
  from (select w.id, w.latitude, w.longitude from public.inquiries w where w.latitude is not null and w.district_id is null order by w.id limit 20000) w
  cross join lateral private.area_of(w.latitude, w.longitude) a left join public.neighborhoods n on n.id = a.neighborhood_id
  where o.id = w.id and a.district_id is not null;
  get diagnostics v_n = row_count; v_all := v_all + v_n;
  return v_all;
end $$;

-- Takes a file of shapes, or says what taking it would do. p_kind: "districts" or "neighborhoods"; p_shapes: [{line, code, name, geometry,
-- people}], a line for each area. A district must be known by its code; a neighborhood that is new is added. One line that cannot be
-- taken, and nothing is written. Answers {added, changed, same, assigned, wrong: [{line, why, value}]}.
create function public.save_shapes(p_kind text, p_shapes jsonb, p_source text default '', p_dry_run boolean default true) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_wrong jsonb;
  v_answer jsonb;
begin
  perform private.at_least('admin');
  if p_kind is null or p_kind not in ('districts', 'neighborhoods') then
    raise sqlstate 'PT422' using message = 'Shapes are of districts or of neighborhoods.', hint = 'kind';
  elsif jsonb_typeof(p_shapes) is distinct from 'array' or jsonb_array_length(p_shapes) = 0 then
    raise sqlstate 'PT422' using message = 'The file holds no shape. Choose a GeoJSON file with polygons.', hint = 'text';
  elsif jsonb_array_length(p_shapes) > 2000 then
    raise sqlstate 'PT422' using message = 'The file holds more than 2,000 shapes. Keep one for each area.', hint = 'text';
  end if;
  create temporary table given_shapes on commit drop as
  select g.line, g.code, left(g.name, 200) as name, g.geometry, g.people, private.geometry_problem(g.geometry) as problem,
    case when p_kind = 'districts' then d.id end as district_id, case when p_kind = 'neighborhoods' then n.id end as neighborhood_id
  from (select (s ->> 'line')::integer as line, btrim(coalesce(s ->> 'code', '')) as code, btrim(coalesce(s ->> 'name', '')) as name, s -> 'geometry' as geometry,
      case when s ->> 'people' ~ '^[0-9]{1,8}$' then (s ->> 'people')::integer end as people from jsonb_array_elements(p_shapes) s) g
  left join public.districts d on lower(d.code) = lower(g.code) left join public.neighborhoods n on lower(n.code) = lower(g.code);
  select coalesce(jsonb_agg(jsonb_build_object('line', w.line, 'why', w.why, 'value', left(w.code, 60)) order by w.line), '[]') into v_wrong from (
    select g.line, g.code, case
        when g.problem is not null then g.problem
        when p_kind = 'districts' and g.district_id is null then 'district'
        when p_kind = 'neighborhoods' and g.code !~ '^[A-Za-z0-9-]{1,40}$' then 'code'
        when p_kind = 'neighborhoods' and g.name = '' then 'name'
        when row_number() over (partition by lower(g.code) order by g.line) > 1 then 'twice' end as why
    from pg_temp.given_shapes g) w where w.why is not null;
  select jsonb_build_object('added', count(*) filter (where s.id is null), 'changed', count(*) filter (where s.id is not null and s.geometry <> g.geometry),
    'same', count(*) filter (where s.geometry = g.geometry), 'assigned', 0, 'wrong', v_wrong) into v_answer
  from pg_temp.given_shapes g left join public.area_shapes s on s.district_id = g.district_id or s.neighborhood_id = g.neighborhood_id;
  if not p_dry_run and v_wrong = '[]' then
    if p_kind = 'neighborhoods' then
      insert into public.neighborhoods as n (code, name, people, people_source)
      select g.code, g.name, g.people, case when g.people is not null then nullif(btrim(p_source), '') end from pg_temp.given_shapes g order by g.line
      on conflict (code) do update set name = excluded.name, people = coalesce(excluded.people, n.people), people_source = case when excluded.people is null then n.people_source else excluded.people_source end
      where (n.name, n.people, n.people_source) is distinct from (excluded.name, coalesce(excluded.people, n.people), case when excluded.people is null then n.people_source else excluded.people_source end);
      update pg_temp.given_shapes g set neighborhood_id = n.id from public.neighborhoods n where lower(n.code) = lower(g.code) and g.neighborhood_id is null;
    end if;
    update public.area_shapes s set geometry = g.geometry, square_km = private.square_km(g.geometry), source = left(btrim(p_source), 300)
    from pg_temp.given_shapes g where (s.district_id = g.district_id or s.neighborhood_id = g.neighborhood_id) and s.geometry <> g.geometry;
    insert into public.area_shapes (district_id, neighborhood_id, geometry, square_km, source)
    select g.district_id, g.neighborhood_id, g.geometry, private.square_km(g.geometry), left(btrim(p_source), 300) from pg_temp.given_shapes g
    where not exists (select from public.area_shapes s where s.district_id = g.district_id or s.neighborhood_id = g.neighborhood_id) order by g.line;
    v_answer := v_answer || jsonb_build_object('assigned', private.assign_areas());
  end if;
  drop table pg_temp.given_shapes;
  return v_answer;
end $$;
revoke all on function private.stamp_area_by_name(), private.stamp_area_by_id(), private.geometry_problem(jsonb), private.square_km(jsonb), private.assign_areas() from public, anon, authenticated;
revoke all on function public.place_record(text, uuid, integer, double precision, double precision), public.find_area(double precision, double precision),
  public.save_shapes(text, jsonb, text, boolean) from public, anon;
grant execute on function public.place_record(text, uuid, integer, double precision, double precision), public.find_area(double precision, double precision),
  public.save_shapes(text, jsonb, text, boolean) to authenticated, service_role;
