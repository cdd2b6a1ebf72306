-- Written translations: asked for, counted in words, written in versions, read by a second person before they are done.

-- Words as translators count them: what stands between spaces; of Chinese and Japanese each sign.
create function private.count_words(p_text text) returns integer
language sql immutable parallel safe set search_path = '' as $$
  select (select count(*) from regexp_matches(regexp_replace(p_text, '[\u3040-\u30ff\u3400-\u9fff]', ' ', 'g'), '\S+', 'g'))::integer
    + (select count(*) from regexp_matches(p_text, '[\u3040-\u30ff\u3400-\u9fff]', 'g'))::integer
$$;

create function private.open_translation(p_id uuid, p_version integer) returns public.translation_requests
language plpgsql volatile security definer set search_path = '' as $$
declare v_one public.translation_requests;
begin
  perform private.at_least('staff');
  select * into v_one from public.translation_requests where id = p_id for update;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This translation is not there any more.', hint = 'missing';
  elsif v_one.version <> p_version then
    raise sqlstate 'PT409' using message = 'Somebody else saved this translation since you opened it. Your entries are still here: compare, then save again.', hint = 'version';
  end if;
  return v_one;
end $$;

-- Saves what is asked for; p_id null makes a new request. p_translation: title, language, source_words, is_vital, inquiry_id, event_id,
-- program_id, translator_staff_id, vendor_id, reviewer_id, due_on, cost_cents, note, is_cancelled. What is not named stays.
create function public.save_translation(p_translation jsonb, p_id uuid default null, p_version integer default null) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_old public.translation_requests;
  v_new public.translation_requests;
  v_given jsonb := (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(p_translation) where key in ('title', 'language', 'source_words', 'is_vital', 'inquiry_id', 'event_id', 'program_id',
    'translator_staff_id', 'vendor_id', 'reviewer_id', 'due_on', 'cost_cents', 'note'));
begin
  perform private.at_least('staff');
  if p_id is null then
    select * into v_new from jsonb_populate_record(null::public.translation_requests, jsonb_build_object('status', 'requested', 'is_vital', false, 'note', '', 'requested_by', private.current_staff_id()) || v_given);
  else
    v_old := private.open_translation(p_id, p_version);
    select * into v_new from jsonb_populate_record(v_old, v_given);
  end if;
  v_new.title := regexp_replace(btrim(v_new.title), '\s+', ' ', 'g');
  v_new.note := btrim(coalesce(v_new.note, ''));
  v_new.is_vital := coalesce(v_new.is_vital, false);
  if p_translation ->> 'is_cancelled' = 'true' then
    v_new.status := 'cancelled';
    v_new.done_on := null;
  elsif p_translation ->> 'is_cancelled' = 'false' and v_new.status = 'cancelled' then
    v_new.status := case when exists (select from public.translation_versions v where v.request_id = p_id) then 'translating' else 'requested' end;
  end if;
  if nullif(v_new.title, '') is null or length(v_new.title) > 300 then
    raise sqlstate 'PT422' using message = 'Say what is to be translated, in at most 300 characters.', hint = 'translation_title';
  elsif v_new.language is null or not exists (select from public.languages l where l.code = v_new.language) or v_new.language = 'und' then
    raise sqlstate 'PT422' using message = 'Choose the language into which it is translated.', hint = 'translation_language';
  elsif v_new.source_words not between 0 and 10000000 then
    raise sqlstate 'PT422' using message = 'Enter the number of words.', hint = 'translation_words';
  elsif v_new.translator_staff_id is not null and v_new.vendor_id is not null then
    raise sqlstate 'PT422' using message = 'Staff translate it, or a vendor does: choose one.', hint = 'translation_translator';
  elsif v_new.vendor_id is not null and not exists (select from public.organizations o where o.id = v_new.vendor_id and (o.is_interpreter_vendor or o.is_language_office)) then
    raise sqlstate 'PT422' using message = 'This partner does not translate. Choose another, or mark it as an interpreter vendor on its page.', hint = 'translation_vendor';
  elsif v_new.reviewer_id = v_new.translator_staff_id then
    raise sqlstate 'PT422' using message = 'Somebody else than the translator reads it. Choose another reviewer.', hint = 'translation_reviewer';
  elsif v_new.cost_cents not between 0 and 1000000000 then
    raise sqlstate 'PT422' using message = 'Enter an amount of at least 0.', hint = 'translation_cost';
  elsif length(v_new.note) > 2000 then
    raise sqlstate 'PT422' using message = 'The note is longer than 2,000 characters. Shorten it.', hint = 'translation_note';
  elsif v_old.status = 'done' and v_new.language <> v_old.language then
    raise sqlstate 'PT422' using message = 'It is done in this language. Ask for another translation instead.', hint = 'translation_language';
  end if;
  if p_id is null then
    insert into public.translation_requests (title, language, source_words, is_vital, inquiry_id, event_id, program_id, requested_by, translator_staff_id, vendor_id, reviewer_id, due_on, cost_cents, note)
    values (v_new.title, v_new.language, v_new.source_words, v_new.is_vital, v_new.inquiry_id, v_new.event_id, v_new.program_id, v_new.requested_by, v_new.translator_staff_id, v_new.vendor_id, v_new.reviewer_id,
      v_new.due_on, v_new.cost_cents, v_new.note)
    returning id into v_new.id;
  elsif to_jsonb(v_new) is distinct from to_jsonb(v_old) then
    update public.translation_requests set title = v_new.title, language = v_new.language, status = v_new.status, source_words = v_new.source_words, is_vital = v_new.is_vital, inquiry_id = v_new.inquiry_id,
      event_id = v_new.event_id, program_id = v_new.program_id, translator_staff_id = v_new.translator_staff_id, vendor_id = v_new.vendor_id, reviewer_id = v_new.reviewer_id, due_on = v_new.due_on,
      done_on = v_new.done_on, cost_cents = v_new.cost_cents, note = v_new.note
    where id = p_id;
  end if;
  return v_new.id;
