-- Mails: what was written by mail about an inquiry, in both directions, each beside its entry in the story. An answer of the
-- office waits half a minute in the queue of letters, so that it can be taken back; once a mail server has it, nothing can.

alter table public.deliveries add column inquiry_id uuid references public.inquiries (id) on delete set null;
create index deliveries_inquiry on public.deliveries (inquiry_id, created_at) where inquiry_id is not null;
comment on column public.deliveries.inquiry_id is 'The inquiry that it answers.';

create table public.mails (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  direction text not null constraint mails_direction_known check (direction in ('in', 'out')),
  -- Written here, found in the mailbox, or added as a file by a person.
  source text not null constraint mails_source_known check (source in ('office', 'mailbox', 'file')),
  -- As its sender's program named it (RFC 5322). Of ours the queue knows it: see deliveries.
  message_id text constraint mails_message_id_length check (length(message_id) <= 998),
  in_reply_to text constraint mails_in_reply_to_length check (length(in_reply_to) <= 998),
  reference_ids text[] not null default '{}' constraint mails_references_range check (cardinality(reference_ids) <= 100),
  from_address text constraint mails_from_length check (length(from_address) <= 254),
  from_name text constraint mails_from_name_length check (length(from_name) <= 200),
  to_addresses text[] not null default '{}',
  cc_addresses text[] not null default '{}',
  subject text not null default '' constraint mails_subject_length check (length(subject) <= 500),
  -- The whole text, what it quotes included; the entry in the story has what is new.
  body text not null default '' constraint mails_body_length check (length(body) <= 200000),
  -- When it was written, as it says itself; of ours when it was queued.
  sent_at timestamptz not null default now(),
  delivery_id uuid references public.deliveries (id) on delete set null,
  interaction_id uuid references public.interactions (id) on delete set null,
  -- The mail as it came.
  attachment_id uuid references public.attachments (id) on delete set null,
  -- The files that went with it.
  file_ids uuid[] not null default '{}',
  -- A hash of what its sender wrote: the same mail is on an inquiry once.
  source_key text,
  created_by uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint mails_once unique (inquiry_id, source_key)
);
-- "What was written about this inquiry, in order?"
create index mails_inquiry on public.mails (inquiry_id, sent_at, id);
-- "Which inquiry does an answer to this mail belong to?"
create index mails_message_id on public.mails (lower(message_id)) where message_id is not null;
create index mails_delivery on public.mails (delivery_id) where delivery_id is not null;
create index mails_interaction on public.mails (interaction_id) where interaction_id is not null;
create index mails_attachment on public.mails (attachment_id) where attachment_id is not null;
create index mails_created_by on public.mails (created_by) where created_by is not null;
call private.protect('public.mails');
call private.show('mails', 'staff', 'inquiries', 'inquiry_id');
-- Deliberately not granted: writes. Answers are queued and mails are taken by functions.
comment on table public.mails is 'What was written by mail about an inquiry, in both directions.';

-- An answer that is taken back (by undo) is not sent. One that has left, or is leaving just now, stays.
create function private.take_back_mail() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.direction <> 'out' or old.delivery_id is null then return old; end if;
  update public.deliveries set status = 'cancelled', reason = 'by_hand', settled_at = now()
  where id = old.delivery_id and status = 'waiting' and (leased_until is null or leased_until < now());
  if not found and exists (select from public.deliveries where id = old.delivery_id and status in ('waiting', 'sent')) then
    raise sqlstate 'PT409' using message = 'This mail has left already: it cannot be taken back. Write another one.', hint = 'mail_left';
  end if;
  return old;
end $$;
create trigger _905_take_back before delete on public.mails for each row execute function private.take_back_mail();

