-- Campaigns: how one that goes out does, for whoever watches it; and the choice of a subject without a word to each letter.

-- Where it stands now: {total, sent, failed, waiting, deferred, cancelled, largest_domain: the most that wait for one domain, per_minute:
-- over the last five minutes, last_at, now, trial: [{variant: a | b | null for whoever waits for the choice, letters, sent, replied,
-- unsubscribed}]}. Deferred: tried, and tried again later.
create function public.campaign_progress(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_one public.campaigns;
  v_last timestamptz;
  v_since timestamptz;
  v_lately bigint;
begin
  perform private.at_least('viewer');
  select * into v_one from public.campaigns where id = p_id;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'This campaign is not there any more.', hint = 'missing'; end if;
  v_last := (select max(settled_at) from public.deliveries where campaign_id = p_id and status = 'sent');
  v_since := greatest(now() - interval '5 minutes', v_one.started_at);
  v_lately := (select count(*) from public.deliveries where campaign_id = p_id and status = 'sent' and settled_at > v_since);
  return (
    with groups as materialized (select status, domain, variant, count(*) as n from public.deliveries where campaign_id = p_id group by 1, 2, 3)
    select jsonb_build_object('total', coalesce(sum(n), 0), 'sent', coalesce(sum(n) filter (where status = 'sent'), 0), 'failed', coalesce(sum(n) filter (where status = 'failed'), 0),
      'waiting', coalesce(sum(n) filter (where status = 'waiting'), 0), 'cancelled', coalesce(sum(n) filter (where status = 'cancelled'), 0),
      'deferred', (select count(*) from public.deliveries where campaign_id = p_id and status = 'waiting' and reason is not null),
      'largest_domain', (select coalesce(max(d.n), 0) from (select sum(n) as n from groups where status = 'waiting' group by domain) d),
      'per_minute', round(v_lately * 60 / greatest(extract(epoch from now() - v_since), 10), 1), 'last_at', v_last, 'now', now(),
      'trial', case when v_one.ab_share is null then '[]'::jsonb else (
        select coalesce(jsonb_agg(jsonb_build_object('variant', t.variant, 'letters', t.letters, 'sent', t.sent, 'replied', coalesce(m.replied, 0), 'unsubscribed', coalesce(m.unsubscribed, 0))
          order by t.variant), '[]')
        from (select variant, sum(n) as letters, coalesce(sum(n) filter (where status = 'sent'), 0) as sent from groups group by variant) t
        left join (select variant, count(replied_at) as replied, count(unsubscribed_at) as unsubscribed from public.deliveries
          where campaign_id = p_id and (bounced_at is not null or complained_at is not null or unsubscribed_at is not null or replied_at is not null) group by variant) m
          on m.variant is not distinct from t.variant) end)
    from groups);
end $$;

-- As before; the letters that wait take the subject when they are claimed, so that half a million rows are not written twice.
create or replace function public.choose_subject(p_id uuid, p_variant text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, null, 'coordinator');
begin
  if v_one.ab_share is null then
    raise sqlstate 'PT422' using message = 'This campaign has one subject.', hint = 'campaign_one_subject';
  elsif p_variant is null or p_variant not in ('a', 'b') then
    raise sqlstate 'PT422' using message = 'Choose one of the two subjects.', hint = 'ab_winner';
  elsif v_one.ab_winner is not null then
    raise sqlstate 'PT409' using message = 'The subject was chosen already, and the rest goes out with it.', hint = 'campaign_chosen';
  elsif v_one.status not in ('sending', 'paused') or v_one.started_at is null then
    raise sqlstate 'PT422' using message = 'Nobody has got either of them yet. Choose when the first letters are out.', hint = 'campaign_not_begun';
  end if;
  update public.campaigns set ab_winner = p_variant where id = p_id;
  return private.campaign_counts(p_id);
end $$;
revoke all on function public.campaign_progress(uuid) from public, anon;
grant execute on function public.campaign_progress(uuid) to authenticated;

-- As before, with the hours of the office where a campaign keeps them. Null when it would take longer than a year.
drop function private.campaign_ends_at(public.campaigns, timestamptz);
create function private.campaign_ends_at(p_one public.campaigns, p_from timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare
  v_settings public.settings;
  v_left interval;
  v_day date;
  v_opens timestamptz;
  v_closes timestamptz;
begin
  select * into v_settings from public.settings;
  select make_interval(secs => greatest(sum(d.n) / coalesce(p_one.rate_per_second, v_settings.mail_rate_per_second), max(d.n) / v_settings.mail_domain_rate_per_second)::double precision) into v_left
  from (select count(*)::numeric as n from public.deliveries where campaign_id = p_one.id and status = 'waiting' group by domain) d;
  if not p_one.in_business_hours then return p_from + v_left; end if;
  v_day := private.local_date(p_from);
  for n in 0 .. 366 loop
    if private.is_business_day(v_day + n, v_settings.holiday_calendar) then
      v_opens := greatest(p_from, (v_day + n + v_settings.mail_hours_from) at time zone v_settings.time_zone);
      v_closes := (v_day + n + v_settings.mail_hours_until) at time zone v_settings.time_zone;
      if v_closes > v_opens and v_opens + v_left <= v_closes then return v_opens + v_left; end if;
      v_left := v_left - greatest(v_closes - v_opens, interval '0');
    end if;
  end loop;
  return null;
end $$;
revoke all on function private.campaign_ends_at(public.campaigns, timestamptz) from public, anon, authenticated;

-- As before, but for a campaign that the program stops: whoever stops it tells those who lead, and why.
create or replace function private.tell_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_facts jsonb := jsonb_build_object('subject', new.name);
  v_deed text;
  v_staff uuid;
begin
  if private.current_staff_id() is null then return null; end if;
  v_deed := case
    when new.status = 'in_review' then 'submitted'
    when new.status = 'approved' and old.status = 'in_review' then 'approved'
    when new.status = 'draft' then case when new.fallen_for is null then 'returned' else 'fallen' end
    when new.status = 'paused' then 'paused'
    when new.status = 'cancelled' and old.status in ('scheduled', 'sending', 'paused') then 'cancelled' end;
  if v_deed is null then return null; end if;
  v_facts := v_facts || jsonb_build_object('deed', v_deed);
  if v_deed = 'returned' then v_facts := v_facts || jsonb_build_object('excerpt', left(new.review_note, 200)); end if;
  if v_deed = 'submitted' then
    for v_staff in select s.id from public.staff s where s.is_active and private.role_rank(s.role) >= private.role_rank('manager') and private.own_campaign(new, s.id) is null loop
      perform private.notify(v_staff, 'assigned', 'campaigns', new.id, v_facts);
    end loop;
    return null;
  end if;
  for v_staff in select distinct s from unnest(case when v_deed = 'fallen' then array[old.approved_by] else array[new.written_by, old.submitted_by, case when v_deed in ('paused', 'cancelled') then new.approved_by end] end) s
    where s is not null
  loop
    perform private.notify(v_staff, 'changed', 'campaigns', new.id, v_facts);
  end loop;
  return null;
end $$;

-- As before; a city's own server takes more than a thousand letters a second.
create or replace function private.check_campaign(p_one public.campaigns) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if nullif(btrim(p_one.name), '') is null or length(btrim(p_one.name)) > 200 then
    raise sqlstate 'PT422' using message = 'Give the campaign a name of at most 200 characters. Only the office sees it.', hint = 'campaign_name';
  elsif p_one.kind is null or p_one.kind not in ('bulletin', 'journey') then
    raise sqlstate 'PT422' using message = 'Choose one of the kinds that are offered.', hint = 'campaign_kind';
  elsif p_one.list_id is null or not exists (select from public.mailing_lists where id = p_one.list_id) then
    raise sqlstate 'PT422' using message = 'Choose the mailing list that it goes to: it decides who can leave it, and how.', hint = 'campaign_list';
  elsif p_one.audience is null or jsonb_typeof(p_one.audience) <> 'object' or length(p_one.audience::text) > 50000 then
    raise sqlstate 'PT422' using message = 'The audience has more conditions than can be kept. Make it simpler.', hint = 'campaign_audience';
  elsif p_one.fallback_language is null or not exists (select from public.languages where code = p_one.fallback_language) then
    raise sqlstate 'PT422' using message = 'Choose the language for readers whose own is not among the versions.', hint = 'campaign_language';
  elsif length(p_one.from_name) > 120 or p_one.from_name ~ '[[:cntrl:]]' then
    raise sqlstate 'PT422' using message = 'Enter a sender of at most 120 characters, on one line.', hint = 'from_name';
  elsif p_one.reply_to !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(p_one.reply_to) > 254 then
    raise sqlstate 'PT422' using message = 'Enter one whole address for replies, such as engage@city.gov.', hint = 'reply_to';
  elsif p_one.rate_per_second not between 1 and 5000 then
    raise sqlstate 'PT422' using message = 'Enter 1 to 5,000 letters a second, or leave it empty for the office’s own.', hint = 'rate_per_second';
  elsif p_one.ab_share not between 5 and 50 then
    raise sqlstate 'PT422' using message = 'Each of two subjects is tried on 5 to 50 percent of the audience.', hint = 'ab_share';
  end if;
  perform private.guard_sections(p_one.primary_section, p_one.sections);
end $$;

create or replace function public.schedule_campaign(p_id uuid, p_at timestamptz default null, p_confirm integer default null, p_options jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.campaigns := private.open_campaign(p_id, null, 'manager');
  v_at timestamptz := coalesce(p_at, now());
  v_count integer;
  v_rate integer := case when p_options ? 'rate_per_second' then (p_options ->> 'rate_per_second')::integer else v_one.rate_per_second end;
begin
  if v_one.kind = 'journey' then
    raise sqlstate 'PT422' using message = 'A journey is switched on, not scheduled.', hint = 'campaign_journey';
  elsif v_one.status <> 'approved' then
    raise sqlstate 'PT422' using message = case when v_one.status in ('draft', 'in_review') then 'It has not been approved. Somebody else reads it first.'
      when v_one.status = 'cancelled' then 'It was cancelled. Make a new one from it.' else 'It is scheduled already.' end, hint = case when v_one.status in ('draft', 'in_review') then 'campaign_not_approved'
      when v_one.status = 'cancelled' then 'campaign_over' else 'campaign_scheduled' end;
  elsif private.campaign_wording(p_id) is distinct from v_one.approved_content -> 'content' then
    raise sqlstate 'PT409' using message = 'It was changed after it was approved. It has to be submitted again.', hint = 'campaign_changed';
  end if;
  perform private.guard_second_person(v_one);
  if v_at < now() - interval '1 minute' then
    raise sqlstate 'PT422' using message = 'This time is over. Choose a later one, or send it now.', hint = 'scheduled_at';
  elsif v_at > now() + interval '366 days' then
    raise sqlstate 'PT422' using message = 'A campaign is scheduled a year ahead at most. Choose an earlier time.', hint = 'scheduled_at_far';
  elsif v_rate not between 1 and 5000 then
    raise sqlstate 'PT422' using message = 'Enter 1 to 5,000 letters a second, or leave it empty for the office’s own.', hint = 'rate_per_second';
  end if;
  update public.campaigns set scheduled_at = v_at, rate_per_second = v_rate::smallint, in_business_hours = coalesce((p_options ->> 'in_business_hours')::boolean, in_business_hours) where id = p_id;
  perform private.freeze_campaign(p_id);
  v_count := (select count(*) from public.deliveries where campaign_id = p_id);
  if v_count = 0 then
    raise sqlstate 'PT422' using message = 'Nobody would get it. Look at the audience, and at who is left out.', hint = 'campaign_nobody';
  elsif v_count > 500 and p_confirm is distinct from v_count then
    raise sqlstate 'PT422' using message = format('It goes to %s people. Type this number to confirm.', to_char(v_count, 'FM999,999,999')), hint = 'campaign_confirm';
  end if;
  update public.campaigns set status = 'scheduled', frozen_at = coalesce(frozen_at, now()), pause_reason = null where id = p_id returning * into v_one;
  return jsonb_build_object('count', v_count, 'scheduled_at', v_at, 'ends_at', private.campaign_ends_at(v_one, v_at), 'sender', private.campaign_sender(v_one),
    'reasons', (select coalesce(jsonb_object_agg(r.reason, r.n), '{}') from (select reason, count(*) as n from public.campaign_exclusions where campaign_id = p_id group by 1) r),
    'languages', (select coalesce(jsonb_object_agg(l.language, l.n), '{}') from (select language, count(*) as n from public.deliveries where campaign_id = p_id group by 1) l));
end $$;
