-- The queue of letters to many. Claimed in batches with a lease, settled in batches after the mail server answered; the
-- Message-ID is kept before anything is sent. So nobody is skipped, and only what lay between the mail server's yes and the
-- settling can arrive twice, as copies of one message. Who may be written to is judged again at the claim: whoever left
-- meanwhile gets nothing. All workers together keep the pace that the office set.

alter table public.deliveries
  -- RFC 3463, as the mail server said it (5.1.1, 4.7.28): what failed and why, countable.
  add column status_code text constraint deliveries_status_code_form check (status_code ~ '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$');
comment on column public.deliveries.status_code is 'What the mail server said last, as a code of RFC 3463.';
-- A claim changes no column that is indexed: with room on its page it costs no index anything.
alter table public.deliveries set (fillfactor = 85);

-- "Whom of this campaign may be written to at this domain?" For when some domains have had their share of a second.
create index deliveries_campaign_domain on public.deliveries (campaign_id, (domain collate "C"), send_at, id) where status = 'waiting' and campaign_id is not null;
-- The few that try two subjects, among the many that wait for the choice.
create index deliveries_campaign_trial on public.deliveries (campaign_id, send_at, id) where status = 'waiting' and campaign_id is not null and variant is not null;
-- "How did the last two hundred do?"
create index deliveries_campaign_settled on public.deliveries (campaign_id, settled_at) where campaign_id is not null and status in ('sent', 'failed');

-- A city's own server takes more than a thousand a second.
alter table public.settings
  drop constraint settings_mail_rate_range,
  drop constraint settings_mail_domain_rate_range,
  add constraint settings_mail_rate_range check (mail_rate_per_second between 1 and 5000),
  add constraint settings_mail_domain_rate_range check (mail_domain_rate_per_second between 1 and 5000),
  -- The hours of a business day in which campaigns go out that are to go out in business hours, by the office's clock.
  add column mail_hours_from time not null default '08:00',
  add column mail_hours_until time not null default '18:00',
  add constraint settings_mail_hours_order check (mail_hours_from < mail_hours_until);
grant update (mail_hours_from, mail_hours_until) on table public.settings to authenticated;
alter table public.campaigns
  drop constraint campaigns_rate_range,
  add constraint campaigns_rate_range check (rate_per_second between 1 and 5000),
  -- Errors from before somebody let it go on say nothing about what comes.
  add column resumed_at timestamptz;

create function private.stamp_campaign_resumed() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.resumed_at := now();
  return new;
end $$;
create trigger _320_stamp_resumed before update of status on public.campaigns for each row
  when (old.status = 'paused' and new.status in ('sending', 'scheduled')) execute function private.stamp_campaign_resumed();

-- ---------------------------------------------------------------- the pace
-- How many letters were handed out in a second, by campaign and by receiving domain, over all workers. Unlogged: after a crash
-- a second is counted anew, and nothing else is lost.
create unlogged table private.mail_pace (
  key text collate "C" primary key,
  second bigint not null,
  used integer not null
) with (fillfactor = 50);
alter table private.mail_pace enable row level security;
-- Deliberately no policy and no grant: only the functions below.

