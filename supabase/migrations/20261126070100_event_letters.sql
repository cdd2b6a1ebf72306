-- Which letters an event sends to whoever registered, and when: as built in, as the office wants it (a row without an event), as
-- this event wants it. From that and from what is true of a registration follows which letters must be in the queue: one function
-- says so for many registrations at once, and whatever changes something calls it. What is not wanted any more is cancelled in
-- the same transaction, so that nobody is reminded of what they cancelled.

create table public.event_letters (
  id uuid primary key default gen_random_uuid(),
  -- Null: how the office does it, unless an event says otherwise.
  event_id uuid references public.events (id) on delete cascade,
  kind text not null constraint event_letters_kind_form check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  is_on boolean not null default true,
  -- Days before the event (after it, for thanks), and the hour of that day in the clock of the event's zone.
  days smallint constraint event_letters_days_range check (days between 0 and 60),
  at_time time,
  -- Or minutes before it begins.
  minutes integer constraint event_letters_minutes_range check (minutes between 15 and 2880),
  -- A paragraph of one's own: {"en": "…", "es": "…"}.
  words jsonb not null default '{}' constraint event_letters_words_object check (jsonb_typeof(words) = 'object' and length(words::text) <= 20000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint event_letters_once unique nulls not distinct (event_id, kind),
  -- Whoever is offered a place must hear of it, or it runs out unheard.
  constraint event_letters_offer_goes check (is_on or kind <> 'registration.offered')
);
call private.protect('public.event_letters');
grant select on table public.event_letters to authenticated;
create policy event_letters_select_viewer on public.event_letters for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. The sequence is saved as a whole, by a function.
insert into private.audited_tables (table_name, parent_table, parent_column, undo_role) values ('event_letters', 'events', 'event_id', 'coordinator')
on conflict (table_name) do update set parent_table = 'events', parent_column = 'event_id', undo_role = 'coordinator';
comment on table public.event_letters is 'Which letters an event sends and when, where it differs from the usual.';

create function private.letter_defaults() returns table (kind text, days smallint, at_time time, minutes integer, sort_order integer)
language sql immutable parallel safe set search_path = '' as $$
  values ('registration.confirmed', null::smallint, null::time, null::integer, 1), ('registration.waitlisted', null, null, null, 2),
    ('registration.offered', null, null, null, 3), ('registration.cancelled', null, null, null, 4), ('event.day_before', 1::smallint, time '11:00', null, 5),
    ('event.two_hours', null, null, 120, 6), ('event.changed', null, null, null, 7), ('event.cancelled', null, null, null, 8), ('event.thanks', 1::smallint, time '10:00', null, 9)
$$;

-- The sequence of an event, each letter of it; with null that of the office.
create function private.letter_rules(p_event uuid) returns table (kind text, is_on boolean, days smallint, at_time time, minutes integer, words jsonb)
language sql stable security definer set search_path = '' as $$
  select d.kind, coalesce(e.is_on, o.is_on, true), coalesce(e.days, o.days, d.days), coalesce(e.at_time, o.at_time, d.at_time), coalesce(e.minutes, o.minutes, d.minutes),
    coalesce(o.words, '{}') || coalesce(e.words, '{}')
  from private.letter_defaults() d
  left join public.event_letters e on e.event_id = p_event and e.kind = d.kind
  left join public.event_letters o on o.event_id is null and o.kind = d.kind
$$;

-- ---------------------------------------------------------------- the plan
-- Brings the letters of these registrations in step with what is true at p_now. The same call again changes nothing.
--   * A letter on the state of a registration goes at once, and again only when the state has changed since the last one, or the
--     address has.
--   * A reminder whose hour has passed when it is first wanted is left out: who registers on the evening before is not told twice.
--   * The key names letter and registration, so that a moved event moves its reminders, and a sent one stays sent.
create function private.plan_letters(p_registrations uuid[], p_now timestamptz default now()) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  with people as materialized (
    select r.id, r.event_id, r.status, r.email, r.language, r.offered_until, r.source, r.resident_id, e.starts_at, e.ends_at, e.time_zone, e.status as event_status,
      e.status in ('planned', 'confirmed') and e.ends_at > p_now as is_ahead,
      exists (select from public.attendances a where a.registration_id = r.id and a.undone_at is null) as attended
    from public.registrations r join public.events e on e.id = r.event_id where r.id = any (p_registrations)),
  rules as materialized (
    select e.event_id, l.* from (select distinct event_id from people) e cross join lateral private.letter_rules(e.event_id) l where l.is_on),
  told as materialized (
    select d.registration_id, count(*) as times, (array_agg(d.kind order by d.settled_at desc, d.created_at desc))[1] as kind,
      (array_agg(d.to_address order by d.settled_at desc, d.created_at desc))[1] as to_address, (array_agg(d.payload order by d.settled_at desc, d.created_at desc))[1] as payload
    from public.deliveries d where d.registration_id = any (p_registrations) and d.kind like 'registration.%' and d.status in ('sent', 'failed') group by d.registration_id),
  dated as materialized (
    select p.id, l.kind, case
      when l.kind = 'event.thanks' then ((p.ends_at at time zone p.time_zone)::date + l.days + l.at_time) at time zone p.time_zone
      when l.minutes is not null then p.starts_at - make_interval(mins => l.minutes)
      else ((p.starts_at at time zone p.time_zone)::date - l.days + l.at_time) at time zone p.time_zone end as planned_at
    from people p join rules l on l.event_id = p.event_id and l.kind in ('event.day_before', 'event.two_hours', 'event.thanks')),
  wanted as materialized (
    select p.id, l.kind, l.kind || ':' || p.id || ':' || coalesce(t.times, 0) as key, null::timestamptz as planned_at,
      case when p.status = 'offered' then p.offered_until else p.ends_at end as expires_at,
      case when p.status = 'offered' then jsonb_build_object('offered_until', private.instant_text(p.offered_until)) else '{}' end as payload
    from people p join rules l on l.event_id = p.event_id and l.kind = 'registration.' || p.status left join told t on t.registration_id = p.id
    where p.email is not null and p.source <> 'walk_in' and p.is_ahead and (p.offered_until is null or p.offered_until > p_now)
      and (p.status <> 'cancelled' or t.times > 0 or p.source = 'public')
      and not (coalesce(t.kind = l.kind and t.to_address = p.email, false)
        and (p.status <> 'offered' or t.payload ->> 'offered_until' = private.instant_text(p.offered_until)))
    union all
    select p.id, d.kind, d.kind || ':' || p.id, d.planned_at,
      case d.kind when 'event.thanks' then d.planned_at + interval '7 days'
        -- It speaks of a day to come: with the end of its own day it is over.
        when 'event.day_before' then least(p.starts_at, ((d.planned_at at time zone p.time_zone)::date + 1)::timestamp at time zone p.time_zone)
        else p.starts_at end, '{}'
    from people p join dated d on d.id = p.id
    where p.email is not null and case
      when d.kind = 'event.thanks' then p.attended and p.status <> 'cancelled' and p.event_status <> 'cancelled' and d.planned_at + interval '3 days' > p_now
      else p.status = 'confirmed' and p.source <> 'walk_in' and p.is_ahead and d.planned_at < p.starts_at
        and (d.planned_at > p_now or exists (select from public.deliveries w where w.key = d.kind || ':' || p.id and w.status = 'waiting' and w.planned_at = d.planned_at)) end
    union all
    -- Notices of a change are made when it happens; they stay as long as they are true.
    select p.id, w.kind, w.key, w.planned_at, w.expires_at, w.payload
    from people p join public.deliveries w on w.registration_id = p.id and w.status = 'waiting' join rules l on l.event_id = p.event_id and l.kind = w.kind
    where p.email is not null and case w.kind when 'event.changed' then p.is_ahead and p.status <> 'cancelled' when 'event.cancelled' then p.event_status = 'cancelled' end),
  put as (
    insert into public.deliveries as d (kind, key, event_id, registration_id, resident_id, to_address, language, payload, send_at, planned_at, expires_at)
    select w.kind, w.key, p.event_id, p.id, p.resident_id, p.email, p.language, w.payload, coalesce(w.planned_at, p_now), w.planned_at, w.expires_at
    from wanted w join people p on p.id = w.id order by w.key
    on conflict (key) do update set to_address = excluded.to_address, language = excluded.language, resident_id = excluded.resident_id, payload = excluded.payload,
      expires_at = excluded.expires_at, planned_at = excluded.planned_at, status = 'waiting', settled_at = null, reason = case when d.status = 'waiting' then d.reason end,
      attempts = case when d.status = 'waiting' then d.attempts else 0 end,
      send_at = case when d.status = 'waiting' and d.planned_at is not distinct from excluded.planned_at then d.send_at else excluded.send_at end
    where (d.status = 'waiting'
        and (d.to_address, d.language, d.payload, d.expires_at, d.planned_at) is distinct from (excluded.to_address, excluded.language, excluded.payload, excluded.expires_at, excluded.planned_at))
      or (d.status = 'cancelled' and (d.reason in ('not_needed', 'registration_cancelled', 'event_cancelled', 'too_late') or (d.reason <> 'by_hand' and d.to_address <> excluded.to_address))))
  update public.deliveries d set status = 'cancelled', settled_at = p_now,
    reason = case when p.status = 'cancelled' then 'registration_cancelled' when p.event_status = 'cancelled' then 'event_cancelled' else 'not_needed' end
  from people p
  where d.registration_id = p.id and d.status = 'waiting' and d.kind in (select kind from private.letter_defaults())
    and not exists (select from wanted w where w.key = d.key);
end $$;

-- An instant as the same text in every session.
create function private.instant_text(p_at timestamptz) returns text
language sql immutable parallel safe set search_path = '' as $$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;

create or replace function private.plan_registration_letters(p_registration uuid) returns void
language sql volatile security definer set search_path = '' as $$ select private.plan_letters(array[p_registration]) $$;

create or replace function private.plan_event_letters(p_event uuid) returns void
language sql volatile security definer set search_path = '' as $$
  select private.plan_letters(array(select id from public.registrations where event_id = p_event))
$$;

-- ---------------------------------------------------------------- notices
-- When and where, as far as whoever comes must know it.
create function private.event_where(p_event public.events) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('starts_at', private.instant_text(p_event.starts_at), 'ends_at', private.instant_text(p_event.ends_at), 'time_zone', p_event.time_zone,
    'place_name', p_event.place_name, 'address', p_event.address, 'room', p_event.room, 'online_url', p_event.online_url)
$$;

-- Tells everybody who registered of a change ('event.changed', with what was before) or that it is off ('event.cancelled'). It waits
-- five minutes, so that a slip that is put right tells nobody anything, and two changes become one letter; but not when it begins
-- within three hours. Whoever has not had the first letter yet gets that with what is true now, and no second one.
create function private.tell_event(p_event public.events, p_kind text, p_payload jsonb, p_now timestamptz default now()) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if p_event.ends_at <= p_now or not exists (select from private.letter_rules(p_event.id) where kind = p_kind and is_on) then return; end if;
  insert into public.deliveries as d (kind, key, event_id, registration_id, resident_id, to_address, language, payload, send_at, expires_at)
  select p_kind, p_kind || ':' || r.id || ':' || (select count(*) from public.deliveries s where s.registration_id = r.id and s.kind = p_kind and s.status in ('sent', 'failed')),
    p_event.id, r.id, r.resident_id, r.email, r.language, p_payload, p_now + case when p_event.starts_at < p_now + interval '3 hours' then interval '0' else interval '5 minutes' end, p_event.ends_at
  from public.registrations r
  where r.event_id = p_event.id and r.status <> 'cancelled' and r.email is not null and r.source <> 'walk_in' and (p_kind <> 'event.changed' or not exists (
    select from public.deliveries f where f.registration_id = r.id and f.status = 'waiting' and f.kind like 'registration.%'))
  order by r.id
  on conflict (key) do update set status = 'waiting', settled_at = null, reason = null, attempts = 0, payload = excluded.payload, send_at = excluded.send_at,
    expires_at = excluded.expires_at, to_address = excluded.to_address, language = excluded.language
  where d.status = 'cancelled' and d.reason <> 'by_hand';
end $$;

create function private.refresh_event_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_one record;
begin
  for v_one in select o.event as was, n.event as now from (select o.id, o::public.events as event from old_rows o) o join (select n.id, n::public.events as event from new_rows n) n using (id)
    where ((n.event).status, private.event_where(n.event)) is distinct from ((o.event).status, private.event_where(o.event))
      and exists (select from public.registrations r where r.event_id = n.id)
  loop
    if (v_one.now).status = 'cancelled' and (v_one.was).status <> 'cancelled' then
      perform private.tell_event(v_one.now, 'event.cancelled', '{}');
    elsif (v_one.was).status = 'cancelled' and (v_one.now).status in ('planned', 'confirmed') then
      -- Only whoever was told that it is off is told that it is on again.
      if exists (select from public.deliveries where event_id = (v_one.now).id and kind = 'event.cancelled' and status = 'sent') then
        perform private.tell_event(v_one.now, 'event.changed', jsonb_build_object('revived', true, 'before', private.event_where(v_one.was)));
      end if;
    elsif (v_one.now).status in ('planned', 'confirmed') and private.event_where(v_one.now) <> private.event_where(v_one.was) then
      perform private.tell_event(v_one.now, 'event.changed', jsonb_build_object('before', private.event_where(v_one.was)));
      update public.deliveries set status = 'cancelled', reason = 'not_needed', settled_at = now()
      where event_id = (v_one.now).id and kind = 'event.changed' and status = 'waiting' and not payload ? 'revived' and payload -> 'before' = private.event_where(v_one.now);
    end if;
    perform private.plan_event_letters((v_one.now).id);
  end loop;
  return null;
end $$;
-- "Refresh", because an undo works these out anew as it does what is derived: what was planned for a change is planned back.
create trigger _500_refresh_letters after update on public.events referencing old table as old_rows new table as new_rows
  for each statement execute function private.refresh_event_letters();

create function private.refresh_registration_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_ids uuid[];
begin
  if tg_op = 'INSERT' then
    v_ids := array(select n.id from new_rows n where n.email is not null);
  else
    v_ids := array(select n.id from new_rows n join old_rows o using (id)
      where (n.status, n.email, n.language, n.offered_until, n.event_id) is distinct from (o.status, o.email, o.language, o.offered_until, o.event_id));
  end if;
  if cardinality(v_ids) > 0 then perform private.plan_letters(v_ids); end if;
  return null;
end $$;
create trigger _500_refresh_letters_insert after insert on public.registrations referencing new table as new_rows
  for each statement execute function private.refresh_registration_letters();
create trigger _500_refresh_letters_update after update on public.registrations referencing old table as old_rows new table as new_rows
  for each statement execute function private.refresh_registration_letters();

-- Who came is thanked; who came by mistake of the door is not.
create function private.refresh_attendance_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
declare v_ids uuid[];
begin
  if tg_op = 'DELETE' then
    v_ids := array(select o.registration_id from old_rows o where o.registration_id is not null);
  else
    v_ids := array(select n.registration_id from new_rows n where n.registration_id is not null);
  end if;
  if cardinality(v_ids) > 0 then perform private.plan_letters(v_ids); end if;
  return null;
end $$;
create trigger _500_refresh_letters_insert after insert on public.attendances referencing new table as new_rows
  for each statement execute function private.refresh_attendance_letters();
create trigger _500_refresh_letters_update after update on public.attendances referencing new table as new_rows
  for each statement execute function private.refresh_attendance_letters();
create trigger _500_refresh_letters_delete after delete on public.attendances referencing old table as old_rows
  for each statement execute function private.refresh_attendance_letters();

create function private.refresh_sequence_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_events uuid[];
  v_is_office boolean;
begin
  if tg_op = 'DELETE' then
    v_events := array(select distinct o.event_id from old_rows o where o.event_id is not null);
    v_is_office := exists (select from old_rows o where o.event_id is null);
  else
    v_events := array(select distinct n.event_id from new_rows n where n.event_id is not null);
    v_is_office := exists (select from new_rows n where n.event_id is null);
  end if;
  perform private.plan_letters(array(select r.id from public.registrations r join public.events e on e.id = r.event_id
    where r.event_id = any (v_events) or (v_is_office and e.ends_at > now() - interval '10 days')));
  return null;
end $$;
create trigger _500_refresh_letters_insert after insert on public.event_letters referencing new table as new_rows
  for each statement execute function private.refresh_sequence_letters();
create trigger _500_refresh_letters_update after update on public.event_letters referencing new table as new_rows
  for each statement execute function private.refresh_sequence_letters();
create trigger _500_refresh_letters_delete after delete on public.event_letters referencing old table as old_rows
  for each statement execute function private.refresh_sequence_letters();
revoke all on function private.plan_letters(uuid[], timestamptz), private.plan_registration_letters(uuid), private.plan_event_letters(uuid), private.tell_event(public.events, text, jsonb, timestamptz),
  private.may_write_to(text), private.letter_rules(uuid), private.letter_defaults(), private.instant_text(timestamptz), private.event_where(public.events) from public, anon, authenticated;