exception
  when foreign_key_violation then
    raise sqlstate 'PT422' using message = 'One of the records that it names is not there any more. Choose again.', hint = 'encounter_record_gone';
  when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range then
    raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check days and numbers.', hint = 'translation_unread';
end $$;

-- Writes a version; it waits for its reader then. Returns its number.
create function public.write_translation(p_id uuid, p_body text, p_version integer default null) returns smallint
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.translation_requests := private.open_translation(p_id, p_version);
  v_number smallint;
begin
  if v_one.status in ('done', 'cancelled') then
    raise sqlstate 'PT422' using message = 'This translation is over. Take it up again first.', hint = 'translation_over';
  elsif nullif(btrim(p_body), '') is null then
    raise sqlstate 'PT422' using message = 'Enter the translation.', hint = 'translation_body';
  elsif length(p_body) > 200000 then
    raise sqlstate 'PT422' using message = 'The text is longer than 200,000 characters. Split the document.', hint = 'translation_body';
  end if;
  select coalesce(max(v.number), 0) + 1 into v_number from public.translation_versions v where v.request_id = p_id;
  insert into public.translation_versions (request_id, number, body, words, written_by) values (p_id, v_number, p_body, private.count_words(p_body), private.current_staff_id());
  update public.translation_requests set status = 'in_review' where id = p_id;
  return v_number;
end $$;

-- What the reader found of the latest version: approved (it is done) or changes (it goes back, with a note). Never by who wrote it.
create function public.review_translation(p_id uuid, p_review text, p_note text default '', p_version integer default null) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_one public.translation_requests := private.open_translation(p_id, p_version);
  v_me uuid := private.current_staff_id();
  v_last public.translation_versions;
  v_note text := nullif(btrim(p_note), '');
begin
  select * into v_last from public.translation_versions v where v.request_id = p_id order by v.number desc limit 1 for update;
  if v_one.status <> 'in_review' or v_last.id is null then
    raise sqlstate 'PT422' using message = 'No version waits for a reader.', hint = 'translation_state';
  elsif v_last.written_by = v_me or v_one.translator_staff_id = v_me then
    raise sqlstate 'PT422' using message = 'You translated it. Somebody else reads it.', hint = 'translation_own';
  elsif coalesce(p_review, '') not in ('approved', 'changes') then
    raise sqlstate 'PT422' using message = 'Say whether it is right or goes back.', hint = 'translation_review';
  elsif p_review = 'changes' and v_note is null then
    raise sqlstate 'PT422' using message = 'Say what has to change.', hint = 'translation_review_note';
  elsif length(v_note) > 5000 then
    raise sqlstate 'PT422' using message = 'The note is longer than 5,000 characters. Shorten it.', hint = 'translation_review_note';
  end if;
  update public.translation_versions set review = p_review, review_note = v_note, reviewed_by = v_me, reviewed_at = now() where id = v_last.id;
  update public.translation_requests set status = case p_review when 'approved' then 'done' else 'translating' end, done_on = case p_review when 'approved' then private.local_date(now()) end,
    reviewer_id = coalesce(reviewer_id, v_me)
  where id = p_id;