-- Whether the office works at this moment.
create function private.is_mail_hour(p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_business_day((p_now at time zone s.time_zone)::date, s.holiday_calendar)
    and (p_now at time zone s.time_zone)::time >= s.mail_hours_from and (p_now at time zone s.time_zone)::time < s.mail_hours_until
  from public.settings s
$$;

-- Up to p_limit letters of a campaign that are due, free, and within what their domains still take in this second; locked.
create function private.pick_campaign_letters(p_campaign uuid, p_trial boolean, p_limit integer, p_domain_rate integer, p_now timestamptz) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_second bigint := floor(extract(epoch from p_now));
  v_head uuid[];
  v_ids uuid[];
  v_more uuid[];
  v_domain text := '';
  v_left integer;
begin
  if p_trial then
    v_head := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting' and d.variant is not null
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) order by d.send_at, d.id limit p_limit for update skip locked);
  else
    v_head := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting'
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) order by d.send_at, d.id limit p_limit for update skip locked);
  end if;
  v_ids := array(
    select n.id from (select d.id, d.send_at, row_number() over (partition by d.domain order by d.send_at, d.id) + coalesce(p.used, 0) as nth
      from public.deliveries d left join private.mail_pace p on p.key = d.domain and p.second = v_second where d.id = any (v_head)) n
    where n.nth <= p_domain_rate order by n.send_at, n.id);
  -- A domain that has had its share stands at the head of the queue: whoever is elsewhere does not wait behind it. From
  -- domain to domain by the index, as far as there is something left to hand out.
  while cardinality(v_head) = p_limit and cardinality(v_ids) < p_limit loop
    select d.domain into v_domain from public.deliveries d
    where d.campaign_id = p_campaign and d.status = 'waiting' and (d.domain collate "C") > v_domain
    order by d.domain collate "C" limit 1;
    exit when v_domain is null;
    v_left := least(p_limit - cardinality(v_ids), p_domain_rate
      - coalesce((select used from private.mail_pace where key = v_domain and second = v_second), 0)
      - (select count(*)::integer from public.deliveries where id = any (v_ids) and domain = v_domain));
    continue when v_left <= 0;
    v_more := array(select d.id from public.deliveries d where d.campaign_id = p_campaign and d.status = 'waiting' and (d.domain collate "C") = v_domain
      and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) and (not p_trial or d.variant is not null) and not d.id = any (v_ids)
      order by d.send_at, d.id limit v_left for update skip locked);
    v_ids := v_ids || v_more;
  end loop;
  return v_ids;
end $$;

