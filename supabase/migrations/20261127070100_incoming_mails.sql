-- Mail in: what the office's mailbox held, each mail taken once. A mail is taken by one statement that keeps its row, does what it
-- asks for and moves the place up to which the mailbox was read: a program that dies in between has done all of it or nothing.
-- The mailbox itself is only looked at; its flags and its mails stay as they are.

-- ---------------------------------------------------------------- tables
-- Up to where each mailbox was read. A lease, so that two workers do not read the same mails; if they did, each is still taken once.
create table private.mailboxes (
  name text primary key,
  -- A mailbox that was made anew has another validity, and its numbers begin anew (RFC 3501).
  uid_validity bigint,
  last_uid bigint not null default 0,
  looked_at timestamptz,
  failed_at timestamptz,
  leased_until timestamptz,
  leased_by text
);
alter table private.mailboxes enable row level security;
-- Deliberately no policy and no grant: only the functions below touch it.

create table public.incoming_mails (
  id uuid primary key default gen_random_uuid(),
  -- What makes it once: a hash of what its sender wrote, so that a copy by another way is the same and a borrowed Message-ID is not.
  source_key text not null constraint incoming_mails_once unique,
  -- What it was taken for. "other" is left for a person; "failed" could not be taken, and says so to the doctor.
  kind text not null constraint incoming_mails_kind_known
    check (kind in ('bounce', 'complaint', 'unsubscribe', 'auto_reply', 'reply', 'other', 'failed')),
  message_id text constraint incoming_mails_message_id_length check (length(message_id) <= 998),
  -- Of replies only: of what is counted and put aside nobody is remembered.
  from_address text constraint incoming_mails_from_length check (length(from_address) <= 254),
  delivery_id uuid references public.deliveries (id) on delete set null,
  inquiry_id uuid references public.inquiries (id) on delete set null,
  -- Where it lies.
  mailbox text,
  uid_validity bigint,
  uid bigint,
  created_at timestamptz not null default now()
);
-- "Which conversation does this answer belong to?"
create index incoming_mails_delivery on public.incoming_mails (delivery_id, created_at) where delivery_id is not null;
create index incoming_mails_inquiry on public.incoming_mails (inquiry_id) where inquiry_id is not null;
create index incoming_mails_created on public.incoming_mails (created_at, id);
alter table public.incoming_mails enable row level security;
revoke all on table public.incoming_mails from public, anon, authenticated;
grant all on table public.incoming_mails to service_role;
grant select on table public.incoming_mails to authenticated;
create policy incoming_mails_select_viewer on public.incoming_mails for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes, and no change log: what came in is its own record, and what it led to has one.
comment on table public.incoming_mails is 'Mails that the office''s mailbox held, each taken once, and what for.';

