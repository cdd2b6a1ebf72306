-- Letters of trainings: how well is it known, when it is over; and a month later, on the morning of the thirtieth day, was it used. To whoever
-- came and gave an address, once each. Planned by the worker every hour: nobody changes anything at that moment.

create function public.plan_training_letters(p_now timestamptz default now()) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  with people as materialized (
    select r.id, r.event_id, r.email, r.language, r.resident_id, e.ends_at, ((e.ends_at at time zone e.time_zone)::date + 30 + time '10:00') at time zone e.time_zone as used_at
    from public.registrations r join public.events e on e.id = r.event_id
    where e.kind = 'training' and e.status <> 'cancelled' and e.ends_at between p_now - interval '45 days' and p_now and r.email is not null and r.status <> 'cancelled'
      and exists (select from public.attendances a where a.registration_id = r.id and a.undone_at is null)),
  wanted as (
    select 'training.rating' as kind, p.*, p.ends_at + interval '7 days' as until from people p
    where p.ends_at + interval '7 days' > p_now and not exists (select from public.training_ratings where registration_id = p.id)
    union all
    select 'training.used', p.*, p.used_at + interval '10 days' from people p
    where p_now between p.used_at and p.used_at + interval '10 days' and not exists (select from public.training_follow_ups where registration_id = p.id)),
  put as (
    insert into public.deliveries (kind, key, event_id, registration_id, resident_id, to_address, language, send_at, expires_at)
    select kind, kind || ':' || id, event_id, id, resident_id, email, language, p_now, until from wanted order by kind, id
    on conflict (key) do nothing returning 1)
  select count(*) into v_count from put;
  -- What has been answered, or is not for them any more, is not asked.
  update public.deliveries d set status = 'cancelled', settled_at = p_now, reason = 'not_needed'
  from public.registrations r join public.events e on e.id = r.event_id
  where d.status = 'waiting' and d.kind in ('training.rating', 'training.used') and r.id = d.registration_id and (r.status = 'cancelled' or e.status = 'cancelled'
    or not exists (select from public.attendances a where a.registration_id = r.id and a.undone_at is null)
    or (d.kind = 'training.rating' and exists (select from public.training_ratings where registration_id = r.id))
    or (d.kind = 'training.used' and exists (select from public.training_follow_ups where registration_id = r.id)));
  return v_count;
end $$;
revoke all on function public.plan_training_letters(timestamptz) from public, anon, authenticated;
grant execute on function public.plan_training_letters(timestamptz) to service_role;
comment on function public.plan_training_letters(timestamptz) is 'Plans the letters that ask how a training was known, and a month later whether it was used.';