-- What is due begins; what has nothing left to send is done. A journey goes on.
create function private.turn_campaigns(p_now timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.campaigns set status = 'sending', started_at = coalesce(started_at, p_now) where status = 'scheduled' and scheduled_at <= p_now;
  update public.campaigns c set status = 'sent', finished_at = p_now where c.status = 'sending' and c.kind = 'bulletin'
    and not exists (select from public.deliveries d where d.campaign_id = c.id and d.status = 'waiting');
end $$;

-- Takes up to p_limit letters of one campaign, of the one that was served longest ago, within the pace of this second. What
-- has become too late or may not be written any more is cancelled here instead, with the reason. A subject that is still to be
-- chosen holds back whoever waits for it. With nothing to hand out, `campaigns_due_in` says when to look again.
create function public.claim_campaign_deliveries(p_worker text, p_limit integer default 100, p_lease_seconds integer default 120, p_host text default 'localhost', p_now timestamptz default now())
returns table (id uuid, campaign_id uuid, campaign_version integer, to_address text, language text, variant text, message_id text, attempts integer, subscriber_id uuid, person jsonb)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_second bigint := floor(extract(epoch from p_now));
  v_today date := private.local_date(p_now);
  v_settings public.settings;
  v_one record;
  v_ids uuid[];
  v_taken uuid[];
begin
  -- One claim at a time, so that the pace is one for all; it takes milliseconds.
  perform pg_advisory_xact_lock(hashtext('rotunda.campaign_claims'));
  perform private.turn_campaigns(p_now);
  select * into v_settings from public.settings;
  for v_one in
    select c.id, c.version, c.list_id, l.needs_consent, c.ab_winner, c.ab_share is not null and c.ab_winner is null as is_trial,
      least(p_limit, coalesce(c.rate_per_second, v_settings.mail_rate_per_second) - case when p.second = v_second then p.used else 0 end) as budget
    from public.campaigns c join public.mailing_lists l on l.id = c.list_id left join private.mail_pace p on p.key = c.id::text
    where c.status = 'sending' and (not c.in_business_hours or private.is_mail_hour(p_now))
    order by p.second nulls first, c.scheduled_at, c.id
  loop
    continue when v_one.budget <= 0;
    loop
      v_ids := private.pick_campaign_letters(v_one.id, v_one.is_trial, v_one.budget, v_settings.mail_domain_rate_per_second, p_now);
      exit when cardinality(v_ids) = 0;
      with judged as materialized (
        select d.id, case when d.expires_at <= p_now then 'too_late' else coalesce(private.may_write_to(d.to_address),
          case when s.status = 'unsubscribed' then 'unsubscribed' when v_one.needs_consent and s.status is distinct from 'subscribed' then 'no_consent'
            when b.paused_until > v_today then 'paused' end) end as reason
        from public.deliveries d left join public.subscribers b on b.address = lower(d.to_address)
          left join public.subscriptions s on s.subscriber_id = b.id and s.list_id = v_one.list_id
        where d.id = any (v_ids)),
      refused as (
        update public.deliveries d set status = 'cancelled', reason = j.reason, settled_at = p_now, leased_until = null, leased_by = null
        from judged j where d.id = j.id and j.reason is not null),
      taken as (
        update public.deliveries d set leased_until = p_now + make_interval(secs => p_lease_seconds), leased_by = p_worker, attempts = d.attempts + 1,
          variant = coalesce(d.variant, v_one.ab_winner), message_id = coalesce(d.message_id, format('<%s@%s>', d.id, p_host))
        from judged j where d.id = j.id and j.reason is null returning d.id)
      select array_agg(t.id) into v_taken from taken t;
      -- All of them may have left: look further, or somebody would be told that there is nothing.
      exit when v_taken is not null;
    end loop;
    continue when v_taken is null;
    insert into private.mail_pace (key, second, used)
    select u.key, v_second, u.n from (
      select v_one.id::text as key, cardinality(v_taken) as n
      union all select d.domain, count(*)::integer from public.deliveries d where d.id = any (v_taken) group by 1) u
    on conflict (key) do update set used = excluded.used + case when mail_pace.second = excluded.second then mail_pace.used else 0 end, second = excluded.second;
    return query
    select d.id, d.campaign_id, v_one.version, d.to_address, d.language, d.variant, d.message_id, d.attempts, b.id,
      jsonb_build_object('name', r.name, 'preferred_name', r.preferred_name, 'neighborhood', r.neighborhood, 'district', t.name)
        || case when d.payload = '{}' then '{}'::jsonb else jsonb_build_object('about', d.payload) end
    from public.deliveries d left join public.residents r on r.id = d.resident_id left join public.districts t on t.id = r.district_id
      left join public.subscribers b on b.address = lower(d.to_address)
    where d.id = any (v_taken) order by d.send_at, d.id;
    return;
  end loop;
end $$;

-- In how many milliseconds a campaign may have something to send; null when none is under way. While one is held back by its
-- pace, or another worker has what is due, this is a moment; while all that waits is due later, it is that time.
create function public.campaigns_due_in(p_now timestamptz default now()) returns integer
language sql stable security definer set search_path = '' as $$
  with waits as (
    select case
      when c.status = 'scheduled' then extract(epoch from c.scheduled_at - p_now)
      when c.in_business_hours and not private.is_mail_hour(p_now) then 60
      when c.ab_share is not null and c.ab_winner is null then (select extract(epoch from d.send_at - p_now) from public.deliveries d
        where d.campaign_id = c.id and d.status = 'waiting' and d.variant is not null and (d.leased_until is null or d.leased_until < p_now) order by d.send_at limit 1)
      else coalesce((select extract(epoch from d.send_at - p_now) from public.deliveries d
        where d.campaign_id = c.id and d.status = 'waiting' and (d.leased_until is null or d.leased_until < p_now) order by d.send_at limit 1),
        -- Another worker has the rest, or the campaign is done. A journey for whom nobody's time has come is neither.
        case when c.kind = 'bulletin' or exists (select from public.deliveries d where d.campaign_id = c.id and d.status = 'waiting') then 1 end) end as seconds
    from public.campaigns c where c.status = 'sending' or c.status = 'scheduled' and c.scheduled_at < p_now + interval '1 hour')
  select (least(3600, greatest(0, min(seconds))) * 1000)::integer from waits having min(seconds) is not null
$$;

-- ---------------------------------------------------------------- what became of them
-- Stops a campaign that does badly, before it does harm: more than one in twenty of the last two hundred failed (and there were
-- fifty), or five of them were refused for what we are (5.7.x), not for whom we wrote to. Answers why, or null.
create function private.campaign_trouble(p_campaign uuid) returns text
language sql stable security definer set search_path = '' as $$
  with last as (
    select d.status, d.status_code, d.reason from public.campaigns c join public.deliveries d on d.campaign_id = c.id
    where c.id = p_campaign and d.status in ('sent', 'failed') and d.settled_at > coalesce(c.resumed_at, '-infinity') order by d.settled_at desc limit 200),
  n as (select count(*) as told, count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'failed' and status_code like '5.7.%') as refused,
    mode() within group (order by reason) filter (where status = 'failed') as mostly from last)
  select case
    when n.refused >= 5 then format('Mail servers refuse our letters by their rules (%s of the last %s). Mostly: %s', n.refused, n.told, n.mostly)
    when n.told >= 50 and n.failed * 20 > n.told then format('%s of the last %s letters failed. Mostly: %s', n.failed, n.told, n.mostly) end
  from n
