-- Applications as a list and as one record. What was begun and has no answer for a month is a list of work: somebody asks.

-- Filters: status, program, organization, resident, inquiry, event, district, language, assisted_by, section (lists of values);
-- started, decided ({from, to} days); is_open (true: no answer yet); waits_since (a day: no answer, and begun or sent in before
-- it); mine. search: words of the program, its organization or the resident.
create function private.application_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_organization text := private.filter_any('p.organization_id', 'uuid', f -> 'organization');
  v_words text[] := (select array_agg('%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%') from regexp_split_to_table(lower(btrim(p_query ->> 'search')), '\s+') w where w <> '');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.program_id', 'uuid', f -> 'program'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.inquiry_id', 'uuid', f -> 'inquiry'),
    private.filter_any('t.event_id', 'uuid', f -> 'event'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.assisted_by', 'uuid', f -> 'assisted_by'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    case when v_organization is not null then format('exists (select from public.programs p where p.id = t.program_id and %s)', v_organization) end,
    case f ->> 'is_open' when 'true' then 't.status in (''started'', ''submitted'', ''waitlisted'')' when 'false' then 't.status in (''approved'', ''denied'', ''withdrawn'')' end,
    case when f ->> 'waits_since' is not null then format('t.status in (''started'', ''submitted'', ''waitlisted'') and coalesce(t.submitted_on, t.started_on) < %L::date', (f ->> 'waits_since')::date) end,
    case when f #>> '{started,from}' is not null then format('t.started_on >= %L::date', (f #>> '{started,from}')::date) end,
    case when f #>> '{started,to}' is not null then format('t.started_on <= %L::date', (f #>> '{started,to}')::date) end,
    case when f #>> '{decided,from}' is not null then format('t.decided_on >= %L::date', (f #>> '{decided,from}')::date) end,
    case when f #>> '{decided,to}' is not null then format('t.decided_on <= %L::date', (f #>> '{decided,to}')::date) end,
    case when f ->> 'mine' = 'true' then format('t.assisted_by = %L::uuid', private.current_staff_id()) end,
    case when v_words is not null then format('exists (select from public.programs p join public.organizations o on o.id = p.organization_id
      left join public.residents r on r.id = t.resident_id where p.id = t.program_id and lower(concat_ws('' '', p.name, o.name, r.name)) like all (%L::text[]))', v_words) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function private.application_filters(jsonb) from public, anon, authenticated;

create function public.list_applications(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.applications',
    'page.program_id, p.name as program_name, o.name as organization_name, page.resident_id, r.name as resident_name, page.inquiry_id, i.number as inquiry_number, page.event_id, e.title as event_title,
     page.language, page.district_id, d.name as district_name, page.status, page.assisted_by, s.name as assisted_by_name, page.started_on, page.submitted_on, page.decided_on, page.amount_cents, page.note,
     page.primary_section, page.created_at, page.updated_at, page.version
     from page join public.programs p on p.id = page.program_id join public.organizations o on o.id = p.organization_id
     left join public.residents r on r.id = page.resident_id left join public.inquiries i on i.id = page.inquiry_id left join public.events e on e.id = page.event_id
     left join public.districts d on d.id = page.district_id left join public.staff s on s.id = page.assisted_by',
    private.application_filters(p_query),
    '{"started_on": {"key": "t.started_on", "type": "date"}, "decided_on": {"key": "coalesce(t.decided_on, ''-infinity''::date)", "type": "date"},
      "amount_cents": {"key": "coalesce(t.amount_cents, 0)", "type": "bigint"}}',
    '{"sort": "started_on"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_applications(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.applications', private.application_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function public.list_applications(jsonb), public.count_applications(jsonb) from public, anon;
grant execute on function public.list_applications(jsonb), public.count_applications(jsonb) to authenticated, service_role;
comment on function public.list_applications(jsonb) is 'A page of applications, with program, resident and who helped.';

-- One application as its page shows it: {id, application, program, resident, inquiry, event, district, assisted_by}.
create function public.application_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.applications;
begin
  perform private.at_least('viewer');
  select * into v_one from public.applications where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This application is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object(
    'id', v_one.id,
    'application', to_jsonb(v_one),
    'program', (select jsonb_build_object('id', p.id, 'name', p.name, 'organization_id', o.id, 'organization', o.name, 'closes_on', p.closes_on, 'maximum_amount_cents', p.maximum_amount_cents)
      from public.programs p join public.organizations o on o.id = p.organization_id where p.id = v_one.program_id),
    'resident', (select jsonb_build_object('id', r.id, 'name', coalesce(r.preferred_name, r.name)) from public.residents r where r.id = v_one.resident_id),
    'inquiry', (select jsonb_build_object('id', i.id, 'number', i.number, 'subject', i.subject) from public.inquiries i where i.id = v_one.inquiry_id),
    'event', (select jsonb_build_object('id', e.id, 'title', e.title) from public.events e where e.id = v_one.event_id),
    'assisted_by', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.assisted_by));
end $$;
revoke all on function public.application_facts(uuid) from public, anon;
grant execute on function public.application_facts(uuid) to authenticated;
comment on function public.application_facts(uuid) is 'One application as its page shows it.';
