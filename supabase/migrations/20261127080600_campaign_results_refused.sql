-- A letter that was refused while it was handed over is in the table of what came back as well: it is one that was refused, and not
-- counted a second time as one that was sent and came back.

create or replace function private.campaign_cuts(p_campaign uuid)
returns table (cut text, key text, letters bigint, queued bigint, deferred bigint, sent bigint, failed bigint, cancelled bigint,
  bounced bigint, complained bigint, unsubscribed bigint, replied bigint)
language sql stable security definer set search_path = '' set jit = off as $$
  with groups as (
    select d.status, d.language, d.district_id, d.domain, d.variant, count(*) as n
    from public.deliveries d where d.campaign_id = p_campaign group by 1, 2, 3, 4, 5),
  waiting as (
    select d.language, d.district_id, d.domain, d.variant, count(*) as n
    from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting' and d.reason is not null group by 1, 2, 3, 4),
  marks as (
    select d.language, d.district_id, d.domain, d.variant, count(d.bounced_at) filter (where d.status <> 'failed') as bounced, count(d.complained_at) as complained,
      count(d.unsubscribed_at) as unsubscribed, count(d.replied_at) as replied
    from public.deliveries d where d.campaign_id = p_campaign
      and (d.bounced_at is not null or d.complained_at is not null or d.unsubscribed_at is not null or d.replied_at is not null) group by 1, 2, 3, 4),
  facts as materialized (
    select language, district_id, domain, variant, n as letters, case status when 'waiting' then n else 0 end as queued, 0::bigint as deferred,
      case status when 'sent' then n else 0 end as sent, case status when 'failed' then n else 0 end as failed, case status when 'cancelled' then n else 0 end as cancelled,
      0::bigint as bounced, 0::bigint as complained, 0::bigint as unsubscribed, 0::bigint as replied from groups
    union all select language, district_id, domain, variant, 0, -n, n, 0, 0, 0, 0, 0, 0, 0 from waiting
    union all select language, district_id, domain, variant, 0, 0, 0, 0, 0, 0, bounced, complained, unsubscribed, replied from marks)
  select case when grouping(f.language) = 0 then 'language' when grouping(f.district_id) = 0 then 'district' when grouping(f.domain) = 0 then 'domain'
      when grouping(f.variant) = 0 then 'variant' else 'all' end,
    coalesce(f.language, f.district_id::text, f.domain, f.variant), coalesce(sum(f.letters), 0), coalesce(sum(f.queued), 0), coalesce(sum(f.deferred), 0), coalesce(sum(f.sent), 0), coalesce(sum(f.failed), 0), coalesce(sum(f.cancelled), 0),
    coalesce(sum(f.bounced), 0), coalesce(sum(f.complained), 0), coalesce(sum(f.unsubscribed), 0), coalesce(sum(f.replied), 0)
  from facts f group by grouping sets ((), (f.language), (f.district_id), (f.domain), (f.variant))
$$;

create or replace function private.campaign_course(p_campaign uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_zone text := private.office_zone();
  v_from timestamptz;
  v_to timestamptz;
  v_unit text;
  v_step interval;
  v_points jsonb;
begin
  select least(min(x.at), (select min(d.settled_at) from public.deliveries d where d.campaign_id = p_campaign and d.status = 'sent')),
    greatest(max(x.at), (select max(d.settled_at) from public.deliveries d where d.campaign_id = p_campaign and d.status = 'sent'))
  into v_from, v_to
  from public.deliveries d cross join lateral (values (d.bounced_at), (d.unsubscribed_at), (d.replied_at)) x (at)
  where d.campaign_id = p_campaign and (d.bounced_at is not null or d.complained_at is not null or d.unsubscribed_at is not null or d.replied_at is not null);
  if v_from is null then return jsonb_build_object('unit', 'hour', 'points', '[]'::jsonb); end if;
  v_unit := case when v_to - v_from <= interval '3 hours' then 'ten_minutes' when v_to - v_from <= interval '60 hours' then 'hour'
    when v_to - v_from <= interval '70 days' then 'day' else 'month' end;
  v_step := case v_unit when 'ten_minutes' then interval '10 minutes' when 'hour' then interval '1 hour' when 'day' then interval '1 day' else interval '1 month' end;
  with steps as (
    -- By the office's clock: a day is a day of the office, also where clocks change.
    select s at time zone v_zone as starts, (s + v_step) at time zone v_zone as ends
    from generate_series(case v_unit when 'ten_minutes' then date_bin(interval '10 minutes', v_from at time zone v_zone, timestamp '2000-01-01')
      else date_trunc(v_unit, v_from at time zone v_zone) end, v_to at time zone v_zone, v_step) s limit 400),
  marks as materialized (
    select case when d.status <> 'failed' then d.bounced_at end as bounced_at, d.unsubscribed_at, d.replied_at, null::timestamptz as failed_at from public.deliveries d where d.campaign_id = p_campaign
      and (d.bounced_at is not null or d.complained_at is not null or d.unsubscribed_at is not null or d.replied_at is not null)
    union all select null, null, null, d.settled_at from public.deliveries d where d.campaign_id = p_campaign and d.status = 'failed')
  select jsonb_agg(jsonb_build_object('at', private.instant_text(s.starts),
    'sent', (select count(*) from public.deliveries d where d.campaign_id = p_campaign and d.status = 'sent' and d.settled_at >= s.starts and d.settled_at < s.ends))
    || (select jsonb_build_object('failed', count(*) filter (where m.failed_at >= s.starts and m.failed_at < s.ends),
        'bounced', count(*) filter (where m.bounced_at >= s.starts and m.bounced_at < s.ends),
        'unsubscribed', count(*) filter (where m.unsubscribed_at >= s.starts and m.unsubscribed_at < s.ends),
        'replied', count(*) filter (where m.replied_at >= s.starts and m.replied_at < s.ends)) from marks m) order by s.starts)
  into v_points from steps s;
  return jsonb_build_object('unit', v_unit, 'points', v_points);
end $$;

create or replace function private.letter_state(p_state text) returns text
language sql immutable set search_path = '' as $$
  select case p_state
    when 'queued' then 't.status = ''waiting'' and t.reason is null' when 'deferred' then 't.status = ''waiting'' and t.reason is not null'
    when 'sent' then 't.status = ''sent''' when 'failed' then 't.status = ''failed''' when 'cancelled' then 't.status = ''cancelled'''
    when 'bounced' then 't.bounced_at is not null and t.status <> ''failed''' when 'complained' then 't.complained_at is not null'
    when 'unsubscribed' then 't.unsubscribed_at is not null' when 'replied' then 't.replied_at is not null' end
$$;