end $$;

-- ---------------------------------------------------------------- list
-- Filters: status, language, translator, reviewer, vendor (lists of values); is_open; mine (I translate or read it); late (today's day: due
-- before it and not done); is_vital; to_read (a version waits for me); done ({from, to} days: done then).
create function private.translation_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.vendor_id', 'uuid', f -> 'vendor'),
    private.filter_any('t.event_id', 'uuid', f -> 'event'),
    private.filter_any('t.inquiry_id', 'uuid', f -> 'inquiry'),
    private.filter_any('t.program_id', 'uuid', f -> 'program'),
    case f ->> 'is_open' when 'true' then 't.status in (''requested'', ''translating'', ''in_review'')' when 'false' then 't.status in (''done'', ''cancelled'')' end,
    case when f ->> 'is_vital' = 'true' then 't.is_vital' end,
    case when f ->> 'to_read' = 'true' then format('t.status = ''in_review'' and t.reviewer_id = %L::uuid', private.current_staff_id()) end,
    case when f -> 'done' is not null then format('t.status = ''done'' and t.done_on between %L::date and %L::date', coalesce(f #>> '{done,from}', '-infinity'), coalesce(f #>> '{done,to}', 'infinity')) end,
    case when f ->> 'late' is not null then format('t.status in (''requested'', ''translating'', ''in_review'') and t.due_on < %L::date', (f ->> 'late')::date) end,
    case when f ->> 'mine' = 'true' then format('(t.translator_staff_id = %1$L::uuid or t.reviewer_id = %1$L::uuid or t.requested_by = %1$L::uuid)', private.current_staff_id()) end,
    case when nullif(btrim(p_query ->> 'search'), '') is not null then format('strpos(lower(t.title), lower(%L)) > 0', btrim(p_query ->> 'search')) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.list_translations(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.translation_requests',
    'page.title, page.language, page.status, page.source_words, page.is_vital, page.due_on, page.done_on, page.cost_cents, page.version, coalesce(s.name, o.name) as translator_name, r.name as reviewer_name,
     (select max(v.number) from public.translation_versions v where v.request_id = page.id) as versions
     from page left join public.staff s on s.id = page.translator_staff_id left join public.staff r on r.id = page.reviewer_id left join public.organizations o on o.id = page.vendor_id',
    private.translation_filters(p_query),
    '{"due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "done_on": {"key": "coalesce(t.done_on, ''-infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"}}',
    '{"sort": "due_on"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_translations(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.translation_requests', private.translation_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- {translation, versions (the latest first, with who wrote and who read), translator, reviewer, vendor, requested_by, inquiry, event, program, may_review}.
create function public.translation_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_one public.translation_requests;
  v_me uuid := private.current_staff_id();
begin
  perform private.at_least('viewer');
  select * into v_one from public.translation_requests where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This translation is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object('id', v_one.id, 'translation', to_jsonb(v_one),
    'translator', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.translator_staff_id),
    'reviewer', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.reviewer_id),
    'requested_by', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.requested_by),
    'vendor', (select jsonb_build_object('id', o.id, 'name', o.name) from public.organizations o where o.id = v_one.vendor_id),
    'inquiry', (select jsonb_build_object('id', q.id, 'number', q.number, 'subject', q.subject) from public.inquiries q where q.id = v_one.inquiry_id),
    'event', (select jsonb_build_object('id', e.id, 'title', e.title) from public.events e where e.id = v_one.event_id),
    'program', (select jsonb_build_object('id', g.id, 'name', g.name) from public.programs g where g.id = v_one.program_id),
    'may_review', v_one.status = 'in_review' and v_one.translator_staff_id is distinct from v_me
      and (select v.written_by is distinct from v_me from public.translation_versions v where v.request_id = p_id order by v.number desc limit 1),
    'versions', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'number', v.number, 'body', v.body, 'words', v.words, 'review', v.review, 'review_note', v.review_note, 'reviewed_at', v.reviewed_at,
        'created_at', v.created_at, 'written_by', w.name, 'reviewed_by', r.name) order by v.number desc), '[]')
      from public.translation_versions v left join public.staff w on w.id = v.written_by left join public.staff r on r.id = v.reviewed_by where v.request_id = p_id));
end $$;

