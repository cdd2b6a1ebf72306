-- Mail in, complete: what a person writes to the office is put to the inquiry that it belongs to, or opens one. Which one it belongs
-- to is proven by the signed address that it was sent to, or by the mails that it answers; the number in its subject counts only when
-- the inquiry knows who writes. Nobody is ever answered by the program.

alter table public.incoming_mails
  drop constraint incoming_mails_kind_known,
  add constraint incoming_mails_kind_known check (kind in ('bounce', 'complaint', 'unsubscribe', 'auto_reply', 'reply', 'message', 'other', 'failed'));
-- "How many did this address send within the hour?"
create index incoming_mails_from on public.incoming_mails (from_address, created_at) where kind = 'message';
-- Mail programs write addresses as they like.
create index resident_emails_lower on public.resident_emails (lower(address), created_at);

-- Whether an inquiry knows an address: its resident's, whom else it concerns, or one that wrote or was written to about it.
create function private.knows_address(p_inquiry uuid, p_address text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.resident_emails e where lower(e.address) = lower(p_address) and (
      e.resident_id = (select i.resident_id from public.inquiries i where i.id = p_inquiry)
      or e.resident_id in (select p.resident_id from public.inquiry_people p where p.inquiry_id = p_inquiry)))
    or exists (select from public.mails m where m.inquiry_id = p_inquiry and (lower(m.from_address) = lower(p_address) or lower(p_address) in (select lower(a) from unnest(m.to_addresses) a)))
$$;

-- The inquiry that a mail belongs to; null when it is a new matter. What repeats another goes on there.
create function private.inquiry_of_mail(p jsonb) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_answers text[] := array(select lower(a) from jsonb_array_elements_text(coalesce(nullif(p -> 'answers', 'null'), '[]')) with ordinality x (a, n) order by n limit 100);
  v_found uuid := (select id from public.inquiries where id = (p ->> 'inquiry_id')::uuid);
begin
  v_found := coalesce(v_found,
    (select c.inquiry_id from (
      select m.inquiry_id, lower(m.message_id) as named from public.mails m where lower(m.message_id) = any (v_answers)
      union all
      -- Ours begin with the number of the letter.
      select d.inquiry_id, lower(d.message_id) from public.deliveries d
      where d.inquiry_id is not null and d.id = any (array(select substring(a from '^<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@')::uuid from unnest(v_answers) a
        where a ~ '^<[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}@')) and lower(d.message_id) = any (v_answers)) c
    order by array_position(v_answers, c.named) limit 1),
    (select i.id from public.inquiries i where i.number = p ->> 'number' and private.knows_address(i.id, p ->> 'from_address')));
  return coalesce((select i.duplicate_of_id from public.inquiries i where i.id = v_found), v_found);
end $$;

