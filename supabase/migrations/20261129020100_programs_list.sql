-- Programs as a list with facets, as one record, in pickers, on the calendar, and where everything is looked for.

-- The ids that a list of codes or ids means; what is not there is left out.
create function private.ids_of(p_table text, p_list jsonb) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare v_ids uuid[];
begin
  execute format('select coalesce(array_agg(t.id), ''{}'') from public.%I t where t.code = any ($1) or t.id::text = any ($1)', p_table)
    into v_ids using array(select jsonb_array_elements_text(case jsonb_typeof(p_list) when 'array' then p_list else jsonb_build_array(p_list) end));
  return v_ids;
end $$;

-- What each filter says, by its name, as SQL; a filter that is not set is not there. Those that facets count by are told apart, since a
-- facet is counted under all the others: need, district, language, organization, status, free, open.
-- Others: stale (to be looked at by now), review and closes ({from, to} days), owner, mine, level (who pays), section, tenure, award.
-- p_query.on: the day that counts as today. A program that is not limited to districts is in each.
create function private.program_conditions(p_query jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_today date := coalesce((p_query ->> 'on')::date, private.local_date(now()));
  v_level text := private.filter_any('x.level', 'text', f -> 'level');
  v_award text := private.filter_any('x.award_id', 'uuid', f -> 'award');
begin
  return jsonb_strip_nulls(jsonb_build_object(
    'need', case when jsonb_array_length(private.listed(f -> 'need')) > 0 then
      format('t.id in (select x.program_id from public.program_needs x where x.need_id = any (%L::uuid[]))', private.ids_of('needs', f -> 'need')) end,
    'district', case when jsonb_array_length(private.listed(f -> 'district')) > 0 then
      format('(t.id in (select x.program_id from public.program_districts x where x.district_id = any (%L::uuid[])) or t.id not in (select x.program_id from public.program_districts x))',
        private.ids_of('districts', f -> 'district')) end,
    'language', case when jsonb_array_length(private.listed(f -> 'language')) > 0 then
      't.id in (select x.program_id from public.program_languages x where ' || private.filter_any('x.language', 'text', f -> 'language') || ')' end,
    'organization', case when jsonb_array_length(private.listed(f -> 'organization')) > 0 then
      format('t.organization_id = any (%L::uuid[])', private.ids_of('organizations', f -> 'organization')) end,
    'status', private.filter_any('t.status', 'text', f -> 'status'),
    'free', case f ->> 'free' when 'true' then 't.is_free' when 'false' then 't.is_free is false' end,
    'open', case when f ->> 'open' = 'true' then format('%s', private.program_is_open('t', v_today)) end,
    'stale', case when f ->> 'stale' = 'true' then format('(coalesce(t.review_by, ''-infinity''::date) <= %L::date and t.status <> ''defunct'')', v_today) end,
    'review_from', case when f #>> '{review,from}' is not null then format('t.review_by >= %L::date', (f #>> '{review,from}')::date) end,
    'review_to', case when f #>> '{review,to}' is not null then format('t.review_by <= %L::date', (f #>> '{review,to}')::date) end,
    'closes_from', case when f #>> '{closes,from}' is not null then format('t.closes_on >= %L::date', (f #>> '{closes,from}')::date) end,
    'closes_to', case when f #>> '{closes,to}' is not null then format('t.closes_on <= %L::date', (f #>> '{closes,to}')::date) end,
    'owner', private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    'mine', case when f ->> 'mine' = 'true' then format('t.owner_id = %L::uuid', private.current_staff_id()) end,
    'level', case when v_level is not null then 't.id in (select x.program_id from public.fundings x where x.program_id is not null and ' || v_level || ')' end,
    'award', case when v_award is not null then 't.id in (select x.program_id from public.fundings x where x.program_id is not null and ' || v_award || ')' end,
    'section', private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    'tenure', private.filter_any('t.tenure', 'text', f -> 'tenure'),
    'words', private.filter_words('public.programs', 'search', p_query ->> 'search')));
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
-- A filter as a list, whatever it came as.
create function private.listed(p_value jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_value is null or p_value = 'null' then '[]'::jsonb when jsonb_typeof(p_value) = 'array' then p_value else jsonb_build_array(p_value) end
$$;
-- One can have it on that day: it is there, and its window is open.
create function private.program_is_open(p_alias text, p_on date) returns text
language sql immutable set search_path = '' as $$
  select format('(%1$I.status = ''active'' and coalesce(%1$I.opens_on, ''-infinity''::date) <= %2$L::date and coalesce(%1$I.closes_on, ''infinity''::date) >= %2$L::date)', p_alias, p_on)
$$;
create function private.program_filters(p_query jsonb) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(c.value), '{}') from jsonb_each_text(private.program_conditions(p_query)) c
$$;

create function public.list_programs(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.programs',
    'page.name, page.alternate_name, page.organization_id, o.name as organization_name, page.status, page.opens_on, page.closes_on, page.is_free, page.income_basis, page.income_percent,
     page.maximum_amount_cents, page.tenure, page.review_by, page.reviewed_on, page.owner_id, s.name as owner_name, page.alert, page.translations, page.created_at, page.updated_at, page.version,
     (select jsonb_agg(jsonb_build_object(''code'', n.code, ''name'', n.name, ''translations'', n.translations) order by n.sort_order, n.code) from public.program_needs x join public.needs n on n.id = x.need_id
       where x.program_id = page.id) as needs,
     (select jsonb_agg(x.language order by g.sort_order, g.code) from public.program_languages x join public.languages g on g.code = x.language where x.program_id = page.id) as languages,
     (select jsonb_agg(jsonb_build_object(''code'', d.code, ''name'', d.name) order by d.sort_order, d.code) from public.program_districts x join public.districts d on d.id = x.district_id
       where x.program_id = page.id) as districts
     from page join public.organizations o on o.id = page.organization_id left join public.staff s on s.id = page.owner_id',
    private.program_filters(p_query),
    '{"name": {"key": "lower(t.name)", "type": "text"}, "closes_on": {"key": "coalesce(t.closes_on, ''infinity''::date)", "type": "date"},
      "review_by": {"key": "coalesce(t.review_by, ''-infinity''::date)", "type": "date"}, "updated_at": {"key": "t.updated_at", "type": "timestamptz"}}',
    '{"sort": "name"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_programs(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.programs', private.program_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- How many there are of each choice, under all filters but that choice's own: {need: [{id, code, name, translations, count}], district:
-- [{id, code, name, count}] (those that are limited to none count in each), language: [{code, name, endonym, count}], organization: [{id,
-- name, count}], status: [{code, count}], free, open: counts of yes; total}. Programs are walked once, with a mark for each filter.
create function public.program_facets(p_query jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  c jsonb := private.program_conditions(p_query);
  v_today date := coalesce((p_query ->> 'on')::date, private.local_date(now()));
  v_names constant text[] := array['need', 'district', 'language', 'organization', 'status', 'free', 'open'];
  v_where text := (select string_agg(e.value, ' and ') from jsonb_each_text(c) e where e.key <> all (v_names));
  -- A bit for each filter that a program does not meet: 0 meets all; the bit of one facet alone counts for that facet.
  v_missed text := (select string_agg(format('case when %s then 0 else %s end', c ->> n, 1 << (nth - 1)::integer), ' + ') from unnest(v_names) with ordinality u (n, nth) where c ? n);
  v_answer jsonb;
begin
  perform private.may_list();
  execute format(
    'with base as materialized (select t.id, t.organization_id, t.status, t.is_free, %1$s as is_open, %2$s as missed, exists (select from public.program_districts x where x.program_id = t.id) as is_limited
       from public.programs t%3$s)
     select jsonb_build_object(
       ''need'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', n.id, ''code'', n.code, ''name'', n.name, ''translations'', n.translations, ''count'', f.count) order by n.sort_order, n.code), ''[]'')
         from (select x.need_id, count(*) from base b join public.program_needs x on x.program_id = b.id where b.missed & ~1 = 0 group by 1) f join public.needs n on n.id = f.need_id),
       ''district'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', d.id, ''code'', d.code, ''name'', d.name, ''count'', coalesce(f.count, 0) + e.count) order by d.sort_order, d.code), ''[]'')
         from public.districts d cross join (select count(*) from base b where b.missed & ~2 = 0 and not b.is_limited) e
         left join (select x.district_id, count(*) from base b join public.program_districts x on x.program_id = b.id where b.missed & ~2 = 0 group by 1) f on f.district_id = d.id
         where d.is_active and coalesce(f.count, 0) + e.count > 0),
       ''language'', (select coalesce(jsonb_agg(jsonb_build_object(''code'', g.code, ''name'', g.name, ''endonym'', g.endonym, ''count'', f.count) order by g.sort_order, g.code), ''[]'')
         from (select x.language, count(*) from base b join public.program_languages x on x.program_id = b.id where b.missed & ~4 = 0 group by 1) f join public.languages g on g.code = f.language),
       ''organization'', (select coalesce(jsonb_agg(jsonb_build_object(''id'', o.id, ''name'', o.name, ''count'', f.count) order by f.count desc, o.name, o.id), ''[]'')
         from (select b.organization_id, count(*) from base b where b.missed & ~8 = 0 group by 1) f join public.organizations o on o.id = f.organization_id),
       ''status'', (select coalesce(jsonb_agg(jsonb_build_object(''code'', f.status, ''count'', f.count) order by f.status), ''[]'') from (select b.status, count(*) from base b where b.missed & ~16 = 0 group by 1) f),
       ''free'', (select count(*) from base b where b.missed & ~32 = 0 and b.is_free),
       ''open'', (select count(*) from base b where b.missed & ~64 = 0 and b.is_open),
       ''total'', (select count(*) from base b where b.missed = 0))',
    private.program_is_open('t', v_today), coalesce(v_missed, '0'), coalesce(' where ' || v_where, '')) into v_answer;
  return v_answer;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- ---------------------------------------------------------------- one program
