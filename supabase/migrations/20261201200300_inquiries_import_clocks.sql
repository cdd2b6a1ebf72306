-- Clocks of what a file brings. An inquiry that comes in open is work of this office from then on, and is due by its topic's promise as one
-- that was typed here; what is closed, or older than a month, is history, and nobody is told that it is late.

-- So many days before a file comes in an open inquiry may have been opened to have clocks.
create function private.import_clock_days() returns integer language sql immutable set search_path = '' as $$ select 30 $$;

-- Which clocks an open inquiry out of a file gets; p_promised: whether its topic is offered at intake.
-- * both: it is new, so its resident waits for a first answer, too;
-- * resolution: somebody works on it already, and whether its resident was answered only the other system knows;
-- * none: it was opened more than 30 days ago, or its topic is not offered here and promises nothing.
-- They count from when it was opened. What had run out before it came in shows as overdue, but is brought to nobody (escalate_inquiries).
create function private.clocks_from_file(p_status text, p_opened timestamptz, p_promised boolean) returns text
language sql stable set search_path = '' as $$
  select case when p_promised is not true or p_opened < now() - make_interval(days => private.import_clock_days()) then 'none' when p_status = 'new' then 'both' else 'resolution' end
$$;
revoke all on function private.import_clock_days(), private.clocks_from_file(text, timestamptz, boolean) from public, anon, authenticated;

-- As before, and of each new inquiry that is open which clocks it gets.
create or replace function private.compare_inquiries(p_import uuid) returns void
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_zone constant text := private.office_zone();
  v_system constant text := (select coalesce(nullif(facts ->> 'preset', 'plain'), 'file') from private.file_imports where id = p_import);
  v_is_manager constant boolean := exists (select from private.file_imports f join public.staff s on s.id = f.staff_id where f.id = p_import and s.role in ('manager', 'admin'));