-- Whoever has an inquiry is told that a mail came; nobody did this who could be left out of it.
create function private.tell_mail(p_inquiry public.inquiries, p_excerpt text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'changed', 'inquiries', p_inquiry.id, jsonb_build_object('number', p_inquiry.number, 'subject', p_inquiry.subject, 'entry', 'email', 'excerpt', left(p_excerpt, 200)),
    private.reach_of(s.id, 'changed') = 'app'
  from public.staff s where s.id = p_inquiry.assigned_to and s.is_active and private.reach_of(s.id, 'changed') <> 'none'
$$;

-- Keeps a mail on an inquiry: its entry in the story (what is new in it, internal), itself, its files. Answers its id.
create function private.keep_mail(p_inquiry uuid, p jsonb, p_source text, p_source_key text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_at timestamptz := least(coalesce((p ->> 'received_at')::timestamptz, now()), now());
  v_body text := coalesce(nullif(btrim(p ->> 'body'), ''), nullif(btrim(p ->> 'subject'), ''), '–');
  v_interaction uuid;
  v_original uuid;
  v_files uuid[];
  v_id uuid;
begin
  insert into public.interactions (inquiry_id, kind, body, occurred_at) values (p_inquiry, 'email', left(v_body, 20000), v_at) returning id into v_interaction;
  with kept as (
    insert into public.attachments (inquiry_id, name, media_type, bytes, sha256, width, height, path, created_by)
    select p_inquiry, f.name, f.media_type, f.bytes, f.sha256, f.width, f.height, f.path, private.current_staff_id()
    from jsonb_populate_recordset(null::public.attachments, coalesce(nullif(p -> 'files', 'null'), '[]')) f returning id)
  select coalesce(array_agg(id), '{}') into v_files from kept;
  if jsonb_typeof(p -> 'original') = 'object' then
    insert into public.attachments (inquiry_id, name, media_type, bytes, sha256, path, created_by)
    select p_inquiry, f.name, f.media_type, f.bytes, f.sha256, f.path, private.current_staff_id() from jsonb_populate_record(null::public.attachments, p -> 'original') f returning id into v_original;
  end if;
  insert into public.mails (inquiry_id, direction, source, message_id, in_reply_to, reference_ids, from_address, from_name, to_addresses, cc_addresses, subject, body, sent_at,
    interaction_id, attachment_id, file_ids, source_key, created_by)
  values (p_inquiry, 'in', p_source, left(p ->> 'message_id', 998), left(p #>> '{answers,0}', 998),
    array(select a from jsonb_array_elements_text(coalesce(nullif(p -> 'answers', 'null'), '[]')) with ordinality x (a, n) where length(a) <= 998 order by n limit 100),
    left(nullif(p ->> 'from_address', ''), 254), left(nullif(p ->> 'from_name', ''), 200),
    array(select left(a, 254) from jsonb_array_elements_text(coalesce(nullif(p -> 'to', 'null'), '[]')) a limit 50),
    array(select left(a, 254) from jsonb_array_elements_text(coalesce(nullif(p -> 'cc', 'null'), '[]')) a limit 50),
    left(coalesce(p ->> 'subject', ''), 500), left(coalesce(nullif(p ->> 'whole', ''), v_body), 200000), v_at, v_interaction, v_original, v_files, p_source_key, private.current_staff_id())
  returning id into v_id;
  return v_id;
end $$;

-- A mail that a person wrote: to its inquiry, or a new one of whoever has the address. A mail about what is closed is a new question,
-- beside the old one.
create function private.take_message(p jsonb, p_source_key text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_inquiry public.inquiries;
  v_before public.inquiries;
  v_residents uuid[];
  v_resident public.residents;
  v_at timestamptz := least(coalesce((p ->> 'received_at')::timestamptz, now()), now());
  v_subject text := nullif(btrim(p ->> 'subject'), '');
  v_body text := coalesce(nullif(btrim(p ->> 'body'), ''), v_subject, '–');
begin
  -- Two mails of one person that come at once: the second finds what the first opened.
  perform pg_advisory_xact_lock(hashtextextended('mail ' || lower(coalesce(p ->> 'from_address', '')), 0));
  select * into v_inquiry from public.inquiries where id = private.inquiry_of_mail(p) for update;
  if v_inquiry.id is null or private.is_over(v_inquiry.status) then
    v_before := v_inquiry;
    -- A household may share an address: then a person says who it is.
    v_residents := array(select distinct e.resident_id from public.resident_emails e where lower(e.address) = lower(p ->> 'from_address') limit 2);
    select * into v_resident from public.residents where id = case when cardinality(v_residents) = 1 then v_residents[1]
      when v_before.resident_id = any (v_residents) then v_before.resident_id end;
    insert into public.inquiries (subject, body, channel, language, topic_id, resident_id, district_id, neighborhood, opened_at)
    values (left(coalesce(v_subject, left(v_body, 100)), 300), left(v_body, 20000), 'email',
      coalesce(v_resident.preferred_language, (select code from public.languages where code in (lower(p ->> 'language'), split_part(lower(p ->> 'language'), '-', 1)) order by length(code) desc limit 1),
        v_before.language, 'en'),
      -- Where what fits nowhere else stands, until somebody reads it.
      coalesce(v_before.topic_id, (select id from public.topics where is_active order by sort_order desc, name desc limit 1)),
      v_resident.id, coalesce(v_resident.district_id, v_before.district_id), coalesce(v_resident.neighborhood, v_before.neighborhood), v_at)
    returning * into v_inquiry;
    if v_before.id is not null then
      insert into public.inquiry_links (inquiry_id, other_id) values (least(v_inquiry.id, v_before.id), greatest(v_inquiry.id, v_before.id)) on conflict do nothing;
    end if;
  else
    perform private.tell_mail(v_inquiry, v_body);
    -- What was waited for is there, and what was believed done is not.
    if v_inquiry.status in ('waiting_resident', 'resolved') then
      update public.inquiries set status = 'in_progress' where id = v_inquiry.id;
    end if;
  end if;
  perform private.keep_mail(v_inquiry.id, p, 'mailbox', p_source_key);
  return v_inquiry.id;
end $$;

-- As before, and the mail is kept beside its entry, so that an answer to it is one conversation with it.
create or replace function private.take_reply(p jsonb) returns uuid
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

  if v_inquiry.id is null or private.is_over(v_inquiry.status) then
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
    perform private.tell_mail(v_inquiry, v_body);
    if v_inquiry.status in ('waiting_resident', 'resolved') then
      update public.inquiries set status = 'in_progress' where id = v_inquiry.id;
    end if;
  end if;
  perform private.keep_mail(v_inquiry.id, p, 'mailbox', p ->> 'source_key');
  return v_inquiry.id;
end $$;

-- As before, and kind "message": {message: see take_message}. An address that writes without end opens nothing more: what it sends
-- within the hour after the thirtieth is left for a person, and the mailbox is read on.
create or replace function public.take_mail(p jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_kind text := p ->> 'kind';
  v_delivery uuid := (select id from public.deliveries where id = (p ->> 'delivery_id')::uuid);
  v_from text := lower(left(case v_kind when 'message' then p #>> '{message,from_address}' when 'reply' then p #>> '{reply,from_address}' end, 254));
  v_inquiry uuid;
  v_outcomes jsonb := '[]';
  v_one jsonb;
begin
  if v_kind = 'message' and (select count(*) from (select from public.incoming_mails m where m.kind = 'message' and m.from_address = v_from and m.created_at > now() - interval '1 hour' limit 30) m) = 30 then
    v_kind := 'other';
    v_from := null;
  end if;
  insert into public.incoming_mails (source_key, kind, message_id, from_address, delivery_id, mailbox, uid_validity, uid)
  values (p ->> 'source_key', v_kind, left(p ->> 'message_id', 998), v_from, v_delivery, p ->> 'mailbox', (p ->> 'uid_validity')::bigint, (p ->> 'uid')::bigint)
  on conflict (source_key) do nothing returning id into v_id;
  if v_id is not null then
    for v_one in select value from jsonb_array_elements(coalesce(nullif(p -> 'reports', 'null'), '[]')) loop
      v_outcomes := v_outcomes || public.record_bounce(v_one);
    end loop;
    if v_kind = 'unsubscribe' and v_delivery is not null then
      perform public.unsubscribe_delivery(v_delivery, 'mailto');
    elsif v_kind = 'reply' then
      v_inquiry := private.take_reply((p -> 'reply') || jsonb_build_object('delivery_id', v_delivery, 'source_key', p ->> 'source_key'));
    elsif v_kind = 'message' then
      v_inquiry := private.take_message(p -> 'message', p ->> 'source_key');
    end if;
    if v_inquiry is not null then update public.incoming_mails set inquiry_id = v_inquiry where id = v_id; end if;
  end if;
  if p ->> 'mailbox' is not null then
    update private.mailboxes set uid_validity = (p ->> 'uid_validity')::bigint,
      last_uid = case when uid_validity is not distinct from (p ->> 'uid_validity')::bigint then greatest(last_uid, (p ->> 'uid')::bigint) else (p ->> 'uid')::bigint end
    where name = p ->> 'mailbox';
  end if;
  return jsonb_build_object('is_new', v_id is not null, 'kind', v_kind, 'outcomes', v_outcomes, 'inquiry_id', v_inquiry);
end $$;

-- ---------------------------------------------------------------- a mail that a person adds
-- What the server read of a file, until the person who sent it adds it: see add_attachment. Answers {id}.
create function public.add_mail(p_ticket uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_mail jsonb;
  v_inquiry public.inquiries;
  v_id uuid;
begin
  perform private.at_least('staff');
  delete from private.attachment_tickets where id = p_ticket and file ? 'mail' returning file into v_mail;
  if v_mail is null then raise sqlstate 'PT404' using message = 'This upload is not known any more. Send the file again.', hint = 'missing'; end if;
  select * into v_inquiry from public.inquiries where id = (v_mail ->> 'id')::uuid for update;
  if v_inquiry.id is null then raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing'; end if;
  select m.id into v_id from public.mails m where m.inquiry_id = v_inquiry.id and m.source_key = v_mail ->> 'source_key';
  if v_id is not null then
    raise sqlstate 'PT409' using message = 'This mail is on the inquiry already.', hint = 'mail_there';
  end if;
  v_id := private.keep_mail(v_inquiry.id, v_mail -> 'mail', 'file', v_mail ->> 'source_key');
  return jsonb_build_object('id', v_id);
end $$;

-- ---------------------------------------------------------------- who is it
-- Who wrote the first mail of an inquiry that has no resident: {address, name, residents: [{id, name}]}; null when nobody asks.
create function public.mail_sender(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select jsonb_build_object('address', m.from_address, 'name', m.from_name, 'residents', (
      select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name, r.id), '[]') from public.residents r
      where r.id in (select e.resident_id from public.resident_emails e where lower(e.address) = lower(m.from_address))))
    from public.inquiries i join public.mails m on m.inquiry_id = i.id and m.direction = 'in' and m.from_address is not null
    where i.id = p_id and i.resident_id is null order by m.sent_at, m.id limit 1);
end $$;

-- Says who it is, as one act: a resident, who has the address from now on, or a new one of this name. Answers the resident's id.
create function public.name_mail_sender(p_id uuid, p_version integer, p_resident uuid, p_name text default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_inquiry public.inquiries;
  v_sender jsonb;
  v_id uuid := p_resident;
  v_name text := btrim(coalesce(p_name, ''));
begin
  perform private.at_least('staff');
  v_inquiry := private.lock_inquiry(p_id, p_version);
  v_sender := public.mail_sender(p_id);
  if v_sender is null then
    raise sqlstate 'PT409' using message = 'Somebody said already who it is.', hint = 'conflict';
  elsif v_id is null and (v_name = '' or length(v_name) > 200) then
    raise sqlstate 'PT422' using message = 'Enter the name.', hint = 'sender_name';
  elsif v_id is not null and not exists (select from public.residents where id = v_id) then
    raise sqlstate 'PT404' using message = 'This resident is not there any more.', hint = 'missing';
  end if;
  if v_id is null then
    insert into public.residents (name, preferred_language, district_id, neighborhood) values (v_name, v_inquiry.language, v_inquiry.district_id, v_inquiry.neighborhood) returning id into v_id;
  end if;
  insert into public.resident_emails (resident_id, address) select v_id, v_sender ->> 'address'
  where not exists (select from public.resident_emails e where e.resident_id = v_id and lower(e.address) = lower(v_sender ->> 'address')) and v_sender ->> 'address' ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$';
  update public.inquiries set resident_id = v_id, district_id = coalesce(district_id, (select r.district_id from public.residents r where r.id = v_id)) where id = p_id;
  return v_id;
end $$;

revoke all on function private.knows_address(uuid, text), private.inquiry_of_mail(jsonb), private.tell_mail(public.inquiries, text), private.keep_mail(uuid, jsonb, text, text),
  private.take_message(jsonb, text) from public, anon, authenticated;
revoke all on function public.add_mail(uuid), public.mail_sender(uuid), public.name_mail_sender(uuid, integer, uuid, text) from public, anon;
grant execute on function public.add_mail(uuid), public.mail_sender(uuid), public.name_mail_sender(uuid, integer, uuid, text) to authenticated;
