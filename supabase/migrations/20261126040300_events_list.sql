-- Events as a list: found by words, kept as views, counted, with what each still lacks. What is missing is said in one place, for
-- the list and for Home alike.

-- What somebody has to see to, in the order of its weight: `not_held` (over, and nobody said whether it was held), `attendance`
-- (held, and nobody was counted), `lead`, `interpreter` (wanted, and not booked), `published` (takes registrations, and nobody can
-- find it), `offers` (a place was offered, and the answer did not come in time). Asked of two months to either side only: what
-- lies further ahead has time, what lies further back is history.
create function private.event_gaps(p_event public.events) returns text[]
language sql stable security definer set search_path = '' as $$
  select case
    when p_event.status = 'cancelled' or p_event.starts_at not between now() - interval '60 days' and now() + interval '60 days' then '{}'::text[]
    when p_event.status = 'held' then case when p_event.kind = 'media'
      or exists (select from public.attendances a where a.event_id = p_event.id and a.undone_at is null)
      or exists (select from public.event_tallies c where c.event_id = p_event.id and c.undone_at is null) then '{}'::text[] else '{attendance}' end
    when p_event.ends_at < now() then '{not_held}'
    else array_remove(array[
      case when not exists (select from public.event_staff s where s.event_id = p_event.id and s.task = 'lead') then 'lead' end,
      case when exists (select from public.event_languages l where l.event_id = p_event.id and l.mode in ('interpreted', 'signed') and l.booking <> 'booked') then 'interpreter' end,
      case when p_event.takes_registrations and p_event.published_at is null then 'published' end,
      case when exists (select from public.registrations r where r.event_id = p_event.id and r.status = 'offered' and r.offered_until < now()) then 'offers' end], null) end
$$;

-- Filters: kind, status, district, section, language, staff (lists of values); when ({from, to} days on which it begins); series;
-- is_published; is_coming (not over yet); needs_attention; mine (the reader is on the roster). search: words.
create function private.event_filters(p_query jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  f jsonb := coalesce(p_query -> 'filters', '{}');
  v_language text := private.filter_any('l.language', 'text', f -> 'language');
  v_staff text := private.filter_any('s.staff_id', 'uuid', f -> 'staff');
begin
  return array[
    private.filter_any('t.kind', 'text', f -> 'kind'),
    private.filter_any('t.status', 'text', f -> 'status'),
    private.filter_any('t.district_id', 'uuid', f -> 'district'),
    private.filter_any('t.primary_section', 'smallint', f -> 'section'),
    private.filter_any('t.series_id', 'uuid', f -> 'series'),
    case when v_language is not null then format('exists (select from public.event_languages l where l.event_id = t.id and %s)', v_language) end,
    case when v_staff is not null then format('exists (select from public.event_staff s where s.event_id = t.id and %s)', v_staff) end,
    case when f ->> 'mine' = 'true' then format('exists (select from public.event_staff s where s.event_id = t.id and s.staff_id = %L::uuid)', private.current_staff_id()) end,
    private.filter_days('t.starts_at', f -> 'when'),
    case f ->> 'is_published' when 'true' then 't.published_at is not null' when 'false' then 't.published_at is null' end,
    -- No event is longer than fourteen days, so both ends are found in one range of an index.
    case f ->> 'is_coming' when 'true' then format('t.starts_at >= %1$L::timestamptz - interval ''14 days'' and t.ends_at >= %1$L::timestamptz', now())
      when 'false' then format('t.ends_at < %L::timestamptz', now()) end,
    case when f ->> 'needs_attention' = 'true' then format('t.starts_at between %L::timestamptz and %L::timestamptz and t.status <> ''cancelled'' and private.event_gaps(t) <> ''{}''',
      now() - interval '60 days', now() + interval '60 days') end,
    private.filter_words('public.events', 'search', p_query ->> 'search')];
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;

create function public.list_events(p_query jsonb default '{}') returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_page('public.events',
    'page.title, page.kind, page.status, page.starts_at, page.ends_at, page.time_zone, page.starts_on, page.place_name, page.address, page.room, page.neighborhood,
     page.online_url is not null as is_online, page.district_id, d.name as district_name, page.series_id, page.published_at, page.takes_registrations, page.capacity,
     page.expected_count, page.updated_at, page.version, private.event_gaps(e) as gaps,
     (select jsonb_agg(s.staff_id order by s.task = ''lead'' desc, s.created_at) from public.event_staff s where s.event_id = page.id) as staff,
     (select jsonb_agg(distinct l.language) from public.event_languages l where l.event_id = page.id and l.mode <> ''materials'') as languages,
     (select coalesce(sum(r.seats), 0) from public.registrations r where r.event_id = page.id and r.status = ''confirmed'') as taken,
     (select count(*) from public.registrations r where r.event_id = page.id and r.status in (''waitlisted'', ''offered'')) as waiting,
     case when page.status = ''held'' then (public.event_attendance(page.id) ->> ''people'')::integer end as people
     from page join public.events e using (id) left join public.districts d on d.id = page.district_id',
    private.event_filters(p_query),
    '{"starts_at": {"key": "t.starts_at", "type": "timestamptz"}, "updated_at": {"key": "t.updated_at", "type": "timestamptz"}, "title": {"key": "lower(t.title)", "type": "text"}}',
    '{"sort": "starts_at"}' || p_query);
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
create function public.count_events(p_query jsonb default '{}') returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_list();
  return private.list_count('public.events', private.event_filters(p_query));
exception when invalid_text_representation then
  raise sqlstate 'PT422' using message = 'One of the filters has a value that cannot be read. Clear the filters and choose again.', hint = 'filters';
end $$;
revoke all on function public.list_events(jsonb), public.count_events(jsonb) from public, anon;
grant execute on function public.list_events(jsonb), public.count_events(jsonb) to authenticated, service_role;
comment on function public.list_events(jsonb) is 'A page of events, with who leads, how many places are taken and what is still missing.';

-- ---------------------------------------------------------------- views
alter table public.saved_views drop constraint saved_views_resource_known,
  add constraint saved_views_resource_known check (resource in ('inquiries', 'residents', 'events'));

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
        when 'events' then private.list_count('public.events', private.event_filters(v_one.value)) end;
    exception when sqlstate 'PT422' or data_exception then v_count := null;
    end;
    v_all := v_all || jsonb_build_object(v_one.key, v_count);
  end loop;
  return v_all;
end $$;
