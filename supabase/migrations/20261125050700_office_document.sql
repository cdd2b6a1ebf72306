-- The office's settings as one document: out for safekeeping and for another city, in with a difference that is shown
-- first. A list in the document is the whole list: what it does not name is retired, never deleted, and a list that
-- is missing is left alone; of holidays, each calendar that is named counts as a list. All or nothing, in one change set.

-- ---------------------------------------------------------------- what the rules say of the days ahead
create function private.expected_holidays() returns table (calendar text, name text, actual_on date, observed_on date, confirmed_by text)
language sql stable security definer set search_path = '' as $$
  select r.calendar, r.name, d.actual_on, case when r.day is null then d.actual_on else private.observed_on(d.actual_on) end, r.confirmed_by
  from public.holiday_rules r
  cross join lateral (select extract(year from public.office_today())::integer as first,
    greatest(extract(year from public.office_today())::integer + 15, (select extract(year from max(h.actual_on))::integer from public.holidays h)) as last) s
  cross join lateral generate_series(s.first, s.last) y
  cross join lateral (select private.holiday_on(r, y) as actual_on) d
  where y between r.since_year and coalesce(r.until_year, 9999) and d.actual_on >= public.office_today()
$$;

-- ---------------------------------------------------------------- as rows by key
-- Every list as an object: key → what the document says of it, with its name and whether it is in use.
create function private.office_rows() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'sections', (select coalesce(jsonb_object_agg(section, jsonb_build_object('section', section, 'title', title, 'duty', duty, 'is_active', true)), '{}') from public.directives),
    'departments', (select coalesce(jsonb_object_agg(code, jsonb_build_object('code', code, 'name', name, 'is_active', is_active)), '{}') from public.organizations where kind = 'department'),
    'topics', (select coalesce(jsonb_object_agg(t.code, jsonb_build_object('code', t.code, 'name', t.name, 'primary_section', t.primary_section, 'sections', t.sections,
        'department', o.code, 'target_business_days', t.target_business_days, 'order', t.sort_order, 'is_active', t.is_active)), '{}')
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

-- A list of the document as it goes out: what is in use, in its order, without what an import derives.
create function private.document_list(p_rows jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(r.value - 'is_active' order by (r.value ->> 'order')::integer, (r.value ->> 'section')::integer, r.value ->> 'calendar',
    (r.value ->> 'month')::integer, (r.value ->> 'day')::integer nulls last, r.value ->> 'actual_on', r.key), '[]')
  from jsonb_each(p_rows) r where (r.value ->> 'is_active')::boolean
$$;

create function public.office_document() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_rows jsonb;
begin
  if (select auth.role()) = 'authenticated' then perform private.at_least('viewer'); end if;
  v_rows := private.office_rows();
  return jsonb_build_object('format', 'rotunda-office-1',
    'office', (v_rows -> 'office' -> 'office') - 'is_active', 'mail', (v_rows -> 'mail' -> 'mail') - 'is_active',
    'sections', private.document_list(v_rows -> 'sections'), 'departments', private.document_list(v_rows -> 'departments'),
    'topics', private.document_list(v_rows -> 'topics'), 'districts', private.document_list(v_rows -> 'districts'), 'languages', private.document_list(v_rows -> 'languages'),
    'holidays', jsonb_build_object('rules', private.document_list(v_rows -> 'holiday_rules'), 'days', private.document_list(v_rows -> 'holiday_days')),
    'retention', private.document_list(v_rows -> 'retention'));
end $$;

-- ---------------------------------------------------------------- the difference
-- The document's lists as rows by key, whole: a field that the document leaves out is as it is, or empty.
create function private.wanted_rows(p_document jsonb, p_now jsonb) returns jsonb
language sql stable set search_path = '' as $$
  with listed as (
    select s.section, case s.section when 'sections' then r ->> 'section' when 'retention' then r ->> 'kind'
        when 'holiday_rules' then concat_ws('/', r ->> 'calendar', r ->> 'name', coalesce(r ->> 'since_year', '1900'))
        when 'holiday_days' then concat_ws('/', r ->> 'calendar', r ->> 'name', r ->> 'actual_on') else r ->> 'code' end as key,
      case s.section
        when 'holiday_rules' then jsonb_build_object('day', null, 'weekday', null, 'nth', null, 'offset_days', 0, 'since_year', 1900, 'until_year', null, 'confirmed_by', null) || r
          || jsonb_build_object('is_active', coalesce((r ->> 'until_year')::integer, 9999) >= extract(year from public.office_today()))
        when 'holiday_days' then jsonb_build_object('observed_on', r -> 'actual_on', 'is_cancelled', false, 'confirmed_by', null, 'is_active', true) || r
        when 'topics' then jsonb_build_object('department', null, 'target_business_days', 5, 'order', n * 10, 'is_active', true) || r
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

-- The holidays of the calendars that the document names.
create function private.named_calendars(p_rows jsonb, p_want jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(r.key, r.value), '{}') from jsonb_each(p_rows) r
  where r.value -> 'calendar' in (select w.value -> 'calendar' from jsonb_each(coalesce(p_want -> 'holiday_rules', '{}') || coalesce(p_want -> 'holiday_days', '{}')) w)
$$;

-- For each list of the document: what is new, what changes (field by field, from and to), what is retired, how much stays.
create function private.office_difference(p_now jsonb, p_want jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  with pairs as (
    select s.key as section, k.key, p_now -> s.key -> k.key as now, s.value -> k.key as want
    from jsonb_each(p_want) s
    cross join lateral (select jsonb_object_keys(s.value) as key union select jsonb_object_keys(coalesce(p_now -> s.key, '{}'))) k),
  judged as (
    select p.section, p.key, coalesce(p.want, p.now) ->> case p.section when 'sections' then 'title' when 'retention' then 'kind' else 'name' end as name, p.now, p.want,
      case when p.now is null then 'added' when p.want is null and p.section in ('sections', 'retention') then 'unchanged'
        when p.want is null then case when (p.now ->> 'is_active')::boolean then 'retired' else 'ignored' end
        when p.now = p.want then 'unchanged' else 'changed' end as verdict,
      (select jsonb_object_agg(f.key, jsonb_build_array(p.now -> f.key, f.value)) from jsonb_each(p.want) f where p.now -> f.key is distinct from f.value) as fields
    from pairs p)
  select coalesce(jsonb_object_agg(section, counted), '{}') from (
    select section, jsonb_build_object(
      'added', coalesce(jsonb_agg(jsonb_build_object('key', key, 'name', coalesce(name, key)) order by key) filter (where verdict = 'added'), '[]'),
      'changed', coalesce(jsonb_agg(jsonb_build_object('key', key, 'name', coalesce(name, key), 'fields', fields) order by key) filter (where verdict = 'changed'), '[]'),
      'retired', coalesce(jsonb_agg(jsonb_build_object('key', key, 'name', coalesce(name, key)) order by key) filter (where verdict = 'retired'), '[]'),
      'unchanged', count(*) filter (where verdict = 'unchanged')) as counted
    from judged group by section) s
$$;

-- ---------------------------------------------------------------- the act
create function private.apply_office_lists(p_want jsonb) returns void
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
  insert into public.topics (code, name, primary_section, sections, department_id, target_business_days, sort_order)
  select w.code, w.name, w.primary_section, w.sections, o.id, w.target_business_days, w."order"
  from jsonb_each(p_want -> 'topics') r, jsonb_to_record(r.value) w (code text, name text, primary_section smallint, sections smallint[], department text, target_business_days smallint, "order" smallint)
  left join public.organizations o on o.code = w.department
  on conflict (code) do update set name = excluded.name, primary_section = excluded.primary_section, sections = excluded.sections, department_id = excluded.department_id,
      target_business_days = excluded.target_business_days, sort_order = excluded.sort_order, is_active = true
    where (topics.name, topics.primary_section, topics.sections, topics.department_id, topics.target_business_days, topics.sort_order, topics.is_active)
      is distinct from (excluded.name, excluded.primary_section, excluded.sections, excluded.department_id, excluded.target_business_days, excluded.sort_order, true);
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

-- Rules first, then the days ahead as rules and the document's own days say. The past stays as it was.
create function private.apply_office_holidays(p_want jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_year integer := extract(year from public.office_today());
  v_calendars text[] := array(select distinct w.value ->> 'calendar' from jsonb_each(coalesce(p_want -> 'holiday_rules', '{}') || coalesce(p_want -> 'holiday_days', '{}')) w);
begin
  insert into public.holiday_rules (calendar, name, month, day, weekday, nth, offset_days, since_year, until_year, confirmed_by)
  select w.calendar, w.name, w.month, w.day, w.weekday, w.nth, w.offset_days, w.since_year, w.until_year, w.confirmed_by
  from jsonb_each(p_want -> 'holiday_rules') r,
    jsonb_to_record(r.value) w (calendar text, name text, month smallint, day smallint, weekday smallint, nth smallint, offset_days smallint, since_year smallint, until_year smallint, confirmed_by text)
  on conflict (calendar, name, since_year) do update set month = excluded.month, day = excluded.day, weekday = excluded.weekday, nth = excluded.nth,
      offset_days = excluded.offset_days, until_year = excluded.until_year, confirmed_by = excluded.confirmed_by
    where (holiday_rules.month, holiday_rules.day, holiday_rules.weekday, holiday_rules.nth, holiday_rules.offset_days, holiday_rules.until_year, holiday_rules.confirmed_by)
      is distinct from (excluded.month, excluded.day, excluded.weekday, excluded.nth, excluded.offset_days, excluded.until_year, excluded.confirmed_by);
  update public.holiday_rules set until_year = v_year - 1
  where p_want ? 'holiday_rules' and calendar = any (v_calendars) and coalesce(until_year, 9999) >= v_year and not p_want -> 'holiday_rules' ? concat_ws('/', calendar, name, since_year);

  create temporary table wanted_days on commit drop as
  select coalesce(d.calendar, e.calendar) as calendar, coalesce(d.name, e.name) as name, coalesce(d.actual_on, e.actual_on) as actual_on,
    coalesce(d.observed_on, e.observed_on) as observed_on, coalesce(d.is_cancelled, false) as is_cancelled,
    case when d.calendar is null then e.confirmed_by else d.confirmed_by end as confirmed_by
  from (select * from private.expected_holidays() x where x.calendar = any (v_calendars)) e
  full join (select w.* from jsonb_each(p_want -> 'holiday_days') r,
      jsonb_to_record(r.value) w (calendar text, name text, actual_on date, observed_on date, is_cancelled boolean, confirmed_by text)
      where w.actual_on >= public.office_today()) d using (calendar, name, actual_on);
  insert into public.holidays (calendar, name, actual_on, observed_on, is_cancelled, confirmed_by)
  select calendar, name, actual_on, observed_on, is_cancelled, confirmed_by from pg_temp.wanted_days
  on conflict (calendar, name, actual_on) do update set observed_on = excluded.observed_on, is_cancelled = excluded.is_cancelled, confirmed_by = excluded.confirmed_by
    where (holidays.observed_on, holidays.is_cancelled, holidays.confirmed_by) is distinct from (excluded.observed_on, excluded.is_cancelled, excluded.confirmed_by);
  update public.holidays h set is_cancelled = true
  where h.calendar = any (v_calendars) and h.actual_on >= public.office_today() and not h.is_cancelled
    and not exists (select from pg_temp.wanted_days w where (w.calendar, w.name, w.actual_on) = (h.calendar, h.name, h.actual_on));
  drop table pg_temp.wanted_days;
end $$;

-- Answers the difference. p_dry_run does everything, so that what would be refused is refused, and takes it back.
-- p_seen is the mark of the difference that a person looked at: when it is another by now, nothing is written.
create function public.import_office(p_document jsonb, p_dry_run boolean default true, p_seen text default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_now jsonb;
  v_want jsonb;
  v_difference jsonb;
  v_mark text;
begin
  if (select auth.role()) = 'authenticated' then perform private.at_least('admin'); end if;
  if p_document ->> 'format' is distinct from 'rotunda-office-1' then
    raise sqlstate 'PT422' using message = 'This is not a settings file of this program: "format" must be "rotunda-office-1".', hint = 'format';
  end if;
  perform set_config('rotunda.reason', 'import', true);
  v_now := private.office_rows();
  v_want := private.wanted_rows(p_document, v_now);
  v_now := v_now || jsonb_build_object('holiday_rules', private.named_calendars(v_now -> 'holiday_rules', v_want), 'holiday_days', private.named_calendars(v_now -> 'holiday_days', v_want));
  v_difference := private.office_difference(v_now, v_want);
  v_mark := md5(v_difference::text);
  if p_seen is not null and p_seen <> v_mark then
    raise sqlstate 'PT409' using message = 'The settings changed since the difference was shown. Nothing was written; look at the new difference first.', hint = 'difference';
  end if;
  begin
    perform private.apply_office_lists(v_want);
    if v_want ? 'holiday_rules' or v_want ? 'holiday_days' then perform private.apply_office_holidays(v_want); end if;
    update public.settings s set (office_name, city_name, state_name, address, phone, email, website, time_zone, fiscal_year_start_month, holiday_calendar, founding_file_number)
      = (select w.office_name, w.city_name, w.state_name, w.address, w.phone, w.email, w.website, w.time_zone, w.fiscal_year_start_month, w.holiday_calendar, w.founding_file_number
        from jsonb_to_record(v_want #> '{office,office}') w (office_name text, city_name text, state_name text, address text, phone text, email text, website text, time_zone text,
          fiscal_year_start_month smallint, holiday_calendar text, founding_file_number text))
    where jsonb_array_length(v_difference #> '{office,changed}') > 0;
    update public.settings s set mail_from_name = v_want #>> '{mail,mail,from_name}', mail_reply_to = v_want #>> '{mail,mail,reply_to}'
    where jsonb_array_length(v_difference #> '{mail,changed}') > 0;
    if p_dry_run then raise sqlstate 'RT001'; end if;
  exception when sqlstate 'RT001' then null;
  end;
  return jsonb_build_object('written', not p_dry_run, 'mark', v_mark, 'difference', v_difference);
end $$;
revoke all on function public.office_document(), public.import_office(jsonb, boolean, text) from public, anon;
grant execute on function public.office_document(), public.import_office(jsonb, boolean, text) to authenticated, service_role;
