-- The sequence as people see and change it: each letter with its time, how it stands, and what is usual; and the facts of a letter
-- that is only looked at.

-- Everything that the letters of an event show, in one answer.
create function public.event_letters_of(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (with rules as (
      select r.*, d.sort_order, u.is_on as usual_on, u.days as usual_days, u.at_time as usual_time, u.minutes as usual_minutes, e.id is not null as is_own, coalesce(e.words, '{}') as own_words
      from private.letter_rules(p_event) r join private.letter_defaults() d using (kind) join private.letter_rules(null) u using (kind)
      left join public.event_letters e on e.event_id = p_event and e.kind = r.kind),
    counted as (
      select kind, count(*) filter (where status = 'waiting') as waiting, count(*) filter (where status = 'sent') as sent, count(*) filter (where status = 'failed') as failed,
        count(*) filter (where status = 'cancelled' and reason = 'too_late') as late, min(send_at) filter (where status = 'waiting') as next_at
      from public.deliveries where event_id = p_event group by kind)
    select jsonb_build_object(
      'letters', (select jsonb_agg(jsonb_build_object('kind', r.kind, 'is_on', r.is_on, 'days', r.days, 'at_time', to_char(r.at_time, 'HH24:MI'), 'minutes', r.minutes, 'words', r.own_words, 'is_own', r.is_own,
          'usual', jsonb_build_object('is_on', r.usual_on, 'days', r.usual_days, 'at_time', to_char(r.usual_time, 'HH24:MI'), 'minutes', r.usual_minutes),
          'goes_at', case
            when r.kind = 'event.thanks' then ((e.ends_at at time zone e.time_zone)::date + r.days + r.at_time) at time zone e.time_zone
            when r.minutes is not null then e.starts_at - make_interval(mins => r.minutes)
            when r.days is not null then ((e.starts_at at time zone e.time_zone)::date - r.days + r.at_time) at time zone e.time_zone end,
          'waiting', coalesce(c.waiting, 0), 'sent', coalesce(c.sent, 0), 'failed', coalesce(c.failed, 0), 'late', coalesce(c.late, 0), 'next_at', c.next_at) order by r.sort_order)
        from rules r left join counted c using (kind)),
      'waiting', (select coalesce(sum(waiting), 0) from counted), 'sent', (select coalesce(sum(sent), 0) from counted), 'failed', (select coalesce(sum(failed), 0) from counted),
      'late', (select coalesce(sum(late), 0) from counted), 'next_at', (select min(next_at) from counted),
      'people', (select count(*) from public.registrations where event_id = p_event and status <> 'cancelled'),
      'without_email', (select count(*) from public.registrations where event_id = p_event and status <> 'cancelled' and email is null),
      'answers', (select jsonb_build_object('count', count(*), 'mean', round(avg(score), 1)) from public.event_answers where event_id = p_event))
    from public.events e where e.id = p_event);
end $$;

-- Saves the letters that are named; others stay as they are. A time that is not given is the usual one. {"kind", "is_on", "days", "at_time", "minutes", "words"}, or {"kind", "usual": true}
-- to have one as is usual again. Without an event it is how the office does it everywhere, which managers decide.
create function public.save_event_letters(p_event uuid, p_letters jsonb) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one jsonb;
  v_default record;
  v_saved integer := 0;
begin
  perform private.at_least(case when p_event is null then 'manager' else 'coordinator' end);
  if p_event is not null and not exists (select from public.events where id = p_event) then
    raise sqlstate 'PT404' using message = 'There is no such event.', hint = 'event_id';
  end if;
  for v_one in select value from jsonb_array_elements(p_letters) loop
    select * into v_default from private.letter_defaults() d where d.kind = v_one ->> 'kind';
    if v_default.kind is null then raise sqlstate 'PT422' using message = 'There is no letter of this kind.', hint = 'kind'; end if;
    if coalesce((v_one ->> 'usual')::boolean, false) then
      delete from public.event_letters where event_id is not distinct from p_event and kind = v_default.kind;
      v_saved := v_saved + 1;
      continue;
    end if;
    if v_default.kind = 'registration.offered' and not coalesce((v_one ->> 'is_on')::boolean, true) then
      raise sqlstate 'PT422' using message = 'Whoever is offered a place must hear of it, so this letter always goes.', hint = 'is_on';
    end if;
    if v_default.days is not null and v_one ->> 'days' is not null and (v_one ->> 'days' !~ '^\d{1,2}$' or (v_one ->> 'days')::integer not between 0 and 60) then
      raise sqlstate 'PT422' using message = 'Write a number of days from 0 to 60.', hint = 'days';
    end if;
    if v_default.days is not null and v_one ->> 'at_time' !~ '^([01]\d|2[0-3]):[0-5]\d$' then
      raise sqlstate 'PT422' using message = 'Choose the time of day at which it goes.', hint = 'at_time';
    end if;
    if v_default.minutes is not null and v_one ->> 'minutes' is not null and (v_one ->> 'minutes' !~ '^\d{1,4}$' or (v_one ->> 'minutes')::integer not between 15 and 2880) then
      raise sqlstate 'PT422' using message = 'Write from 15 minutes to 48 hours before it begins.', hint = 'minutes';
    end if;
    if exists (select from jsonb_each(coalesce(v_one -> 'words', '{}')) w where jsonb_typeof(w.value) <> 'string' or length(w.value #>> '{}') > 2000) then
      raise sqlstate 'PT422' using message = 'Shorten the paragraph to 2,000 letters.', hint = 'words';
    end if;
    insert into public.event_letters as l (event_id, kind, is_on, days, at_time, minutes, words)
    values (p_event, v_default.kind, coalesce((v_one ->> 'is_on')::boolean, true), case when v_default.days is not null then (v_one ->> 'days')::smallint end,
      case when v_default.days is not null then (v_one ->> 'at_time')::time end, case when v_default.minutes is not null then (v_one ->> 'minutes')::integer end,
      (select coalesce(jsonb_object_agg(w.key, btrim(w.value #>> '{}')), '{}') from jsonb_each(coalesce(v_one -> 'words', '{}')) w where btrim(w.value #>> '{}') <> ''))
    on conflict (event_id, kind) do update set is_on = excluded.is_on, days = excluded.days, at_time = excluded.at_time, minutes = excluded.minutes, words = excluded.words;
    v_saved := v_saved + 1;
  end loop;
  return v_saved;
end $$;

-- The facts of a letter that is looked at, not sent: to somebody who registered, or to nobody in particular.
create function public.sample_letter_facts(p_event uuid, p_kind text, p_registration uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return (select private.letter_facts(p_kind, e.id, (select r.id from public.registrations r where r.id = p_registration and r.event_id = e.id))
      || jsonb_build_object('kind', p_kind, 'language', 'en', 'payload', case p_kind
        when 'event.changed' then jsonb_build_object('before', private.event_where(e) || jsonb_build_object('starts_at', private.instant_text(e.starts_at - interval '1 day'), 'ends_at', private.instant_text(e.ends_at - interval '1 day')))
        when 'registration.offered' then jsonb_build_object('offered_until', private.instant_text(least(now() + make_interval(mins => e.offer_minutes), greatest(e.starts_at, now() + interval '15 minutes'))))
        else '{}' end)
    from public.events e where e.id = p_event);
end $$;
revoke all on function public.event_letters_of(uuid), public.save_event_letters(uuid, jsonb), public.sample_letter_facts(uuid, text, uuid) from public, anon;
grant execute on function public.event_letters_of(uuid), public.save_event_letters(uuid, jsonb), public.sample_letter_facts(uuid, text, uuid) to authenticated, service_role;

-- The same facts with what a calendar wants too, for the file that comes with a letter.
create or replace function private.letter_facts(p_kind text, p_event uuid, p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'office', (select jsonb_build_object('name', office_name, 'city', city_name, 'address', address, 'email', coalesce(mail_reply_to, email), 'phone', phone) from public.settings),
    'event', private.event_where(e) || jsonb_build_object('id', e.id, 'title', e.title, 'translations', e.translations, 'kind', e.kind, 'status', e.status, 'cancelled_reason', e.cancelled_reason,
      'accessibility', e.accessibility, 'slug', case when e.published_at is not null then e.slug end, 'uid', e.uid, 'sequence', e.sequence, 'updated_at', private.instant_text(e.updated_at), 'summary', e.summary,
      'languages', (select coalesce(jsonb_agg(jsonb_build_object('language', l.language, 'mode', l.mode) order by l.mode, n.sort_order, l.language), '[]')
        from public.event_languages l join public.languages n on n.code = l.language where l.event_id = e.id and (l.mode = 'spoken' or l.booking = 'booked'))),
    'registration', (select jsonb_build_object('id', r.id, 'name', r.name, 'seats', r.seats, 'status', r.status,
      'offered_until', private.instant_text(r.offered_until)) from public.registrations r where r.id = p_registration),
    'words', (select l.words from private.letter_rules(e.id) l where l.kind = p_kind))
  from public.events e where e.id = p_event
$$;
