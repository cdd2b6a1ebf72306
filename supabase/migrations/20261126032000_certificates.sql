-- Certificates: what a paper says that somebody was at a training. Nothing is stored: it is read from who came and from what was held, so
-- that a name set right is right on the paper too, and what was taken back has none.

-- Of one attendance, or of all of an event: {office, event, people: [{id, name, language}]}. Null where there is nothing to certify: the event
-- is no training, was not held, or nobody came by name.
create function public.certificate_facts(p_attendance uuid default null, p_event uuid default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'office', (select jsonb_build_object('name', office_name, 'city', city_name) from public.settings),
    'event', jsonb_build_object('id', e.id, 'title', e.title, 'translations', e.translations, 'starts_at', e.starts_at,
      'ends_at', e.ends_at, 'time_zone', e.time_zone, 'curriculum', t.name, 'edition', t.edition,
      -- A training without a curriculum of known length took as long as it was set down for; one over several days was not taught at night.
      'hours', coalesce(t.hours, case when e.ends_at - e.starts_at <= interval '12 hours' then round(extract(epoch from e.ends_at - e.starts_at) / 900) / 4 end)),
    'people', p.people)
  from public.events e
    left join public.event_trainings t on t.event_id = e.id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'language', coalesce(a.language, r.language, 'en')) order by lower(a.name), a.id) as people
      from public.attendances a left join public.registrations r on r.id = a.registration_id
      where a.event_id = e.id and a.undone_at is null and (p_attendance is null or a.id = p_attendance)) p
  where e.id = coalesce((select event_id from public.attendances where id = p_attendance), p_event)
    and e.kind = 'training' and e.status = 'held' and p.people is not null
$$;
revoke all on function public.certificate_facts(uuid, uuid) from public, anon, authenticated;
grant execute on function public.certificate_facts(uuid, uuid) to service_role;
comment on function public.certificate_facts(uuid, uuid) is 'What the certificates of a held training say.';

-- The page behind a link is read in either language, so it gets the title in each.
create or replace function public.rating_page(p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('title', e.title, 'translations', e.translations, 'name', t.name, 'edition', t.edition, 'language', r.language,
    'is_rated', exists (select from public.training_ratings where registration_id = r.id), 'is_answered', exists (select from public.training_follow_ups where registration_id = r.id),
    'has_begun', e.starts_at <= now(), 'is_cancelled', e.status = 'cancelled' or r.status = 'cancelled')
  from public.registrations r join public.events e on e.id = r.event_id left join public.event_trainings t on t.event_id = e.id
  where r.id = p_registration and e.kind = 'training'
$$;
