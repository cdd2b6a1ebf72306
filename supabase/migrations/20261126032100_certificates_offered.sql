-- Whoever opens the question about a training gets the way to their certificate there, as soon as the training is noted as held.
create or replace function public.rating_page(p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('title', e.title, 'translations', e.translations, 'name', t.name, 'edition', t.edition, 'language', r.language,
    'is_rated', exists (select from public.training_ratings where registration_id = r.id), 'is_answered', exists (select from public.training_follow_ups where registration_id = r.id),
    'has_begun', e.starts_at <= now(), 'is_cancelled', e.status = 'cancelled' or r.status = 'cancelled',
    'attendance', (select a.id from public.attendances a where a.registration_id = r.id and a.undone_at is null and e.status = 'held'))
  from public.registrations r join public.events e on e.id = r.event_id left join public.event_trainings t on t.event_id = e.id
  where r.id = p_registration and e.kind = 'training'
$$;