-- Where the window stands on a day: always, upcoming, open (with its last day), closed; gone when the program is not there.
create function private.program_window(p_one public.programs, p_on date) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('state', case when p_one.status <> 'active' then 'gone' when p_one.opens_on > p_on then 'upcoming' when p_one.closes_on < p_on then 'closed'
      when p_one.closes_on is not null then 'open' else 'always' end,
    'opens_on', p_one.opens_on, 'closes_on', p_one.closes_on, 'days_left', case when p_one.status = 'active' and p_one.closes_on >= p_on and coalesce(p_one.opens_on, p_on) <= p_on then p_one.closes_on - p_on end)
$$;
create function private.schedules_of(p_column text, p_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'freq', s.freq, 'interval', s.interval, 'byday', s.byday, 'bymonthday', s.bymonthday, 'opens_at', to_char(s.opens_at, 'HH24:MI'),
      'closes_at', to_char(s.closes_at, 'HH24:MI'), 'valid_from', s.valid_from, 'valid_to', s.valid_to, 'description', s.description) order by s.created_at, s.opens_at, s.id), '[]')
  from public.schedules s
  where case p_column when 'program_id' then s.program_id when 'location_id' then s.location_id else s.program_location_id end = p_id
$$;

-- {id, program (its columns), words ({language, name, description, application_process, eligibility_description, fees_description}: in
-- p_language where somebody wrote it, else in English), organization, needs, languages, districts, locations (each with the program's
-- schedules there and the location's own), schedules, costs, documents, fundings, owner, reviewed_by, window, is_stale, applications
-- (counts by status)}. Nothing of a person at an organization is in it.
create function public.program_facts(p_id uuid, p_language text default 'en') returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_one public.programs;
  v_today date := private.local_date(now());
  v_words jsonb;
begin
  perform private.may_list();
  select * into v_one from public.programs where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This program is not there any more.', hint = 'missing';
  end if;
  v_words := coalesce((select jsonb_object_agg(w.key, w.value) from jsonb_each(nullif(v_one.translations -> p_language, 'null')) w where btrim(w.value #>> '{}') <> ''), '{}');
  return jsonb_build_object(
    'id', v_one.id,
    'program', to_jsonb(v_one) - '{search,hsds}'::text[],
    'words', jsonb_build_object('name', v_one.name, 'description', v_one.description, 'application_process', v_one.application_process, 'eligibility_description', v_one.eligibility_description,
      'fees_description', v_one.fees_description, 'language', case when v_words ? 'name' or p_language = 'en' then p_language else 'en' end) || v_words,
    'organization', (select jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'email', o.email, 'phone', o.phone, 'website', o.website, 'address', o.address, 'takes_referrals', o.takes_referrals)
      from public.organizations o where o.id = v_one.organization_id),
    'needs', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'code', n.code, 'name', coalesce(n.translations #>> array[p_language, 'name'], n.name)) order by n.sort_order, n.code), '[]')
      from public.program_needs x join public.needs n on n.id = x.need_id where x.program_id = p_id),
    'languages', (select coalesce(jsonb_agg(jsonb_build_object('language', g.code, 'name', g.name, 'endonym', g.endonym, 'note', x.note) order by g.sort_order, g.code), '[]')
      from public.program_languages x join public.languages g on g.code = x.language where x.program_id = p_id),
    'districts', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'code', d.code, 'name', d.name) order by d.sort_order, d.code), '[]')
      from public.program_districts x join public.districts d on d.id = x.district_id where x.program_id = p_id),
    'locations', (select coalesce(jsonb_agg(to_jsonb(l) - '{hsds,hsds_id,created_at,updated_at}'::text[] || jsonb_build_object('description', x.description, 'organization_name', o.name, 'district_name', d.name,
        'neighborhood_name', b.name, 'schedules', private.schedules_of('program_location_id', x.id), 'hours', private.schedules_of('location_id', l.id)) order by x.created_at, l.name, l.id), '[]')
      from public.program_locations x join public.locations l on l.id = x.location_id join public.organizations o on o.id = l.organization_id left join public.districts d on d.id = l.district_id
      left join public.neighborhoods b on b.id = l.neighborhood_id where x.program_id = p_id),
    'schedules', private.schedules_of('program_id', p_id),
    'costs', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'option', x.option, 'amount_cents', x.amount_cents, 'amount_description', x.amount_description) order by x.created_at, x.amount_cents, x.id), '[]')
      from public.program_costs x where x.program_id = p_id),
    'documents', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'document', x.document, 'uri', x.uri) order by x.sort_order, x.id), '[]') from public.program_documents x where x.program_id = p_id),
    'fundings', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'source', x.source, 'level', x.level, 'award_id', x.award_id, 'award', a.title) order by x.created_at, x.source, x.id), '[]')
      from public.fundings x left join public.awards a on a.id = x.award_id where x.program_id = p_id),
    'owner', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.owner_id),
    'reviewed_by', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.reviewed_by),
    'window', private.program_window(v_one, v_today),
    'is_stale', coalesce(v_one.review_by <= v_today, true) and v_one.status <> 'defunct',
    'applications', (select coalesce(jsonb_object_agg(x.status, x.count), '{}') from (select a.status, count(*) from public.applications a where a.program_id = p_id group by 1) x));
