-- The settings as a document: what a topic promises within business minutes goes out and comes in as well.

create or replace function private.office_rows() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'sections', (select coalesce(jsonb_object_agg(section, jsonb_build_object('section', section, 'title', title, 'duty', duty, 'is_active', true)), '{}') from public.directives),
    'departments', (select coalesce(jsonb_object_agg(code, jsonb_build_object('code', code, 'name', name, 'is_active', is_active)), '{}') from public.organizations where kind = 'department'),
    'topics', (select coalesce(jsonb_object_agg(t.code, jsonb_build_object('code', t.code, 'name', t.name, 'primary_section', t.primary_section, 'sections', t.sections,
        'department', o.code, 'target_business_days', t.target_business_days,
        'first_response_minutes', t.first_response_minutes, 'resolution_minutes', t.resolution_minutes, 'order', t.sort_order, 'is_active', t.is_active)), '{}')
      from public.topics t left join public.organizations o on o.id = t.department_id),
    'districts', (select coalesce(jsonb_object_agg(code, jsonb_build_object('code', code, 'name', name, 'order', sort_order, 'is_active', is_active)), '{}') from public.districts),
    'languages', (select coalesce(jsonb_object_agg(code, jsonb_build_object('code', code, 'name', name, 'endonym', endonym, 'order', sort_order, 'is_active', is_active)), '{}') from public.languages),
    'holiday_rules', (select coalesce(jsonb_object_agg(concat_ws('/', calendar, name, since_year), jsonb_build_object('calendar', calendar, 'name', name, 'month', month, 'day', day,
        'weekday', weekday, 'nth', nth, 'offset_days', offset_days, 'since_year', since_year, 'until_year', until_year, 'confirmed_by', confirmed_by,
        'is_active', coalesce(until_year, 9999) >= extract(year from public.office_today()))), '{}') from public.holiday_rules),
    -- Only what differs from the rules: moved, cancelled, confirmed alone, or added by hand.
    'holiday_days', (select coalesce(jsonb_object_agg(concat_ws('/', h.calendar, h.name, h.actual_on), jsonb_build_object('calendar', h.calendar, 'name', h.name, 'actual_on', h.actual_on,
        'observed_on', h.observed_on, 'is_cancelled', h.is_cancelled, 'confirmed_by', h.confirmed_by, 'is_active', true)), '{}')
      from public.holidays h left join private.expected_holidays() e using (calendar, name, actual_on)
      where h.actual_on >= public.office_today() and (e.calendar is null and not h.is_cancelled
        or e.calendar is not null and (h.observed_on, h.is_cancelled, h.confirmed_by) is distinct from (e.observed_on, false, e.confirmed_by))),
    'retention', (select coalesce(jsonb_object_agg(record_kind, jsonb_build_object('kind', record_kind, 'years', years, 'reason', reason, 'confirmed_by', confirmed_by, 'is_active', true)), '{}') from public.retention_rules),
    'office', (select jsonb_build_object('office', jsonb_build_object('office_name', office_name, 'city_name', city_name, 'state_name', state_name, 'address', address, 'phone', phone,
        'email', email, 'website', website, 'time_zone', time_zone, 'fiscal_year_start_month', fiscal_year_start_month, 'holiday_calendar', holiday_calendar,
        'founding_file_number', founding_file_number, 'is_active', true)) from public.settings),
    'mail', (select jsonb_build_object('mail', jsonb_build_object('from_name', mail_from_name, 'reply_to', mail_reply_to, 'is_active', true)) from public.settings))
$$;

