-- Referrals, third chapter: consent and sending, the letters to the receiver, and what the office does with one afterwards.

alter table public.deliveries add column referral_id uuid references public.referrals (id) on delete set null;
create index deliveries_referral on public.deliveries (referral_id, created_at) where referral_id is not null;
comment on column public.deliveries.referral_id is 'The referral whose receiver is written to.';

-- How long the address in a letter opens the page.
create function private.referral_link_days() returns integer language sql immutable set search_path = '' as $$ select 120 $$;

-- ---------------------------------------------------------------- letters
-- The address that is good for the receiver now; a new one replaces all before it.
create function private.renew_referral_link(p_referral public.referrals) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  update private.referral_links set revoked_at = now() where referral_id = p_referral.id and revoked_at is null;
  insert into private.referral_links (referral_id, email, expires_at)
  values (p_referral.id, coalesce(p_referral.receiver_email, ''), now() + make_interval(days => private.referral_link_days())) returning id into v_id;
  return v_id;
end $$;
create function private.referral_link_of(p_referral uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select l.id from private.referral_links l where l.referral_id = p_referral and l.revoked_at is null and l.expires_at > now() order by l.created_at desc, l.id limit 1
$$;
-- Puts a letter to the receiver into the queue. It says nothing of the resident: that stands on the page alone. p_key makes it once.
create function private.mail_referral(p_referral public.referrals, p_kind text, p_key text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_referral.receiver_email is null or p_referral.delivery <> 'mail' then return; end if;
  if private.referral_link_of(p_referral.id) is null then perform private.renew_referral_link(p_referral); end if;
  insert into public.deliveries (kind, key, referral_id, to_address, language, expires_at)
  values (p_kind, format('referral:%s:%s', p_referral.id, p_key), p_referral.id, p_referral.receiver_email,
    (select o.letter_language from public.organizations o where o.id = p_referral.organization_id), now() + interval '14 days')
  on conflict (key) do nothing;
end $$;
-- What such a letter says; null when it is not to be sent any more.
create function private.referral_letter(p_delivery public.deliveries) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings),
    'link', l.id, 'number', r.number, 'organization', o.name, 'topic', t.name, 'sender', s.name, 'time_zone', private.office_zone(),
    'due_at', case when r.status = 'accepted' then r.outcome_due_at else r.accept_due_at end)
  from public.referrals r
  join public.organizations o on o.id = r.organization_id
  join public.topics t on t.id = r.topic_id
  join private.referral_links l on l.id = private.referral_link_of(r.id)
  left join public.staff s on s.id = r.created_by
  where p_delivery.kind like 'referral.%' and r.id = p_delivery.referral_id
$$;
create or replace function public.delivery_facts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(private.letter_facts(d.kind, d.event_id, d.registration_id), private.subscription_facts(d), private.referral_letter(d))
    || jsonb_build_object('id', d.id, 'kind', d.kind, 'language', d.language, 'payload', d.payload)
  from public.deliveries d where d.id = p_id and d.status = 'waiting'
$$;

-- One that is not with the receiver any more (also by an undo): letters that wait are not sent, and a draft's address opens nothing.
create function private.settle_referral_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.deliveries d set status = 'cancelled', reason = 'not_needed', settled_at = now(), leased_until = null, leased_by = null
  where d.referral_id = new.id and d.status = 'waiting' and d.kind <> 'referral.withdrawn';
  if new.status = 'draft' then
    update private.referral_links set revoked_at = now() where referral_id = new.id and revoked_at is null;
  end if;
  return null;
end $$;
create trigger _920_settle_letters after update of status on public.referrals for each row
  when (old.status <> new.status and new.status in ('draft', 'declined', 'closed', 'withdrawn')) execute function private.settle_referral_letters();

