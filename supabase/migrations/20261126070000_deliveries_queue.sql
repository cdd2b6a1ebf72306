-- The queue of letters: claimed with a lease, settled after the mail server answered. What was claimed by a worker that died is
-- claimed again when its lease has run out, with the same Message-ID. So nobody is skipped, and only what lay between the mail
-- server's yes and the settling can arrive twice, as copies of one message.

alter table public.deliveries
  -- When the plan says that it goes; send_at moves on with each try, this does not. Null for what is sent as soon as it can be.
  add column planned_at timestamptz;
comment on column public.deliveries.planned_at is 'When the plan says that it goes; null for as soon as possible.';

-- Why this address is not written to; null when it may be. Answers null for everybody until there is a list of suppressed addresses.
create function private.may_write_to(p_address text) returns text
language sql stable security definer set search_path = '' as $$ select null::text $$;

-- Takes up to p_limit letters that are due and that nobody has, the longest due first. What has become too late, or may not be
-- written, is settled here instead of being handed out. The Message-ID is given at the first claim, so that it is kept before
-- anything is sent.
create function public.claim_deliveries(p_worker text, p_limit integer default 20, p_lease_seconds integer default 300, p_host text default 'localhost', p_now timestamptz default now())
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
      where d.status = 'waiting' and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now)
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
      where d.status = 'waiting' and d.send_at <= p_now and (d.leased_until is null or d.leased_until < p_now) limit 1 for update skip locked) w;
    exit when v_refused = 0;
  end loop;
end $$;

-- What became of a letter: {"state": "sent" | "retry" | "failed" | "away", "reason", "subject"}. "retry" waits 1, 4, 9 … minutes and
-- gives up after the tenth try; "away" (the mail server did not answer at all) gives it back as if it had not been tried. False when
-- it was not this worker's any more.
create function public.settle_delivery(p_id uuid, p_worker text, p_outcome jsonb, p_now timestamptz default now()) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_state text := p_outcome ->> 'state';
  v_reason text := left(p_outcome ->> 'reason', 500);
begin
  if v_state = 'sent' then
    -- The truth whoever has the lease now, and even if somebody cancelled it meanwhile.
    update public.deliveries set status = 'sent', reason = null, settled_at = p_now, leased_until = null, leased_by = null,
      subject = left(p_outcome ->> 'subject', 500)
    where id = p_id and status in ('waiting', 'cancelled');
  elsif v_state in ('retry', 'failed', 'away') then
    update public.deliveries set leased_until = null, leased_by = null,
      reason = case when v_state = 'away' then reason else v_reason end,
      attempts = case when v_state = 'away' then attempts - 1 else attempts end,
      status = case when v_state = 'failed' or (v_state = 'retry' and attempts >= 10) then 'failed' else 'waiting' end,
      settled_at = case when v_state = 'failed' or (v_state = 'retry' and attempts >= 10) then p_now end,
      send_at = case when v_state = 'retry' then p_now + make_interval(mins => attempts * attempts) else send_at end
    where id = p_id and leased_by = p_worker and status = 'waiting';
  else
    raise sqlstate 'PT422' using message = 'A letter is settled as sent, retry, failed or away.', hint = 'state';
  end if;
  return found;
end $$;

-- A person takes a letter back that has not gone. Never sent by the plan again. A lease stays: whoever has it may be sending.
create function public.cancel_delivery(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_status text;
begin
  perform private.at_least('coordinator');
  update public.deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now()
  where id = p_id and status = 'waiting';
  if found then return; end if;
  select status into v_status from public.deliveries where id = p_id;
  if v_status is null then raise sqlstate 'PT404' using message = 'There is no such letter.', hint = 'id'; end if;
  if v_status <> 'cancelled' then raise sqlstate 'PT409' using message = 'This letter has gone already.', hint = 'status'; end if;
end $$;

-- A letter that failed is tried anew, if it still says something.
create function public.retry_delivery(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.deliveries;
begin
  perform private.at_least('coordinator');
  select * into v_one from public.deliveries where id = p_id for update;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'There is no such letter.', hint = 'id'; end if;
  if v_one.status <> 'failed' then raise sqlstate 'PT409' using message = 'Only a letter that failed can be tried again.', hint = 'status'; end if;
  if v_one.expires_at <= now() then raise sqlstate 'PT422' using message = 'This letter would come too late now.', hint = 'expires_at'; end if;
  update public.deliveries set status = 'waiting', reason = null, settled_at = null, attempts = 0, send_at = now() where id = p_id;
  -- The plan takes it back at once if it is not true any more.
  if v_one.registration_id is not null then perform private.plan_registration_letters(v_one.registration_id); end if;
  if not exists (select from public.deliveries where id = p_id and status = 'waiting') then
    raise sqlstate 'PT422' using message = 'What this letter says is not true any more, so it is not sent.', hint = 'status';
  end if;
end $$;

-- How the letters do, for the doctor and for the numbers: ages in seconds, so that two clocks need not agree.
create function public.letters_pulse() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'due', (select count(*) from public.deliveries where status = 'waiting' and send_at <= now()),
    'oldest_seconds', (select round(extract(epoch from now() - min(send_at))) from public.deliveries where status = 'waiting' and send_at <= now()),
    'later', (select count(*) from public.deliveries where status = 'waiting' and send_at > now()),
    'failed', (select count(*) from public.deliveries where status = 'failed' and settled_at > now() - interval '1 day'))
$$;
-- "What failed lately?"
create index deliveries_failed on public.deliveries (settled_at) where status = 'failed';

-- Who was written what about a registration.
create view public.registration_deliveries with (security_invoker = true) as
  select id, registration_id, event_id, kind, status, to_address, language, subject, reason, send_at, settled_at, expires_at, attempts, created_at
  from public.deliveries where registration_id is not null;
revoke all on table public.registration_deliveries from public, anon, authenticated;
grant select on table public.registration_deliveries to authenticated, service_role;
comment on view public.registration_deliveries is 'Who was written what about a registration.';

revoke all on function public.claim_deliveries(text, integer, integer, text, timestamptz), public.settle_delivery(uuid, text, jsonb, timestamptz), public.letters_pulse() from public, anon, authenticated;
grant execute on function public.claim_deliveries(text, integer, integer, text, timestamptz), public.settle_delivery(uuid, text, jsonb, timestamptz), public.letters_pulse() to service_role;
revoke all on function public.cancel_delivery(uuid), public.retry_delivery(uuid) from public, anon;
grant execute on function public.cancel_delivery(uuid), public.retry_delivery(uuid) to authenticated, service_role;
