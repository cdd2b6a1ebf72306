-- Journeys: letters that go to each person when their time has come. Four of them, each a template with a switch: a welcome to a
-- list, letters around an event, the question after an inquiry was closed, and a word before a deadline. A letter of a journey is a
-- campaign of its own kind: written, approved by another person and counted as any other; only who gets it, and when, is decided here.

create table public.journeys (
  id uuid primary key default gen_random_uuid(),
  kind text not null constraint journeys_kind_once unique constraint journeys_kind_known check (kind in ('welcome', 'event_sequence', 'inquiry_closed', 'deadline')),
  is_on boolean not null default false,
  -- Only what happens from then on counts: nobody is welcomed to a list that they have had for years.
  turned_on_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint journeys_on_whole check (not is_on or turned_on_at is not null)
);
create table public.journey_steps (
  id uuid primary key default gen_random_uuid(),
  journey_id uuid not null references public.journeys (id) on delete cascade,
  campaign_id uuid not null constraint journey_steps_campaign_once unique references public.campaigns (id) on delete cascade,
  -- How many days after what begins it. Around an event: below zero before it, to those who are registered; from zero after it, to
  -- those who came. Before a deadline: how many days before.
  days smallint not null constraint journey_steps_days_range check (days between -60 and 365),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint journey_steps_day_once unique (journey_id, days)
);
-- Days by which something has to be done. Programs and grants will bring theirs; until then the office types them.
create table public.deadlines (
  id uuid primary key default gen_random_uuid(),
  title text not null constraint deadlines_title_filled check (btrim(title) <> '' and length(title) <= 200),
  -- The same in other languages: {"es": {"title": "…"}}.
  translations jsonb not null default '{}' constraint deadlines_translations_object check (jsonb_typeof(translations) = 'object' and length(translations::text) <= 20000),
  due_on date not null,
  url text constraint deadlines_url_form check (url ~ '^https://[^\s]+$' and length(url) <= 1000),
  note text not null default '' constraint deadlines_note_length check (length(note) <= 2000),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "What is due soon?"
create index deadlines_due on public.deadlines (due_on, id) where is_active;

-- "Did you get what you needed?" One answer for each time that an inquiry was closed.
create table public.inquiry_answers (
  id uuid primary key default gen_random_uuid(),
  inquiry_id uuid not null references public.inquiries (id) on delete cascade,
  -- Which closing it is about.
  closed_at timestamptz not null,
  answer text not null constraint inquiry_answers_answer_known check (answer in ('yes', 'no', 'not_yet')),
  words text constraint inquiry_answers_words_length check (btrim(words) <> '' and length(words) <= 2000),
  language text not null references public.languages (code) on update cascade on delete restrict,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint inquiry_answers_once unique (inquiry_id, closed_at)
);
-- "How often did it help, this month?"
create index inquiry_answers_created on public.inquiry_answers (created_at, id);
create index inquiry_answers_language on public.inquiry_answers (language);

call private.protect('public.journeys');
call private.protect('public.journey_steps');
call private.protect('public.deadlines');
call private.protect('public.inquiry_answers');
grant select on table public.journeys, public.journey_steps, public.deadlines, public.inquiry_answers to authenticated;
create policy journeys_select_viewer on public.journeys for select to authenticated using ((select private.at_least('viewer')));
create policy journey_steps_select_viewer on public.journey_steps for select to authenticated using ((select private.at_least('viewer')));
create policy deadlines_select_viewer on public.deadlines for select to authenticated using ((select private.at_least('viewer')));
create policy inquiry_answers_select_viewer on public.inquiry_answers for select to authenticated using ((select private.at_least('viewer')));
grant insert (title, translations, due_on, url, note, is_active), update (title, translations, due_on, url, note, is_active) on table public.deadlines to authenticated;
create policy deadlines_insert_coordinator on public.deadlines for insert to authenticated with check ((select private.at_least('coordinator')));
create policy deadlines_update_coordinator on public.deadlines for update to authenticated using ((select private.at_least('coordinator'))) with check ((select private.at_least('coordinator')));
-- Deliberately not granted: writes of journeys and steps, which functions check; nor of answers, which the office neither makes nor changes.
insert into private.audited_tables (table_name, undo_role) values ('journeys', 'manager')
on conflict (table_name) do update set undo_role = excluded.undo_role;
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values ('journey_steps', 'journeys', 'journey_id', 'coordinator')
on conflict (table_name) do update set parent_table = excluded.parent_table, parent_column = excluded.parent_column, undo_role = excluded.undo_role;
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role, is_undoable) values ('inquiry_answers', 'inquiries', 'inquiry_id', 'admin', false)
on conflict (table_name) do update set parent_table = 'inquiries', parent_column = 'inquiry_id', undo_role = 'admin', is_undoable = false;
comment on table public.journeys is 'Letters that go to each person when their time has come: four templates, each with a switch.';
comment on table public.journey_steps is 'The letters of a journey: a campaign each, and how many days after what begins it.';
comment on table public.deadlines is 'Days by which something has to be done, for the letter before them.';
comment on table public.inquiry_answers is 'What residents answered when asked whether a closed inquiry gave them what they needed.';

