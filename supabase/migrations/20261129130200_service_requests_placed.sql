-- 311 requests where they were: what the feed gives coordinates and no area lies in the district and the neighborhood of its point. The
-- worker finds it after a reading, and again when shapes come: of a million rows the reading would have taken three times as long. And
-- that a request is closed is told, once.

-- The frame of a ring: most rings are passed over by it, without a look at their hundreds of corners.
alter table private.area_rings add column frame box generated always as (box(ring)) stored;

-- Districts and neighborhoods of many points at once, by their places in the lists (from 1); a point in no known area has no line. On a
-- shared border the first by code. Each ring is unpacked once, not for each point: that is most of the work.
create function private.areas_of(p_latitudes double precision[], p_longitudes double precision[]) returns table (n bigint, district_id uuid, neighborhood_id uuid)
language sql stable security definer set search_path = '' set jit = off as $$
  with rings as materialized (select r.shape_id, r.part, r.is_hole, r.frame, polygon(path(r.ring)) as ring from private.area_rings r),
  points as materialized (select u.n, point(u.longitude, u.latitude) as at from unnest(p_latitudes, p_longitudes) with ordinality u (latitude, longitude, n) where u.latitude is not null and u.longitude is not null),
  hits as materialized (select p.n, r.shape_id, r.part, r.is_hole from points p join rings r on r.frame operator(pg_catalog.@>) p.at and r.ring operator(pg_catalog.@>) p.at)
  select h.n, (array_agg(d.id order by d.code) filter (where d.id is not null))[1], (array_agg(b.id order by b.code) filter (where b.id is not null))[1]
  from hits h join public.area_shapes s on s.id = h.shape_id left join public.districts d on d.id = s.district_id left join public.neighborhoods b on b.id = s.neighborhood_id
  where not h.is_hole and not exists (select from hits x where x.n = h.n and x.shape_id = h.shape_id and x.part = h.part and x.is_hole)
  group by h.n
$$;
-- How far the worker is, and which readings it looks at; no row: nothing is to be done.
create table private.service_request_placing (
  is_only boolean primary key default true constraint service_request_placing_one check (is_only),
  after bigint not null default 0,
  since timestamptz not null
);
alter table private.service_request_placing enable row level security;
-- Deliberately no policy and no grant: only functions touch it.

create function private.place_later(p_since timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  insert into private.service_request_placing as p (is_only, since)
  select true, p_since where exists (select from public.area_shapes) and exists (select from public.service_requests)
  on conflict (is_only) do update set after = 0, since = least(p.since, excluded.since)
$$;
create function private.place_all_later() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.place_later('-infinity');
  return null;
end $$;
create trigger _600_place after insert or update of geometry on public.area_shapes for each statement execute function private.place_all_later();
create function private.place_run_later() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.place_later(new.started_at);
  return null;
end $$;
create trigger _600_place after update on public.feed_runs for each row
  when (old.status = 'running' and new.status <> 'running' and new.rows_added + new.rows_changed > 0) execute function private.place_run_later();

-- Places the next requests that have a point and no area: few enough that nobody waits for it. Answers how many it looked at; 0: no more.
create function public.place_service_requests(p_limit integer default 2000) returns integer
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_at private.service_request_placing;
  v_last bigint;
  v_seen integer;
  v_districts boolean := exists (select from public.area_shapes where district_id is not null);
  v_neighborhoods boolean := exists (select from public.area_shapes where neighborhood_id is not null);
begin
  -- Who places just now goes on alone.
  select * into v_at from private.service_request_placing for update skip locked;
  if v_at.after is null then return 0; end if;
  select max(x.id), count(*)::integer into v_last, v_seen from (select t.id from public.service_requests t where t.id > v_at.after order by t.id limit greatest(p_limit, 1)) x;
  if v_seen = 0 then
    delete from private.service_request_placing;
    return 0;
  end if;
  with lacking as materialized (
    select t.id, t.latitude, t.longitude, row_number() over (order by t.id) as n from public.service_requests t
    where t.id > v_at.after and t.id <= v_last and t.imported_at >= v_at.since and t.latitude is not null and t.longitude is not null
      and (t.district_id is null and v_districts or t.neighborhood_id is null and v_neighborhoods))
  update public.service_requests o set district_id = coalesce(o.district_id, a.district_id), neighborhood_id = coalesce(o.neighborhood_id, a.neighborhood_id)
  from (select array_agg(l.latitude order by l.n) as latitudes, array_agg(l.longitude order by l.n) as longitudes from lacking l) w
  cross join lateral private.areas_of(w.latitudes, w.longitudes) a join lacking l on l.n = a.n
  where o.id = l.id and (o.district_id is null and a.district_id is not null or o.neighborhood_id is null and a.neighborhood_id is not null);
  update private.service_request_placing set after = v_last;
  return v_seen;
end $$;

-- ---------------------------------------------------------------- what closed is told
-- That the request of a referral is closed was told. One that 311 takes up again is told anew when it closes again.
create table private.service_request_closings (
  referral_id uuid primary key references public.referrals (id) on delete cascade,
  told_at timestamptz not null default now()
);
alter table private.service_request_closings enable row level security;
-- Deliberately no policy and no grant: only functions touch it.

-- Tells whose referral it is, once, that 311 has closed the request: now the outcome is to be written down.
create function private.tell_closed_requests() returns integer
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_one record;
  v_count integer := 0;
begin
  delete from private.service_request_closings c using public.referrals r, public.service_requests t
  where r.id = c.referral_id and t.service_request_number = r.service_request_number and t.is_open;
  for v_one in
    insert into private.service_request_closings (referral_id)
    select r.id from public.referrals r join public.service_requests t on t.service_request_number = r.service_request_number
    where r.status in ('sent', 'asked', 'accepted') and not t.is_open
    on conflict do nothing returning referral_id
  loop
    perform private.tell_referral(r, 'closed_311', t.status_text) from public.referrals r join public.service_requests t on t.service_request_number = r.service_request_number where r.id = v_one.referral_id;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- As before; and whose request is closed hears of it.
create or replace function public.match_service_requests() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_told integer;
begin
  if (select auth.role()) is not null and (select auth.role()) <> 'service_role' then perform private.at_least('coordinator'); end if;
  insert into public.referral_events (referral_id, kind, body, receiver, occurred_at)
  select r.id, 'progress', t.status_text, '311', coalesce(t.closed_at, t.updated_at_source, t.opened_at)
  from public.referrals r join public.service_requests t on t.service_request_number = r.service_request_number
  where r.status in ('sent', 'asked', 'accepted') and t.status_text <> ''
    and lower(t.status_text) is distinct from (select lower(e.body) from public.referral_events e where e.referral_id = r.id and e.kind = 'progress' and e.receiver = '311' order by e.created_at desc, e.occurred_at desc, e.id limit 1);
  get diagnostics v_told = row_count;
  perform private.tell_closed_requests();
  return (select jsonb_build_object('filed', count(*), 'matched', count(t.id), 'told', v_told)
    from public.referrals r left join public.service_requests t on t.service_request_number = r.service_request_number
    where r.service_request_number is not null and r.status <> 'withdrawn');
end $$;
revoke all on function private.areas_of(double precision[], double precision[]), private.place_later(timestamptz), private.place_all_later(), private.place_run_later(), private.tell_closed_requests() from public, anon, authenticated;
revoke all on function public.place_service_requests(integer) from public, anon, authenticated;
grant execute on function public.place_service_requests(integer) to service_role;
comment on function public.place_service_requests(integer) is 'Gives 311 requests with a point the area in which it lies, some thousands at a time.';
