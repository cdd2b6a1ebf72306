-- Awards as a list, and one award as its page begins: who, what, until when, how much, and what lies behind each of its parts.

-- Filters: status, component, department, lead, listing, section (lists of values); ends, federal_award ({from, to} days);
-- is_open (false: closed or declined); is_applied (only applied for); is_running (awarded and not over); mine (the reader leads it);
-- is_held (under legal hold).
create function private.award_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.component_id', 'uuid', f -> 'component'),
    private.filter_any('t.department_id', 'uuid', f -> 'department'),
    private.filter_any('t.lead_id', 'uuid', f -> 'lead'),
    private.filter_any('t.listing_id', 'uuid', f -> 'listing'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    case when f -> 'ends' ->> 'from' is not null then format('t.performance_ends_on >= %L::date', (f -> 'ends' ->> 'from')::date) end,
    case when f -> 'ends' ->> 'to' is not null then format('t.performance_ends_on <= %L::date', (f -> 'ends' ->> 'to')::date) end,
    case when f -> 'federal_award' ->> 'from' is not null then format('t.federal_award_on >= %L::date', (f -> 'federal_award' ->> 'from')::date) end,
    case when f -> 'federal_award' ->> 'to' is not null then format('t.federal_award_on <= %L::date', (f -> 'federal_award' ->> 'to')::date) end,
    case f ->> 'is_open' when 'true' then 't.status not in (''closed'', ''declined'')' when 'false' then 't.status in (''closed'', ''declined'')' end,
    case f ->> 'is_applied' when 'true' then 't.status = ''applied''' when 'false' then 't.status <> ''applied''' end,
    case when f ->> 'is_running' = 'true' then 't.status in (''awarded'', ''active'', ''suspended'', ''terminated'', ''closeout'')' end,
    case f ->> 'is_held' when 'true' then 't.legal_hold_since is not null' when 'false' then 't.legal_hold_since is null' end,
    case when f ->> 'mine' = 'true' then format('t.lead_id = %L::uuid', private.current_staff_id()) end,
    private.filter_words('public.awards', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function private.award_filters(jsonb) from public, anon, authenticated;

-- A row says what it owes next: the first report that is neither filed nor waived.
create function public.list_awards(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.awards',
    'page.award_number, page.title, page.status, page.instrument, page.federal_award_on, page.accepted_on, page.starts_on, page.ends_on, page.performance_ends_on, page.terminated_on,
     page.federal_cents, page.total_cents, page.legal_hold_since, page.department_id, o.name as department_name, page.lead_id, s.name as lead_name, c.code as component,
     l.number as listing, l.title as listing_title, page.created_at, page.updated_at, page.version,
     (select jsonb_build_object(''id'', r.id, ''kind'', r.kind, ''title'', r.title, ''is_final'', r.is_final, ''due_on'', r.due_on) from public.award_reports r
      where r.award_id = page.id and r.filed_on is null and r.waived_on is null and r.kind <> ''retention'' order by r.due_on, r.kind, r.schedule_key limit 1) as next_report
     from page left join public.organizations o on o.id = page.department_id left join public.staff s on s.id = page.lead_id
     left join public.grant_components c on c.id = page.component_id left join public.assistance_listings l on l.id = page.listing_id',
    private.award_filters(p_query),
    '{"ends_on": {"key": "coalesce(t.performance_ends_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "updated_at": {"key": "t.updated_at", "type": "timestamptz"}, "title": {"key": "lower(t.title)", "type": "text"},
      "award_number": {"key": "coalesce(t.award_number, '''')", "type": "text"}, "federal_cents": {"key": "t.federal_cents", "type": "bigint"}}',
    '{"sort": "ends_on"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_awards(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.awards', private.award_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function public.list_awards(jsonb), public.count_awards(jsonb) from public, anon;
grant execute on function public.list_awards(jsonb), public.count_awards(jsonb) to authenticated, service_role;
comment on function public.list_awards(jsonb) is 'A page of awards, with component, listing, department, lead and what is owed next.';

-- ---------------------------------------------------------------- views
alter table public.saved_views drop constraint saved_views_resource_known,
  add constraint saved_views_resource_known check (resource in ('inquiries', 'residents', 'events', 'campaigns', 'subscribers', 'awards'));
create or replace function public.count_views(p_resource text, p_queries jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_one record;
  v_count integer;
  v_all jsonb := '{}';
begin
  perform private.may_list();
  for v_one in select key, value from jsonb_each(p_queries) limit 40 loop
    begin
      v_count := case p_resource
        when 'inquiries' then private.list_count('public.inquiries', private.inquiry_filters(v_one.value))
        when 'residents' then private.list_count('public.residents', private.resident_filters(v_one.value))
        when 'events' then private.list_count('public.events', private.event_filters(v_one.value))
        when 'campaigns' then private.list_count('public.campaigns', private.campaign_filters(v_one.value))
        when 'subscribers' then private.list_count('public.subscribers', private.subscriber_filters(v_one.value))
        when 'awards' then private.list_count('public.awards', private.award_filters(v_one.value)) end;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;

-- ---------------------------------------------------------------- one award
-- What the page of an award begins with: {award, number, component, listing, legislation, department, lead, roles, shares, counts}.
-- Counts are of what is still to be done where that is asked: reports neither filed nor waived, conditions not cleared.
create function public.award_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.awards;
begin
  perform private.at_least('viewer');
  select * into v_one from public.awards where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This award is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object(
    'id', v_one.id,
    'award', to_jsonb(v_one) - '{search,usaspending}'::text[],
    'number', private.read_award_number(v_one.award_number),
    'component', (select jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name, 'entity', c.entity) from public.grant_components c where c.id = v_one.component_id),
    'listing', (select jsonb_build_object('id', l.id, 'number', l.number, 'title', l.title, 'is_formula', l.is_formula) from public.assistance_listings l where l.id = v_one.listing_id),
    'legislation', (select jsonb_build_object('id', g.id, 'file_number', g.file_number, 'kind', g.kind, 'title', g.title, 'passed_on', g.passed_on) from public.legislation g where g.id = v_one.legislation_id),
    'department', (select jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) from public.organizations o where o.id = v_one.department_id),
    'lead', (select jsonb_build_object('id', s.id, 'name', s.name, 'is_active', s.is_active) from public.staff s where s.id = v_one.lead_id),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'staff_id', r.staff_id, 'name', coalesce(s.name, r.name), 'email', r.email) order by r.sort_order, r.created_at, r.id), '[]')
      from public.award_roles r left join public.staff s on s.id = r.staff_id where r.award_id = p_id),
    'shares', (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'organization_id', h.organization_id, 'organization', o.name, 'kind', o.kind, 'amount_cents', h.amount_cents,
        'purpose', h.purpose, 'account_string', h.account_string) order by h.sort_order, h.created_at, h.id), '[]')
      from public.award_shares h join public.organizations o on o.id = h.organization_id where h.award_id = p_id),
    'counts', jsonb_build_object(
      'schedule', (select count(*) from public.award_reports r where r.award_id = p_id and r.filed_on is null and r.waived_on is null and r.kind <> 'retention'),
      'money', (select count(*) from public.award_entries e where e.award_id = p_id),
      'changes', (select count(*) from public.award_modifications m where m.award_id = p_id)
        + (select count(*) from public.award_conditions c where c.award_id = p_id),
      'subawards', (select count(*) from public.subawards s where s.award_id = p_id),
      'performance', (select count(*) from public.award_measures m where m.award_id = p_id)));
end $$;
revoke all on function public.award_facts(uuid) from public, anon;
grant execute on function public.award_facts(uuid) to authenticated, service_role;
comment on function public.award_facts(uuid) is 'One award as its page begins: with component, listing, ordinance, department, lead, roles, shares, and how much lies behind each part.';