end $$;

-- For pickers: the best by what was typed, those that one can have now first. p_filter: the filters of the list.
-- [{id, name, organization_id, organization_name, status, window}].
create function public.find_programs(p_text text default '', p_filter jsonb default '{}', p_limit integer default 10) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_where text := array_to_string(private.program_filters(jsonb_build_object('filters', coalesce(p_filter, '{}'), 'search', p_text)), ' and ');
  v_today date := private.local_date(now());
  v_answer jsonb;
begin
  perform private.may_list();
  execute format(
    'select coalesce(jsonb_agg(jsonb_build_object(''id'', f.id, ''name'', f.name, ''organization_id'', f.organization_id, ''organization_name'', f.organization_name, ''status'', f.status, ''window'', f.window)
       order by f.place), ''[]'')
     from (select t.id, t.name, t.organization_id, o.name as organization_name, t.status, private.program_window(t, %1$L::date) as window,
         row_number() over (order by not %2$s, not starts_with(private.fold(t.name), private.fold(%3$L)), lower(t.name), t.id) as place
       from public.programs t join public.organizations o on o.id = t.organization_id%4$s order by place limit %5$s) f',
    v_today, private.program_is_open('t', v_today), btrim(coalesce(p_text, '')), case when v_where <> '' then ' where ' || v_where else '' end, least(greatest(coalesce(p_limit, 10), 1), 50)) into v_answer;
  return v_answer;
