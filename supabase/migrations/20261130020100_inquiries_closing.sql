-- Closing with a sentence for the public: what the resident is told, in words that they may keep. Everybody who reported the inquiry
-- or called about it gets a letter with it in their language, and with the one question. Looking at the link does nothing; answering
-- it does. Where nothing is written for the public, nobody gets a letter: the journey asks, when it is on.

alter table public.inquiries
  add column public_sentence text constraint inquiries_public_sentence_filled check (btrim(public_sentence) <> '' and length(public_sentence) <= 2000),
  -- The same in other languages: {"es": "…"}.
  add column public_translations jsonb not null default '{}' constraint inquiries_public_translations_object check (jsonb_typeof(public_translations) = 'object' and length(public_translations::text) <= 20000),
  add constraint inquiries_public_when_over check (public_sentence is null or closed_at is not null);
comment on column public.inquiries.public_sentence is 'What residents were told when it was closed.';
comment on column public.inquiries.public_translations is 'The public sentence in other languages.';

-- What was said at a closing goes with the closing; the story keeps it.
create function private.stamp_public_sentence() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.closed_at is null then
    new.public_sentence := null;
    new.public_translations := '{}';
  end if;
  return new;
end $$;
create trigger _210_stamp_public before update of status on public.inquiries
  for each row when (old.closed_at is not null) execute function private.stamp_public_sentence();

-- Who answers, where several were asked; null for the resident of the inquiry itself.
alter table public.inquiry_answers
  add column person_id uuid references public.inquiry_people (id) on delete cascade,
  drop constraint inquiry_answers_once,
  add constraint inquiry_answers_once unique nulls not distinct (inquiry_id, closed_at, person_id);
create index inquiry_answers_person on public.inquiry_answers (person_id) where person_id is not null;
comment on column public.inquiry_answers.person_id is 'Which of the people of the inquiry answered; null for its own resident.';

-- "Which letters told of the end of this inquiry?"
create index deliveries_closing on public.deliveries ((payload ->> 'inquiry_id'), created_at) where kind = 'inquiry.closed';

-- ---------------------------------------------------------------- who is told
-- Everybody whom the end of an inquiry concerns: the first address that letters reach, and their language. Without one they are called.
create function private.closing_people(p_inquiry uuid)
returns table (person_id uuid, resident_id uuid, name text, kind text, relation text, from_inquiry_id uuid, language text, address text, since timestamptz)
language sql stable security definer set search_path = '' as $$
  select distinct on (w.resident_id) w.person_id, w.resident_id, coalesce(r.preferred_name, r.name), w.kind, w.relation, w.from_inquiry_id,
    coalesce(r.preferred_language, 'en'), m.address, w.since
  from (
    select null::uuid as person_id, i.resident_id, 'resident'::text as kind, null::text as relation, null::uuid as from_inquiry_id, i.opened_at as since, 0 as place
    from public.inquiries i where i.id = p_inquiry
    union all
    select p.id, p.resident_id, p.kind, p.relation, p.from_inquiry_id, p.created_at, 1 from public.inquiry_people p where p.inquiry_id = p_inquiry) w
  join public.residents r on r.id = w.resident_id
  left join lateral (select e.address from public.resident_emails e where e.resident_id = w.resident_id and private.may_write_to(e.address) is null
    order by e.created_at, e.address limit 1) m on true
  order by w.resident_id, w.place
$$;

