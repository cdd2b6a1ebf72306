-- Applications that the office helped with: to which program, for whom if that is known, and what came of it, with the amount. One
-- act saves one. How far it is follows from its days, and a day that was not typed is today.

-- The application, locked, as the reader saw it. p_version null: whoever does not mind.
create function private.open_application(p_id uuid, p_version integer) returns public.applications
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.applications;
begin
  select * into v_one from public.applications where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This application is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this application since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

create function private.check_application(p_one public.applications, p_today date) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_one.program_id is null or not exists (select from public.programs where id = p_one.program_id) then
    raise sqlstate 'PT422' using message = 'Choose the program that they apply to.', hint = 'application_program';
  elsif p_one.status is null or p_one.status not in ('started', 'submitted', 'waitlisted', 'approved', 'denied', 'withdrawn') then
    raise sqlstate 'PT422' using message = 'Say how far the application is.', hint = 'application_status';
  elsif p_one.started_on > p_today then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day on which you began to help.', hint = 'application_started_on';
  elsif p_one.started_on < date '2000-01-01' then
    raise sqlstate 'PT422' using message = 'Check the year of the day on which you began to help.', hint = 'application_started_on';
  elsif p_one.submitted_on > p_today then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day on which it was sent in.', hint = 'application_submitted_on';
  elsif p_one.submitted_on < p_one.started_on then
    raise sqlstate 'PT422' using message = 'It was sent in before it was begun. Check the days.', hint = 'application_submitted_on';
  elsif p_one.decided_on > p_today then
    raise sqlstate 'PT422' using message = 'This day has not come yet. Enter the day of the answer.', hint = 'application_decided_on';
  elsif p_one.decided_on < coalesce(p_one.submitted_on, p_one.started_on) then
    raise sqlstate 'PT422' using message = 'The answer comes after the application. Check the days.', hint = 'application_decided_on';
  elsif p_one.amount_cents not between 0 and 10000000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'application_amount';
  elsif length(p_one.note) > 2000 then
    raise sqlstate 'PT422' using message = 'The note is longer than 2,000 characters. Shorten it.', hint = 'application_note';
  elsif not exists (select from public.languages where code = p_one.language) then
    raise sqlstate 'PT422' using message = 'This language is not on the list. Choose another.', hint = 'application_language';
  elsif p_one.resident_id is not null and not exists (select from public.residents where id = p_one.resident_id) then
    raise sqlstate 'PT422' using message = 'This resident is not there any more. Choose another.', hint = 'application_resident_id';
  elsif p_one.inquiry_id is not null and not exists (select from public.inquiries where id = p_one.inquiry_id) then
    raise sqlstate 'PT422' using message = 'This inquiry is not there any more.', hint = 'application_inquiry_id';
  elsif p_one.event_id is not null and not exists (select from public.events where id = p_one.event_id) then
    raise sqlstate 'PT422' using message = 'This event is not there any more.', hint = 'application_event_id';
  elsif p_one.district_id is not null and not exists (select from public.districts where id = p_one.district_id) then
    raise sqlstate 'PT422' using message = 'This district is not there any more. Choose another.', hint = 'application_district_id';
  elsif p_one.assisted_by is not null and not exists (select from public.staff where id = p_one.assisted_by) then
    raise sqlstate 'PT422' using message = 'This person is not there any more. Choose another.', hint = 'application_assisted_by';
  elsif not p_one.primary_section = any (p_one.sections) or exists (select from unnest(p_one.sections) s where not exists (select from public.directives d where d.section = s)) then
    raise sqlstate 'PT422' using message = 'Choose the sections that it counts in.', hint = 'application_sections';
  end if;
end $$;

-- Saves an application; p_id null makes a new one. p_application: program_id, resident_id, inquiry_id, event_id, language,
-- district_id, status, assisted_by, started_on, submitted_on, decided_on, amount_cents, note, primary_section, sections. What is not
-- named stays. A new one has the resident, the language and the district of its inquiry, the sections of its program, and who saves
-- it helped. Returns the id.
create function public.save_application(p_application jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.applications;
  v_new public.applications;
  v_today constant date := private.local_date(now());
  v_program public.programs;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, case when value = '""' then 'null' else value end), '{}') from jsonb_each(p_application) where key in ('program_id', 'resident_id', 'inquiry_id',
    'event_id', 'language', 'district_id', 'status', 'assisted_by', 'started_on', 'submitted_on', 'decided_on', 'amount_cents', 'note', 'primary_section', 'sections'));
