-- Registrations, third chapter: what is shown. To everybody what is published, through the program alone; to whoever holds the
-- signed link one registration; to the office the list of an event. Who registered is in nothing that is public.

-- What a public page says of an event. An interpreter who is not booked is not promised.
create function private.event_shown(p_event public.events) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', p_event.id, 'slug', p_event.slug, 'title', p_event.title, 'kind', p_event.kind, 'status', p_event.status,
    'starts_at', p_event.starts_at, 'ends_at', p_event.ends_at, 'time_zone', p_event.time_zone, 'is_over', p_event.ends_at <= now(), 'has_begun', p_event.starts_at <= now(),
    'summary', p_event.summary, 'translations', p_event.translations, 'place_name', p_event.place_name, 'address', p_event.address, 'room', p_event.room,
    'online_url', p_event.online_url, 'district', (select name from public.districts where id = p_event.district_id), 'neighborhood', p_event.neighborhood,
    'accessibility', p_event.accessibility,
    'languages', coalesce((select jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'mode', el.mode) order by el.mode = 'materials', el.mode = 'spoken' desc, l.sort_order)
      from public.event_languages el join public.languages l on l.code = el.language
      where el.event_id = p_event.id and (el.booking = 'booked' or el.mode in ('spoken', 'materials'))), '[]'),
    'partners', coalesce((select jsonb_agg(o.name order by eo.part, o.name) from public.event_organizations eo join public.organizations o on o.id = eo.organization_id
      where eo.event_id = p_event.id), '[]'),
    'takes_registrations', p_event.takes_registrations, 'capacity', p_event.capacity, 'free', greatest(private.free_seats(p_event), 0), 'has_waitlist', p_event.has_waitlist,
    'closes_at', coalesce(p_event.registration_closes_at, p_event.starts_at),
    'is_open', p_event.takes_registrations and p_event.status in ('planned', 'confirmed') and least(coalesce(p_event.registration_closes_at, p_event.starts_at), p_event.starts_at) > now())
$$;

-- Coming published events, twenty to a page, the next first: those in a language (held in it or interpreted), those of a district
-- (by its code). Answers {rows, count, languages, districts}; the last two are what there is to choose from.
create function public.shown_events(p_language text default null, p_district text default null, p_page integer default 1) returns jsonb
language sql stable security definer set search_path = '' as $$
  with coming as materialized (
    select e.id, e.starts_at, e.district_id from public.events e
    where e.published_at <= now() and e.starts_at > now() - interval '14 days' and e.ends_at > now() and e.status <> 'held'),
  spoken as materialized (
    select distinct c.id, el.language from coming c join public.event_languages el on el.event_id = c.id
    where el.mode = 'spoken' or (el.mode in ('interpreted', 'signed') and el.booking = 'booked')),
  fitting as materialized (
    select c.* from coming c
    where (p_language is null or exists (select from spoken s where s.id = c.id and s.language = p_language))
      and (p_district is null or c.district_id = (select d.id from public.districts d where d.code = p_district)))
  select jsonb_build_object(
    'rows', coalesce((select jsonb_agg(private.event_shown(e) order by e.starts_at, e.id) from public.events e
      where e.id in (select f.id from fitting f order by f.starts_at, f.id limit 20 offset 20 * (least(greatest(p_page, 1), 500) - 1))), '[]'),
    'count', (select count(*) from fitting),
    'languages', coalesce((select jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name) order by l.sort_order) from public.languages l where l.code in (select language from spoken)), '[]'),
    'districts', coalesce((select jsonb_agg(jsonb_build_object('code', d.code, 'name', d.name) order by d.sort_order) from public.districts d where d.id in (select district_id from coming)), '[]'))
$$;

-- One published event by its address, with the languages that somebody who registers can choose; null when there is none.
create function public.shown_event(p_slug text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.event_shown(e) || jsonb_build_object('choices', (select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'endonym', endonym) order by sort_order)
    from public.languages where code <> 'und'))
  from public.events e where e.slug = p_slug and e.published_at <= now()
$$;

-- A registration as its own page shows it, to whoever holds the link. What was offered and has run out is told as such before the worker has passed it on.
create function public.shown_registration(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', r.id, 'name', r.name, 'email', r.email, 'has_phone', r.phone is not null, 'language', r.language, 'language_name', l.name,
    'needs_interpreter', r.needs_interpreter, 'accessibility_need', r.accessibility_need, 'seats', r.seats, 'minors', r.minors,
    'status', case when r.status = 'offered' and r.offered_until <= now() then 'cancelled' else r.status end,
    'cancelled_how', case when r.status = 'offered' and r.offered_until <= now() then 'lapsed' else r.cancelled_how end,
    'offered_until', r.offered_until, 'position', private.registration_state(r.id) -> 'position',
    'came', exists (select from public.attendances a where a.registration_id = r.id and a.undone_at is null),
    'event', private.event_shown(e) || jsonb_build_object('is_published', coalesce(e.published_at <= now(), false)))
  from public.registrations r join public.events e on e.id = r.event_id join public.languages l on l.code = r.language where r.id = p_id