-- ---------------------------------------------------------------- send
-- Sends what was chosen, as it stands now, with the resident's consent: {how: spoken, written, or not_needed where nothing is told that
-- says who it is; language: in which they were asked}. Answers {id, version, accept_due_at, outcome_due_at, link}.
create function public.send_referral(p_id uuid, p_version integer, p_consent jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.referrals := private.open_referral(p_id, p_version, array['draft']);
  v_organization public.organizations;
  v_how text := nullif(p_consent ->> 'how', '');
  v_language text := nullif(p_consent ->> 'language', '');
  v_values jsonb;
  v_minutes record;
  v_who uuid;
begin
  select * into v_organization from public.organizations where id = v_one.organization_id;
  v_values := private.referral_values(v_one.inquiry_id, v_one.event_id, v_one.resident_id, v_one.language, v_one.district_id);
  -- What is not known cannot be told.
  v_one.shared_fields := array(select f from unnest(v_one.shared_fields) with ordinality x (f, n) where v_values ? f order by n);
  v_who := v_organization.id;
  if not v_organization.is_active then
    raise sqlstate 'PT422' using message = format('%s is not active any more. Choose somebody else.', v_organization.name), hint = 'referral_organization';
  elsif v_how is null or v_how not in ('spoken', 'written', 'not_needed') then
    raise sqlstate 'PT422' using message = 'Say how the resident agreed.', hint = 'consent_how';
  elsif v_how = 'not_needed' and private.referral_personal(v_one.shared_fields) then
    raise sqlstate 'PT422' using message = 'What you chose says who it is: ask the resident, or choose less.', hint = 'consent_needed';
  elsif v_how <> 'not_needed' and not exists (select from public.languages l where l.code = v_language) then
    raise sqlstate 'PT422' using message = 'Say in which language the resident was asked.', hint = 'consent_language';
  elsif v_one.delivery = 'mail' and v_one.receiver_email is null then
    raise sqlstate 'PT422' using message = format('There is no address for %s. Enter one, or tell them in person.', v_organization.name), hint = 'receiver_email';
  elsif v_one.delivery = 'service_request' and v_one.service_request_number is null then
    raise sqlstate 'PT422' using message = 'File it with 311 first, then enter the number that 311 gave.', hint = 'service_request_number';
  end if;
  select * into v_minutes from private.referral_standard(v_who, v_one.topic_id);
  update public.referrals set
    -- 311 takes what it gave a number to.
    status = case when delivery = 'service_request' then 'accepted' else 'sent' end,
    accepted_at = case when delivery = 'service_request' then now() end,
    shared_fields = v_one.shared_fields,
    shared = (select coalesce(jsonb_object_agg(f, v_values -> f), '{}') from unnest(v_one.shared_fields) f),
    consent_how = v_how, consented_at = now(), consent_language = case when v_how <> 'not_needed' then v_language end,
    accept_minutes = v_minutes.accept_minutes, outcome_minutes = v_minutes.outcome_minutes, sent_at = now(),
    accept_due_at = private.add_business_minutes(now(), v_minutes.accept_minutes, v_who),
    outcome_due_at = private.add_business_minutes(now(), v_minutes.outcome_minutes, v_who)
  where id = p_id returning * into v_one;
  perform private.say_referral(p_id, 'sent');
  if v_one.delivery = 'mail' then
    perform private.renew_referral_link(v_one);
    perform private.mail_referral(v_one, 'referral.sent', 'sent:' || v_one.version);
  end if;
  return jsonb_build_object('id', v_one.id, 'version', v_one.version, 'accept_due_at', v_one.accept_due_at, 'outcome_due_at', v_one.outcome_due_at);
end $$;

-- Sends the letter again, to the same or another address; the one before opens nothing any more. Returns the new version.
create function public.resend_referral(p_id uuid, p_version integer, p_email text default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.referrals := private.open_referral(p_id, p_version, array['sent', 'asked', 'accepted']);
  v_email text := lower(btrim(coalesce(nullif(btrim(p_email), ''), v_one.receiver_email)));
begin
  if v_email is null or v_email !~ '^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$' or length(v_email) > 254 then
    raise sqlstate 'PT422' using message = 'Enter the address as in intake@partner.org.', hint = 'receiver_email';
  elsif v_one.delivery = 'service_request' then
    raise sqlstate 'PT422' using message = 'This one went through 311, not by mail.', hint = 'referral_state';
  end if;
  update public.deliveries set status = 'cancelled', reason = 'not_needed', settled_at = now(), leased_until = null, leased_by = null where referral_id = p_id and status = 'waiting';
  update public.referrals set receiver_email = v_email, delivery = 'mail', updated_at = now() where id = p_id returning * into v_one;
  perform private.renew_referral_link(v_one);
  perform private.say_referral(p_id, 'sent_again', v_email);
  perform private.mail_referral(v_one, 'referral.sent', 'sent:' || v_one.version);
  return v_one.version;
end $$;

-- The address that is good now, for whoever hands it over where no mail is set up; signed by the server.
create function public.referral_link(p_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare v_link uuid;
begin
  perform private.at_least('staff');
  v_link := private.referral_link_of(p_id);
  if v_link is null then
    raise sqlstate 'PT404' using message = 'This referral has no page that is open. Send it by mail first.', hint = 'missing';
  end if;
  return v_link;
end $$;

-- ---------------------------------------------------------------- what happens to it
-- One step, by whoever: the rules are the same for the receiver's page and for what staff write down. p_at: when it was said.
create function private.step_referral(p_one public.referrals, p_act text, p_facts jsonb, p_receiver text, p_at timestamptz) returns public.referrals
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.referrals := p_one;
  v_text text := nullif(btrim(p_facts ->> 'note'), '');
  v_reason text := nullif(p_facts ->> 'reason', '');
  v_name text := nullif(regexp_replace(btrim(p_facts ->> 'responsible_name'), '\s+', ' ', 'g'), '');
  v_other uuid := nullif(p_facts ->> 'responsible_id', '')::uuid;
  v_outcome text := nullif(p_facts ->> 'outcome', '');
  v_cents bigint := nullif(p_facts ->> 'amount_cents', '')::bigint;
begin
  if length(v_text) > 2000 or length(v_name) > 300 then
    raise sqlstate 'PT422' using message = 'This is too long. Shorten it to 2,000 characters.', hint = 'referral_note';
  elsif p_act in ('accept', 'decline') and v_one.status not in ('sent', 'asked') or p_act in ('progress') and v_one.status <> 'accepted'
    or p_act in ('ask', 'outcome') and v_one.status not in ('sent', 'asked', 'accepted') then
    raise sqlstate 'PT422' using message = format('This cannot be done with a referral that is "%s".', v_one.status), hint = 'referral_state';
  end if;
  case p_act
  when 'accept' then
    update public.referrals set status = 'accepted', accepted_at = p_at, asked_at = null where id = v_one.id returning * into v_one;
    perform private.say_referral(v_one.id, 'accepted', v_text, p_receiver, p_at);
  when 'decline' then
    -- One of ours that is called so is that one.
    if v_other is null and v_name is not null then
      v_other := (select o.id from public.organizations o where lower(o.name) = lower(v_name) and o.is_active order by o.created_at, o.id limit 1);
    end if;
    if v_reason is null or v_reason not in ('not_ours', 'not_eligible', 'no_capacity', 'cannot_reach', 'duplicate', 'other') then
      raise sqlstate 'PT422' using message = 'Say why it is declined.', hint = 'decline_reason';
    elsif v_reason = 'other' and v_text is null then
      raise sqlstate 'PT422' using message = 'Say why in a sentence.', hint = 'decline_note';
    elsif num_nonnulls(v_other, v_name) = 0 then
      raise sqlstate 'PT422' using message = 'Name who is responsible instead: an office, an organization, a person to call. Nobody is sent away without one.', hint = 'responsible';
    elsif v_other = v_one.organization_id then
      raise sqlstate 'PT422' using message = 'Name somebody else than who declines.', hint = 'responsible';
    elsif v_other is not null and not exists (select from public.organizations o where o.id = v_other) then
      raise sqlstate 'PT422' using message = 'This organization is not there any more. Name another.', hint = 'responsible';
    end if;
    update public.referrals set status = 'declined', declined_at = p_at, decline_reason = v_reason, decline_note = v_text, responsible_id = v_other,
      responsible_name = case when v_other is null then v_name end, asked_at = null where id = v_one.id returning * into v_one;
    perform private.say_referral(v_one.id, 'declined', v_text, p_receiver, p_at);
  when 'ask' then
    if v_text is null then
      raise sqlstate 'PT422' using message = 'Write what you need to know.', hint = 'question';
    end if;
    update public.referrals set asked_at = coalesce(asked_at, p_at), status = case when status = 'accepted' then status else 'asked' end where id = v_one.id returning * into v_one;
    perform private.say_referral(v_one.id, 'asked', v_text, p_receiver, p_at);
  when 'progress' then
    if v_text is null then
      raise sqlstate 'PT422' using message = 'Write how it stands.', hint = 'progress';
    end if;
    update public.referrals set updated_at = now() where id = v_one.id returning * into v_one;
    perform private.say_referral(v_one.id, 'progress', v_text, p_receiver, p_at);
  when 'outcome' then
    if v_outcome is null or v_outcome not in ('served', 'partly_served', 'not_eligible', 'no_capacity', 'not_reached', 'resident_declined', 'other') then
      raise sqlstate 'PT422' using message = 'Say what became of it.', hint = 'referral_outcome';
    elsif v_outcome = 'other' and v_text is null then
      raise sqlstate 'PT422' using message = 'Say in a sentence what became of it.', hint = 'referral_outcome_note';
    elsif v_cents not between 0 and 10000000000000 then
      raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'outcome_amount';
    end if;
    -- Who tells an outcome without a word before has taken it.
    update public.referrals set status = 'closed', closed_at = p_at, outcome = v_outcome, outcome_note = v_text, outcome_amount_cents = v_cents,
      accepted_at = case when status in ('sent', 'asked') and v_outcome in ('served', 'partly_served') then coalesce(accepted_at, p_at) else accepted_at end, asked_at = null
    where id = v_one.id returning * into v_one;
    perform private.say_referral(v_one.id, 'outcome', v_text, p_receiver, p_at);
  else
    raise sqlstate 'PT422' using message = 'This cannot be done with a referral.', hint = 'referral_act';
  end case;
  return v_one;
exception when invalid_text_representation or numeric_value_out_of_range then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Enter it again.', hint = 'referral_unread';
end $$;

-- Writes down what a receiver said on the phone or in person: accept, decline {reason, note, responsible_id or responsible_name}, ask
-- {note}, progress {note}, outcome {outcome, note, amount_cents}, note {note}; with receiver (their role) and at (when). Returns the version.
create function public.record_referral(p_id uuid, p_act text, p_facts jsonb, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.referrals := private.open_referral(p_id, p_version, array['sent', 'asked', 'accepted', 'declined', 'closed', 'withdrawn']);
  v_at timestamptz := coalesce(nullif(p_facts ->> 'at', '')::timestamptz, now());
begin
  if v_at > now() + interval '1 minute' or v_at < v_one.sent_at - interval '1 minute' then
    raise sqlstate 'PT422' using message = 'It was said after it was sent, and not later than now. Check the time.', hint = 'said_at';
  end if;
  v_at := least(greatest(v_at, v_one.sent_at), now());
  if p_act = 'note' then
    if nullif(btrim(p_facts ->> 'note'), '') is null then
      raise sqlstate 'PT422' using message = 'Write what there is to know.', hint = 'referral_note';
    end if;
    update public.referrals set updated_at = now() where id = p_id returning * into v_one;
    perform private.say_referral(p_id, 'note', p_facts ->> 'note', null, v_at);
  else
    v_one := private.step_referral(v_one, p_act, p_facts, nullif(btrim(p_facts ->> 'receiver'), ''), v_at);
  end if;
  return v_one.version;
exception when invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'Check the time at which it was said.', hint = 'said_at';
end $$;

-- Answers what the receiver asked. The clock goes on where it stood. Returns the version.
create function public.answer_referral(p_id uuid, p_body text, p_version integer default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.referrals := private.open_referral(p_id, p_version, array['sent', 'asked', 'accepted']);
  v_waited integer;
begin
  if nullif(btrim(p_body), '') is null or length(btrim(p_body)) > 5000 then
    raise sqlstate 'PT422' using message = 'Write the answer, in at most 5,000 characters.', hint = 'referral_answer';
  end if;
  v_waited := case when v_one.asked_at is null then 0 else private.business_minutes(v_one.asked_at, now(), v_one.organization_id) end;
  update public.referrals set asked_at = null, status = case when status = 'asked' then 'sent' else status end,
    accept_due_at = case when v_waited > 0 and accepted_at is null and accept_due_at > v_one.asked_at then private.add_business_minutes(accept_due_at, v_waited, organization_id) else accept_due_at end,
    outcome_due_at = case when v_waited > 0 and outcome_due_at > v_one.asked_at then private.add_business_minutes(outcome_due_at, v_waited, organization_id) else outcome_due_at end
  where id = p_id returning * into v_one;
  perform private.say_referral(p_id, 'answered', p_body);
  perform private.mail_referral(v_one, 'referral.answered', 'answered:' || v_one.version);
  return v_one.version;
end $$;

-- "I know, and do something about it": whoever an overdue one was brought to. Returns the version.
create function public.acknowledge_referral(p_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.referrals := private.open_referral(p_id, null, array['sent', 'asked', 'accepted']);
begin
  update public.referrals set acknowledged_at = now() where id = p_id returning * into v_one;
  perform private.say_referral(p_id, 'acknowledged');
  return v_one.version;
end $$;

-- Ends one with its outcome: {outcome, note, amount_cents}. Also one that was declined and goes nowhere else. Returns the version.
create function public.close_referral(p_id uuid, p_version integer, p_outcome jsonb) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.referrals := private.open_referral(p_id, p_version, array['sent', 'asked', 'accepted', 'declined']);
begin
  if v_one.next_id is not null then
    raise sqlstate 'PT422' using message = 'It went on as another referral: its outcome is told there.', hint = 'referral_went_on';
  end if;
  if v_one.status = 'declined' then
    update public.referrals set status = 'accepted' where id = p_id;
    v_one.status := 'accepted';
  end if;
  v_one := private.step_referral(v_one, 'outcome', p_outcome, null, now());
  return v_one.version;
end $$;

-- Takes it back. A draft goes; of one that was sent the receiver hears that nothing is asked of them any more.
create function public.withdraw_referral(p_id uuid, p_version integer, p_reason text default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.referrals := private.open_referral(p_id, p_version, array['draft', 'sent', 'asked', 'accepted']);
begin
  if v_one.status = 'draft' then
    update public.referrals set next_id = null where next_id = p_id;
    delete from public.referrals where id = p_id;
    return;
  elsif nullif(btrim(p_reason), '') is null or length(btrim(p_reason)) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why it is taken back, in at most 2,000 characters.', hint = 'withdraw_reason';
  end if;
  update public.referrals set status = 'withdrawn', asked_at = null where id = p_id returning * into v_one;
  perform private.say_referral(p_id, 'withdrawn', p_reason);
  perform private.mail_referral(v_one, 'referral.withdrawn', 'withdrawn:' || v_one.version);
end $$;

-- Takes one up again that was closed, declined or withdrawn: it is with the receiver as before, with their time anew. Returns the version.
create function public.reopen_referral(p_id uuid, p_version integer, p_reason text) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.referrals := private.open_referral(p_id, p_version, array['closed', 'declined', 'withdrawn']);
begin
  if nullif(btrim(p_reason), '') is null or length(btrim(p_reason)) > 2000 then
    raise sqlstate 'PT422' using message = 'Say why it is taken up again, in at most 2,000 characters.', hint = 'reopen_reason';
  elsif v_one.next_id is not null then
    raise sqlstate 'PT422' using message = 'It went on as another referral. Reopen that one.', hint = 'referral_went_on';
  end if;
  update public.referrals set status = case when accepted_at is not null then 'accepted' else 'sent' end, closed_at = null, outcome = null, outcome_note = null, outcome_amount_cents = null,
    declined_at = null, decline_reason = null, decline_note = null, responsible_id = null, responsible_name = null, acknowledged_at = null, escalated_at = null, escalated_to = null, reminded_at = null,
    accept_due_at = case when accepted_at is null then private.add_business_minutes(now(), accept_minutes, organization_id) else accept_due_at end,
    outcome_due_at = private.add_business_minutes(now(), outcome_minutes, organization_id)
  where id = p_id returning * into v_one;
  perform private.say_referral(p_id, 'reopened', p_reason);
  perform private.mail_referral(v_one, 'referral.sent', 'reopened:' || v_one.version);
  return v_one.version;
end $$;

revoke all on function private.referral_link_days(), private.renew_referral_link(public.referrals), private.referral_link_of(uuid), private.mail_referral(public.referrals, text, text),
  private.referral_letter(public.deliveries), private.settle_referral_letters(), private.step_referral(public.referrals, text, jsonb, text, timestamptz) from public, anon, authenticated;
revoke all on function public.send_referral(uuid, integer, jsonb), public.resend_referral(uuid, integer, text), public.referral_link(uuid), public.record_referral(uuid, text, jsonb, integer),
  public.answer_referral(uuid, text, integer), public.acknowledge_referral(uuid), public.close_referral(uuid, integer, jsonb), public.withdraw_referral(uuid, integer, text),
  public.reopen_referral(uuid, integer, text) from public, anon;
grant execute on function public.send_referral(uuid, integer, jsonb), public.resend_referral(uuid, integer, text), public.referral_link(uuid), public.record_referral(uuid, text, jsonb, integer),
  public.answer_referral(uuid, text, integer), public.acknowledge_referral(uuid), public.close_referral(uuid, integer, jsonb), public.withdraw_referral(uuid, integer, text),
  public.reopen_referral(uuid, integer, text) to authenticated;
comment on function public.send_referral(uuid, integer, jsonb) is 'Hands a matter over: what was chosen, as it stands now, with the consent of the resident.';
