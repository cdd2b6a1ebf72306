-- What a letter says, as facts: of the office, the event, the registration. The same for what is sent and for what is only shown;
-- the words are the program's.

create function private.letter_facts(p_kind text, p_event uuid, p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings),
    'event', private.event_where(e) || jsonb_build_object('id', e.id, 'title', e.title, 'translations', e.translations, 'kind', e.kind, 'status', e.status, 'cancelled_reason', e.cancelled_reason,
      'accessibility', e.accessibility, 'slug', case when e.published_at is not null then e.slug end, 'uid', e.uid, 'sequence', e.sequence,
      'languages', (select coalesce(jsonb_agg(jsonb_build_object('language', l.language, 'mode', l.mode) order by l.mode, n.sort_order, l.language), '[]')
        from public.event_languages l join public.languages n on n.code = l.language where l.event_id = e.id and (l.mode = 'spoken' or l.booking = 'booked'))),
    'registration', (select jsonb_build_object('id', r.id, 'name', r.name, 'seats', r.seats, 'status', r.status,
      'offered_until', private.instant_text(r.offered_until)) from public.registrations r where r.id = p_registration),
    'words', (select l.words from private.letter_rules(e.id) l where l.kind = p_kind))
  from public.events e where e.id = p_event
$$;

-- What the letter with this number says; null when it is not to be sent any more.
create function public.delivery_facts(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.letter_facts(d.kind, d.event_id, d.registration_id) || jsonb_build_object('kind', d.kind, 'language', d.language, 'payload', d.payload)
  from public.deliveries d where d.id = p_id and d.status = 'waiting'
$$;
revoke all on function private.letter_facts(text, uuid, uuid), public.delivery_facts(uuid) from public, anon, authenticated;
grant execute on function public.delivery_facts(uuid) to service_role;