$$;

-- Whoever leads is told by the campaign's own trigger.
create function private.stop_troubled_campaign(p_campaign uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare v_why text := private.campaign_trouble(p_campaign);
begin
  update public.campaigns set status = 'paused', pause_reason = left(v_why, 500) where id = p_campaign and status = 'sending' and v_why is not null;
  return found;
end $$;

-- What became of letters that were claimed: [{"id", "state": "sent" | "retry" | "failed" | "away", "reason", "subject", "code"}].
-- "retry" waits 1, 4, 9 … minutes and gives up after the tenth try; "away" (the mail server did not answer at all) gives it back as
-- if it had not been tried. Answers how many were settled, and which campaigns were stopped because too much fails.
create function public.settle_deliveries(p_worker text, p_outcomes jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_settled integer;
  v_failing uuid[];
  v_stopped uuid[] := '{}';
  v_one uuid;
begin
  if exists (select from jsonb_to_recordset(p_outcomes) as o (state text) where o.state is null or o.state not in ('sent', 'retry', 'failed', 'away')) then
    raise sqlstate 'PT422' using message = 'A letter is settled as sent, retry, failed or away.', hint = 'state';
  end if;
  with said as materialized (
    select o.id, o.state, left(o.reason, 500) as reason, left(o.subject, 500) as subject, o.code
    from jsonb_to_recordset(p_outcomes) as o (id uuid, state text, reason text, subject text, code text)),
  judged as materialized (
    select s.*, case when s.state = 'sent' then 'sent' when s.state = 'failed' or s.state = 'retry' and d.attempts >= 10 then 'failed' else 'waiting' end as becomes
    from said s join public.deliveries d on d.id = s.id
    -- Sent is the truth whoever has the lease now, and even if somebody cancelled it meanwhile.
    where case when s.state = 'sent' then d.status in ('waiting', 'cancelled') else d.status = 'waiting' and d.leased_by = p_worker end
    order by d.id for update of d),
  settled as (
    update public.deliveries d set status = j.becomes, leased_until = null, leased_by = null,
      settled_at = case when j.becomes <> 'waiting' then p_now end,
      reason = case j.state when 'sent' then null when 'away' then d.reason else j.reason end,
      status_code = case when j.state in ('retry', 'failed') then j.code end,
      subject = case when j.state = 'sent' then j.subject else d.subject end,
      attempts = case when j.state = 'away' then d.attempts - 1 else d.attempts end,
      send_at = case when j.state = 'retry' then p_now + make_interval(mins => d.attempts * d.attempts) else d.send_at end
    from judged j where d.id = j.id returning d.campaign_id, d.status)
  select count(*)::integer, array_agg(distinct s.campaign_id) filter (where s.status = 'failed' and s.campaign_id is not null) into v_settled, v_failing from settled s;
  foreach v_one in array coalesce(v_failing, '{}') loop
    if private.stop_troubled_campaign(v_one) then v_stopped := v_stopped || v_one; end if;
  end loop;
  return jsonb_build_object('settled', v_settled, 'stopped', to_jsonb(v_stopped));
end $$;

-- ---------------------------------------------------------------- letters to one person
-- As before, and campaigns have a queue of their own: nobody who waits for a letter waits behind half a million.
create or replace function public.claim_deliveries(p_worker text, p_limit integer default 20, p_lease_seconds integer default 300, p_host text default 'localhost', p_now timestamptz default now())
returns table (id uuid, kind text, to_address text, language text, attempts integer, message_id text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_taken integer;
  v_refused integer;
begin
  loop
    return query
    with due as materialized (
      select d.id, d.to_address, d.expires_at from public.deliveries d
      where d.status = 'waiting' and d.campaign_id is null and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now)
      order by d.send_at, d.id limit p_limit for update skip locked),
    judged as materialized (
      select w.id, case when w.expires_at <= p_now then 'too_late' else private.may_write_to(w.to_address) end as reason from due w),
    refused as (
      update public.deliveries d set status = 'cancelled', reason = j.reason, settled_at = p_now, leased_until = null, leased_by = null
      from judged j where d.id = j.id and j.reason is not null)
    update public.deliveries d set leased_until = p_now + make_interval(secs => p_lease_seconds), leased_by = p_worker, attempts = d.attempts + 1,
      message_id = coalesce(d.message_id, format('<%s@%s>', d.id, p_host))
    from judged j where d.id = j.id and j.reason is null
    returning d.id, d.kind, d.to_address, d.language, d.attempts, d.message_id;
    get diagnostics v_taken = row_count;
    exit when v_taken > 0;
    -- All that was due may have been too late: look further, or somebody would be told that there is nothing.
    select count(*) into v_refused from (select from public.deliveries d
      where d.status = 'waiting' and d.campaign_id is null and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) limit 1 for update skip locked) w;
    exit when v_refused = 0;
  end loop;
end $$;

-- How the letters to one person do; those of campaigns are told by campaigns_pulse.
create or replace function public.letters_pulse() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'due', (select count(*) from public.deliveries where status = 'waiting' and campaign_id is null and send_at <= now()),
    'oldest_seconds', (select round(extract(epoch from now() - min(send_at))) from public.deliveries where status = 'waiting' and campaign_id is null and send_at <= now()),
    'later', (select count(*) from public.deliveries where status = 'waiting' and campaign_id is null and send_at > now()),
    'failed', (select count(*) from public.deliveries where status = 'failed' and campaign_id is null and settled_at > now() - interval '1 day'))
