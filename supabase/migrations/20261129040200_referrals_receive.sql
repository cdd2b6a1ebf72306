-- Referrals, fourth chapter: what the receiver sees and does on the page that the letter opens, and whom of the office that is told.

-- ---------------------------------------------------------------- the receiver's page
-- What has happened from outside: each step of the receiver and each state is another. A form says on what it was filled in, so that
-- the same one sent twice does one thing.
create function private.referral_state(p_one public.referrals) returns text
language sql stable security definer set search_path = '' as $$
  select p_one.status || ':' || (select count(*) from public.referral_events e where e.referral_id = p_one.id and e.kind in ('asked', 'accepted', 'declined', 'progress', 'outcome', 'reopened', 'withdrawn'))
$$;

-- The page of a link. Null: there is none. {gone: expired or replaced, language} of one that is over: nothing else. What was told of the resident
-- is there while the receiver has something to do with it, and not after.
create function public.referral_page(p_link uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_link private.referral_links;
  v_one public.referrals;
  v_organization public.organizations;
  v_is_open boolean;
begin
  select * into v_link from private.referral_links where id = p_link;
  if v_link.id is null then return null; end if;
  select * into v_one from public.referrals where id = v_link.referral_id;
  select * into v_organization from public.organizations where id = v_one.organization_id;
  if v_link.revoked_at is not null or v_link.expires_at <= now() then
    return jsonb_build_object('gone', case when v_link.revoked_at is not null then 'replaced' else 'expired' end, 'language', v_organization.letter_language);
  end if;
  v_is_open := v_one.status in ('sent', 'asked', 'accepted');
  return jsonb_build_object(
    'state', private.referral_state(v_one),
    -- What the letter was written in: the page opens in it.
    'language', v_organization.letter_language,
    'number', v_one.number, 'status', v_one.status, 'sent_at', v_one.sent_at, 'accept_due_at', v_one.accept_due_at, 'outcome_due_at', v_one.outcome_due_at,
    'accepted_at', v_one.accepted_at, 'has_question', v_one.asked_at is not null, 'time_zone', private.office_zone(),
    'organization', v_organization.name,
    'work_group', (select g.name from public.work_groups g where g.id = v_one.work_group_id),
    'topic', (select t.name from public.topics t where t.id = v_one.topic_id),
    'program', (select g.name from public.programs g where g.id = v_one.program_id),
    'sender', (select s.name from public.staff s where s.id = v_one.created_by),
    'outcome', v_one.outcome,
    'responsible', coalesce((select o.name from public.organizations o where o.id = v_one.responsible_id), v_one.responsible_name),
    'request', case when v_is_open then v_one.request end,
    'shared', case when v_is_open then (select coalesce(jsonb_agg(jsonb_build_object('field', f.name, 'value', v_one.shared -> f.name) order by f.n), '[]')
      from unnest(private.referral_fields()) with ordinality f (name, n) where v_one.shared ? f.name) else '[]' end,
    'consent', case when v_is_open then jsonb_build_object('how', v_one.consent_how, 'language', v_one.consent_language, 'at', v_one.consented_at) end,
    'said', case when v_is_open then (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'body', e.body, 'at', e.occurred_at) order by e.occurred_at, e.created_at, e.id), '[]')
      from public.referral_events e where e.referral_id = v_one.id and e.kind in ('asked', 'answered', 'progress')) else '[]' end,
    -- Whom they may name: those of the city and its partners that take referrals.
    'others', case when v_one.status in ('sent', 'asked') then (select coalesce(jsonb_agg(x.name order by x.name), '[]') from (
      select distinct o.name from public.organizations o where o.is_active and o.id <> v_one.organization_id and (o.takes_referrals or o.kind = 'department') order by o.name limit 100) x) else '[]' end);
end $$;

