-- What the office filed, found again in the feed: each new state that 311 tells of is written on the referral's course once, and the
-- report counts what was filed, what of it the feed confirms, and how long it took beside the rest of the city.

-- Writes what the feed says on the course of referrals that are under way. Answers {filed, matched, told}.
create function public.match_service_requests() returns jsonb
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
  return (select jsonb_build_object('filed', count(*), 'matched', count(t.id), 'told', v_told)
    from public.referrals r left join public.service_requests t on t.service_request_number = r.service_request_number
    where r.service_request_number is not null and r.status <> 'withdrawn');
end $$;
revoke all on function public.match_service_requests() from public, anon, authenticated;
grant execute on function public.match_service_requests() to service_role;

-- Section 9, of the days from one to another, both within: {filed, verified, waiting, missing, late, closed, median_days (of ours that
-- 311 closed in these days), city_closed, city_median_days, districts: [{district_id, name, code, filed, closed, median_days,
-- city_closed, city_median_days}], types: [{type, …the same}], latest_at, lag_days}. Requests that staff of the city filed for itself count
-- in neither.
create function private.service_request_facts(p_from date, p_to date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_start constant timestamptz := private.day_start(p_from);
  v_end constant timestamptz := private.day_start(p_to + 1);
  v_latest constant timestamptz := (select max(r.latest_at) from public.feed_runs r where r.source = 'kc311_current' and r.latest_at is not null);
  v_all jsonb;
begin
  with ours as materialized (select f.* from private.filed_requests(v_end) f),
  filed as (select o.* from ours o where o.filed_at >= v_start and o.filed_at < v_end),
  done as (select o.district_id, o.issue_type, o.days_to_close from ours o where not o.is_open and o.closed_at >= v_start and o.closed_at < v_end and o.days_to_close >= 0),
  city as materialized (
    select t.district_id, t.issue_type, t.days_to_close from public.service_requests t
    where t.closed_at >= v_start and t.closed_at < v_end and not t.is_open and not t.is_internal and t.days_to_close >= 0),
  districts as (
    select d.id, d.name, d.code, d.sort_order, (select count(*) from filed f where f.district_id is not distinct from d.id) as filed,
      (select count(*) from done x where x.district_id is not distinct from d.id) as closed,
      (select percentile_cont(0.5) within group (order by x.days_to_close) from done x where x.district_id is not distinct from d.id) as median_days,
      c.closed as city_closed, c.median_days as city_median_days
    from (select id, name, code, sort_order from public.districts union all select null, null, null, 32767) d
    left join (select y.district_id, count(*) as closed, percentile_cont(0.5) within group (order by y.days_to_close) as median_days from city y group by y.district_id) c on c.district_id is not distinct from d.id),
  types as (
    select k.issue_type, (select count(*) from filed f where f.issue_type = k.issue_type) as filed, (select count(*) from done x where x.issue_type = k.issue_type) as closed,
      (select percentile_cont(0.5) within group (order by x.days_to_close) from done x where x.issue_type = k.issue_type) as median_days, c.closed as city_closed, c.median_days as city_median_days
    from (select issue_type from filed where issue_type is not null union select issue_type from done) k
    left join (select y.issue_type, count(*) as closed, percentile_cont(0.5) within group (order by y.days_to_close) as median_days from city y group by y.issue_type) c on c.issue_type = k.issue_type)
  select jsonb_build_object(
    'filed', (select count(*) from filed), 'verified', (select count(*) from filed f where f.request_id is not null),
    'waiting', (select count(*) from filed f where f.stand = 'waiting'), 'missing', (select count(*) from filed f where f.stand = 'missing'), 'late', (select count(*) from ours o where o.stand = 'late' and o.filed_at < v_end),
    'closed', (select count(*) from done), 'median_days', (select percentile_cont(0.5) within group (order by x.days_to_close) from done x),
    'city_closed', (select count(*) from city), 'city_median_days', (select percentile_cont(0.5) within group (order by y.days_to_close) from city y),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('district_id', d.id, 'name', d.name, 'code', d.code, 'filed', d.filed, 'closed', d.closed, 'median_days', d.median_days,
      'city_closed', coalesce(d.city_closed, 0), 'city_median_days', d.city_median_days) order by d.sort_order, d.name, d.id) filter (where d.id is not null or d.filed + d.closed > 0), '[]') from districts d),
    'types', (select coalesce(jsonb_agg(jsonb_build_object('type', k.issue_type, 'filed', k.filed, 'closed', k.closed, 'median_days', k.median_days,
      'city_closed', coalesce(k.city_closed, 0), 'city_median_days', k.city_median_days) order by k.filed desc, k.issue_type), '[]') from types k),
    'latest_at', v_latest, 'lag_days', greatest(p_to - private.local_date(v_latest), 0))
  into v_all;
  return v_all;
end $$;
revoke all on function private.service_request_facts(date, date) from public, anon, authenticated;