begin
  create temporary table import_cases on commit drop as
  select l.line, l.data, l.cells, coalesce(l.data ->> 'key', 'line:' || md5(l.data::text)) as key, md5((l.data - 'department_id' - 'topic_id')::text)::uuid as fingerprint,
    private.time_from_file(l.data ->> 'opened_at', v_zone) as opened_at, null::uuid as known, null::integer as of_line, null::text as why, null::uuid as resident_id, 0 as residents
  from private.file_import_lines l where l.import_id = p_import and l.kind = 'read';
  analyze pg_temp.import_cases;
  -- The file's last word on a case counts.
  update pg_temp.import_cases c set of_line = m.last
  from (select key, max(line) as last from pg_temp.import_cases group by key having count(*) > 1) m where m.key = c.key and c.line < m.last;
  update pg_temp.import_cases c set known = i.id from public.inquiries i where i.source_system = v_system and i.source_key = c.key and c.of_line is null;
  update pg_temp.import_cases c set known = i.id from public.inquiries i where v_system = 'file' and c.known is null and c.of_line is null and i.number = c.key;
  -- Whose it is: by a number or a mail that one person has alone.
  update pg_temp.import_cases c set resident_id = case when f.n = 1 then f.id end, residents = f.n
  from (select x.line, count(distinct r.id)::integer as n, (array_agg(r.id))[1] as id
    from (select o.line, h.resident_id from pg_temp.import_cases o join public.resident_emails h on h.address = o.data ->> 'email'
      union select o.line, h.resident_id from pg_temp.import_cases o join public.resident_phones h on h.number = o.data ->> 'phone' where not o.data ? 'email') x
    join public.residents r on r.id = x.resident_id and r.erased_at is null group by x.line) f
  where f.line = c.line;
  update pg_temp.import_cases c set why = case
      when c.known is null and not c.data ? 'topic_id' and not v_is_manager and not exists (select from public.topics t where t.code = c.data ->> 'topic_code') then 'topic_manager'
      when c.known is not null and i.source_system is null and private.state_from_file(i.status, c.data ->> 'status') <> i.status then 'status_own' end
  from pg_temp.import_cases o left join public.inquiries i on i.id = o.known
  where o.line = c.line and c.of_line is null;

  create temporary table import_case_changes on commit drop as
  select c.line, jsonb_agg(jsonb_build_object('field', v.field, 'before', v.before, 'after', v.after) order by v.n) as changes
  from pg_temp.import_cases c join public.inquiries i on i.id = c.known
  cross join lateral (select private.state_from_file(i.status, c.data ->> 'status') as status) s
  cross join lateral (values
    (1, 'subject', to_jsonb(i.subject), c.data -> 'subject'),
    (2, 'body', to_jsonb(i.body), c.data -> 'body'),
    (3, 'status', to_jsonb(i.status), to_jsonb(s.status)),
    (4, 'resolution_code', to_jsonb(i.resolution_code), case when s.status = 'closed' then c.data -> 'resolution_code' end),
    (5, 'channel', to_jsonb(i.channel), c.data -> 'channel'),
    (6, 'opened_at', to_jsonb(i.opened_at), case when i.source_system is not null then to_jsonb(c.opened_at) end),
    (7, 'closed_at', to_jsonb(i.closed_at), case when s.status = 'closed' then to_jsonb(greatest(c.opened_at, private.time_from_file(c.data ->> 'closed_at', v_zone))) end),
    (8, 'resident_id', to_jsonb(i.resident_id), case when i.resident_id is null then to_jsonb(c.resident_id) end),
    (9, 'district_id', to_jsonb(i.district_id), c.data -> 'district_id'),
    (10, 'neighborhood', to_jsonb(i.neighborhood), c.data -> 'neighborhood'),
    (11, 'location', to_jsonb(i.location), c.data -> 'location'),
    (12, 'latitude', to_jsonb(i.latitude), c.data -> 'latitude'),
    (13, 'longitude', to_jsonb(i.longitude), c.data -> 'longitude')) v (n, field, before, after)
  -- What the other system said the last time is no news: what was done here since stays.
  where i.source_fingerprint is distinct from c.fingerprint and v.after is not null and v.after is distinct from v.before
  group by c.line;

  update private.file_import_lines l set of_line = c.of_line, record_id = coalesce(c.known, gen_random_uuid()), version = i.version, changes = x.changes,
    data = l.data || jsonb_strip_nulls(jsonb_build_object('resident_id', c.resident_id, 'fingerprint', c.fingerprint,
      'clocks', case when c.known is null and c.of_line is null and coalesce(c.data ->> 'status', 'new') <> 'closed' then
        private.clocks_from_file(coalesce(c.data ->> 'status', 'new'), c.opened_at, (select t.is_active from public.topics t
          where t.id = (c.data ->> 'topic_id')::uuid or not c.data ? 'topic_id' and t.code = c.data ->> 'topic_code')) end)),
    reasons = case when (c.data ? 'email' or c.data ? 'phone') and c.residents <> 1 then array[case when c.residents = 0 then 'resident_none' else 'resident_many' end] end,
    problems = case c.why when 'topic_manager' then jsonb_build_array(jsonb_build_object('field', 'topic', 'why', c.why, 'value', c.data ->> 'topic_name'))
      when 'status_own' then jsonb_build_array(jsonb_build_object('field', 'status', 'why', c.why, 'value', i.number)) end,
    kind = case when c.of_line is not null then 'repeated' when c.why is not null then 'rejected' when c.known is null then 'new' when x.line is null then 'same' else 'changed' end,
    choice = case when c.of_line is null and c.why is null and x.line is not null then 'update' end
  from pg_temp.import_cases c left join public.inquiries i on i.id = c.known left join pg_temp.import_case_changes x on x.line = c.line
  where l.import_id = p_import and l.line = c.line;
  -- The cells of good lines are not needed any more.
  update private.file_import_lines set cells = null where import_id = p_import and kind <> 'rejected' and cells is not null;
  drop table pg_temp.import_cases, pg_temp.import_case_changes;
