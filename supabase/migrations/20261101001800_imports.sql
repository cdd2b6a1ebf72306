-- Imports: files that were loaded, and the way they come in. A file is staged in chunks where nobody sees it, then
-- applied by one function in one transaction: all of it is there, or nothing. A crash between leaves only a stage, which
-- the next import clears away. Cases are recognised by the number that the other system gave them.

create table public.imports (
  id uuid primary key default gen_random_uuid(),
  resource text not null constraint imports_resource_known check (resource in ('inquiries')),
  preset text not null constraint imports_preset_filled check (btrim(preset) <> ''),
  file_name text not null constraint imports_file_name_filled check (btrim(file_name) <> ''),
  sha256 text not null constraint imports_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
  started_at timestamptz not null,
  finished_at timestamptz not null,
  rows_new integer not null constraint imports_rows_new_count check (rows_new >= 0),
  rows_changed integer not null constraint imports_rows_changed_count check (rows_changed >= 0),
  rows_unchanged integer not null constraint imports_rows_unchanged_count check (rows_unchanged >= 0),
  rows_rejected integer not null constraint imports_rows_rejected_count check (rows_rejected >= 0),
  staff_id uuid references public.staff (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- "Which files came in lately?"
create index imports_finished on public.imports (finished_at, id);
create index imports_staff on public.imports (staff_id) where staff_id is not null;
call private.protect('public.imports');
grant select on table public.imports to authenticated;
create policy imports_select_viewer on public.imports for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately not granted: writes. An import is recorded by apply_import, with what it did.

-- ---------------------------------------------------------------- stages
create table private.import_stages (
  id uuid primary key default gen_random_uuid(),
  preset text not null,
  file_name text not null,
  started_at timestamptz not null default now(),
  touched_at timestamptz not null default now()
);
-- Not logged: a stage that a crash of the server empties is worth nothing anyway. Times are local, as the file tells them.
create unlogged table private.import_rows (
  stage_id uuid not null,
  line integer not null,
  source_key text not null,
  subject text not null,
  body text not null,
  status text not null,
  resolution_code text,
  channel text not null,
  topic_code text not null,
  topic_name text not null,
  topic_department text,
  department text,
  district text,
  neighborhood text,
  location text,
  latitude double precision,
  longitude double precision,
  opened_local timestamp not null,
  closed_on date
);
-- What the other system last said about a case: only news from there is written, so that work done here since stays.
create table private.imported_cases (
  inquiry_id uuid primary key references public.inquiries (id) on delete cascade,
  fingerprint uuid not null
);
-- What a stage will do: the file's last word on each case, beside what is here.
create unlogged table private.import_plan (
  stage_id uuid not null,
  kind text not null constraint import_plan_kind_known check (kind in ('new', 'changed', 'unchanged')),
  inquiry_id uuid not null,
  fingerprint uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  row_data private.import_rows not null
);
alter table private.import_stages enable row level security;
alter table private.import_plan enable row level security;
alter table private.import_rows enable row level security;
alter table private.imported_cases enable row level security;
-- Deliberately no policy and no grant: only the functions below, and they only for the service.

-- Opens a stage and answers its id. Stages that nobody has touched for an hour are cleared away.
create function public.begin_import(p_preset text, p_file_name text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  delete from private.import_stages where touched_at < now() - interval '1 hour';
  delete from private.import_rows r where not exists (select from private.import_stages s where s.id = r.stage_id);
  insert into private.import_stages (preset, file_name) values (p_preset, p_file_name) returning id into v_id;
  return v_id;
end $$;

-- Puts rows on a stage. p_rows: an array of objects with the columns of private.import_rows.
create function public.stage_import_rows(p_import uuid, p_rows jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update private.import_stages set touched_at = now() where id = p_import;
  if not found then
    raise sqlstate 'PT404' using message = 'This import was given up. Start it again.', hint = 'missing';
  end if;
  insert into private.import_rows
  select p_import, r.line, r.source_key, r.subject, r.body, r.status, r.resolution_code, r.channel, r.topic_code, r.topic_name,
    r.topic_department, r.department, r.district, r.neighborhood, r.location, r.latitude, r.longitude, r.opened_local, r.closed_on
  from jsonb_populate_recordset(null::private.import_rows, p_rows) r;
end $$;

create function public.discard_import(p_import uuid) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.import_plan where stage_id = p_import;
  delete from private.import_rows where stage_id = p_import;
  delete from private.import_stages where id = p_import
$$;

-- ---------------------------------------------------------------- apply
-- Closed on a day without an hour means noon of that day, or the hour of opening when that is later.
create function private.plan_import(p_import uuid) returns void
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
  select p_import, case when i.id is null then 'new' when c.fingerprint is distinct from s.fingerprint then 'changed' else 'unchanged' end,
    coalesce(i.id, gen_random_uuid()), s.fingerprint, s.opened_at, case when (s.row_data).closed_on is not null then s.closed_at end, s.row_data
  from staged s
  left join public.inquiries i on i.source_system = s.preset and i.source_key = (s.row_data).source_key
  left join private.imported_cases c on c.inquiry_id = i.id
$$;

-- A category that the office does not know becomes a topic that is counted but not offered at intake. Section 9: 311.
create function private.import_topics(p_import uuid) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.topics (code, name, primary_section, sections, department_id, is_active, sort_order)
  select distinct on ((p.row_data).topic_code) (p.row_data).topic_code, (p.row_data).topic_name, 9::smallint, '{9}'::smallint[], o.id, false, 500::smallint
  from private.import_plan p left join public.organizations o on o.code = (p.row_data).topic_department
  where p.stage_id = p_import and p.kind = 'new' order by (p.row_data).topic_code, (p.row_data).topic_name
  on conflict (code) do nothing
$$;

-- Everything that the triggers would stamp one by one is given here at once: number, sections, department, search.
create function private.import_new_inquiries(p_import uuid, p_preset text) returns void
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
    opened_at, closed_at, resolution_code, primary_section, sections, source_system, source_key, search)
  select n.inquiry_id, n.number, (n.row_data).subject, (n.row_data).body, (n.row_data).status, (n.row_data).channel, t.id, coalesce(o.id, t.department_id), d.id,
    (n.row_data).neighborhood, (n.row_data).location, (n.row_data).latitude, (n.row_data).longitude,
    n.opened_at, n.closed_at, (n.row_data).resolution_code, t.primary_section, t.sections, p_preset, (n.row_data).source_key,
    private.inquiry_document(n.number, (n.row_data).subject, (n.row_data).body, null)
  from numbered n
  join known_topics t on t.code = (n.row_data).topic_code
  left join public.organizations o on o.code = (n.row_data).department
  left join public.districts d on d.code = (n.row_data).district
$$;

-- Sets the stamps and guards of single writing aside for a load, and back. Readers go on meanwhile, writers wait.
-- The audit triggers stay on. tgtype is a bit field: 2 says before; the refreshing of search has names of its own.
create function private.set_single_writing(p_table regclass, p_on boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_name name;
begin
  for v_name in select tgname from pg_catalog.pg_trigger
    where tgrelid = p_table and not tgisinternal and (tgtype & 2 = 2 or tgname like '\_500\_refresh\_%')
  loop
    execute format('alter table %s %s trigger %I', p_table, case when p_on then 'enable' else 'disable' end, v_name);
  end loop;
end $$;

-- Writes the new cases with the stamps and guards of single writing set aside. Readers go on, writers wait: for 4,200
-- cases about a second. A load that at least doubles a table of inquiries (the first load of a city's history) also sets
-- indexes and foreign keys aside and builds them again at once, which is several times faster; readers wait too, then.
create function private.load_new_inquiries(p_import uuid, p_preset text, p_count integer) returns void
language plpgsql volatile security definer set search_path = '' set maintenance_work_mem = '256MB' as $$
declare
  v_aside text[] := '{}';
  v_again text[] := '{}';
  v_sql text;
begin
  if p_count >= 50000 and p_count >= (select count(*) from (select from public.inquiries limit p_count + 1) there) then
    lock table public.inquiries in access exclusive mode;
    select array_agg(format('drop index %s', i.indexrelid::regclass)), array_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid)
    into v_aside, v_again from pg_catalog.pg_index i where i.indrelid = 'public.inquiries'::regclass and not i.indisunique;
    select v_aside || array_agg(format('alter table public.inquiries drop constraint %I', conname)),
      v_again || array_agg(format('alter table public.inquiries add constraint %I %s', conname, pg_get_constraintdef(oid)))
    into v_aside, v_again from pg_catalog.pg_constraint where conrelid = 'public.inquiries'::regclass and contype = 'f';
  else
    lock table public.inquiries in share row exclusive mode;
  end if;
  perform private.set_single_writing('public.inquiries', false);
  foreach v_sql in array v_aside loop execute v_sql; end loop;
  perform private.import_new_inquiries(p_import, p_preset);
  foreach v_sql in array v_again loop execute v_sql; end loop;
  perform private.set_single_writing('public.inquiries', true);
end $$;

create function private.import_changed_inquiries(p_import uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update public.inquiries i set subject = (p.row_data).subject, body = (p.row_data).body, channel = (p.row_data).channel,
    status = case
      when (p.row_data).status = 'closed' then 'closed'
      when (p.row_data).status = 'waiting_other' then 'waiting_other'
      when i.status = 'closed' or i.status = 'waiting_other' or (i.status = 'new' and (p.row_data).status = 'in_progress') then 'in_progress'
      else i.status end,
    resolution_code = (p.row_data).resolution_code, opened_at = p.opened_at, closed_at = p.closed_at,
    district_id = (select d.id from public.districts d where d.code = (p.row_data).district),
    neighborhood = (p.row_data).neighborhood, location = (p.row_data).location, latitude = (p.row_data).latitude, longitude = (p.row_data).longitude
  from private.import_plan p where p.stage_id = p_import and p.kind = 'changed' and i.id = p.inquiry_id;
$$;

-- Writes a stage, all of it in this one transaction, and answers {new, changed, unchanged}; a trial run counts and leaves
-- nothing. Topic and department are set when a case comes in and are the office's own from then on: people correct them.
-- The source's open states move an inquiry only where they say something that its own state does not.
create function public.apply_import(p_import uuid, p_file jsonb, p_dry_run boolean default false) returns jsonb
language plpgsql volatile security definer set search_path = '' set statement_timeout = '30min' set work_mem = '128MB' as $$
declare
  v_stage private.import_stages;
  v_counts jsonb;
begin
  select * into v_stage from private.import_stages where id = p_import for update;
  if v_stage.id is null then
    raise sqlstate 'PT404' using message = 'This import was given up. Start it again.', hint = 'missing';
  end if;
  perform set_config('rotunda.reason', 'import', true);
  perform private.plan_import(p_import);
  select jsonb_build_object('new', count(*) filter (where kind = 'new'), 'changed', count(*) filter (where kind = 'changed'),
    'unchanged', count(*) filter (where kind = 'unchanged')) into v_counts
  from private.import_plan where stage_id = p_import;
  if not p_dry_run then
    analyze private.import_plan;
    perform private.import_topics(p_import), private.import_changed_inquiries(p_import);
    if (v_counts ->> 'new')::integer > 0 then
      perform private.load_new_inquiries(p_import, v_stage.preset, (v_counts ->> 'new')::integer);
    end if;
    insert into private.imported_cases (inquiry_id, fingerprint)
    select inquiry_id, fingerprint from private.import_plan where stage_id = p_import and kind <> 'unchanged'
    on conflict (inquiry_id) do update set fingerprint = excluded.fingerprint;
    insert into public.imports (resource, preset, file_name, sha256, started_at, finished_at, rows_new, rows_changed, rows_unchanged, rows_rejected)
    values ('inquiries', v_stage.preset, v_stage.file_name, p_file ->> 'sha256', v_stage.started_at, clock_timestamp(),
      (v_counts ->> 'new')::integer, (v_counts ->> 'changed')::integer, (v_counts ->> 'unchanged')::integer, (p_file ->> 'rejected')::integer);
  end if;
  perform public.discard_import(p_import);
  return v_counts;
end $$;

revoke all on function public.begin_import(text, text), public.stage_import_rows(uuid, jsonb), public.discard_import(uuid), public.apply_import(uuid, jsonb, boolean)
  from public, anon, authenticated;
grant execute on function public.begin_import(text, text), public.stage_import_rows(uuid, jsonb), public.discard_import(uuid), public.apply_import(uuid, jsonb, boolean)
  to service_role;
comment on table public.imports is 'Files that were loaded, and what each did.';