-- Whoever wrote an answer that did not arrive is told, and whoever has the inquiry.
create function private.tell_undelivered() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
  select s.id, 'changed', 'inquiries', i.id,
    jsonb_build_object('number', i.number, 'subject', i.subject, 'deed', 'mail_undelivered', 'excerpt', left(new.to_address, 200)), private.reach_of(s.id, 'changed') = 'app'
  from public.inquiries i join public.staff s on s.is_active and (s.id = i.assigned_to or s.id = (select m.created_by from public.mails m where m.delivery_id = new.id limit 1))
  where i.id = new.inquiry_id and private.reach_of(s.id, 'changed') <> 'none';
  return null;
end $$;
create trigger _610_tell_undelivered after update of status, bounced_at on public.deliveries for each row
  when (new.kind = 'inquiry.reply' and (new.status = 'failed' and old.status <> 'failed' or new.status <> 'failed' and new.bounced_at is not null and old.bounced_at is null))
  execute function private.tell_undelivered();

-- ---------------------------------------------------------------- templates
-- What the office often answers, by topic, state and language. A name that is there in several languages is one answer.
create table public.reply_templates (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint reply_templates_name_filled check (btrim(name) <> '' and length(name) <= 120),
  topic_id uuid references public.topics (id) on delete cascade,
  status text constraint reply_templates_status_known check (status in ('new', 'assigned', 'in_progress', 'waiting_resident', 'waiting_other', 'referred', 'resolved')),
  language text not null references public.languages (code) on update cascade on delete restrict,
  subject text not null default '' constraint reply_templates_subject_length check (length(subject) <= 200),
  body text not null constraint reply_templates_body_filled check (btrim(body) <> '' and length(body) <= 10000),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index reply_templates_once on public.reply_templates (lower(name), language, coalesce(topic_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(status, ''));
create index reply_templates_topic on public.reply_templates (topic_id) where topic_id is not null;
create index reply_templates_language on public.reply_templates (language, name);
call private.protect('public.reply_templates');
call private.show('reply_templates', 'manager');
comment on table public.reply_templates is 'What the office often answers, by topic, state and language.';

-- What can stand between braces in a template or an answer.
create function private.reply_variables() returns text[]
language sql immutable set search_path = '' as $$
  select array['name', 'number', 'subject', 'topic', 'status', 'opened', 'due', 'staff', 'office', 'office_phone']
$$;
-- The words between braces that cannot be filled.
create function private.unknown_variables(p_text text) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(distinct m[1]), '{}') from regexp_matches(coalesce(p_text, ''), '\{([a-z_]+)\}', 'g') m where m[1] <> all (private.reply_variables())
$$;

-- ---------------------------------------------------------------- writing one
-- "November 30, 2026", "30 de noviembre de 2026"; in other languages the day as figures.
create function private.said_day(p_day date, p_language text) returns text
language sql immutable set search_path = '' as $$
  select case p_language
    when 'en' then to_char(p_day, 'FMMonth FMDD, YYYY')
    when 'es' then format('%s de %s de %s', extract(day from p_day), (array['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre',
      'noviembre', 'diciembre'])[extract(month from p_day)::integer], extract(year from p_day))
    else p_day::text end
$$;
create function private.said_status(p_status text, p_language text) returns text
language sql immutable set search_path = '' as $$
  select case when p_language = 'es' then case p_status when 'new' then 'nueva' when 'assigned' then 'asignada' when 'in_progress' then 'en curso' when 'waiting_resident' then 'en espera de usted'
      when 'waiting_other' then 'en espera de otra oficina' when 'referred' then 'derivada' when 'resolved' then 'resuelta' when 'closed' then 'cerrada' else p_status end
    else case p_status when 'waiting_resident' then 'waiting for you' when 'waiting_other' then 'waiting for somebody else' else replace(p_status, '_', ' ') end end
$$;

-- What stands for each word between braces, of one inquiry and the person who writes.
create function private.reply_values(p_inquiry public.inquiries, p_language text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'name', (select coalesce(nullif(btrim(r.preferred_name), ''), r.name) from public.residents r where r.id = p_inquiry.resident_id),
    'number', p_inquiry.number, 'subject', p_inquiry.subject,
    'topic', (select t.name from public.topics t where t.id = p_inquiry.topic_id),
    'status', private.said_status(p_inquiry.status, p_language),
    'opened', private.said_day(private.local_date(p_inquiry.opened_at), p_language),
    'due', private.said_day(p_inquiry.due_on, p_language),
    'staff', (select s.name from public.staff s where s.id = private.current_staff_id()),
    'office', g.office_name, 'office_phone', regexp_replace(g.phone, '^\+1(\d{3})(\d{3})(\d{4})$', '\1 \2-\3')))
  from public.settings g