end $$;

-- As before, with those clocks.
create or replace function private.apply_inquiries(p_import uuid) returns void
language plpgsql volatile security definer set search_path = '' set jit = off set work_mem = '64MB' as $$
declare
  v_zone constant text := private.office_zone();
  v_system constant text := (select coalesce(nullif(facts ->> 'preset', 'plain'), 'file') from private.file_imports where id = p_import);
begin
  update public.inquiries i set (subject, body, status, resolution_code, channel, opened_at, closed_at, resident_id, district_id, neighborhood, location, latitude, longitude, source_fingerprint) =
    (select n.subject, n.body, n.status, case when n.status = 'closed' then n.resolution_code end, n.channel, n.opened_at, case when n.status = 'closed' then n.closed_at end, n.resident_id,
      n.district_id, n.neighborhood, n.location, n.latitude, n.longitude, case when i.source_system is not null then l.fingerprint end
     from jsonb_populate_record(i, l.patch) n)
  from (select s.record_id, (s.data ->> 'fingerprint')::uuid as fingerprint,
      (select jsonb_object_agg(c ->> 'field', c -> 'after') from jsonb_array_elements(s.changes) c) as patch
    from private.file_import_lines s where s.import_id = p_import and s.kind = 'changed' and s.choice = 'update') l
  where l.record_id = i.id;
  if not exists (select from private.file_import_lines where import_id = p_import and kind = 'new') then return; end if;

  create temporary table import_cases on commit drop as
  select l.line, l.record_id as id, l.data, private.time_from_file(l.data ->> 'opened_at', v_zone) as opened_at, private.time_from_file(l.data ->> 'closed_at', v_zone) as closed_at
  from private.file_import_lines l where l.import_id = p_import and l.kind = 'new';
  analyze pg_temp.import_cases;
  -- A category that the office does not know becomes a topic that is counted but not offered at intake. Section 9: 311.
  insert into public.topics (code, name, primary_section, sections, department_id, is_active, sort_order)
  select distinct on (c.data ->> 'topic_code') c.data ->> 'topic_code', c.data ->> 'topic_name', 9::smallint, '{9}'::smallint[], (c.data ->> 'topic_department_id')::uuid, false, 500::smallint
  from pg_temp.import_cases c where not c.data ? 'topic_id' and not exists (select from public.topics t where t.code = c.data ->> 'topic_code')
  order by c.data ->> 'topic_code', c.data ->> 'topic_name'
  on conflict (code) do nothing;
  perform private.set_single_writing('public.inquiries', false);
  with years as materialized (
    select y.year, private.reserve_inquiry_numbers(y.year, y.n) as first
    from (select extract(year from opened_at at time zone v_zone)::integer as year, count(*)::integer as n from pg_temp.import_cases group by 1) y),
  numbered as (
    select c.*, private.inquiry_number(y.year, y.first - 1 + (row_number() over (partition by y.year order by c.opened_at, c.line))::integer) as number
    from pg_temp.import_cases c join years y on y.year = extract(year from c.opened_at at time zone v_zone)::integer),
  -- Each moment of each topic once: a file has many of one day.
  clocked as materialized (
    select k.topic_id, k.at, private.resolution_due(k.topic_id, k.at) as resolution_due, case when k.has_first then private.first_response_due(k.topic_id, k.at) end as first_due
    from (select t.id as topic_id, c.opened_at as at, bool_or(c.data ->> 'clocks' = 'both') as has_first from pg_temp.import_cases c
      join public.topics t on t.id = (c.data ->> 'topic_id')::uuid or not c.data ? 'topic_id' and t.code = c.data ->> 'topic_code'
      where c.data ->> 'clocks' in ('both', 'resolution') group by 1, 2) k),
  known_topics as materialized (
    select t.id, t.code, t.department_id, t.primary_section, private.sections_of(t.primary_section, t.sections) as sections from public.topics t)
  insert into public.inquiries (id, number, subject, body, status, channel, topic_id, department_id, resident_id, district_id, neighborhood, location, latitude, longitude,
    opened_at, closed_at, resolved_at, resolution_code, primary_section, sections, source_system, source_key, source_fingerprint, created_by, search,
    resolution_due_at, first_response_due_at, due_on)
  select n.id, n.number, n.data ->> 'subject', coalesce(n.data ->> 'body', ''), coalesce(n.data ->> 'status', 'new'), coalesce(n.data ->> 'channel', 'other'), t.id,
    coalesce((n.data ->> 'department_id')::uuid, t.department_id), (n.data ->> 'resident_id')::uuid, coalesce((n.data ->> 'district_id')::uuid, a.district_id), n.data ->> 'neighborhood', n.data ->> 'location',
    (n.data ->> 'latitude')::double precision, (n.data ->> 'longitude')::double precision, n.opened_at, d.closed_at, d.closed_at,
    n.data ->> 'resolution_code', t.primary_section, t.sections, v_system, coalesce(n.data ->> 'key', 'line:' || md5((n.data - 'resident_id' - 'fingerprint' - 'clocks')::text)), (n.data ->> 'fingerprint')::uuid,
    private.current_staff_id(), private.inquiry_document(n.number, n.data ->> 'subject', coalesce(n.data ->> 'body', ''), r.name),
    k.resolution_due, case when n.data ->> 'clocks' = 'both' then k.first_due end, case when coalesce(n.data ->> 'status', 'new') <> 'waiting_resident' then private.local_date(k.resolution_due) end
  from numbered n
  join known_topics t on t.id = (n.data ->> 'topic_id')::uuid or not n.data ? 'topic_id' and t.code = n.data ->> 'topic_code'
  cross join lateral (select case when n.data ->> 'status' = 'closed' then greatest(n.opened_at, n.closed_at) end as closed_at) d
  left join public.residents r on r.id = (n.data ->> 'resident_id')::uuid
  left join clocked k on n.data ->> 'clocks' in ('both', 'resolution') and k.topic_id = t.id and k.at = n.opened_at
  -- Where the file names no district, the place says it.
  left join lateral (select g.district_id from private.area_of((n.data ->> 'latitude')::double precision, (n.data ->> 'longitude')::double precision) g
    where n.data ? 'latitude' and not n.data ? 'district_id') a on true;
  perform private.set_single_writing('public.inquiries', true);
  drop table pg_temp.import_cases;
end $$;

-- As before; clocked: new and open inquiries that get clocks, unclocked: that get none.
create or replace function private.count_file_import(p_import uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('lines', count(*), 'new', count(*) filter (where kind = 'new'), 'changed', count(*) filter (where kind = 'changed'),
    'same', count(*) filter (where kind = 'same'), 'duplicate', count(*) filter (where kind = 'duplicate'), 'repeated', count(*) filter (where kind = 'repeated'),
    'rejected', count(*) filter (where kind = 'rejected'),
    'add', count(*) filter (where kind = 'new' or kind = 'duplicate' and choice = 'add'),
    'update', count(*) filter (where choice = 'update' and jsonb_array_length(changes) > 0),
    'clocked', count(*) filter (where kind = 'new' and data ->> 'clocks' in ('both', 'resolution')), 'unclocked', count(*) filter (where kind = 'new' and data ->> 'clocks' = 'none'),
    'choices', jsonb_build_object('update', count(*) filter (where kind = 'duplicate' and choice = 'update'), 'add', count(*) filter (where kind = 'duplicate' and choice = 'add'),
      'skip', count(*) filter (where kind = 'duplicate' and choice = 'skip')))
  from private.file_import_lines where import_id = p_import
$$;
