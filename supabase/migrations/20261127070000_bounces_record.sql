-- What comes back: a report of a letter that did not arrive, or a complaint, is recorded once, and what follows from it is
-- decided here and nowhere else. Only a report whose letter is proven (by its signed return address) does anything; any other is
-- counted and ignored. A suppressed address is written to by nobody until a person lifts it and says why.

-- "What arrived at this address?" of letters to one person; those of campaigns have an index of their own.
create index deliveries_to on public.deliveries (to_address, settled_at) where campaign_id is null;

-- ---------------------------------------------------------------- the table
-- What a report means, by its type, its action (RFC 3464) and its code (RFC 3463).
create function private.bounce_kind(p_type text, p_action text, p_code text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_type = 'complaint' then 'complaint'
    -- A delay is no failure yet, whatever its code: the letter may still arrive.
    when p_action = 'delayed' then 'delayed'
    when p_code is null or p_action in ('delivered', 'relayed', 'expanded') or p_code like '2.%' then 'unknown'
    when p_code in ('4.2.2', '5.2.2') then 'full'
    when p_code like '4.%' then 'soft'
    -- No such mailbox, no such domain, a malformed address, one that has moved, a domain that takes no mail.
    when p_code in ('5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10') then 'hard'
    when p_code = '5.2.1' then 'disabled'
    -- Too big, or what is in it: the letter's fault, not the address's.
    when p_code = '5.3.4' or p_code like '5.6.%' then 'message'
    -- Policy, spam, DMARC: ours to mend.
    when p_code like '5.7.%' then 'policy'
    else 'soft' end
$$;

-- ---------------------------------------------------------------- what follows
-- When the letter of a report went. A report may come days after its letter, so what it says is as old as that.
create function private.went_at(p_source text, p_received timestamptz, p_settled timestamptz) returns timestamptz
language sql immutable parallel safe set search_path = '' as $$
  select case when p_source = 'smtp' then p_received else coalesce(p_settled, p_received) end
$$;

-- How many letters to an address came back like this one since the last that arrived, and since it was last lifted.
create function private.bounces_in_a_row(p_address text, p_kind text, p_from timestamptz) returns integer
language sql stable security definer set search_path = '' as $$
  select count(distinct b.delivery_id)::integer from public.bounces b join public.deliveries d on d.id = b.delivery_id
  where b.address = lower(p_address) and b.kind = p_kind and b.outcome <> 'ignored' and b.received_at >= p_from
    and private.went_at(b.source, b.received_at, d.settled_at) > coalesce(greatest(
      (select max(a.settled_at) from public.deliveries a where a.to_address = p_address and a.campaign_id is not null and a.status = 'sent' and a.bounced_at is null),
      (select max(a.settled_at) from public.deliveries a where a.to_address = p_address and a.campaign_id is null and a.status = 'sent' and a.bounced_at is null),
      (select max(s.lifted_at) from public.suppressions s where s.address = lower(p_address))), '-infinity')
$$;

-- Suppresses an address; nothing when it is already.
create function private.suppress(p_address text, p_reason text, p_code text, p_detail text, p_delivery uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.suppressions (address, reason, status_code, detail, delivery_id, created_by)
  values (lower(p_address), p_reason, p_code, left(p_detail, 1000), p_delivery, private.current_staff_id())
  on conflict (address) where lifted_at is null do nothing;
end $$;

-- Tells those who lead that something is wrong with how letters go, at most once a day for each campaign and matter.
create function private.alert_managers(p_deed text, p_campaign uuid, p_facts jsonb default '{}') returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('alert %s %s', p_deed, p_campaign), 0));
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'changed', 'campaigns', p_campaign,
    jsonb_strip_nulls(jsonb_build_object('subject', (select name from public.campaigns where id = p_campaign)) || p_facts || jsonb_build_object('deed', p_deed)),
    private.reach_of(s.id, 'changed') = 'app'
  from public.staff s
  where s.is_active and s.role in ('manager', 'admin') and private.reach_of(s.id, 'changed') <> 'none'
    and not exists (select from public.notifications n where n.staff_id = s.id and n.record_table = 'campaigns' and n.record_id is not distinct from p_campaign
      and n.facts ->> 'deed' = p_deed and n.created_at > now() - interval '1 day');
end $$;

-- Whoever complains has left the list of that letter as well.
create function private.leave_by_complaint(p_delivery public.deliveries) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_delivery.campaign_id is null or to_regprocedure('public.unsubscribe_delivery(uuid, text)') is null then return; end if;
  execute 'select public.unsubscribe_delivery($1, $2)' using p_delivery.id, 'complaint'::text;
end $$;