$$;
-- Each word between braces is filled once: what stands for it is not read again, whatever somebody called themselves or their question.
create function private.fill_reply(p_text text, p_values jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(string_agg(coalesce(p_values ->> substr(m[1], 2, length(m[1]) - 2), m[1], m[2]), '' order by n), '')
  from regexp_matches(p_text, '(\{[a-z_]+\})|([^{]+|\{)', 'g') with ordinality x (m, n)
$$;

-- Where an answer goes when nobody says otherwise: to whoever wrote last, otherwise to the resident.
create function private.reply_address(p_inquiry public.inquiries) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select m.from_address from public.mails m where m.inquiry_id = p_inquiry.id and m.direction = 'in' and m.from_address is not null order by m.sent_at desc, m.id limit 1),
    (select e.address from public.resident_emails e where e.resident_id = p_inquiry.resident_id order by e.created_at, e.address limit 1))
$$;
-- "Re: …", with the number by which an answer finds back.
create function private.reply_subject(p_inquiry public.inquiries, p_subject text) returns text
language sql immutable set search_path = '' as $$
  select left(case when position(p_inquiry.number in s.said) > 0 then s.said else format('%s [%s]', left(s.said, 400), p_inquiry.number) end, 500)
  from (select coalesce(nullif(btrim(regexp_replace(p_subject, '\s+', ' ', 'g')), ''), format('Re: %s', p_inquiry.subject)) as said) s
$$;

-- Whom a copy goes to: [{address, refused}], each once, and not to whom the answer itself goes.
create function private.reply_copies(p_cc jsonb, p_to text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('address', c.address, 'refused', private.may_write_to(c.address)) order by c.n), '[]')
  from (select distinct on (lower(btrim(e.value))) btrim(e.value) as address, e.n
    from jsonb_array_elements_text(case when jsonb_typeof(p_cc) = 'array' then p_cc else '[]' end) with ordinality e (value, n)
    where btrim(e.value) <> '' and lower(btrim(e.value)) is distinct from lower(p_to) order by lower(btrim(e.value)), e.n) c
$$;

