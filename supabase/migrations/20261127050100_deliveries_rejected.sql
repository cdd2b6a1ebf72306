-- What a letter of a campaign says of its sender, and what follows when a mail server refuses one for good while it is handed
-- over: the same as when a report comes back. Letters to one person are settled in the same way, so settle_delivery goes.

-- Who it comes from, as a reader sees it, and as the office set it for all letters where the campaign says nothing.
create or replace function private.campaign_sender(p_one public.campaigns) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('from_name', coalesce(p_one.from_name, s.mail_from_name, s.office_name), 'reply_to', coalesce(p_one.reply_to, s.mail_reply_to, s.email)) from public.settings s
$$;

-- What stands on the outside of a campaign's letters: {from_name, reply_to, list: {code, name}}.
create function public.campaign_envelope(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.campaign_sender(c) || jsonb_build_object('list', jsonb_build_object('code', l.code, 'name', l.name))
  from public.campaigns c join public.mailing_lists l on l.id = c.list_id where c.id = p_id
$$;

-- As before, and an outcome may carry what the mail server said: [{"id", "state", "reason", "subject", "code", "reply": {"code": 550, "text"}}].
create or replace function public.settle_deliveries(p_worker text, p_outcomes jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_settled integer;
  v_failed uuid[];
  v_failing uuid[];
  v_stopped uuid[] := '{}';
  v_reply record;
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
    from judged j where d.id = j.id returning d.id, d.campaign_id, d.status)
  select count(*)::integer, array_agg(s.id) filter (where s.status = 'failed'), array_agg(distinct s.campaign_id) filter (where s.status = 'failed' and s.campaign_id is not null)
  into v_settled, v_failed, v_failing from settled s;
  -- In the order of the addresses: two workers never wait for each other.
  for v_reply in
    select o.id, (o.reply ->> 'code')::integer as code, o.reply ->> 'text' as text
    from jsonb_to_recordset(p_outcomes) as o (id uuid, state text, reply jsonb) join public.deliveries d on d.id = o.id
    where o.state = 'failed' and o.id = any (v_failed) and jsonb_typeof(o.reply) = 'object' order by lower(d.to_address), o.id
  loop
    perform private.note_smtp_rejection(v_reply.id, v_reply.code, v_reply.text);
  end loop;
  foreach v_one in array coalesce(v_failing, '{}') loop
    if private.stop_troubled_campaign(v_one) then v_stopped := v_stopped || v_one; end if;
  end loop;
  return jsonb_build_object('settled', v_settled, 'stopped', to_jsonb(v_stopped));
end $$;
-- As before, and whoever leads or wrote it is told. Not by private.notify: that tells of what a person did.
create or replace function private.stop_troubled_campaign(p_campaign uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_why text := private.campaign_trouble(p_campaign);
  v_one public.campaigns;
begin
  update public.campaigns set status = 'paused', pause_reason = left(v_why, 500) where id = p_campaign and status = 'sending' and v_why is not null returning * into v_one;
  if v_one.id is null then return false; end if;
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'changed', 'campaigns', v_one.id, jsonb_build_object('subject', v_one.name, 'deed', 'stopped', 'excerpt', left(v_why, 200)), private.reach_of(s.id, 'changed') = 'app'
  from public.staff s
  where s.is_active and (private.role_rank(s.role) >= private.role_rank('manager') or s.id in (v_one.written_by, v_one.submitted_by)) and private.reach_of(s.id, 'changed') <> 'none';
  return true;
end $$;
drop function public.settle_delivery(uuid, text, jsonb, timestamptz);

revoke all on function public.campaign_envelope(uuid) from public, anon, authenticated;
grant execute on function public.campaign_envelope(uuid) to service_role;