begin
  perform private.at_least('staff');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.applications, '{"status": "started", "note": ""}'::jsonb || v_given);
    if not v_given ? 'assisted_by' then v_new.assisted_by := private.current_staff_id(); end if;
    if v_new.inquiry_id is not null then
      select coalesce(v_new.resident_id, i.resident_id), coalesce(v_new.language, i.language), coalesce(v_new.district_id, i.district_id)
      into v_new.resident_id, v_new.language, v_new.district_id from public.inquiries i where i.id = v_new.inquiry_id;
    end if;
    if v_new.resident_id is not null then
      select coalesce(v_new.language, r.preferred_language), coalesce(v_new.district_id, r.district_id) into v_new.language, v_new.district_id
      from public.residents r where r.id = v_new.resident_id;
    end if;
    v_new.language := coalesce(v_new.language, 'en');
  else
    v_old := private.open_application(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.note := btrim(coalesce(v_new.note, ''));
  -- What was sent in or answered was so on some day, and what is not answered has no answer's day and no amount.
  if v_new.status in ('approved', 'denied') then
    v_new.decided_on := coalesce(v_new.decided_on, v_today);
    v_new.started_on := coalesce(v_new.started_on, v_new.submitted_on, v_new.decided_on);
  else
    if v_new.decided_on is not null and v_given ->> 'decided_on' is not null then
      raise sqlstate 'PT422' using message = 'Only what was approved or denied has the day of an answer.', hint = 'application_decided_on';
    end if;
    v_new.decided_on := null;
    v_new.started_on := coalesce(v_new.started_on, v_new.submitted_on, v_today);
  end if;
  if v_new.status in ('submitted', 'waitlisted') then v_new.submitted_on := coalesce(v_new.submitted_on, v_today); end if;
  if v_new.status = 'started' then v_new.submitted_on := null; end if;
  if v_new.status <> 'approved' then
    if v_new.amount_cents is not null and v_given ->> 'amount_cents' is not null then
      raise sqlstate 'PT422' using message = 'Only what was approved has an amount.', hint = 'application_amount';
    end if;
    v_new.amount_cents := null;
  end if;
  -- What the program counts in, until somebody says otherwise.
  if v_new.program_id is distinct from v_old.program_id then
    select * into v_program from public.programs where id = v_new.program_id;
    if not v_given ? 'primary_section' then v_new.primary_section := coalesce(v_program.primary_section, 4); end if;
    if not v_given ? 'sections' then v_new.sections := coalesce(v_program.sections, '{4}'); end if;
  end if;
  v_new.sections := array(select distinct s from unnest(array_append(v_new.sections, v_new.primary_section)) s where s is not null order by s);
  perform private.check_application(v_new, v_today);
  if p_id is null then
    insert into public.applications (program_id, resident_id, inquiry_id, event_id, language, district_id, status, assisted_by, started_on, submitted_on, decided_on, amount_cents, note,
      primary_section, sections)
    values (v_new.program_id, v_new.resident_id, v_new.inquiry_id, v_new.event_id, v_new.language, v_new.district_id, v_new.status, v_new.assisted_by, v_new.started_on, v_new.submitted_on,
      v_new.decided_on, v_new.amount_cents, v_new.note, v_new.primary_section, v_new.sections)
    returning id into v_new.id;
  elsif v_new is distinct from v_old then
    update public.applications set program_id = v_new.program_id, resident_id = v_new.resident_id, inquiry_id = v_new.inquiry_id, event_id = v_new.event_id, language = v_new.language,
      district_id = v_new.district_id, status = v_new.status, assisted_by = v_new.assisted_by, started_on = v_new.started_on, submitted_on = v_new.submitted_on, decided_on = v_new.decided_on,
      amount_cents = v_new.amount_cents, note = v_new.note, primary_section = v_new.primary_section, sections = v_new.sections
    where id = p_id;
  end if;
  return v_new.id;
exception
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and amounts.', hint = 'application_unread';
end $$;
revoke all on function private.open_application(uuid, integer), private.check_application(public.applications, date) from public, anon, authenticated;
revoke all on function public.save_application(jsonb, uuid, integer) from public, anon;
grant execute on function public.save_application(jsonb, uuid, integer) to authenticated;
comment on function public.save_application(jsonb, uuid, integer) is 'An application that the office helped with, new or changed.';
