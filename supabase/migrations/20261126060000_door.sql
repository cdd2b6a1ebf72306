-- The door: who comes in is written on a phone, perhaps without a network, and arrives later, twice, or from two phones at
-- once. Each act has a key that the phone made; an act is done once, whatever arrives how often and in which order.

-- What became of each act. A row may be here before its act: what was taken back stays so when the act arrives later.
create table private.door_acts (
  key uuid primary key,
  event_id uuid not null references public.events (id) on delete cascade,
  became text not null constraint door_acts_became_known check (became in ('done', 'there_already', 'taken_back')),
  created_at timestamptz not null default now()
);
create index door_acts_event on private.door_acts (event_id);
alter table private.door_acts enable row level security;
-- Deliberately no policy and no grant: only the functions below. A backup carries it, so that a phone which sends late finds its acts.

-- Six letters and figures that can be read out and typed, without those that look alike. Two of an event may share a code once
-- in many thousand events; the phone then shows both names.
create function private.door_code(p_registration uuid) returns text
language sql immutable parallel safe set search_path = '' as $$
  select string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(h, n) % 30 + 1, 1), '' order by n)
  from (select sha256(convert_to('door ' || p_registration, 'UTF8')) as h) hashed, generate_series(0, 5) n
$$;

create function private.event_at_door(p_event uuid) returns public.events
language plpgsql stable set search_path = '' as $$
declare v_event public.events;
begin
  select * into v_event from public.events where id = p_event;
  if v_event.id is null then
    raise sqlstate 'PT404' using message = 'This event is not there any more.', hint = 'missing';
  end if;
  return v_event;
end $$;

-- When an act was: as the phone says, which may have been without a network for hours; a clock that is ahead is set back.
create function private.door_time(p_event public.events, p_at text) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  v_at timestamptz := least(coalesce(p_at::timestamptz, now()), now());
  v_day date := (v_at at time zone p_event.time_zone)::date;
begin
  if v_day < p_event.starts_on - 1 or v_day > (p_event.ends_at at time zone p_event.time_zone)::date + 1 then
    raise sqlstate 'PT422' using hint = 'at', message = format(
      'This was entered on %s, more than a day away from the event. Look at the clock of the phone, or add it afterwards from the event''s page.', to_char(v_day, 'YYYY-MM-DD'));
  end if;
  return v_at;
end $$;

-- One act, once. p_paper: entered afterwards from a sheet, so that only the event's own time counts. Answers what became of it.
create function private.do_door_act(p_event public.events, p_act jsonb, p_paper boolean) returns text
language plpgsql volatile set search_path = '' as $$
declare
  v_key uuid := (p_act ->> 'key')::uuid;
  v_undoes uuid := (p_act ->> 'undoes')::uuid;
  v_verb text := p_act ->> 'verb';
  v_became text;
  v_registration public.registrations;
  v_resident uuid := (p_act ->> 'resident_id')::uuid;
  v_name text := btrim(regexp_replace(p_act ->> 'name', '\s+', ' ', 'g'));
  v_people integer := coalesce((p_act ->> 'people')::integer, 1);
  v_postal text := nullif(upper(btrim(p_act ->> 'postal_code')), '');
  v_band text := coalesce(p_act ->> 'age_band', 'unknown');
  v_language text := nullif(p_act ->> 'language', '');
  v_at timestamptz;