-- Records one report, once by its key, and does what follows from it, all or nothing. `delivery_id` is the letter that the
-- report was proven to be about, null when it was not; `addresses` are those that it names.
-- {source_key, source, delivery_id, addresses: [], type: "bounce" | "complaint", action, status, diagnostic, received_at}
-- → {id, kind, outcome, is_new}
create function public.record_bounce(p jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_letter public.deliveries;
  v_action text := lower(p ->> 'action');
  v_code text := substring(p ->> 'status' from '^[245]\.[0-9]{1,3}\.[0-9]{1,3}$');
  v_at timestamptz := coalesce((p ->> 'received_at')::timestamptz, now());
  v_named text[] := array(select lower(btrim(a)) from jsonb_array_elements_text(coalesce(nullif(p -> 'addresses', 'null'), '[]')) a where btrim(a) <> '');
  v_kind text;
  v_is_own boolean;
  v_address text;
  v_why text;
  v_row public.bounces;
begin
  if coalesce(btrim(p ->> 'source_key'), '') = '' then
    raise sqlstate 'PT422' using message = 'A report needs a key, so that it is recorded once.', hint = 'source_key';
  end if;
  v_kind := private.bounce_kind(p ->> 'type', v_action, v_code);
  select * into v_letter from public.deliveries where id = (p ->> 'delivery_id')::uuid;
  -- A complaint often hides who complained; the letter itself says whom it went to.
  v_is_own := v_letter.id is not null and (v_kind = 'complaint' or cardinality(v_named) = 0 or lower(v_letter.to_address) = any (v_named));
  v_address := case when v_is_own then lower(v_letter.to_address) else left(v_named[1], 254) end;
  -- Two reports about one address wait for each other, or each would count without the other.
  perform pg_advisory_xact_lock(hashtextextended(format('bounce %s', v_address), 0));

  insert into public.bounces (source_key, source, kind, status_code, diagnostic, address, delivery_id, campaign_id, outcome, received_at)
  values (p ->> 'source_key', p ->> 'source', v_kind, v_code, left(p ->> 'diagnostic', 2000), v_address,
    case when v_is_own then v_letter.id end, case when v_is_own then v_letter.campaign_id end,
    case when not v_is_own or v_action in ('delivered', 'relayed', 'expanded') or v_code like '2.%' and v_kind <> 'complaint' then 'ignored'
      when v_kind = 'policy' then 'alerted' else 'counted' end, v_at)
  on conflict (source_key) do nothing returning * into v_row;
  if v_row.id is null then
    select * into v_row from public.bounces where source_key = p ->> 'source_key';
    return jsonb_build_object('id', v_row.id, 'kind', v_row.kind, 'outcome', v_row.outcome, 'is_new', false);
  end if;
  if v_row.outcome = 'ignored' then
    return jsonb_build_object('id', v_row.id, 'kind', v_kind, 'outcome', 'ignored', 'is_new', true);
  end if;

  if v_kind = 'complaint' then
    update public.deliveries set complained_at = coalesce(complained_at, v_at) where id = v_letter.id;
    perform private.leave_by_complaint(v_letter);
    v_why := 'complaint';
  elsif v_kind not in ('delayed', 'unknown') or v_action = 'failed' then
    update public.deliveries set bounced_at = coalesce(bounced_at, v_at) where id = v_letter.id;
  end if;
  v_why := coalesce(v_why, case
    -- A letter from before somebody lifted the address says nothing against it any more.
    when v_kind = 'hard' and not exists (select from public.suppressions s where s.address = v_address
      and s.lifted_at >= private.went_at(v_row.source, v_at, v_letter.settled_at)) then 'hard_bounce'
    when v_kind = 'disabled' and private.bounces_in_a_row(v_letter.to_address, 'disabled', '-infinity') >= 2 then 'hard_bounce'
    when v_kind = 'full' and private.bounces_in_a_row(v_letter.to_address, 'full', v_at - interval '30 days') >= 5 then 'soft_bounces' end);
  if v_why is not null then
    perform private.suppress(v_letter.to_address, v_why, v_code, p ->> 'diagnostic', v_letter.id);
    update public.bounces set outcome = 'suppressed' where id = v_row.id returning * into v_row;
  end if;
  if v_kind = 'policy' then
    perform private.alert_managers('policy', v_letter.campaign_id, jsonb_build_object('code', v_code));
  end if;
  return jsonb_build_object('id', v_row.id, 'kind', v_kind, 'outcome', v_row.outcome, 'is_new', true);
end $$;

-- A mail server refused a letter for good while it was handed over: the same table decides. p_code is the three digits of the
-- reply; the code that counts is in its text, where the server says one. Whoever settles many calls this in the order of the
-- addresses, so that two workers never wait for each other.
create function private.note_smtp_rejection(p_delivery uuid, p_code integer, p_text text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform public.record_bounce(jsonb_build_object(
    'source', 'smtp', 'source_key', format('smtp:%s:%s', p_delivery, extract(epoch from now())), 'delivery_id', p_delivery, 'type', 'bounce', 'action', 'failed',
    'status', coalesce(substring(p_text from '\m([45]\.[0-9]{1,3}\.[0-9]{1,3})\M'), case when p_code = 552 then '5.2.2' end), 'diagnostic', p_text));
end $$;

-- ---------------------------------------------------------------- by hand
create function public.suppress_address(p_address text, p_reason text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_address text := lower(btrim(p_address));
  v_id uuid;
begin
  perform private.at_least('coordinator');
  if v_address is null or v_address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or length(v_address) > 254 then
    raise sqlstate 'PT422' using message = 'Enter an e-mail address, such as name@example.org.', hint = 'address';
  elsif nullif(btrim(p_reason), '') is null then
    raise sqlstate 'PT422' using message = 'Say why this address is not to be written to; somebody may ask.', hint = 'reason';
  elsif length(p_reason) > 1000 then
    raise sqlstate 'PT422' using message = 'Say it in 1,000 characters or fewer.', hint = 'reason';
  end if;
  insert into public.suppressions (address, reason, detail, created_by)
  values (v_address, 'by_hand', btrim(p_reason), private.current_staff_id())
  on conflict (address) where lifted_at is null do nothing returning id into v_id;
  if v_id is null then
    raise sqlstate 'PT409' using message = 'This address is not written to already.', hint = 'address';
  end if;
  return v_id;
end $$;

create function public.lift_suppression(p_id uuid, p_reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_row public.suppressions;
begin
  perform private.at_least('coordinator');
  select * into v_row from public.suppressions where id = p_id for update;
  if v_row.id is null then
    raise sqlstate 'PT404' using message = 'This entry is not there any more.', hint = 'missing';
  elsif v_row.lifted_at is not null then
    raise sqlstate 'PT409' using message = 'This address may be written to again already.', hint = 'conflict';
  elsif nullif(btrim(p_reason), '') is null then
    raise sqlstate 'PT422' using message = 'Say why this address may be written to again, such as "She called: the mailbox works".', hint = 'reason';
  elsif length(p_reason) > 1000 then
    raise sqlstate 'PT422' using message = 'Say it in 1,000 characters or fewer.', hint = 'reason';
  end if;
  update public.suppressions set lifted_at = now(), lifted_by = private.current_staff_id(), lifted_reason = btrim(p_reason) where id = p_id;
end $$;
-- Both can be undone by whoever may do them.
insert into private.audited_tables (table_name, undo_role, is_undoable) values ('suppressions', 'coordinator', true)
on conflict (table_name) do update set undo_role = excluded.undo_role, is_undoable = excluded.is_undoable;

-- ---------------------------------------------------------------- the ledger
-- Also of an undo, hence the number: stamps and effects below 900 are set aside while rows are put back.
create function private.keep_suppression() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.suppressions := case when tg_op = 'DELETE' then old else new end;
  v_is_in_force boolean := tg_op <> 'DELETE' and new.lifted_at is null;
begin
  if tg_op = 'UPDATE' and (old.lifted_at is null) = (new.lifted_at is null) or tg_op <> 'UPDATE' and v_row.lifted_at is not null then return null; end if;
  insert into public.consents (address, act, source, detail, delivery_id, staff_id)
  values (v_row.address, case when v_is_in_force then 'suppressed' else 'lifted' end,
    case when private.change_reason() = 'undo' then 'undo' when not v_is_in_force then 'staff'
      else case v_row.reason when 'by_hand' then 'staff' when 'complaint' then 'complaint' else 'bounce' end end,
    jsonb_strip_nulls(jsonb_build_object('reason', v_row.reason, 'code', v_row.status_code, 'words', case when v_is_in_force then v_row.detail else v_row.lifted_reason end)),
    (select id from public.deliveries where id = v_row.delivery_id), private.current_staff_id());
  return null;
end $$;
create trigger _910_ledger after insert or update of lifted_at or delete on public.suppressions for each row execute function private.keep_suppression();

-- ---------------------------------------------------------------- replies
alter table public.inquiries add column campaign_id uuid references public.campaigns (id) on delete set null;
comment on column public.inquiries.campaign_id is 'The campaign that it answers: a reply by mail to one of its letters.';
-- "What did people answer to this campaign?"
create index inquiries_campaign on public.inquiries (campaign_id, opened_at, id) where campaign_id is not null;

revoke all on function private.bounce_kind(text, text, text), private.went_at(text, timestamptz, timestamptz), private.bounces_in_a_row(text, text, timestamptz), private.suppress(text, text, text, text, uuid),
  private.alert_managers(text, uuid, jsonb), private.leave_by_complaint(public.deliveries), private.note_smtp_rejection(uuid, integer, text), private.keep_suppression()
  from public, anon, authenticated;
revoke all on function public.record_bounce(jsonb) from public, anon, authenticated;
grant execute on function public.record_bounce(jsonb) to service_role;
revoke all on function public.suppress_address(text, text), public.lift_suppression(uuid, text) from public, anon;
grant execute on function public.suppress_address(text, text), public.lift_suppression(uuid, text) to authenticated;