$$;
revoke all on function public.shown_events(text, text, integer), public.shown_event(text), public.shown_registration(uuid), private.event_shown(public.events) from public, anon, authenticated;
grant execute on function public.shown_events(text, text, integer), public.shown_event(text), public.shown_registration(uuid) to service_role;
-- Deliberately not granted to anybody else: strangers come through the program's pages, the office has its own lists.
comment on function public.shown_events(text, text, integer) is 'Coming published events, for the public list.';
comment on function public.shown_event(text) is 'A published event by its address, for its public page.';
comment on function public.shown_registration(uuid) is 'A registration, for the page that its signed link opens.';

-- The list of an event for the office, with the numbers above it: {summary, rows, count}. p_query: {status: [], search, limit, offset}.
-- Offers come first because they wait for an answer, then who comes by name, then who waits in order, then who cancelled.
-- A row that belongs to nobody yet names the residents that it may be; `twice` says that somebody of that name and address is on the list already.
create function public.event_registrations(p_event uuid, p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event public.events;
  v_search text := private.like_pattern(btrim(private.fold(coalesce(p_query ->> 'search', ''))));
  v_digits text := regexp_replace(coalesce(p_query ->> 'search', ''), '[^0-9]', '', 'g');
  v_status text[] := (select array_agg(value) from jsonb_array_elements_text(p_query -> 'status') value);
  v_rows jsonb;
  v_count bigint;
begin
  perform private.at_least('viewer');
  select * into v_event from public.events where id = p_event;
  if v_event.id is null then raise sqlstate 'PT404' using message = 'This event is not there any more.', hint = 'missing'; end if;
  with found as (
    select r.*, case r.status when 'offered' then 0 when 'confirmed' then 1 when 'waitlisted' then 2 else 3 end as part,
      case when r.status = 'confirmed' then private.fold(r.name) collate "C" end as by_name
    from public.registrations r
    where r.event_id = p_event and (v_status is null or r.status = any (v_status))
      and (v_search = '%%' or private.fold(concat_ws(' ', r.name, r.email)) like v_search or (length(v_digits) >= 3 and r.phone like '%' || v_digits || '%'))),
  shown as (select * from found order by part, by_name, position limit least(coalesce((p_query ->> 'limit')::integer, 100), 2000) offset coalesce((p_query ->> 'offset')::integer, 0))
  select (select count(*) from found), coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'email', s.email, 'phone', s.phone, 'language', s.language,
      'needs_interpreter', s.needs_interpreter, 'accessibility_need', s.accessibility_need, 'seats', s.seats, 'minors', s.minors, 'status', s.status, 'source', s.source,
      'offered_until', s.offered_until, 'cancelled_at', s.cancelled_at, 'cancelled_how', s.cancelled_how, 'office_note', s.office_note, 'created_at', s.created_at, 'version', s.version,
      'place', private.registration_state(s.id) -> 'position', 'resident_id', s.resident_id, 'resident_name', (select name from public.residents where id = s.resident_id),
      'maybe', case when s.resident_id is null then coalesce((select jsonb_agg(jsonb_build_object('id', m.resident_id, 'name', d.name, 'reason', m.reason, 'score', m.score) order by m.score desc, m.resident_id)
        from private.match_resident(s.name, s.email, s.phone) m join public.residents d on d.id = m.resident_id where m.resident_id <> all (s.not_residents)), '[]') else '[]' end,
      'came', exists (select from public.attendances a where a.registration_id = s.id and a.undone_at is null),
      'twice', s.status <> 'cancelled' and exists (select from public.registrations o where o.event_id = p_event and o.id <> s.id and o.status <> 'cancelled'
        and private.fold(o.name) = private.fold(s.name) and (o.email = s.email or o.phone = s.phone)))
      order by s.part, s.by_name, s.position) from shown s), '[]')
  into v_count, v_rows;
  return jsonb_build_object('rows', v_rows, 'count', v_count, 'summary', (
    select jsonb_build_object('confirmed', count(*) filter (where status = 'confirmed'), 'seats', coalesce(sum(seats) filter (where status = 'confirmed'), 0),
      'minors', coalesce(sum(minors) filter (where status = 'confirmed'), 0), 'offered', count(*) filter (where status = 'offered'), 'waiting', count(*) filter (where status = 'waitlisted'),
      'cancelled', count(*) filter (where status = 'cancelled'), 'interpreters', count(*) filter (where status = 'confirmed' and needs_interpreter),
      'needs', count(*) filter (where status = 'confirmed' and accessibility_need is not null), 'free', private.free_seats(v_event), 'capacity', v_event.capacity,
      'takes_registrations', v_event.takes_registrations, 'has_waitlist', v_event.has_waitlist, 'is_published', coalesce(v_event.published_at <= now(), false), 'slug', v_event.slug,
      'is_cancelled', v_event.status = 'cancelled', 'has_begun', v_event.starts_at <= now())
    from public.registrations where event_id = p_event));
end $$;
revoke all on function public.event_registrations(uuid, jsonb) from public, anon;
grant execute on function public.event_registrations(uuid, jsonb) to authenticated, service_role;
comment on function public.event_registrations(uuid, jsonb) is 'Who registered for an event, with the numbers and whom each may be.';