begin
  if v_key is null or v_verb is null or v_verb not in ('check_in', 'walk_in', 'tally', 'undo') then
    raise sqlstate 'PT422' using message = 'This act cannot be read. Enter it again.', hint = 'act';
  end if;
  select became into v_became from private.door_acts where key = v_key;
  if found then return v_became; end if;

  if v_verb = 'undo' then
    if v_undoes is null then
      raise sqlstate 'PT422' using message = 'This does not say what it takes back. Try again from the list.', hint = 'undoes';
    end if;
    update public.attendances set undone_at = now() where client_key = v_undoes and event_id = p_event.id and undone_at is null;
    update public.event_tallies set undone_at = now() where client_key = v_undoes and event_id = p_event.id and undone_at is null;
    insert into private.door_acts (key, event_id, became) values (v_undoes, p_event.id, 'taken_back')
    on conflict (key) do update set became = 'taken_back' where private.door_acts.event_id = p_event.id;
    insert into private.door_acts (key, event_id, became) values (v_key, p_event.id, 'done');
    return 'done';
  end if;

  if p_event.status = 'cancelled' then
    raise sqlstate 'PT422' using message = 'This event is cancelled, so nobody can be checked in. Plan it again first.', hint = 'status';
  end if;
  v_at := case when p_paper then least(coalesce((p_act ->> 'at')::timestamptz, p_event.starts_at), now()) else private.door_time(p_event, p_act ->> 'at') end;
  if v_postal !~ '^[0-9A-Z -]{3,10}$' then
    raise sqlstate 'PT422' using message = format('"%s" is not a ZIP code. Type five digits, or leave it out.', left(v_postal, 20)), hint = 'postal_code';
  elsif v_language is not null and not exists (select from public.languages where code = v_language) then
    raise sqlstate 'PT422' using message = 'That language is not in the office''s list. Choose another one.', hint = 'language';
  elsif v_people not between 1 and (case v_verb when 'tally' then 500 else 20 end) then
    raise sqlstate 'PT422' using hint = 'people', message = case v_verb when 'tally' then 'Count from 1 to 500 people at once.'
      else 'With one name come 1 to 20 people. Count a larger group in the tally.' end;
  end if;

  if v_verb = 'tally' then
    if v_band not in ('0-12', '13-17', '18-24', '25-44', '45-64', '65+', 'unknown') then
      raise sqlstate 'PT422' using message = 'That age is not one of those that are counted.', hint = 'age_band';
    end if;
    insert into public.event_tallies (event_id, people, age_band, language, postal_code, counted_at, counted_by, client_key)
    values (p_event.id, v_people, v_band, v_language, v_postal, v_at, private.current_staff_id(), v_key);
    insert into private.door_acts (key, event_id, became) values (v_key, p_event.id, 'done');
    return 'done';
  end if;

  if v_band in ('0-12', '13-17') then
    raise sqlstate 'PT422' using message = 'Children and teenagers are counted and never named. Count them in the tally.', hint = 'age_band';
  end if;
  if v_verb = 'check_in' then
    select * into v_registration from public.registrations where id = (p_act ->> 'registration_id')::uuid and event_id = p_event.id;
    if v_registration.id is null then
      raise sqlstate 'PT422' using message = 'This registration does not belong to this event. Look for the name in the list, or enter them as a walk-in.', hint = 'registration_id';
    end if;
    v_resident := v_registration.resident_id;
    v_name := v_registration.name;
    v_language := coalesce(v_language, v_registration.language);
    if exists (select from public.attendances where registration_id = v_registration.id and undone_at is null) then v_became := 'there_already'; end if;
  else
    if coalesce(v_name, '') = '' or length(v_name) > 200 then
      raise sqlstate 'PT422' using message = 'A walk-in needs a name. Without one, count them in the tally.', hint = 'name';
    end if;
    -- A resident who is not there any more leaves the name.
    select id into v_resident from public.residents where id = v_resident;
    if v_resident is not null and exists (select from public.attendances where event_id = p_event.id and resident_id = v_resident and undone_at is null) then
      v_became := 'there_already';
    end if;
  end if;
  if v_became is null then
    insert into public.attendances (event_id, registration_id, resident_id, name, people, language, postal_code, way, checked_in_at, checked_in_by, client_key)
    values (p_event.id, v_registration.id, v_resident, v_name, v_people, v_language, v_postal,
      case when p_paper then 'paper' when v_verb = 'walk_in' then 'walk_in' when p_act ->> 'way' = 'code' then 'code' else 'list' end,
      v_at, private.current_staff_id(), v_key);
    v_became := 'done';
  end if;
  insert into private.door_acts (key, event_id, became) values (v_key, p_event.id, v_became);
  return v_became;
end $$;

-- Acts one after the other, each with its answer: one that is refused holds up no other.
create function private.do_door_acts(p_event uuid, p_acts jsonb, p_paper boolean) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_event public.events;
  v_act jsonb;
  v_answers jsonb := '[]';
  v_answer jsonb;
begin
  if jsonb_typeof(coalesce(p_acts, '[]')) <> 'array' or jsonb_array_length(coalesce(p_acts, '[]')) > 500 then
    raise sqlstate 'PT422' using message = 'At most 500 acts are taken at once. Send them in parts.', hint = 'acts';
  end if;
  -- Two phones of one door take turns: a registration is there once, and an act that both bring is done once.
  perform pg_advisory_xact_lock(hashtextextended('door ' || p_event, 0));
  v_event := private.event_at_door(p_event);
  for v_act in select value from jsonb_array_elements(coalesce(p_acts, '[]')) loop
    begin
      v_answer := jsonb_build_object('key', v_act ->> 'key', 'became', private.do_door_act(v_event, v_act, p_paper));
    exception
      when sqlstate 'PT422' then
        v_answer := jsonb_build_object('key', v_act ->> 'key', 'became', 'refused', 'message', sqlerrm);
      when data_exception or integrity_constraint_violation then
        v_answer := jsonb_build_object('key', v_act ->> 'key', 'became', 'refused', 'message', 'This act cannot be read. Enter it again.');
    end;
    v_answers := v_answers || v_answer;
  end loop;
  return v_answers;
