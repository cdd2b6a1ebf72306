-- Letters of the sample office: a history that looks as if its letters had gone when they should, and reminders that wait. Its people
-- are invented, so nothing is ever sent to their addresses, whatever mail server the trial is given.

create or replace function private.may_write_to(p_address text) returns text
language sql stable security definer set search_path = '' as $$
  select 'sample' where p_address ~* '@(example\.(org|net|com)|([^@]+\.)?example)$' and (select is_sample from public.settings)
$$;

-- What is loaded into a sample with an older date was told then, by the history below.
create or replace function private.refresh_registration_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
  v_since timestamptz := case when (select is_sample from public.settings) then now() - interval '1 hour' else '-infinity' end;
begin
  if tg_op = 'INSERT' then
    v_ids := array(select n.id from new_rows n where n.email is not null and n.created_at >= v_since);
  else
    v_ids := array(select n.id from new_rows n join old_rows o using (id)
      where (n.status, n.email, n.language, n.offered_until, n.event_id) is distinct from (o.status, o.email, o.language, o.offered_until, o.event_id));
  end if;
  if cardinality(v_ids) > 0 then perform private.plan_letters(v_ids); end if;
  return null;
end $$;
create or replace function private.refresh_attendance_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
  v_since timestamptz := case when (select is_sample from public.settings) then now() - interval '1 hour' else '-infinity' end;
begin
  if tg_op = 'DELETE' then
    v_ids := array(select o.registration_id from old_rows o where o.registration_id is not null);
  else
    v_ids := array(select n.registration_id from new_rows n where n.registration_id is not null and (tg_op = 'UPDATE' or n.created_at >= v_since));
  end if;
  if cardinality(v_ids) > 0 then perform private.plan_letters(v_ids); end if;
  return null;
end $$;

-- The letters of the last sixty days and of what is to come, and what people answered.
create function public.load_sample_letters() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not (select is_sample from public.settings) or exists (select from public.deliveries) then
    raise sqlstate 'PT409' using message = 'Sample letters are loaded once, into a sample office only.', hint = 'not_empty';
  end if;
  with people as (
    select r.*, e.starts_at, e.ends_at, e.time_zone, e.status as event_status,
      exists (select from public.attendances a where a.registration_id = r.id and a.undone_at is null) as attended
    from public.registrations r join public.events e on e.id = r.event_id
    where r.email is not null and r.source <> 'walk_in' and e.ends_at > now() - interval '60 days'),
  letters as (
    select id, 'registration.' || case status when 'cancelled' then 'confirmed' else status end as kind, ':0' as round, created_at as at,
      case status when 'offered' then jsonb_build_object('offered_until', private.instant_text(offered_until)) else '{}' end as payload from people
    union all
    select id, 'registration.cancelled', ':1', cancelled_at, '{}' from people where status = 'cancelled' and event_status <> 'cancelled'
    union all
    select p.id, l.kind, '', l.at, '{}' from people p cross join lateral (values
      ('event.day_before', ((p.starts_at at time zone p.time_zone)::date - 1 + time '11:00') at time zone p.time_zone),
      ('event.two_hours', p.starts_at - interval '2 hours'),
      ('event.thanks', ((p.ends_at at time zone p.time_zone)::date + 1 + time '10:00') at time zone p.time_zone)) l (kind, at)
    where p.event_status <> 'cancelled' and l.at <= now() and l.at > p.created_at and case l.kind when 'event.thanks' then p.attended and p.status <> 'cancelled' else p.status = 'confirmed' end)
  insert into public.deliveries (kind, key, event_id, registration_id, resident_id, to_address, language, payload, status, reason, send_at, planned_at, expires_at, attempts, settled_at, created_at, updated_at)
  select l.kind, l.kind || ':' || l.id || l.round, p.event_id, p.id, p.resident_id, p.email, p.language, l.payload,
    -- A few addresses were written wrongly at the door.
    case when p.position % 45 = 7 then 'failed' else 'sent' end, case when p.position % 45 = 7 then 'The mail server refused this address.' end,
    l.at, case when l.round = '' then l.at end, p.ends_at + interval '8 days', 1, l.at + interval '9 seconds', least(l.at, p.created_at), l.at + interval '9 seconds'
  from letters l join people p on p.id = l.id where l.at <= now() order by l.at, l.id;
  insert into public.event_answers (event_id, registration_id, score, words, language, created_at, updated_at)
  select r.event_id, r.id, 5 - (r.position % 7 = 0)::integer * 2 - (r.position % 5 = 0)::integer,
    case when r.position % 2 = 0 then (case r.language when 'es' then array['Muy claro, gracias.', 'Me ayudaron con el formulario.', 'Faltaron sillas.']
      else array['Clear and friendly.', 'I finally know whom to call.', 'A later hour would suit people who work.', 'More parking would help.'] end)[1 + r.position % 3] end,
    r.language, d.settled_at + interval '3 hours', d.settled_at + interval '3 hours'
  from public.deliveries d join public.registrations r on r.id = d.registration_id
  where d.kind = 'event.thanks' and d.status = 'sent' and d.settled_at < now() - interval '3 hours' and r.position % 3 = 0;
  perform private.plan_letters(array(select r.id from public.registrations r join public.events e on e.id = r.event_id where e.ends_at > now() and r.email is not null));
end $$;
revoke all on function public.load_sample_letters() from public, anon, authenticated;
grant execute on function public.load_sample_letters() to service_role;
