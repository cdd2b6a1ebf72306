-- Places: neighborhoods, the shapes of districts and neighborhoods, and which of them holds a point. A shape is kept as it came
-- (GeoJSON, WGS84, longitude first) for the map, and as rings for the question.

create table public.neighborhoods (
  id uuid primary key default gen_random_uuid(),
  -- The city's own number for it.
  code text not null unique constraint neighborhoods_code_form check (code ~ '^[A-Za-z0-9-]{1,40}$'),
  name text not null constraint neighborhoods_name_filled check (btrim(name) <> '' and length(name) <= 200),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index neighborhoods_name on public.neighborhoods (name, id);

create table public.area_shapes (
  id uuid primary key default gen_random_uuid(),
  district_id uuid unique references public.districts (id) on delete cascade,
  neighborhood_id uuid unique references public.neighborhoods (id) on delete cascade,
  -- A Polygon or MultiPolygon.
  geometry jsonb not null constraint area_shapes_geometry_known check (geometry ->> 'type' in ('Polygon', 'MultiPolygon')),
  -- Square kilometers, for rates by area.
  square_km numeric(12, 4),
  source text not null default '' constraint area_shapes_source_length check (length(source) <= 300),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint area_shapes_one_area check (num_nonnulls(district_id, neighborhood_id) = 1)
);
-- The rings of a shape, written when the shape is: a point is in it when it is in one outer ring and in none of that ring's holes.
create table private.area_rings (
  id bigint generated always as identity primary key,
  shape_id uuid not null references public.area_shapes (id) on delete cascade,
  part integer not null,
  is_hole boolean not null,
  ring polygon not null
);
alter table private.area_rings enable row level security;
create index area_rings_ring on private.area_rings using gist (ring);
create index area_rings_shape on private.area_rings (shape_id);
-- Deliberately no policy and no grant: written by a trigger, read by the function below.

create function private.write_area_rings() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.area_rings where shape_id = new.id;
  insert into private.area_rings (shape_id, part, is_hole, ring)
  select new.id, p.part, r.nth > 1, (select '(' || string_agg(format('(%s,%s)', c.point ->> 0, c.point ->> 1), ',' order by c.nth) || ')' from jsonb_array_elements(r.ring) with ordinality c (point, nth))::polygon
  from jsonb_array_elements(case new.geometry ->> 'type' when 'Polygon' then jsonb_build_array(new.geometry -> 'coordinates') else new.geometry -> 'coordinates' end) with ordinality p (rings, part)
  cross join jsonb_array_elements(p.rings) with ordinality r (ring, nth);
  return null;
end $$;
create trigger _500_write_rings after insert or update of geometry on public.area_shapes for each row execute function private.write_area_rings();

-- The district and the neighborhood of a point. A point on a shared border is in the first by code.
create function private.area_of(p_latitude double precision, p_longitude double precision) returns table (district_id uuid, neighborhood_id uuid)
language sql stable security definer set search_path = '' as $$
  with inside as (
    select s.district_id, s.neighborhood_id from private.area_rings r join public.area_shapes s on s.id = r.shape_id
    where not r.is_hole and r.ring operator(pg_catalog.@>) point(p_longitude, p_latitude)
      and not exists (select from private.area_rings h where h.shape_id = r.shape_id and h.part = r.part and h.is_hole and h.ring operator(pg_catalog.@>) point(p_longitude, p_latitude))
  )
  select (select i.district_id from inside i join public.districts d on d.id = i.district_id order by d.code limit 1),
    (select i.neighborhood_id from inside i join public.neighborhoods n on n.id = i.neighborhood_id order by n.code limit 1)
$$;
revoke all on function private.area_of(double precision, double precision) from public, anon, authenticated;

call private.protect('public.neighborhoods');
call private.protect('public.area_shapes');
call private.show('neighborhoods', 'admin');
call private.show('area_shapes', 'admin');
-- Deliberately not granted: writes. A file of shapes is taken as a whole.
comment on table public.neighborhoods is 'Named neighborhoods of the city.';
comment on table public.area_shapes is 'The shape of a district or a neighborhood, as GeoJSON.';