-- What the person would get: {subject, body, to, cc, name, language, missing: words that nothing stands for, may_write, office}. The template's
-- words, or those that are being typed.
create function public.reply_preview(p_id uuid, p_reply jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_inquiry public.inquiries;
  v_template public.reply_templates;
  v_language text;
  v_values jsonb;
  v_subject text;
  v_body text;
  v_to text;
begin
  perform private.at_least('viewer');
  select * into v_inquiry from public.inquiries where id = p_id;
  if v_inquiry.id is null then raise sqlstate 'PT404' using message = 'This inquiry is not there any more.', hint = 'missing'; end if;
  select * into v_template from public.reply_templates where id = nullif(p_reply ->> 'template_id', '')::uuid;
  v_language := coalesce(nullif(p_reply ->> 'language', ''), v_template.language,
    (select r.preferred_language from public.residents r where r.id = v_inquiry.resident_id), v_inquiry.language);
  v_values := private.reply_values(v_inquiry, v_language);
  v_to := coalesce(nullif(btrim(p_reply ->> 'to'), ''), private.reply_address(v_inquiry));
  v_subject := coalesce(nullif(p_reply ->> 'subject', ''), v_template.subject, '');
  v_body := coalesce(p_reply ->> 'body', v_template.body, '');
  return jsonb_build_object('id', v_inquiry.id, 'kind', 'inquiry.reply', 'number', v_inquiry.number, 'subject', private.reply_subject(v_inquiry, private.fill_reply(v_subject, v_values)),
    'body', private.fill_reply(v_body, v_values), 'to', v_to, 'cc', private.reply_copies(p_reply -> 'cc', v_to), 'language', v_language, 'values', v_values,
    'missing', (select coalesce(jsonb_agg(distinct m[1]), '[]') from regexp_matches(v_body || ' ' || v_subject, '\{([a-z_]+)\}', 'g') m where not v_values ? m[1]),
    'refused', private.may_write_to(v_to), 'office', private.reply_office());
end $$;
create function private.reply_office() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings
$$;

-- The templates that fit an inquiry, the best first: in the resident's language, of its topic, of its state.
create function public.fitting_templates(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'language', f.language, 'topic_id', f.topic_id, 'status', f.status) order by f.n), '[]') from (
    select t.id, t.name, t.language, t.topic_id, t.status, row_number() over (
      order by t.language = coalesce(r.preferred_language, i.language) desc, t.language = 'en' desc, t.topic_id is not null desc, t.status is not null desc, lower(t.name), t.id) as n
    from public.inquiries i left join public.residents r on r.id = i.resident_id
    join public.reply_templates t on t.is_active and (t.topic_id is null or t.topic_id = i.topic_id) and (t.status is null or t.status = i.status)
    where i.id = p_id limit 100) f);
end $$;

