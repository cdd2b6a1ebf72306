-- Reading the 311 feed: a saved file of a million rows, or what the published address has new. Rows come in batches; each has a hash
-- of all that is kept of it, so what says nothing new is told apart by its number and hash alone and is not written. A row that is
-- older than the one we have is left. No batch is a change in the log: what was published can be read again, and each run is kept.

-- Whether the server may read the published address itself, and which it is. Off: a saved file is read.
alter table public.settings
  add column fetches_service_requests boolean not null default false,
  add column service_requests_address text not null default 'https://data.kcmo.org/resource/d4px-6rwg.json'
    constraint settings_service_requests_address_form check (service_requests_address ~ '^https://[^\s?#]+$' and length(service_requests_address) <= 500);
comment on column public.settings.fetches_service_requests is 'Whether the server may read the city''s 311 open data itself, four times a day. Nothing of the office is sent.';
comment on column public.settings.service_requests_address is 'Where the 311 open data is (SODA 2, JSON).';
grant update (fetches_service_requests, service_requests_address) on table public.settings to authenticated;

alter table public.feed_runs
  -- How far a file is read, in bytes.
  add column bytes_total bigint constraint feed_runs_bytes_total_range check (bytes_total >= 0),
  add column bytes_read bigint not null default 0 constraint feed_runs_bytes_read_range check (bytes_read >= 0),
  -- The first rows that could not be read: [{line, number, why, value}].
  add column rejects jsonb not null default '[]' constraint feed_runs_rejects_array check (jsonb_typeof(rejects) = 'array' and length(rejects::text) <= 20000);
-- "How far does the feed reach?"
create index feed_runs_latest on public.feed_runs (source, latest_at desc) where latest_at is not null;

-- "Who is behind it, what is open of a kind": the lists of all requests, newest first.
create index service_requests_work_group on public.service_requests (work_group, opened_at);

-- How long requests of a type take: of those closed in the last four hundred days that the feed knows. Made anew after each run.
create table private.service_request_types (
  issue_type text primary key,
  requests integer not null,
  closed integer not null,
  median_days numeric,
  -- Nine in ten are done by then.
  usual_days numeric
);
alter table private.service_request_types enable row level security;
-- Deliberately no policy and no grant: only functions touch it.

-- The program itself, or who may bring data in.
create function private.may_read_feed() returns void
language plpgsql stable set search_path = '' as $$
begin
  if (select auth.role()) is distinct from 'service_role' then perform private.at_least('coordinator'); end if;
end $$;
revoke all on function private.may_read_feed() from public, anon, authenticated;

-- Asked before a large file is sent: may this person, and is nobody reading?
create function public.may_begin_feed_run() returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.may_read_feed();
  if exists (select from public.feed_runs where status = 'running' and updated_at >= now() - interval '10 minutes') then
    raise sqlstate 'PT409' using message = 'The 311 data is being read already. Wait until that is done.', hint = 'feed_busy';
  end if;