$$;
-- How the campaigns do, for the doctor and for the numbers. Quiet for: how long the one that is under way, has letters due and may
-- send now has settled nothing.
create function public.campaigns_pulse() returns jsonb
language sql stable security definer set search_path = '' as $$
  with running as (
    select c.id, c.started_at, c.resumed_at from public.campaigns c
    where c.status = 'sending' and (not c.in_business_hours or private.is_mail_hour(now())) and (c.ab_share is null or c.ab_winner is not null)
      and exists (select from public.deliveries d where d.campaign_id = c.id and d.status = 'waiting' and d.send_at <= now()))
  select jsonb_build_object(
    'sending', (select count(*) from public.campaigns where status = 'sending' and kind = 'bulletin'),
    'paused', (select count(*) from public.campaigns where status = 'paused' and pause_reason is not null),
    'late', (select count(*) from public.campaigns where status = 'scheduled' and scheduled_at < now() - interval '5 minutes'),
    'due', (select count(*) from (select from public.deliveries d join running r on r.id = d.campaign_id where d.status = 'waiting' and d.send_at <= now() limit 1000001) w),
    'quiet_seconds', (select round(max(extract(epoch from now() - greatest(r.started_at, r.resumed_at,
      (select max(d.settled_at) from public.deliveries d where d.campaign_id = r.id and d.status in ('sent', 'failed')))))) from running r))
$$;

revoke all on function private.stamp_campaign_resumed(), private.is_mail_hour(timestamptz), private.pick_campaign_letters(uuid, boolean, integer, integer, timestamptz),
  private.turn_campaigns(timestamptz), private.campaign_trouble(uuid), private.stop_troubled_campaign(uuid) from public, anon, authenticated;
revoke all on function public.claim_campaign_deliveries(text, integer, integer, text, timestamptz), public.campaigns_due_in(timestamptz),
  public.settle_deliveries(text, jsonb, timestamptz), public.campaigns_pulse() from public, anon, authenticated;
grant execute on function public.claim_campaign_deliveries(text, integer, integer, text, timestamptz), public.campaigns_due_in(timestamptz),
  public.settle_deliveries(text, jsonb, timestamptz), public.campaigns_pulse() to service_role;