-- ---------------------------------------------------------------- sending one
-- Queues an answer, as one act: the letter, its entry in the story, which the resident may read, and the state that follows. It leaves
-- half a minute later and can be taken back until then. {key: once, to, cc: [addresses], subject, body, language, template_id, files: ids
-- of the inquiry's attachments, status} → {id, delivery_id, interaction_id, version, send_at}
create function public.reply_to_inquiry(p_id uuid, p_version integer, p_reply jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_inquiry public.inquiries;
  v_preview jsonb;
  v_to text;
  v_body text;
  v_key text := nullif(p_reply ->> 'key', '');
  v_status text := nullif(p_reply ->> 'status', '');
  v_files uuid[];
  v_cc text[];
  v_wrong text;
  v_mail uuid := gen_random_uuid();
  v_delivery public.deliveries;
  v_interaction uuid;
begin
  perform private.at_least('staff');
  if v_key is null or length(v_key) > 100 then
    raise sqlstate 'PT422' using message = 'The answer has no key. Load the page anew.', hint = 'reply_key';
  end if;
  v_key := 'reply:' || v_key;
  -- The same answer again, because what was said of it was lost on the way.
  select * into v_delivery from public.deliveries where key = v_key and inquiry_id = p_id;
  if v_delivery.id is not null then
    return (select jsonb_build_object('id', m.id, 'delivery_id', m.delivery_id, 'interaction_id', m.interaction_id, 'version', i.version, 'send_at', v_delivery.send_at)
      from public.mails m join public.inquiries i on i.id = m.inquiry_id where m.delivery_id = v_delivery.id);
  end if;
  v_inquiry := private.lock_inquiry(p_id, p_version);
  if private.is_over(v_inquiry.status) then
    raise sqlstate 'PT422' using message = 'This inquiry is closed. Reopen it first.', hint = 'inquiry_closed';
  end if;
  v_preview := public.reply_preview(p_id, p_reply);
  v_to := v_preview ->> 'to';
  v_body := btrim(coalesce(v_preview ->> 'body', ''));
  if v_to is null then
    raise sqlstate 'PT422' using message = 'There is no address to write to. Enter one.', hint = 'answer_to';
  elsif v_to !~ '^[^@\s<>(),;:"\\\[\]]+@[^@\s<>(),;:"\\\[\]]+\.[^@\s<>(),;:"\\\[\]]+$' or length(v_to) > 254 then
    raise sqlstate 'PT422' using message = 'Enter an e-mail address, such as name@example.org.', hint = 'answer_to';
  elsif v_preview ->> 'refused' = 'suppressed' then
    raise sqlstate 'PT422' using message = 'This address is not written to: mail to it came back, or its owner asked for it. Call instead, or lift the block first.', hint = 'reply_blocked';
  elsif v_body = '' then
    raise sqlstate 'PT422' using message = 'Write what you answer.', hint = 'reply_body';
  elsif length(v_body) > 19000 then
    raise sqlstate 'PT422' using message = 'Say it in 19,000 characters or fewer; more can go along as a file.', hint = 'reply_body';
  elsif jsonb_array_length(v_preview -> 'missing') > 0 then
    raise sqlstate 'PT422' using message = format('Nothing is known that could stand for {%s}. Write it yourself.', v_preview #>> '{missing,0}'), hint = 'reply_missing';
  elsif not exists (select from public.languages where code = v_preview ->> 'language') then
    raise sqlstate 'PT422' using message = 'Choose the language that it is written in.', hint = 'language';
  end if;
  v_cc := array(select c.value ->> 'address' from jsonb_array_elements(v_preview -> 'cc') with ordinality c order by c.ordinality);
  select c.value ->> 'address' into v_wrong from jsonb_array_elements(v_preview -> 'cc') c where c.value ->> 'refused' = 'suppressed' limit 1;
  if cardinality(v_cc) > 10 then
    raise sqlstate 'PT422' using message = 'A copy goes to at most 10 addresses.', hint = 'answer_cc';
  elsif exists (select from unnest(v_cc) c where c !~ '^[^@\s<>(),;:"\\\[\]]+@[^@\s<>(),;:"\\\[\]]+\.[^@\s<>(),;:"\\\[\]]+$' or length(c) > 254) then
    raise sqlstate 'PT422' using message = 'One of the copies has no e-mail address, such as name@example.org.', hint = 'answer_cc';
  elsif v_wrong is not null then
    raise sqlstate 'PT422' using message = format('%s is not written to: mail to it came back, or its owner asked for it. Take it out of the copies.', v_wrong), hint = 'cc_blocked';
  end if;
  v_files := array(select distinct value::uuid from jsonb_array_elements_text(coalesce(nullif(p_reply -> 'files', 'null'), '[]')));
  if cardinality(v_files) <> (select count(*) from public.attachments a where a.id = any (v_files) and a.inquiry_id = p_id and a.removed_at is null) then
    raise sqlstate 'PT422' using message = 'One of the files is not on this inquiry any more. Choose again.', hint = 'reply_files';
  elsif (select coalesce(sum(a.bytes), 0) from public.attachments a where a.id = any (v_files)) > 18000000 then
    raise sqlstate 'PT422' using message = 'The files are larger than 18 MB together; most mailboxes take no more. Send fewer.', hint = 'reply_files';
  elsif v_status is not null and (private.is_over(v_status) or v_status = 'referred') then
    raise sqlstate 'PT422' using message = 'Close it after the answer, where the reason is asked for.', hint = 'status';
  end if;

  insert into public.deliveries (kind, key, inquiry_id, resident_id, to_address, language, send_at, payload)
  values ('inquiry.reply', v_key, p_id, v_inquiry.resident_id, v_to, v_preview ->> 'language', now() + interval '30 seconds',
    jsonb_build_object('mail', v_mail, 'subject', v_preview ->> 'subject', 'body', v_body, 'files', to_jsonb(v_files), 'cc', to_jsonb(v_cc)))
  returning * into v_delivery;
  insert into public.interactions (inquiry_id, kind, body, is_public) values (p_id, 'email', v_body, true) returning id into v_interaction;
  insert into public.mails (id, inquiry_id, direction, source, to_addresses, cc_addresses, subject, body, delivery_id, interaction_id, file_ids, created_by)
  values (v_mail, p_id, 'out', 'office', array[v_to], v_cc, v_preview ->> 'subject', v_body, v_delivery.id, v_interaction, v_files, private.current_staff_id());
  if v_status is not null and v_status <> v_inquiry.status then
    update public.inquiries set status = v_status where id = p_id returning version into v_inquiry.version;
  end if;
  return jsonb_build_object('id', v_mail, 'delivery_id', v_delivery.id, 'interaction_id', v_interaction,
    'version', (select version from public.inquiries where id = p_id), 'send_at', v_delivery.send_at);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'The answer cannot be read. Load the page anew.', hint = 'reply_key';
end $$;

-- What the letter says, when it is sent; null when it is not to be sent any more. What it answers is named, so that mail programs
-- show the conversation as one.
create function public.reply_letter_facts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with letter as (
    select d.*, m.id as mail_id, m.created_at as written_at from public.deliveries d join public.mails m on m.delivery_id = d.id
    where d.id = p_id and d.kind = 'inquiry.reply' and d.status = 'waiting'),
  before as (
    select coalesce(m.message_id, o.message_id) as message_id, m.direction, m.sent_at, m.id from letter l
    join public.mails m on m.inquiry_id = l.inquiry_id and m.id <> l.mail_id and m.created_at <= l.written_at
      and (lower(m.from_address) = lower(l.to_address) or exists (select from unnest(m.to_addresses || m.cc_addresses) a where lower(a) = lower(l.to_address)))
    left join public.deliveries o on o.id = m.delivery_id and o.status <> 'cancelled'
    where coalesce(m.message_id, o.message_id) ~ '^<[^\s<>@]+@[^\s<>@]+>$' order by m.sent_at desc, m.id limit 20)
  select jsonb_build_object('id', l.id, 'kind', l.kind, 'language', l.language, 'inquiry_id', l.inquiry_id, 'number', (select i.number from public.inquiries i where i.id = l.inquiry_id),
    'subject', l.payload ->> 'subject', 'body', l.payload ->> 'body', 'office', private.reply_office(),
    'in_reply_to', (select b.message_id from before b order by b.direction, b.sent_at desc, b.id limit 1),
    'references', (select coalesce(jsonb_agg(b.message_id order by b.sent_at, b.id desc), '[]') from before b),
    -- Whoever is not written to any more since then gets no copy.
    'cc', (select coalesce(jsonb_agg(c.value order by c.ordinality), '[]') from jsonb_array_elements_text(l.payload -> 'cc') with ordinality c where private.may_write_to(c.value) is null),
    'files', (select coalesce(jsonb_agg(jsonb_build_object('name', a.name, 'media_type', a.media_type, 'path', a.path) order by a.created_at, a.id), '[]')
      from jsonb_array_elements_text(l.payload -> 'files') f join public.attachments a on a.id = f::uuid and a.removed_at is null))
  from letter l
$$;

revoke all on function private.take_back_mail(), private.tell_undelivered(), private.reply_variables(), private.unknown_variables(text), private.said_day(date, text), private.said_status(text, text),
  private.reply_values(public.inquiries, text), private.fill_reply(text, jsonb), private.reply_address(public.inquiries), private.reply_copies(jsonb, text), private.reply_subject(public.inquiries, text), private.reply_office()
  from public, anon, authenticated;
revoke all on function public.reply_preview(uuid, jsonb), public.fitting_templates(uuid), public.reply_to_inquiry(uuid, integer, jsonb) from public, anon;
grant execute on function public.reply_preview(uuid, jsonb), public.fitting_templates(uuid), public.reply_to_inquiry(uuid, integer, jsonb) to authenticated;
revoke all on function public.reply_letter_facts(uuid) from public, anon, authenticated;
grant execute on function public.reply_letter_facts(uuid) to service_role;