-- Puts the letters of a closing into the queue, once each. They leave two minutes later, so that whoever closed by mistake can still
-- take it back.
create function private.tell_closing(p_inquiry uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.inquiries;
  v_told integer;
begin
  select * into v_one from public.inquiries where id = p_inquiry;
  if v_one.public_sentence is null or v_one.closed_at is null then return 0; end if;
  insert into public.deliveries (kind, key, resident_id, to_address, language, payload, send_at, expires_at)
  select 'inquiry.closed', format('inquiry.closed:%s:%s:%s', v_one.id, extract(epoch from v_one.closed_at), p.address), p.resident_id, p.address, p.language,
    jsonb_build_object('inquiry_id', v_one.id, 'person_id', p.person_id, 'closed_at', v_one.closed_at), now() + interval '2 minutes', now() + interval '7 days'
  from private.closing_people(v_one.id) p where p.address is not null
  on conflict (key) do nothing;
  get diagnostics v_told = row_count;
  return v_told;
end $$;

-- What is open again is not told as closed. Also when an undo opened it: this one is not rested then.
create function private.settle_closing_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.deliveries d set status = 'cancelled', reason = 'not_needed', settled_at = now(), leased_until = null, leased_by = null
  where d.kind = 'inquiry.closed' and d.payload ->> 'inquiry_id' = new.id::text and d.status = 'waiting';
  return null;
end $$;
create trigger _960_settle_closing after update on public.inquiries for each row
  when (old.closed_at is not null and new.closed_at is distinct from old.closed_at) execute function private.settle_closing_letters();

-- What the letter says when it is sent; null when it is not true any more.
create function public.closing_letter_facts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', d.id, 'kind', d.kind, 'language', d.language, 'link', coalesce(d.payload ->> 'person_id', i.id::text),
    'number', coalesce(o.number, i.number), 'subject', coalesce(o.subject, i.subject), 'name', coalesce(r.preferred_name, r.name),
    'sentence', coalesce(i.public_translations ->> d.language, i.public_translations ->> split_part(d.language, '-', 1), i.public_sentence),
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings))
  from public.deliveries d join public.inquiries i on i.id = (d.payload ->> 'inquiry_id')::uuid
    left join public.residents r on r.id = d.resident_id
    left join public.inquiry_people p on p.id = (d.payload ->> 'person_id')::uuid
    -- Whoever reported what was merged knows it by its own number.
    left join public.inquiries o on o.id = p.from_inquiry_id
  where d.id = p_id and d.kind = 'inquiry.closed' and d.status = 'waiting' and i.public_sentence is not null and i.closed_at = (d.payload ->> 'closed_at')::timestamptz
$$;