-- ---------------------------------------------------------------- complaints
-- As before, and of what mail providers report only abuse is a complaint: "not-spam" is none, and "virus" is nobody's wish.
create or replace function private.bounce_kind(p_type text, p_action text, p_code text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_type = 'complaint' then case when coalesce(p_action, 'abuse') in ('abuse', 'failed') then 'complaint' else 'unknown' end
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

-- As before; and whoever complains has left the list of that letter as well.
create or replace function public.record_bounce(p jsonb) returns jsonb
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
  -- Two reports that are counted about one address wait for each other, or each would count without the other.
  if v_kind in ('disabled', 'full') then perform pg_advisory_xact_lock(hashtextextended(format('bounce %s', v_address), 0)); end if;

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
    if v_letter.campaign_id is not null then perform public.unsubscribe_delivery(v_letter.id, 'complaint'); end if;
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
drop function private.leave_by_complaint(public.deliveries);

-- ---------------------------------------------------------------- refused while it was handed over
-- Whoever settles a letter as refused need not think of it: what the mail server said goes through the same table. A letter that
-- failed without an answer of a mail server says nothing about its address.
create function private.note_refused_letter() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.note_smtp_rejection(new.id, substring(new.reason from '\m([45][0-9]{2})\M')::integer, concat_ws(' ', new.status_code, new.reason));
  return null;
end $$;
create trigger _600_note_refused after update of status on public.deliveries for each row
  when (new.status = 'failed' and old.status <> 'failed' and (new.status_code is not null or new.reason ~ '\m[45][0-9]{2}\M')) execute function private.note_refused_letter();

-- ---------------------------------------------------------------- reading a mailbox
-- Takes the mailbox for a while and says where to read on; null while another worker has it.
create function public.claim_mailbox(p_name text, p_worker text, p_lease_seconds integer default 120) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_row private.mailboxes;
begin
  insert into private.mailboxes (name) values (p_name) on conflict (name) do nothing;
  update private.mailboxes set leased_until = now() + make_interval(secs => p_lease_seconds), leased_by = p_worker
  where name = p_name and (leased_until is null or leased_until < now() or leased_by = p_worker) returning * into v_row;
  return case when v_row.name is not null then jsonb_build_object('uid_validity', v_row.uid_validity, 'last_uid', v_row.last_uid) end;
end $$;
create function public.release_mailbox(p_name text, p_worker text, p_is_well boolean) returns void
language sql volatile security definer set search_path = '' as $$
  update private.mailboxes set leased_until = null, leased_by = null,
    looked_at = case when p_is_well then now() else looked_at end, failed_at = case when p_is_well then null else coalesce(failed_at, now()) end
  where name = p_name and leased_by = p_worker
$$;

-- How mail comes in, for the doctor: ages in seconds, so that two clocks need not agree.
create function public.mailbox_pulse(p_name text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'looked_seconds', (select round(extract(epoch from now() - looked_at)) from private.mailboxes where name = p_name),
    'failing_seconds', (select round(extract(epoch from now() - failed_at)) from private.mailboxes where name = p_name),
    'lately', (select coalesce(jsonb_object_agg(kind, n), '{}') from (
      select kind, count(*) as n from public.incoming_mails where created_at > now() - interval '1 day' group by kind) k))
$$;

-- ---------------------------------------------------------------- replies
-- A reply to one of our letters becomes an inquiry of whoever the letter was for, about the campaign; what they write later in the
-- same conversation goes to its timeline, until it is closed: then what they write is a new question.
-- {delivery_id, subject, body, whole, from_address, received_at, files: [{name, media_type, bytes, sha256, width, height, path}]}
create function private.take_reply(p jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_letter public.deliveries;
  v_campaign public.campaigns;
  v_resident public.residents;
  v_inquiry public.inquiries;
  v_at timestamptz := least(coalesce((p ->> 'received_at')::timestamptz, now()), now());
  v_subject text := nullif(btrim(p ->> 'subject'), '');
  v_body text := coalesce(nullif(btrim(p ->> 'body'), ''), v_subject, '–');
begin
  select * into v_letter from public.deliveries where id = (p ->> 'delivery_id')::uuid for update;
  if v_letter.id is null then raise sqlstate 'PT404' using message = 'There is no such letter.', hint = 'delivery_id'; end if;
  update public.deliveries set replied_at = coalesce(replied_at, v_at) where id = v_letter.id;
  select * into v_campaign from public.campaigns where id = v_letter.campaign_id;
  select i.* into v_inquiry from public.incoming_mails m join public.inquiries i on i.id = m.inquiry_id
  where m.delivery_id = v_letter.id order by m.created_at desc limit 1;

  if v_inquiry.id is null or v_inquiry.status = 'closed' then
    -- Whoever has the address now, when the letter was not written to anybody by name.
    select r.* into v_resident from public.residents r
    where r.id = coalesce(v_letter.resident_id, (select e.resident_id from public.resident_emails e where lower(e.address) = lower(v_letter.to_address) order by e.created_at limit 1));
    insert into public.inquiries (subject, body, channel, language, topic_id, resident_id, district_id, neighborhood, campaign_id, opened_at)
    values (left(coalesce(v_subject, v_campaign.name, v_letter.subject, left(v_body, 100)), 300), left(v_body, 20000), 'email', v_letter.language,
      -- What the campaign is about; otherwise the last of the office's topics, where what fits nowhere else stands.
      coalesce(v_campaign.topic_id, (select id from public.topics where is_active order by sort_order desc, name desc limit 1)),
      v_resident.id, coalesce(v_letter.district_id, v_resident.district_id), v_resident.neighborhood, v_campaign.id, v_at)
    returning * into v_inquiry;
  else
    -- Whoever has it is told; nobody did this who could be left out of it.
    insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
    select s.id, 'changed', 'inquiries', v_inquiry.id,
      jsonb_build_object('number', v_inquiry.number, 'subject', v_inquiry.subject, 'entry', 'email', 'excerpt', left(v_body, 200)), private.reach_of(s.id, 'changed') = 'app'
    from public.staff s where s.id = v_inquiry.assigned_to and s.is_active and private.reach_of(s.id, 'changed') <> 'none';
  end if;
  -- The mail as it came, what it quotes included.
  insert into public.interactions (inquiry_id, kind, body, occurred_at)
  values (v_inquiry.id, 'email', left(concat_ws(E'\n\n', nullif(p ->> 'from_address', ''), coalesce(nullif(btrim(p ->> 'whole'), ''), v_body)), 20000), v_at);
  insert into public.attachments (inquiry_id, name, media_type, bytes, sha256, width, height, path)
  select v_inquiry.id, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.path
  from jsonb_populate_recordset(null::public.attachments, coalesce(nullif(p -> 'files', 'null'), '[]')) f;
  return v_inquiry.id;
end $$;

-- ---------------------------------------------------------------- taking one
-- Takes one mail, once, and does what it is for. {source_key, kind, message_id, delivery_id, reports: [see record_bounce],
-- reply: see take_reply, mailbox, uid_validity, uid} → {is_new, kind, outcomes, inquiry_id}
create function public.take_mail(p jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_kind text := p ->> 'kind';
  v_delivery uuid := (select id from public.deliveries where id = (p ->> 'delivery_id')::uuid);
  v_inquiry uuid;
  v_outcomes jsonb := '[]';
  v_one jsonb;
begin
  insert into public.incoming_mails (source_key, kind, message_id, from_address, delivery_id, mailbox, uid_validity, uid)
  values (p ->> 'source_key', v_kind, left(p ->> 'message_id', 998), case when v_kind = 'reply' then left(p #>> '{reply,from_address}', 254) end, v_delivery,
    p ->> 'mailbox', (p ->> 'uid_validity')::bigint, (p ->> 'uid')::bigint)
  on conflict (source_key) do nothing returning id into v_id;
  if v_id is not null then
    for v_one in select value from jsonb_array_elements(coalesce(nullif(p -> 'reports', 'null'), '[]')) loop
      v_outcomes := v_outcomes || public.record_bounce(v_one);
    end loop;
    if v_kind = 'unsubscribe' and v_delivery is not null then
      perform public.unsubscribe_delivery(v_delivery, 'mailto');
    elsif v_kind = 'reply' then
      v_inquiry := private.take_reply((p -> 'reply') || jsonb_build_object('delivery_id', v_delivery));
      update public.incoming_mails set inquiry_id = v_inquiry where id = v_id;
    end if;
  end if;
  if p ->> 'mailbox' is not null then
    update private.mailboxes set uid_validity = (p ->> 'uid_validity')::bigint,
      last_uid = case when uid_validity is not distinct from (p ->> 'uid_validity')::bigint then greatest(last_uid, (p ->> 'uid')::bigint) else (p ->> 'uid')::bigint end
    where name = p ->> 'mailbox';
  end if;
  return jsonb_build_object('is_new', v_id is not null, 'kind', v_kind, 'outcomes', v_outcomes, 'inquiry_id', v_inquiry);
end $$;

revoke all on function private.take_reply(jsonb), private.note_refused_letter() from public, anon, authenticated;
revoke all on function public.claim_mailbox(text, text, integer), public.release_mailbox(text, text, boolean), public.mailbox_pulse(text), public.take_mail(jsonb)
  from public, anon, authenticated;
grant execute on function public.claim_mailbox(text, text, integer), public.release_mailbox(text, text, boolean), public.mailbox_pulse(text), public.take_mail(jsonb)
  to service_role;
