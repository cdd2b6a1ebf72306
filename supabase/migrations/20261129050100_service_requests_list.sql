-- 311 requests as lists and as one record. Four lists are of what the office filed itself (referrals with a 311 number): all of it, what
-- the feed does not know, what takes longer than usual, what 311 has closed while nobody here wrote down the outcome. The fifth is the
-- whole feed.

-- "What was reported at this address?": its beginning, as typed.
create index service_requests_address on public.service_requests (lower(address) text_pattern_ops);

-- One page of a list, of a table whose id is a number too.
create or replace function private.list_page(p_table text, p_row text, p_wheres text[], p_sorts jsonb, p_query jsonb, p_is_bunched boolean default false) returns jsonb
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
  -- Of most tables a uuid; a table with a number says so itself.
  v_id text := coalesce((select format_type(a.atttypid, null) from pg_catalog.pg_attribute a
    where a.attrelid = case when p_table ~ '^public\.[a-z_]+$' then to_regclass(p_table) end and a.attname = 'id' and not a.attisdropped), 'uuid');
begin
  if v_key is null then
    raise sqlstate 'PT422' using message = 'This list cannot be sorted so.', hint = 'sort';
  end if;
  if v_cursor is not null then
    p_wheres := array_append(p_wheres, format('(%s, t.id) %s (%L::%s, %L::%s)', v_key, case when v_descending then '<' else '>' end,
      v_cursor ->> 0, v_sort ->> 'type', v_cursor ->> 1, v_id));
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

-- ---------------------------------------------------------------- what we filed
-- Each referral with a 311 number beside what the feed says of it. stand: waiting (the feed does not reach the day on which it was
-- filed), missing (it does, and does not know the number), late (open, and the outcome is over due or nine in ten of its type take
-- less), open, to_close (closed there, no outcome here), closed.
create function private.filed_requests(p_now timestamptz) returns table (
  id uuid, number text, referral_number bigint, referral_status text, inquiry_id uuid, event_id uuid, request text, filed_at timestamptz, outcome_due_at timestamptz,
  district_id uuid, neighborhood_id uuid, request_id bigint, is_open boolean, status_text text, opened_at timestamptz, closed_at timestamptz, days_to_close integer, issue_type text, work_group text,
  usual_days numeric, stand text)
language sql stable security definer set search_path = '' as $$
  select x.*, case
      when x.request_id is null then case when x.filed_at < (select max(r.latest_at) from public.feed_runs r where r.source = 'kc311_current' and r.latest_at is not null) then 'missing' else 'waiting' end
      when x.is_open then case when x.outcome_due_at < p_now or x.opened_at + make_interval(hours => (24 * x.usual_days)::integer) < p_now then 'late' else 'open' end
      when x.referral_status in ('sent', 'asked', 'accepted') then 'to_close' else 'closed' end
  from (
    select r.id, r.service_request_number as number, r.number as referral_number, r.status as referral_status, r.inquiry_id, r.event_id, r.request, coalesce(r.sent_at, r.created_at) as filed_at,
      r.outcome_due_at, coalesce(t.district_id, r.district_id) as district_id, t.neighborhood_id, t.id as request_id, t.is_open, t.status_text, t.opened_at, t.closed_at, t.days_to_close, t.issue_type, t.work_group, k.usual_days
    from public.referrals r
    left join public.service_requests t on t.service_request_number = r.service_request_number
    left join private.service_request_types k on k.issue_type = t.issue_type and k.closed >= 5
    where r.service_request_number is not null and r.status <> 'withdrawn') x
$$;
revoke all on function private.filed_requests(timestamptz) from public, anon, authenticated;

-- view: ours, unmatched (missing and waiting), late, to_close, all. Filters: type, district (lists of values); of all also work_group,
-- is_open, opened and closed ({from, to} days). search: a number whole, or the beginning of an address; of ours, words of the request.
create function private.service_request_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_text text := btrim(coalesce(p_query ->> 'search', ''));
  v_words text := private.like_pattern(lower(v_text));
  v_begins text := substr(v_words, 2);
