-- Opportunities as a list, as one record, on the calendar, and where everything is looked for.

-- Filters: status, component, listing, owner, department (lists of values); deadline ({from, to} days); is_open (true: nothing is
-- decided; false: won, lost or not applied for); is_undecided (found or deciding); is_applied (submitted, no answer yet); mine;
-- needs_council (Council has to act and did not).
create function private.opportunity_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_department text := private.filter_any('d.organization_id', 'uuid', f -> 'department');
begin
  return array[
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.component_id', 'uuid', f -> 'component'),
    private.filter_any('t.listing_id', 'uuid', f -> 'listing'),
    private.filter_any('t.owner_id', 'uuid', f -> 'owner'),
    case when v_department is not null then format('exists (select from public.opportunity_departments d where d.opportunity_id = t.id and %s)', v_department) end,
    case when f #>> '{deadline,from}' is not null then format('coalesce(t.deadline_on, ''infinity''::date) >= %L::date', (f #>> '{deadline,from}')::date) end,
    case when f #>> '{deadline,to}' is not null then format('coalesce(t.deadline_on, ''infinity''::date) <= %L::date', (f #>> '{deadline,to}')::date) end,
    case f ->> 'is_open' when 'true' then 't.status in (''found'', ''deciding'', ''applying'', ''submitted'')' when 'false' then 't.status in (''won'', ''lost'', ''declined'')' end,
    case when f ->> 'is_undecided' = 'true' then 't.status in (''found'', ''deciding'')' end,
    case when f ->> 'is_applied' = 'true' then 't.status in (''applying'', ''submitted'')' end,
    case when f ->> 'mine' = 'true' then format('t.owner_id = %L::uuid', private.current_staff_id()) end,
    case when f ->> 'needs_council' = 'true' then 't.council_action in (''needed'', ''introduced'')' end,
    private.filter_words('public.opportunities', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function private.opportunity_filters(jsonb) from public, anon, authenticated;

create function public.list_opportunities(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.opportunities',
    'page.opportunity_number, page.title, page.status, page.agency, page.posted_on, page.grants_gov_due_on, page.due_on, page.deadline_on, page.ceiling_cents, page.request_cents,
     page.match_needed_cents, page.council_action, page.submitted_on, page.decided_on, page.award_id, page.owner_id, s.name as owner_name, c.code as component, l.number as listing,
     page.created_at, page.updated_at, page.version,
     (select jsonb_agg(o.name order by o.name, o.id) from public.opportunity_departments d join public.organizations o on o.id = d.organization_id where d.opportunity_id = page.id) as departments
     from page left join public.staff s on s.id = page.owner_id left join public.grant_components c on c.id = page.component_id
     left join public.assistance_listings l on l.id = page.listing_id',
    private.opportunity_filters(p_query),
    '{"deadline_on": {"key": "coalesce(t.deadline_on, ''infinity''::date)", "type": "date"}, "created_at": {"key": "t.created_at", "type": "timestamptz"},
      "title": {"key": "lower(t.title)", "type": "text"}, "ceiling_cents": {"key": "coalesce(t.ceiling_cents, 0)", "type": "bigint"}}',
    '{"sort": "deadline_on"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_opportunities(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.opportunities', private.opportunity_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function public.list_opportunities(jsonb), public.count_opportunities(jsonb) from public, anon;
grant execute on function public.list_opportunities(jsonb), public.count_opportunities(jsonb) to authenticated, service_role;
comment on function public.list_opportunities(jsonb) is 'A page of opportunities, with component, listing, owner and departments.';

-- ---------------------------------------------------------------- views
alter table public.saved_views drop constraint saved_views_resource_known,
  add constraint saved_views_resource_known check (resource in ('inquiries', 'residents', 'events', 'campaigns', 'subscribers', 'awards', 'opportunities'));
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
        when 'awards' then private.list_count('public.awards', private.award_filters(v_one.value))
        when 'opportunities' then private.list_count('public.opportunities', private.opportunity_filters(v_one.value)) end;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;

-- ---------------------------------------------------------------- one opportunity
-- {opportunity, listing, component, legislation, owner, award, departments, file_by (the last city business day on or before the
-- deadline), ways (where it may go)}.
create function public.opportunity_facts(p_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare v_one public.opportunities;
begin
  perform private.at_least('viewer');
  select * into v_one from public.opportunities where id = p_id;
  if v_one.id is null then
    raise sqlstate 'PT404' using message = 'This opportunity is not there any more.', hint = 'missing';
  end if;
  return jsonb_build_object(
    'id', v_one.id,
    'opportunity', to_jsonb(v_one) - 'search',
    'component', (select jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name) from public.grant_components c where c.id = v_one.component_id),
    'listing', (select jsonb_build_object('id', l.id, 'number', l.number, 'title', l.title) from public.assistance_listings l where l.id = v_one.listing_id),
    'legislation', (select jsonb_build_object('id', g.id, 'file_number', g.file_number, 'title', g.title, 'passed_on', g.passed_on) from public.legislation g where g.id = v_one.legislation_id),
    'owner', (select jsonb_build_object('id', s.id, 'name', s.name) from public.staff s where s.id = v_one.owner_id),
    'award', (select jsonb_build_object('id', a.id, 'award_number', a.award_number, 'title', a.title, 'status', a.status) from public.awards a where a.id = v_one.award_id),
    'departments', (select coalesce(jsonb_agg(jsonb_build_object('organization_id', o.id, 'name', o.name, 'part', d.part) order by o.name, o.id), '[]')
      from public.opportunity_departments d join public.organizations o on o.id = d.organization_id where d.opportunity_id = p_id),
    'file_by', private.file_by(v_one.deadline_on),
    'ways', to_jsonb(private.opportunity_ways(v_one.status)));
end $$;
revoke all on function public.opportunity_facts(uuid) from public, anon;
grant execute on function public.opportunity_facts(uuid) to authenticated, service_role;
comment on function public.opportunity_facts(uuid) is 'One opportunity as its page shows it.';

-- ---------------------------------------------------------------- the calendar
-- Both days on which one closes, while something can still be done about it.
create function private.dated_opportunities(p_from date, p_to date, p_filters jsonb) returns setof jsonb
language plpgsql stable set search_path = '' as $$
begin
  return query execute format(
    'select jsonb_build_object(''on'', x.on_day, ''count'', count(*), ''title'', case when count(*) = 1 then min(x.title) end, ''id'', case when count(*) = 1 then min(x.id::text) end)
     from (select distinct d.on_day, t.id, t.title from public.opportunities t cross join lateral unnest(array[t.grants_gov_due_on, t.due_on]) d (on_day)
       where t.status in (''found'', ''deciding'', ''applying'') and d.on_day >= %L::date and d.on_day < %L::date%s) x group by x.on_day',
    p_from, p_to, coalesce(' and ' || private.filter_any('t.owner_id', 'uuid', p_filters -> 'staff'), ''));
end $$;
revoke all on function private.dated_opportunities(date, date, jsonb) from public, anon, authenticated;

-- ---------------------------------------------------------------- search
-- Its number counts whole; then the words, what is still open first, what closes next before what closes later.
create function private.search_in_opportunities(p_text text, p_limit integer) returns table (rank integer, id uuid, title text, facts jsonb)
language plpgsql stable set search_path = '' set jit = off as $$
declare
  v_words text := private.filter_words('public.opportunities', 'search', p_text);
  c_facts constant text := 'jsonb_strip_nulls(jsonb_build_object(''number'', t.opportunity_number, ''status'', t.status, ''deadline_on'', t.deadline_on))';
begin
  return query execute format('select 0, t.id, t.title, %s from public.opportunities t where upper(t.opportunity_number) = upper($1)', c_facts) using btrim(p_text);
  if v_words is null then return; end if;
  return query execute format(
    'select 2, t.id, t.title, %s from public.opportunities t where %s
     order by t.status in (''won'', ''lost'', ''declined''), coalesce(t.deadline_on, ''infinity''::date), t.title, t.id limit %s', c_facts, v_words, p_limit);
end $$;
revoke all on function private.search_in_opportunities(text, integer) from public, anon, authenticated;

-- Kept as an award is whose beginning it was; what was not applied for goes with its year.
insert into public.retention_rules (record_kind, years, reason, sort_order) values
  ('opportunities', 3, 'Grant applications and decisions not to apply: three years after the decision; what became an award is kept as long as that.', 58)
on conflict (record_kind) do nothing;