end $$;

-- What a phone at the door needs, and no more: no mail, no number, no address, no need that somebody told us.
create function private.door_list(p_event uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'event', jsonb_build_object('id', e.id, 'title', e.title, 'status', e.status, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'time_zone', e.time_zone,
      'place', nullif(concat_ws(', ', e.place_name, e.room), ''), 'expected', e.expected_count, 'tally_counts', e.tally_counts, 'capacity', e.capacity),
    'registrations', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'seats', r.seats, 'status', r.status, 'language', r.language,
      'needs_interpreter', r.needs_interpreter, 'code', private.door_code(r.id)) order by private.fold(r.name), r.id) from public.registrations r where r.event_id = e.id), '[]'),
    'attendances', coalesce((select jsonb_agg(jsonb_build_object('key', a.client_key, 'registration_id', a.registration_id,
      'name', case when a.registration_id is null then a.name end, 'people', a.people, 'at', a.checked_in_at) order by a.checked_in_at, a.id)
      from public.attendances a where a.event_id = e.id and a.undone_at is null), '[]'),
    'tallied', coalesce((select jsonb_agg(jsonb_build_object('age_band', t.age_band, 'language', t.language, 'people', t.people))
      from (select age_band, language, sum(people) as people from public.event_tallies where event_id = e.id and undone_at is null group by 1, 2) t), '[]'),
    -- Those of the event come first, then as the office orders them.
    'languages', coalesce((select jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'endonym', l.endonym)
        order by exists (select from public.event_languages el where el.event_id = e.id and el.language = l.code and el.mode <> 'materials') desc, l.sort_order, l.code)
      from public.languages l where l.is_active), '[]'))
  from public.events e where e.id = p_event
$$;

create function public.door_list(p_event uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  perform private.event_at_door(p_event);
  return private.door_list(p_event);
end $$;

-- p_acts: [{key, verb: check_in | walk_in | tally | undo, at, registration_id, resident_id, name, people, language, postal_code, age_band, way, undoes}].
-- Answers {acts: [{key, became: done | there_already | taken_back | refused, message}], list}: the list as it is after them.
create function public.sync_door(p_event uuid, p_acts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare v_answers jsonb;
begin
  perform private.at_least('staff');
  v_answers := private.do_door_acts(p_event, p_acts, false);
  return jsonb_build_object('acts', v_answers, 'list', private.door_list(p_event));
end $$;

-- The same acts afterwards, from the paper sheet or to set right what is wrong; no day is too late.
create function public.correct_attendance(p_event uuid, p_acts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  return private.do_door_acts(p_event, p_acts, true);
end $$;

-- Whether the tally counted only people without a name, or everybody who came.
create function public.set_tally_counts(p_event uuid, p_counts text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('staff');
  perform private.event_at_door(p_event);
  if p_counts is null or p_counts not in ('unnamed', 'everyone') then
    raise sqlstate 'PT422' using message = 'Choose whether the tally counted only people without a name, or everybody.', hint = 'tally_counts';
  end if;
  update public.events set tally_counts = p_counts where id = p_event and tally_counts <> p_counts;
end $$;

-- What stands on the pass of somebody who registered: for the program alone, which has read the signed link.
create function public.door_pass(p_registration uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', r.name, 'seats', r.seats, 'status', r.status, 'language', r.language, 'code', private.door_code(r.id),
    'title', e.title, 'translations', e.translations, 'starts_at', e.starts_at, 'ends_at', e.ends_at, 'time_zone', e.time_zone, 'event_status', e.status,
    'place_name', e.place_name, 'room', e.room, 'address', e.address)
  from public.registrations r join public.events e on e.id = r.event_id where r.id = p_registration
$$;

revoke all on function public.door_list(uuid), public.sync_door(uuid, jsonb), public.correct_attendance(uuid, jsonb), public.set_tally_counts(uuid, text),
  public.door_pass(uuid) from public, anon, authenticated;
grant execute on function public.door_list(uuid), public.sync_door(uuid, jsonb), public.correct_attendance(uuid, jsonb), public.set_tally_counts(uuid, text) to authenticated, service_role;
grant execute on function public.door_pass(uuid) to service_role;
comment on function public.sync_door(uuid, jsonb) is 'Acts of a phone at the door, each once by its key, whatever arrives how often and in which order.';
comment on function public.door_list(uuid) is 'What a phone at the door needs: names, seats, states and codes; no way to reach anybody.';
comment on function public.correct_attendance(uuid, jsonb) is 'The acts of the door once more, afterwards: from paper, or to set right.';
