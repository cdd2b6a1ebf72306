-- What became of a campaign, counted from its letters in one go. Nothing is kept beside the rows: half a million of them are
-- counted inside one small index, in which letters that agree in everything share an entry.

-- "How many, by state, language, district and domain?"
create index deliveries_results on public.deliveries (campaign_id, status, language, district_id, domain, variant) where campaign_id is not null;
-- "Which of them?" What did not arrive first, then what is under way, then what went well. The list below has the same words.
create index deliveries_ranked on public.deliveries (campaign_id,
  (case when status = 'failed' then 0 when bounced_at is not null then 1 when status = 'waiting' and reason is not null then 2 when status = 'waiting' then 3 when status = 'cancelled' then 4 else 5 end), id)
  where campaign_id is not null;
drop index public.deliveries_campaign;
-- "Which were tried and wait for another try?" "What came back?" Few of many.
create index deliveries_deferred on public.deliveries (campaign_id) where campaign_id is not null and status = 'waiting' and reason is not null;
create index deliveries_came_back on public.deliveries (campaign_id)
  where campaign_id is not null and (bounced_at is not null or complained_at is not null or unsubscribed_at is not null or replied_at is not null);
-- "How many went in that hour?"
create index deliveries_sent on public.deliveries (campaign_id, settled_at) where campaign_id is not null and status = 'sent';

-- ---------------------------------------------------------------- the numbers
-- One entry for each language, district and domain in which a campaign has letters, with all that is counted. `queued` was never
-- tried, `deferred` was and is tried again; with sent, failed and cancelled they add up to the letters. What came back is a part
-- of what was sent.
create function private.campaign_cuts(p_campaign uuid)
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
    select d.language, d.district_id, d.domain, d.variant, count(d.bounced_at) as bounced, count(d.complained_at) as complained,
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
revoke all on function private.campaign_cuts(uuid) from public, anon, authenticated;

-- How it went over time, in steps that fit its length: {unit: ten_minutes | hour | day | month, points: [{at, sent, failed, bounced, unsubscribed, replied}]}.
create function private.campaign_course(p_campaign uuid) returns jsonb
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
    select d.bounced_at, d.unsubscribed_at, d.replied_at, null::timestamptz as failed_at from public.deliveries d where d.campaign_id = p_campaign
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
revoke all on function private.campaign_course(uuid) from public, anon, authenticated;

-- All of it for one campaign. Of domains the twenty with the most letters, then the rest as one.
create function public.campaign_results(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare v_results jsonb;
begin
  perform private.may_list();
  if not exists (select from public.campaigns where id = p_id) then
    raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing';
  end if;
  with cuts as materialized (select * from private.campaign_cuts(p_id)),
  numbers as materialized (
    select c.cut, c.key, c.letters, jsonb_build_object('letters', c.letters, 'queued', c.queued, 'deferred', c.deferred, 'sent', c.sent, 'failed', c.failed, 'cancelled', c.cancelled,
      'bounced', c.bounced, 'complained', c.complained, 'unsubscribed', c.unsubscribed, 'replied', c.replied) as counts,
      row_number() over (partition by c.cut order by c.letters desc, c.key) as place from cuts c),
  others as (
    select jsonb_build_object('letters', sum(c.letters), 'queued', sum(c.queued), 'deferred', sum(c.deferred), 'sent', sum(c.sent), 'failed', sum(c.failed),
      'cancelled', sum(c.cancelled), 'bounced', sum(c.bounced), 'complained', sum(c.complained), 'unsubscribed', sum(c.unsubscribed), 'replied', sum(c.replied)) as counts,
      count(*) as domains
    from cuts c join numbers n on n.cut = 'domain' and n.key = c.key and n.place > 20 where c.cut = 'domain')
  select jsonb_build_object(
    'total', (select n.counts from numbers n where n.cut = 'all'),
    'left_out', (select jsonb_build_object('count', coalesce(sum(x.n), 0), 'reasons', coalesce(jsonb_object_agg(x.reason, x.n), '{}'))
      from (select e.reason, count(*) as n from public.campaign_exclusions e where e.campaign_id = p_id group by 1) x),
    'languages', (select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'label', l.name) || n.counts order by n.letters desc, l.name), '[]')
      from numbers n join public.languages l on l.code = n.key where n.cut = 'language'),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'code', d.code, 'label', d.name) || n.counts order by d.sort_order nulls last, d.code), '[]')
      from numbers n left join public.districts d on d.id = n.key::uuid where n.cut = 'district'),
    'domains', (select coalesce(jsonb_agg(jsonb_build_object('key', n.key, 'label', n.key) || n.counts order by n.place), '[]') from numbers n where n.cut = 'domain' and n.place <= 20),
    'other_domains', (select jsonb_build_object('domains', o.domains) || o.counts from others o where o.domains > 0),
    'variants', (select coalesce(jsonb_agg(jsonb_build_object('key', n.key) || n.counts order by n.key), '[]') from numbers n where n.cut = 'variant' and n.key is not null),
    'bounces', (select coalesce(jsonb_agg(jsonb_build_object('kind', b.kind, 'count', b.n) order by b.n desc, b.kind), '[]')
      from (select kind, count(distinct coalesce(delivery_id, id)) as n from public.bounces where campaign_id = p_id group by 1) b),
    'links', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'language', k.language, 'position', k.position, 'url', k.url, 'clicks', k.clicks) order by k.clicks desc, k.language, k.position), '[]')
      from public.campaign_links k where k.campaign_id = p_id),
    'course', private.campaign_course(p_id))
  into v_results;
  return v_results;