-- One act of the receiver, by the form of their page. p_state: what the page showed when it was filled in. Answers {done: true}, or
-- {done: false} when that has passed: then nothing happens. Whatever is no page answers null.
create function public.receiver_act(p_link uuid, p_state text, p_act text, p_facts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link private.referral_links;
  v_one public.referrals;
begin
  select * into v_link from private.referral_links where id = p_link;
  if v_link.id is null or v_link.revoked_at is not null or v_link.expires_at <= now() then return null; end if;
  select * into v_one from public.referrals where id = v_link.referral_id for update;
  if v_one.status not in ('sent', 'asked', 'accepted') or private.referral_state(v_one) is distinct from p_state then
    return jsonb_build_object('done', false);
  elsif p_act not in ('accept', 'decline', 'ask', 'progress', 'outcome') then
    raise sqlstate 'PT422' using message = 'This cannot be done with a referral.', hint = 'referral_act';
  end if;
  v_one := private.step_referral(v_one, p_act, p_facts - 'responsible_id', coalesce(nullif(btrim(p_facts ->> 'receiver'), ''), ''), now());
  perform private.tell_referral(v_one, p_act, nullif(btrim(p_facts ->> 'note'), ''));
  return jsonb_build_object('done', true);
end $$;

-- Those who lead.
create function private.leaders() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select s.id from public.staff s
  where s.is_active and s.role = case when exists (select from public.staff m where m.is_active and m.role = 'manager') then 'manager' else 'admin' end
$$;
-- Tells whoever sent it, and whoever has the inquiry; when neither is there any more, those who lead.
create function private.referral_people(p_one public.referrals) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with own as (
    select s.id from public.staff s where s.is_active and (s.id = p_one.created_by
      or s.id = (select i.assigned_to from public.inquiries i where i.id = p_one.inquiry_id)))
  select id from own
  union
  select id from private.leaders() id where not exists (select from own)
$$;
create function private.tell_referral(p_one public.referrals, p_deed text, p_excerpt text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select p.id, 'changed', 'referrals', p_one.id, jsonb_strip_nulls(jsonb_build_object('deed', p_deed, 'number', p_one.number::text, 'subject', o.name, 'excerpt', left(p_excerpt, 200))),
    private.reach_of(p.id, 'changed') = 'app'
  from private.referral_people(p_one) p (id) join public.organizations o on o.id = p_one.organization_id where private.reach_of(p.id, 'changed') <> 'none'
$$;

-- ---------------------------------------------------------------- reminders
-- Tells of everything whose time has come, once: at three quarters the receiver by mail; when it is over the receiver again and the
-- person who is named at the organization, else who sent it, else those who lead; when nobody said "I know" for as long again, those who
-- lead. Answers how many referrals it was. By the worker.
create function public.remind_referrals(p_now timestamptz) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_clock private.referral_clocks;
  v_one public.referrals;
  v_organization public.organizations;
  v_named uuid;
  v_to uuid[];
  v_count integer := 0;
  v_before text := current_setting('rotunda.refreshing', true);
begin
  for v_clock in select * from private.referral_clocks where look_at <= p_now order by look_at, referral_id limit 200 for update skip locked loop
    select * into v_one from public.referrals where id = v_clock.referral_id for update;
    select * into v_organization from public.organizations where id = v_one.organization_id;
    -- Who was away at an earlier stage is told of the present one alone.
    if v_clock.stage = 'near' and p_now >= v_clock.due_at then v_clock.stage := 'due'; end if;
    -- Reminding is no change of the referral: whoever has it open may still save.
    perform set_config('rotunda.refreshing', 'on', true);
    if v_clock.stage = 'near' then
      update public.referrals set reminded_at = p_now where id = v_one.id;
      perform private.say_referral(v_one.id, 'reminded', '', null, p_now);
      perform private.mail_referral(v_one, 'referral.reminder', format('near:%s:%s', v_clock.clock, extract(epoch from v_clock.due_at)));
    else
      v_named := (select s.id from public.staff s where s.id = v_organization.escalation_staff_id and s.is_active);
      v_to := case when v_clock.stage = 'late' or v_clock.clock = 'answer' and v_one.created_by is null then array(select private.leaders())
        when v_clock.clock <> 'answer' and v_named is not null then array[v_named]
        else array(select private.referral_people(v_one)) end;
      if v_clock.stage = 'due' and v_clock.clock <> 'answer' then
        perform private.mail_referral(v_one, 'referral.overdue', format('due:%s:%s', v_clock.clock, extract(epoch from v_clock.due_at)));
      end if;
      if v_clock.stage = 'due' or v_one.acknowledged_at is null or v_one.acknowledged_at < v_clock.due_at then
        update public.referrals set escalated_at = p_now, escalated_to = v_to[1], reminded_at = case when v_clock.clock <> 'answer' then p_now else reminded_at end where id = v_one.id;
        perform private.say_referral(v_one.id, 'escalated', (select string_agg(s.name, ', ' order by s.name) from public.staff s where s.id = any (v_to)), null, p_now);
        insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
        select s.id, 'reminded', 'referrals', v_one.id, jsonb_build_object('deed', 'referral_' || v_clock.clock, 'number', v_one.number::text, 'subject', v_organization.name,
          'due_at', v_clock.due_at, 'referral', v_one.id), private.reach_of(s.id, 'reminded') = 'app'
        from public.staff s where s.id = any (v_to) and s.is_active and private.reach_of(s.id, 'reminded') <> 'none';
      end if;
    end if;
    perform set_config('rotunda.refreshing', coalesce(v_before, ''), true);
    update private.referral_clocks set
      stage = case v_clock.stage when 'near' then 'due' when 'due' then 'late' end,
      look_at = case v_clock.stage when 'near' then due_at when 'due' then late_at end
    where referral_id = v_one.id;
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
-- What was brought to somebody is settled when the clock that ran out stands.
create function private.settle_referral_notes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications n set read_at = now() where n.record_table = 'referrals' and n.record_id = new.id and n.kind = 'reminded' and n.read_at is null;
  return null;
end $$;
create trigger _510_settle_notes after update of status, asked_at on public.referrals for each row
  when ((new.status, new.asked_at) is distinct from (old.status, old.asked_at)) execute function private.settle_referral_notes();

-- ---------------------------------------------------------------- the inquiry behind it
-- "Referred" is no end before there is an outcome: nobody is sent away with a phone number.
create function private.guard_referred_inquiry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_open record;
begin
  select r.number, o.name, r.status into v_open from public.referrals r join public.organizations o on o.id = r.organization_id
  where r.inquiry_id = new.id and r.status not in ('closed', 'withdrawn') and r.next_id is null order by r.created_at, r.id limit 1;
  if found then
    raise sqlstate 'PT422' using hint = 'referral_open', message = case v_open.status
      when 'draft' then format('Referral %s to %s was not sent yet. Send it, or drop it, before you close this as referred.', v_open.number, v_open.name)
      when 'declined' then format('Referral %s was declined by %s. Refer it on, or say what became of it, before you close this as referred.', v_open.number, v_open.name)
      else format('Referral %s to %s has no outcome yet. Wait for it, or enter it, before you close this as referred.', v_open.number, v_open.name) end;
  end if;
  return new;
end $$;
create trigger _260_guard_referred before update of status, resolution_code on public.inquiries for each row
  when (new.status = 'closed' and new.resolution_code = 'referred' and old.status <> 'closed') execute function private.guard_referred_inquiry();

revoke all on function private.referral_state(public.referrals), private.referral_people(public.referrals), private.leaders(), private.tell_referral(public.referrals, text, text),
  private.settle_referral_notes(), private.guard_referred_inquiry() from public, anon, authenticated;
revoke all on function public.referral_page(uuid), public.receiver_act(uuid, text, text, jsonb), public.remind_referrals(timestamptz) from public, anon, authenticated;
grant execute on function public.referral_page(uuid), public.receiver_act(uuid, text, text, jsonb), public.remind_referrals(timestamptz) to service_role;
comment on function public.receiver_act(uuid, text, text, jsonb) is 'One act of a receiver by the signed page; nothing when the page they filled in is not the present one.';
