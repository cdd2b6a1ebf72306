-- Language encounters, second chapter: how they are written, listed and read. One is logged in a minute, beside the record that it was
-- for; what the record knows already (language, resident, district) is not asked again.

alter table public.language_encounters add column search tsvector not null default '';
create index language_encounters_search on public.language_encounters using gin (search);
-- "Did they get what they asked for?"
create index language_encounters_unmet on public.language_encounters (occurred_at, id) where outcome <> 'served';
create index language_encounters_tests on public.language_encounters (occurred_at, id) where is_test;
-- "Whose call was this?", for invoices.
create index language_encounters_confirmation on public.language_encounters (upper(confirmation_number)) where confirmation_number is not null;

create function private.stamp_encounter_search() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.search := private.search_document(concat_ws(' ', new.asked_for, new.dialect, new.confirmation_number, new.interpreter_number, new.unmet_note,
    (select concat_ws(' ', l.name, l.endonym) from public.languages l where l.code = new.language),
    (select o.name from public.organizations o where o.id = new.vendor_id)));
  return new;
end $$;
create trigger _300_stamp_search before insert or update of asked_for, dialect, confirmation_number, interpreter_number, unmet_note, language, vendor_id
  on public.language_encounters for each row execute function private.stamp_encounter_search();

-- ---------------------------------------------------------------- qualified
-- Whether somebody on the staff was tested in a language, and the test held on a day.
create function private.is_tested_in(p_staff uuid, p_language text, p_on date) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.staff_languages s where s.staff_id = p_staff and s.language = p_language and s.tested_on <= p_on and coalesce(s.valid_until, 'infinity'::date) >= p_on)
$$;
-- Whether help counts as the ordinance means it: of a kind that the office says counts, and not through the family.
create function private.is_qualified(p_qualification text, p_used_family boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select not p_used_family and p_qualification = any (s.qualified_kinds) from public.settings s
$$;

-- ---------------------------------------------------------------- rules
create function private.check_encounter(p_one public.language_encounters) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_one.language is null or not exists (select from public.languages l where l.code = p_one.language) then
    raise sqlstate 'PT422' using message = 'Choose the language. "Not identified" is one of them.', hint = 'encounter_language';
  elsif p_one.language = 'en' then
    raise sqlstate 'PT422' using message = 'English needs no interpreter. Choose the language that was asked for.', hint = 'encounter_english';
  elsif p_one.mode is null or p_one.mode not in ('phone', 'video', 'in_person', 'bilingual_staff', 'translation', 'sign') then
    raise sqlstate 'PT422' using message = 'Choose how they were helped.', hint = 'encounter_mode';
  elsif p_one.occurred_at is null or p_one.occurred_at > now() + interval '5 minutes' then
    raise sqlstate 'PT422' using message = 'This time has not come yet. Enter when it was.', hint = 'encounter_when';
  elsif p_one.occurred_at < timestamptz '2000-01-01 00:00+00' then
    raise sqlstate 'PT422' using message = 'Check the year.', hint = 'encounter_when';
  elsif num_nonnulls(p_one.inquiry_id, p_one.event_id, p_one.referral_id) > 1 then
    raise sqlstate 'PT422' using message = 'It belongs to one record: an inquiry, an event or a referral.', hint = 'encounter_record';
  elsif p_one.is_test and num_nonnulls(p_one.inquiry_id, p_one.event_id, p_one.referral_id, p_one.resident_id) > 0 then
    raise sqlstate 'PT422' using message = 'A test call helps nobody: it belongs to no record and no resident. Log it by itself.', hint = 'encounter_test';
  elsif p_one.vendor_id is not null and not exists (select from public.organizations o where o.id = p_one.vendor_id and (o.is_interpreter_vendor or o.is_language_office)) then
    raise sqlstate 'PT422' using message = 'This partner does not interpret. Choose another, or mark it as an interpreter vendor on its page.', hint = 'encounter_vendor';
  elsif p_one.mode = 'bilingual_staff' and p_one.interpreter_staff_id is null then
    raise sqlstate 'PT422' using message = 'Choose who of the staff spoke the language.', hint = 'encounter_interpreter';
  elsif p_one.mode = 'bilingual_staff' and p_one.vendor_id is not null then
    raise sqlstate 'PT422' using message = 'Staff spoke the language, or a vendor interpreted: choose one.', hint = 'encounter_vendor_staff';
  elsif p_one.used_minor and not p_one.used_family then
    raise sqlstate 'PT422' using message = 'Somebody under 18 who interprets is counted with the family: mark both.', hint = 'encounter_minor';
  elsif p_one.qualification not in ('vendor_certified', 'staff_tested', 'none') then
    raise sqlstate 'PT422' using message = 'Say whether the interpreter was qualified.', hint = 'encounter_qualification';
  elsif p_one.qualification = 'vendor_certified' and p_one.vendor_id is null then
    raise sqlstate 'PT422' using message = 'Choose the vendor that certified the interpreter.', hint = 'encounter_certified';
  elsif p_one.qualification = 'staff_tested' and not private.is_tested_in(p_one.interpreter_staff_id, p_one.language, private.local_date(p_one.occurred_at)) then
    raise sqlstate 'PT422' using message = 'No test in this language held on that day for this person. Note the test under staff languages first.', hint = 'encounter_untested';
  elsif p_one.outcome not in ('served', 'partial', 'declined', 'failed') then
    raise sqlstate 'PT422' using message = 'Say whether they got what they asked for.', hint = 'encounter_outcome';
  elsif p_one.outcome <> 'served' and p_one.unmet_reason is null then
    raise sqlstate 'PT422' using message = 'Say why they did not get all of what they asked for.', hint = 'encounter_reason';
  elsif p_one.wait_seconds not between 0 and 86400 then
    raise sqlstate 'PT422' using message = 'The wait is between 0 seconds and a day.', hint = 'encounter_wait';
  elsif p_one.duration_minutes not between 0 and 1440 then
    raise sqlstate 'PT422' using message = 'It lasted between 0 minutes and a day.', hint = 'encounter_duration';
  elsif p_one.cost_cents not between 0 and 100000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'encounter_cost';
  elsif p_one.words not between 0 and 10000000 then
    raise sqlstate 'PT422' using message = 'Enter the number of words.', hint = 'encounter_words';
  elsif length(p_one.asked_for) > 1000 or length(p_one.unmet_note) > 1000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 1,000 characters. Shorten it.', hint = 'encounter_text';
  elsif length(p_one.dialect) > 120 or length(p_one.interpreter_number) > 60 or length(p_one.confirmation_number) > 60 then
    raise sqlstate 'PT422' using message = 'A dialect has at most 120 characters, a number at most 60.', hint = 'encounter_number';
  elsif p_one.follow_up_on < private.local_date(p_one.occurred_at) then
    raise sqlstate 'PT422' using message = 'The follow-up comes after the encounter.', hint = 'encounter_follow_up';
  elsif p_one.identified_by not in ('self', 'card', 'interpreter', 'guess', 'record') then
    raise sqlstate 'PT422' using message = 'Say how the language was known.', hint = 'encounter_identified';
  elsif not p_one.primary_section = any (p_one.sections) then
    raise sqlstate 'PT422' using message = 'The primary section is one of its sections.', hint = 'encounter_sections';
  end if;
end $$;

-- ---------------------------------------------------------------- save
-- Saves an encounter; p_id null logs a new one. p_encounter: occurred_at, or occurred_local (the office's time, "2026-11-24T14:30");
-- staff_id, inquiry_id, event_id or referral_id, resident_id, district_id, language, dialect, identified_by, mode, vendor_id,
-- interpreter_staff_id, interpreter_number, confirmation_number, wait_seconds, duration_minutes, cost_cents, qualification, used_family,
-- used_minor, asked_for, outcome, unmet_reason, unmet_note, follow_up_on, is_followed_up, words, is_vital, is_test, primary_section,
-- sections. What is not named stays; of a new one what is not named comes from its record, and qualification from the skills of the staff.
create function public.save_encounter(p_encounter jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.language_encounters;
  v_new public.language_encounters;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_encounter) where key in ('occurred_at', 'staff_id', 'inquiry_id', 'event_id', 'referral_id', 'resident_id',
    'district_id', 'language', 'dialect', 'identified_by', 'mode', 'vendor_id', 'interpreter_staff_id', 'interpreter_number', 'confirmation_number', 'wait_seconds', 'duration_minutes', 'cost_cents',
    'qualification', 'used_family', 'used_minor', 'asked_for', 'outcome', 'unmet_reason', 'unmet_note', 'follow_up_on', 'words', 'is_vital', 'is_test', 'primary_section', 'sections'));
  v_source jsonb;
begin
  perform private.at_least('staff');
  if p_encounter ? 'occurred_local' then
    v_given := v_given || jsonb_build_object('occurred_at', (p_encounter ->> 'occurred_local')::timestamp at time zone private.office_zone());
  end if;
  if p_id is null then
    -- The least that has to be asked: the rest is what the record says.
    v_source := case
      when v_given ->> 'inquiry_id' is not null then (select jsonb_build_object('language', nullif(q.language, 'en'), 'resident_id', q.resident_id, 'district_id', q.district_id, 'identified_by', case when q.language <> 'en' and not v_given ? 'language' then 'record' else 'self' end)
        from public.inquiries q where q.id = (v_given ->> 'inquiry_id')::uuid)
      when v_given ->> 'event_id' is not null then (select jsonb_build_object('district_id', e.district_id) from public.events e where e.id = (v_given ->> 'event_id')::uuid)
      when v_given ->> 'referral_id' is not null then (select jsonb_build_object('language', nullif(r.language, 'en'), 'resident_id', r.resident_id, 'district_id', r.district_id) from public.referrals r where r.id = (v_given ->> 'referral_id')::uuid)
      else '{}'::jsonb end;
    if v_source is null then
      raise sqlstate 'PT422' using message = 'The record that it was for is not there any more.', hint = 'encounter_record_gone';
    end if;
    select * into v_new from jsonb_populate_record(null::public.language_encounters, jsonb_build_object('occurred_at', now(), 'staff_id', private.current_staff_id(), 'identified_by', 'self',
      'qualification', 'none', 'used_family', false, 'used_minor', false, 'asked_for', '', 'outcome', 'served', 'is_vital', false, 'is_test', false, 'primary_section', 6, 'sections', jsonb_build_array(6))
      || jsonb_strip_nulls(v_source) || v_given);
    if not v_given ? 'sections' and v_new.primary_section <> 6 then v_new.sections := array[v_new.primary_section, 6]; end if;
    if v_new.mode = 'bilingual_staff' and not v_given ? 'interpreter_staff_id' then v_new.interpreter_staff_id := v_new.staff_id; end if;
    if not v_given ? 'qualification' and v_new.interpreter_staff_id is not null and private.is_tested_in(v_new.interpreter_staff_id, v_new.language, private.local_date(v_new.occurred_at)) then
      v_new.qualification := 'staff_tested';
    end if;
  else
    select * into v_old from public.language_encounters where id = p_id for update;
    if v_old.id is null then
      raise sqlstate 'PT404' using message = 'This encounter is not there any more.', hint = 'missing';
    elsif v_old.version <> p_version then
      raise sqlstate 'PT409' using message = 'Somebody else saved this encounter since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
    end if;
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.dialect := nullif(btrim(v_new.dialect), '');
  v_new.interpreter_number := nullif(btrim(v_new.interpreter_number), '');
  v_new.confirmation_number := nullif(btrim(v_new.confirmation_number), '');
  v_new.asked_for := btrim(coalesce(v_new.asked_for, ''));
  v_new.unmet_note := nullif(btrim(v_new.unmet_note), '');
  v_new.used_family := coalesce(v_new.used_family, false);
  v_new.used_minor := coalesce(v_new.used_minor, false);
  v_new.is_vital := coalesce(v_new.is_vital, false);
  v_new.is_test := coalesce(v_new.is_test, false);
  -- Who was served has no reason why not.
  if v_new.outcome = 'served' then v_new.unmet_reason := null; v_new.unmet_note := null; end if;
  v_new.followed_up_at := case when v_new.follow_up_on is null then null when p_encounter ->> 'is_followed_up' = 'true' then coalesce(v_new.followed_up_at, now())
    when p_encounter ->> 'is_followed_up' = 'false' then null else v_new.followed_up_at end;
  perform private.check_encounter(v_new);
  if p_id is null then
    insert into public.language_encounters (occurred_at, staff_id, inquiry_id, event_id, referral_id, resident_id, district_id, language, dialect, identified_by, mode, vendor_id, interpreter_staff_id,
      interpreter_number, confirmation_number, wait_seconds, duration_minutes, cost_cents, qualification, used_family, used_minor, asked_for, outcome, unmet_reason, unmet_note, follow_up_on, followed_up_at,
      words, is_vital, is_test, primary_section, sections, created_by)
    values (v_new.occurred_at, v_new.staff_id, v_new.inquiry_id, v_new.event_id, v_new.referral_id, v_new.resident_id, v_new.district_id, v_new.language, v_new.dialect, v_new.identified_by, v_new.mode,
      v_new.vendor_id, v_new.interpreter_staff_id, v_new.interpreter_number, v_new.confirmation_number, v_new.wait_seconds, v_new.duration_minutes, v_new.cost_cents, v_new.qualification, v_new.used_family,
      v_new.used_minor, v_new.asked_for, v_new.outcome, v_new.unmet_reason, v_new.unmet_note, v_new.follow_up_on, v_new.followed_up_at, v_new.words, v_new.is_vital, v_new.is_test, v_new.primary_section,
      v_new.sections, private.current_staff_id())
    returning id into v_new.id;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.language_encounters set occurred_at = v_new.occurred_at, staff_id = v_new.staff_id, inquiry_id = v_new.inquiry_id, event_id = v_new.event_id, referral_id = v_new.referral_id,
      resident_id = v_new.resident_id, district_id = v_new.district_id, language = v_new.language, dialect = v_new.dialect, identified_by = v_new.identified_by, mode = v_new.mode, vendor_id = v_new.vendor_id,
      interpreter_staff_id = v_new.interpreter_staff_id, interpreter_number = v_new.interpreter_number, confirmation_number = v_new.confirmation_number, wait_seconds = v_new.wait_seconds,
      duration_minutes = v_new.duration_minutes, cost_cents = v_new.cost_cents, qualification = v_new.qualification, used_family = v_new.used_family, used_minor = v_new.used_minor,
      asked_for = v_new.asked_for, outcome = v_new.outcome, unmet_reason = v_new.unmet_reason, unmet_note = v_new.unmet_note, follow_up_on = v_new.follow_up_on, followed_up_at = v_new.followed_up_at,
      words = v_new.words, is_vital = v_new.is_vital, is_test = v_new.is_test, primary_section = v_new.primary_section, sections = v_new.sections
    where id = p_id;
  end if;
  return v_new.id;
exception
  when foreign_key_violation then
    raise sqlstate 'PT422' using message = 'One of the records that it names is not there any more. Choose again.', hint = 'encounter_record_gone';
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range or check_violation then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the time and the numbers.', hint = 'encounter_unread';
end $$;

-- ---------------------------------------------------------------- list
-- Filters: language, mode, outcome, qualification, vendor, staff, district, inquiry, event, referral, resident (lists of values);
-- occurred ({from, to} days); is_test (true, false); unmet (true: they did not get all of what they asked for); is_qualified; waited (true:
-- it is known how long they waited); written (true: a document translated on the spot, its words counted); follow_up (true: one is promised and not done); family (true: the family or a minor interpreted); not_invoiced (true: a vendor, and no line of an
-- invoice); mine; office (true: through the language office).
create function private.encounter_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.mode', 'text', f -> 'mode'),
    private.filter_any('t.outcome', 'text', f -> 'outcome'),
    private.filter_any('t.qualification', 'text', f -> 'qualification'),
    private.filter_any('t.vendor_id', 'uuid', f -> 'vendor'),
    private.filter_any('t.staff_id', 'uuid', f -> 'staff'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.inquiry_id', 'uuid', f -> 'inquiry'),
    private.filter_any('t.event_id', 'uuid', f -> 'event'),
    private.filter_any('t.referral_id', 'uuid', f -> 'referral'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_days('t.occurred_at', f -> 'occurred'),
    case f ->> 'is_test' when 'true' then 't.is_test' when 'false' then 'not t.is_test' end,
    case when f ->> 'unmet' = 'true' then 't.outcome <> ''served''' end,
    case f ->> 'is_qualified' when 'true' then 'private.is_qualified(t.qualification, t.used_family)' when 'false' then 'not private.is_qualified(t.qualification, t.used_family)' end,
    case when f ->> 'waited' = 'true' then 't.wait_seconds is not null' end,
    case when f ->> 'written' = 'true' then 't.mode = ''translation'' and t.words is not null' end,
    case when f ->> 'follow_up' = 'true' then 't.follow_up_on is not null and t.followed_up_at is null' end,
    case when f ->> 'family' = 'true' then 't.used_family' end,
    case when f ->> 'not_invoiced' = 'true' then 't.vendor_id is not null and not exists (select from public.interpreter_invoice_lines l where l.encounter_id = t.id)' end,
    case when f ->> 'mine' = 'true' then format('t.staff_id = %L::uuid', private.current_staff_id()) end,
    case when f ->> 'office' = 'true' then 'exists (select from public.organizations o where o.id = t.vendor_id and o.is_language_office)' end,
    private.filter_words('public.language_encounters', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_encounters(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.language_encounters',
    'page.occurred_at, page.language, page.dialect, page.mode, page.outcome, page.unmet_reason, page.qualification, private.is_qualified(page.qualification, page.used_family) as is_qualified,
     page.used_family, page.used_minor, page.asked_for, page.wait_seconds, page.duration_minutes, coalesce(i.cost_cents, page.cost_cents) as cost_cents, i.id is not null as is_invoiced,
     page.confirmation_number, page.follow_up_on, page.followed_up_at, page.is_test, page.version, page.staff_id, s.name as staff_name, n.name as interpreter_name, o.name as vendor_name,
     page.inquiry_id, q.number as inquiry_number, page.event_id, e.title as event_title, page.referral_id, r.number as referral_number
     from page left join public.staff s on s.id = page.staff_id left join public.staff n on n.id = page.interpreter_staff_id left join public.organizations o on o.id = page.vendor_id
     left join public.inquiries q on q.id = page.inquiry_id left join public.events e on e.id = page.event_id left join public.referrals r on r.id = page.referral_id
     left join public.interpreter_invoice_lines i on i.encounter_id = page.id',
    private.encounter_filters(p_query),
    '{"occurred_at": {"key": "t.occurred_at", "type": "timestamptz"}, "follow_up_on": {"key": "coalesce(t.follow_up_on, ''infinity''::date)", "type": "date"},
      "wait_seconds": {"key": "coalesce(t.wait_seconds, -1)", "type": "integer"}}',
    '{"sort": "occurred_at", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_encounters(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.language_encounters', private.encounter_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- ---------------------------------------------------------------- one encounter
-- {encounter, is_qualified, cost_cents (as invoiced, else as noted), language, staff, interpreter, vendor, inquiry, event, referral,
-- resident, district, line (of an invoice)}.
create function public.encounter_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.language_encounters;
begin
  perform private.at_least('viewer');
  select * into v_one from public.language_encounters where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This encounter is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object(
    'id', v_one.id,
    'encounter', to_jsonb(v_one) - 'search',
    'occurred_local', to_char(v_one.occurred_at at time zone private.office_zone(), 'YYYY-MM-DD"T"HH24:MI'),
    'is_qualified', private.is_qualified(v_one.qualification, v_one.used_family),
    'staff', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.staff_id),
    'interpreter', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.interpreter_staff_id),
    'vendor', (select jsonb_build_object('id', o.id, 'name', o.name, 'is_language_office', o.is_language_office) from public.organizations o where o.id = v_one.vendor_id),
    'inquiry', (select jsonb_build_object('id', q.id, 'number', q.number, 'subject', q.subject) from public.inquiries q where q.id = v_one.inquiry_id),
    'event', (select jsonb_build_object('id', e.id, 'title', e.title) from public.events e where e.id = v_one.event_id),
    'referral', (select jsonb_build_object('id', r.id, 'number', r.number) from public.referrals r where r.id = v_one.referral_id),
    'resident', (select jsonb_build_object('id', r.id, 'name', r.name) from public.residents r where r.id = v_one.resident_id),
    'district', (select jsonb_build_object('id', d.id, 'name', d.name) from public.districts d where d.id = v_one.district_id),
    'line', (select jsonb_build_object('id', l.id, 'cost_cents', l.cost_cents, 'minutes', l.minutes, 'occurred_at', l.occurred_at, 'invoice_number', i.invoice_number, 'invoice_id', i.id)
      from public.interpreter_invoice_lines l join public.interpreter_invoices i on i.id = l.invoice_id where l.encounter_id = p_id));
end $$;

-- Who can interpret: vendors and the language office, and who of the staff speaks what; for the one form that logs an encounter.
create function public.interpreter_choices() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.at_least('viewer');
  return jsonb_build_object(
    'vendors', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'is_language_office', o.is_language_office, 'is_active', o.is_active) order by o.is_language_office desc, o.name, o.id), '[]')
      from public.organizations o where o.is_interpreter_vendor or o.is_language_office),
    'staff', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'language', l.language, 'skill', l.skill, 'level', l.level, 'tested_on', l.tested_on, 'tested_by', l.tested_by, 'valid_until', l.valid_until,
        'is_tested', private.is_tested_in(s.id, l.language, private.local_date(now()))) order by s.name, s.id, l.language), '[]')
      from public.staff_languages l join public.staff s on s.id = l.staff_id where s.is_active),
    'qualified', (select jsonb_build_object('label', s.qualified_label, 'meaning', s.qualified_meaning, 'kinds', s.qualified_kinds) from public.settings s));
end $$;

revoke all on function private.stamp_encounter_search(), private.is_tested_in(uuid, text, date), private.is_qualified(text, boolean), private.check_encounter(public.language_encounters),
  private.encounter_filters(jsonb) from public, anon, authenticated;
revoke all on function public.save_encounter(jsonb, uuid, integer), public.list_encounters(jsonb), public.count_encounters(jsonb), public.encounter_facts(uuid), public.interpreter_choices() from public, anon;
grant execute on function public.save_encounter(jsonb, uuid, integer), public.list_encounters(jsonb), public.count_encounters(jsonb), public.encounter_facts(uuid), public.interpreter_choices() to authenticated, service_role;
comment on function public.save_encounter(jsonb, uuid, integer) is 'Logs an encounter in another language than English, or corrects one.';
comment on function public.list_encounters(jsonb) is 'A page of language encounters.';
comment on function public.encounter_facts(uuid) is 'One language encounter as its page shows it.';
comment on function public.interpreter_choices() is 'Who can interpret: vendors, the language office, staff and what they speak; what counts as qualified.';