create or replace function private.wanted_rows(p_document jsonb, p_now jsonb) returns jsonb
language sql stable set search_path = '' as $$
  with listed as (
    select s.section, case s.section when 'sections' then r ->> 'section' when 'retention' then r ->> 'kind'
        when 'holiday_rules' then concat_ws('/', r ->> 'calendar', r ->> 'name', coalesce(r ->> 'since_year', '1900'))
        when 'holiday_days' then concat_ws('/', r ->> 'calendar', r ->> 'name', r ->> 'actual_on') else r ->> 'code' end as key,
      case s.section
        when 'holiday_rules' then jsonb_build_object('day', null, 'weekday', null, 'nth', null, 'offset_days', 0, 'since_year', 1900, 'until_year', null, 'confirmed_by', null) || r
          || jsonb_build_object('is_active', coalesce((r ->> 'until_year')::integer, 9999) >= extract(year from public.office_today()))
        when 'holiday_days' then jsonb_build_object('observed_on', r -> 'actual_on', 'is_cancelled', false, 'confirmed_by', null, 'is_active', true) || r
        when 'topics' then jsonb_build_object('department', null, 'target_business_days', 5,
            -- A file from before these promises leaves them; a new topic promises an answer within a day, as one made by hand does.
            'first_response_minutes', coalesce(p_now #> array['topics', r ->> 'code', 'first_response_minutes'], '540'), 'resolution_minutes', p_now #> array['topics', r ->> 'code', 'resolution_minutes'], 'order', n * 10, 'is_active', true) || r
          || jsonb_build_object('sections', to_jsonb(private.sections_of((r ->> 'primary_section')::smallint, array(select e::smallint from jsonb_array_elements_text(coalesce(r -> 'sections', '[]')) e))))
        when 'retention' then jsonb_build_object('years', null, 'confirmed_by', null, 'is_active', true) || r
        when 'sections' then r || '{"is_active": true}' when 'departments' then r || '{"is_active": true}'
        else jsonb_build_object('order', n * 10, 'is_active', true) || r end as value
    from (values ('sections', p_document -> 'sections'), ('departments', p_document -> 'departments'), ('topics', p_document -> 'topics'), ('districts', p_document -> 'districts'),
        ('languages', p_document -> 'languages'), ('holiday_rules', p_document #> '{holidays,rules}'), ('holiday_days', p_document #> '{holidays,days}'), ('retention', p_document -> 'retention')) s (section, list)
    cross join lateral jsonb_array_elements(s.list) with ordinality e (r, n))
  select coalesce((select jsonb_object_agg(l.section, l.rows) from (select section, jsonb_object_agg(key, value) as rows from listed group by section) l), '{}')
    -- A list that is there and empty names nothing.
    || coalesce((select jsonb_object_agg(e.section, '{}'::jsonb) from (values ('departments'), ('topics'), ('districts'), ('languages')) e (section) where p_document -> e.section = '[]'), '{}')
    || case when p_document ? 'holidays' and coalesce(p_document #> '{holidays,days}', '[]') = '[]' then '{"holiday_days": {}}' else '{}' end::jsonb
    || case when p_document ? 'office' then jsonb_build_object('office', jsonb_build_object('office', (p_now #> '{office,office}') || (p_document -> 'office'))) else '{}' end
    || case when p_document ? 'mail' then jsonb_build_object('mail', jsonb_build_object('mail', (p_now #> '{mail,mail}') || (p_document -> 'mail'))) else '{}' end
$$;

create or replace function private.apply_office_lists(p_want jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_unknown text;
begin
  update public.directives d set title = w.title, duty = w.duty
  from jsonb_each(p_want -> 'sections') r, jsonb_to_record(r.value) w (section smallint, title text, duty text)
  where d.section = w.section and (d.title, d.duty) is distinct from (w.title, w.duty);
  insert into public.organizations (code, name, kind)
  select w.code, w.name, 'department' from jsonb_each(p_want -> 'departments') r, jsonb_to_record(r.value) w (code text, name text)
  on conflict (code) do update set name = excluded.name, is_active = true
    where (organizations.name, organizations.is_active) is distinct from (excluded.name, true);
  select w.department into v_unknown from jsonb_each(p_want -> 'topics') r, jsonb_to_record(r.value) w (department text)
  where w.department is not null and not exists (select from public.organizations o where o.code = w.department) limit 1;
  if v_unknown is not null then
    raise sqlstate 'PT422' using message = format('A topic names the department "%s", which is neither here nor in the file.', v_unknown), hint = 'department';
  end if;
  insert into public.topics (code, name, primary_section, sections, department_id, target_business_days, first_response_minutes, resolution_minutes, sort_order)
  select w.code, w.name, w.primary_section, w.sections, o.id, w.target_business_days, w.first_response_minutes, w.resolution_minutes, w."order"
  from jsonb_each(p_want -> 'topics') r, jsonb_to_record(r.value) w (code text, name text, primary_section smallint, sections smallint[], department text, target_business_days smallint,
    first_response_minutes integer, resolution_minutes integer, "order" smallint)
  left join public.organizations o on o.code = w.department
  on conflict (code) do update set name = excluded.name, primary_section = excluded.primary_section, sections = excluded.sections, department_id = excluded.department_id,
      target_business_days = excluded.target_business_days, first_response_minutes = excluded.first_response_minutes, resolution_minutes = excluded.resolution_minutes,
      sort_order = excluded.sort_order, is_active = true
    where (topics.name, topics.primary_section, topics.sections, topics.department_id, topics.target_business_days, topics.first_response_minutes, topics.resolution_minutes, topics.sort_order, topics.is_active)
      is distinct from (excluded.name, excluded.primary_section, excluded.sections, excluded.department_id, excluded.target_business_days, excluded.first_response_minutes, excluded.resolution_minutes, excluded.sort_order, true);
  -- Topics let go of a department before it is retired.
  update public.topics set is_active = false where p_want ? 'topics' and is_active and not p_want -> 'topics' ? code;
  update public.organizations set is_active = false where p_want ? 'departments' and kind = 'department' and is_active and not p_want -> 'departments' ? code;
  insert into public.districts (code, name, sort_order)
  select w.code, w.name, w."order" from jsonb_each(p_want -> 'districts') r, jsonb_to_record(r.value) w (code text, name text, "order" smallint)
  on conflict (code) do update set name = excluded.name, sort_order = excluded.sort_order, is_active = true
    where (districts.name, districts.sort_order, districts.is_active) is distinct from (excluded.name, excluded.sort_order, true);
  update public.districts set is_active = false where p_want ? 'districts' and is_active and not p_want -> 'districts' ? code;
  insert into public.languages (code, name, endonym, sort_order)
  select w.code, w.name, w.endonym, w."order" from jsonb_each(p_want -> 'languages') r, jsonb_to_record(r.value) w (code text, name text, endonym text, "order" smallint)
  on conflict (code) do update set name = excluded.name, endonym = excluded.endonym, sort_order = excluded.sort_order, is_active = true
    where (languages.name, languages.endonym, languages.sort_order, languages.is_active) is distinct from (excluded.name, excluded.endonym, excluded.sort_order, true);
  update public.languages set is_active = false where p_want ? 'languages' and is_active and not p_want -> 'languages' ? code;
  update public.retention_rules k set years = w.years, reason = w.reason, confirmed_by = w.confirmed_by
  from jsonb_each(p_want -> 'retention') r, jsonb_to_record(r.value) w (kind text, years smallint, reason text, confirmed_by text)
  where k.record_kind = w.kind and (k.years, k.reason, k.confirmed_by) is distinct from (w.years, w.reason, w.confirmed_by);
end $$;