end $$;

revoke all on function private.ids_of(text, jsonb), private.listed(jsonb), private.program_conditions(jsonb), private.program_is_open(text, date), private.program_filters(jsonb),
  private.program_window(public.programs, date), private.schedules_of(text, uuid) from public, anon, authenticated;
revoke all on function public.list_programs(jsonb), public.count_programs(jsonb), public.program_facets(jsonb), public.program_facts(uuid, text), public.find_programs(text, jsonb, integer) from public, anon;
grant execute on function public.list_programs(jsonb), public.count_programs(jsonb), public.program_facets(jsonb), public.program_facts(uuid, text), public.find_programs(text, jsonb, integer)
  to authenticated, service_role;
comment on function public.list_programs(jsonb) is 'A page of programs, with who gives them, needs, languages and districts.';
comment on function public.program_facets(jsonb) is 'How many programs there are of each choice, under all other filters.';
comment on function public.program_facts(uuid, text) is 'One program as its page, a sheet or a letter shows it, in a language.';
comment on function public.find_programs(text, jsonb, integer) is 'Programs by what was typed, for pickers.';

-- ---------------------------------------------------------------- the calendar
-- The days on which one can apply for the first and for the last time.
create function private.dated_programs(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', x.on_day, ''kind'', x.kind, ''count'', count(*), ''title'', case when count(*) = 1 then min(x.name) end, ''id'', case when count(*) = 1 then min(x.id::text) end)
     from (select d.on_day, d.kind, t.id, t.name from public.programs t cross join lateral (values (t.opens_on, ''opens''), (t.closes_on, ''closes'')) d (on_day, kind)
       where t.status = ''active'' and d.on_day >= %L::date and d.on_day < %L::date%s) x group by x.on_day, x.kind order by x.on_day, x.kind',
    p_from, p_to, coalesce(' and ' || private.filter_any('t.owner_id', 'uuid', p_filters -> 'staff'), ''));
end $$;
revoke all on function private.dated_programs(date, date, jsonb) from public, anon, authenticated;