-- ---------------------------------------------------------------- closing
drop function public.close_inquiry(uuid, integer, text, text);
-- p_public is what residents are told; p_translations the same in other languages, {"es": "…"}.
create function public.close_inquiry(p_id uuid, p_version integer, p_resolution_code text, p_note text default null, p_public text default null, p_translations jsonb default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.inquiries;
  v_public text := nullif(btrim(p_public), '');
  v_translations jsonb;
begin
  perform private.at_least('staff');
  v_row := private.lock_inquiry(p_id, p_version);
  if private.is_over(v_row.status) then
    raise sqlstate 'PT409' using message = 'This inquiry is closed already.', hint = 'conflict';
  elsif p_resolution_code = 'duplicate' then
    raise sqlstate 'PT422' using message = 'Say which inquiry this one repeats instead of closing it: then whoever reported it is told with the other.', hint = 'resolution_code';
  elsif length(v_public) > 2000 then
    raise sqlstate 'PT422' using message = 'Write at most 2,000 characters for the public.', hint = 'public';
  elsif v_public is null and exists (select from jsonb_each_text(coalesce(nullif(p_translations, 'null'), '{}')) where btrim(value) <> '') then
    raise sqlstate 'PT422' using message = 'Write the sentence for the public in English as well: the office keeps that one.', hint = 'public';
  end if;
  select coalesce(jsonb_object_agg(t.key, btrim(t.value)) filter (where btrim(t.value) <> ''), '{}') into v_translations
  from jsonb_each_text(coalesce(nullif(p_translations, 'null'), '{}')) t join public.languages l on l.code = t.key where t.key <> 'en';
  update public.inquiries set status = 'closed', resolution_code = p_resolution_code, resolution_note = nullif(btrim(p_note), ''), public_sentence = v_public,
    public_translations = v_translations
  where id = p_id returning version into v_row.version;
  if nullif(btrim(p_note), '') is not null then
    insert into public.interactions (inquiry_id, kind, body) values (p_id, 'resolution', btrim(p_note));
  end if;
  if v_public is not null then
    insert into public.interactions (inquiry_id, kind, body, is_public)
    values (p_id, 'resolution', concat_ws(E'\n\n', v_public, (select string_agg(value, E'\n\n' order by key) from jsonb_each_text(v_translations))), true);
    perform private.tell_closing(p_id);
  end if;
  return v_row.version;
end $$;
revoke all on function public.close_inquiry(uuid, integer, text, text, text, jsonb) from public, anon;
grant execute on function public.close_inquiry(uuid, integer, text, text, text, jsonb) to authenticated;

-- ---------------------------------------------------------------- the question
-- What a signed link is about: an inquiry for its resident, or one of its people. What repeats another is asked about with the other.
create function private.closing_of(p_link uuid) returns table (inquiry_id uuid, person_id uuid, own_id uuid)
language sql stable security definer set search_path = '' as $$
  select case when i.status = 'duplicate' then i.duplicate_of_id else i.id end,
    case when i.status = 'duplicate' then (select q.id from public.inquiry_people q where q.inquiry_id = i.duplicate_of_id and q.resident_id = w.resident_id) else w.person_id end,
    coalesce(w.from_id, i.id)
  from (
    select n.id, null::uuid as person_id, n.resident_id, null::uuid as from_id from public.inquiries n where n.id = p_link
    union all
    select p.inquiry_id, p.id, p.resident_id, p.from_inquiry_id from public.inquiry_people p where p.id = p_link) w
  join public.inquiries i on i.id = w.id
$$;

-- What the page of the question shows; null when there is nothing to ask about: the inquiry is gone, or was never closed.
create or replace function public.closing_facts(p_inquiry uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('number', coalesce(o.number, i.number), 'subject', coalesce(o.subject, i.subject), 'language', coalesce(r.preferred_language, i.language, 'en'),
    'is_open', i.closed_at is null, 'sentence', i.public_sentence, 'translations', i.public_translations,
    'answer', a.answer, 'may_change', a.id is null or a.created_at > now() - interval '30 days')
  from private.closing_of(p_inquiry) w join public.inquiries i on i.id = w.inquiry_id left join public.inquiries o on o.id = w.own_id
    left join public.inquiry_people p on p.id = w.person_id left join public.residents r on r.id = coalesce(p.resident_id, i.resident_id)
    left join lateral (select x.id, x.answer, x.created_at from public.inquiry_answers x where x.inquiry_id = i.id and x.person_id is not distinct from w.person_id
      and x.closed_at >= coalesce(i.closed_at, '-infinity') order by x.closed_at desc limit 1) a on true
  where i.closed_at is not null or a.id is not null
$$;

-- Keeps an answer; the last one counts, for thirty days. "No" opens the inquiry again with what was said, also where it is only
-- believed done by now; and whoever has it is told.
create or replace function public.answer_closing(p_inquiry uuid, p_answer text, p_words text default null, p_language text default null) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link record;
  v_one public.inquiries;
  v_before public.inquiry_answers;
  v_words text := nullif(btrim(p_words), '');
  v_closed timestamptz;
begin
  select * into v_link from private.closing_of(p_inquiry);
  select * into v_one from public.inquiries where id = v_link.inquiry_id for update;
  select * into v_before from public.inquiry_answers where inquiry_id = v_one.id and person_id is not distinct from v_link.person_id order by closed_at desc limit 1;
  v_closed := coalesce(v_one.closed_at, v_before.closed_at);
  if v_closed is null then raise sqlstate 'PT404' using message = 'There is nothing to answer here.', hint = 'inquiry'; end if;
  if p_answer is null or p_answer not in ('yes', 'no', 'not_yet') then raise sqlstate 'PT422' using message = 'Choose one of the three answers.', hint = 'answer'; end if;
  if length(v_words) > 2000 then raise sqlstate 'PT422' using message = 'Write at most 2,000 characters.', hint = 'words'; end if;
  if v_before.closed_at = v_closed and v_before.created_at < now() - interval '30 days' then return 'too_late'; end if;
  insert into public.inquiry_answers (inquiry_id, closed_at, person_id, answer, words, language)
  values (v_one.id, v_closed, v_link.person_id, p_answer, v_words, coalesce((select code from public.languages where code = p_language), 'en'))
  on conflict (inquiry_id, closed_at, person_id) do update set answer = excluded.answer, words = coalesce(excluded.words, inquiry_answers.words), language = excluded.language
  where (inquiry_answers.answer, inquiry_answers.words) is distinct from (excluded.answer, coalesce(excluded.words, inquiry_answers.words));
  if p_answer = 'no' and v_one.status in ('closed', 'resolved') then
    update public.inquiries set status = 'in_progress' where id = v_one.id;
    insert into public.interactions (inquiry_id, kind, body) values (v_one.id, 'reopening', concat_ws(' ', 'The resident answered that they did not get what they needed.', v_words));
    insert into public.notifications (staff_id, kind, record_table, record_id, facts, in_app)
    select s.id, 'changed', 'inquiries', v_one.id, jsonb_build_object('number', v_one.number, 'subject', v_one.subject, 'status', 'in_progress'), private.reach_of(s.id, 'changed') = 'app'
    from public.staff s where s.id = v_one.assigned_to and s.is_active and private.reach_of(s.id, 'changed') <> 'none';
    return 'reopened';
  end if;
  return 'kept';
end $$;

-- Of several who were asked about one closing, a "no" counts before a "not yet", and that before a "yes".
create or replace function private.inquiries_answered(p_from date, p_to date) returns table (inquiry_id uuid, answer text)
language sql stable security definer set search_path = '' as $$
  select distinct on (a.inquiry_id) a.inquiry_id, a.answer from public.inquiry_answers a
  where a.created_at >= coalesce(private.day_start(p_from), '-infinity') and a.created_at < coalesce(private.day_start(p_to + 1), 'infinity')
  order by a.inquiry_id, a.closed_at desc, array_position('{no,not_yet,yes}'::text[], a.answer)
$$;
-- "What was told of an end in these days?"
create index deliveries_closing_sent on public.deliveries (settled_at) where kind = 'inquiry.closed' and status = 'sent';
create or replace function private.inquiries_asked(p_from date, p_to date) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select (d.payload #>> '{inquiry,id}')::uuid
  from public.campaigns c join public.deliveries d on d.campaign_id = c.id
  where c.kind = 'journey' and d.status = 'sent' and d.payload ? 'inquiry' and d.settled_at >= private.day_start(p_from) and d.settled_at < private.day_start(p_to + 1)
  union
  select (d.payload ->> 'inquiry_id')::uuid from public.deliveries d
  where d.kind = 'inquiry.closed' and d.status = 'sent' and d.settled_at >= private.day_start(p_from) and d.settled_at < private.day_start(p_to + 1)
$$;

-- The journey's question goes where no letter told of the end.
create or replace function private.journey_due(p_now timestamp with time zone) returns TABLE(step_id uuid, campaign_id uuid, list_id uuid, subject text, address text, resident_id uuid, ready_at timestamp with time zone, expires_at timestamp with time zone, payload jsonb)
language sql stable security definer set search_path = '' as $$
  with steps as (
    select s.id as step_id, s.campaign_id, c.list_id, s.days, j.kind, j.turned_on_at
    from public.journeys j join public.journey_steps s on s.journey_id = j.id join public.campaigns c on c.id = s.campaign_id
    where j.is_on and c.status = 'sending'),
  welcome as (
    select s.step_id, s.campaign_id, s.list_id, 'list' as subject, k.address, null::uuid as resident_id, min(k.created_at) + make_interval(days => s.days) as ready_at, '{}'::jsonb as payload
    from steps s join public.consents k on k.list_id = s.list_id and k.act in ('confirmed', 'subscribed') and k.created_at >= s.turned_on_at
      and k.created_at > p_now - make_interval(days => s.days + 8)
    where s.kind = 'welcome' group by s.step_id, s.campaign_id, s.list_id, s.days, k.address),
  around as (
    select s.step_id, s.campaign_id, s.list_id, e.id, e.title, e.translations, e.starts_at, e.time_zone, e.place_name, e.slug, e.published_at, s.days,
      case when s.days < 0 then e.starts_at else e.ends_at end + make_interval(days => s.days) as ready_at
    from steps s join public.events e on e.starts_at between p_now - make_interval(days => greatest(s.days, 0) + 23) and p_now + interval '61 days'
    where s.kind = 'event_sequence' and (case when s.days < 0 then e.status in ('planned', 'confirmed') and e.starts_at > p_now else e.status = 'held' end)
      and case when s.days < 0 then e.starts_at else e.ends_at end + make_interval(days => s.days) > s.turned_on_at),
  people as (
    select a.step_id, a.id, lower(r.email) as address, r.resident_id from around a join public.registrations r on r.event_id = a.id and r.email is not null and r.status = 'confirmed' where a.days < 0
    union
    select a.step_id, a.id, lower(coalesce(r.email, m.address)), coalesce(t.resident_id, r.resident_id)
    from around a join public.attendances t on t.event_id = a.id and t.undone_at is null left join public.registrations r on r.id = t.registration_id
      left join lateral (select address from public.resident_emails where resident_id = coalesce(t.resident_id, r.resident_id) order by created_at, address limit 1) m on true
    where a.days >= 0 and coalesce(r.email, m.address) is not null),
  events as (
    select a.step_id, a.campaign_id, a.list_id, 'event:' || a.id as subject, p.address, p.resident_id, a.ready_at,
      jsonb_build_object('event', jsonb_build_object('title', a.title, 'translations', a.translations, 'starts_at', a.starts_at, 'time_zone', a.time_zone, 'place', a.place_name,
        'slug', case when a.published_at is not null then a.slug end)) as payload,
      case when a.days < 0 then a.starts_at end as expires_at
    from around a join people p on p.step_id = a.step_id and p.id = a.id),
  closed as (
    select s.step_id, s.campaign_id, s.list_id, 'inquiry:' || i.id || ':' || extract(epoch from i.closed_at)::bigint as subject, m.address, i.resident_id,
      i.closed_at + make_interval(days => s.days) as ready_at,
      jsonb_build_object('inquiry', jsonb_build_object('id', i.id, 'number', i.number, 'subject', i.subject)) as payload
    from steps s join public.inquiries i on i.closed_at >= s.turned_on_at and i.closed_at between p_now - make_interval(days => s.days + 8) and p_now - make_interval(days => s.days)
      join lateral (select address from public.resident_emails where resident_id = i.resident_id order by created_at, address limit 1) m on true
    where s.kind = 'inquiry_closed' and i.resolution_code not in ('duplicate', 'cancelled')
      -- Whoever was told of the end in the office's own words was asked in the same letter.
      and i.public_sentence is null),
  due as (
    select s.step_id, s.campaign_id, s.list_id, d.id, d.title, d.translations, d.due_on, d.url, private.day_start(d.due_on - s.days) as ready_at, private.day_start(d.due_on + 1) as expires_at
    from steps s join public.deadlines d on d.is_active and d.due_on >= private.local_date(p_now) and d.due_on - s.days <= private.local_date(p_now)
    where s.kind = 'deadline' and private.day_start(d.due_on - s.days + 1) > s.turned_on_at),
  deadlines as (
    select d.step_id, d.campaign_id, d.list_id, 'deadline:' || d.id as subject, r.address, r.resident_id, d.ready_at,
      jsonb_build_object('deadline', jsonb_build_object('title', d.title, 'translations', d.translations, 'due_on', d.due_on, 'url', d.url)) as payload, d.expires_at
    from due d cross join lateral private.campaign_recipients(d.campaign_id) r where r.address is not null and (r.reason is null or r.reason = 'frequency'))
  select a.step_id, a.campaign_id, a.list_id, a.subject, a.address, a.resident_id, a.ready_at, coalesce(a.expires_at, a.ready_at + interval '10 days'), a.payload
  from (
    select w.step_id, w.campaign_id, w.list_id, w.subject, w.address, w.resident_id, w.ready_at, null::timestamptz as expires_at, w.payload from welcome w
    union all select e.step_id, e.campaign_id, e.list_id, e.subject, e.address, e.resident_id, e.ready_at, e.expires_at, e.payload from events e
    union all select c.step_id, c.campaign_id, c.list_id, c.subject, c.address, c.resident_id, c.ready_at, null, c.payload from closed c
    union all select d.step_id, d.campaign_id, d.list_id, d.subject, d.address, d.resident_id, d.ready_at, d.expires_at, d.payload from deadlines d) a
  where a.ready_at <= p_now and a.ready_at > p_now - interval '8 days'
$$;

revoke all on function private.stamp_public_sentence(), private.closing_people(uuid), private.tell_closing(uuid), private.settle_closing_letters(), private.closing_of(uuid) from public, anon, authenticated;
revoke all on function public.closing_letter_facts(uuid) from public, anon, authenticated;
grant execute on function public.closing_letter_facts(uuid) to service_role;