insert into public.journeys (kind) values ('welcome'), ('event_sequence'), ('inquiry_closed'), ('deadline');

-- ---------------------------------------------------------------- writing
create function private.journey_of(p_kind text, p_role text) returns public.journeys
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.journeys;
begin
  perform private.at_least(p_role);
  select * into v_one from public.journeys where kind = p_kind for update;
  if v_one.id is null then raise sqlstate 'PT404' using message = 'There is no such journey.', hint = 'kind'; end if;
  return v_one;
end $$;

create function private.check_step_days(p_journey public.journeys, p_days integer, p_except uuid default null) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_days is null or p_days < (case p_journey.kind when 'event_sequence' then -60 when 'deadline' then 1 else 0 end) or p_days > (case p_journey.kind when 'deadline' then 120 else 365 end) then
    raise sqlstate 'PT422' using message = case p_journey.kind when 'event_sequence' then 'Enter up to 60 days before the event, or up to 365 after it.'
      when 'deadline' then 'Enter 1 to 120 days before the deadline.' else 'Enter 0 to 365 days.' end, hint = 'days';
  elsif exists (select from public.journey_steps where journey_id = p_journey.id and days = p_days and id is distinct from p_except) then
    raise sqlstate 'PT422' using message = 'There is a letter on this day already. Choose another day.', hint = 'days';
  end if;
end $$;

-- Adds letters to a journey, as drafts: p_steps [{days, name, messages}], by the list p_list. The question after an inquiry has a list
-- of its own, which nobody has to ask for and anybody can leave. Answers the ids of the campaigns.
create function public.add_journey_steps(p_kind text, p_steps jsonb, p_list uuid default null) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_journey public.journeys := private.journey_of(p_kind, 'coordinator');
  v_list uuid := p_list;
  v_step record;
  v_campaign uuid;
  v_made uuid[] := '{}';
begin
  if jsonb_typeof(p_steps) is distinct from 'array' or jsonb_array_length(p_steps) not between 1 and 12 then
    raise sqlstate 'PT422' using message = 'Choose 1 to 12 letters.', hint = 'steps';
  end if;
  if p_kind = 'inquiry_closed' then
    insert into public.mailing_lists (code, name, description, translations, needs_consent, is_public)
    values ('after-an-inquiry', 'After your inquiry', 'One question after an inquiry was closed: did you get what you needed?',
      '{"es": {"name": "Después de su consulta", "description": "Una pregunta después de cerrar una consulta: ¿recibió lo que necesitaba?"}}', false, false)
    on conflict (code) do nothing;
    v_list := (select id from public.mailing_lists where code = 'after-an-inquiry');
  elsif v_list is null then
    raise sqlstate 'PT422' using message = 'Choose the mailing list that these letters go by: people leave a list, not a letter.', hint = 'list_id';
  end if;
  for v_step in select s.days, s.name, s.messages from jsonb_to_recordset(p_steps) as s (days integer, name text, messages jsonb) loop
    perform private.check_step_days(v_journey, v_step.days);
    v_campaign := public.save_campaign(jsonb_build_object('name', v_step.name, 'kind', 'journey', 'list_id', v_list, 'messages', coalesce(v_step.messages, '[]')));
    insert into public.journey_steps (journey_id, campaign_id, days) values (v_journey.id, v_campaign, v_step.days::smallint);
    v_made := v_made || v_campaign;
  end loop;
  return v_made;
