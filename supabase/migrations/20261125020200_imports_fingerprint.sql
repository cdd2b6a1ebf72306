-- Imports: what the other system last said about a case is kept with the case. So it is in the log like every other column,
-- and an import that is undone leaves the office as the import before it did: the same file can come in again.

alter table public.inquiries add column source_fingerprint uuid;
alter table public.inquiries disable trigger user;
update public.inquiries i set source_fingerprint = c.fingerprint from private.imported_cases c where c.inquiry_id = i.id;
alter table public.inquiries enable trigger user;
drop table private.imported_cases;
comment on column public.inquiries.source_fingerprint is 'Of what the other system last said about the case; an import writes only what differs.';

-- As before, but for the fingerprint, and the whole file is one change set that names it.
create or replace function private.plan_import(p_import uuid) returns void
language sql volatile security definer set search_path = '' set work_mem = '128MB' as $$
  insert into private.import_plan (stage_id, kind, inquiry_id, fingerprint, opened_at, closed_at, row_data)
  with zone as materialized (select private.office_zone() as name),
  staged as materialized (
    select distinct on (r.source_key) r as row_data, s.preset,
      md5(concat_ws('|', r.subject, r.body, r.status, r.resolution_code, r.channel, r.topic_code, coalesce(r.department, '-'), coalesce(r.district, '-'),
        coalesce(r.neighborhood, '-'), coalesce(r.location, '-'), coalesce(r.latitude, 0), coalesce(r.longitude, 0), r.opened_local, coalesce(r.closed_on, 'infinity')))::uuid as fingerprint,
      r.opened_local at time zone zone.name as opened_at,
      greatest(r.opened_local at time zone zone.name, (r.closed_on + time '12:00') at time zone zone.name) as closed_at
    from private.import_rows r join private.import_stages s on s.id = r.stage_id cross join zone
    where r.stage_id = p_import
    order by r.source_key, r.line desc)
  select p_import, case when i.id is null then 'new' when i.source_fingerprint is distinct from s.fingerprint then 'changed' else 'unchanged' end,
    coalesce(i.id, gen_random_uuid()), s.fingerprint, s.opened_at, case when (s.row_data).closed_on is not null then s.closed_at end, s.row_data
  from staged s
  left join public.inquiries i on i.source_system = s.preset and i.source_key = (s.row_data).source_key
$$;

create or replace function private.import_new_inquiries(p_import uuid, p_preset text) returns void
language sql volatile security definer set search_path = '' set work_mem = '128MB' set jit = off as $$
  with years as materialized (
    select y.year, private.reserve_inquiry_numbers(y.year, y.n) as first
    from (select extract(year from (row_data).opened_local)::integer as year, count(*)::integer as n
      from private.import_plan where stage_id = p_import and kind = 'new' group by 1) y),
  numbered as (
    select p.*, private.inquiry_number(y.year, y.first - 1 + (row_number() over (partition by y.year order by p.opened_at, (p.row_data).source_key))::integer) as number
    from private.import_plan p join years y on y.year = extract(year from (p.row_data).opened_local)::integer
    where p.stage_id = p_import and p.kind = 'new'),
  known_topics as materialized (
    select t.id, t.code, t.department_id, t.primary_section, private.sections_of(t.primary_section, t.sections) as sections from public.topics t)
  insert into public.inquiries (id, number, subject, body, status, channel, topic_id, department_id, district_id, neighborhood, location, latitude, longitude,
    opened_at, closed_at, resolution_code, primary_section, sections, source_system, source_key, source_fingerprint, search)
  select n.inquiry_id, n.number, (n.row_data).subject, (n.row_data).body, (n.row_data).status, (n.row_data).channel, t.id, coalesce(o.id, t.department_id), d.id,
    (n.row_data).neighborhood, (n.row_data).location, (n.row_data).latitude, (n.row_data).longitude,
    n.opened_at, n.closed_at, (n.row_data).resolution_code, t.primary_section, t.sections, p_preset, (n.row_data).source_key, n.fingerprint,
    private.inquiry_document(n.number, (n.row_data).subject, (n.row_data).body, null)
  from numbered n
  join known_topics t on t.code = (n.row_data).topic_code
  left join public.organizations o on o.code = (n.row_data).department
  left join public.districts d on d.code = (n.row_data).district
$$;

create or replace function private.import_changed_inquiries(p_import uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update public.inquiries i set subject = (p.row_data).subject, body = (p.row_data).body, channel = (p.row_data).channel,
    status = case
      when (p.row_data).status = 'closed' then 'closed'
      when (p.row_data).status = 'waiting_other' then 'waiting_other'
      when i.status = 'closed' or i.status = 'waiting_other' or (i.status = 'new' and (p.row_data).status = 'in_progress') then 'in_progress'
      else i.status end,
    resolution_code = (p.row_data).resolution_code, opened_at = p.opened_at, closed_at = p.closed_at,
    district_id = (select d.id from public.districts d where d.code = (p.row_data).district),
    neighborhood = (p.row_data).neighborhood, location = (p.row_data).location, latitude = (p.row_data).latitude, longitude = (p.row_data).longitude, source_fingerprint = p.fingerprint
  from private.import_plan p where p.stage_id = p_import and p.kind = 'changed' and i.id = p.inquiry_id;
$$;

create or replace function public.apply_import(p_import uuid, p_file jsonb, p_dry_run boolean default false) returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '30min' set work_mem = '128MB' as $$
declare
  v_stage private.import_stages;
  v_counts jsonb;
begin
  select * into v_stage from private.import_stages where id = p_import for update;
  if v_stage.id is null then
    raise sqlstate 'PT404' using message = 'This import was given up. Start it again.', hint = 'missing';
  end if;
  perform private.plan_import(p_import);
  select jsonb_build_object('new', count(*) filter (where kind = 'new'), 'changed', count(*) filter (where kind = 'changed'),
    'unchanged', count(*) filter (where kind = 'unchanged')) into v_counts
  from private.import_plan where stage_id = p_import;
  if not p_dry_run then
    perform private.begin_change_set('import', jsonb_build_object('preset', v_stage.preset, 'file_name', v_stage.file_name));
    analyze private.import_plan;
    perform private.import_topics(p_import), private.import_changed_inquiries(p_import);
    if (v_counts ->> 'new')::integer > 0 then
      perform private.load_new_inquiries(p_import, v_stage.preset, (v_counts ->> 'new')::integer);
    end if;
    insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected)
    values ('inquiries', v_stage.preset, v_stage.file_name, p_file ->> 'sha256', v_stage.started_at, clock_timestamp(),
      (v_counts ->> 'new')::integer, (v_counts ->> 'changed')::integer, (v_counts ->> 'unchanged')::integer, (p_file ->> 'rejected')::integer);
  end if;
  perform public.discard_import(p_import);
  return v_counts;
end $$;
