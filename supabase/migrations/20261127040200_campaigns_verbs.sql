-- Campaigns: from approved to sent. Scheduling freezes who gets it; until the first letter was claimed it can be taken back. From then
-- on it can be paused, resumed and cancelled, and each says what it means for those who were written to already.

-- Where it stands: {sent, failed, waiting, in_flight, cancelled}. In flight: somebody has the letter and may be sending it.
create function private.campaign_counts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('sent', count(*) filter (where status = 'sent'), 'failed', count(*) filter (where status = 'failed'),
    'waiting', count(*) filter (where status = 'waiting'), 'in_flight', count(*) filter (where status = 'waiting' and leased_until > now()),
    'cancelled', count(*) filter (where status = 'cancelled'))
  from public.deliveries where campaign_id = p_id
$$;

-- Who it comes from, as a reader sees it.
create function private.campaign_sender(p_one public.campaigns) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('from_name', coalesce(p_one.from_name, s.office_name), 'reply_to', coalesce(p_one.reply_to, s.email)) from public.settings s
$$;

-- When the last letter leaves, if it begins at p_from and all goes well: as many a second as the campaign or the office allows, and to
-- the domain that has most of them no more than a domain gets.
create function private.campaign_ends_at(p_one public.campaigns, p_from timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select p_from + make_interval(secs => greatest(
    (select count(*) from public.deliveries where campaign_id = p_one.id and status = 'waiting')::numeric / coalesce(p_one.rate_per_second, s.mail_rate_per_second),
    coalesce((select max(d.n) from (select count(*) as n from public.deliveries where campaign_id = p_one.id and status = 'waiting' group by domain) d), 0)::numeric
      / s.mail_domain_rate_per_second)::double precision)
  from public.settings s
$$;

-- Schedules what was approved, now or at p_at, and freezes who gets it. p_confirm: how many people, typed by whoever does this; needed
-- above 500. p_options: {rate_per_second, in_business_hours}, as the last dialog has them. Answers {count, reasons, languages, sender,
-- scheduled_at, ends_at}.
create function public.schedule_campaign(p_id uuid, p_at timestamptz default null, p_confirm integer default null, p_options jsonb default '{}') returns jsonb
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
  elsif v_rate not between 1 and 1000 then
    raise sqlstate 'PT422' using message = 'Enter 1 to 1,000 letters a second, or leave it empty for the office’s own.', hint = 'rate_per_second';
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

-- Takes its letters out of the queue again: possible until somebody has claimed the first.
create function private.thaw_campaign(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.deliveries where campaign_id = p_id and status = 'waiting' and attempts = 0 and leased_until is null;
  if exists (select from public.deliveries where campaign_id = p_id) then
    raise sqlstate 'PT409' using message = 'The first letters are on their way, so it cannot be taken back any more. Pause it, or cancel what is left.', hint = 'campaign_begun';
  end if;
  delete from public.campaign_exclusions where campaign_id = p_id;
end $$;

-- Back to approved: its letters leave the queue, and it can be changed or scheduled anew.
create function public.unschedule_campaign(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, null, 'manager');
begin
  if v_one.kind = 'journey' or v_one.status not in ('scheduled', 'sending', 'paused') then
    raise sqlstate 'PT422' using message = 'Only what is scheduled can be taken back.', hint = 'campaign_not_scheduled';
  end if;
  perform private.thaw_campaign(p_id);
  update public.campaigns set status = 'approved', scheduled_at = null, frozen_at = null, started_at = null, pause_reason = null, ab_winner = null where id = p_id;
end $$;

-- Nothing more leaves until somebody resumes it. Whoever may write may stop.
create function public.pause_campaign(p_id uuid, p_reason text default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, null, 'coordinator');
begin
  if v_one.status not in ('scheduled', 'sending') then
    raise sqlstate 'PT422' using message = case v_one.status when 'paused' then 'It is paused already.' else 'Only what is scheduled or being sent can be paused.' end, hint = 'campaign_not_sending';
  elsif length(btrim(p_reason)) > 500 then
    raise sqlstate 'PT422' using message = 'The reason is longer than 500 characters. Shorten it.', hint = 'pause_reason';
  end if;
  update public.campaigns set status = 'paused', pause_reason = nullif(btrim(p_reason), '') where id = p_id;
  return private.campaign_counts(p_id);
end $$;

create function public.resume_campaign(p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, null, 'manager');
begin
  if v_one.status <> 'paused' then
    raise sqlstate 'PT422' using message = 'It is not paused.', hint = 'campaign_not_paused';
  end if;
  update public.campaigns set status = case when started_at is null then 'scheduled' else 'sending' end, pause_reason = null where id = p_id;
  return private.campaign_counts(p_id);
end $$;

-- Ends it for good: what waits is not sent. A lease stays: whoever has such a letter may be sending it. Answers how many have gone.
create function public.cancel_campaign(p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.campaigns := private.open_campaign(p_id, null, 'coordinator');
begin
  if v_one.status in ('sent', 'cancelled') then
    raise sqlstate 'PT422' using message = case v_one.status when 'sent' then 'All its letters have gone.' else 'It was cancelled already.' end, hint = 'campaign_over';
  end if;
  if v_one.status in ('scheduled', 'sending', 'paused') then perform private.at_least('manager'); end if;
  update public.campaigns set status = 'cancelled', finished_at = now(), pause_reason = null where id = p_id;
  update public.deliveries set status = 'cancelled', reason = 'campaign_cancelled', settled_at = now() where campaign_id = p_id and status = 'waiting';
  return private.campaign_counts(p_id);
end $$;

-- Which of two subjects the rest gets. Whoever was chosen for the trial has theirs.
create function public.choose_subject(p_id uuid, p_variant text) returns jsonb
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
  update public.deliveries set variant = p_variant where campaign_id = p_id and status = 'waiting' and variant is null;
  return private.campaign_counts(p_id);
end $$;

revoke all on function private.campaign_counts(uuid), private.campaign_sender(public.campaigns), private.campaign_ends_at(public.campaigns, timestamptz), private.thaw_campaign(uuid)
  from public, anon, authenticated;
revoke all on function public.schedule_campaign(uuid, timestamptz, integer, jsonb), public.unschedule_campaign(uuid), public.pause_campaign(uuid, text), public.resume_campaign(uuid),
  public.cancel_campaign(uuid), public.choose_subject(uuid, text) from public, anon;
grant execute on function public.schedule_campaign(uuid, timestamptz, integer, jsonb), public.unschedule_campaign(uuid), public.pause_campaign(uuid, text), public.resume_campaign(uuid),
  public.cancel_campaign(uuid), public.choose_subject(uuid, text) to authenticated;