end $$;
revoke all on function public.campaign_results(uuid) from public, anon;
grant execute on function public.campaign_results(uuid) to authenticated, service_role;
comment on function public.campaign_results(uuid) is 'What became of a campaign: its letters by state, language, district and domain, what came back, and when.';

-- ---------------------------------------------------------------- the letters
-- What each filter of a state means; null for no such state.
create function private.letter_state(p_state text) returns text
language sql immutable set search_path = '' as $$
  select case p_state
    when 'queued' then 't.status = ''waiting'' and t.reason is null' when 'deferred' then 't.status = ''waiting'' and t.reason is not null'
    when 'sent' then 't.status = ''sent''' when 'failed' then 't.status = ''failed''' when 'cancelled' then 't.status = ''cancelled'''
    when 'bounced' then 't.bounced_at is not null' when 'complained' then 't.complained_at is not null'
    when 'unsubscribed' then 't.unsubscribed_at is not null' when 'replied' then 't.replied_at is not null' end
$$;
revoke all on function private.letter_state(text) from public, anon, authenticated;

-- Filters: state (one of those above), language, district, domain, variant (lists of values). search: an address, or the name of a resident.
create function private.letter_filters(p_campaign uuid, p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := lower(btrim(coalesce(p_query ->> 'search', '')));
  v_people uuid[];
  v_state text := f #>> '{state,0}';
begin
  if v_state is not null and private.letter_state(v_state) is null then
    raise sqlstate 'PT422' using message = 'Letters have no such state. Choose another.', hint = 'filters';
  end if;
  if v_text <> '' then
    execute format('select array_agg(p.id) from (select t.id from public.residents t where %s limit 500) p',
      array_to_string(array_remove(private.resident_filters(jsonb_build_object('search', v_text)), null), ' and ')) into v_people;
  end if;
  return array[
    format('t.campaign_id = %L::uuid', p_campaign),
    private.letter_state(v_state),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.domain', 'text', f -> 'domain'),
    private.filter_any('t.variant', 'text', f -> 'variant'),
    case when v_text <> '' then format('(strpos(t.to_address, %L) > 0 or t.resident_id = any (%L::uuid[]))', v_text, coalesce(v_people, '{}')) end];
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function private.letter_filters(uuid, jsonb) from public, anon, authenticated;

-- A page of the letters of a campaign, what did not arrive first; with `count`, to 10,001 at most.
create function public.campaign_letters(p_id uuid, p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_wheres text[];
begin
  perform private.may_list();
  v_wheres := private.letter_filters(p_id, p_query);
  return private.list_page('public.deliveries',
    'page.to_address, page.resident_id, coalesce(r.preferred_name, r.name) as resident_name, page.language, page.district_id, page.variant, page.status, page.reason,
     page.attempts, page.send_at, page.settled_at, page.bounced_at, page.complained_at, page.unsubscribed_at, page.replied_at,
     (select jsonb_build_object(''kind'', b.kind, ''status_code'', b.status_code, ''diagnostic'', b.diagnostic) from public.bounces b
       where b.delivery_id = page.id order by b.received_at desc limit 1) as bounce
     from page left join public.residents r on r.id = page.resident_id',
    v_wheres, jsonb_build_object('state', jsonb_build_object('type', 'integer', 'key',
      $case$(case when t.status = 'failed' then 0 when t.bounced_at is not null then 1 when t.status = 'waiting' and t.reason is not null then 2 when t.status = 'waiting' then 3 when t.status = 'cancelled' then 4 else 5 end)$case$)),
    p_query || '{"sort": "state"}')
    || jsonb_build_object('count', private.list_count('public.deliveries', v_wheres));
end $$;
revoke all on function public.campaign_letters(uuid, jsonb) from public, anon;
grant execute on function public.campaign_letters(uuid, jsonb) to authenticated, service_role;
comment on function public.campaign_letters(uuid, jsonb) is 'A page of a campaign''s letters with what became of each, what did not arrive first.';