end $$;

create function public.set_journey_step(p_id uuid, p_days integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_journey public.journeys;
begin
  perform private.at_least('coordinator');
  select j.* into v_journey from public.journey_steps s join public.journeys j on j.id = s.journey_id where s.id = p_id for update of s;
  if v_journey.id is null then raise sqlstate 'PT404' using message = 'This letter is not part of the journey any more.', hint = 'missing'; end if;
  perform private.check_step_days(v_journey, p_days, p_id);
  update public.journey_steps set days = p_days::smallint where id = p_id;
end $$;

-- Takes a letter out of its journey: what waits is not sent, what was sent stays counted.
create function public.remove_journey_step(p_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_campaign uuid;
begin
  perform private.at_least('coordinator');
  delete from public.journey_steps where id = p_id returning campaign_id into v_campaign;
  if v_campaign is null then raise sqlstate 'PT404' using message = 'This letter is not part of the journey any more.', hint = 'missing'; end if;
  update public.campaigns set status = 'cancelled', finished_at = now(), pause_reason = null where id = v_campaign;
  update public.deliveries set status = 'cancelled', reason = 'journey_off', settled_at = now() where campaign_id = v_campaign and status = 'waiting';
end $$;

-- On: every approved letter of it goes to whoever's time comes from now on. Off: nothing more leaves, and what waits is not sent.
create function public.set_journey(p_kind text, p_is_on boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_journey public.journeys := private.journey_of(p_kind, 'manager');
  v_letters uuid[] := array(select campaign_id from public.journey_steps where journey_id = v_journey.id);
  v_cancelled integer := 0;
begin
  if p_is_on is null or p_is_on = v_journey.is_on then return jsonb_build_object('is_on', v_journey.is_on, 'cancelled', 0); end if;
  if p_is_on and not exists (select from public.campaigns where id = any (v_letters) and status = 'approved') then
    raise sqlstate 'PT422' using message = 'None of its letters is approved. Have at least one written and approved first.', hint = 'journey_not_approved';
  end if;
  update public.journeys set is_on = p_is_on, turned_on_at = case when p_is_on then now() else turned_on_at end where id = v_journey.id;
  if p_is_on then
    update public.campaigns set status = 'sending', started_at = coalesce(started_at, now()) where id = any (v_letters) and status = 'approved';
  else
    update public.campaigns set status = 'approved', pause_reason = null where id = any (v_letters) and status in ('sending', 'paused');
    update public.deliveries set status = 'cancelled', reason = 'journey_off', settled_at = now() where campaign_id = any (v_letters) and status = 'waiting';
    get diagnostics v_cancelled = row_count;
  end if;
  return jsonb_build_object('is_on', p_is_on, 'cancelled', v_cancelled);
end $$;

-- Takes one letter of a journey that is on back to its writers; what waits, waits until it is approved again, or has become too late.
create function public.rest_journey_letter(p_campaign uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  update public.campaigns set status = 'approved', pause_reason = null where id = p_campaign and kind = 'journey' and status in ('sending', 'paused');
  if not found then
    raise sqlstate 'PT422' using message = 'This letter does not go out now.', hint = 'campaign_not_sending';
  end if;
end $$;

-- A letter that is approved while its journey is on begins at once.
create function private.begin_approved_letter() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.journey_steps s join public.journeys j on j.id = s.journey_id where s.campaign_id = new.id and j.is_on) then
    new.status := 'sending';
    new.started_at := coalesce(new.started_at, now());
  end if;
  return new;
end $$;
create trigger _330_begin_letter before update of status on public.campaigns for each row
  when (new.kind = 'journey' and old.status = 'in_review' and new.status = 'approved') execute function private.begin_approved_letter();

-- ---------------------------------------------------------------- who has had enough
-- Which of these addresses get nothing more on this day: the office's cap over all campaigns, and how often they chose to be written to.
-- The same rule as in private.audience_sql, for a few addresses.
create function private.written_enough(p_addresses text[], p_on date) returns setof text
language sql stable security definer set search_path = '' as $$
  select d.to_address
  from (select to_address, coalesce(settled_at, send_at) as at from public.deliveries
    where campaign_id is not null and status in ('waiting', 'sent') and to_address = any (p_addresses)) d
  cross join public.settings o left join public.subscribers s on s.address = d.to_address
  group by d.to_address, o.mail_cap_letters, o.mail_cap_days, s.frequency
  having count(*) filter (where d.at >= private.day_start(p_on - o.mail_cap_days + 1) and d.at < private.day_start(p_on + o.mail_cap_days)) >= o.mail_cap_letters
    or (s.frequency = 'weekly' and bool_or(d.at >= private.day_start(p_on - 6) and d.at < private.day_start(p_on + 7)))
    or (s.frequency = 'monthly' and bool_or(d.at >= private.day_start(p_on - 27) and d.at < private.day_start(p_on + 28)))
$$;

-- ---------------------------------------------------------------- whose time has come
-- Everybody whose time for a letter came within the last week: subject is what it is about, so that a letter comes once for each.
create function private.journey_due(p_now timestamptz) returns table (step_id uuid, campaign_id uuid, list_id uuid, subject text, address text, resident_id uuid, ready_at timestamptz, expires_at timestamptz, payload jsonb)
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
    where s.kind = 'inquiry_closed' and i.resolution_code not in ('duplicate', 'cancelled')),
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

-- Puts the letters of journeys that are on into the queue: once for each person and subject, whatever happens between two looks. Whoever
-- has had enough letters waits up to a week for room, and is then left out. Answers how many were planned.
create function public.plan_journeys(p_now timestamptz default now()) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_on date := private.local_date(p_now);
  v_planned integer;
begin
  if not exists (select from public.journeys where is_on) then return 0; end if;
  with due as materialized (
    select distinct on (v.step_id, v.subject, v.address) v.*, format('journey:%s:%s:%s', v.step_id, v.subject, v.address) as key from private.journey_due(p_now) v
    where not exists (select from public.deliveries x where x.key = format('journey:%s:%s:%s', v.step_id, v.subject, v.address))
    order by v.step_id, v.subject, v.address, v.resident_id nulls last),
  allowed as materialized (
    select d.*, coalesce(s.language, r.preferred_language) as wished, coalesce(d.resident_id, k.resident_id) as person
    from due d join public.mailing_lists l on l.id = d.list_id
      left join public.subscribers s on s.address = d.address left join public.subscriptions c on c.subscriber_id = s.id and c.list_id = d.list_id
      left join lateral (select resident_id from public.resident_emails where address = d.address order by created_at, resident_id limit 1) k on true
      left join public.residents r on r.id = coalesce(d.resident_id, k.resident_id)
    where c.status is distinct from 'unsubscribed' and (not l.needs_consent or c.status = 'subscribed') and coalesce(s.paused_until, v_on) <= v_on
      and not exists (select from public.suppressions x where x.address = d.address and x.lifted_at is null)),
  full_up as materialized (select f as address from private.written_enough(array(select a.address from allowed a), v_on) f),
  judged as materialized (
    -- One letter a person and look: the next waits for the next look, when the first is counted.
    select a.*, exists (select from full_up f where f.address = a.address) as is_full, row_number() over (partition by a.address order by a.ready_at, a.key) as nth
    from allowed a),
  planned as (
    insert into public.deliveries (kind, key, campaign_id, priority, resident_id, to_address, language, district_id, payload, send_at, planned_at, expires_at, status, reason, settled_at)
    select 'campaign.letter', j.key, j.campaign_id, 5, j.person, j.address,
      case when exists (select from public.campaign_messages m where m.campaign_id = j.campaign_id and m.language = j.wished) then j.wished else c.fallback_language end,
      (select district_id from public.residents where id = j.person), j.payload, p_now, j.ready_at, j.expires_at,
      case when j.is_full then 'cancelled' else 'waiting' end, case when j.is_full then 'frequency' end, case when j.is_full then p_now end
    from judged j join public.campaigns c on c.id = j.campaign_id
    where (not j.is_full and j.nth = 1) or (j.is_full and j.ready_at < p_now - interval '7 days')
    on conflict (key) do nothing returning status)
  select count(*) filter (where status = 'waiting')::integer into v_planned from planned;
  return v_planned;
end $$;

-- ---------------------------------------------------------------- the question after an inquiry
-- What the page of the question shows; null when there is nothing to ask about: the inquiry is gone, or was never closed.
create function public.closing_facts(p_inquiry uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('number', i.number, 'subject', i.subject, 'language', coalesce(r.preferred_language, i.language, 'en'), 'is_open', i.closed_at is null,
    'answer', a.answer, 'may_change', a.id is null or a.created_at > now() - interval '30 days')
  from public.inquiries i left join public.residents r on r.id = i.resident_id
    left join lateral (select x.id, x.answer, x.created_at, x.closed_at from public.inquiry_answers x where x.inquiry_id = i.id order by x.closed_at desc limit 1) a on true
  where i.id = p_inquiry and (i.closed_at is not null or a.id is not null)
$$;

-- Keeps an answer; the last one counts, for thirty days. "No" opens the inquiry again with what was said.
create function public.answer_closing(p_inquiry uuid, p_answer text, p_words text default null, p_language text default null) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.inquiries;
  v_before public.inquiry_answers;
  v_words text := nullif(btrim(p_words), '');
  v_closed timestamptz;
begin
  select * into v_one from public.inquiries where id = p_inquiry for update;
  select * into v_before from public.inquiry_answers where inquiry_id = p_inquiry order by closed_at desc limit 1;
  v_closed := coalesce(v_one.closed_at, v_before.closed_at);
  if v_closed is null then raise sqlstate 'PT404' using message = 'There is nothing to answer here.', hint = 'inquiry'; end if;
  if p_answer is null or p_answer not in ('yes', 'no', 'not_yet') then raise sqlstate 'PT422' using message = 'Choose one of the three answers.', hint = 'answer'; end if;
  if length(v_words) > 2000 then raise sqlstate 'PT422' using message = 'Write at most 2,000 characters.', hint = 'words'; end if;
  if v_before.closed_at = v_closed and v_before.created_at < now() - interval '30 days' then return 'too_late'; end if;
  insert into public.inquiry_answers (inquiry_id, closed_at, answer, words, language)
  values (p_inquiry, v_closed, p_answer, v_words, coalesce((select code from public.languages where code = p_language), 'en'))
  on conflict (inquiry_id, closed_at) do update set answer = excluded.answer, words = coalesce(excluded.words, inquiry_answers.words), language = excluded.language
  where (inquiry_answers.answer, inquiry_answers.words) is distinct from (excluded.answer, coalesce(excluded.words, inquiry_answers.words));
  if p_answer = 'no' and v_one.status = 'closed' then
    update public.inquiries set status = 'in_progress' where id = p_inquiry;
    insert into public.interactions (inquiry_id, kind, body) values (p_inquiry, 'reopening', concat_ws(' ', 'The resident answered that they did not get what they needed.', v_words));
    return 'reopened';
  end if;
  return 'kept';
end $$;

revoke all on function private.journey_of(text, text), private.check_step_days(public.journeys, integer, uuid), private.written_enough(text[], date), private.journey_due(timestamptz) from public, anon, authenticated;
revoke all on function public.add_journey_steps(text, jsonb, uuid), public.set_journey_step(uuid, integer), public.remove_journey_step(uuid), public.set_journey(text, boolean), public.rest_journey_letter(uuid)
  from public, anon;
grant execute on function public.add_journey_steps(text, jsonb, uuid), public.set_journey_step(uuid, integer), public.remove_journey_step(uuid), public.set_journey(text, boolean), public.rest_journey_letter(uuid)
  to authenticated;
revoke all on function public.plan_journeys(timestamptz), public.closing_facts(uuid), public.answer_closing(uuid, text, text, text) from public, anon, authenticated;
grant execute on function public.plan_journeys(timestamptz), public.closing_facts(uuid), public.answer_closing(uuid, text, text, text) to service_role;