end $$;
-- Begins a run: {source, origin, file_name, bytes_total, cursor}. One at a time; one that nobody has heard of for ten minutes was cut off.
create function public.begin_feed_run(p_run jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare v_id uuid;
begin
  perform private.may_read_feed();
  lock table public.feed_runs in share row exclusive mode;
  update public.feed_runs set status = 'failed', problem = 'cut_off', finished_at = updated_at where status = 'running' and updated_at < now() - interval '10 minutes';
  perform public.may_begin_feed_run();
  insert into public.feed_runs (source, origin, file_name, bytes_total, cursor, started_by)
  values (p_run ->> 'source', p_run ->> 'origin', left(p_run ->> 'file_name', 300), (p_run ->> 'bytes_total')::bigint, p_run ->> 'cursor', private.current_staff_id())
  returning id into v_id;
  return v_id;
end $$;

-- Which of these rows say something new, by their places in the lists (from 0): unknown numbers, and known ones with another hash.
create function public.compare_service_requests(p_numbers text[], p_hashes text[]) returns integer[]
language sql stable security definer set search_path = '' set jit = off as $$
  select coalesce(array_agg(g.n::integer - 1 order by g.n), '{}')
  from unnest(p_numbers, p_hashes) with ordinality g (number, hash, n)
  left join public.service_requests t on t.service_request_number = g.number
  where t.content_hash is distinct from decode(g.hash, 'hex')
$$;

-- Writes rows: {number, hash, work_order, status, is_open, opened, closed, days, channel, is_internal, type, sub_type, department,
-- work_group, address, postal_code, district_id, neighborhood_id, latitude, longitude, updated}. Times are local, without a zone. A
-- request that was closed on the day it was opened, the hour not told, was not closed before it. Each number once in a call. p_again: these
-- numbers came before in the same file, and are taken only where they are newer; else reading it twice would turn them back and forth.
create function public.import_service_requests(p_source text, p_rows jsonb, p_again boolean default false) returns jsonb
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare
  v_zone constant text := private.office_zone();
  v_added integer;
  v_changed integer;
begin
  with written as (
    insert into public.service_requests as t
      (service_request_number, source, work_order, status_text, is_open, opened_at, closed_at, days_to_close, channel, is_internal, issue_type, issue_sub_type,
       department, work_group, address, postal_code, district_id, neighborhood_id, latitude, longitude, updated_at_source, content_hash)
    select r.number, p_source, r.work_order, coalesce(r.status, ''), r.is_open, r.opened at time zone v_zone,
      case when r.closed::date = r.opened::date then greatest(r.closed, r.opened) else r.closed end at time zone v_zone,
      case when r.closed is not null and not r.is_open then coalesce(r.days, r.closed::date - r.opened::date) end,
      coalesce(r.channel, ''), coalesce(r.is_internal, false), coalesce(r.type, ''), coalesce(r.sub_type, ''),
      coalesce(r.department, ''), coalesce(r.work_group, ''), coalesce(r.address, ''), r.postal_code, r.district_id, r.neighborhood_id, r.latitude, r.longitude,
      r.updated at time zone v_zone, decode(r.hash, 'hex')
    from jsonb_to_recordset(p_rows) r (number text, hash text, work_order text, status text, is_open boolean, opened timestamp, closed timestamp, days integer, channel text,
      is_internal boolean, type text, sub_type text, department text, work_group text, address text, postal_code text, district_id uuid, neighborhood_id uuid,
      latitude double precision, longitude double precision, updated timestamp)
    on conflict (service_request_number) do update set
      source = excluded.source, work_order = excluded.work_order, status_text = excluded.status_text, is_open = excluded.is_open, opened_at = excluded.opened_at,
      closed_at = excluded.closed_at, days_to_close = excluded.days_to_close, channel = excluded.channel, is_internal = excluded.is_internal, issue_type = excluded.issue_type,
      issue_sub_type = excluded.issue_sub_type, department = excluded.department, work_group = excluded.work_group, address = excluded.address, postal_code = excluded.postal_code,
      -- The area that its point lies in stays, unless the feed names another or moves the point.
      district_id = coalesce(excluded.district_id, case when (excluded.latitude, excluded.longitude) is not distinct from (t.latitude, t.longitude) then t.district_id end),
      neighborhood_id = coalesce(excluded.neighborhood_id, case when (excluded.latitude, excluded.longitude) is not distinct from (t.latitude, t.longitude) then t.neighborhood_id end), latitude = excluded.latitude, longitude = excluded.longitude,
      updated_at_source = excluded.updated_at_source, content_hash = excluded.content_hash, imported_at = now()
    where t.content_hash <> excluded.content_hash
      and case when p_again then excluded.updated_at_source > t.updated_at_source else t.updated_at_source is null or excluded.updated_at_source >= t.updated_at_source end
    returning (t.xmax = '0'::xid) as is_new)
  select count(*) filter (where w.is_new), count(*) filter (where not w.is_new) into v_added, v_changed from written w;
  return jsonb_build_object('added', v_added, 'changed', v_changed);
end $$;

-- How long each type takes, and fresh statistics for the planner.
create function private.refresh_service_request_types() returns void
language plpgsql volatile security definer set search_path = '' set jit = off as $$
declare v_since timestamptz := (select max(closed_at) from public.service_requests where closed_at is not null) - interval '400 days';
begin
  delete from private.service_request_types;
  insert into private.service_request_types (issue_type, requests, closed, median_days, usual_days)
  select t.issue_type, count(*), count(d.days), percentile_cont(0.5) within group (order by d.days), percentile_cont(0.9) within group (order by d.days)
  from public.service_requests t
  cross join lateral (select case when not t.is_open and t.closed_at >= v_since and t.days_to_close >= 0 then t.days_to_close end as days) d
  group by t.issue_type;
  analyze public.service_requests;
end $$;
revoke all on function private.refresh_service_request_types() from public, anon, authenticated;

-- How far a run is, and how it ended: {status, problem, cursor, bytes_read, bytes_total, rows_read, rows_added, rows_changed, rows_same,
-- rows_rejected, rejects, latest (local, without a zone)}. What is absent stays.
create function public.tell_feed_run(p_run uuid, p_facts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare v_run public.feed_runs;
begin
  update public.feed_runs r set
    status = coalesce(p_facts ->> 'status', r.status), problem = coalesce(p_facts ->> 'problem', r.problem), cursor = coalesce(p_facts ->> 'cursor', r.cursor),
    bytes_read = coalesce((p_facts ->> 'bytes_read')::bigint, r.bytes_read), bytes_total = coalesce((p_facts ->> 'bytes_total')::bigint, r.bytes_total),
    rows_read = coalesce((p_facts ->> 'rows_read')::integer, r.rows_read), rows_added = coalesce((p_facts ->> 'rows_added')::integer, r.rows_added),
    rows_changed = coalesce((p_facts ->> 'rows_changed')::integer, r.rows_changed), rows_same = coalesce((p_facts ->> 'rows_same')::integer, r.rows_same),
    rows_rejected = coalesce((p_facts ->> 'rows_rejected')::integer, r.rows_rejected), rejects = coalesce(p_facts -> 'rejects', r.rejects),
    latest_at = greatest(r.latest_at, (p_facts ->> 'latest')::timestamp at time zone private.office_zone()),
    finished_at = case when p_facts ->> 'status' in ('done', 'failed') then now() else r.finished_at end
  where r.id = p_run and r.status = 'running'
  returning * into v_run;
  if v_run.status in ('done', 'failed') then
    if v_run.rows_added + v_run.rows_changed > 0 then perform private.refresh_service_request_types(); end if;
    perform public.match_service_requests();
  end if;
end $$;

-- Where the next reading over the network begins: {allowed, address, zone, cursor (of a run that was cut off), since (local: a week before
-- the latest that the feed said, for what was published late)}.
create function public.next_feed_page() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('allowed', s.fetches_service_requests, 'address', s.service_requests_address, 'zone', s.time_zone,
    'cursor', (select case when r.status <> 'done' then r.cursor end from public.feed_runs r where r.origin = 'network' order by r.started_at desc, r.id limit 1),
    'since', (select to_char((max(r.latest_at) - interval '7 days') at time zone s.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS') from public.feed_runs r where r.source = 'kc311_current' and r.latest_at is not null))
  from public.settings s
$$;
revoke all on function public.may_begin_feed_run(), public.begin_feed_run(jsonb), public.compare_service_requests(text[], text[]), public.import_service_requests(text, jsonb, boolean),
  public.tell_feed_run(uuid, jsonb), public.next_feed_page() from public, anon, authenticated;
grant execute on function public.may_begin_feed_run(), public.begin_feed_run(jsonb) to authenticated, service_role;
grant execute on function public.compare_service_requests(text[], text[]), public.import_service_requests(text, jsonb, boolean),
  public.tell_feed_run(uuid, jsonb), public.next_feed_page() to service_role;
comment on function public.begin_feed_run(jsonb) is 'Begins a reading of the 311 open data.';
