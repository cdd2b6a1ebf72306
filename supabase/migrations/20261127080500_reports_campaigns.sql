-- The report learns of letters to many. Each campaign counts under its primary section, in the month in which it went out, with what
-- became of it since. Who asked for a list or left it is told under section 4, whatever the list: outreach to residents.

-- What of a campaign reached its readers: {campaigns, letters}, of those that went out between two days.
create function private.campaigns_between(p_from date, p_to date) returns table (section smallint, campaigns bigint, letters bigint)
language sql stable security definer set search_path = '' set jit = off as $$
  select c.primary_section, count(*), sum((select count(*) from public.deliveries d where d.campaign_id = c.id and d.status = 'sent'))::bigint
  from public.campaigns c
  where c.kind = 'bulletin' and c.started_at is not null and c.scheduled_at >= private.day_start(p_from) and c.scheduled_at < private.day_start(p_to) group by 1
$$;
revoke all on function private.campaigns_between(date, date) from public, anon, authenticated;

-- p_month: the first day of the month; p_fiscal: the first day of the fiscal year. One entry for each section with something to say.
create function private.campaign_facts(p_month date, p_fiscal date) returns jsonb
language sql stable security definer set search_path = '' set jit = off as $$
  with days as materialized (
    select p_month as starts, (p_month + interval '1 month')::date as ends, (p_month - interval '1 month')::date as before,
      (p_month - interval '1 year')::date as year_ago, (p_month - interval '11 months')::date as year_ago_end),
  periods as materialized (
    select 'month' as period, b.* from days d cross join lateral private.campaigns_between(d.starts, d.ends) b
    union all select 'previous_month', b.* from days d cross join lateral private.campaigns_between(d.before, d.starts) b
    union all select 'same_month_last_year', b.* from days d cross join lateral private.campaigns_between(d.year_ago, d.year_ago_end) b
    union all select 'fiscal_year_to_date', b.* from days d cross join lateral private.campaigns_between(p_fiscal, d.ends) b),
  went as materialized (
    select c.id, c.name, c.primary_section as section, c.started_at, l.name as list
    from days d, public.campaigns c join public.mailing_lists l on l.id = c.list_id
    where c.kind = 'bulletin' and c.started_at is not null and c.scheduled_at >= private.day_start(d.starts) and c.scheduled_at < private.day_start(d.ends)),
  cuts as materialized (select w.section, w.id as campaign, c.* from went w cross join lateral private.campaign_cuts(w.id) c),
  rows as (
    select w.section, jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'list', w.list, 'on', private.local_date(w.started_at), 'letters', c.sent, 'bounced', c.bounced,
      'unsubscribed', c.unsubscribed, 'replied', c.replied) order by w.started_at, w.id) as list
    from went w join cuts c on c.campaign = w.id and c.cut = 'all' group by 1),
  languages as (
    select x.section, jsonb_agg(jsonb_build_object('key', x.key, 'label', l.name, 'letters', x.letters) order by x.letters desc, l.name) as list
    from (select section, key, sum(sent) as letters from cuts where cut = 'language' group by 1, 2) x join public.languages l on l.code = x.key where x.letters > 0 group by 1),
  totals as (
    select c.section, sum(c.bounced) as bounced, sum(c.failed) as failed, sum(c.complained) as complained, sum(c.unsubscribed) as unsubscribed, sum(c.replied) as replied,
      (select count(*) from public.inquiries i join went w on w.id = i.campaign_id where w.section = c.section) as inquiries
    from cuts c where c.cut = 'all' group by 1),
  -- An address that asked twice in the month and did not leave between is one gain.
  ledger as (
    select count(distinct (c.address, c.list_id)) filter (where c.act in ('confirmed', 'subscribed')) as gained,
      count(distinct (c.address, c.list_id)) filter (where c.act = 'unsubscribed') as lost
    from days d, public.consents c where c.channel = 'email' and c.created_at >= private.day_start(d.starts) and c.created_at < private.day_start(d.ends)),
  sections as (
    select section from periods where period in ('month', 'previous_month', 'same_month_last_year', 'fiscal_year_to_date') group by 1
    union select 4::smallint from ledger where gained + lost > 0)
  select coalesce(jsonb_agg(jsonb_build_object('key', s.section::text)
    || (select jsonb_object_agg(n.period, jsonb_build_object('campaigns', coalesce(p.campaigns, 0), 'letters', coalesce(p.letters, 0)))
        from unnest(array['month', 'previous_month', 'same_month_last_year', 'fiscal_year_to_date']) n (period) left join periods p on p.period = n.period and p.section = s.section)
    || jsonb_build_object('bounced', coalesce(t.bounced, 0), 'failed', coalesce(t.failed, 0), 'complained', coalesce(t.complained, 0), 'unsubscribed', coalesce(t.unsubscribed, 0), 'replied', coalesce(t.replied, 0),
      'inquiries', coalesce(t.inquiries, 0), 'gained', case when s.section = 4 then k.gained else 0 end, 'lost', case when s.section = 4 then k.lost else 0 end,
      'rows', coalesce(r.list, '[]'), 'languages', coalesce(g.list, '[]')) order by s.section), '[]')
  from sections s cross join ledger k left join totals t using (section) left join rows r using (section) left join languages g using (section)
$$;
revoke all on function private.campaign_facts(date, date) from public, anon, authenticated;

create or replace function public.report_facts(p_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_facts jsonb := private.report_inquiry_facts(p_month);
  v_month date := (v_facts ->> 'month')::date;
  v_fiscal date := (v_facts #>> '{periods,fiscal_year_to_date,from}')::date;
begin
  return v_facts || jsonb_build_object('events', private.event_facts(v_month, v_fiscal), 'campaigns', private.campaign_facts(v_month, v_fiscal));
end $$;