begin
  if coalesce(p_query ->> 'view', 'ours') = 'all' then
    return array[
      private.filter_any('t.issue_type', 'text', f -> 'type'),
      private.filter_any('t.work_group', 'text', f -> 'work_group'),
      private.filter_any('t.district_id', 'uuid', f -> 'district'),
      case f ->> 'is_open' when 'true' then 't.is_open' when 'false' then 'not t.is_open' end,
      private.filter_days('t.opened_at', f -> 'opened'),
      private.filter_days('t.closed_at', f -> 'closed'),
      case when v_text = '' then null when v_text ~ '^[0-9A-Za-z-]{4,40}$' and v_text ~ '[0-9]{4}'
        then format('(t.service_request_number = %L or lower(t.address) like %L)', v_text, v_begins) else format('lower(t.address) like %L', v_begins) end];
  end if;
  return array[
    private.filter_any('t.issue_type', 'text', f -> 'type'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    case p_query ->> 'view' when 'unmatched' then 't.stand in (''missing'', ''waiting'')' when 'late' then 't.stand = ''late''' when 'to_close' then 't.stand = ''to_close''' end,
    case when v_text <> '' then format('(t.number = %L or lower(t.request) like %L)', v_text, v_words) end];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function private.service_request_filters(jsonb) from public, anon, authenticated;
create function private.service_request_table(p_query jsonb) returns text
language sql stable set search_path = '' as $$
  select case when coalesce(p_query ->> 'view', 'ours') = 'all' then 'public.service_requests' else format('(select * from private.filed_requests(%L::timestamptz))', now()) end
$$;
revoke all on function private.service_request_table(jsonb) from public, anon, authenticated;

create function public.list_service_requests(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  if coalesce(p_query ->> 'view', 'ours') = 'all' then
    return private.list_page('public.service_requests',
      'page.service_request_number as number, page.is_open, page.status_text, page.opened_at, page.closed_at, page.days_to_close, page.issue_type, page.issue_sub_type, page.address,
       page.work_group, page.department, coalesce(o.name, nullif(page.department, '''')) as organization_name, d.name as district_name, h.name as neighborhood_name, r.id as referral_id, r.number as referral_number
       from page left join public.districts d on d.id = page.district_id left join public.neighborhoods h on h.id = page.neighborhood_id left join public.work_groups w on w.feed_name = page.work_group left join public.organizations o on o.id = w.organization_id
       left join public.referrals r on r.service_request_number = page.service_request_number',
      private.service_request_filters(p_query),
      '{"opened_at": {"key": "t.opened_at", "type": "timestamptz"}}',
      '{"sort": "opened_at", "descending": true}' || p_query);
  end if;
  return private.list_page(private.service_request_table(p_query),
    'page.number, page.referral_number, page.referral_status, page.inquiry_id, page.event_id, i.number as inquiry_number, coalesce(i.subject, e.title) as subject, page.request, page.filed_at,
     page.is_open, page.status_text, page.opened_at, page.closed_at, page.days_to_close, page.issue_type, page.usual_days, page.stand, o.name as organization_name, d.name as district_name, h.name as neighborhood_name
     from page left join public.inquiries i on i.id = page.inquiry_id left join public.events e on e.id = page.event_id left join public.districts d on d.id = page.district_id
     left join public.neighborhoods h on h.id = page.neighborhood_id left join public.work_groups w on w.feed_name = page.work_group left join public.organizations o on o.id = w.organization_id',
    private.service_request_filters(p_query),
    '{"filed_at": {"key": "t.filed_at", "type": "timestamptz"}}',
    '{"sort": "filed_at", "descending": true}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_service_requests(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count(private.service_request_table(p_query), private.service_request_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

-- How late the feed is, wherever its numbers are: {latest_at (the last that it says of any request), days (calendar days from then to
-- today), read_at, archive_at (how far the old file reaches), running, is_fetched, types}. Until something was read latest_at is null.
create function public.service_request_feed() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_latest timestamptz := (select max(latest_at) from public.feed_runs where source = 'kc311_current' and latest_at is not null);
begin
  perform private.may_list();
  return jsonb_build_object('id', 1, 'latest_at', v_latest, 'days', private.local_date(now()) - private.local_date(v_latest),
    'read_at', (select max(finished_at) from public.feed_runs where status = 'done' and source = 'kc311_current'),
    'archive_at', (select max(latest_at) from public.feed_runs where source = 'kc311_archive' and latest_at is not null),
    'running', (select jsonb_build_object('id', r.id, 'rows_read', r.rows_read, 'bytes_read', r.bytes_read, 'bytes_total', r.bytes_total)
      from public.feed_runs r where r.status = 'running' and r.updated_at > now() - interval '10 minutes' limit 1),
    'is_fetched', (select fetches_service_requests from public.settings),
    'types', (select coalesce(jsonb_agg(issue_type order by issue_type), '[]') from private.service_request_types where issue_type <> ''));
end $$;

-- One request by its number: what the feed says, who is behind it, how long its type takes, our referral. A number that we filed and
-- the feed does not know has no request.
create function public.service_request_facts(p_number text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_one public.service_requests;
  v_ours jsonb;
begin
  perform private.may_list();
  select * into v_one from public.service_requests where service_request_number = p_number;
  select jsonb_build_object('id', f.id, 'number', f.referral_number, 'status', f.referral_status, 'inquiry_id', f.inquiry_id, 'event_id', f.event_id, 'request', f.request, 'filed_at', f.filed_at,
      'outcome_due_at', f.outcome_due_at, 'stand', f.stand, 'inquiry_number', i.number, 'subject', coalesce(i.subject, e.title))
  into v_ours from private.filed_requests(now()) f left join public.inquiries i on i.id = f.inquiry_id left join public.events e on e.id = f.event_id where f.number = p_number;
  if v_one.id is null and v_ours is null then
    raise sqlstate 'PT404' using message = 'Neither the feed nor this office knows a 311 request of this number.', hint = 'missing';
  end if;
  return jsonb_build_object('id', p_number, 'number', p_number,
    'request', case when v_one.id is not null then to_jsonb(v_one) - 'content_hash' - 'id' end,
    'referral', v_ours,
    'district', (select d.name from public.districts d where d.id = v_one.district_id),
    'neighborhood', (select n.name from public.neighborhoods n where n.id = v_one.neighborhood_id),
    'organization', (select jsonb_build_object('id', o.id, 'name', o.name, 'group', w.name, 'phone', coalesce(w.phone, o.phone), 'email', coalesce(w.email, o.email))
      from public.work_groups w join public.organizations o on o.id = w.organization_id where w.feed_name = v_one.work_group),
    'type', (select jsonb_build_object('closed', k.closed, 'median_days', k.median_days, 'usual_days', k.usual_days) from private.service_request_types k where k.issue_type = v_one.issue_type and k.closed >= 5));
end $$;
revoke all on function public.list_service_requests(jsonb), public.count_service_requests(jsonb), public.service_request_feed(), public.service_request_facts(text) from public, anon;
grant execute on function public.list_service_requests(jsonb), public.count_service_requests(jsonb), public.service_request_feed(), public.service_request_facts(text) to authenticated, service_role;
comment on function public.list_service_requests(jsonb) is 'A page of 311 requests: what the office filed, or the whole feed.';
comment on function public.service_request_feed() is 'How far the 311 feed reaches and how late it is.';
comment on function public.service_request_facts(text) is 'One 311 request as its page shows it.';
