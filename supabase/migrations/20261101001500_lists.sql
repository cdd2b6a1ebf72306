-- Lists: one page of a list, wherever it stands among a million rows. A page starts after a row (keyset), never at an
-- offset; its count is exact up to 10,000 and stops there. Each noun lists itself through private.list_page, which
-- plans the statement anew with the values in it, so that the planner sees which index answers.

-- Under row level security PostgreSQL uses no index for @@ and LIKE, since those could leak what a policy hides: a search
-- would walk the table. Who may read these lists reads every row of them, so the lists ask that once, here, and then
-- run as the owner. A list whose rows differ by reader must not do this.
create function private.may_list() returns void
language plpgsql stable set search_path = '' as $$
begin
  if (select auth.role()) is distinct from 'service_role' then perform private.at_least('viewer'); end if;
end $$;

-- A filter on one column as SQL: a list of values, of which null stands for "none". Absent or empty means no filter.
create function private.filter_any(p_column text, p_type text, p_values jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_texts text[];
  v_null boolean;
  v_parts text[] := '{}'::text[];
begin
  if p_values is null or p_values = 'null' or p_values = '[]' then return null; end if;
  if jsonb_typeof(p_values) <> 'array' then p_values := jsonb_build_array(p_values); end if;
  select array_agg(v) filter (where v is not null), bool_or(v is null) into v_texts, v_null from jsonb_array_elements_text(p_values) v;
  if cardinality(v_texts) = 1 then
    v_parts := array_append(v_parts, format('%s = %L::%s', p_column, v_texts[1], p_type));
  elsif v_texts is not null then
    v_parts := array_append(v_parts, format('%s = any (%L::%s[])', p_column, v_texts, p_type));
  end if;
  if v_null then v_parts := array_append(v_parts, format('%s is null', p_column)); end if;
  return '(' || array_to_string(v_parts, ' or ') || ')';
end $$;

-- A range of the office's calendar days, both inclusive, on a column of instants: {"from": "2026-10-01", "to": "2026-10-31"}.
create function private.filter_days(p_column text, p_range jsonb) returns text
language sql stable set search_path = '' as $$
  select nullif(concat_ws(' and ',
    case when p_range ->> 'from' is not null then format('%s >= %L::timestamptz', p_column, private.day_start((p_range ->> 'from')::date)) end,
    case when p_range ->> 'to' is not null then format('%s < %L::timestamptz', p_column, private.day_start((p_range ->> 'to')::date + 1)) end), '')
$$;

-- One page. p_sorts maps an offered order to {"key": SQL that is never null, "type": its type}. Answers
-- {"rows": […], "next": cursor or null, "previous": cursor or null}; a cursor is [value, id]. Volatile only because PostgreSQL
-- allows EXPLAIN nowhere else. p_is_bunched says that the matches lie together in the order that was asked for, as those of a
-- span of days do when the list is sorted by another column.
create function private.list_page(p_table text, p_row text, p_wheres text[], p_sorts jsonb, p_query jsonb, p_is_bunched boolean default false) returns jsonb
language plpgsql volatile set search_path = '' set jit = off as $$
declare
  v_limit integer := least(greatest(coalesce((p_query ->> 'limit')::integer, 25), 1), 200);
  v_sort jsonb := p_sorts -> (p_query ->> 'sort');
  v_key text := v_sort ->> 'key';
  v_back boolean := coalesce(jsonb_typeof(p_query -> 'before') = 'array', false);
  v_cursor jsonb := case when jsonb_typeof(p_query -> 'before') = 'array' then p_query -> 'before'
    when jsonb_typeof(p_query -> 'after') = 'array' then p_query -> 'after' end;
  v_descending boolean := coalesce((p_query ->> 'descending')::boolean, false) <> v_back;
  v_order text := case when v_descending then 'desc' else 'asc' end;
  v_where text;
  v_rows jsonb;
  v_keys jsonb;
  v_more boolean;
  v_plan json;
  v_is_few boolean := false;
begin
  if v_key is null then
    raise sqlstate 'PT422' using message = 'This list cannot be sorted so.', hint = 'sort';
  end if;
  if v_cursor is not null then
    p_wheres := array_append(p_wheres, format('(%s, t.id) %s (%L::%s, %L::uuid)', v_key, case when v_descending then '<' else '>' end,
      v_cursor ->> 0, v_sort ->> 'type', v_cursor ->> 1));
  end if;
  v_where := coalesce(' where ' || array_to_string(array_remove(p_wheres, null), ' and '), '');
  if v_where = ' where ' then v_where := ''; end if;
  -- Few matches are fetched and then sorted; many are met soon enough while walking the order. Left to itself the planner
  -- walks too often: it takes matches to lie evenly in every order, and those of one month all lie at one end of it.
  if v_where <> '' then
    execute format('explain (format json) select 1 from %s t%s', p_table, v_where) into v_plan;
    v_is_few := (v_plan -> 0 -> 'Plan' ->> 'Plan Rows')::numeric < case when p_is_bunched then 60000 else 3000 end;
  end if;
  execute format(
    'select coalesce(jsonb_agg(to_jsonb(r) - ''sort_key'' order by r.sort_key %1$s, r.id %1$s), ''[]''), coalesce(jsonb_agg(jsonb_build_array(r.sort_key, r.id) order by r.sort_key %1$s, r.id %1$s), ''[]'')
     from (with ' || case when v_is_few
       then 'matches as materialized (select t.id, %2$s as sort_key from %3$s t%4$s),
         page as materialized (select t.*, m.sort_key from (select * from matches order by sort_key %1$s, id %1$s limit %5$s) m join %3$s t using (id))'
       else 'page as materialized (select t.*, %2$s as sort_key from %3$s t%4$s order by %2$s %1$s, t.id %1$s limit %5$s)' end
     || ' select page.id, page.sort_key, %6$s) r',
    v_order, v_key, p_table, v_where, v_limit + 1, p_row) into v_rows, v_keys;
  v_more := jsonb_array_length(v_rows) > v_limit;
  if v_more then
    v_rows := v_rows - v_limit;
    v_keys := v_keys - v_limit;
  end if;
  if v_back then
    select coalesce(jsonb_agg(e order by n desc), '[]') into v_rows from jsonb_array_elements(v_rows) with ordinality a (e, n);
    select coalesce(jsonb_agg(e order by n desc), '[]') into v_keys from jsonb_array_elements(v_keys) with ordinality a (e, n);
  end if;
  return jsonb_build_object('rows', v_rows,
    'next', case when v_back or v_more then v_keys -> -1 end,
    'previous', case when (v_back and v_more) or (not v_back and v_cursor is not null) then v_keys -> 0 end);
end $$;

-- How many rows there are, counted to 10,001 at most; 10,001 means "more than 10,000".
create function private.list_count(p_table text, p_wheres text[]) returns integer
language plpgsql stable set search_path = '' set jit = off as $$
declare v_count integer;
  v_where text := array_to_string(array_remove(p_wheres, null), ' and ');
begin
  execute format('select count(*) from (select 1 from %s t%s limit 10001) c', p_table, case when v_where <> '' then ' where ' || v_where else '' end) into v_count;
  return v_count;
end $$;

-- ---------------------------------------------------------------- inquiries
-- Filters: status, channel, language, topic, district, department, assigned_to, resident, section, resolution (lists of values);
-- is_open; opened and closed ({from, to} days); open_on (a day: open when it ended). search: words.
create function private.inquiry_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_words tsquery := private.search_query(p_query ->> 'search');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    -- States other than closed are open: saying so lets the small partial indexes answer.
    case when jsonb_typeof(f -> 'status') = 'array' and jsonb_array_length(f -> 'status') > 0 and not f -> 'status' ? 'closed' then 't.closed_at is null' end,
    private.filter_any('t.channel', 'text', f -> 'channel'),
    private.filter_any('t.language', 'text', f -> 'language'),
    private.filter_any('t.topic_id', 'uuid', f -> 'topic'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.department_id', 'uuid', f -> 'department'),
    private.filter_any('t.assigned_to', 'uuid', f -> 'assigned_to'),
    private.filter_any('t.resident_id', 'uuid', f -> 'resident'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    private.filter_any('t.resolution_code', 'text', f -> 'resolution'),
    case f ->> 'is_open' when 'true' then 't.closed_at is null' when 'false' then 't.closed_at is not null' end,
    private.filter_days('t.opened_at', f -> 'opened'),
    private.filter_days('t.closed_at', f -> 'closed'),
    case when f ->> 'due_before' is not null then format('coalesce(t.due_on, ''infinity''::date) < %L::date and t.closed_at is null', (f ->> 'due_before')::date) end,
    case when f ->> 'open_on' is not null then format('t.opened_at < %1$L::timestamptz and (t.closed_at is null or t.closed_at >= %1$L::timestamptz)', private.day_start((f ->> 'open_on')::date + 1)) end,
    case when v_words is not null then format('t.search @@ %L::tsquery', v_words) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_inquiries(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.inquiries',
    'page.number, page.subject, page.status, page.channel, page.language, page.opened_at, page.due_on, page.closed_at, page.updated_at, page.resolution_code, page.version,
     page.resident_id, coalesce(r.preferred_name, r.name) as resident_name, page.topic_id, tp.name as topic_name, page.district_id, d.name as district_name, d.code as district_code,
     page.assigned_to, s.name as assigned_name, l.endonym as language_name, page.primary_section
     from page left join public.residents r on r.id = page.resident_id left join public.topics tp on tp.id = page.topic_id
     left join public.districts d on d.id = page.district_id left join public.staff s on s.id = page.assigned_to
     left join public.languages l on l.code = page.language',
    private.inquiry_filters(p_query),
    '{"opened_at": {"key": "t.opened_at", "type": "timestamptz"}, "updated_at": {"key": "t.updated_at", "type": "timestamptz"},
      "due_on": {"key": "coalesce(t.due_on, ''infinity''::date)", "type": "date"}, "number": {"key": "t.number", "type": "text"}}',
    '{"sort": "opened_at", "descending": true}' || p_query,
    p_query #> '{filters,closed}' is not null or (p_query #> '{filters,opened}' is not null and coalesce(p_query ->> 'sort', 'opened_at') <> 'opened_at'));
end $$;
create function public.count_inquiries(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.inquiries', private.inquiry_filters(p_query));
end $$;

-- ---------------------------------------------------------------- residents
-- Filters: language, district. search: a fragment of a name, number or address; punctuation in numbers does not matter.
create function private.resident_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(private.fold(p_query ->> 'search'));
  v_digits text := regexp_replace(v_text, '[^0-9]', '', 'g');
  v_wheres text[] := array[
    private.filter_any('t.preferred_language', 'text', f -> 'language'),
    private.filter_any('t.district_id', 'uuid', f -> 'district')];
begin
  -- A number as people type it, "(816) 555-01", is sought by its digits alone.
  if v_text ~ '^[0-9 ().+/-]+$' and length(v_digits) >= 2 then
    return array_append(v_wheres, format('t.search like %L', private.like_pattern(v_digits)));
  elsif v_text <> '' then
    return v_wheres || array(select format('t.search like %L', private.like_pattern(word)) from regexp_split_to_table(v_text, '\s+') word where word <> '');
  end if;
  return v_wheres;
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_residents(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.residents',
    'page.name, page.preferred_name, page.preferred_language, l.endonym as language_name, page.needs_interpreter, page.neighborhood, page.district_id, d.name as district_name,
     page.updated_at, page.version, (select jsonb_agg(p.number order by p.created_at) from public.resident_phones p where p.resident_id = page.id) as phones,
     (select jsonb_agg(e.address order by e.created_at) from public.resident_emails e where e.resident_id = page.id) as emails,
     (select count(*) from public.inquiries i where i.resident_id = page.id) as inquiry_count
     from page left join public.districts d on d.id = page.district_id left join public.languages l on l.code = page.preferred_language',
    private.resident_filters(p_query),
    '{"name": {"key": "t.name", "type": "text"}, "updated_at": {"key": "t.updated_at", "type": "timestamptz"}, "created_at": {"key": "t.created_at", "type": "timestamptz"}}',
    '{"sort": "name"}' || p_query);
end $$;
create function public.count_residents(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.residents', private.resident_filters(p_query));
end $$;
revoke all on function public.list_inquiries(jsonb), public.count_inquiries(jsonb), public.list_residents(jsonb), public.count_residents(jsonb) from public, anon;
grant execute on function public.list_inquiries(jsonb), public.count_inquiries(jsonb), public.list_residents(jsonb), public.count_residents(jsonb) to authenticated, service_role;