-- ---------------------------------------------------------------- what the staff speak
-- Saves the languages of one person, the whole list: [{language, skill, level, tested_on, tested_by, valid_until}].
create function public.save_staff_languages(p_staff uuid, p_languages jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.at_least('coordinator');
  if not exists (select from public.staff where id = p_staff for key share) then
    raise sqlstate 'PT404' using message = 'This person is not there any more.', hint = 'missing';
  elsif jsonb_typeof(p_languages) is distinct from 'array' or jsonb_array_length(p_languages) > 30 then
    raise sqlstate 'PT422' using message = 'A person has at most 30 languages.', hint = 'staff_languages';
  elsif exists (select from jsonb_array_elements(p_languages) l where not exists (select from public.languages x where x.code = l ->> 'language') or l ->> 'language' = 'und') then
    raise sqlstate 'PT422' using message = 'Choose a language in each line.', hint = 'staff_languages';
  elsif exists (select from jsonb_array_elements(p_languages) l group by l ->> 'language' having count(*) > 1) then
    raise sqlstate 'PT422' using message = 'Each language stands once.', hint = 'staff_languages_twice';
  elsif exists (select from jsonb_array_elements(p_languages) l where nullif(l ->> 'tested_on', '')::date > private.local_date(now())) then
    raise sqlstate 'PT422' using message = 'The day of the test has not come yet.', hint = 'staff_languages_tested';
  elsif exists (select from jsonb_array_elements(p_languages) l where (nullif(l ->> 'tested_on', '') is null) <> (nullif(btrim(l ->> 'tested_by'), '') is null)) then
    raise sqlstate 'PT422' using message = 'A test has a day and somebody who tested: enter both, or neither.', hint = 'staff_languages_whole';
  elsif exists (select from jsonb_array_elements(p_languages) l where nullif(l ->> 'valid_until', '') is not null and nullif(l ->> 'valid_until', '')::date < coalesce(nullif(l ->> 'tested_on', '')::date, 'infinity'::date)) then
    raise sqlstate 'PT422' using message = 'A test holds until a day after it.', hint = 'staff_languages_until';
  end if;
  delete from public.staff_languages s where s.staff_id = p_staff and not exists (select from jsonb_array_elements(p_languages) l where l ->> 'language' = s.language);
  insert into public.staff_languages as s (staff_id, language, skill, level, tested_on, tested_by, valid_until)
  select p_staff, l ->> 'language', coalesce(l ->> 'skill', 'spoken'), coalesce(l ->> 'level', 'working'), nullif(l ->> 'tested_on', '')::date, nullif(btrim(l ->> 'tested_by'), ''), nullif(l ->> 'valid_until', '')::date
  from jsonb_array_elements(p_languages) l order by l ->> 'language'
  on conflict (staff_id, language) do update set skill = excluded.skill, level = excluded.level, tested_on = excluded.tested_on, tested_by = excluded.tested_by, valid_until = excluded.valid_until
  where (s.skill, s.level, s.tested_on, s.tested_by, s.valid_until) is distinct from (excluded.skill, excluded.level, excluded.tested_on, excluded.tested_by, excluded.valid_until);
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or check_violation then
  raise sqlstate 'PT422' using message = 'One of the entries cannot be read. Check the days.', hint = 'staff_languages_unread';
end $$;

-- The label and the meaning of "qualified" are the office's own: an administrator says them, like all of settings.
grant update (qualified_label, qualified_meaning, qualified_kinds) on table public.settings to authenticated;

revoke all on function private.count_words(text), private.open_translation(uuid, integer), private.translation_filters(jsonb) from public, anon, authenticated;
revoke all on function public.save_translation(jsonb, uuid, integer), public.write_translation(uuid, text, integer), public.review_translation(uuid, text, text, integer), public.list_translations(jsonb),
  public.count_translations(jsonb), public.translation_facts(uuid), public.save_staff_languages(uuid, jsonb) from public, anon;
grant execute on function public.save_translation(jsonb, uuid, integer), public.write_translation(uuid, text, integer), public.review_translation(uuid, text, text, integer), public.list_translations(jsonb),
  public.count_translations(jsonb), public.translation_facts(uuid), public.save_staff_languages(uuid, jsonb) to authenticated, service_role;
comment on function public.save_translation(jsonb, uuid, integer) is 'Asks for a written translation, or changes what is asked for.';
comment on function public.review_translation(uuid, text, text, integer) is 'What the second reader of a translation found.';
