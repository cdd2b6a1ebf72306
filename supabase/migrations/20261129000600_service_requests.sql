-- Service requests: the city's 311 requests as its open data tells them. The office files none of these and corrects none; it reads
-- what became of those that it filed, and compares. The feed is days late: `updated_at_source` says how late. A million rows and more.

create table public.service_requests (
  id bigint generated always as identity primary key,
  -- The 311 number.
  service_request_number text not null unique,
  -- "kc311_current" or "kc311_archive": which of the two published forms it came in.
  source text not null constraint service_requests_source_known check (source in ('kc311_current', 'kc311_archive')),
  work_order text,
  -- As published, and what it comes to.
  status_text text not null default '',
  is_open boolean not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  days_to_close integer,
  channel text not null default '',
  is_internal boolean not null default false,
  issue_type text not null default '',
  issue_sub_type text not null default '',
  department text not null default '',
  work_group text not null default '',
  address text not null default '',
  postal_code text,
  district_id uuid references public.districts (id) on delete set null,
  neighborhood_id uuid references public.neighborhoods (id) on delete set null,
  latitude double precision,
  longitude double precision,
  updated_at_source timestamptz,
  -- Of everything above, so that a file which says nothing new changes nothing.
  content_hash bytea not null,
  imported_at timestamptz not null default now()
);
create index service_requests_opened on public.service_requests (opened_at, id);
create index service_requests_closed on public.service_requests (closed_at) where closed_at is not null;
create index service_requests_type on public.service_requests (issue_type, opened_at);
create index service_requests_district on public.service_requests (district_id, opened_at);
create index service_requests_neighborhood on public.service_requests (neighborhood_id) where neighborhood_id is not null;
alter table public.service_requests enable row level security;
revoke all on table public.service_requests from public, anon, authenticated;
grant all on table public.service_requests to service_role;
grant select on table public.service_requests to authenticated;
create policy service_requests_select_viewer on public.service_requests for select to authenticated using ((select private.at_least('viewer')));
-- Deliberately no audit and no writes: what was published can be read again; each run is kept below.
comment on table public.service_requests is 'The city''s 311 requests as its open data tells them.';

create table public.feed_runs (
  id uuid primary key default gen_random_uuid(),
  source text not null constraint feed_runs_source_known check (source in ('kc311_current', 'kc311_archive')),
  -- A file that somebody had, or the published address.
  origin text not null constraint feed_runs_origin_known check (origin in ('file', 'network')),
  file_name text constraint feed_runs_file_length check (length(file_name) <= 300),
  status text not null default 'running' constraint feed_runs_status_known check (status in ('running', 'done', 'failed')),
  -- Where the next page begins, for a run that was cut off.
  cursor text,
  rows_read integer not null default 0,
  rows_added integer not null default 0,
  rows_changed integer not null default 0,
  rows_same integer not null default 0,
  rows_rejected integer not null default 0,
  -- The latest that the feed itself says of any row: what came after is not in it yet.
  latest_at timestamptz,
  problem text,
  started_by uuid references public.staff (id) on delete set null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index feed_runs_started on public.feed_runs (started_at, id);
create index feed_runs_started_by on public.feed_runs (started_by) where started_by is not null;
call private.protect('public.feed_runs');
call private.show('feed_runs', 'coordinator');
-- Deliberately not granted: writes.
comment on table public.feed_runs is 'Each reading of the 311 open data: from where, how much, how late the feed was.';
